"""What of the evidence somebody outside the organisation may know, by looking where anybody can look.

Every column has been decided about, but for those that only lead to a row. What may be seen somewhere at some time, or
follows from what is seen, is known. A column that nobody has decided about is taken for one of those.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum

SEEN_BY_ALL = frozenset({
    ("kanaler", "status"), ("kanaler", "plattform"), ("inlägg", "publicerad"), ("inlägg", "slag")})
"""Columns that anybody can read on the account itself: they say who is judged, and nothing that is closed."""
SHOWN_ON_THE_ACCOUNT = frozenset(("kanaler", column) for column in (
    "startdatum", "slutdatum", "senast_uppdaterad", "syfte", "målgrupp", "kommentarer"))
"""What else anybody can see on the account itself: when it began, ended and last published, what it is for and for
whom, and whether visitors can comment. A list of channels with this tells nothing that is closed.
"""


class Place(StrEnum):
    """Where somebody outside may find what a column says; the value is the word used in docs."""

    ACCOUNT = "på kontot"
    WEB = "på webben"
    DIARY = "i diariet"
    ADVERTS = "i annonsbibliotek"
    RESULTS = "i öppna utfall"
    ELSEWHERE = "följer av annat"
    """It follows from what is seen: a day lies after the account began, a platform lacks what it lacks."""
    NOWHERE = "nej"


_DECIDED: Mapping[Place, Mapping[str, str]] = {
    # First: a column that is given a place besides is seen there.
    Place.NOWHERE: {
        "kanaler": "verksamhetsmål nytta resurser_säkrade ersättare_roll central_administratör",
        "inlägg": "rättigheter_klara",
        "borttagningar": "roll",
        "uppsikt": "intervall_dagar roll avvikelse",
    },
    Place.ACCOUNT: {
        "kanaler": "plattform adress status syfte målgrupp ansvarig_roll startdatum slutdatum senast_uppdaterad "
                   "senast_förändrad antal_med_åtkomst grafisk_profil avsändare_synlig beskrivning kontaktuppgift "
                   "regeltext inlägg_synliga_för_andra_upplyst kommentarer avslutsorsak avslutande_inlägg",
        "inlägg": "publicerad slag alt_text text_i_bild bildtext_återgiven undertext personnummer "
                  "gillar_företag_eller_parti",
        "kommentarer": "inkom är_fråga besvarad fullständigt_besvarad svar_från_kontot svar_undertecknat "
                       "politisk_fråga hänvisad_till_partierna",
        "borttagningar": "upptäckt borttagen kategori grund avsändare_meddelad",
        "gallring": "utförd",
        "kriser": "från till beredskap",
    },
    Place.WEB: {
        "organisation": "riktlinjer_granskade förteckning_publicerad förteckning_adress",
        "nämnder": "förvaltning rättslig_grund kanaler_i_dokumenthanteringsplan",
        "kanaler": "pixel",
        "webblista": "adress hämtad",
        "webbsidor": "adress genomsökt pixel tagghanterare",
    },
    Place.DIARY: {
        "nämnder": "publicister_utsedda",
        "kanaler": "chef_godkänt",
        "beslut": "slag datum beslutad_av diarienummer gallringsfrist roll till_roll upphävt",
        "undantag": "regelversion skäl beslutad_av beslutad från till diarienummer",
        "meddelanden": "datum antal klass omhändertaget diarienummer",
        "borttagningar": "anmäld diarienummer",
        "ögonblicksbilder": "tagen anledning diarienummer",
        "diarium": "datum slag avsändare_mottagare ärendemening sekretess",
        "gallring": "handlingstyp ringa_betydelse",
        "kriser": "sammanställd diarienummer",
    },
    Place.ADVERTS: {
        "nämnder": "står_för_annonskostnader",
        "annonser": "från till märkt_som_annons",
    },
    Place.RESULTS: {
        "bekräftelser": "datum period utfall roll skäl förutsättningar underlag",
        "åtgärder": "beskrivning ansvarig_roll klar_senast läge",
    },
    Place.ELSEWHERE: {
        "kanaler": "startinformation_skickad tvåfaktor tvåfaktor_kontrollerad pixel_kontrollerad avslut_samråd",
        "borttagningar": "skärmdump",
        "uppsikt": "från till",
    },
}


def _places() -> Iterator[tuple[tuple[str, str], Place]]:
    for place, tables in _DECIDED.items():
        for table, columns in tables.items():
            yield from (((table, column), place) for column in columns.split())


PLACES: Mapping[tuple[str, str], Place] = dict(_places())
"""Where each column of a table, by their names, may be seen."""


def is_hidden(table: str, column: str) -> bool:
    """True for a column that nobody outside can see: it alone may decide what is counted in a closed total."""
    return PLACES.get((table, column)) is Place.NOWHERE
