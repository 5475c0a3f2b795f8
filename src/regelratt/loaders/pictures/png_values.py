"""Values that the parts of a PNG have when programs write them: what says anything else may say anything at all.

Source: PNG (W3C) section 11.3. Each function tells whether the content of a part, which has its right length, is such.
"""

from __future__ import annotations

_WHITE = (31270, 32900)
_PRIMARIES = (
    (64000, 33000, 30000, 60000, 15000, 6000), (63999, 33001, 30000, 60000, 15000, 5999),
    (64000, 33000, 21000, 71000, 15000, 6000), (68000, 32000, 26500, 69000, 15000, 6000))
"""Of sRGB, also as programs round it, Adobe RGB and Display P3."""
_POINTS = frozenset((*_WHITE, *primaries) for primaries in _PRIMARIES)
_CURVES = frozenset((45454, 45455, 45456, 55555, 55556, 100_000))
"""One through 2.2, 1.8 and 1, by one hundred thousand."""
_DENSEST = 50_000
"""Points of a metre, of the finest that is printed."""


def is_plausible(name: bytes, part: bytes, colour: int, depth: int, colours: int) -> bool:
    """True when a part says what it is for, in a picture of this kind of colour, depth and number of colours."""
    match name:
        case b"gAMA":
            return int.from_bytes(part) in _CURVES
        case b"cHRM":
            return _numbers(part, 4) in _POINTS
        case b"sRGB":
            return part[0] <= 3
        case b"pHYs":
            across, down = _numbers(part[:8], 4)
            return 0 < across == down <= _DENSEST and part[8] <= 1
        case b"sBIT":
            return all(0 < bits <= (8 if colour == 3 else depth) for bits in part)
        case b"bKGD":
            return part[0] < colours if colour == 3 else set(_numbers(part, 2)) <= {0, (1 << depth) - 1}
        case b"tRNS" if colour != 3:
            return all(sample < 1 << depth for sample in _numbers(part, 2))
    return True


def _numbers(part: bytes, size: int) -> tuple[int, ...]:
    return tuple(int.from_bytes(part[at:at + size]) for at in range(0, len(part), size))
