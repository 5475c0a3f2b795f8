"""What anybody may see tells of no closed result, whoever reads it and however the sums are put together.

The first tests try every possible run of small worlds: what is published is a function of the run, and a closed result
is safe when it could have been another in some run with the same publication.
"""

from __future__ import annotations

import itertools
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.domain.catalog import Catalog
from regelratt.domain.publication import Publication, public
from regelratt.domain.run import Finding, ItemCell, RuleCell, Run
from regelratt.domain.status import Reason, Status, combine
from regelratt.domain.tellable import Measures, tellable
from regelratt.domain.totals import totals
from regelratt.domain.words import Decides, Disclosure, Level, Method, Obtained, SubjectKind
from regelratt.exports.publication_files import publication_from_json, publication_to_json

CHANNELS = ("k1", "k2", "k3", "k4")
SMALLEST = 2
READ = {
    "Ö": frozenset({"kanaler.pixel"}), "Ä": frozenset({"kanaler.pixel"}), "Y": frozenset({"kanaler.pixel", "beslut"}),
    "Z": frozenset({"beslut"}), "R5": frozenset({"kanaler.pixel"}),
}
"""What some items and rules read; the others have nothing in common with any."""
Key = tuple[str, str]
"""An item and an object."""
Rules = Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
"""For each rule the items that decide it and the objects it concerns."""

WORLDS: dict[str, Rules] = {
    "one closed item": {"R1": (("A",), CHANNELS)},
    "two closed items in one rule": {"R1": (("A", "B"), CHANNELS)},
    "part and whole": {"R1": (("A",), CHANNELS), "R2": (("A", "B"), CHANNELS)},
    "the same item for one object less": {"R1": (("A",), CHANNELS), "R2": (("A",), CHANNELS[:-1])},
    "closed beside open": {"R1": (("A", "O"), CHANNELS), "R2": (("A",), CHANNELS)},
    "all open": {"R1": (("O",), CHANNELS), "R2": (("A",), CHANNELS)},
    "overlapping objects": {"R1": (("A",), CHANNELS[:3]), "R2": (("A", "B"), CHANNELS[1:])},
    "the same question for one object less": {"R1": (("Ö",), CHANNELS), "R2": (("Ä",), CHANNELS[:-1])},
    "too few objects": {"R1": (("A",), CHANNELS[:1]), "R2": (("B",), CHANNELS[:2])},
}


def catalogue(rules: Rules) -> Catalog:
    """As much of a catalogue as decides what is published; an item whose name begins with O is open."""
    items = sorted({item for used, _ in rules.values() for item in used})
    listed = {
        item: SimpleNamespace(
            id=item, disclosure=Disclosure.OPEN if item[0] == "O" else Disclosure.INTERNAL, applies_if="",
            decides=Decides.BOTH, method=Method.PREDICATE, obtained=Obtained.REGISTER)
        for item in items
    }
    made = SimpleNamespace(
        items=tuple(listed.values()), items_by_id=listed,
        items_of_rule={rule: tuple(listed[item] for item in used) for rule, (used, _) in rules.items()},
        rules=tuple(SimpleNamespace(id=rule, level=Level.MUST if n % 2 else Level.SHOULD) for n, rule in enumerate(rules)),
    )
    return cast("Catalog", made)


def run_of(rules: Rules, results: Mapping[Key, Status], exempt: frozenset[str] = frozenset()) -> Run:
    """The run in which each item came out so for each object, and these objects have an exemption from every rule."""
    items = tuple(
        ItemCell(item, SubjectKind.CHANNEL, subject, "2026", status, Reason.ROLLED_UP, valid=True,
                 obtained=Obtained.REGISTER, detail=f"internt om {subject}")
        for (item, subject), status in results.items()
    )
    cells = tuple(
        RuleCell(rule, SubjectKind.CHANNEL, subject, "2026",
                 combine(_exempted(results[item, subject], is_exempt=subject in exempt) for item in used),
                 Reason.ROLLED_UP, binding=True, obtained=(Obtained.REGISTER,), exemption="u" if subject in exempt else "")
        for rule, (used, subjects) in rules.items() for subject in subjects
    )
    findings = tuple(
        Finding(item, subject, f"fel hos {subject}", "") for (item, subject), status in results.items()
        if status is Status.NOT_MET
    )
    names = tuple((subject, f"Kanalen {subject}") for subject in CHANNELS)
    return Run("2026-01-01-abc", date(2026, 1, 1), "c", "e", "1", items, cells, findings, names)


def _exempted(status: Status, *, is_exempt: bool) -> Status:
    return Status.EXEMPT if is_exempt and status is Status.NOT_MET else status


def published_by(
    run: Run, rules: Rules, smallest: int = 2, reads: Mapping[str, frozenset[str]] | None = None
) -> Publication:
    """What is published of the run, where every item is decided by facts of each object's own."""
    catalog, known = catalogue(rules), READ if reads is None else reads
    read = {ident: known.get(ident, frozenset[str]()) for ident in {*catalog.items_by_id, *rules}}
    return public(run, catalog, smallest, tellable(catalog, Measures(read, frozenset(catalog.items_by_id))), ())


def every_run(
    rules: Rules, statuses: Sequence[Status], exempt: frozenset[str] = frozenset()
) -> list[tuple[Mapping[Key, Status], Publication]]:
    """All runs of a world, each with what it makes public."""
    keys = sorted({(item, subject) for used, subjects in rules.values() for item in used for subject in subjects})
    return [
        (results, published_by(run_of(rules, results, exempt), rules))
        for each in itertools.product(statuses, repeat=len(keys))
        for results in [dict(zip(keys, each, strict=True))]
    ]


def certainties(runs: list[tuple[Mapping[Key, Status], Publication]]) -> set[tuple[Key, Status]]:
    """Closed results that some publication gives away: all runs that give it agree on them."""
    told: dict[str, dict[Key, set[Status]]] = defaultdict(lambda: defaultdict(set))
    for results, publication in runs:
        seen = told[publication_to_json(publication)]
        for key, status in results.items():
            if key[0][0] != "O":
                seen[key].add(status)
    return {(key, *sorted(found)) for seen in told.values() for key, found in seen.items() if len(found) == 1}  # type: ignore[misc]


@pytest.mark.parametrize("world", WORLDS.values(), ids=WORLDS)
def test_no_publication_settles_a_closed_result(world: Rules) -> None:
    """Over every run of the world: whatever was published, each closed result may have been met or not."""
    assert certainties(every_run(world, (Status.MET, Status.NOT_MET))) == set()


@pytest.mark.parametrize("other", [Status.NOT_APPLICABLE, Status.NOT_ASSESSED])
@pytest.mark.parametrize("name", ["one closed item", "closed beside open", "too few objects"])
def test_no_publication_settles_a_closed_result_of_three_kinds(name: str, other: Status) -> None:
    """The same where a result may also be unknown, or say that the rule does not apply."""
    three = {rule: (items, subjects[:3]) for rule, (items, subjects) in WORLDS[name].items()}
    assert certainties(every_run(three, (Status.MET, other, Status.NOT_MET))) == set()


def _stale(cell: ItemCell) -> ItemCell:
    """The cell of an object whose evidence is old: nobody is found to comply by it."""
    return replace(cell, valid=False, status=Status.OUTDATED if cell.status is Status.MET else cell.status)


def _gone(cell: ItemCell) -> ItemCell:
    """The cell of an object whose evidence is gone: a failure that was known stands, and nothing else is known."""
    if cell.status is Status.NOT_MET:
        return replace(cell, reason=Reason.CARRIED)
    return replace(cell, status=Status.NOT_ASSESSED, reason=Reason.EVIDENCE_MISSING)


def test_who_is_only_judged_when_failing_is_not_counted() -> None:
    """Of those whom one item says nothing of, the failing ones alone would be judged."""
    rules = WORLDS["two closed items in one rule"]
    for failing in CHANNELS:
        results = {(item, subject): Status.NOT_MET if (item, subject) == ("A", failing) else Status.MET
                   for item in "AB" for subject in CHANNELS}
        run = run_of(rules, results)
        cells = tuple(replace(cell, status=Status.NOT_ASSESSED, reason=Reason.NEVER_CONFIRMED)
                      if cell.item == "B" and cell.subject == failing else cell for cell in run.item_cells)
        assert published_by(replace(run, item_cells=cells), rules).rule_totals == {}


@pytest.mark.parametrize("without", [_stale, _gone])
@pytest.mark.parametrize("count", range(1, len(CHANNELS) + 1))
@pytest.mark.parametrize("name", ["one closed item", "two closed items in one rule", "overlapping objects"])
def test_who_knows_whose_evidence_is_old_or_gone_is_told_nothing(
    name: str, count: int, without: Callable[[ItemCell], ItemCell]
) -> None:
    """Open rows tell whose it is. Neither how they came out nor how the others did is told by any total."""
    world = WORLDS[name]
    keys = sorted({(item, subject) for used, subjects in world.values() for item in used for subject in subjects})
    runs = []
    for each in itertools.product((Status.MET, Status.NOT_MET), repeat=len(keys)):
        results = dict(zip(keys, each, strict=True))
        run = run_of(world, results)
        cells = tuple(without(cell) if cell.subject in CHANNELS[:count] else cell for cell in run.item_cells)
        rules = tuple(
            replace(cell, status=combine(one.status for one in cells
                                         if one.subject == cell.subject and one.item in world[cell.rule][0]))
            for cell in run.rule_cells)
        runs.append((results, published_by(replace(run, item_cells=cells, rule_cells=rules), world)))
    assert certainties(runs) == set()
    assert any(published.rule_totals for _, published in runs) is (
        count <= len(CHANNELS) - SMALLEST and name != "overlapping objects")


@pytest.mark.parametrize("exempt", [CHANNELS[:1], CHANNELS[:2], CHANNELS[:3]])
@pytest.mark.parametrize("name", ["one closed item", "part and whole", "closed beside open"])
def test_exemptions_settle_no_result_of_another(name: str, exempt: tuple[str, ...]) -> None:
    """Also for one who knows who has an exemption: how the rest came out is not told by it."""
    found = certainties(every_run(WORLDS[name], (Status.MET, Status.NOT_MET), frozenset(exempt)))
    assert {subject for (_, subject), *_ in found} <= set(exempt)


OWN_WORLD: Rules = {"R1": (("T",), CHANNELS), "R2": (("OT",), CHANNELS)}
OWN_READ = {"T": frozenset({"kanaler.tvåfaktor"}), "OT": frozenset({"kanaler.tvåfaktor", "kanaler.pixel"})}


@pytest.mark.parametrize("world", [OWN_WORLD, dict(reversed(OWN_WORLD.items()))], ids=["closed first", "open first"])
def test_nothing_is_told_beyond_open_rows_that_read_the_same(world: Rules) -> None:
    """A closed item asks of one column and an open one of that and another: the rows are all that anybody learns."""
    told: dict[tuple[ItemCell, ...], set[str]] = defaultdict(set)
    for facts in itertools.product(itertools.product((True, False), repeat=2), repeat=len(CHANNELS)):
        results = {
            (item, subject): Status.MET if good else Status.NOT_MET
            for subject, (factor, pixel) in zip(CHANNELS, facts, strict=True)
            for item, good in (("T", factor), ("OT", factor and pixel))
        }
        published = published_by(run_of(world, results), world, reads=OWN_READ)
        told[published.item_cells["OT"]].add(publication_to_json(published))
        assert set(published.rule_totals) == {"R2"}
    assert [len(each) for each in told.values()] == [1] * 2 ** len(CHANNELS)


_CHANNELS = CHANNELS[:3]
_RULES = st.dictionaries(
    st.sampled_from(["R1", "R2", "R3"]),
    st.tuples(
        st.sets(st.sampled_from("ABO"), min_size=1).map(sorted).map(tuple),
        st.sets(st.sampled_from(_CHANNELS), min_size=1).map(sorted).map(tuple),
    ),
    min_size=1,
)


@given(_RULES)
def test_no_publication_of_a_drawn_world_settles_a_closed_result(world: Rules) -> None:
    """Any way for up to three rules to share two closed items and an open one over any of three objects."""
    assert certainties(every_run(world, (Status.MET, Status.NOT_MET))) == set()


def test_certainties_are_seen() -> None:
    """The tests above can fail: a total over one object settles it."""
    runs = every_run({"R1": (("A",), CHANNELS[:2])}, (Status.MET, Status.NOT_MET))
    told = [(results, replace(publication, withheld=(str(results),))) for results, publication in runs]
    assert len(certainties(told)) == 4


def _published(rules: Rules, results: Mapping[Key, Status], smallest: int = SMALLEST) -> Publication:
    return published_by(run_of(rules, results), rules, smallest)


def _mixed(item: str, failing: int, channels: Sequence[str] = CHANNELS) -> dict[Key, Status]:
    return {
        (item, subject): Status.NOT_MET if number < failing else Status.MET for number, subject in enumerate(channels)
    }


@pytest.mark.parametrize(("failing", "smallest", "is_told"), [
    pytest.param(0, 2, False, id="none fails"),
    pytest.param(4, 2, False, id="all fail"),
    pytest.param(1, 2, True, id="one fails"),
    pytest.param(1, 4, True, id="as many as are asked for"),
    pytest.param(1, 5, False, id="one too few"),
])
def test_total_over_a_closed_item(failing: int, smallest: int, *, is_told: bool) -> None:
    """It is told over enough objects that came out differently, and otherwise the rule is named as withheld."""
    results = _mixed("A", failing)
    published = _published({"R1": (("A",), CHANNELS)}, results, smallest)
    expected = {"R1": totals(run_of({"R1": (("A",), CHANNELS)}, results).rule_cells)} if is_told else {}
    assert published.rule_totals == expected
    assert published.withheld == (() if is_told else ("R1",))


@pytest.mark.parametrize(("statuses", "is_told"), [
    pytest.param((Status.EXEMPT, Status.NOT_MET, Status.NOT_MET, Status.NOT_MET), False, id="all failed, one exempt"),
    pytest.param((Status.EXEMPT, Status.MET, Status.MET, Status.MET), False, id="none else failed"),
    pytest.param((Status.EXEMPT, Status.EXEMPT, Status.EXEMPT, Status.EXEMPT), False, id="all exempt"),
    pytest.param((Status.EXEMPT, Status.EXEMPT, Status.NOT_MET, Status.MET), False, id="too few are left"),
    pytest.param((Status.EXEMPT, Status.NOT_MET, Status.MET, Status.MET), True, id="mixed without it"),
])
def test_exempt_objects_make_no_mixture_and_no_crowd(statuses: tuple[Status, ...], *, is_told: bool) -> None:
    """An exemption is for what fails, so the others must be enough and have come out differently by themselves."""
    by_channel = dict(zip(CHANNELS, statuses, strict=True))
    exempt = frozenset(subject for subject, status in by_channel.items() if status is Status.EXEMPT)
    results = {
        ("A", subject): Status.NOT_MET if subject in exempt else status for subject, status in by_channel.items()}
    rules: Rules = {"R1": (("A",), CHANNELS)}
    published = published_by(run_of(rules, results, exempt), rules, 3)
    assert published.withheld == (() if is_told else ("R1",))
    if is_told:
        assert published.rule_totals["R1"].cells == 3


def test_objects_that_a_rule_does_not_concern_make_no_crowd() -> None:
    """Four objects of which three are not concerned are one object."""
    results = dict.fromkeys(_mixed("A", 0), Status.NOT_APPLICABLE) | {("A", "k1"): Status.NOT_MET, ("A", "k2"): Status.MET}
    assert _published({"R1": (("A",), CHANNELS)}, results, 3).withheld == ("R1",)
    assert _published({"R1": (("A",), CHANNELS)}, results, 2).withheld == ()


@pytest.mark.parametrize(("second", "is_told"), [("Ä", False), ("Y", False), ("Z", True)])
@pytest.mark.parametrize("failing", [0, 1])
def test_items_that_read_anything_in_common_have_no_total(second: str, failing: int, *, is_told: bool) -> None:
    """Asked of fewer objects, or with another number in it, the same question would tell of those left out.

    So it is whatever came out, and also for what every object that was judged has in common.
    """
    published = _published(
        {"R1": (("Ö",), CHANNELS), "R2": ((second,), CHANNELS)}, _mixed("Ö", failing) | _mixed(second, 2))
    assert set(published.rule_totals) == ({"R2"} | ({"R1"} if failing else set()) if is_told else set())


@pytest.mark.parametrize("item", ["A", "O"])
def test_whom_a_rule_concerns_is_read(item: str) -> None:
    """Who is left out of a total tells as much as who is in it, also where the items are open."""
    published = _published({"R1": (("Ö",), CHANNELS), "R5": ((item,), CHANNELS)}, _mixed("Ö", 1) | _mixed(item, 2))
    assert published.withheld == ("R1", "R5")


def test_open_total_tells_of_no_condition() -> None:
    """Beside rows that are shown, a total tells for whom the rule's condition held, wherever the rule stands."""
    published = _published({"R5": (("O",), CHANNELS), "R1": (("A",), CHANNELS)}, _mixed("O", 2) | _mixed("A", 1))
    assert (set(published.rule_totals), published.withheld) == ({"R1"}, ("R5",))


def test_exemption_that_is_not_needed_hides_nobody() -> None:
    """Who has one and came out as met is known by the count of exemptions, which leaves three that all failed."""
    rules: Rules = {"R1": (("A",), CHANNELS)}
    run = run_of(rules, _mixed("A", 3), frozenset(CHANNELS[3:]))
    assert published_by(run, rules, 3).withheld == ("R1",)


@pytest.mark.parametrize("rules", [("R1", "R2"), ("R2", "R1")])
@pytest.mark.parametrize(("seen", "is_told"), [("kanaler.pixel", False), ("kanaler.nytta", True)])
def test_no_closed_total_reads_what_open_rows_do(seen: str, rules: tuple[str, str], *, is_told: bool) -> None:
    """The open rule may stand before it or after. A rule's condition may read nothing closed at all."""
    items = {"R1": ("A", "C"), "R2": ("O",)}
    world: Rules = {rule: (items[rule], CHANNELS) for rule in rules}
    results = _mixed("A", 1) | _mixed("C", 2) | _mixed("O", 1)
    for reader in ("A", "C", "R1"):
        read = {reader: frozenset({"kanaler.pixel"}), "O": frozenset({seen})}
        published = published_by(run_of(world, results), world, reads=read)
        assert published.withheld == (() if is_told and reader != "R1" else ("R1",))
        assert "R2" in published.rule_totals


def test_nothing_shown_is_a_hash_over_what_is_closed() -> None:
    """Who knows all but one cell could try each value of it against a hash until one is right."""
    rules: Rules = {"R1": (("O",), CHANNELS), "R2": (("A",), CHANNELS)}
    run = run_of(rules, _mixed("O", 1) | _mixed("A", 2))
    other = replace(run, id="2026-01-01-def", evidence_digest="f", inputs="i", previous="p", carried_from="q")
    first, second = (published_by(each, rules) for each in (run, other))
    assert first == second
    assert (first.run_id, first.evidence_digest, first.version) == ("", "", "1")


def test_objects_that_were_not_judged_make_no_crowd() -> None:
    """One object that was judged, among many that were not, is told of by the total."""
    results = dict.fromkeys(_mixed("A", 0), Status.NOT_ASSESSED) | {("A", "k1"): Status.NOT_MET, ("A", "k2"): Status.MET}
    assert _published({"R1": (("A",), CHANNELS)}, results, 3).withheld == ("R1",)
    assert _published({"R1": (("A",), CHANNELS)}, results, 2).withheld == ()


@pytest.mark.parametrize("judged", [Status.MET, Status.NOT_MET])
@pytest.mark.parametrize("other", [Status.NOT_ASSESSED, Status.OUTDATED, Status.NOT_APPLICABLE])
def test_unknown_results_do_not_hide_that_all_came_out_alike(judged: Status, other: Status) -> None:
    """That none failed, or all did, is told by the count whatever stands beside it."""
    results = dict.fromkeys(_mixed("A", 0), judged) | {("A", "k1"): other}
    assert _published({"R1": (("A",), CHANNELS)}, results).withheld == ("R1",)


@pytest.mark.parametrize("smallest", [4, 5])
def test_open_total_is_about_enough_objects(smallest: int) -> None:
    """A total over open items is told whatever came out, of objects enough."""
    published = _published({"R1": (("O",), CHANNELS)}, _mixed("O", 0), smallest)
    assert published.withheld == (() if smallest <= len(CHANNELS) else ("R1",))


@pytest.mark.parametrize("status", [Status.NOT_MET, Status.EXEMPT])
@pytest.mark.parametrize("item", ["O", "A"])
@pytest.mark.parametrize("few", [0, 1, 3])
def test_no_total_tells_of_an_item_that_its_rule_has_no_more(item: str, status: Status, few: int) -> None:
    """The rule has been given another item, open or closed, and what is known of the one before makes it fail."""
    rules: Rules = {"R1": ((item,), CHANNELS)}
    run = run_of(rules, _mixed(item, few))
    assert few == 0 or item == "A" or published_by(run, rules, 1).withheld == ()
    carried = tuple(replace(cell, status=status) if cell.subject == CHANNELS[-1] else cell for cell in run.rule_cells)
    assert published_by(replace(run, rule_cells=carried), rules, 1).withheld == ("R1",)


def test_sums_hold_nothing_but_the_totals_that_are_told() -> None:
    """What is left when the told totals are taken from a sum is nothing, whichever rule was withheld."""
    rules: Rules = {"R1": (("A",), CHANNELS), "R2": (("B",), CHANNELS), "R3": (("C",), CHANNELS[:1]), "R4": (("D",), CHANNELS)}
    published = _published(rules, _mixed("A", 1) | _mixed("B", 2) | _mixed("C", 1, CHANNELS[:1]) | _mixed("D", 3))
    assert set(published.rule_totals) == {"R1", "R2", "R4"}
    for status in Status:
        told = sum(each.count(status) for each in published.rule_totals.values())
        assert published.binding.count(status) + published.advisory.count(status) == told


def test_open_results_are_shown_without_what_was_found() -> None:
    """An open item shows each object's status; the detail, the findings and the names of other objects stay inside."""
    rules: Rules = {"R1": (("O",), CHANNELS[:2]), "R2": (("A",), CHANNELS)}
    published = _published(rules, _mixed("O", 1, CHANNELS[:2]) | _mixed("A", 1))
    assert [cell.status for cell in published.item_cells["O"]] == [Status.NOT_MET, Status.MET]
    assert published.subject_names == {"k1": "Kanalen k1", "k2": "Kanalen k2"}
    text = publication_to_json(published)
    for hidden in ("internt om", "fel hos", "Kanalen k3", "k4", '"A"'):
        assert hidden not in text
    assert (published.rule_cells, published.findings, published.exemptions, published.remedies, published.files) == ((),) * 5


def test_what_is_written_is_what_was_published() -> None:
    """The file that the build reads says the same; one that says something else is an error."""
    published = _published({"R1": (("O",), CHANNELS), "R2": (("A",), CHANNELS)}, _mixed("O", 1) | _mixed("A", 2))
    assert publication_from_json(publication_to_json(published)) == published
    for damage in ({"edition": "hemlig"}, {"as_of": "igår"}, {"rule_totals": []}, {"withheld": [3]}):
        with pytest.raises(ValueError, match=r"kan inte läsas|is not a valid|Invalid"):
            publication_from_json(_changed(publication_to_json(published), damage))


def _changed(text: str, change: Mapping[str, Any]) -> str:
    return json.dumps(json.loads(text) | change)


def test_how_closed_results_were_found_out_follows_from_the_items() -> None:
    """And not from which of them decided: how many rest on a person's word alone would tell how the others came out."""
    rules = {"R1": (("A", "B"), CHANNELS)}
    run = run_of(rules, {(item, subject): Status.NOT_MET if subject == CHANNELS[0] else Status.MET
                         for item in "AB" for subject in CHANNELS})
    told = replace(run, rule_cells=tuple(
        replace(cell, obtained=(Obtained.SELF_ASSESSMENT,)) for cell in run.rule_cells))
    shown = published_by(told, rules).rule_totals["R1"]
    assert (shown.count(Status.MET), shown.self_assessed) == (len(CHANNELS) - 1, 0)
