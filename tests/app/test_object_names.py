"""What boards are called every day, by their rows in the evidence."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from regelratt.app.disclosure.evidence.object_names import ObjectNames
from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.domain.words import SubjectKind

_BOARDS = (
    ("namnd-bun", "Barn- och utbildningsnämnden", "barn- och utbildningsförvaltningen"),
    ("namnd-ks", "Kommunstyrelsen", "kommunledningsförvaltningen"), ("namnd-vn", "Valnämnden", "kommunledningsförvaltningen"),
    ("revisorer", "Revisorerna", ""),
)


@pytest.fixture(scope="module")
def names() -> ObjectNames:
    """The names of four boards, two of which share an administration."""
    rows = [{"nämnd_id": ident, "namn": name, "förvaltning": office} for ident, name, office in _BOARDS]
    evidence: Any = SimpleNamespace(
        subjects=lambda _kind: {}, rows=lambda table: iter(rows if table == SubjectKind.BOARD.table else ()))
    run: Any = SimpleNamespace(subject_names=[(ident, name) for ident, name, _ in _BOARDS])
    return ObjectNames(evidence, run)


@pytest.mark.parametrize("text", [
    "Barn- och utbildningsnämnden", "Barn & utbildningsnämnden", "barn och utbildningsnämnd", "Utbildningsnämndens",
    "Barn- och utbildning", "Barn- och utbildningsförvaltningen", "barn & utbildningsförvaltning­en", "BUN", "bun-beslut BUN",
    "Kommunstyrelse", "KS", "KS:s", "Valnämnd", "VN", "Revisorerna", "Kommunstyrelsen",
])
def test_board_is_named(text: str, names: ObjectNames) -> None:
    """By its name, parts of it, its administration or its letters."""
    plain = canonical(text)
    assert [*names.places(plain, words(plain))]


@pytest.mark.parametrize("text", [
    "barn", "utbildning", "kommun", "val", "bun", "ks", "Kommunledningsförvaltningen", "KS 2026/0193", "KS 12/26", "VNO", "R",
])
def test_nobody_is_named(text: str, names: ObjectNames) -> None:
    """Words of the language, small letters, cases, and an administration of several boards."""
    plain = canonical(text)
    assert not [*names.places(plain, words(plain))]
