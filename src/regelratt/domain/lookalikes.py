"""Letters that a reader of Latin ones takes for them: of other scripts, in small capitals, with marks and strokes.

The tables are the letters of Unicode's confusables.txt (UTS 39) that people may type, and those of the same shape.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ALIKE = {
    # Cyrillic, with the digits that its letters look like.
    "АВЕЅІӀЈКМНОРСТУҮХҺԌԜѴҒҪӒӦИЯШЗЁЇ": "ABESIIJKMHOPCTYYXhGWVFCÄÖNRW3EI",
    "аавеѕіӏјкмнорстуүхһԁԍԛԝѵғҫӓӧияшзгпьбЬёї": "aabesiljkmhopctyyxhdgQwvfcäönrw3rnb6bei",
    # Greek
    "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ": "ABEZHIKMNOPTYXCJ",
    "αβγεηικμνορσςτυχωϲϳ": "abyenikuvopoctuxwcj",
    # Armenian, Cherokee and Lisu
    "ՕՏՍԼօոսհցզ": "OSULonuhgq",
    "ᎪᏴᏟᎠᎬᏀᎻᎫᏦᏞᎷᏢᏒᏚᎢᏙᎳᏃ": "ABCDEGHJKLMPRSTVWZ",
    "ꓮꓐꓚꓓꓰꓝꓖꓧꓲꓙꓗꓡꓟꓠꓳꓑꓣꓢꓔꓴꓦꓪꓫꓬꓜ": "ABCDEFGHIJKLMNOPRSTUVWXYZ",
    # Latin letters whose names say nothing of what they look like, and those that are Swedish ones elsewhere.
    "ɑⱭɡıɩȷøØæÆ": "aAgiijöÖäÄ",
}
LIKE_LATIN = {ord(sign): plain for signs, latin in _ALIKE.items() for sign, plain in zip(signs, latin, strict=True)}
"""Letters of other scripts that look as Latin ones, and those."""
_NAME = re.compile(
    r"(?:.* )?(?:LATIN (?P<size>SMALL|CAPITAL)?|REGIONAL INDICATOR SYMBOL) ?LETTER "
    r"(?:SMALL CAPITAL |DOTLESS |SCRIPT |TURNED |OPEN )?(?P<letter>[A-Z])(?: WITH .*)?")
_SWEDISH = frozenset("ÅÄÖÉåäöé")


@lru_cache(maxsize=10_000)
def plain_letter(sign: str) -> str:
    """The letter without its marks, when it has any that Swedish does not; other signs as they are.

    The sign is in compatibility form (NFKC).
    """
    while sign not in _SWEDISH and sign.isalpha() and (parts := unicodedata.decomposition(sign)):
        base = chr(int(parts.split()[0], 16))
        sign = LIKE_LATIN.get(ord(base), base)
    if sign.isascii() or sign in _SWEDISH:
        return sign
    named = _NAME.fullmatch(unicodedata.name(sign, ""))
    if not named:
        return sign
    return named["letter"].lower() if named["size"] == "SMALL" else named["letter"]
