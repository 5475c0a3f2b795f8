"""Paths that a text may give: relative, spelt in one way, and meaning the same on every system."""

from __future__ import annotations

import re

from regelratt.domain.characters import DECEPTIVE, first_deceptive, nfc

LONGEST_PATH = 200
"""Characters that a path may have; Windows has room for 260 with the folders above the project."""

_DRIVE = re.compile(r"[A-Za-z]:")
_NOT_IN_NAMES = re.compile(r"""[<>:"|?*'`&%#$\[\]{}!~]""")
"""What some systems refuse in a name, and what a shell or a search pattern reads as something else."""
_RESERVED = re.compile(r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\..*)?", re.IGNORECASE)
"""Names that Windows takes for devices, whatever their ending."""


def path_problem(path: str) -> str | None:
    """Why the path may not be used, as the end of a sentence about it; None when it may.

    What may is relative and written with plain slashes, goes downwards alone, and leads to nothing hidden. Where links
    take it is for the one who knows the root to see.
    """
    if not path:
        return "är tom"
    if len(path) > LONGEST_PATH:
        return f"är längre än {LONGEST_PATH} tecken"
    if sign := first_deceptive(path, DECEPTIVE):
        return f"innehåller {sign.shown}"
    if nfc(path) != path:
        return "är skriven med lösa accenter"
    if "\\" in path:
        return "har omvända snedstreck"
    if path.startswith("/") or _DRIVE.match(path):
        return "utgår från datorns rot och inte från projektets mapp"
    if sign_in_name := _NOT_IN_NAMES.search(path):
        return f"innehåller {sign_in_name[0]}"
    return next((problem for part in path.split("/") if (problem := _part_problem(part))), None)


def _part_problem(part: str) -> str | None:
    if not part:
        return "har ett snedstreck för mycket"
    if part == "..":
        return "leder uppåt med två punkter"
    if part == ".":
        return "har en punkt i stället för ett namn"
    if part.startswith("."):
        return f"leder till det dolda {part}"
    if part != part.strip(" ").rstrip("."):
        return "har ett namn som börjar eller slutar med mellanslag, eller slutar med punkt"
    if _RESERVED.fullmatch(part):
        return f"har namnet {part}, som Windows tar för en enhet"
    return None
