"""Our text is our own: no run of nine words stands both in it and in a source or a statute."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from tests.content.own_words import RUN, runs, shared_runs, titles, words_of
from tests.project import ROOT, reference
from tests.reference_sources import SEEDS, seed, shared

OURS = ("policies", "checklists", "docs")


@cache
def _exempt() -> set[tuple[str, ...]]:
    """The official titles of laws: they are names and cannot be put otherwise."""
    return titles(law.title for law in reference().catalog.laws)


def _runs(paths: list[Path]) -> set[tuple[str, ...]]:
    return {run for path in paths for run in runs(words_of(path.read_text("utf-8"), _exempt()))}


def _copied(theirs: set[tuple[str, ...]]) -> list[str]:
    pages = [page for part in OURS for page in sorted((ROOT / part).rglob("*.md"), key=str)] + [ROOT / "index.md"]
    assert len(pages) > 50
    return [
        f"{page.relative_to(ROOT)}: {run}"
        for page in pages for run in shared_runs(page.read_text("utf-8"), theirs, _exempt())
    ]


@pytest.mark.parametrize("document", SEEDS)
def test_nothing_is_copied_from_a_source(document: str) -> None:
    """The guidelines are rendered in other words."""
    theirs = _runs([seed(document)])
    assert len(theirs) > 500
    assert _copied(theirs) == []


def test_nothing_is_copied_from_a_statute() -> None:
    """The law is paraphrased too, wherever its text is at hand."""
    statutes = sorted(shared("statutes").rglob("*.md"))
    assert len(statutes) > 20
    theirs = _runs(statutes)
    assert len(theirs) > 50_000
    assert _copied(theirs) == []


@pytest.mark.parametrize("document", SEEDS)
def test_every_planted_run_is_found(document: str) -> None:
    """Nine words in a row from anywhere in a source are found in a page of ours, whatever the markup and case."""
    words = words_of(seed(document).read_text("utf-8"), _exempt())
    theirs = set(runs(words))
    page = (ROOT / "index.md").read_text("utf-8")
    for run in sorted(theirs)[::25]:
        planted = f"- **{run[0].upper()}**, [{run[1]}](#L-TF) " + "\n  ".join(run[2:])
        assert shared_runs(f"{page}\n\n{planted}.\n", theirs, _exempt()) == [" ".join(run)]


def test_where_a_run_begins_and_ends() -> None:
    """Nine words count and eight do not; longer runs are told once; an exempt title breaks a run."""
    source = "ett två tre fyra fem sex sju åtta nio tio"
    theirs = set(runs(words_of(source)))
    assert len(theirs) == 2
    assert shared_runs("Säg ett två tre fyra fem sex sju åtta!", theirs, set()) == []
    assert shared_runs("Säg ett två tre fyra fem sex sju åtta nio!", theirs, set()) == [source.removesuffix(" tio")]
    assert shared_runs(f"Säg {source}. Och sedan {source}.", theirs, set()) == [source, source]
    assert shared_runs(source, theirs, {("fyra", "fem")}) == []
    assert RUN == 9


def test_titles_are_exempt_in_both_forms() -> None:
    """A law's official title may stand whole, also as `lagen ...`, but nothing more of the law."""
    title = "Lag (2018:218) med kompletterande bestämmelser till EU:s dataskyddsförordning"
    theirs = set(runs(words_of(f"{title} gäller för alla som är där och alla andra")))
    exempt = titles([title])
    assert shared_runs(f"Se {title.lower()} om det.", theirs, exempt) == []
    assert shared_runs(title.replace("Lag", "Läs lagen"), theirs, exempt) == []
    assert shared_runs(f"{title} gäller för alla som är där och alla andra", theirs, exempt) != []
