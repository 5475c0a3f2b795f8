"""What is never told is never worked out, however many mistakes there are."""

from __future__ import annotations

from pathlib import Path

import pytest

from regelratt import diagnostics
from regelratt.loaders.csv_table import CsvText
from regelratt.loaders.evidence import load_evidence
from regelratt.loaders.mistakes import MOST_TOLD, Mistake, Mistakes
from tests.evidence.folder import write_evidence

ROWS = 2_000
WORST = {
    "files": {
        "nämnder.csv": "nämnd_id,namn,rättslig_grund\n" + "".join(f"N{number},,avtalet{number}\n" for number in range(ROWS))},
    "blocks": [{"objekt": '["N1"]'}],
}
"""Every row is wrong in two cells."""


def test_no_more_is_worked_out_than_is_told() -> None:
    """Beyond the bound mistakes are counted, and nobody asks what or where they are."""
    asked: list[int] = []

    def work_out(number: int) -> Mistake:
        asked.append(number)
        return number, 1, "Fel.", "Rätta."

    mistakes = Mistakes("a.csv")
    for number in range(1, MOST_TOLD + 51):
        mistakes.later(lambda each=number: work_out(each))  # type: ignore[misc]  # a lambda has no types to state
    assert asked == list(range(1, MOST_TOLD + 1))
    assert mistakes.all()[-1].message == "Filen har 50 fel till, som inte visas."


def test_places_and_near_words_are_sought_for_what_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file where every cell is wrong takes no more searches than the mistakes that are shown of it."""
    sought: list[str] = []
    place, near = CsvText.column_of, diagnostics.difflib.get_close_matches

    def column_of(text: CsvText, line: int, index: int) -> tuple[int, int]:
        sought.append("place")
        return place(text, line, index)

    def get_close_matches(*arguments: object, **named: object) -> object:
        sought.append("near")
        return near(*arguments, **named)  # type: ignore[call-overload]

    monkeypatch.setattr(CsvText, "column_of", column_of)
    monkeypatch.setattr(diagnostics.difflib, "get_close_matches", get_close_matches)
    write_evidence(tmp_path / "underlag", WORST)
    loaded = load_evidence(tmp_path / "underlag", "underlag")
    assert loaded.diagnostics[-1].message.endswith("som inte visas.") or len(loaded.diagnostics) == MOST_TOLD + 1
    assert sought.count("place") == MOST_TOLD
    assert sought.count("near") <= MOST_TOLD


def test_many_manifest_mistakes_seek_few_near_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A manifest that names hundreds of files that are not there compares few of them with those that are."""
    sought: list[object] = []
    monkeypatch.setattr(diagnostics.difflib, "get_close_matches", lambda *given, **_: sought.append(given) or [])
    absent = {"sha256": f'"{"0" * 64}"'}
    write_evidence(tmp_path / "underlag", {
        "files": {f"n{number}.csv": "nämnd_id,namn\n" for number in range(20)},
        "blocks": [{"fil": f'"m{number}.csv"', **absent} for number in range(300)]})
    load_evidence(tmp_path / "underlag", "underlag")
    assert len(sought) == diagnostics.MOST_SEARCHES
