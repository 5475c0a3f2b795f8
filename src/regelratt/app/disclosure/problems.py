"""What the search says of what it finds, and what to do about it. Of what may not be public it repeats nothing."""

from __future__ import annotations

from regelratt.app.disclosure.evidence.evidence_rows import FoundRow
from regelratt.app.disclosure.evidence.secrets import Secret
from regelratt.app.disclosure.numbers.number_search import Kind
from regelratt.app.disclosure.results.open_columns import Beside
from regelratt.app.disclosure.results.said import Told
from regelratt.domain.characters import visible

Problem = tuple[str | Told, str, str]
"""What is found, what it is, and the remedy."""

REMEDIES = {
    "phone": "Ta bort det. Är det organisationens officiella nummer, skriv det i public-addresses under "
               "[tool.regelratt] i pyproject.toml.",
    "mail": "Ta bort den. Är den organisationens officiella adress, skriv den hel, som kommunen@example.se, i "
            "public-addresses under [tool.regelratt] i pyproject.toml.",
    "person": "Ta bort uppgiften.",
    "text": "Skriv med andra ord, utan uppgifter ur underlaget.",
    "id": "Ta bort det: id ur underlaget visas bara i den interna utgåvan. Skriv kontots eller nämndens namn.",
    "brief": "Skriv med andra ord, eller gör texten i underlaget mer bestämd: där är den bara några få ord.",
    "row": "Ta bort uppgifterna. Det som underlaget säger om ett objekt visas bara i den interna utgåvan. Är det "
           "ett testfall, ge objekten andra id och namn än de verkliga.",
    "board": "Ta bort uppgifterna. Det som underlaget säger om en nämnd visas bara i den interna utgåvan. Är det något "
             "annat, eller något som ska vara offentligt, som den rättsliga grunden i information om personuppgifter, "
             "skriv spaltens rubrik i public-headings under [tool.regelratt] i pyproject.toml.",
    "result": "Ta bort utfallet ur texten, eller skriv om så att det inte står bredvid namnet. Där kontrollpunkten är "
              "märkt redovisas: öppet visar webbplatsen själv utfallen.",
    "column": "Ta bort det om det säger hur det gick. Är det något annat, ge det en rubrik som säger vad, som Följare, "
              "eller skriv rubriken i public-headings under [tool.regelratt] i pyproject.toml.",
    "turned": "Ta bort tecknet som vänder texten: den visas i en annan ordning än den står.",
    "file": "Ta bort filen, eller spara den i ett format som går att genomsöka.",
    "markup": "Rapportera det: bygget ska inte kunna skriva en sådan sida.",
}
_FOUND = {
    Kind.PERSON: ("Ett personnummer syns.", REMEDIES["person"]),
    Kind.PHONE: ("Ett telefonnummer syns.", REMEDIES["phone"]),
    Kind.MAIL: ("En e-postadress syns.", REMEDIES["mail"]),
}


def of_number(found: str, kind: Kind) -> Problem:
    """A number or an address of a person."""
    return found, *_FOUND[kind]


def of_told(told: Told) -> Problem:
    """A result beside the name of its object."""
    return told, f"Utfallet för ett enskilt objekt syns ({told.name}).", REMEDIES["result"]


_OWN_LINK = "# "
"""What a heading on a page ends with: the sign that links to itself."""


def of_beside(beside: Beside) -> Problem:
    """A number or a judgement beside a channel, where nothing says that it is open."""
    under = f" under {visible(beside.head.rstrip(_OWN_LINK), 40)}" if beside.head else " utan rubrik"
    what = f"Ett tal eller omdöme{under} står bredvid en kanal ({beside.name})."
    return Told(beside.name, beside.around), what, REMEDIES["column"]


def of_row(row: FoundRow) -> Problem:
    """A row of evidence."""
    where = Told(row.name, row.beside) if row.name else row.beside
    return where, f"En rad ur underlaget syns ({row.source}).", REMEDIES["board" if row.may_be_opened else "row"]


def of_secret(secret: Secret) -> Problem:
    """A text of evidence."""
    remedy = REMEDIES["id" if secret.is_row else "brief" if secret.is_brief else "text"]
    return secret.text, f"Text ur underlaget syns ({secret.source}).", remedy


def of_turning(text: str) -> Problem:
    """A text with a sign that turns it."""
    return text, "En text visas i en annan ordning än den står.", REMEDIES["turned"]


def of_unreadable(name: str, why: object) -> Problem:
    """A file that cannot be searched."""
    return name, f"Filen {name} {why}.", REMEDIES["file"]
