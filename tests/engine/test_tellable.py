"""What is published of small projects settles no closed result, for one who knows all that anybody can see.

Every way that the closed columns may be filled in is tried against real SQL. A closed result is given away when all
ways with the same publication agree on it, though those with the same open rows do not.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Hashable, Iterable
from dataclasses import replace
from datetime import date, datetime

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.gaps import objects_with_gaps
from regelratt.domain.publication import Publication, public
from regelratt.domain.run import ItemCell, RuleCell, Run
from regelratt.domain.status import Status
from regelratt.domain.tellable import tellable
from regelratt.domain.words import Disclosure
from regelratt.engine.measured import measured
from tests.engine.scene import catalog, evidence, finding, item, judge, readings_of, rows, rule

SEEN = (("aktiv", "Facebook", 1, True), ("aktiv", "Facebook", 1, False), ("aktiv", "LinkedIn", 1, False), ("vilande", "LinkedIn", 0, False))
"""What anybody sees of each channel: its status, its platform, how many posts it has, and whether it and they stand out."""
FACTS = tuple(itertools.product((True, False, None), (True, False)))
"""What nobody sees: a column of the channel that may be empty, and another with one of its posts."""
A, B, G = "central_administratör", "resurser_säkrade", "rättigheter_klara"
LIKED, ADDRESS = "gillar_företag_eller_parti", "adress"
"""Columns of a post and of a channel by which they stand out on the account."""
ABOUT_POSTS = finding(G, "inlägg", "inlägg_id", okänt=f"{G} IS NULL")
ABOUT_LIKES = finding(f"coalesce({LIKED}, true)", "inlägg", "inlägg_id", okänt=f"{LIKED} IS NULL")
ALWAYS = finding(f"CASE WHEN {G} THEN 1 ELSE 1 END = 1", "inlägg", "inlägg_id")
"""It asks for what is closed, and every post answers alike."""
AT_POSTS = {"metod": "fynd", "gäller_vid": "inlägg"}
SMALLEST = 2
Results = dict[tuple[str, str], Status]
"""How each closed item came out for each channel."""

def _ways(content: Catalog) -> list[tuple[tuple[bool, ...], Results, Publication]]:
    """All ways to fill in the closed columns, each judged by the real SQL and published: who lacks something, how each
    came out, and what is shown.
    """
    evidence_of_all, cells = _cells(content)
    told = _tellable(content)
    lacking = objects_with_gaps(content, measured(content, readings_of(content)), evidence_of_all, told)
    closed = {each.id for each in content.items if each.disclosure is not Disclosure.OPEN}
    found: list[tuple[tuple[bool, ...], Results, Publication]] = []
    for facts in itertools.product(range(len(FACTS)), repeat=len(SEEN)):
        chosen = [cells[number, fact] for number, fact in enumerate(facts)]
        items = tuple(cell for part, _ in chosen for cell in part)
        run = Run("", date(2026, 9, 30), "", "", "0", items, tuple(cell for _, part in chosen for cell in part), (), ())
        results = {(cell.item, cell.subject): cell.status for cell in items if cell.item in closed}
        gaps = {(rule, f"k{number}") for number, fact in enumerate(facts) for rule in told if (rule, f"{number}-{fact}") in lacking}
        empty = tuple(FACTS[fact][0] is None for fact in facts)
        found.append((empty, results, public(run, content, SMALLEST, told, gaps)))
    return found


def _tellable(content: Catalog) -> frozenset[str]:
    return tellable(content, measured(content, readings_of(content)))


def _cells(content: Catalog) -> tuple[Evidence, dict[tuple[int, int], tuple[list[ItemCell], list[RuleCell]]]]:
    """The evidence of each channel by each fact, and how each channel comes out by each fact: no channel's own rows say anything of another."""
    channels: list[dict[str, Value]] = []
    posts: list[dict[str, Value]] = []
    for (number, (status, platform, count, is_special)), (fact, (filled, other)) in itertools.product(
            enumerate(SEEN), enumerate(FACTS)):
        ident = f"{number}-{fact}"
        channels.append({"kanal_id": ident, "status": status, "plattform": platform, A: filled, B: other,
                         ADDRESS: "https://example.com/" if is_special else None})
        posts += [{"inlägg_id": f"I{ident}", "kanal_id": ident, "publicerad": datetime(2026, 9, 1), "slag": "text",
                   G: other, LIKED: is_special}] * count
    known = evidence("inlägg alla 2026-01-01..2026-12-31", kanaler=rows("kanaler", *channels), inlägg=rows("inlägg", *posts))
    run = judge(content, known).run
    found: dict[tuple[int, int], tuple[list[ItemCell], list[RuleCell]]] = defaultdict(lambda: ([], []))
    for at, part in enumerate((run.item_cells, run.rule_cells)):
        for cell in part:
            number, fact = map(int, cell.subject.split("-"))
            found[number, fact][at].append(replace(cell, subject=f"k{number}"))  # type: ignore[arg-type]  # as it was
    return known, found


def _leaks(*texts: str, knows_gaps: bool = False) -> set[tuple[str, str]]:
    """The closed results that some publication settles, and not its open rows, or what somebody else may know, by
    themselves.
    """
    by_rows: dict[Hashable, dict[Hashable, list[Results]]] = defaultdict(lambda: defaultdict(list))
    for empty, results, shown in _ways(catalog(*texts)):
        by_rows[tuple(sorted(shown.item_cells.items())), empty if knows_gaps else ()][tuple(sorted(shown.rule_totals.items())), shown.withheld].append(results)
    return {
        key for told in by_rows.values() if len(told) > 1 for settled in [_settled(each for some in told.values() for each in some)]
        for ways in told.values() for key in _settled(ways) - settled}


def _settled(ways: Iterable[Results]) -> set[tuple[str, str]]:
    seen: dict[tuple[str, str], set[Status]] = defaultdict(set)
    for results in ways:
        for key, status in results.items():
            seen[key].add(status)
    return {key for key, found in seen.items() if len(found) == 1}


VANISHED = item("K-2", A, prövar="PRV-1", avgör="bara brister")
CASES: dict[str, tuple[str, ...]] = {
    "a condition that a closed item asks too": (
        rule(), item("K-1", B, gäller_om=f"status = 'aktiv' AND {A}"), rule("PRV-2"), item("K-2", A, prövar="PRV-2")),
    "a rule's condition that a closed item asks too": (
        rule(gäller_om=A), item("K-1", B), rule("PRV-2"), item("K-2", A, prövar="PRV-2")),
    "a condition that nothing else asks": (rule(), item("K-1", B, gäller_om=A)),
    "events that nobody sees": (
        rule(), item("K-1", B),
        item("K-2", finding("roll IS NULL", "borttagningar", "borttagning_id"), metod="fynd", gäller_vid="borttagningar")),
    "whether the same cell is filled in": (rule(), item("K-1", A), rule("PRV-2"), item("K-2", f"{A} IS NOT NULL", prövar="PRV-2")),
    "one item in two rules": (rule(), rule("PRV-2", gäller_om="status = 'aktiv'"), item("K-1", A, prövar="PRV-1, PRV-2")),
    "who must pass by what anybody sees": (rule(), item("K-1", f"{A} OR status = 'vilande'")),
    "who must fail by what anybody sees": (rule(), item("K-1", f"{A} AND plattform = 'Facebook'")),
    "who must pass by a finding": (rule(), item("K-1", finding(f"NOT {A} AND status = 'aktiv'"), metod="fynd")),
    "who must pass by having no post": (rule(), item("K-1", ABOUT_POSTS, metod="fynd")),
    "who must fail by what its post shows": (rule(), item("K-1", A), item("K-2", ABOUT_LIKES, **AT_POSTS)),
    "what a post shows, with a closed word": (
        rule(), item("K-1", A), item("K-2", finding(f"{LIKED} AND NOT {G}", "inlägg", "inlägg_id"), **AT_POSTS)),
    "who must fail by what a post shows or a closed word": (
        rule(), item("K-1", A), item("K-2", finding(f"{LIKED} OR NOT {G}", "inlägg", "inlägg_id"), **AT_POSTS)),
    "who must fail by its address": (rule(), item("K-1", f"{A} AND {ADDRESS} IS NULL")),
    "who must fail by having a post": (rule(), item("K-1", A), item("K-2", ALWAYS, metod="fynd")),
    "who can only fail": (rule(), item("K-1", A, gäller_om="status = 'aktiv'"), VANISHED),
    "an item that concerns fewer": (rule(), item("K-1", A), item("K-2", B, gäller_om="plattform <> 'Instagram'")),
    "an open item that reads the same": (
        rule(), item("K-1", A), rule("PRV-2"), item("K-2", f"{A} AND {B}", prövar="PRV-2", redovisas="öppet")),
}
"""What would give a closed result away if its rule had a total."""


@pytest.mark.parametrize("texts", CASES.values(), ids=CASES)
def test_totals_that_would_give_a_result_away(texts: tuple[str, ...]) -> None:
    """None is told, and nothing is given away by its absence."""
    assert not _tellable(catalog(*texts)) & {"PRV-1"}
    assert _leaks(*texts) == set()


@pytest.mark.parametrize(("texts", "told"), [
    pytest.param((rule(), item("K-1", A)), {"PRV-1"}, id="a column"),
    pytest.param((rule(gäller_om="status = 'aktiv'"), item("K-1", A, gäller_om="status <> 'avslutad'")), {"PRV-1"}, id="a condition that anybody sees"),
    pytest.param((rule(), item("K-1", A), item("K-2", f"coalesce({A}, true)")), {"PRV-1"}, id="the same in one rule"),
    pytest.param((rule(), item("K-1", A), item("K-2", ABOUT_POSTS, metod="fynd", gäller_vid="inlägg", avgör="bara brister")), {"PRV-1"}, id="findings beside"),
    pytest.param((rule(), item("K-1", A), rule("PRV-2"), item("K-2", B, prövar="PRV-2")), {"PRV-1", "PRV-2"}, id="two columns"),
    pytest.param((rule(), item("K-1", A), item("K-2", B)), {"PRV-1"}, id="two columns in one rule"),
    pytest.param((rule(), item("K-1", f"{A} AND {B}")), {"PRV-1"}, id="two columns in one item"),
    pytest.param((rule(), item("K-1", finding(f"NOT {A} OR NOT {B}", okänt=f"{A} IS NULL")  , metod="fynd", gäller_vid="inlägg", avgör="bara brister"), item("K-2", B)), {"PRV-1"}, id="a finding by two columns"),
])
def test_totals_that_are_told(texts: tuple[str, ...], told: set[str]) -> None:
    """What gives nothing away is told, for some way to fill in the columns; nor to one who knows whose cell is empty."""
    assert set().union(*(shown.rule_totals for _, _, shown in _ways(catalog(*texts)))) == told
    assert _leaks(*texts) == set()
    assert _leaks(*texts, knows_gaps=True) == set()


CHECKS = (
    {"sql": A}, {"sql": f"NOT {A}"}, {"sql": f"{A} IS NOT NULL"}, {"sql": f"coalesce({A}, false)"},
    {"sql": f"{A} OR status = 'vilande'"}, {"sql": f"{A} AND plattform = 'Facebook'"},
    {"sql": finding(f"NOT {A}"), "metod": "fynd"}, {"sql": finding(f"{A} OR status = 'vilande'"), "metod": "fynd"},
    {"sql": ABOUT_POSTS, "metod": "fynd"}, {"sql": ABOUT_POSTS, "metod": "fynd", "gäller_vid": "inlägg"},
    {"sql": ABOUT_POSTS, "metod": "fynd", "gäller_vid": "inlägg", "avgör": "bara brister"},
    {"sql": finding(f"{G} OR slag = 'film'", "inlägg", "inlägg_id"), "metod": "fynd", "gäller_vid": "inlägg"},
    {"sql": ABOUT_LIKES, "metod": "fynd", "gäller_vid": "inlägg"}, {"sql": ALWAYS, "metod": "fynd"},
    {"sql": f"{A} AND {ADDRESS} IS NULL"}, {"sql": f"{B} OR {ADDRESS} IS NULL"},
)
CONDITIONS = ("", "status = 'aktiv'", A, f"status = 'aktiv' AND {A}", f"{A} IS NOT NULL")


Drawn = tuple[str, str, dict[str, str], dict[str, str], bool]
"""Whom a rule and its items concern, one or two items, and whether they are open."""
_RULE: st.SearchStrategy[Drawn] = st.tuples(
    st.sampled_from(CONDITIONS), st.sampled_from(CONDITIONS), st.sampled_from(CHECKS), st.sampled_from(({}, {}, *CHECKS)),
    st.sampled_from((False, False, False, True)))


def _project(drawn: Iterable[Drawn]) -> tuple[str, ...]:
    texts: list[str] = []
    for number, (whom, asked, first, second, is_open) in enumerate(drawn, start=1):
        ident = f"PRV-{number}"
        texts.append(rule(ident, **({"gäller_om": whom} if whom else {})))
        for place, check in enumerate((first, second) if second else (first,)):
            options = {**check, "prövar": ident} | ({"gäller_om": asked} if asked else {})
            texts.append(item(f"K-{number}{place}", **options | ({"redovisas": "öppet"} if is_open else {})))
    return tuple(texts)


@settings(max_examples=6, phases=(Phase.generate,))
@given(st.lists(_RULE, min_size=1, max_size=3))
def test_no_closed_result_of_a_drawn_project_is_given_away(drawn: list[Drawn]) -> None:
    """Rules with any conditions, over checks that read the same, what anybody sees, or nothing but their own."""
    assert _leaks(*_project(drawn)) == set()
