"""Delegations: for whom, from when and until when one role acts for another."""

from __future__ import annotations

from datetime import date

import pytest

from regelratt.domain.decision import delegations, roles_for
from tests.engine.scene import evidence, rows

_GIVEN = rows(
    "beslut",
    {"beslut_id": "D1", "objekt_id": "K1", "slag": "delegation", "datum": date(2026, 3, 1), "roll": "chef",
     "till_roll": "redaktör", "upphävt": date(2026, 3, 10)},
    {"beslut_id": "D2", "objekt_id": "N1", "slag": "delegation", "datum": date(2026, 3, 1), "roll": "redaktör",
     "till_roll": "praktikant"},
    {"beslut_id": "D3", "objekt_id": "K1", "slag": "start", "datum": date(2026, 3, 1), "roll": "chef",
     "till_roll": "alla"},
)


@pytest.mark.parametrize(("role", "owners", "day", "others"), [
    ("chef", ["K1", "N1"], date(2026, 2, 28), set()),
    ("chef", ["K1", "N1"], date(2026, 3, 1), {"redaktör"}),
    ("chef", ["K1", "N1"], date(2026, 3, 9), {"redaktör"}),
    ("chef", ["K1", "N1"], date(2026, 3, 10), set()),
    ("chef", ["K2", "N1"], date(2026, 3, 5), set()),
    ("redaktör", ["K1", "N1"], date(2027, 3, 5), {"praktikant"}),
    ("redaktör", ["K1"], date(2026, 3, 5), set()),
])
def test_roles_that_act(role: str, owners: list[str], day: date, others: set[str]) -> None:
    """From the day of the decision until the day before it is revoked; what is delegated is not delegated further."""
    assert roles_for(role, owners, day, list(delegations(evidence(beslut=_GIVEN)))) == {role, *others}
