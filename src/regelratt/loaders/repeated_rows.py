"""The same rows of a log under other keys, in two files or in one: an export made twice, which would count twice.

Rows are compared without their keys. By chance a few may be alike, the more the less is said of each: what counts is
that many different rows come again, and that they are much of what is told. In one file they come as a block, in the
same order; what happened twice on a day, or in a minute, is told in pairs.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby, islice
from operator import eq
from typing import NamedTuple

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.columns import ColumnType
from regelratt.domain.evidence import Evidence
from regelratt.domain.location import Location
from regelratt.domain.tables import TABLES, Table
from regelratt.loaders.evidence import LoadedEvidence
from regelratt.loaders.evidence_folder import MANIFEST
from regelratt.loaders.rows import TypedRows

_FEWEST = 4
"""Different rows that come again, in another file or as a block further down, by no accident."""
_DISTANCES = 8
"""How many distances are tried: a copy stands as far below all that it repeats, so its own is among the commonest."""
_PART = 2
"""Of a file's different rows, the smaller one's of two, at least one in so many comes again where rows have a clock."""


def may_repeat(evidence: Evidence) -> bool:
    """True for a log with room for enough rows twice."""
    return any(TABLES[name].moment and len(rows) >= 2 * _FEWEST for name, rows in evidence.tables.items())


def check_repeated(loaded: LoadedEvidence) -> Iterator[Diagnostic]:
    """Files that tell again what they or another have told; rows without what tells them apart are not compared."""
    read, places = RepeatedRows(), loaded.places
    uncertain = {name for name, _ in loaded.left_out}
    for table in (TABLES[name] for name in loaded.evidence.tables if name not in uncertain):
        for path, rows in places.files_of(table.name):
            if again := read.again(table, path, rows):
                other = "" if again.name == path else again.name.removeprefix(places.manifest.removesuffix(MANIFEST))
                yield Diagnostic(Location(path, again.line), Code.BAD_EVIDENCE, *_about(again, other, table))


class Again(NamedTuple):
    """Rows that stand somewhere already under other keys."""

    different: int
    """How many different ones."""
    name: str
    """The file where they stand."""
    line: int
    """The line in the file that was read last where it begins to repeat them."""


class RepeatedRows:
    """What the rows of each log say that has been read, with the file that said it first."""

    def __init__(self) -> None:
        self._first: dict[str, dict[int, int]] = defaultdict(dict)
        """By table the number of the file where each row stood first, by what it says."""
        self._files: dict[str, list[tuple[str, int]]] = defaultdict(list)
        """By table the files, each with how many different rows it has."""

    def again(self, table: Table, name: str, rows: TypedRows) -> Again | None:
        """The rows of this file that stand in it or in one read before it too, apart from their keys; None if few.

        A register has one row for each object, and rows whose key is a number in a diary are told apart by it.
        """
        if not table.moment or table.columns[0].is_number:
            return None
        said = [hash(row[1:]) for row in rows.rows]
        return self._in_another(table, name, rows, said) or (_in_itself(name, rows, said) if has_clock(table) else None)

    def _in_another(self, table: Table, name: str, rows: TypedRows, said: Sequence[int]) -> Again | None:
        first, files = self._first[table.name], self._files[table.name]
        different = dict.fromkeys(said)
        shared = Counter(first[each] for each in different if each in first)
        files.append((name, len(different)))
        for each in different:
            first.setdefault(each, len(files) - 1)
        for number, count in shared.most_common():
            other, size = files[number]
            # A day alone tells less than a clock.
            if _is_much(count, min(size, len(different)), _PART if has_clock(table) else 1):
                line = next(line for line, each in zip(rows.lines, said, strict=True) if first[each] == number)
                return Again(count, other, line)
        return None


def has_clock(table: Table) -> bool:
    """True for a log whose rows have a time of day; those with days alone may well be alike."""
    column = table.column(table.moment)
    return column is not None and column.type is ColumnType.MOMENT


def _in_itself(name: str, rows: TypedRows, said: Sequence[int]) -> Again | None:
    """The block of rows that stands again further down in the same file."""
    first: dict[int, int] = {}
    moved = Counter(place - first.setdefault(each, place) for place, each in enumerate(said))
    different = moved.pop(0, 0)
    for far, count in moved.most_common(_DISTANCES):
        if not _is_much(count, different):
            break
        place = 0
        for is_again, run in groupby(map(eq, said, islice(said, far, None))):
            length = sum(1 for _ in run)
            # Rows alike in one busy minute stand close together, so a run of them has few different ones.
            block = set(said[place:place + length]) if is_again else ()
            if _is_much(len(block), different):
                return Again(len(block), name, rows.lines[place + far])
            place += length
    return None


def _is_much(count: int, of: int, part: int = _PART) -> bool:
    """True for as many rows alike, of so many, as do not come about by chance."""
    return count >= _FEWEST and count * part >= of


def _about(again: Again, other: str, table: Table) -> tuple[str, str]:
    """What is wrong and how to put it right; `other` is the file that told it first, unless it is the same one."""
    where, which = ("redan i filen", "den ena omgången av raderna") if not other else (
        f"också i {other}", f"raderna ur den ena filen, eller hela filen ur mappen och {MANIFEST}")
    return (f"Härifrån finns {again.different} olika rader som står {where}, men med andra nycklar.",
            f"Ta bort {which}: annars räknas de två gånger. Är det olika händelser, {_told_apart(table)}.")


def _told_apart(table: Table) -> str:
    """How events that are alike are told so that none is taken for a copy, with the columns that the table has."""
    if has_clock(table):
        return "skriv sekunderna, eller alla raderna i en enda fil i tidens ordning"
    number = "en enda rad med deras antal, eller " if "antal" in table.names else ""
    return f"skriv {number}alla raderna i en enda fil"
