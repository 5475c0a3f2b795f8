"""Guards on the laws themselves: an algebra broken on purpose must break the law that forbids it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from regelratt.domain import status as algebra
from regelratt.domain.status import Part, Status, age, combine, judge
from tests.unit.status_laws import LAWS, configurations

CASES = configurations(2)


def _ages_nothing(status: Status, *, valid: bool) -> Status:
    return status


def _ages_everything(status: Status, *, valid: bool) -> Status:
    return status if valid else Status.OUTDATED


def _ages_only_met(status: Status, *, valid: bool) -> Status:
    return Status.OUTDATED if not valid and status is Status.MET else status


def _ages_to_not_assessed_then_met(status: Status, *, valid: bool) -> Status:
    return Status.MET if not valid and status is Status.NOT_ASSESSED else age(status, valid=valid)


def _best(statuses: Iterable[Status]) -> Status:
    return min(statuses, default=Status.NOT_ASSESSED)


def _vacuously_met(statuses: Iterable[Status]) -> Status:
    return max(statuses, default=Status.MET)


def _first(statuses: Iterable[Status]) -> Status:
    return next(iter(statuses), Status.NOT_ASSESSED)


def _latest(statuses: Iterable[Status]) -> Status:
    return (list(statuses) or [Status.NOT_ASSESSED])[-1]


def _majority(statuses: Iterable[Status]) -> Status:
    found = sorted(statuses)
    return found[len(found) // 2] if found else Status.NOT_ASSESSED


def _overrides_the_result(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    found = judge(parts, applicable=applicable)
    return Status.EXEMPT if exempt and found is Status.NOT_MET else found


def _exempts_everything(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    return Status.EXEMPT if exempt else judge(parts, applicable=applicable)


def _exemption_drops_the_part(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    kept = [part for part in parts if not (exempt and part.outcome is Status.NOT_MET)]
    return judge(kept, applicable=applicable)


def _exemption_makes_worse(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    found = judge(parts, applicable=applicable, exempt=exempt)
    return Status.NOT_MET if exempt and found is Status.MET else found


def _unknown_applies(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    return judge(parts, applicable=applicable is not False, exempt=exempt)


def _unknown_does_not_apply(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    return judge(parts, applicable=bool(applicable), exempt=exempt)


def _clean_always_proves(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    return judge([Part(part.outcome, part.valid) for part in parts], applicable=applicable, exempt=exempt)


def _skips_errors(parts: Iterable[Part], *, applicable: bool | None = True, exempt: bool = False) -> Status:
    return judge([part for part in parts if part.outcome is not Status.ERROR], applicable=applicable, exempt=exempt)


PASS, TIME, LOSING, ORDER, ADDING, HIDING = LAWS

MUTANTS: list[tuple[str, Callable[..., Status], set[str]]] = [
    ("age", _ages_nothing, {PASS}),
    ("age", _ages_everything, {TIME}),
    ("age", _ages_only_met, {PASS}),
    ("age", _ages_to_not_assessed_then_met, {TIME, PASS}),
    ("combine", _best, {PASS, ADDING}),
    ("combine", _vacuously_met, {PASS}),
    ("combine", _first, {ORDER, PASS}),
    ("combine", _latest, {ORDER, ADDING}),
    ("combine", _majority, {ADDING}),
    ("judge", _overrides_the_result, {HIDING, PASS}),
    ("judge", _exempts_everything, {HIDING, PASS}),
    ("judge", _exemption_drops_the_part, {PASS}),
    ("judge", _exemption_makes_worse, {LOSING}),
    ("judge", _unknown_applies, {PASS}),
    ("judge", _unknown_does_not_apply, {PASS, HIDING}),
    ("judge", _clean_always_proves, {PASS}),
    ("judge", _skips_errors, {PASS, HIDING}),
]


@pytest.mark.parametrize(("target", "mutant", "broken"), MUTANTS, ids=[mutant.__name__.strip("_") for _, mutant, _ in MUTANTS])
def test_broken_algebra_breaks_its_law(
    target: str, mutant: Callable[..., Status], broken: set[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each of the named laws finds a counterexample in the broken algebra."""
    monkeypatch.setattr(algebra, target, mutant)
    silent = {law for law in broken if all(LAWS[law](case) for case in CASES)}
    assert silent == set()


def test_every_law_can_fail() -> None:
    """There is a mutant for each of the six laws, so none of them is true of everything."""
    assert set().union(*(broken for _, _, broken in MUTANTS)) == set(LAWS)


def test_mutants_leave_the_algebra_whole() -> None:
    """After the mutants the real functions are back."""
    assert (algebra.age, algebra.combine, algebra.judge) == (age, combine, judge)
