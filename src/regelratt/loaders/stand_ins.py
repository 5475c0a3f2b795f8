"""Texts that look like an answer where nobody has one: words and signs for nothing, errors and formulas."""

from __future__ import annotations

import re

_WORDS = frozenset({
    "saknas", "uppgift saknas", "information saknas", "saknas ännu", "okänt", "okänd", "okända", "oklart", "oklar",
    "vakant", "vakanta", "vakans", "ingen", "inget", "inga", "ingenting", "ingen alls", "se ovan", "se nedan",
    "se föregående", "se föregående rad", "samma som ovan", "dito", "d:o", "kommer senare", "återkommer", "utreds",
    "under utredning", "n/a", "n.a", "na", "nan", "null", "none", "nil", "unknown", "missing", "tbd", "todo", "tom",
    "tomt", "x", "xx", "xxx",
})
_PHRASES = re.compile(
    # That something is not known, or not yet done.
    r"(?:är )?(?:ännu )?(?:ej|inte|icke)(?: ännu)? (?:"
    r"känd|känt|kända|angiven|angivet|angivna|utsedd|utsett|utsedda|tillsatt|klar|klart|klara|bestämd|bestämt|"
    r"tillgänglig|tillgängligt|ifylld|ifyllt|registrerad|registrerat|diarieförd|diariefört|beslutad|beslutat|"
    r"kontrollerad|kontrollerat|aktuell|aktuellt|relevant|tillämplig|tillämpligt)"
    # That there is none.
    r"|(?:ingen|inget|inga) (?:uppgift|uppgifter|information|utsedd|ansvarig|ersättare|känd|angiven|"
    r"diarienummer|nummer)"
    # That somebody else, or somebody later, is to find out.
    r"|vet (?:ej|inte)(?: ännu)?|fyll(?:s|as)? i(?: senare)?|kompletteras(?: senare)?"
    r"|(?:behöver|ska|bör|måste) (?:kollas|kontrolleras|utredas|undersökas|kompletteras|fyllas i)(?: upp)?")
_YES_OR_NO = frozenset({"ja", "nej", "sant", "falskt", "true", "false"})
_SIGNS = re.compile(r"[-‐‑‒–—―−?¿!.…·•*_/\\|+=~#,:;()\[\]<>\s]+")
_AROUND = "-‐‑‒–—―−?¿!.…·•*_/|~,:;()[]<>\"' "

_SHEET_ERROR = re.compile(r"#[^\W\d_][\w/ .]*[!?]|#n/a|#[^\W_]+_[^\W_]+")
"""What a spreadsheet shows for a formula that failed, in any language: `#VÄRDEFEL!`, `#NAMN?`, `#HÄMTAR_DATA`."""

_CELL = r"(?:(?:'[^']+'|\w+)!)?\$?[A-Z]{1,3}\$?[1-9][0-9]{0,6}(?![\w@.])"
_CALL = r"[A-ZÅÄÖ][A-ZÅÄÖ0-9.]+\("
_FORMULA = re.compile(rf"=[^>]|[+-](?:{_CELL}|{_CALL})|@{_CALL}", re.DOTALL)
_FORMULA_OR_HANDLE = re.compile(rf"@{_CELL}")
"""A formula, that may also be the name of an account."""


def stands_for_nothing(text: str, *, is_id: bool = False) -> bool:
    """True for a whole cell that only says that nothing is known, in words or signs.

    Yes, no and zero answer no question in words; an id may be zero.
    """
    kept = " ".join(text.casefold().split())
    bare = kept.strip(_AROUND)
    return (_SIGNS.fullmatch(kept) is not None or bare in _WORDS or bare in _YES_OR_NO
            or _PHRASES.fullmatch(bare) is not None or (bare == "0" and not is_id))


def is_sheet_error(text: str) -> bool:
    """True for what a spreadsheet shows instead of a value that it could not work out."""
    return _SHEET_ERROR.fullmatch(text.strip().casefold()) is not None


def is_formula(text: str, *, may_be_handle: bool = False) -> bool:
    """True for a formula that stands where its value should; the name of an account may begin with @."""
    return bool(_FORMULA.match(text) or (not may_be_handle and _FORMULA_OR_HANDLE.match(text)))
