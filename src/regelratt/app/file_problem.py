"""What the operating system refuses, told in Swedish with the path and what to do."""

from __future__ import annotations

import errno
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location

_SAID = {
    "ENOSPC": ("disken är full", "Frigör utrymme och kör om"),
    "EDQUOT": ("utrymmet du har tilldelats är slut", "Frigör utrymme eller be om mer, och kör om"),
    "EFBIG": ("filen blir större än vad filsystemet tillåter", "Skriv till en annan disk"),
    "EROFS": ("filsystemet är skrivskyddat", "Kör där det går att skriva, eller montera om det som skrivbart"),
    "EACCES": ("behörighet saknas", "Ge den som kör kommandot rätt till filen och mapparna ovanför"),
    "EPERM": ("behörighet saknas", "Ge den som kör kommandot rätt till filen och mapparna ovanför"),
    "EMFILE": ("för många filer är öppna", "Höj gränsen (ulimit -n) eller stäng andra program, och kör om"),
    "ENFILE": ("för många filer är öppna på datorn", "Stäng andra program och kör om"),
    "ENOMEM": ("minnet är slut", "Stäng andra program och kör om"),
    "ENAMETOOLONG": ("namnet är för långt", "Välj ett kortare namn eller en mapp närmare roten"),
    "ENOENT": ("den eller mappen ovanför finns inte", "Skapa mappen eller rätta sökvägen"),
    "ENOTDIR": ("något i sökvägen är en fil och ingen mapp", "Rätta sökvägen eller flytta undan filen"),
    "EISDIR": ("den är en mapp", "Ange en fil"),
    "EEXIST": ("namnet är upptaget", "Flytta undan det som ligger där"),
    "ENOTEMPTY": ("mappen är inte tom", "Flytta undan det som ligger där"),
    "ELOOP": ("länkar i sökvägen går runt eller leder vidare", "Ta bort länken"),
    "EBUSY": ("den används av något annat eller är en monterad disk", "Avsluta det som använder den och kör om"),
    "ETXTBSY": ("den används av något annat", "Avsluta det som använder den och kör om"),
    "EIO": ("disken svarar med fel", "Kontrollera disken och dess anslutning, och kör om"),
    "ENODEV": ("enheten finns inte", "Kontrollera disken och dess anslutning, och kör om"),
    "ESTALE": ("nätverksdisken har tappat filen", "Anslut nätverksdisken på nytt och kör om"),
    "ENOLCK": ("filsystemet kan inte låsa filer", "Lägg projektet på en lokal disk"),
    "EXDEV": ("den ligger på en annan disk", "Lägg det på samma disk"),
    "EINVAL": ("filsystemet godtar inte namnet", "Välj ett annat namn"),
}
"""What the error numbers of POSIX mean for whoever runs a command, and the remedy."""

_WORDS = {number: said for name, said in _SAID.items() if (number := getattr(errno, name, None)) is not None}


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


def reason(error: OSError) -> tuple[str, str]:
    """Why the system refused, in words, and the remedy as a sentence."""
    number = _number(error)
    known = errno.errorcode.get(number, f"felkod {number}" if number else "ett fel utan nummer")
    words, remedy = _WORDS.get(number, (f"systemet svarade {known}", "Kontrollera disken och kör om"))
    return words, f"{remedy}."


def _named_by(error: OSError) -> str:
    if isinstance(error, shutil.Error) and (first := _first_copy(error)):
        return str(first[1])
    name = error.filename
    return name.decode(errors="replace") if isinstance(name, bytes) else str(name or "")


def _number(error: OSError) -> int:
    """The error's number; a copy of many files keeps those of its parts only as text."""
    if isinstance(error, shutil.Error) and (first := _first_copy(error)):
        found = re.search(r"\[Errno (\d+)\]", str(first[2]))
        return int(found[1]) if found else 0
    return error.errno or 0


def _first_copy(error: shutil.Error) -> tuple[object, ...] | None:
    """Source, copy and reason of the first file that could not be copied."""
    listed = error.args[0] if error.args else None
    first = listed[0] if isinstance(listed, list) and listed else None
    return first if isinstance(first, tuple) and len(first) == 3 else None
