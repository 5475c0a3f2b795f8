"""How many, and how far, as it is said in words: *tolv*, *tjugoen*, *flest*, *ett tiotal*, *lägst*."""

from __future__ import annotations

from itertools import product

from regelratt.app.disclosure.evidence.object_names import without_marks
from regelratt.app.disclosure.numbers.spelled_numbers import TEENS, TENS, UNITS
from regelratt.app.disclosure.results.marks import BAR

_ONES = ("en", *UNITS[1:])


def _plain_too(*listed: str) -> frozenset[str]:
    return frozenset(form for word in listed for form in (word, without_marks(word)))


LARGE_NUMBERS = _plain_too(*TEENS, *TENS, *map("".join, product(TENS, _ONES)), "hundra")
"""From ten on: a smaller one in words may be an article or an adjective besides."""
NUMBERS = LARGE_NUMBERS | _plain_too(*_ONES)
AMOUNTS = _plain_too(
    "flest", "flesta", "fler", "mest", "mer", "minst", "färre", "färst", "störst", "största", "mindre", "högst", "än",
    "lika", "så", "tiotal", "tjugotal", "trettiotal", "dussin", "hel", "helt", "del", "antal", "stort", "litet", "rad",
    "ungefär", "cirka", "ca", "drygt", "knappt", "nästan", "närmare", "runt", "över", "under", "totalt", "sammanlagt",
    "dubbelt", "hela", "allvarligast", "allvarligaste", "enda", "endast", "inte")
"""What says how many there are without a number, or beside one."""
RANKS = _plain_too(
    "lägst", "lägsta", "högst", "högsta", "sämst", "sämsta", "bäst", "bästa", "sist", "svagast", "starkast", "etta",
    "jumbo")
"""Who did best and worst."""
DEGREES = RANKS | _plain_too(
    "låg", "lågt", "hög", "högt", "god", "bra", "dålig", "dåligt", "svag", "svagt", "sämre", "bättre", "lägre", "högre",
    "full", "fullständig", "hundraprocentig", "hälften", "tredjedel", "tredjedelar", "fjärdedel", "fjärdedelar",
    "femtedelar", "störst", "minst", "otillräcklig", "tillräcklig", "obefintlig")
"""How far rules are followed."""
MEASURES = _plain_too(
    "så", "hur", "väl", "långt", "mycket", "många", "stor", "stort", "andel", "andelen", "antal", "antalet", "del",
    "delen", "grad", "graden", "mån", "utsträckning", "omfattning")
"""How it is asked how far."""


def is_number(word: str) -> bool:
    """True for a number in digits, in words from ten on, or drawn."""
    return word.isdecimal() or word in LARGE_NUMBERS or word == BAR
