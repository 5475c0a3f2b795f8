"""Coverage of a source: both real ones whole, and every kind of change to them found."""

from __future__ import annotations

from pathlib import Path

import pytest

from regelratt.app.coverage import Change, Coverage, SourceError, cover, read_source
from regelratt.app.project import Project
from regelratt.loaders.ledger import ledger_to_csv
from regelratt.loaders.source_text import split_statements
from tests.project import ROOT, reference, write_project
from tests.reference_sources import SEEDS, seed

HEADER = "avsnitt,nr,summa,objekt,skäl\n"
SOURCE = "1 Skydd\n\nSlå på tvåfaktor. Byt lösenord.\n\n- Lämna inte ut koden.\n"


def _ledger(text: str) -> str:
    """A ledger of the text: headings have a reason, all else is rendered by the rule."""
    lines = (
        f"1,{number},{each.digest},{'' if number == 1 else 'DOK-1-01'},{'rubrik' if number == 1 else ''}\n"
        for number, each in enumerate(split_statements(text), start=1)
    )
    return HEADER + "".join(lines)


def _small(root: Path, ledger: str) -> Project:
    return Project(write_project(root, {"policies/dok/liggare.csv": ledger}))


def _found(coverage: Coverage) -> list[tuple[Change, tuple[str, ...], tuple[str, ...]]]:
    return [(each.change, tuple(one.text for one in each.statements), each.objects) for each in coverage.differences]


@pytest.mark.parametrize("document", SEEDS)
def test_real_sources_are_covered(document: str) -> None:
    """Every statement of both guidelines is accounted for, and the right document is found by itself."""
    found = cover(reference(), read_source(seed(document)))
    assert found.document == document
    assert (found.covered, found.percent, found.differences, found.diagnostics) == (found.statements, 100, (), ())
    assert found.is_complete


@pytest.mark.parametrize("document", SEEDS)
def test_rows_of_the_real_ledgers_are_needed(document: str) -> None:
    """Take one row away, here every ninth in turn, and the source is no longer covered."""
    text = read_source(seed(document))
    project = Project(ROOT)
    whole = project.ledgers[document]
    for index in range(0, len(whole.rows), 9):
        rows = whole.rows[:index] + whole.rows[index + 1:]
        project.ledgers[document] = type(whole)(whole.document, whole.path, rows, ())
        found = cover(project, text, document)
        assert not found.is_complete
        assert [each.change for each in found.differences] == [Change.NEW]
        assert found.percent == 99


def test_changed_sentence_in_a_real_source(tmp_path: Path) -> None:
    """Weekly for daily: the statement is named with its place and the rule it touches."""
    copy = tmp_path / "kopia.txt"
    text = seed("TYR-2024").read_text("utf-8")
    assert text.count("hållas dagligen över") == 1
    copy.write_text(text.replace("hållas dagligen över", "hållas varje vecka över"), encoding="utf-8")
    found = cover(reference(), read_source(copy))
    [difference] = found.differences
    assert difference.change is Change.CHANGED
    assert difference.objects == ("TYR-6-4-04",)
    assert [row.section for row in difference.rows] == ["6.4"]
    assert "varje vecka" in difference.statements[0].text
    assert (found.covered, found.percent) == (found.statements - 1, 99)


def test_new_sentence_in_a_real_source() -> None:
    """An added duty is new, and its neighbour in the ledger is named."""
    text = seed("TYR-2024").read_text("utf-8").replace(
        "Vi följer kommunens skrivregler.", "Vi följer kommunens skrivregler. Vi svarar på fyra språk.")
    [difference] = cover(reference(), text).differences
    assert (difference.change, difference.objects) == (Change.NEW, ())
    assert [each.text for each in difference.statements] == ["Vi svarar på fyra språk."]
    assert difference.after is not None
    assert difference.after.objects == ("TYR-6-2-13",)


def test_removed_sentence_in_a_real_source() -> None:
    """A dropped statement leaves its rule without a source."""
    text = seed("TYR-2024").read_text("utf-8").replace("Politiska frågor hänvisas till partierna.", "")
    found = cover(reference(), text)
    [difference] = found.differences
    assert (difference.change, difference.statements) == (Change.REMOVED, ())
    assert difference.objects == ("TYR-6-2-08",)
    assert found.covered == found.statements
    assert not found.is_complete


def test_layout_makes_no_difference() -> None:
    """Wider spaces, other dashes, decomposed letters and soft hyphens are the same source."""
    text = seed("TYR-2024").read_text("utf-8")
    again = text.replace(" ", "  ").replace("\n- ", "\n• ").replace("å", "a\u030a").replace("tt", "t\u00adt")
    assert again != text
    assert cover(reference(), again).is_complete


def test_small_source_is_covered(tmp_path: Path) -> None:
    """Rendered statements and those with a reason are counted apart."""
    found = cover(_small(tmp_path, _ledger(SOURCE)), SOURCE)
    assert (found.statements, found.rendered, found.reasoned, found.percent) == (4, 3, 1, 100)
    assert found.is_complete


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(SOURCE.replace("Byt", "Byt aldrig"), [(Change.CHANGED, ("Byt aldrig lösenord.",), ("DOK-1-01",))],
                     id="changed"),
        pytest.param(SOURCE + "Slut.", [(Change.NEW, ("Slut.",), ())], id="new last"),
        pytest.param("Först.\n" + SOURCE, [(Change.NEW, ("Först.",), ())], id="new first"),
        pytest.param(SOURCE.replace("Byt lösenord.", ""), [(Change.REMOVED, (), ("DOK-1-01",))], id="removed"),
        pytest.param(SOURCE.replace("Byt lösenord.", "Byt lösenord ofta. Byt kod."),
                     [(Change.CHANGED, ("Byt lösenord ofta.", "Byt kod."), ("DOK-1-01",))], id="one became two"),
        pytest.param(SOURCE.replace("1 Skydd", "1 Säkerhet"), [(Change.CHANGED, ("1 Säkerhet",), ())],
                     id="changed heading"),
    ],
)
def test_what_has_happened(
    tmp_path: Path, text: str, expected: list[tuple[Change, tuple[str, ...], tuple[str, ...]]]
) -> None:
    """Each difference says what it is, in which statements, and what they were rendered by."""
    found = cover(_small(tmp_path, _ledger(SOURCE)), text)
    assert _found(found) == expected
    assert not found.is_complete


def test_statement_without_object_or_reason_is_not_covered(tmp_path: Path) -> None:
    """An empty row covers nothing: it is listed, counted off, and a mistake in the ledger."""
    ledger = _ledger(SOURCE).replace("DOK-1-01", "", 1)
    found = cover(_small(tmp_path, ledger), SOURCE)
    assert _found(found) == [(Change.UNCOVERED, ("Slå på tvåfaktor.",), ())]
    assert (found.covered, found.percent, len(found.diagnostics)) == (3, 75, 1)


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_nothing_is_never_whole(tmp_path: Path, text: str) -> None:
    """An empty source is not covered, whatever the ledger says."""
    found = cover(_small(tmp_path, HEADER), text, "DOK-1")
    assert (found.percent, found.is_complete) == (0, False)


def test_likest_document_is_chosen(tmp_path: Path) -> None:
    """Without a document the one that shares most statements is meant; with none shared nothing is guessed."""
    project = _small(tmp_path, _ledger(SOURCE))
    assert cover(project, SOURCE + "Ännu en.").document == "DOK-1"
    with pytest.raises(SourceError, match="--document"):
        cover(project, "Något helt annat.")
    with pytest.raises(SourceError, match=r"DOK-2 finns inte\. Menade du DOK-1"):
        cover(project, SOURCE, "DOK-2")


def test_document_without_ledger(tmp_path: Path) -> None:
    """A document that was asked for and has no ledger is a mistake that says which file is missing."""
    project = Project(write_project(tmp_path, {}))
    with pytest.raises(SourceError, match="liggare"):
        cover(project, SOURCE)
    [found] = cover(project, SOURCE, "DOK-1").diagnostics
    assert found.location.path == "policies/dok/liggare.csv"


def test_ledger_can_be_made_anew() -> None:
    """The real ledgers are as the writer makes them, byte for byte."""
    for document, ledger in reference().ledgers.items():
        written = (ROOT / ledger.path).read_text("utf-8")
        assert ledger_to_csv(ledger.rows) == written, document


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", "Källa på fransyska".encode("latin-1")])
def test_source_that_is_no_text(tmp_path: Path, raw: bytes) -> None:
    """Another encoding is refused with a message, not guessed at."""
    (tmp_path / "x.txt").write_bytes(raw)
    with pytest.raises(SourceError, match="UTF-8"):
        read_source(tmp_path / "x.txt")
