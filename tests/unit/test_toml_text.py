"""TOML that somebody else wrote: every key has its place, every mistake its sentence, and nothing is raised."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from regelratt.domain import toml_text
from regelratt.domain.toml_places import MOST_PLACES, NESTING, scan
from regelratt.domain.toml_text import read_toml

LIMIT = 1_000_000
_NAMES = st.text(st.sampled_from("abå-_.[\"#'"), min_size=1, max_size=4)
_FILLING = st.sampled_from([
    "", "   ", "# [tool.regelratt]", "\t# a = 1", "#[[underlag]]", "# \"\"\"", "# '''",
])
_VALUES = st.sampled_from([
    "1", "'x'", '"x # y"', "2026-09-30", "1979-05-27 07:32:00Z # a = 1", "true", "inf", "-1_000.5e-3", "0xDEAD",
    '"""\n[tool.regelratt]\na = 1\n"""', "'''\n[[underlag]]\n# \"\"\"\n'''", '"""a""""', "''''x'''''", '"\\"a\\\\"', '"""\\""""""',
    "[\n  1, # ]\n  [2, 'b]'],\n  # a = 1\n]", "{ a = 1, 'b c' = [ {d = \"}\"} ] }", "[]", "{}", "[[1],\n[2]]",
])


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, dict[tuple[str | int, ...], tuple[int, int]]]:
    """A TOML text with the place of each of its headers and keys."""
    lines: list[str] = []
    places: dict[tuple[str | int, ...], tuple[int, int]] = {}

    def put(indent: str, text: str) -> tuple[int, int]:
        lines.extend(draw(st.lists(_FILLING, max_size=2)))
        place = ("\n".join([*lines, ""]).count("\n") + 1, len(indent) + 1)
        lines.append(indent + text)
        return place

    def quoted(name: str) -> str:
        return '"' + name.replace("\\", "\\\\").replace('"', '\\"') + '"'

    def pairs(table: tuple[str | int, ...]) -> None:
        for name in draw(st.lists(_NAMES, max_size=3, unique=True)):
            value, indent = draw(_VALUES), draw(st.sampled_from(["", "  "]))
            places[*table, name] = put(indent, f"{quoted(name)}{draw(st.sampled_from(['', ' ']))}= {value}")

    pairs(())
    for number in range(draw(st.integers(0, 3))):
        places["underlag", number] = put(draw(st.sampled_from(["", " "])), draw(st.sampled_from(["[[underlag]]", "[[ 'underlag' ]] # x"])))
        pairs(("underlag", number))
        if draw(st.booleans()):
            places["underlag", number, "under", "tabell"] = put("", "[underlag.under.tabell]")
            pairs(("underlag", number, "under", "tabell"))
    for name in draw(st.lists(st.sampled_from(["tool", "annat"]), max_size=2, unique=True)):
        places[name, "regelratt"] = put("", f"[{name} . regelratt]")
        pairs((name, "regelratt"))
    return "\n".join(lines), places


@given(documents(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_every_key_has_its_place(
    document: tuple[str, dict[tuple[str | int, ...], tuple[int, int]]], line_end: str, mark: bool,
) -> None:
    """Whatever stands around them, headers and keys are found where they were written."""
    text, places = document
    read = read_toml((b"\xef\xbb\xbf" if mark else b"") + text.replace("\n", line_end).encode(), LIMIT)
    assert read.problem is None
    assert read.table == tomllib.loads(text)
    assert {path: read.key(*path) for path in places} == places
    assert all(read.has(*path) for path in places)
    for path, place in _paths(read.table):
        assert read.has(*path), (path, place)


def _paths(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[tuple[str | int, ...], object]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [] if not path else [(path, value)]
    for key, each in inner:
        found += _paths(each, (*path, key))
    return found


_PIECES = st.lists(st.sampled_from([
    "a", "b", "'", '"', "'''", '"""', "[", "]", "[[", "]]", "{", "}", "=", ".", ",", "\n", " ", "#", "\\", "1", "-", "é", "\\u00e5", "1 2", "a=1\n",
]), max_size=14).map("".join)


@given(_PIECES)
@example("a = [ # ]\n]")
def test_the_scanner_takes_what_the_reader_takes(text: str) -> None:
    """The scanner never stops in what is TOML, and then knows the place of every key."""
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    found = scan(text)
    assert found.stop is None
    assert {path for path, _ in _paths(table)} <= found.keys.keys() | found.values.keys()


@given(st.one_of(st.binary(max_size=60), _PIECES.map(str.encode), st.text(max_size=40).map(str.encode)))
def test_nothing_is_raised(raw: bytes) -> None:
    """Any bytes give a table or a problem that stands inside them, in Swedish."""
    read = read_toml(raw, LIMIT)
    problem = read.problem
    if problem:
        assert read.table == {}
        assert 1 <= problem.line <= raw.count(b"\n") + 1
        assert problem.column >= 1
        assert problem.message[0].isupper()
        assert problem.message.endswith(".")
        assert problem.remedy.endswith(".")


def test_keys_in_other_forms() -> None:
    """Dotted keys, inline tables and entries of lists have places too; what is not there has that of its table."""
    read = read_toml(b"tool.regelratt . title = 'x'\n[a]\nb = {c = [1,\n  2]}\n", LIMIT)
    assert read.key("tool", "regelratt", "title") == (1, 18)
    assert read.value("tool", "regelratt", "title") == (1, 26)
    assert read.key("a", "b", "c") == (3, 6)
    assert read.key("a", "b", "c", 1) == read.value("a", "b", "c", 1) == (4, 3)
    assert read.key("a", "x") == read.value("a", "x") == (2, 1)
    assert read.key("x") == (1, 1)
    assert not read.has("a", "x")


def test_a_header_that_comes_later_is_the_tables_place() -> None:
    """A table first known from a table in it is placed at its own header once it has one."""
    read = read_toml(b"[a.b]\n[a]\n", LIMIT)
    assert read.key("a") == (2, 1)
    assert read_toml(b"[a.b]\n", LIMIT).key("a") == (1, 1)


@pytest.mark.parametrize("raw", [
    b"a = " + b"[" * 20_000, b"a = " + b"{a=" * 20_000, b"a." * 20_000 + b"a = 1", b"[" + b"a." * 20_000 + b"a]",
    b"a = " + b"9" * 900_000, b"a = " + b"[" * (NESTING + 1) + b"]" * (NESTING + 1), b"a = '" + b"x" * 2_000_000, b"'''" * 300_000,
    b'a = "' + b"\\" * 900_000, b'a = """' + b'"\\' * 400_000, b"[[" * 400_000, b"# " * 400_000 + b"\n=", b"a = [" + b"[]," * 300_000, b" " * 900_000 + b"=",
])
def test_what_is_large_or_deep_is_told(raw: bytes) -> None:
    """Depth and length end in a problem, and do end: read once more for each sign, any of these would take hours."""
    assert read_toml(raw, LIMIT).problem is not None


def test_too_large_a_text_is_not_read() -> None:
    """A text over the limit is told to be, whatever it says."""
    problem = read_toml(b"a = 1\n", 5).problem
    assert problem is not None
    assert (problem.message, problem.remedy) == ("Filen är större än 5 byte.", "Ta bort det som inte hör hemma i den.")


def test_what_is_as_deep_as_may_be_is_read() -> None:
    """The bound is no lower than it says."""
    assert read_toml(b"a = " + b"[" * NESTING + b"]" * NESTING, LIMIT).problem is None
    assert read_toml(b"a." * (NESTING - 1) + b"a = 1", LIMIT).problem is None


def test_places_are_bounded() -> None:
    """A list of very many entries is read, and its last entries are placed where the list is."""
    read = read_toml(b"b = [\n" + b"1,\n" * (MOST_PLACES + 9) + b"]", LIMIT)
    assert read.key("b", 3) == (5, 1)
    assert read.key("b", MOST_PLACES + 5) == (1, 1)


@pytest.mark.parametrize("error", [ValueError("x"), RecursionError("x"), tomllib.TOMLDecodeError("Something new (at line 2, column 3)")])
def test_what_another_python_says_is_a_problem(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """A message that is not in the table, and other errors of the reader, end in a general sentence without English."""
    def refuse(_: str) -> None:
        raise error

    monkeypatch.setattr(toml_text.tomllib, "loads", refuse)
    problem = read_toml(b"a = 1\nb = 2\n", LIMIT).problem
    assert problem is not None
    assert "Some" not in problem.message + problem.remedy
    assert (problem.line, problem.column) == ((2, 3) if isinstance(error, tomllib.TOMLDecodeError) else (1, 1))
