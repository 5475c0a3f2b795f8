"""The six laws of DESIGN section 4: exhaustively for up to three parts, with Hypothesis for more."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.domain.status import Part, Status, judge
from tests.unit.status_laws import (
    EVERY_PART,
    LAWS,
    Configuration,
    adding_never_improves,
    configurations,
    contributes,
    known,
)

SMALL = configurations(2)
"""Every configuration with at most two parts, with each applicability, with and without exemption."""

TRIPLES = [case for case in configurations(3) if len(case.parts) == 3 and case.applicable is True]
"""Every configuration of three parts that applies."""

LONG = st.builds(
    Configuration,
    st.lists(st.sampled_from(EVERY_PART), min_size=4, max_size=30).map(tuple),
    st.sampled_from([True, False, None]),
    st.booleans(),
)


@pytest.mark.parametrize("law", LAWS)
def test_law_holds_for_every_configuration(law: str) -> None:
    """No configuration of up to three parts breaks the law."""
    holds = LAWS[law]
    # The law about additions adds a part of its own, so pairs make its triples.
    tried = SMALL if holds is adding_never_improves else [*SMALL, *TRIPLES]
    assert next((case for case in tried if not holds(case)), None) is None


@pytest.mark.parametrize("law", [law for law in LAWS if law != "order does not matter"])
@given(case=LONG)
def test_law_holds_for_many_parts(law: str, case: Configuration) -> None:
    """No longer configuration breaks the law."""
    assert LAWS[law](case)


@given(case=LONG, seed=st.integers(0, 1000))
def test_order_does_not_matter_for_many_parts(case: Configuration, seed: int) -> None:
    """A shuffled configuration has the same status; all permutations would be too many."""
    shuffled = list(case.parts)
    random.Random(seed).shuffle(shuffled)
    assert Configuration(tuple(shuffled), case.applicable, case.exempt).judged() is case.judged()


def test_every_configuration_was_tried() -> None:
    """The enumeration is as large as it should be: 24 parts, three applicabilities, two exemptions."""
    assert len(EVERY_PART) == 24
    assert len(set(SMALL)) == (1 + 24 + 24**2) * 6
    assert len(set(TRIPLES)) == 24**3 * 2


def test_judge_is_its_definition() -> None:
    """Every configuration gives what the design's equations give, written out a second time."""
    wrong = [case for case in (*SMALL, *TRIPLES) if case.judged() is not _defined(case)]
    assert wrong == []


def _defined(case: Configuration) -> Status:
    if case.applicable is None:
        return Status.NOT_ASSESSED
    if case.applicable is False:
        return Status.NOT_APPLICABLE
    ranks = []
    for part in case.parts:
        if contributes(part):
            status = known(part)
            ranks.append(2 if case.exempt and status is Status.NOT_MET else int(status))
    return Status(sorted(ranks)[-1]) if ranks else Status.NOT_ASSESSED


def test_parts_may_come_from_any_iterable() -> None:
    """A generator is read once and judged like a list."""
    parts = [Part(Status.MET), Part(Status.NOT_MET)]
    assert judge(part for part in parts) is judge(parts) is Status.NOT_MET
