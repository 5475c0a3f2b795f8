"""Reading files that somebody else put there: nothing waits, and no more is read than is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from regelratt.source_files import Unreadable, read_inside


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="enheter av POSIX slag")
def test_device_is_not_opened() -> None:
    """A device is refused by what it is, before anything is read from it."""
    said = read_inside(Path("/dev"), Path("/dev/zero"), 10)
    assert isinstance(said, Unreadable)
    assert said.why == "är ingen vanlig fil"


def test_no_more_is_read_than_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One byte more than the limit is enough to see that a file is too large, however large it is."""
    asked: list[int] = []
    opened = Path.open

    class Counting:
        """A file that remembers how much was asked of it."""

        def __init__(self, file: Any) -> None:
            self.file = file

        def __enter__(self) -> Counting:
            return self

        def __exit__(self, *_: object) -> None:
            self.file.close()

        def read(self, size: int = -1) -> Any:
            asked.append(size)
            return self.file.read(size)

    (tmp_path / "a").write_bytes(b"x" * 100)
    monkeypatch.setattr(Path, "open", lambda path, *rest: Counting(opened(path, *rest)))
    assert isinstance(read_inside(tmp_path, tmp_path / "a", 10), Unreadable)
    assert asked == [11]
    assert read_inside(tmp_path, tmp_path / "a", 100) == b"x" * 100


@pytest.mark.skipif(sys.platform == "win32", reason="länkar av POSIX slag")
@pytest.mark.parametrize("kind", [RuntimeError, OSError])
def test_links_that_lead_round_on_any_python(kind: type[Exception], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Older Pythons tell of a ring of links with a RuntimeError, newer ones with an OSError; both are messages."""
    def resolve(path: Path, strict: bool = False) -> Path:
        raise kind("Symlink loop")

    monkeypatch.setattr(Path, "resolve", resolve)
    said = read_inside(tmp_path, tmp_path / "a", 10)
    assert isinstance(said, Unreadable)
    assert "går inte att läsa" in said.why
