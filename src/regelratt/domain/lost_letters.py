"""Signs that stand where a letter was lost as a text was saved or read in another encoding."""

from __future__ import annotations

import re

_BYTES = "".join(bytes([each]).decode("cp1252", "ignore") or chr(each) for each in range(0x80, 0xC0))

LOST_LETTER = re.compile(f"\ufffd|[ÂÃ](?![‘’“”])[{re.escape(_BYTES)}]|â€")
"""The sign for a letter that could not be read, or UTF-8 that has been read as Windows-1252: `nÃ¤rmaste`.

A quote after a letter is more likely to be a quote.
"""
