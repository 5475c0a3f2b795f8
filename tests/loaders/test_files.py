"""How pages are read: encodings, line breaks, sizes and links out of the project."""

from __future__ import annotations

from pathlib import Path

import pytest

from regelratt.diagnostics import Code
from regelratt.loaders import content
from regelratt.loaders.content import load_content

ROLE = "# Roller\n\n:::{roll} moderator\n:id: R-MODERATOR\n:slag: funktion\n\nDen som modererar å ä ö.\n:::\n"


def _load(root: Path, raw: bytes, name: str = "policies/roller.md") -> content.LoadedContent:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(raw)
    return load_content(root, ("policies",))


@pytest.mark.parametrize("raw", [
    ROLE.encode(),
    b"\xef\xbb\xbf" + ROLE.encode(),
    ROLE.replace("\n", "\r\n").encode(),
    ROLE.replace("\n", "\r").encode(),
    ROLE.rstrip().encode(),
], ids=["plain", "byte order mark", "CRLF", "CR", "no last line break"])
def test_readable_forms_give_the_same_object(tmp_path: Path, raw: bytes) -> None:
    """A byte order mark and other line breaks change neither the object nor its place."""
    loaded = _load(tmp_path, raw)
    assert loaded.diagnostics == ()
    (role,) = loaded.catalog.roles
    assert (role.id, role.title, role.text) == ("R-MODERATOR", "moderator", "Den som modererar å ä ö.")
    assert str(role.location) == "policies/roller.md:3:1"


@pytest.mark.parametrize("raw", [ROLE.encode("latin-1"), ROLE.encode("utf-16"), b"\xff\xfe\x00", b"\xed\xa0\x80"])
def test_not_utf8_is_one_message(tmp_path: Path, raw: bytes) -> None:
    """Another encoding is named, at the file."""
    (problem,) = _load(tmp_path, raw).diagnostics
    assert (problem.code, str(problem.location)) == (Code.UNREADABLE_FILE, "policies/roller.md:1:1")
    assert "är inte UTF-8" in problem.message


def test_other_pages_are_read_all_the_same(tmp_path: Path) -> None:
    """One unreadable page does not take the others with it."""
    _load(tmp_path, b"\xff", "policies/a.md")
    loaded = _load(tmp_path, ROLE.encode())
    assert [each.code for each in loaded.diagnostics] == [Code.UNREADABLE_FILE]
    assert len(loaded.catalog.roles) == 1


def test_too_large_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page over the limit is not read at all."""
    monkeypatch.setattr(content, "PAGE_LIMIT", 10)
    assert [each.code for each in _load(tmp_path, ROLE.encode()).diagnostics] == [Code.UNREADABLE_FILE]


def test_link_out_of_the_project(tmp_path: Path) -> None:
    """A page that is a symbolic link to a file elsewhere is not read: it would be published."""
    secret = tmp_path / "hemligt.md"
    secret.write_text("# Hemligt\n", "utf-8")
    root = tmp_path / "projekt"
    (root / "policies").mkdir(parents=True)
    (root / "policies" / "sida.md").symlink_to(secret)
    loaded = load_content(root, ("policies",))
    assert [str(each.location) for each in loaded.diagnostics] == ["policies/sida.md:1:1"]
    assert loaded.pages == {}


def test_dangling_link(tmp_path: Path) -> None:
    """A link to nothing is no page and no traceback."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "sida.md").symlink_to(tmp_path / "finns-inte.md")
    assert load_content(tmp_path, ("policies",)).pages == {}


def test_missing_folder_and_empty_page(tmp_path: Path) -> None:
    """A folder that is not there and a page without text are fine."""
    assert _load(tmp_path, b"").diagnostics == ()
    assert load_content(tmp_path, ("finns-inte", "inte.md")).pages == {}


def test_pages_are_read_in_order_of_name(tmp_path: Path) -> None:
    """The catalogue is in a fixed order, whatever the file system says."""
    for name, ident in (("b", "R-B"), ("a", "R-A"), ("å", "R-C")):
        _load(tmp_path, ROLE.replace("R-MODERATOR", ident).encode(), f"policies/{name}.md")
    assert [role.id for role in load_content(tmp_path, ("policies",)).catalog.roles] == ["R-A", "R-B", "R-C"]


def test_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """A page that two settings entries name is one page."""
    _load(tmp_path, ROLE.encode())
    loaded = load_content(tmp_path, ("policies", "policies/roller.md"))
    assert loaded.diagnostics == ()
    assert len(loaded.catalog.roles) == 1
