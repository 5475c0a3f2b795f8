"""What the operating system refuses, told in Swedish with the path and what to do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.file_refusal import first_copy, reason
from regelratt.domain.location import Location


class FileError(RefusedError):
    """A file or folder could not be read or written; nothing is left half-written."""


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Turn what the system refuses inside the block into a FileError about `path`."""
    try:
        yield
    except OSError as error:
        raise FileError(describe(error, path)) from error


def describe(error: OSError, path: Path | None = None) -> Diagnostic:
    """The message for an error of the operating system, about `path` or else the path that the error names."""
    shown = str(path or _named_by(error) or "")
    words, remedy = reason(error)
    subject = f"Filen eller mappen {Path(shown).name or shown}" if shown else "En fil"
    return Diagnostic(Location(shown or "."), Code.FILE_PROBLEM, f"{subject} går inte att använda: {words}.", remedy)


def _named_by(error: OSError) -> str:
    if isinstance(error, shutil.Error) and (first := first_copy(error)):
        return str(first[1])
    name = error.filename
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name or "")
