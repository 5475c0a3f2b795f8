"""How deep data to fetch may lie: what is searched of a value is searched with each key above it."""

from __future__ import annotations

import json
from itertools import chain

DEEPEST_DATA = 20
"""Lists and objects in each other at most, in a JSON text; what people publish has less than ten."""


def is_too_deep(text: str) -> bool:
    """True for a JSON text with lists or objects in more than so many others."""
    try:
        level = [json.loads(text)]
    except ValueError:
        return False
    except RecursionError:
        return True
    for _ in range(DEEPEST_DATA + 2):
        held = [each.values() if isinstance(each, dict) else each for each in level if isinstance(each, dict | list)]
        if not held:
            return False
        level = [*chain.from_iterable(held)]
    return True
