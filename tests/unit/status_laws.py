"""The six laws of the status algebra (DESIGN section 4), each as a predicate over one configuration.

The laws are kept apart from their tests so that the same law can be tried on the real algebra and on
algebras that are broken on purpose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import permutations, product

from regelratt.domain import status as algebra
from regelratt.domain.status import LEAF_STATUSES, Part, Status

UNKNOWN = (Status.NOT_ASSESSED, Status.OUTDATED, Status.ERROR)
"""Statuses that say that nobody knows."""

EVERY_PART = tuple(
    Part(outcome, valid, both) for outcome, valid, both in product(LEAF_STATUSES, (True, False), (True, False)))
"""All 24 parts: outcome x valid x what a clean result proves."""

APPLICABILITIES = (True, False, None)


@dataclass(frozen=True)
class Configuration:
    """One thing to judge: parts, whether the rule applies, and whether there is an exemption."""

    parts: tuple[Part, ...]
    applicable: bool | None = True
    exempt: bool = False

    def judged(self) -> Status:
        """The status; looked up at every call so that a broken judge is seen."""
        return algebra.judge(self.parts, applicable=self.applicable, exempt=self.exempt)


Law = Callable[[Configuration], bool]


def configurations(longest: int = 3) -> list[Configuration]:
    """Every configuration with up to `longest` parts."""
    return [
        Configuration(parts, applicable, exempt)
        for length in range(longest + 1)
        for parts in product(EVERY_PART, repeat=length)
        for applicable in APPLICABILITIES
        for exempt in (False, True)
    ]


def contributes(part: Part) -> bool:
    """True when the part counts: a valid clean result that proves nothing does not."""
    return not (part.outcome is Status.MET and part.valid and not part.decides_both)


def known(part: Part) -> Status:
    """What is known from the part today, written out without the code under test."""
    if not part.valid and part.outcome in (Status.MET, Status.NOT_APPLICABLE):
        return Status.OUTDATED
    return part.outcome


def no_silent_pass(case: Configuration) -> bool:
    """Law 1: a status better than *ej bedömt* rests on valid parts, and *uppfyllt* on one that proves it."""
    found = case.judged()
    if found >= Status.NOT_ASSESSED:
        return True
    if case.applicable is False:
        return found is Status.NOT_APPLICABLE
    if case.applicable is None or any(known(part) in UNKNOWN for part in case.parts):
        return False
    proving = [part for part in case.parts if contributes(part)]
    if found is Status.MET:
        return any(part.outcome is Status.MET for part in proving) and not _failing(case.parts)
    if found is Status.EXEMPT:
        return case.exempt and _failing(case.parts)
    return bool(proving) and all(part.outcome is Status.NOT_APPLICABLE for part in proving)


def _failing(parts: Sequence[Part]) -> bool:
    return any(part.outcome is Status.NOT_MET for part in parts)


def time_never_improves(case: Configuration) -> bool:
    """Law 2: letting any one part lapse never gives a better status."""
    before = case.judged()
    return all(
        replace(case, parts=(*case.parts[:index], replace(part, valid=False), *case.parts[index + 1:])).judged() >= before
        for index, part in enumerate(case.parts)
        if part.valid
    )


def losing_exemption_never_improves(case: Configuration) -> bool:
    """Law 3: without its exemption a cell is the same or worse, and the same unless something fails."""
    with_one, without = replace(case, exempt=True).judged(), replace(case, exempt=False).judged()
    return without >= with_one and (without is with_one or without is Status.NOT_MET)


def order_is_irrelevant(case: Configuration) -> bool:
    """Law 4: the parts may come in any order."""
    return len({replace(case, parts=parts).judged() for parts in permutations(case.parts)}) <= 1


def adding_never_improves(case: Configuration) -> bool:
    """Law 5: one evaluation more never betters a cell that already rests on something."""
    if not any(contributes(part) for part in case.parts):
        return True
    before = case.judged()
    return all(replace(case, parts=(*case.parts, part)).judged() >= before for part in EVERY_PART)


def exemption_never_hides(case: Configuration) -> bool:
    """Law 6: with an exemption a cell is at least as bad as its worst unknown part."""
    if case.applicable is False:
        return True
    exempted = replace(case, exempt=True).judged()
    if case.applicable is None:
        return exempted is Status.NOT_ASSESSED
    return all(exempted >= known(part) for part in case.parts if known(part) in UNKNOWN)


LAWS: dict[str, Law] = {
    "no silent pass": no_silent_pass,
    "time alone never improves": time_never_improves,
    "removing an exemption never improves": losing_exemption_never_improves,
    "order does not matter": order_is_irrelevant,
    "adding an evaluation never improves": adding_never_improves,
    "an exemption never hides an unknown": exemption_never_hides,
}
