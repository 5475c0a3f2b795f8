"""The search of what is to be published takes time in step with the text, however it is written."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.gate import Gate

_SMALL, _LARGE = 1_000, 4_000
"""Characters of a text, and of one four times as long."""
_MOST = 5.5
"""Times as many steps as the longer text may take: in step with the text it is four, by its square sixteen."""
_SEARCH = str(Path("regelratt/app/disclosure"))


def _steps(run: Callable[[], object]) -> int:
    """How many lines of the search are run, each turn of a loop counted."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if _SEARCH not in frame.f_code.co_filename:
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(("name", "unit"), [
    (name, unit) for unit in (
        "uppfyllt ", "uppfyllt\n", "Miljönämnden ", "Miljönämnden: ", "Påhittby bibliotek x uppfyllt ",
        "Status: godkänd | Ägare: Miljönämnden | ", "alla utom Miljönämnden ", "Påhittby bibliotek dispens ",
        "Påhittby bibliotek bryter mot ", "fann brister för ", "✓ ✗ ", "kraven är inte uppfyllda av ", "om det är uppfyllt ",
        "Påhittby bibliotek: brist - ", "Påhittby bibliotek ok ", "Miljönämnden fail ", "att tvåfaktor har ",
        "efterlevnad 58 ", "två kanaler saknar tvåfaktor ", "En kanal är underkänd. Det är Påhittby bibliotek. ",
        "flest brister har Påhittby bibliotek ", "Påhittby bibliotek lägst efterlevnad ", "Påhittby bibliotek ▇▇ ",
        "Påhittby bibliotek* *ej godkänd ", "är tvåfaktor på? nej ", "2026-05-18 09:44 ", "1 2 3 ", "070 174 ", "a @ b punkt ",
    ) for name in ("x.csv", "sida.html")
])
def test_time_is_in_step_with_the_text(name: str, unit: str, gate: Gate, tmp_path: Path) -> None:
    """Four times the text takes about four times the steps, also where no sentence ends."""
    def search(size: int) -> Callable[[], object]:
        # Something of its own, so that nothing is remembered from the other.
        return lambda: gate.said(tmp_path, {"name": name, "text": f"text {size} {unit * (size // len(unit))}"})
    small, large = _steps(search(_SMALL)), _steps(search(_LARGE))
    assert large <= _MOST * small, (small, large)
