"""What the libraries that a site is made with bring: nobody's content, so not searched.

Their files are known by their hashes, and what Pagefind calls those of its index by where they lie.
"""

from __future__ import annotations

import base64
import re
from functools import cache
from importlib.metadata import PackageNotFoundError, files

from regelratt.app.disclosure.text.file_text import GZIP

_PACKAGES = ("sphinx", "pydata-sphinx-theme", "sphinx-needs", "pagefind", "pagefind-bin")
_PACKED = (
    "252d272bd34d483d19a752060f6a065114d15ab12c42d8f905ca565e2768a009",
    "3a74cefceacd066e8d3bc8c52e7bc1c869544ca3d9031b44a9b7136356d5d7f4",
    "4ca50d25bcab9e1c3afbc00ab5f7761114e83c8fc1b83d38655af1558b650c2a",
    "a0d5e56c570d38e1f453feb7b96c17bbeaa29373d4e9f7d08fadc0deff7ad6b1",
)
"""SHA-256 of what Pagefind 1.5.2 has packed in its program and writes beside every index; of another version they are
not known, and searched.
"""

_INDEX = "_pagefind/"
_CALLED = "sv_[0-9a-f]{7,10}"
"""A hash; in packed files letters may stand right beside it."""
_IN_TEXT, _IN_BYTES = re.compile(_CALLED), re.compile(_CALLED.encode())


def without_hashes(name: str, text: str) -> str:
    """The text of a file of the site without the names in Pagefind's index, whose digits may look like a phone's."""
    return _IN_TEXT.sub("sv", text) if name.startswith(_INDEX) else text


def read_without_hashes(name: str, data: bytes) -> bytes:
    """The same of a file that is not packed."""
    return _IN_BYTES.sub(b"sv", data) if name.startswith(_INDEX) and not data.startswith(GZIP) else data


@cache
def library_digests() -> frozenset[bytes]:
    """SHA-256 of every file that the libraries installed, by their own records (PEP 376), or that they always write."""
    found = set(map(bytes.fromhex, _PACKED))
    for package in _PACKAGES:
        try:
            listed = files(package) or []
        except PackageNotFoundError:
            continue
        for each in listed:
            if each.hash is not None and each.hash.mode == "sha256":
                found.add(base64.urlsafe_b64decode(f"{each.hash.value}=="))
    return frozenset(found)
