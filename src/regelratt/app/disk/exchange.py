"""Two names that change places in one atomic step, where the operating system can do it.

Linux: `renameat2` with RENAME_EXCHANGE (renameat2(2), since Linux 3.15). macOS: `renamex_np` with RENAME_SWAP
(renamex_np(2), since macOS 10.12). Python has no call of its own for either.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2
_RENAME_SWAP = 2
_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP, errno.EPERM})
"""Answers of a kernel, a file system or a sandbox that does not know the call; two plain renames may still work."""


def exchange_names(first: Path, second: Path) -> bool:
    """Let two existing files or folders change names, at once or not at all.

    False when this system or file system cannot, and then nothing has changed; OSError for every other refusal.
    """
    call = _system_call()
    if call is None:
        return False
    ctypes.set_errno(0)
    if call(os.fsencode(first), os.fsencode(second)) == 0:
        return True
    number = ctypes.get_errno()
    if number in _CANNOT:
        return False
    raise OSError(number, os.strerror(number), str(first), None, str(second))


def _system_call(platform: str = sys.platform) -> Callable[[bytes, bytes], int] | None:
    """The exchange of this platform, or None where the C library has none."""
    if platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None, use_errno=True)
    if platform == "linux":
        plain = getattr(library, "renameat2", None)
        return plain and (lambda a, b: int(plain(_AT_FDCWD, a, _AT_FDCWD, b, _RENAME_EXCHANGE)))
    swap = getattr(library, "renamex_np", None)
    return swap and (lambda a, b: int(swap(a, b, _RENAME_SWAP)))
