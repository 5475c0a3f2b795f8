"""Letters that a reader of Latin ones takes for them: of other scripts, in small capitals, with marks and strokes; and
letters in numbers.

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

MAY_BE_DIGITS = re.compile(
    r"[0-9](?:[OoIl]|(?<=[OoIl][0-9])|[ ./()-]{1,3}[OoIl](?:[OoIl]|[ ./()-]{1,3}[0-9])(?![^\W_]))")
"""A letter that looks as a digit beside one; few texts have any."""
_LIKE_DIGITS = re.compile(r"(?<![^\W_])[\dOoIl]+(?:[ ./()+-]{1,3}[\dOoIl]+)*(?![^\W_])")
"""A row of digits and letters that look as they do, and of nothing else."""
_DRAWN = re.compile(r"[Mm][MLHVCSQTAZmlhvcsqtaz\d., -]+")
"""A path of a picture, where letters stand between numbers."""
_NAME_AND_DAY = re.compile(r"[OoIl]\d{1,2} (?:19|20)\d\d-[01]\d-[0-3]\d(?!\d)")
"""What rows are called, `O1`, before their day."""
_TOKEN = re.compile(r"[\dOoIl]+")
_AS_DIGITS = str.maketrans("OoIl", "0011")
_FEWEST_DIGITS = 2
"""Digits that make the letters between them digits too."""


def in_digits(text: str) -> str:
    """The text with digits for the letters that look as they do, inside what is otherwise a number."""
    return text if _DRAWN.fullmatch(text) else _LIKE_DIGITS.sub(_number_in_digits, text)


def _number_in_digits(row: re.Match[str]) -> str:
    tokens = _TOKEN.findall(row[0])
    is_number = sum(map(str.isdigit, row[0])) >= max(_FEWEST_DIGITS, len("".join(tokens)) / 2)
    if not is_number or _NAME_AND_DAY.match(row[0]):
        return row[0]
    # A letter by itself is a word or a name, but where each digit stands by itself.
    least = 1 if max(map(len, tokens)) == 1 else 2
    return _TOKEN.sub(lambda token: token[0].translate(_AS_DIGITS) if len(token[0]) >= least else token[0], row[0])


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
