"""Two runs of the same inputs: they must say the same, and what it means when they do not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from regelratt.app.places import LATEST
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location
from regelratt.domain.run import ItemCell, RuleCell, Run
from regelratt.domain.status import Reason
from regelratt.exports.run_files import RUN_FILE

Cell = ItemCell | RuleCell
"""An outcome of either kind."""

_TRANSIENT = frozenset({Reason.CHECK_TIMED_OUT, Reason.CHECK_FAILED})
"""Reasons that follow from the computer and its load, and not only from the inputs."""


def is_superseded(stored: Run, again: Run) -> bool:
    """True when all that differs are checks that failed or ran out of time in the stored run: those were no answers."""
    pairs = list(_differences(stored.item_cells, again.item_cells))
    return bool(pairs) and all(before is not None and before.reason in _TRANSIENT for before, _ in pairs)


def explain_difference(stored: Run, again: Run) -> Diagnostic:
    """The message that the same inputs gave something else now."""
    pairs = [*_differences(stored.item_cells, again.item_cells), *_differences(stored.rule_cells, again.rule_cells)]
    message = f"Samma innehåll och underlag som i kontrollen {stored.id} gav något annat nu"
    if pairs:
        before, after = pairs[0]
        cell = after or before
        assert cell is not None
        what = cell.item if isinstance(cell, ItemCell) else cell.rule
        said = f"{_word(before)} och nu {_word(after)}"
        message += f": {len(pairs)} utfall skiljer, och det första, {what} för {cell.subject}, är sparat som {said}"
    late = any(after is not None and after.reason in _TRANSIENT for _, after in pairs)
    remedy = "Kör om när datorn är mindre belastad, eller höj item-deadline." if late else \
        "Kör om; skiljer det igen är det ett fel i Regelrätt, så rapportera det med båda utfallen."
    return Diagnostic(Location((LATEST / RUN_FILE).as_posix()), Code.UNREPEATABLE_RUN, f"{message}.", remedy)


def _word(cell: Cell | None) -> str:
    return cell.status.word if cell else "inget"


def _differences(first: Sequence[Cell], second: Sequence[Cell]) -> Iterator[tuple[Cell | None, Cell | None]]:
    """Cells of the same question and object that are not alike, and those that only one has."""
    old = {_key(cell): cell for cell in first}
    new = {_key(cell): cell for cell in second}
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield old.get(key), new.get(key)


def _key(cell: Cell) -> tuple[str, str, str]:
    return cell.item if isinstance(cell, ItemCell) else cell.rule, cell.subject, cell.period
