"""What a function that is allowed may be called with, so that no call fails or grows by how it is written."""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.engine import allowlist
from regelratt.engine.pattern_size import pattern_size
from regelratt.engine.tree import LIKES, Node, arguments, function_name, is_null, literal, walk

_PATTERNED = frozenset({"regexp_matches", "regexp_full_match"})
_DIVIDING = frozenset({"/", "//", "%"})
_BY_PART = frozenset({"date_part", "date_diff", "datediff"})
_BY_LENGTH = frozenset({"substring", "left", "right", "round"})

Fault = tuple[str, str]
"""What is wrong, and how to put it right."""


def find_call_faults(name: str, given: list[Node]) -> Iterator[Fault]:
    """Why a call of the function, named in lower case, may not be made with these arguments."""
    if name == "replace" and not _never_grows(given):
        yield ("Funktionen replace får inte göra texten längre.",
               "Skriv vad som ersätts, och en ersättning som inte är längre, inom apostrofer.")
    elif name in _DIVIDING and len(given) == 2 and _is_zero(given[1]):
        yield "Här delas med noll.", "Dela med ett annat tal."
    elif name in _PATTERNED and (len(given) != 2 or literal(given[1], "STRING") is None):
        yield f"Mönstret i {name} står inte i frågan.", "Skriv ett enda mönster inom apostrofer."
    elif name in LIKES and not _has_own_pattern(given):
        yield "Mönstret efter LIKE står inte i frågan.", "Skriv ett enda mönster inom apostrofer."
    elif name in LIKES | _PATTERNED and _repeats(name, given[1]) > allowlist.MOST_REPEATS:
        yield (f"Mönstret har fler än {allowlist.MOST_REPEATS} upprepningar.",
               "Skriv färre %, *, + och ?, eller dela upp villkoret i flera.")
    elif name in _BY_PART and not _names_part(given):
        yield (f"Funktionen {name} säger inte vilken del av tiden som menas.",
               f"Skriv något av: {', '.join(sorted(allowlist.DATE_PARTS))}, inom apostrofer.")
    elif name == "strftime" and not _shows_digits(given):
        yield ("Formen i strftime är inte tillåten.",
               "Skriv dagen med %Y, %m, %d, %H, %M och %S, till exempel '%Y-%m-%d'.")
    elif name in _BY_LENGTH and any(_too_long(each) for argument in given[1:] for each in walk(argument)):
        most = allowlist.LARGEST_LENGTH
        yield f"Talet i {name} är för stort.", f"Skriv ett tal mellan -{most} och {most}."


def _never_grows(given: list[Node]) -> bool:
    """True when a `replace` puts a constant in place of one at least as long; others grow without bound."""
    texts = [text for each in given[1:] if (text := literal(each, "STRING")) is not None]
    return len(given) == 3 and len(texts) == 2 and 0 < len(texts[0]) >= len(texts[1])


def _has_own_pattern(given: list[Node]) -> bool:
    """True when the pattern is written in the query, or set by a rule or a decision; NULL is said to be NULL."""
    return given[1].get("class") == "PARAMETER" or is_null(given[1]) or literal(given[1], "STRING") is not None


def _repeats(name: str, pattern: Node) -> int:
    """How many parts of a pattern can match texts of any length: the work grows with every one."""
    marks = "%" if name in LIKES else "*+?{"
    return sum((literal(pattern, "STRING") or "").count(mark) for mark in marks)


def size_of_pattern(node: Node) -> int:
    """How large the regular expression of a call becomes; 0 for everything else."""
    given = arguments(node) if function_name(node) in _PATTERNED else []
    return sum(pattern_size(literal(each, "STRING") or "") for each in given[1:])


def _names_part(given: list[Node]) -> bool:
    return bool(given) and (literal(given[0], "STRING") or "").lower() in allowlist.DATE_PARTS


def _shows_digits(given: list[Node]) -> bool:
    """True when one of the two arguments is a format of nothing but digits and signs."""
    formats = [text for each in given if (text := literal(each, "STRING")) is not None]
    return len(formats) == 1 and all(
        part[:1] in allowlist.DATE_MARKS for part in formats[0].replace("%%", "").split("%")[1:])


def _is_zero(node: Node) -> bool:
    number = literal(node, "INTEGER") or literal(node, "NUMERIC") or ""
    return bool(number) and not number.strip("0._+-")


def _too_long(node: Node) -> bool:
    number = literal(node, "INTEGER")
    return number is not None and number.lstrip("-").isdigit() and abs(int(number)) > allowlist.LARGEST_LENGTH
