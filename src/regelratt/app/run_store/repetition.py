"""Two runs of the same inputs: they must say the same, and what it means when they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location
from regelratt.domain.run import ItemCell, KnownFailure, RuleCell, Run
from regelratt.domain.status import Reason

Cell = ItemCell | RuleCell
"""An outcome of either kind."""

CellKind = TypeVar("CellKind", ItemCell, RuleCell)


def leaves_the_same(one: Run | None, other: Run | None) -> bool:
    """True when a run after the one carries what a run after the other would."""
    return _known(one) == _known(other)


def _known(run: Run | None) -> tuple[KnownFailure, ...]:
    return tuple(replace(each, found_in="") for each in run.known_failures) if run else ()


def is_superseded_by(stored: Run, again: Run) -> bool:
    """True when the stored run has no answer where the two differ: some check of it could not be carried out."""
    unanswered = {name.removesuffix("?") for name in stored.unanswered}
    pairs = _differences(stored.item_cells, again.item_cells)
    return bool(unanswered) and all(before is not None and before.item in unanswered for before, _ in pairs)


def explain_difference(stored: Run, again: Run, path: str) -> Diagnostic:
    """The message that the same inputs gave something else now; `path` is the stored run's file."""
    pairs: list[tuple[Cell | None, Cell | None]] = [
        *_differences(stored.item_cells, again.item_cells), *_differences(stored.rule_cells, again.rule_cells)]
    message = f"Samma innehåll och underlag som i kontrollen {stored.id} gav något annat nu"
    if pairs:
        before, after = pairs[0]
        cell = after or before
        assert cell is not None
        what = cell.item if isinstance(cell, ItemCell) else cell.rule
        said = f"{_word(before)} och nu {_word(after)}"
        message += f": {len(pairs)} utfall skiljer, och det första, {what} för {cell.subject}, är sparat som {said}"
    return Diagnostic(Location(path), Code.UNREPEATABLE_RUN, f"{message}.", _remedy(stored, again))


def _remedy(stored: Run, again: Run) -> str:
    new = set(again.unanswered) - set(stored.unanswered)
    if not new:
        return "Kör om; skiljer det igen är det ett fel i Regelrätt, så rapportera det med båda utfallen."
    cells: tuple[Cell, ...] = (*again.item_cells, *again.rule_cells)
    is_late = any(cell.reason is Reason.CHECK_TIMED_OUT for cell in cells)
    return f"Kör om när datorn {'är mindre belastad, eller höj item-deadline' if is_late else 'har mer ledigt minne'}."


def _word(cell: Cell | None) -> str:
    return cell.status.word if cell else "inget"


def _differences(
    first: Sequence[CellKind], second: Sequence[CellKind]
) -> Iterator[tuple[CellKind | None, CellKind | None]]:
    """Cells of the same question and object that are not alike, and those that only one has."""
    old: dict[tuple[str, str, str], CellKind] = {_key(cell): cell for cell in first}
    new: dict[tuple[str, str, str], CellKind] = {_key(cell): cell for cell in second}
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield old.get(key), new.get(key)


def _key(cell: Cell) -> tuple[str, str, str]:
    return cell.item if isinstance(cell, ItemCell) else cell.rule, cell.subject, cell.period
