"""Pictures that may be published: a known format, and nothing in them but the picture.

Cameras and programs write names, places and comments into picture files; readers of the site cannot see them,
but anyone can take them out. So each format has a list of the parts that it may have and of their exact shapes, and
a picture with anything else is refused.
"""

from __future__ import annotations

import zlib

from regelratt.loaders.pictures.gif import read_gif
from regelratt.loaders.pictures.jpeg import read_jpeg
from regelratt.loaders.pictures.png import read_png
from regelratt.loaders.pictures.problem import DAMAGED, PictureError, Unpacking
from regelratt.loaders.pictures.webp import read_webp

_READERS = {".gif": read_gif, ".jpeg": read_jpeg, ".jpg": read_jpeg, ".png": read_png, ".webp": read_webp}

PICTURE_TYPES = frozenset(_READERS)
"""Endings of pictures. SVG is left out: opened by itself it is a page that can run scripts."""

PICTURE_REMEDY = (
    "Spara om bilden utan metadata, animation, miniatyr, färgprofil och palett, i det format som namnet säger, "
    "eller ta en skärmbild av den.")
"""What to do about any of the problems."""


def picture_problem(kind: str, data: bytes, unpacking: Unpacking | None = None) -> str | None:
    """What is wrong with a picture whose name ends in `kind`, as the end of a sentence; None when nothing is.

    Pictures of one project share an `unpacking`.
    """
    try:
        _READERS[kind](data, unpacking or Unpacking())
    except PictureError as problem:
        return str(problem)
    except (IndexError, zlib.error):
        return DAMAGED
    return None
