"""The search for what may not be public, made in a process of its own: nothing is published without its answer.

Something small writes in place of Sphinx and Pagefind; the process that looks is the real one.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from regelratt.app import build
from regelratt.app.build import EDITIONS, site_builder
from regelratt.app.check import assess
from regelratt.app.project import Project
from regelratt.app.publishing.inspector import Inspector, search_process
from regelratt.app.publishing.site_files import PAGES_FILE
from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location
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


@pytest.mark.parametrize(("page", "index", "place"), [
    ("ny", "ny", ""), (_NUMBER, "ny", "index.md"), ("ny", _NUMBER, "_pagefind/ord.txt"), (_NUMBER, _NUMBER, "index.md"),
])
def test_what_may_not_be_public_ends_the_build(tmp_path: Path, page: str, index: str, place: str) -> None:
    """A personal number on a page or in the search index alone: nothing of either edition is published.

    What the index has from a page is told of the page.
    """
    project = Project(write_project(tmp_path, {}))
    run = assess(project).run
    assert run is not None
    with (
        mock.patch.object(build, "write_search_index", _pagefind(index)), mock.patch.object(build, "check_markup", return_value=[]),
        site_builder(project, mock.Mock(build=_sphinx(page))) as builder,
    ):
        site = builder.build(run, lambda _: None)
        if place:
            with pytest.raises(RefusedError) as refused:
                list(site)
            assert all("Ett personnummer syns" in str(each) for each in refused.value.diagnostics)
            assert {each.location.path for each in refused.value.diagnostics} == {place}
        else:
            list(site)
    assert [(tmp_path / folder).exists() for folder in EDITIONS.values()] == [not place] * len(EDITIONS)


class _Deadly:
    """What ends the process that reads it, before it has read all that is sent."""

    def __reduce__(self) -> tuple[object, tuple[int]]:
        return os._exit, (1,)


@pytest.mark.parametrize("size", [0, 5_000_000], ids=["small", "more than a pipe holds"])
def test_search_that_is_cut_off_has_found_nothing_well(tmp_path: Path, size: int) -> None:
    """A process that dies, from want of memory or killed, is a refusal: no silence, and nothing that waits without end."""
    known: Any = (_Deadly(), "x" * size)
    with (
        pytest.raises(RefusedError) as refused, mock.patch.object(Future, "cancel", return_value=False),
        search_process() as search,
    ):
        _search(search.inspector(known, known, known, known, tmp_path), tmp_path)
    [told] = refused.value.diagnostics
    assert "Genomsökningen av den publika utgåvan avbröts" in str(told)
    assert "Kör bygget igen" in str(told)


def _search(closed: Inspector, folder: Path) -> None:
    closed.look_through({"a.html": folder / "a.html"})
    closed.answer()


_PARENT = """
import time
from regelratt.app.publishing.inspector import search_process
if __name__ == "__main__":
    with search_process() as search:
        search.begin()
        search._pool.submit(time.time).result()
        print(*search._pool._processes, flush=True)
        time.sleep(60)
"""


def test_the_other_process_imports_nothing_from_where_the_command_is_run(tmp_path: Path) -> None:
    """Not even what is called as a module of Python's own, which Python imports to start the process."""
    script, here, mark = tmp_path / "bygget.py", tmp_path / "här", tmp_path / "kördes"
    here.mkdir()
    script.write_text(_PARENT.replace("time.sleep(60)", "pass"), encoding="utf-8")
    for name in ("multiprocessing", "pickle", "regelratt"):
        (here / f"{name}.py").write_text(f"open({str(mark)!r}, 'w')\n", encoding="utf-8")
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    subprocess.run([sys.executable, str(script)], cwd=here, env=environment, check=False, timeout=60,
                   capture_output=True)
    assert not mark.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="processer prövas på annat sätt på Windows")
def test_the_other_process_ends_with_this_one(tmp_path: Path) -> None:
    """It knows the evidence, and nobody would end it: a build that is killed leaves none."""
    script = tmp_path / "bygget.py"
    script.write_text(_PARENT, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, stderr=subprocess.DEVNULL) as build:
        assert build.stdout is not None
        other = int(build.stdout.readline())
        build.kill()
    end = time.monotonic() + 20
    while _is_alive(other) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _is_alive(other)


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


class _Busy:
    """A pool whose process has begun on the first of what it is given, and gets no further."""

    def __init__(self, found: list[Diagnostic]) -> None:
        self._found = found
        self.given: list[Future[list[Diagnostic]]] = []

    def submit(self, *_: object) -> Future[list[Diagnostic]]:
        search: Future[list[Diagnostic]] = Future()
        if not self.given:
            search.set_running_or_notify_cancel()
            search.set_result(self._found)
        self.given.append(search)
        return search


@pytest.mark.parametrize(("there", "here"), [(1, 0), (0, 1), (1, 1)])
def test_what_the_other_process_has_not_begun_on_is_searched_here(tmp_path: Path, there: int, here: int) -> None:
    """Every file is searched by the one or the other, once, and what either finds is a refusal."""
    found = [Diagnostic(Location(f"{number}.md"), Code.DISCLOSED_RESULT, "Syns.", "Ta bort.") for number in range(2)]
    guard = mock.Mock()
    guard.check.side_effect = lambda part: [found[1]] * here if "00.html" not in part and "39.html" in part else []
    pool: Any = _Busy(found[:1] * there)
    names = [f"{number:02}.html" for number in range(40)]
    closed = Inspector(pool, lambda: guard, tmp_path)
    for each in (names[:30], names[30:]):
        closed.look_through({name: tmp_path / name for name in each})
    with pytest.raises(RefusedError) as refused:
        closed.answer()
    assert list(refused.value.diagnostics) == found[:1] * there + found[1:] * here
    searched = [name for call in guard.check.call_args_list for name in call.args[0]]
    assert sorted(searched) == names[8:]


def test_pages_are_searched_where_their_frames_are_known(tmp_path: Path) -> None:
    """The other process begins with the pages; what it has not come to is searched here, the largest file first."""
    for size, name in enumerate(["a.json", *(others := [f"{number}.js" for number in range(8)])]):
        (tmp_path / name).write_bytes(b"x" * ((9 - size) or 1))
    pool: Any = _Busy([])
    guard = mock.Mock()
    guard.check.return_value = []
    closed = Inspector(pool, lambda: guard, tmp_path)
    pages = [f"{number:02}.html" for number in range(16)]
    closed.look_through({name: tmp_path / name for name in ("a.json", *others, *pages)})
    (tmp_path / "b.pf_fragment").touch()
    closed.look_through({"b.pf_fragment": tmp_path / "b.pf_fragment"})
    closed.answer()
    searched = [sorted(call.args[0]) for call in guard.check.call_args_list]
    assert searched == [["b.pf_fragment"], ["a.json"], others, pages[8:]]
