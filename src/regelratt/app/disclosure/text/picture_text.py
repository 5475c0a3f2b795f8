"""What can be read in the bytes of a picture as they are, though no viewer shows it.

A picture's own points may be followed, inside their part of the file, by anything: no reader of the format looks there.
Packed points look like chance, where long rows of readable signs hardly ever stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_LEAST = 12
"""Readable signs in a row that are no chance."""
_SIGNS = r"\t\n\r -~"
_SWEDISH = "ÄÅÖÉÜäåöéü"
_UTF_8 = re.compile(rf"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd]{{{_LEAST},}}")
_ONE_BYTE = re.compile(rf"[{_SIGNS}{_SWEDISH}]{{{_LEAST},}}")
_TWO_BYTES = re.compile(
    rf"(?:[{_SIGNS}{_SWEDISH}]\x00){{{_LEAST},}}|(?:\x00[{_SIGNS}{_SWEDISH}]){{{_LEAST},}}")
_NUMBER = re.compile(r"[0-9+()./ \t\n\r-]{9,}")
"""A number may be shorter than the least of other texts: so many digits in a row are no chance either."""


def texts_in_picture(data: bytes) -> Iterator[str]:
    """Rows of readable signs in a picture's bytes: in UTF-8, with one byte for each letter, and with two."""
    yield from _UTF_8.findall(data.decode("utf-8", "replace"))
    by_byte = data.decode("latin-1")
    for form in (_ONE_BYTE, _NUMBER):
        yield from form.findall(by_byte)
    for text in _TWO_BYTES.findall(by_byte):
        yield text.replace("\x00", "")
