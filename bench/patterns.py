"""Patterns that go back over a text: `python -m bench.patterns`. Not part of `make bench`, as it takes minutes.

Every pattern of the program is tried on texts that it is likely to be slow at: what each of its repetitions matches,
again and again, with what leads there and what must fail after. Each is tried as it is used. A pattern that takes three
times as long for twice the text is printed; whether it ever meets a long text is for the reader to see. What it found
has tests of its own in `tests/unit/test_slow_patterns.py`.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from collections.abc import Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from types import FrameType
from typing import Any

import regelratt

_LENGTH = 4_000
_SECONDS = 0.3
"""Longest that one text is tried."""
_NOTICED = 0.01
"""Seconds under which nobody can tell what takes longer."""
_PACE = 3
_UNITS = (*"a1 -.\n\tåA,|\"_:+*#/(", "a-", "a.", "a ", "1 ", "ab. ", "a\n", "1-", "a+", "a: ", "a@")
_WAYS = {"match": "match", "fullmatch": "fullmatch"}
_SAMPLES = {
    sre.CATEGORY_DIGIT: "1", sre.CATEGORY_SPACE: " ", sre.CATEGORY_WORD: "a", sre.CATEGORY_NOT_SPACE: "a",
    sre.CATEGORY_NOT_WORD: "-", sre.CATEGORY_NOT_DIGIT: "a",
}
_REPEATS = (sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT)
Parsed = Any
"""A pattern as Python's own parser reads it."""


def main() -> None:
    """Print each pattern that goes back over a text, how much longer twice the text takes, and the text."""
    signal.signal(signal.SIGVTALRM, _stop)
    for pattern, name in _patterns().items():
        for pace, unit in sorted(_slow(pattern, _ways(name)), reverse=True)[:1]:
            print(f"{pace:6.1f} gånger  {name}  {unit[:40]!r}", flush=True)


def _patterns() -> dict[re.Pattern[str], str]:
    """Every pattern that a module has by a name."""
    found: dict[re.Pattern[str], str] = {}
    for module in pkgutil.walk_packages(regelratt.__path__, "regelratt."):
        if not module.name.endswith("__main__"):
            for name, value in vars(importlib.import_module(module.name)).items():
                if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                    found.setdefault(value, f"{module.name}.{name}")
    return found


def _ways(name: str) -> set[str]:
    """How its own module uses a pattern, or, where it is made for others, how any module uses one of its name."""
    module, _, last = name.rpartition(".")
    every = sorted(Path(regelratt.__file__).parent.rglob("*.py"))
    own = [path for path in every if path.as_posix().endswith(f"{module.replace('.', '/')}.py")]
    for paths in (own, every):
        source = "\n".join(path.read_text(encoding="utf-8") for path in paths)
        used = {_WAYS.get(each, "search") for each in re.findall(rf"\b{last}\.(\w+)", source) if each != "pattern"}
        if used:
            return used
    return {"search"}


def _slow(pattern: re.Pattern[str], ways: set[str]) -> Iterator[tuple[float, str]]:
    """Each unit of text that twice as many of take so many times as long."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    for before, unit in dict.fromkeys([*(("", unit) for unit in _UNITS), *_pumps(tree, "")]):
        for way in ways:
            for after in ("", "\0!"):
                once, twice = (_seconds(pattern, way, before + unit * (size // len(unit)) + after)
                               for size in (_LENGTH, 2 * _LENGTH))
                if twice > _NOTICED and twice > _PACE * once:
                    yield twice / max(once, 1e-6), before + unit


def _seconds(pattern: re.Pattern[str], way: str, text: str) -> float:
    started = time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    try:
        getattr(pattern, way)(text)
    except TimeoutError:
        return 10 * len(text)  # more than anything else, and more for the longer text
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return time.process_time() - started


def _stop(_number: int, _frame: FrameType | None) -> None:
    raise TimeoutError


def _pumps(tree: Parsed, before: str) -> Iterator[tuple[str, str]]:
    """What each repetition matches, with what leads there."""
    for operation, argument in tree:
        for inner in _inside(operation, argument):
            yield from _pumps(inner, before)
        if operation in _REPEATS and argument[1] > 20:
            yield from ((before, unit) for choice in range(4) if (unit := _sample(argument[2], choice)))
        before += _sample([(operation, argument)], 0)


def _inside(operation: object, argument: Parsed) -> list[Parsed]:
    """The patterns in a part of one."""
    if operation in _REPEATS:
        return [argument[2]]
    if operation is sre.SUBPATTERN:
        return [argument[3]]
    if operation is sre.ATOMIC_GROUP:
        return [argument]
    if operation is sre.BRANCH:
        return list(argument[1])
    return [argument[1]] if operation in (sre.ASSERT, sre.ASSERT_NOT) else []


def _sample(tree: Parsed, choice: int) -> str:
    """A text that a pattern is likely to match; `choice` says which of its alternatives."""
    said = ""
    for operation, argument in tree:
        if operation is sre.LITERAL:
            said += chr(argument)
        elif operation in (sre.ANY, sre.NOT_LITERAL):
            said += "a"
        elif operation is sre.IN:
            said += _sign(argument, choice)
        elif operation in _REPEATS:
            said += _sample(argument[2], choice) * max(argument[0], min(choice, 1))
        elif operation is sre.BRANCH:
            said += _sample(argument[1][choice % len(argument[1])], choice)
        elif operation in (sre.SUBPATTERN, sre.ATOMIC_GROUP):
            said += _sample(*_inside(operation, argument), choice)
    return said


def _sign(listed: Parsed, choice: int) -> str:
    """A sign of those that are listed, or of the others."""
    if listed[0][0] is sre.NEGATE:
        shown = re.compile("[^" + "".join(map(_as_written, listed[1:])) + "]")
        return next((sign for sign in "a1 -.,x\n" if shown.match(sign)), "å")
    operation, argument = listed[choice % len(listed)]
    if operation is sre.CATEGORY:
        return _SAMPLES[argument]
    return chr(argument[0] if operation is sre.RANGE else argument)


def _as_written(part: Parsed) -> str:
    operation, argument = part
    if operation is sre.CATEGORY:
        kind = str(argument).removeprefix("CATEGORY_").removeprefix("UNI_")
        letter = {"DIGIT": "d", "SPACE": "s", "WORD": "w"}[kind.removeprefix("NOT_")]
        return f"\\{letter.upper() if kind.startswith('NOT_') else letter}"
    if operation is sre.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    return re.escape(chr(argument))


if __name__ == "__main__":
    main()
