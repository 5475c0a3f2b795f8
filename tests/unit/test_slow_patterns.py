"""No text that is accepted as input holds a pattern up: what each once was slow at is gone through at an even pace.

The time is that of the processor, and far more than what is needed; what backtracks takes minutes or never ends.
"""

from __future__ import annotations

import re
import signal
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

import pytest

from regelratt.app.disclosure.numbers.personal_data import mail_addresses
from regelratt.app.disclosure.numbers.shared_domains import shared_addresses
from regelratt.app.disclosure.numbers.shortened_numbers import shortened_numbers
from regelratt.app.disclosure.results.answer_tables import _ALL_COUNT
from regelratt.app.disclosure.results.breaches import _SAYS
from regelratt.app.disclosure.results.exceptions import _BY_ALL, _OF_ALL
from regelratt.app.disclosure.results.faults import _JUDGED
from regelratt.app.disclosure.results.foreseen import _OF_THOSE
from regelratt.app.disclosure.results.marks import BARS
from regelratt.app.disclosure.text.plain_text import readings, words
from regelratt.app.disclosure.text.sentences import ENDS, ENDS_OF_CLAUSES
from regelratt.app.disclosure.together.labelled_parts import parted_data
from regelratt.app.publishing.tool_failure import _PLACED
from regelratt.domain.lost_letters import lost_letter
from regelratt.domain.personal_number import personal_numbers
from regelratt.domain.plain_numbers import without_rows
from regelratt.domain.shown_address import leads_elsewhere
from regelratt.engine.complaints import complaint_about
from regelratt.loaders.expressions import calls, is_reckoned
from regelratt.loaders.formulas import first_formula
from regelratt.loaders.objects import _NUMBER
from regelratt.loaders.pasted_lines import lost_lines
from regelratt.loaders.stand_ins import _EXPLAINED, _GUESSED
from regelratt.loaders.toctree_entries import entries_of

_CELL, _PARAGRAPH, _ROW = 10_000, 20_000, 250_000
"""Characters that each may have."""
_SECONDS = 4


@pytest.fixture(autouse=True)
def _limit() -> Iterator[None]:
    """Stop what takes longer; the search for a pattern looks for signals as it goes."""
    def stop(_number: int, _frame: FrameType | None) -> None:
        pytest.fail("mönstret håller på längre än det får")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, _SECONDS)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


def _long(unit: str, length: int, before: str = "", after: str = "") -> str:
    return before + unit * (length // len(unit)) + after


def _all(search: Callable[[str], Iterator[Any]]) -> Callable[[str], object]:
    return lambda text: list(search(text))


def _in_a_table(text: str) -> object:
    return first_formula(text, is_table=True), first_formula(text, is_table=False)


def _entries(text: str) -> object:
    return list(entries_of(text, "sida.md"))


def _complaint(text: str) -> object:
    return complaint_about({"error_message": text})


def _in_parts(text: str) -> object:
    return list(parted_data([], None, [text]))


def _domains(text: str) -> object:
    return list(shared_addresses(text, {"a@b.se"}))


def _shown(text: str) -> object:
    return leads_elsewhere(text, "https://a.se"), leads_elsewhere(text, "mailto:a@b.se")


@pytest.mark.parametrize(("search", "text"), [
    pytest.param(_in_a_table, _long("%%1", _CELL, "-1 a1", " x"), id="percent-signs"),
    pytest.param(_in_a_table, _long("%%1", _CELL, "+1 a1", " x"), id="percent-signs-after-plus"),
    pytest.param(_in_a_table, _long("a (", _ROW, "- "), id="calls-in-calls"),
    pytest.param(_in_a_table, _long("(", _ROW), id="brackets"),
    pytest.param(_in_a_table, _long(",", _ROW, "- 1", "a"), id="commas"),
    pytest.param(_in_a_table, _long(',"', _ROW), id="quotes"),
    pytest.param(_in_a_table, _long("|'", _ROW), id="bars"),
    pytest.param(is_reckoned, _long("1", _ROW, after="a"), id="digits"),
    pytest.param(_all(calls), _long("a.", _ROW, "("), id="dots"),
    pytest.param(lost_letter, _long("a-", _CELL * 20), id="words-with-dashes"),
    pytest.param(lost_letter, _long(".", _CELL * 20), id="dots-alone"),
    pytest.param(_shown, _long("www.,", _ROW, after="  !"), id="sites"),
    pytest.param(_shown, _long("a.", _PARAGRAPH, "a@", " x"), id="boxes"),
    pytest.param(_shown, _long("\xad", _PARAGRAPH), id="soft-hyphens"),
    pytest.param(_entries, _long(" ", _ROW, "a", "b"), id="spaces-in-an-entry"),
    pytest.param(_EXPLAINED.split, _long(" ", _ROW, "a", "b"), id="spaces-in-a-cell"),
    pytest.param(_GUESSED.search, _long("?", _ROW, after=" !"), id="question-marks"),
    pytest.param(_NUMBER.fullmatch, _long("ÅÖF", _ROW), id="collections-of-statutes"),
    pytest.param(_complaint, _long(" of a and ", _PARAGRAPH, "Cannot compare"), id="types-in-a-complaint"),
    pytest.param(_all(shortened_numbers), _long("!", _PARAGRAPH, "person-identitet"), id="calls-for-attention"),
    pytest.param(_all(mail_addresses), _long("_dot-", _CELL, "a@b", "!"), id="words-for-dots"),
    pytest.param(_all(mail_addresses), _long("-at-", _CELL, "a@b", "!"), id="words-for-the-sign"),
    pytest.param(_domains, _long("@a.se ab.cd ", _PARAGRAPH), id="domains-and-names"),
    pytest.param(_domains, _long("ab-ab.", _PARAGRAPH, "@a.se ", "!"), id="names-in-parts"),
    pytest.param(_domains, _long("@a-.", _PARAGRAPH, after="!"), id="domains-without-end"),
    pytest.param(_all(personal_numbers), _long("1", _PARAGRAPH, "|1", "a"), id="digits-before-a-letter"),
    pytest.param(_all(personal_numbers), _long("|", _PARAGRAPH, after="a"), id="bars-alone"),
    pytest.param(_all(personal_numbers), _long("O|", _PARAGRAPH, after="a"), id="letters-like-digits"),
    pytest.param(without_rows, _long("11, ", _ROW, after="1111"), id="rows-of-weeks"),
    pytest.param(readings, _long("²", _ROW, after="a"), id="raised-digits"),
    pytest.param(ENDS.split, _long(". ", _ROW, after="a"), id="points"),
    pytest.param(ENDS_OF_CLAUSES.split, _long("? ! ", _ROW, after="a"), id="questions"),
    pytest.param(_ALL_COUNT.fullmatch, _long("  ", _PARAGRAPH, " 1", "a"), id="spaces-after-a-count"),
    pytest.param(_BY_ALL.search, _long("regel ", _PARAGRAPH), id="rules-of-all"),
    pytest.param(_OF_ALL.search, _long("alla 1", _PARAGRAPH), id="all-of-all"),
    pytest.param(_OF_ALL.search, _long("alla har inte ", _PARAGRAPH), id="all-who-have-not"),
    pytest.param(_SAYS.match, _long("har inte följer ", _PARAGRAPH), id="who-has-not"),
    pytest.param(_JUDGED.match, _long("är x ", _PARAGRAPH), id="what-is-so"),
    pytest.param(_all(_PLACED.finditer), _long("\n ", _PARAGRAPH), id="empty-lines-of-a-log"),
    pytest.param(BARS.fullmatch, _long("■", _PARAGRAPH, after="x"), id="drawn-shapes"),
    pytest.param(BARS.fullmatch, _long("■ ", _PARAGRAPH, after="x"), id="drawn-shapes-apart"),
    pytest.param(BARS.fullmatch, _long("▇", _ROW, after="x"), id="drawn-blocks"),
    pytest.param(_all(lost_lines), _long(" ", _ROW, "a", "\xa0x\nb"), id="spaces-before-a-hard-one"),
    pytest.param(_in_parts, _long("a+", _ROW), id="words-with-plus"),
    pytest.param(_in_parts, _long("a-", _ROW, after="."), id="words-with-dashes-and-no-point"),
    pytest.param(lambda text: _OF_THOSE.search(" ".join(words(text))), _long("a", _ROW), id="one-long-word"),
])
def test_a_pattern_goes_on_at_an_even_pace(search: Callable[[str], object], text: str) -> None:
    """Whatever is repeated."""
    search(text)


def test_a_limit_stops_a_pattern() -> None:
    """The limit of these tests is one that a pattern without end meets."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 0.2)
    with pytest.raises(pytest.fail.Exception):
        re.search("(?:a|a)*b", "a" * 40)
