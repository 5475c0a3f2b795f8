"""Files of the libraries that a site is made with, known by their hashes: nobody's content, so not searched."""

from __future__ import annotations

import base64
from functools import cache
from importlib.metadata import PackageNotFoundError, files

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
