"""Results in lists within lists, in quotations and under the first line of code, each a heading over what follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.gate import Gate

_ONE, _OTHER, _BOARD = "Påhittby skolor", "Påhittby bibliotek", "Socialnämnden"


def _list(*points: str | tuple[str, ...]) -> dict[str, str]:
    """Points, each with those below it."""
    told = "".join(
        f"<li><p>{point}</p></li>" if isinstance(point, str) else
        f"<li><p>{point[0]}</p><ul>{''.join(f'<li><p>{below}</p></li>' for below in point[1:])}</ul></li>"
        for point in points)
    return _page(f"<ul>{told}</ul>")


def _quote(*paragraphs: str) -> dict[str, str]:
    return _page(f"<blockquote><div>{''.join(f'<p>{each}</p>' for each in paragraphs)}</div></blockquote>")


def _page(text: str) -> dict[str, str]:
    return {"name": "sida.html", "text": f"<h1>Sida</h1>{text}"}


def _file(name: str, text: str) -> dict[str, str]:
    return {"name": f"_static/{name}", "text": text}


_LABELS = ["Bedömning 2026", "Resultat av kontrollen", "Status vid granskning", "Vår bedömning", "Granskad och godkänd"]
_CLOSED = [
    _list((_ONE, "Ej godkänd"), (_OTHER, "Godkänd")), _list(("Ej godkända", _ONE), ("Godkända", _OTHER)),
    _list(("Röda", _ONE), ("Gröna", _OTHER)), _list(("Brister", _ONE)), _list(("Följer inte riktlinjerna", _ONE)),
    _list((_ONE, "Poäng: 12")), _list((_ONE, "58 %"), (_OTHER, "70 %")), _list((_ONE, "Följsamhet: 21 av 36")),
    _list((_ONE, "Undantag: tvåfaktor")), _list(("Brister", f"{_ONE}: pixel", f"{_OTHER}: beskrivning")),
    _list(("Sköts kanalen så som riktlinjerna säger?", f"{_ONE}: 2 av 5")), _list((_BOARD, "Efterlevnad: 58 procent")),
    _quote("<strong>Ej godkända</strong>", _ONE), _quote("Saknar tvåfaktor", _ONE), _quote("Brister", f"{_ONE}: skärmdump"),
    _quote("TYR-5-1-01", f"{_BOARD}: U"), _quote("Påpekanden", f"{_ONE}: bilden"),
    _quote("Nöjdhet", f"{_ONE} 12"),
    *(_page(f"<h2>{name}</h2><p>{label}: nej</p>") for label in _LABELS for name in (_ONE, _BOARD)),
    *({**_list(f"{label}: nej"), "text": f"<h2>{_ONE}</h2>{_list(f'{label}: nej')['text']}"} for label in _LABELS),
    _page(f"<p>{_ONE}: nej (Sköts kanalen så som riktlinjerna säger?)</p>"), _page(f"<p>{_BOARD}: nej (K-TVAFAKTOR-PA)</p>"),
    _page(f"<pre>Poäng\n{_ONE} 12\n{_OTHER} 30</pre>"), _file("poang.csv", f"kanal;värde\n{_ONE};3\n"),
    _file("lista.json", f'{{"brister": {{"{_ONE}": ["beskrivning"]}}}}'),
    _file("foljer-inte-riktlinjerna.csv", f"namn\n{_ONE}\n"), _file("papekanden.csv", f"namn\n{_ONE}\n"),
]
_OPEN = [
    _list((_BOARD, "Budget: 58 mkr", "Antal ledamöter: 13")), _list(("Kontakt", f"{_BOARD}: Kansliet")),
    _list((_OTHER, "Öppet: 8–17", "Följ oss på Facebook"), (_ONE, "Läsårstider", "Lov")),
    _list(("Nämnder", _BOARD), ("Kanaler", _ONE, _OTHER)), _list(("Bäst just nu", "Boktips")),
    _quote("Välkommen till biblioteket", f"{_OTHER} har nya böcker."), _page(f"<h2>{_BOARD}</h2><p>Status: aktiv</p>"),
    _page(f"<h2>{_BOARD}</h2><p>Resultat 2025: 12,3 mkr</p>"), _page(f"<pre>{_OTHER}\n======\nVi har öppet.</pre>"),
    _page(f"<pre>{_OTHER} ▇▇▇\n{_ONE}  ▇▇</pre>".replace("<pre>", "<h2>Följare</h2><pre>")),
    _file("poang.csv", "lag;värde\nByns lag;3\n"),
]


@pytest.mark.parametrize("given", _CLOSED, ids=lambda given: f"{given['name']} {given['text']}")
def test_result_is_found(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """Whichever of the two is above: the name or the result."""
    assert "[regelratt.disclosed-result]" in gate.said(tmp_path, given)


@pytest.mark.parametrize("given", _OPEN, ids=lambda given: f"{given['name']} {given['text']}")
def test_ordinary_list_is_let_through(given: dict[str, str], gate: Gate, tmp_path: Path) -> None:
    """What municipalities tell of boards and channels."""
    assert gate.said(tmp_path, given) == ""
