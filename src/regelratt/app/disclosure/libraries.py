"""Files of the libraries that a site is made with, known by their hashes: nobody's content, so not searched."""

from __future__ import annotations

import base64
from functools import cache
from importlib.metadata import PackageNotFoundError, files

_PACKAGES = ("sphinx", "pydata-sphinx-theme", "sphinx-needs", "pagefind", "pagefind-bin")


@cache
def library_digests() -> frozenset[bytes]:
    """SHA-256 of every file that the libraries installed, by their own records (PEP 376)."""
    found = set()
    for package in _PACKAGES:
        try:
            listed = files(package) or []
        except PackageNotFoundError:
            continue
        for each in listed:
            if each.hash is not None and each.hash.mode == "sha256":
                found.add(base64.urlsafe_b64decode(f"{each.hash.value}=="))
    return frozenset(found)
