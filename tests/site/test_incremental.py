"""A build after a change writes what changed and nothing else, and ends where a clean build ends.

The traps are listed in DESIGN section 11: stale pages on incremental builds.
"""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

import pytest

from tests.project import copy_project, regelratt, sphinx

_RULE = "policies/tyreso-2024/05-sakerhet.md"


class Workshop:
    """A copy of the project whose internal edition is built again and again."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.work = root / "arbete"

    def build(self, *options: str) -> None:
        """Check and build the internal edition in place."""
        checked = regelratt(self.root, "check")
        assert checked.returncode == 0, checked.stdout
        built = sphinx(self.root, self.work, "-D", "regelratt_edition=intern", *options)
        assert built.returncode == 0, built.stderr

    def page(self, name: str) -> str:
        """A built page."""
        return (self.work / "html" / name).read_text(encoding="utf-8")

    def stamps(self) -> dict[str, int]:
        """Time stamps of all pages; the search page, which Sphinx always writes, left aside."""
        return {
            path.relative_to(self.work).as_posix(): path.stat().st_mtime_ns
            for path in self.work.rglob("*.html") if path.name != "search.html"
        }

    def clean_copy(self, tmp: Path, *options: str) -> dict[str, str]:
        """Digests of a clean build of the same content."""
        built = sphinx(self.root, tmp, "-D", "regelratt_edition=intern", *options)
        assert built.returncode == 0, built.stderr
        return digests(tmp / "html")


def digests(folder: Path) -> dict[str, str]:
    """Digests of all files of a site; build bookkeeping left aside."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name not in (".buildinfo", "environment.pickle", "schema_violations.json")
    }


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    """A built copy of the real project.

    The tests build on one another's changes, so one process runs them all; each leaves it built as its content stands.
    """
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    begun = shared / "stegvis.begun"
    assert not begun.exists(), "two processes share these tests: run with --dist loadgroup"
    begun.touch()
    shop = Workshop(copy_project(tmp_path_factory.mktemp("stegvis") / "projekt"))
    shop.build()
    return shop


def _change_two_factor(root: Path) -> None:
    """Let every channel have two-factor authentication, and mend the file's checksum."""
    for path in (root / "evidence").glob("kanaler*.csv"):
        text = path.read_text(encoding="utf-8")
        header = text.split("\n")[0].split(",")
        column = header.index("tvåfaktor")
        rows = [row.split(",") for row in text.rstrip("\n").split("\n")]
        for row in rows[1:]:
            row[column] = "nej"
        changed = "\n".join(",".join(row) for row in rows) + "\n"
        old, new = (hashlib.sha256(each.encode()).hexdigest() for each in (text, changed))
        path.write_text(changed, encoding="utf-8")
        manifest = root / "evidence/underlag.toml"
        manifest.write_text(manifest.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_changed_evidence_alone_changes_the_pages_that_show_it(workshop: Workshop) -> None:
    """No Markdown is touched; the rule's page shows the new result, and a page of law text is left alone."""
    before, stamps = workshop.page("policies/tyreso-2024/05-sakerhet.html"), workshop.stamps()
    _change_two_factor(workshop.root)
    workshop.build()
    after = workshop.page("policies/tyreso-2024/05-sakerhet.html")
    assert before != after
    assert after.count("status-ej-uppfyllt") > before.count("status-ej-uppfyllt")
    for page in ("policies/lagar/brb.html", "policies/goteborg-2010/04-grafisk-profil.html", "docs/om/index.html"):
        assert workshop.stamps()[f"html/{page}"] == stamps[f"html/{page}"], page


def test_changed_title_reaches_law_pages_and_matrix(workshop: Workshop) -> None:
    """A rule's new title stands on every page that names it; pages that do not are not written again."""
    stamps = workshop.stamps()
    path = workshop.root / _RULE
    text = path.read_text(encoding="utf-8")
    title = re.search(r":::\{regel\} (.+)\n:id: TYR-5-1-01\n", text)
    assert title
    path.write_text(text.replace(title[1], "En helt ny rubrik på regeln"), encoding="utf-8")
    workshop.build()
    for page in ("policies/tyreso-2024/05-sakerhet.html", "docs/sparbarhet/tyreso.html", "docs/sparbarhet/lagar.html",
                 "policies/lagar/cybersakerhetslagen.html"):
        assert "En helt ny rubrik på regeln" in workshop.page(page), page
        assert title[1] not in workshop.page(page), page
    untouched = "html/docs/om/tillganglighetsredogorelse.html"
    assert workshop.stamps()[untouched] == stamps[untouched]


def test_nothing_changed_writes_nothing(workshop: Workshop) -> None:
    """A second build without a change leaves every page's time stamp as it was."""
    stamps = workshop.stamps()
    workshop.build()
    assert workshop.stamps() == stamps


def test_edited_body_writes_its_page_and_spares_the_rest(workshop: Workshop) -> None:
    """A word in a text that is not part of the run writes that page, and unrelated pages keep their stamps."""
    stamps = workshop.stamps()
    path = workshop.root / "docs/om/tillganglighetsredogorelse.md"
    path.write_text(path.read_text(encoding="utf-8") + "\nEn mening till.\n", encoding="utf-8")
    workshop.build()
    written = {name for name, stamp in workshop.stamps().items() if stamps.get(name) != stamp}
    assert "html/docs/om/tillganglighetsredogorelse.html" in written
    assert "html/policies/lagar/brb.html" not in written
    assert "html/policies/tyreso-2024/05-sakerhet.html" not in written


@pytest.fixture(scope="module")
def clean(workshop: Workshop, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """A clean build in one process, after all the changes above."""
    return workshop.clean_copy(tmp_path_factory.mktemp("ett"), "-j", "1")


def test_incremental_site_equals_a_clean_build(workshop: Workshop, clean: dict[str, str]) -> None:
    """After all the changes above, file by file."""
    assert digests(workshop.work / "html") == clean


def test_one_and_two_processes_agree(workshop: Workshop, clean: dict[str, str], tmp_path: Path) -> None:
    """`-j 1` and `-j 2` give the same site; the project has many more pages than Sphinx's threshold of five."""
    assert len(list((workshop.root / "policies").rglob("*.md"))) > 20
    assert workshop.clean_copy(tmp_path, "-j", "2") == clean


def test_digest_guard_notices_a_lost_page(workshop: Workshop) -> None:
    """The comparison above can fail: a page left stale is a difference."""
    before = digests(workshop.work / "html")
    page = workshop.work / "html/docs/sparbarhet/tyreso.html"
    kept = page.read_bytes()
    page.write_bytes(kept + b" ")
    assert digests(workshop.work / "html") != before
    page.write_bytes(kept)
    assert digests(workshop.work / "html") == before
