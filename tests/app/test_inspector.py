"""The search for what may not be public, made in a process of its own: nothing is published without its answer.

Something small writes in place of Sphinx and Pagefind; the process that looks is the real one.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from regelratt.app import build
from regelratt.app.build import EDITIONS, build_site
from regelratt.app.check import assess
from regelratt.app.project import Project
from regelratt.app.publishing.inspector import Inspector
from regelratt.app.publishing.site_files import PAGES_FILE
from regelratt.app.refusal import RefusedError
from regelratt.domain.publication import Edition
from tests.project import write_project

_NUMBER = "811228-9874"
"""A personal number that the tax agency has set aside for tests."""


def _sphinx(text: str) -> Any:
    def run(_: object, __: object, folders: Mapping[Edition, Path]) -> Iterator[str]:
        for folder in folders.values():
            for name in ("html", "doctrees"):
                (folder / name).mkdir(parents=True)
            (folder / "html/index.html").write_text(f"<p>{text}</p>", encoding="utf-8")
            (folder / "doctrees" / PAGES_FILE).write_text(json.dumps(["index.html"]), encoding="utf-8")
            yield "klar"
    return run


def _pagefind(text: str) -> Any:
    def write(_: Path, work: Path, *__: object) -> None:
        (work / "_pagefind").mkdir()
        (work / "_pagefind/ord.txt").write_text(text, encoding="utf-8")
    return write


@pytest.mark.parametrize(("page", "index", "is_closed"), [
    ("ny", "ny", False), (_NUMBER, "ny", True), ("ny", _NUMBER, True),
])
def test_what_may_not_be_public_ends_the_build(tmp_path: Path, page: str, index: str, is_closed: bool) -> None:
    """A personal number on a page or in the search index alone: nothing of either edition is published."""
    project = Project(write_project(tmp_path, {}))
    run = assess(project).run
    assert run is not None
    with (
        mock.patch.object(build, "write_search_index", _pagefind(index)), mock.patch.object(build, "check_markup", return_value=[]),
    ):
        site = build_site(project, run, mock.Mock(build=_sphinx(page)), lambda _: None)
        if is_closed:
            with pytest.raises(RefusedError) as refused:
                list(site)
            assert all("Ett personnummer syns" in str(each) for each in refused.value.diagnostics)
        else:
            list(site)
    assert [(tmp_path / folder).exists() for folder in EDITIONS.values()] == [not is_closed] * len(EDITIONS)


def test_search_that_is_cut_off_has_found_nothing_well(tmp_path: Path) -> None:
    """A process that dies, from want of memory or killed, is a refusal and no silence."""
    pool = ProcessPoolExecutor(1, get_context("spawn"), os._exit, (1,))
    try:
        with pytest.raises(RefusedError) as refused:
            Inspector(pool, tmp_path).look_through({})()
    finally:
        pool.shutdown()
    [told] = refused.value.diagnostics
    assert "Genomsökningen av den publika utgåvan avbröts" in str(told)
    assert "Kör bygget igen" in str(told)
