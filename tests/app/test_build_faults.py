"""The build's own steps, each going wrong in turn: readers have the old site or the new one, and the next build mends all.

Sphinx and Pagefind are other programs; here something small writes in their place, and what it writes may fail too.
"""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from unittest import mock

import pytest

from regelratt.app import build
from regelratt.app.build import EDITIONS, SiteBuilder
from regelratt.app.disk import files
from regelratt.app.disk.file_problem import FileError, naming
from regelratt.app.project import Project
from regelratt.app.publishing import search_index, sphinx_run
from regelratt.app.publishing.search_index import Record
from regelratt.app.publishing.site_files import PAGES_FILE
from regelratt.app.publishing.sphinx_run import READING, sphinx_at_hand
from regelratt.app.publishing.tool_failure import failure
from regelratt.domain.publication import Edition
from regelratt.domain.run import Run
from tests.app.faults import Way, can_fork, every_fault, steps, tree

OLD, NEW = "gammal", "ny"


def sphinx(text: str) -> Any:
    def run(_: object, __: object, folders: Mapping[Edition, Path]) -> Iterator[str]:
        for edition, folder in folders.items():
            with naming(folder):
                for name in ("html", "doctrees"):
                    (folder / name).mkdir(parents=True, exist_ok=True)
                (folder / "html/index.html").write_text(f'{edition} {text} <img src="bild.png">', encoding="utf-8")
                (folder / "html/bild.png").write_text(text, encoding="utf-8")
                (folder / "doctrees" / PAGES_FILE).write_text(json.dumps(["index.html"]), encoding="utf-8")
            yield "klar"
    return run


def pagefind(text: str) -> Any:
    def write(_: Path, work: Path, *__: object) -> None:
        (work / "_pagefind").mkdir(exist_ok=True)
        (work / "_pagefind/index").write_text(text, encoding="utf-8")
    return write


class _Worker:
    """What reads and writes in place of a process of Sphinx, when it is asked how it went."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._orders: list[list[str]] = []

    def give(self, order: bytes) -> None:
        told = pickle.loads(order)  # noqa: S301  # made by the build itself
        self._orders += [told] if isinstance(told, list) else []

    def has_loaded(self) -> bool:
        return True

    def heard(self) -> tuple[str, bool]:
        order = self._orders.pop(0)
        doctrees, html = Path(order[order.index("-d") + 1]), Path(order[-1])
        is_reading = order[1] == READING
        with naming(html.parent):
            for folder in (doctrees, html):
                folder.mkdir(parents=True, exist_ok=True)
            if is_reading:
                (doctrees / "environment.pickle").write_text(self._text, encoding="utf-8")
            else:
                (html / "index.html").write_text(f'{html.parent.name} {self._text} <img src="bild.png">', encoding="utf-8")
                (html / "bild.png").write_text(self._text, encoding="utf-8")
                (doctrees / PAGES_FILE).write_text(json.dumps(["index.html"]), encoding="utf-8")
        return "klar", True

    def kill(self) -> None:
        """There is no process."""

    end = kill


def _pagefind_program(text: str) -> Any:
    """What writes in place of Pagefind: it is asked with the folder of records and its own."""
    def run(command: list[str], **_: object) -> SimpleNamespace:
        target = Path(command[command.index("--output-path") + 1])
        assert len(list(Path(command[command.index("--site") + 1]).iterdir())) == 2
        with naming(target):
            target.mkdir()
            for name in ("index", "pagefind-ui.js"):
                (target / name).write_text(text, encoding="utf-8")
        return SimpleNamespace(returncode=0, stdout="", stderr="")
    return run


def build_small(root: Path, text: str = NEW) -> None:
    """A build whose every write is ours: Sphinx and Pagefind are programs of their own, and all around them is real."""
    project = SimpleNamespace(root=root, contents=None, evidence=SimpleNamespace(evidence=None))
    with ExitStack() as stack:
        for place, name, stand_in in (
            (search_index.subprocess, "run", _pagefind_program(text)),  # type: ignore[attr-defined]
            (search_index, "records", lambda *_: [Record("/a", text, text), Record("/b", text, text)]),
            (sphinx_run, "Worker", lambda _: _Worker(text)), (build, "publications_of", lambda *_: dict.fromkeys(Edition)), (build, "made_of", lambda *_: text),
            (build, "_inspect_markup", lambda *_: None), (build, "_inspect_statics", lambda *_: None),
        ):
            stack.enter_context(mock.patch.object(place, name, stand_in))
        started = stack.enter_context(sphinx_at_hand())
        builder = SiteBuilder(cast("Project", project), started, mock.Mock())
        builder.begin((root / "_build").is_dir())
        list(builder.build(cast("Run", None), lambda _: None))


def published(root: Path) -> list[Any]:
    return [tree(root / folder) for folder in EDITIONS.values()]


@can_fork
@pytest.mark.parametrize("is_first", [False, True], ids=["published before", "first time"])
def test_every_step_of_the_build_may_fail(tmp_path: Path, is_first: bool) -> None:
    """Each edition is the old or the new one, whole; afterwards a build leaves exactly what an undisturbed one leaves."""
    start, done = tmp_path / "start", tmp_path / "klart"
    for root in (start, done):
        root.mkdir()
        if not is_first:
            build_small(root, OLD)
    build_small(done)
    allowed = [list(each) for each in zip(published(start), published(done), strict=True)]

    def whole(root: Path) -> None:
        for one, either in zip(published(root), allowed, strict=True):
            assert one in either

    assert every_fault(build_small, start, tmp_path / "fel", whole, also=[(files, "exchange_names")],
                       ways=tuple(Way)[-1:] if is_first else tuple(Way)) > 100


def test_no_room_for_one_edition_leaves_both(tmp_path: Path) -> None:
    """What fails while the second edition is moved has not put the first in place."""
    build_small(tmp_path, OLD)
    before = published(tmp_path)
    plain = Path.rename

    def rename(source: Path, target: Path) -> Path:
        if ".internal." in str(target):
            raise OSError(28, "No space left on device")
        return plain(source, target)

    with mock.patch.object(Path, "rename", rename), pytest.raises(FileError) as refused:
        build_small(tmp_path)
    assert f"{EDITIONS[Edition.INTERNAL]}:1:1: fel: Filen eller mappen internal går inte att använda: disken är full." in str(refused.value)
    assert published(tmp_path) == before


def test_what_lay_there_is_gone(tmp_path: Path) -> None:
    """Each edition is written in an empty folder, whatever was left there by a build that was done or interrupted."""
    build_small(tmp_path, OLD)
    html = tmp_path / "_build/.work/publik/html"
    (html / "kvar.png").touch()
    build_small(tmp_path)
    assert not (html / "kvar.png").exists()


@pytest.mark.parametrize(("log", "expected"), [
    ("a\ndocs/x.md:3:1: fel: Y. Z. [regelratt.refused]\n/p/docs/y.md:4: WARNING: W. [docutils]",
     ["docs/x.md:3:1: fel: Sphinx faller. Y. Z. "]),
    ("Traceback\n  a.b.PageRefusedError: docs/x y.md:3:1: fel: Y. Z. [regelratt.refused]\n",
     ["docs/x y.md:3:1: fel: Sphinx faller. Y. Z. "]),
    ("docs/x.md:3: ERROR: Y. [regelratt.bad-value]\ndocs/x.md:3: ERROR: Y. [regelratt.bad-value]\n",
     ["docs/x.md:3:1: fel: Sphinx faller. Y. "]),
    ("/p/docs/y.md:4: WARNING: No such thing [docutils]\n/annat/z.md:5: ERROR: X.",
     ["docs/y.md:4:1: fel: Sphinx faller. No such thing. ", "/annat/z.md:5:1: fel: Sphinx faller. X. "]),
])
def test_what_a_program_says_of_a_page_is_told_there(log: str, expected: list[str]) -> None:
    """Our own refusals first, each once, or else what Sphinx says, at the page and its line."""
    refused = failure("Sphinx faller", Path("_build/.work/publik"), log, Path("/p"))
    told = [str(each) for each in refused.diagnostics]
    assert [text[:len(start)] for text, start in zip(told, expected, strict=True)] == expected


@pytest.mark.parametrize(("log", "expected"), [
    ("WARNING: x: OSError(28, 'No space left on device')", "disken är full. Frigör utrymme"),
    ("OSError: [Errno 30] Read-only file system: 'x'", "filsystemet är skrivskyddat"),
    ("Error: No space left on device (os error 28)", "disken är full"),
    ('panicked: Os { code: 28, kind: StorageFull, message: "No space left on device" }', "disken är full"),
    ("\n", "Sphinx faller: processen avbröts. Kör bygget igen."), ("Traceback: KeyError", "Sphinx faller:\nTraceback: KeyError\n"),
])
def test_log_of_a_failed_program_is_told_as_what_it_is(log: str, expected: str) -> None:
    """The system's answer in Swedish with the folder, or else all that the program said."""
    refused = failure("Sphinx faller", Path("_build/.work/publik"), log)
    assert expected in str(refused)
    assert str(refused).startswith("_build/.work/publik:1:1: fel: ")


@can_fork
def test_steps_are_counted(tmp_path: Path) -> None:
    """The harness sees the build's steps: folders, marks, copies and the exchange of both editions."""
    assert steps(build_small, tmp_path, [(files, "exchange_names")]) > 40
