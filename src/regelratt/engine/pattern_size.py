"""How large a regular expression becomes when its repetitions are written out: what reading it costs."""

from __future__ import annotations

import re

_ATOM = re.compile(
    r"\\Q(?P<literal>(?s:.*?))(?:\\E|$)"
    r"|(?P<unicode>\\[pP](?:\{[^}]*\}?|.)?)|(?P<class>\\.|\[\^?\]?(?:\\.|\[:[^\]]*:\]|[^\]\\])*\]?|\.)"
    r"|(?P<open>\((?:\?(?:P?<[^>]*>|[\w-]*:|[\w-]+(?=\))))?)|(?P<close>\))"
    r"|(?P<times>\{(?P<least>\d{1,9})(?P<to>,(?P<most>\d{0,9}))?\}\??|[*+?]\??)|(?P<sign>(?s:.))")
_UNICODE, _CLASS, _FAR = 100, 8, 128
"""What a class of letters in all scripts, another class, and a sign outside ASCII is counted as."""


def pattern_size(pattern: str) -> int:
    """How many signs the expression would have with its repetitions written out, a class counted as many."""
    held, last = [0], [0]
    for found in _ATOM.finditer(pattern):
        if found["open"]:
            held.append(0)
            last.append(0)
        elif found["times"]:
            more = last[-1] * max(0, _most(found) - 1)
            held[-1] += more
            last[-1] += more
        else:
            size = _size(found)
            if found["close"]:
                size = held.pop() if len(held) > 1 else 0
                if last[1:]:
                    last.pop()
            held[-1] += size
            last[-1] = size
    return sum(held)


def _most(times: re.Match[str]) -> int:
    """How many times the part before is written out; one more where it has no end."""
    if not times["least"]:
        return 2
    if not times["to"]:
        return int(times["least"])
    return int(times["most"]) if times["most"] else int(times["least"]) + 1


def _size(found: re.Match[str]) -> int:
    if found["unicode"]:
        return _UNICODE
    if found["class"]:
        # A class may have others in it.
        return _CLASS + _UNICODE * len(re.findall(r"\\[pP]", found["class"]))
    signs = found["literal"] if found["literal"] is not None else found["sign"] or ""
    return sum(1 if ord(sign) < _FAR else 2 for sign in signs)
