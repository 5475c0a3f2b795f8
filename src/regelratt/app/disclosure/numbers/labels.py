"""What the parts of a number or an address are called where each part stands by itself: `Riktnummer`, `Fyra sista`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from regelratt.app.disclosure.numbers.birth_words import BIRTH_WORD, LAST_WORD
from regelratt.app.disclosure.numbers.shortened_numbers import PERSON_WORD

BIRTH = re.compile(rf"f[öo]dd|{BIRTH_WORD}|(?<![^\W_])person(?![^\W_])|{PERSON_WORD}", re.IGNORECASE)
"""What the day is called."""
LAST = re.compile(
    rf"{LAST_WORD}"
    r"|^\W*(?:de )?(?:sista|fyra|slutsiffr\w*|kontrollsiffr\w*|suffix)\W*$"
    rf"|samordningsn|{PERSON_WORD}", re.IGNORECASE)
"""What the last four digits are called."""
SERIAL = re.compile(
    r"f[öo]delsen(?:umme)?r|individn(?:umme)?r|(?<![^\W_])(?:löp|serie)n(?:umme)?r|birth[ _-]?(?:number|no)|serial",
    re.IGNORECASE)
"""What the three digits before the last are called."""
CHECK_DIGIT = re.compile(r"kontrollsiffra|check[ _-]?digit", re.IGNORECASE)
"""What the last digit is called by itself."""
BESIDE_BIRTH = re.compile(
    r"^\W*\w?\W*$|(?<![^\W_])(?:kod|code|kontroll|kontr|check|löpn\w*|n(?:umme)?r|number|no|serial|pin|id|siffr\w*)(?![^\W_])",
    re.IGNORECASE)
"""What they may be called too where the day of birth stands beside them."""
YEAR = re.compile(r"(?:år|ar|year|(?<=\s)y)(?![^\W_])", re.IGNORECASE)
MONTH = re.compile(r"(?:mån(?:ad)?|man(?:ad)?|month|(?<=\s)m)(?![^\W_])", re.IGNORECASE)
DAY = re.compile(r"(?:dag|day|(?<=\s)d)(?![^\W_])", re.IGNORECASE)
AREA = re.compile(
    r"(?<![^\W_])(?:rikt|områdes)[ .-]?(?:n(?:ummer|umret|:?r)?|kod)(?![^\W_])|area ?(?:code|no)|^prefix$",
    re.IGNORECASE)
COUNTRY = re.compile(
    r"(?<![^\W_])(?:land(?:s?[ _-]?(?:kod|n(?:umme)?r|prefix))?|country(?:[ _-]?code)?)(?![^\W_])", re.IGNORECASE)
SUBSCRIBER = re.compile(
    r"(?<![^\W_])(?:(?:abonnent|lokal|tele?|telefon|tfn|mobil|phone)?[ .-]?(?:n(?:ummer|umret|:?r)|number)"
    r"|abonnent|subscriber|tel|telefon|tfn|mobil|mobile|phone|ring)(?![^\W_])", re.IGNORECASE)
"""What is called within an area or a country."""
NOT_CALLED = re.compile(
    r"antal|invån|folk|hushåll|befolkn|kund|post|diarie|ärende|dnr|faktura|order|artikel|konto|giro|belopp|summa|bnp|pris"
    r"|kron|(?<![^\W_])(?:kr|år|id)(?![^\W_])", re.IGNORECASE)
MAIL = re.compile(r"e-?post|mejl|(?<![^\W_])e?-?mail", re.IGNORECASE)
MAIL_OR_ACCOUNT = re.compile(rf"{MAIL.pattern}|mail|adress|konto", re.IGNORECASE)
USER = re.compile(
    r"användar|user|login|lokal[ _-]?del|local[ _-]?part|(?<![^\W_])(?:lokal|local)(?![^\W_])", re.IGNORECASE)
DOMAIN = re.compile(r"dom[äa]n|domain|(?<![^\W_])(?:värd(?:namn)?|host(?:name)?|server)(?![^\W_])", re.IGNORECASE)
OF_SITES = re.compile(r"webb|web|url|länk|sajt|hemsid|leverant|provider|plattform|platform", re.IGNORECASE)
"""Nobody's address stands under these."""
_PARTS = (BIRTH, LAST, CHECK_DIGIT, AREA, COUNTRY, DOMAIN)
ANY = re.compile("|".join(f"(?:{label.pattern})" for label in _PARTS), re.IGNORECASE)
"""What there is one of at least among the parts of anything, but for an address under a word for addresses."""
_WORDS = frozenset(
    "sista slutsiffror slutsiffrorna kontrollsiffror kontrollsiffra kontrollsiffran född fodd födda födelsedatum "
    "fodelsedatum "
    "födelsedag födelseår födelsetid födelse födelsenummer personnummer personnumret personnumren personnr persnr pnr "
    "birth born birthdate birthday dob bday bdate "
    "föddatum foddatum föddag födår fdatum fdag föd fod f født geburtsdatum "
    "samordningsnummer samordningsnumret riktnummer riktnumret riktnumren riktnr "
    "områdesnummer områdeskod landskod landsnummer landsnumret landsnr domän domänen domännamn domain värd värdnamn "
    "host server fyrasista sistafyra last4 lastfour fodd fodelsedag fodelsear "
    "post epost mejl mejladress mejladressen mail mailadress email".split())
"""One of these stands on every page with labels that are looked for; most texts have none."""
_MOST_WORDS = 3
"""Words in a text that says no more than that an address follows."""
_LONG = 1_000
"""Longer texts are few, and looking at what stands beside the word would take long."""


def is_label(text: str, said: Sequence[str]) -> bool:
    """True for a text that may be the label of one part; `said` are its words."""
    if _WORDS.isdisjoint(said):
        return False
    is_of_mail = len(said) <= _MOST_WORDS and MAIL.search(text) is not None
    return is_of_mail or len(text) > _LONG or ANY.search(text) is not None
