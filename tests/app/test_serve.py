"""What a preview looks at to see that something was saved."""

from __future__ import annotations

import functools
import http.client
import http.server
import os
import threading
from pathlib import Path

import pytest

from regelratt.app.serve import _Inside, inside_alone, watched
from tests.project import write_project


def test_files_may_go_while_they_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An editor takes its own files away at any time: one that is gone when its stamp is asked for is passed over."""
    root = write_project(tmp_path / "projekt", {})
    before = watched(root)
    assert root / "pyproject.toml" in before
    gone = next(path for path in before if path.suffix == ".md")
    walk = os.walk

    def taken_away(place: Path) -> object:
        found = list(walk(place))
        gone.unlink(missing_ok=True)
        return found

    monkeypatch.setattr(os, "walk", taken_away)
    assert watched(root).keys() == before.keys() - {gone}


@pytest.mark.skipif(os.name == "nt", reason="länkar kräver särskild behörighet")
@pytest.mark.parametrize("linked", ["_build", "_build/html", "_build/html/mapp"])
def test_links_out_of_the_built_folder_lead_nowhere(tmp_path: Path, linked: str) -> None:
    """A link in the place of what is built, or in it, shows no file of somebody else's."""
    outside = tmp_path / "ute/html/mapp"
    outside.mkdir(parents=True)
    for folder in (outside, outside.parent, outside.parent.parent):
        (folder / "hemligt.html").touch()
    link = tmp_path / "p" / linked
    link.parent.mkdir(parents=True)
    link.symlink_to({"_build": tmp_path / "ute", "_build/html": outside.parent}.get(linked, outside))
    built = tmp_path / "p/_build/html"
    for name in ("hemligt.html", "mapp/hemligt.html"):
        assert not Path(inside_alone(built, str(built / name))).exists()


def test_files_of_the_built_folder_are_shown(tmp_path: Path) -> None:
    """Also when the project itself is reached by a link."""
    built = tmp_path / "p/_build/html"
    built.mkdir(parents=True)
    (built / "sida.html").touch()
    assert inside_alone(built, str(built / "sida.html")) == str(built / "sida.html")


def _answer(built: Path, address: str, method: str = "GET") -> tuple[int, bytes]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(built))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=10)
        try:
            connection.request(method, address)
            found = connection.getresponse()
            return found.status, found.read()
        finally:
            connection.close()
            server.shutdown()


class _Quiet(_Inside):
    def log_message(self, *_: object) -> None:
        """Nothing is told of what was asked for."""


@pytest.mark.skipif(os.name == "nt", reason="länkar kräver särskild behörighet")
def test_the_page_of_a_folder_is_no_link_out(tmp_path: Path) -> None:
    """Whatever is opened lies in the built folder, also what the address does not name."""
    built = tmp_path / "p/_build/html"
    secret = tmp_path / "hemligt.html"
    secret.write_text("HEMLIGT", "utf-8")
    for folder in ("sub", "gammal", "mapp/index.html"):
        (built / folder).mkdir(parents=True)
    (built / "sub/index.html").symlink_to(secret)
    (built / "gammal/index.htm").symlink_to(secret)
    (built / "mapp/index.html/index.html").symlink_to(secret)
    for address in ("/sub/", "//sub/", "/sub/?a", "/sub/index.html", "/x/../sub/", "/gammal/", "/mapp/", "/mapp/index.html/"):
        for method in ("GET", "HEAD"):
            status, text = _answer(built, address, method)
            assert (status, b"HEMLIGT" in text) == (404, False), address


def test_the_page_of_a_folder_is_shown(tmp_path: Path) -> None:
    """With a slash last, and without one the reader is led there; what lies in a folder is not listed."""
    built = tmp_path / "p/_build/html"
    (built / "sub").mkdir(parents=True)
    (built / "tom").mkdir()
    for place in (built, built / "sub"):
        (place / "index.html").write_text(place.name, "utf-8")
    assert _answer(built, "/") == (200, b"html")
    assert _answer(built, "/sub/") == (200, b"sub")
    assert _answer(built, "/sub/index.html") == (200, b"sub")
    assert _answer(built, "/sub")[0] == 301
    assert _answer(built, "/tom/")[0] == 404
