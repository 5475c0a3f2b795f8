"""Which rows of a log are the same rows once more, and which are alike by chance."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from regelratt.domain.tables import TABLES
from regelratt.loaders.csv_table import CsvText
from regelratt.loaders.mistakes import Mistakes
from regelratt.loaders.repeated_rows import Again, RepeatedRows
from regelratt.loaders.rows import Keys, typed_rows

MINUTES = [f"K1,2026-09-{day:02} 10:00" for day in range(1, 14)]
DAYS = [f"K1,2026-09-{day:02},1" for day in range(1, 14)]
BUSY = [f"K1,2026-09-01 10:{minute:02}" for minute in range(12) for _ in range(1 + minute * 7 % 5)]
"""Comments in a busy quarter of an hour, several in most minutes."""


def _again(table: str, header: str, *files: Sequence[str]) -> Again | None:
    """What is said of the last file, when the files have these rows after their keys."""
    read, again, keys = RepeatedRows(), None, Keys()
    for number, lines in enumerate(files):
        text = "\n".join((header, *(f"R 2026/{number + 1}{row:02},{line}" for row, line in enumerate(lines))))
        mistakes = Mistakes(f"f{number}")
        rows = typed_rows(TABLES[table], CsvText(f"{text}\n"), mistakes, keys)
        assert not mistakes.all()
        again = read.again(TABLES[table], f"f{number}", rows)
    return again


def _comments(*files: Sequence[str]) -> Again | None:
    return _again("kommentarer", "kommentar_id,kanal_id,inkom", *files)


def _messages(*files: Sequence[str]) -> Again | None:
    return _again("meddelanden", "meddelande_id,kanal_id,datum,antal", *files)


@pytest.mark.parametrize(("first", "second", "count", "line"), [
    (MINUTES[:5], MINUTES[:9], 5, 2), (MINUTES[:9], MINUTES[:5], 5, 2), (MINUTES[:4], MINUTES[:4], 4, 2),
    (MINUTES[:9], MINUTES[5:], 4, 2), (MINUTES[5:], MINUTES[:9], 4, 7), (MINUTES[:6], MINUTES[5::-1], 6, 2),
])
def test_the_same_rows_in_two_files(first: list[str], second: list[str], count: int, line: int) -> None:
    """An export that was made twice is found in either order, whole, grown or half."""
    assert _comments(first, second) == (Again(count, "f0", line) if count * 2 >= min(len(first), len(second)) else None)


def test_days_alone_are_alike_by_chance() -> None:
    """Two who answer on the same days have rows alike; the whole of the smaller file again is no chance."""
    assert _messages(DAYS[:9], DAYS[2:]) is None
    assert _messages(DAYS[:9], DAYS[2:7]) == Again(5, "f0", 2)
    assert _messages(DAYS[2:7], DAYS[:9]) == Again(5, "f0", 4)


@pytest.mark.parametrize("lines", [
    [*MINUTES[:9], *MINUTES[:9]], [*MINUTES[:4], *MINUTES[:4]], [*MINUTES[:9], *MINUTES[:12]],
    [*MINUTES[6:], *MINUTES, "K1,2026-09-20 10:00"], [*BUSY, *BUSY], [*BUSY, *MINUTES, *BUSY],
    ["K1,2026-09-20 10:00", *MINUTES[:9], "K1,2026-09-21 10:00", *MINUTES[:6]], [*MINUTES[:5]] * 3])
def test_the_same_rows_twice_in_one_file(lines: list[str]) -> None:
    """A file that was put below itself is found, also when it has grown, and whatever else stands there."""
    told = _comments(lines)
    assert told is not None
    assert told.name == "f0"


@pytest.mark.parametrize("lines", [
    BUSY, MINUTES, [*MINUTES, *MINUTES[:3]], [MINUTES[0]] * 30, [*MINUTES, *MINUTES[:5]],
    *([each for each in MINUTES for _ in range(times)] for times in (2, 3, 5)), [*MINUTES[:9], *MINUTES[8::-1]],
    [each for each in MINUTES[:4] for _ in range(5)], sorted([*MINUTES[:9], *MINUTES[:9]])])
def test_rows_alike_by_chance(lines: list[str]) -> None:
    """A busy hour has rows alike, and so may a few days; what happened twice each time is told in pairs."""
    assert _comments(lines) is None


@pytest.mark.parametrize(("table", "header", "lines"), [
    ("ögonblicksbilder", "bild_id,kanal_id,tagen", [f"K{number},2026-09-01" for number in range(10)]),
    ("annonser", "annons_id,kanal_id,från,till", [f"K1,2026-{month:02}-01,2026-{month:02}-20" for month in range(1, 9)]),
    ("meddelanden", "meddelande_id,kanal_id,datum,antal", [f"K1,2026-09-{day:02},1" for day in range(1, 21)]),
    ("gallring", "gallring_id,kanal_id,utförd", [f"K{number},2026-09-01" for number in range(10)]),
    ("uppsikt", "uppsikt_id,kanal_id,från,till", [f"K1,2026-09-{day:02},2026-09-{day:02}" for day in range(1, 21)])])
def test_days_alone_are_not_tried_in_one_file(table: str, header: str, lines: list[str]) -> None:
    """Two pictures of each channel, two like adverts a month and two rows a day are what happened."""
    assert _again(table, header, [*lines, *lines]) is None
    assert _again(table, header, sorted([*lines, *lines])) is None
    assert _again(table, header, lines, lines) == Again(len(lines), "f0", 2)


def test_what_says_too_little_in_two_files() -> None:
    """Three rows are too few, and rows of another day or channel are others."""
    assert _comments(MINUTES[:3], MINUTES[:3]) is None
    assert _comments(MINUTES[:5], [line.replace("K1", "K2") for line in MINUTES[:5]]) is None
    assert _comments(MINUTES[:9], MINUTES[6:]) is None


def test_numbers_in_a_diary_tell_rows_apart() -> None:
    """Letters of one kind on one day have each their number."""
    letters = [f"2026-09-{day:02},brev" for day in range(1, 9)]
    assert _again("diarium", "diarienummer,datum,slag", letters, letters) is None


def test_the_key_may_stand_anywhere() -> None:
    """It is the key that is left out, wherever its column stands."""
    read, keys = RepeatedRows(), Keys()
    for name in ("a", "b"):
        text = "".join(f"K1,2026-09-{day:02} 10:00,{name}{day}\n" for day in range(1, 6))
        rows = typed_rows(TABLES["kommentarer"], CsvText(f"kanal_id,inkom,kommentar_id\n{text}"), Mistakes(name), keys)
        found = read.again(TABLES["kommentarer"], name, rows)
    assert found == Again(5, "a", 2)
