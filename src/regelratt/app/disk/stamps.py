"""How what this program left on the disk is known again: by what nobody can know beforehand.

The number and the time of change that the file system gives a file are its own. What came out of a repository, an
archive or a copy has others, whatever bytes and times of writing it has.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def stamps_of(folder: Path) -> str:
    """A hash over what the file system says of every file, and every link, in the folder and those in it.

    A link is not followed, and a folder that is missing or is itself a link holds nothing. OSError for what the system
    refuses.
    """
    found = hashlib.sha256()
    for above, folders, names in sorted(os.walk(folder)) if not folder.is_symlink() else ():
        links = [name for name in folders if Path(above, name).is_symlink()]
        for path in (Path(above, name) for name in sorted((*names, *links))):
            known = path.lstat()
            told = (path.relative_to(folder).as_posix(), known.st_ino, known.st_ctime_ns, known.st_mtime_ns,
                    known.st_size)
            found.update(repr(told).encode())
    return found.hexdigest()
