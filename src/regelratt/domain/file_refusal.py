"""What the operating system refuses about files and folders, in Swedish."""

from __future__ import annotations

import errno
import re
import shutil

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
    "EADDRINUSE": ("porten används av något annat", "Stäng det andra programmet eller välj en annan port med --port"),
    "EINVAL": ("filsystemet godtar inte namnet", "Välj ett annat namn"),
}
"""What the error numbers of POSIX mean for whoever runs a command, and the remedy."""

_WORDS = {number: said for name, said in _SAID.items() if (number := getattr(errno, name, None)) is not None}


def reason(error: OSError) -> tuple[str, str]:
    """Why the system refused, in words that end a sentence, and the remedy as a sentence."""
    number = _number(error)
    known = errno.errorcode.get(number, f"felkod {number}" if number else "ett fel utan nummer")
    words, remedy = _WORDS.get(number, (f"systemet svarade {known}", "Kontrollera disken och kör om"))
    return words, f"{remedy}."


def _number(error: OSError) -> int:
    """The error's number; a copy of many files keeps those of its parts only as text."""
    if isinstance(error, shutil.Error) and (first := first_copy(error)):
        found = re.search(r"\[Errno (\d+)\]", str(first[2]))
        return int(found[1]) if found else 0
    return error.errno or 0


def first_copy(error: shutil.Error) -> tuple[object, ...] | None:
    """Source, copy and reason of the first file that could not be copied."""
    listed = error.args[0] if error.args else None
    first = listed[0] if isinstance(listed, list) and listed else None
    return first if isinstance(first, tuple) and len(first) == 3 else None
