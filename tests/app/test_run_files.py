"""A run as files: sealing however long it is, and tables that cannot be written."""

from __future__ import annotations

import errno
import sys
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.app.disk.file_problem import FileError
from regelratt.app.run_store.store import write_latest
from regelratt.domain.status import Reason, Status
from regelratt.exports import run_seal
from regelratt.exports.run_files import CELLS_FILE, run_from_json, write_tables
from regelratt.exports.run_seal import read_head, seal
from tests.app.worlds import run_of

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)


@given(TEXTS, st.lists(st.tuples(TEXTS, TEXTS), max_size=3), st.sampled_from(Status), st.sampled_from(Reason))
def test_sealed_run_comes_back(start: str, names: list[tuple[str, str]], status: Status, reason: Reason) -> None:
    """Whatever the texts hold, quotes, brackets and line breaks too, the head is read and the run is the same."""
    run = replace(run_of("2026-01-01", "1", status, reason), chain_start=start, subject_names=tuple(names))
    sealed = seal(run)
    assert sealed.head.is_sealed
    assert sealed.head.chain_start == start
    assert run_from_json(sealed.data.decode()) == sealed.run == replace(run, id=sealed.run.id)


@pytest.mark.parametrize("first", [1_000, 2_000])
def test_seal_is_over_the_whole_file_however_long(monkeypatch: pytest.MonkeyPatch, first: int) -> None:
    """A file that is read in many parts has the digest of all of it; its last byte counts as much as its first."""
    sealed = seal(replace(run_of("2026-01-01", "1"), subject_names=tuple((f"F{n}", "x" * 50) for n in range(200))))
    monkeypatch.setattr(run_seal, "_FIRST", first)
    monkeypatch.setattr(run_seal, "_STEP", 100)
    assert read_head(BytesIO(sealed.data)) == sealed.head
    changed = read_head(BytesIO(sealed.data[:-2] + b" \n"))
    assert changed is not None
    assert not changed.is_sealed


@pytest.mark.skipif(sys.platform == "win32", reason="fel av POSIX slag")
def test_tables_that_cannot_be_written_are_told(tmp_path: Path) -> None:
    """DuckDB's own error becomes one of the system, with its number and path; the latest run is not touched."""
    with pytest.raises(OSError, match=r"finnsej") as refused:
        write_tables(run_of("2026-01-01", "1"), tmp_path / "finnsej")
    assert refused.value.errno == errno.ENOENT
    assert refused.value.filename == str(tmp_path / "finnsej" / CELLS_FILE)


def test_full_disk_while_tables_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says that the disk is full and names the folder, whatever words DuckDB used around it."""
    class Full:
        def execute(self, sql: str, *_: object) -> None:
            if sql.startswith("COPY"):
                raise duckdb.IOException('IO Error: Could not write to file "x": No space left on device')

        def close(self) -> None:
            """Nothing is open."""

    monkeypatch.setattr(duckdb, "connect", lambda *_, **__: Full())
    with pytest.raises(FileError, match="disken är full") as refused:
        write_latest(seal(run_of("2026-01-01", "1")), tmp_path)
    assert refused.value.diagnostics[0].location.path == str(tmp_path / "_build/run")
    assert list((tmp_path / "_build").iterdir()) == []
