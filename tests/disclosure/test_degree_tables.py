"""Numbers whose own column says only how they are counted, in tables under headings that ask how it went."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate

_ONE, _BOARD = "Påhittby skolor", "Miljönämnden"
_ABOVE = ["Efterlevnad", "Efterlevnad i år", "Följsamhet till riktlinjerna", "Uppfyllelsegrad"]
_HEADS = ["Andel|58 %", "Rang|18", "Medel|58 %", "Förändring|58 %", "Snitt|58 %", "Andel 2026|58", "Nivå|hög", "%|58",
          "Andel i procent|58", "Plats|3:a", "Nivå|▇▇▇"]


def _page(above: str, *rows: str) -> dict[str, str]:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows)
    return {"name": "sida.html", "text": f"<section>{above}<table>{cells}</table></section>"}


def _under(title: str, given: str, name: str) -> dict[str, str]:
    head, value = given.split("|")
    return _page(f"<h1>{title}</h1>", f"Namn|{head}", f"{name}|{value}")


_CLOSED = [
    *(_under(title, given, name) for title in _ABOVE for given in _HEADS for name in (_ONE, _BOARD)),
    _page("<h1>Efterlevnad</h1><h2>Nämnder</h2>", "Nämnd|Andel", f"{_BOARD}|58 %"),
    _page("<h1>Efterlevnad</h1>", "Mått|Miljönämnden", "Andel|58 %"),
    _page("<h1>Efterlevnad</h1>", "Kanal|Inlägg", f"{_ONE}|58 %"),
    _page("<h1>Granskning 2026</h1>", "Kanal|Snitt", f"{_ONE}|58 %"),
    _page("<h1>Resultat av granskningen</h1>", "Kanal|Rang", f"{_ONE}|3"),
    {"name": "sida.html", "text": "<table><caption>Följsamhet till riktlinjerna</caption><tr><td>Nämnd</td><td>Medel</td>"
                                  f"</tr><tr><td>{_BOARD}</td><td>58 %</td></tr></table>"},
    *({"name": f"_static/efterlevnad/{called}.csv", "text": "år;andel\n2025;51 %\n2026;58 %\n"}
      for called in ("pahittby-skolor", "miljonamnden")),
    {"name": "_static/efterlevnad.csv", "text": f"nämnd;andel\n{_BOARD};58 %\n"},
    {"name": "_static/efterlevnad.json", "text": f'{{"nämnd": "{_BOARD}", "andel": 58}}'},
]
_OPEN = [
    _page("<h1>Efterlevnad</h1>", "Nämnd|Antal kanaler", f"{_BOARD}|7"),
    _page("<h1>Efterlevnad</h1>", "Nämnd|Vecka", f"{_BOARD}|40"),
    _page("<h1>Efterlevnad</h1>", "Nämnd|Andel", f"{_BOARD}|redovisas i maj"),
    _page("<h1>Efterlevnad</h1>", "Kanal|Följare|Inlägg", f"{_ONE}|540|12"),
    _page("<h1>Efterlevnad</h1><p>Alla.</p><h1>Budget</h1>", "Nämnd|Andel", f"{_BOARD}|58 %"),
    _page("<h1>Efterlevnad av miljöbalken</h1>", "Nämnd|Andel", f"{_BOARD}|58 %"),
    _page("<h1>Resultat 2025</h1>", "Kanal|Följare|Ökning", f"{_ONE}|540|11 %"),
    _page("<h1>Granskning 2025</h1><h2>Antal följare</h2>", "Kanal|Ökning", f"{_ONE}|11 %"),
    _page("<h1>Resultat</h1>", "Nämnd|Andel", f"{_BOARD}|58 %"),
    _page("<h1>Budget</h1>", "Nämnd|Andel", f"{_BOARD}|58 %"),
    _page("<h1>Följare</h1>", "Kanal|Snitt", f"{_ONE}|11 %"),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: given["text"])
def test_number_is_of_what_stands_above(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Under any heading that the table stands under, its caption, and what the file is called."""
    assert "[regelratt.disclosed-result]" in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: given["text"])
def test_other_numbers_are_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """What counts something else, and what stands under a heading of something else."""
    assert gate.said(tmp_path, given) == ""
