"""What an edition is made of: a public total counts nobody whose closed evidence has an empty cell."""

from __future__ import annotations

from datetime import date
from unittest import mock

import pytest

from regelratt.app import publications
from regelratt.app.check import assess
from regelratt.domain.gaps import objects_with_gaps
from regelratt.domain.publication import Edition
from regelratt.domain.tellable import Measures
from tests.engine.scene import catalog, evidence, item, rows, rule
from tests.project import reference

_CONTENT = catalog(rule(), item("K-1", "central_administratör"), rule("PRV-2"), item("K-2", "nytta = 'stor'", prövar="PRV-2"))
_EVIDENCE = evidence(
    kanaler=rows("kanaler", *({"kanal_id": ident, "central_administratör": filled, "nytta": "stor", "nämnd_id": "N"}
                              for ident, filled in (("hel", True), ("nej", False), ("tom", None)))),
    inlägg=rows("inlägg", {"inlägg_id": "1", "kanal_id": "hel", "rättigheter_klara": None},
                {"inlägg_id": "2", "kanal_id": "nej", "rättigheter_klara": False}))


@pytest.mark.parametrize(("read", "lacking"), [
    ({"kanaler.central_administratör"}, {"tom"}), ({"kanaler.nytta"}, set()), ({"inlägg.rättigheter_klara"}, {"hel"}),
    ({"kanaler.central_administratör", "inlägg.rättigheter_klara"}, {"tom", "hel"}), ({"bekräftelser"}, set()), (set(), set()),
])
def test_an_empty_cell_is_a_gap_of_the_object_that_owns_the_row(read: set[str], lacking: set[str]) -> None:
    """In a row of its own, for the rules that are asked for; what is no is no gap."""
    measures = Measures({"K-1": frozenset(read), "K-2": frozenset({"kanaler.central_administratör"})}, frozenset())
    assert objects_with_gaps(_CONTENT, measures, _EVIDENCE, {"PRV-1"}) == {("PRV-1", each) for each in lacking}


def test_gaps_are_left_out_of_public_totals_alone() -> None:
    """The internal edition counts all."""
    project = reference()
    run = assess(project).run
    assert run is not None
    before = publications.publications_of(project, run)
    every = {(cell.rule, cell.subject) for cell in run.rule_cells}
    with mock.patch.object(publications, "objects_with_gaps", return_value=every):
        after = publications.publications_of(project, run)
    assert after[Edition.INTERNAL] == before[Edition.INTERNAL]
    assert len(after[Edition.PUBLIC].rule_totals) < len(before[Edition.PUBLIC].rule_totals)


@pytest.mark.parametrize(("as_of", "begun", "to_come"), [
    (date(2026, 9, 30), {"undantag-01", "undantag-07"}, {"undantag-08"}),
    (date(2026, 9, 13), {"undantag-01", "undantag-07"}, set()),
    (date(2026, 3, 31), {"undantag-01"}, {"undantag-07"}),
    (date(2026, 11, 1), {"undantag-01", "undantag-08"}, set()),
])
def test_exemptions_are_listed_from_their_decision(as_of: date, begun: set[str], to_come: set[str]) -> None:
    """With the first day, so that one that has not begun is told from one in force; before the decision nobody knew."""
    project = reference()
    run = assess(project, as_of).run
    assert run is not None
    listed = publications.publications_of(project, run)[Edition.INTERNAL].exemptions
    assert {each.id for each in listed if each.first > as_of} == to_come
    assert begun <= {each.id for each in listed if each.first <= as_of}
