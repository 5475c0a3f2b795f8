"""What can be wrong with any picture, and the cut that never comes out short."""

from __future__ import annotations

DAMAGED = "är en skadad bild"
METADATA = "innehåller metadata"
COLOUR_PROFILE = "färgprofil"
UNUSED_COLOURS = "har färger i sin palett som inte syns i bilden"
ANIMATION = "innehåller en animation"
AFTER_END = "har något efter bildens slut"
AFTER_DATA = "har något mellan bildens punkter och nästa del"
TOO_MANY_POINTS = "har fler bildpunkter än vad som går att granska"

TOO_MUCH_TOGETHER = "rymmer tillsammans med de andra bilderna mer än vad som går att granska"
UNPACKED_LIMIT = 2_000_000_000
"""Most bytes that the pictures of a project may take together when they are unpacked."""


class PictureError(Exception):
    """A picture that may not be published; the message says why, in Swedish, as the end of a sentence."""


class Unpacking:
    """What is left of the bytes that the pictures of a project may be unpacked to."""

    def __init__(self) -> None:
        self.left = UNPACKED_LIMIT

    def take(self, size: int) -> None:
        """Count bytes that are about to be unpacked; PictureError when they are too many together."""
        require(size <= self.left, TOO_MUCH_TOGETHER)
        self.left -= size


def require(holds: bool, problem: str = DAMAGED) -> None:
    """PictureError with the problem when something does not hold."""
    if not holds:
        raise PictureError(problem)


def metadata(part: str) -> str:
    """That the picture has such metadata, by the name that programs have for it."""
    return f"{METADATA} ({part})"


def cut(data: bytes, place: int, length: int) -> bytes:
    """That many bytes from the place on; PictureError when there are not as many."""
    part = data[place:place + length]
    require(len(part) == length)
    return part
