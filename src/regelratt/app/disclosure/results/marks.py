"""Ticks, crosses, lights and boxes: a result alone beside a name or under a question, else an ornament."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from regelratt.app.disclosure.evidence.phrases import Place, within
from regelratt.app.disclosure.text.plain_text import words
from regelratt.app.disclosure.text.sentences import ENDS, around, numbers

MARK = "kryssmärke"
"""The word that a mark is read as: whatever it stands for, it is a result."""
EMPTY = "tomruta"
"""The word that an empty box is read as: what is to be done, or the answer no."""
BAR = "stapelmärke"
"""The word that a drawn bar is read as: a number."""

_TICKS = (
    "\u221a\u2611-\u2613\u2705\u2713-\u2718\u26aa\u26ab\u26d4\u274c\u274e\u2b55\u2bbd\u237b"
    "\U0001f197\U0001f44d\U0001f44e\U0001f534\U0001f5d9\U0001f5f4-\U0001f5f9\U0001f6ab\U0001f6d1"
    "\U0001f7e0-\U0001f7e2\U0001f7e5\U0001f7e7-\U0001f7e9\U0001fbb1")
_COLOURS = "\U0001f535\U0001f7e3\U0001f7e4\U0001f7e6\U0001f7ea\U0001f7eb"
"""Colours of no traffic light: before the name of a network they show which it is."""
_FACES = "\u2639-\u263b\U0001f600-\U0001f64f\u2605\u2606\u2b50\u2b51\u2729\u272d\U0001f31f"
_BLOCKS = "\u2580-\u259f\u25b0\u25b1\u25ac\u25ad\u2b1b\u2b1c"
_SHAPES = "\u25a0-\u25ff"
_DRAWN = re.compile(rf"[{_BLOCKS}]+|[{_SHAPES}](?: ?[{_SHAPES}])+")
BARS = re.compile(
    rf"[\[(|]?\s?(?:[{_BLOCKS}]|[{_SHAPES}] ?[{_SHAPES}]|[#=|]{{2,}}|\*{{3,}})[-.:_~\s{_BLOCKS}{_SHAPES}]*[\])|]?"
    r"(?:\s?\d{1,3}(?:[.,]\d)?\s?(?:%|procent)?)?")
"""What a cell holds that is drawn as a bar, of signs that are repeated."""
BEFORE_BAR = rf"\s(?=[\[(]?(?:[{_BLOCKS}]|[{_SHAPES}]{{2}}|[#=|]{{2}}|\*{{3}}))|(?<=[{_BLOCKS}{_SHAPES}])\s"
"""Where a line is parted beside one."""
_MARKS = re.compile(
    rf"[{_TICKS}]|[{_COLOURS}](?!\ufe0f?\s*\w+:)|[\u2610\u25a1](?=\s*(?:$|\|))|(?<!\S)[\[(]\s?[xX]\s?[\])](?!\S)")
_EMPTY = re.compile(r"[\u2610\u25a1]|(?<!\S)(?:\[\s?\]|\(\s\))(?=\s|$)|^\+(?=\s\w)")
PICTURES = re.compile(rf"[{_TICKS}{_COLOURS}{_FACES}\u2610\u25a1\ufe0f+*\s]+|\[[xX\s]?\]|\([xX\s]\)")
"""What a cell holds that answers with marks, faces or stars alone."""
_SIGN = re.compile(rf"[{_TICKS}{_COLOURS}{_BLOCKS}{_SHAPES}\u2610\[(]")
_ANY = re.compile(rf"[{_TICKS}{_COLOURS}{_BLOCKS}{_SHAPES}\u2610]|[\[(][\sxX]|^\+|\[\]")
"""Few texts have a sign of one, and of those few have this much."""
_INVITES = frozenset({
    "följ", "gilla", "besök", "läs", "se", "titta", "kolla", "dela", "hitta", "kom", "kontakta", "ring", "mejla",
    "skriv", "delta", "anmäl", "boka", "tipsa", "missa", "prenumerera", "tagga", "välkommen", "välkomna", "hjälp",
    "fråga", "träffa", "upptäck", "lyssna", "skicka", "låna", "ansök", "gå", "möt", "prova", "spana", "klicka", "ta"})
_VERB = re.compile(r"har|hade|är|var|ska|kan|vill|får|ser|bor|\w{2,}(?:ar|er|år|ör)")
_FEW = 3
"""Words beside a mark and a name that tell of nothing else."""
_FEWER = 1


class Beside(NamedTuple):
    """What knows the words around a mark."""

    is_told: Callable[[str], bool]
    """Whether a word belongs to answers, checks or what they are about."""
    is_board: Callable[[str], bool]


def with_words_for_marks(piece: str) -> str:
    """The text with a word for each mark, box and bar; the same text when it has none."""
    if not (piece.startswith("+") or _SIGN.search(piece)) or not _ANY.search(piece):
        return piece
    return _EMPTY.sub(f" {EMPTY} ", _MARKS.sub(f" {MARK} ", _DRAWN.sub(f" {BAR} ", piece)))


def marked(piece: str, said: Sequence[str]) -> tuple[str, Sequence[str]]:
    """A canonical piece and its words, with a word for each mark."""
    written = with_words_for_marks(piece)
    return (piece, said) if written is piece else (written, words(written))


def results_of_marks(piece: str, said: Sequence[str], names: Sequence[Place], beside: Beside) -> Iterator[Place]:
    """The marks that say how it went: not those in an invitation or in news."""
    for place, word in enumerate(said):
        if word == MARK:
            start, end = around((place, place + 1), numbers(ENDS, piece))
            if _tells(said, start, end, within(names, start, end), beside):
                yield place, place + 1, MARK


def _tells(said: Sequence[str], start: int, end: int, names: Sequence[Place], beside: Beside) -> bool:
    """True when a sentence with a mark says nothing else than who, or what a check asks."""
    named = {word for first, last, _ in names for word in range(first, last)}
    others = [said[word] for word in range(start, end)
              if word not in named and said[word] not in (MARK, EMPTY) and not said[word].isdecimal()]
    if not others:
        return True
    if others[0] in _INVITES:
        return False
    if any(map(beside.is_told, others)):
        return True
    if any(last < end and _VERB.fullmatch(said[last]) for _, last, _ in names):
        return False
    return len(others) <= (_FEWER if names and all(beside.is_board(name) for _, _, name in names) else _FEW)
