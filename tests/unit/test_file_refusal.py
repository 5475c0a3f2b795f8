"""What the system refuses, told in Swedish: the whole words and the remedy, one by one."""

from __future__ import annotations

import errno

import pytest

from regelratt.domain import file_refusal
from regelratt.domain.file_refusal import reason
from tests.message_texts import message_texts
from tests.project import ROOT

SAID = [
    ("ENOSPC", "disken är full. Frigör utrymme och kör om."),
    ("EDQUOT", "utrymmet du har tilldelats är slut. Frigör utrymme eller be om mer, och kör om."),
    ("EFBIG", "filen blir större än vad filsystemet tillåter. Skriv till en annan disk."),
    ("EROFS", "filsystemet är skrivskyddat. Kör där det går att skriva, eller montera om det som skrivbart."),
    ("EACCES", "behörighet saknas. Ge den som kör kommandot rätt till filen och mapparna ovanför."),
    ("EPERM", "behörighet saknas. Ge den som kör kommandot rätt till filen och mapparna ovanför."),
    ("EMFILE", "för många filer är öppna. Höj gränsen (ulimit -n) eller stäng andra program, och kör om."),
    ("ENFILE", "för många filer är öppna på datorn. Stäng andra program och kör om."),
    ("ENOMEM", "minnet är slut. Stäng andra program och kör om."),
    ("ENAMETOOLONG", "namnet är för långt. Välj ett kortare namn eller en mapp närmare roten."),
    ("ENOENT", "den eller mappen ovanför finns inte. Skapa mappen eller rätta sökvägen."),
    ("ENOTDIR", "något i sökvägen är en fil och ingen mapp. Rätta sökvägen eller flytta undan filen."),
    ("EISDIR", "den är en mapp. Ange en fil."),
    ("EEXIST", "namnet är upptaget. Flytta undan det som ligger där."),
    ("ENOTEMPTY", "mappen är inte tom. Flytta undan det som ligger där."),
    ("ELOOP", "länkar i sökvägen går runt eller leder vidare. Ta bort länken."),
    ("EBUSY", "den används av något annat eller är en monterad disk. Avsluta det som använder den och kör om."),
    ("ETXTBSY", "den används av något annat. Avsluta det som använder den och kör om."),
    ("EIO", "disken svarar med fel. Kontrollera disken och dess anslutning, och kör om."),
    ("ENODEV", "enheten finns inte. Kontrollera disken och dess anslutning, och kör om."),
    ("ESTALE", "nätverksdisken har tappat filen. Anslut nätverksdisken på nytt och kör om."),
    ("ENOLCK", "filsystemet kan inte låsa filer. Lägg projektet på en lokal disk."),
    ("EXDEV", "den ligger på en annan disk. Lägg det på samma disk."),
    ("EADDRINUSE", "porten används av något annat. Stäng det andra programmet eller välj en annan port med --port."),
    ("EINVAL", "filsystemet godtar inte namnet. Välj ett annat namn."),
    ("EDOM", "systemet svarade EDOM. Kontrollera disken och kör om."),
    ("", "systemet svarade ett fel utan nummer. Kontrollera disken och kör om."),
    ("99999", "systemet svarade felkod 99999. Kontrollera disken och kör om."),
]


@pytest.mark.parametrize(("name", "said"), SAID, ids=[name or "none" for name, _ in SAID])
def test_refusal(name: str, said: str) -> None:
    """The words and the remedy are those stated, where the system knows the number."""
    number = int(name) if name.isdigit() else getattr(errno, name, None)
    if name and number is None:
        pytest.skip("finns inte i det här systemet")
    words, remedy = reason(OSError(number, "x") if name else OSError("x"))
    assert f"{words}. {remedy}" == said


def test_every_refusal_is_stated() -> None:
    """A text added without a line above is found."""
    path = ROOT / "src" / f"{file_refusal.__name__.replace('.', '/')}.py"
    assert [str(text) for text in message_texts(path) if not any(text.is_in(said) for _, said in SAID)] == []
