"""The last look before publishing: an unsafe page or a closed result ends the build, and nothing is put in place."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from unittest import mock

import pytest

from regelratt.app import build
from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location
from regelratt.domain.publication import Edition
from tests.app.test_build_faults import NEW, OLD, build_small, pagefind, published, sphinx

_FOUND = Diagnostic(Location("docs/sida.md", 7), Code.DISCLOSED_RESULT, "Ett personnummer syns.", "Ta bort uppgiften.")


def test_what_could_run_ends_the_build(tmp_path: Path) -> None:
    """The message is passed on, and both editions stay as they were."""
    build_small(tmp_path, OLD)
    before = published(tmp_path)
    with ExitStack() as stack:
        for name, stand_in in (
            ("write_search_index", pagefind(NEW)),
            ("publications_of", lambda *_: dict.fromkeys(Edition)),
            ("made_of", lambda *_: NEW),
            ("check_markup", lambda _: [_FOUND]),
        ):
            stack.enter_context(mock.patch.object(build, name, stand_in))
        builder = build.SiteBuilder(mock.Mock(root=tmp_path), mock.Mock(build=sphinx(NEW)), mock.Mock())
        with pytest.raises(RefusedError) as refused:
            list(builder.build(mock.Mock(), lambda _: None))
    assert refused.value.diagnostics == (_FOUND,)
    assert published(tmp_path) == before


def test_markup_of_both_editions_is_looked_at(tmp_path: Path) -> None:
    """What could run may not stand in the internal edition either, and only pages are made of markup."""
    seen: list[str] = []

    def look(listed: Mapping[str, Path]) -> list[Diagnostic]:
        seen.extend(map(str, listed.values()))
        return []

    with mock.patch.object(build, "check_markup", look):
        files = {edition: {"index.html": tmp_path / edition, "a.css": tmp_path / "a.css"} for edition in Edition}
        build._inspect_markup(files)  # noqa: SLF001  # the step by itself
    assert seen == [str(tmp_path / name) for name in ("publik", "intern")]
