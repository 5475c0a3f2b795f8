"""What the two halves of a personal number are called: the day of birth, and the last four digits."""

from __future__ import annotations

BIRTH_WORD = (
    r"(?:f[öoø]d(?:d(?!a)|els|t(?![^\W_])|s?[. _-]{0,2}(?:dat|dag|dt|år|tid|n(?:umme)?r|numret))"
    r"|(?<![^\W_])(?:f[. _-]{0,2}(?:dat(?:um|e)?|dag|dt)|d\.? ?o\.? ?b|b[ -]?(?:day|date)|born|geboren)(?![^\W_])"
    r"|birth(?!s| ?rate)|geburt|naissance)")
"""The day in full, shortened, and in the languages that forms are in; no word for how many were born."""
LAST_WORD = (
    r"(?:(?:sista|last|final),?[ _-]?(?:de[ _-]?)?(?:fyra|four|4|siffr|digits)"
    r"|(?:fyra|four|4)[ _-]?(?:sista|siffr|last|digits))")
