"""Results that are told of channels and boards, and honest texts with the same words: each in the list of its kind."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.attacks.corpus import HERE
from tests.gate import Gate

_FEWEST = 40


def _listed(kind: str) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = yaml.safe_load((HERE / "told" / f"{kind}.yaml").read_text(encoding="utf-8"))
    return listed


LEAKS, HONEST = _listed("leaks"), _listed("honest")


def _whats(listed: list[dict[str, Any]]) -> list[str]:
    return [each["what"] for each in listed]


def _as_file(given: dict[str, Any]) -> dict[str, Any]:
    """The file that an entry describes."""
    heading = f"<h2>{given['heading']}</h2>" if "heading" in given else ""
    rows = "".join(
        f"<tr>{''.join(f'<{tag}>{cell}</{tag}>' for cell in row.split('|'))}</tr>"
        for row, tag in zip(given.get("rows", ()), ("th", *["td"] * len(given.get("rows", ()))), strict=False))
    points = "".join(f"<li><p>{point}</p></li>" for point in given.get("points", ()))
    terms = "".join(
        f"<dt>{term}</dt><dd><p>{text}</p></dd>" for term, text in (each.split("|") for each in given.get("terms", ())))
    lists = (f"<{tag}>{inner}</{tag}>" for tag, inner in (("table", rows), ("ul", points), ("dl", terms)) if inner)
    text = "".join((heading, *lists, given.get("text", "")))
    is_page = "name" not in given
    return {"name": given.get("name", "sida.html"), "text": f"<section>{text}</section>" if is_page else text}


def test_lists_are_long_and_each_is_told_apart() -> None:
    """Both kinds are many, and no two have the same description."""
    for listed in (LEAKS, HONEST):
        assert len(listed) >= _FEWEST
        assert len(set(_whats(listed))) == len(listed)


@pytest.mark.parametrize("given", LEAKS, ids=_whats(LEAKS))
def test_result_is_found(given: dict[str, Any], gate: Gate, tmp_path: Path) -> None:
    """The wall stops what tells how it went for an object under the checks."""
    assert "Utfallet" in gate.said(tmp_path, _as_file(given))


@pytest.mark.parametrize("given", HONEST, ids=_whats(HONEST))
def test_honest_text_is_let_through(given: dict[str, Any], gate: Gate, tmp_path: Path) -> None:
    """The wall says nothing of what has another subject, or is about something else."""
    assert gate.said(tmp_path, _as_file(given)) == ""
