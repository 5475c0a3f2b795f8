"""Every message about evidence, links and settings is given by some case, which states where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from tests.evidence.test_cases import CASES as EVIDENCE_CASES
from tests.loaders.test_messages import CASES as CONTENT_CASES
from tests.loaders.test_messages import edited, load
from tests.message_texts import message_texts
from tests.project import ROOT
from tests.settings.test_cases import CASES as SETTINGS_CASES
from tests.settings.test_presence import CASES as PRESENCE_CASES

SOURCE = ROOT / "src" / "regelratt"
EVIDENCE = [SOURCE / "source_files.py", *(
    SOURCE / "loaders" / f"{name}.py"
    for name in ("evidence", "evidence_folder", "manifest", "csv_table", "cells", "rows", "evidence_links",
                 "mistakes"))]
LINKS = [SOURCE / "loaders" / f"{name}.py" for name in ("links", "page_links")]
SETTINGS = [
    SOURCE / "domain" / "toml_text.py", SOURCE / "domain" / "relative_path.py",
    *(SOURCE / "settings" / f"{name}.py" for name in ("forms", "file", "places", "loading", "presence"))]
ONLY_OF_TOML = (
    "Filen går inte att läsa som TOML.", "Rätta skrivsättet på stället.", "Filen är större än 5 byte.",
    "Ta bort det som inte hör hemma i den.")
"""Said of what the standard library may find wrong some day, and of texts that no file is; tests/unit/test_toml_text.py
makes it say so."""


def _missing(modules: list[Path], said: list[str]) -> list[str]:
    texts = [text for path in modules for text in message_texts(path)]
    assert len(texts) > 10
    return [str(text) for text in texts if not any(text.is_in(each) for each in said)]


def test_every_message_about_evidence_has_a_case() -> None:
    """The cases state whole messages with their places, and together every text of the modules that read evidence."""
    assert _missing(EVIDENCE, [line for case in EVIDENCE_CASES for line in case["expect"]]) == []


def test_every_message_about_links_has_a_case(tmp_path: Path) -> None:
    """The cases state the place of each message, and together they give every text of the modules that follow links."""
    assert _missing(LINKS, list(_given(tmp_path))) == []


def _given(folder: Path) -> Iterator[str]:
    for case in CONTENT_CASES:
        yield from map(str, load(edited(case), folder / case["id"])[1])


def test_every_message_about_settings_has_a_case() -> None:
    """As for evidence, with the reading of TOML."""
    stated = [each[part] for case in (*SETTINGS_CASES, *PRESENCE_CASES) for each in case["expect"] for part in ("message", "remedy")]
    assert _missing(SETTINGS, [*stated, *ONLY_OF_TOML]) == []


def test_a_text_that_no_case_gives_is_found(tmp_path: Path) -> None:
    """A message added to a module without a case would be missed: also in an f-string, a tuple or a part of a sentence."""
    module = tmp_path / "module.py"
    module.write_text(
        'import re\n"""Not a message at all."""\nPATTERN = re.compile("not a message")\n'
        'def f(x):\n    """Nor this one here."""\n    return (f"Filen {x} är borta.", "Lägg dit "\n            "den igen.")\n', "utf-8")
    texts = message_texts(module)
    assert [str(text) for text in texts] == ["module.py:6: Filen {} är borta.", "module.py:6: Lägg dit den igen."]
    assert texts[0].is_in("a:1:1: fel: Filen x är borta. Lägg")
    assert not texts[0].is_in("Filen x är här.")
