"""Every message about evidence, links and settings is given by some case, which states where."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from tests.app.test_root_cause import VERSION_TO_COME
from tests.attacks.corpus import attacks
from tests.cli.test_days import AHEAD, FUTURE
from tests.evidence.test_cases import CASES as EVIDENCE_CASES
from tests.loaders.test_bounds import OF_CASES
from tests.loaders.test_messages import CASES as CONTENT_CASES
from tests.loaders.test_messages import edited, load
from tests.message_texts import MessageText, meant, message_texts, texts_of
from tests.said_by import reached, said_with, trees
from tests.settings.test_cases import CASES as SETTINGS_CASES
from tests.settings.test_presence import CASES as PRESENCE_CASES

MODULES = trees()
EVIDENCE = ["regelratt.loaders.evidence", "regelratt.loaders.evidence_links", "regelratt.loaders.confirmations",
            "regelratt.loaders.repeated_rows"]
SETTINGS = ["regelratt.settings", "regelratt.settings.presence"]
"""The doors; every module that is behind one is found by what it imports."""
LINKS = ["regelratt.loaders.links", "regelratt.loaders.page_links"]
VOCABULARIES = {
    "regelratt.diagnostics": "the form of every message, and those of pages",
    "regelratt.domain.address": "what a link leads to; of settings only why an address may not be used",
    "regelratt.domain.characters": "names of signs",
    "regelratt.domain.file_refusal": "the system's answers, one by one in tests/unit/test_file_refusal.py",
    "regelratt.domain.status": "words of statuses", "regelratt.domain.words": "words of the catalogue",
    "regelratt.domain.tables": "what every column is about", "regelratt.settings.declared": "what every setting is about",
    "regelratt.loaders.file_names": "names of pages", "regelratt.loaders.stand_ins": "what is read, never said",
    "regelratt.loaders.put_off": "what is read, never said", "regelratt.loaders.missing_words": "what is read, never said",
}
"""Modules behind a door that have words and no messages of it, and what they have."""
TOML = "regelratt.domain.toml_text"
"""Read for evidence and settings alike; the settings' cases have its messages."""
ONLY_OF_TOML = (
    "Filen går inte att läsa som TOML.", "Rätta skrivsättet på stället.", "Filen är större än 5 byte.",
    "Ta bort det som inte hör hemma i den.")
"""Said of what the standard library may find wrong some day, and of texts that no file is; tests/unit/test_toml_text.py
makes it say so."""
CASES_OF_TESTS = [each["says"] for each in attacks("cases")]
"""What is said of the rows of a test case."""
ON_PAGES = [line for case in CONTENT_CASES if case["id"].startswith("case-table-with-") for line in case["says"]]
"""What is said of a table that no other program has saved."""


def _behind(doors: list[str], code: str, modules: Mapping[str, ast.Module] = MODULES) -> list[MessageText]:
    """Every text of the modules behind the doors, and of the functions anywhere that give something the code."""
    names = [name for name in reached(doors, modules) if name not in VOCABULARIES]
    return [*(text for name in names for text in texts_of(modules[name], name)), *said_with({code}, modules)]


def _missing(texts: list[MessageText], said: list[str]) -> list[str]:
    """The texts that no message gives, when of two that fit the same words the longer one is meant."""
    assert len(texts) > 10
    left = {text.parts: text for text in texts}
    given = meant(left.values(), said)
    return [str(text) for parts, text in left.items() if parts not in given]


def _missing_of_evidence(modules: Mapping[str, ast.Module] = MODULES) -> list[str]:
    said = [*(line for case in EVIDENCE_CASES for line in case["expect"]), *CASES_OF_TESTS, *ON_PAGES, OF_CASES, FUTURE, VERSION_TO_COME]
    toml = {text.parts for text in texts_of(modules[TOML], TOML)}
    return _missing([text for text in _behind(EVIDENCE, "BAD_EVIDENCE", modules) if text.parts not in toml], said)


def test_every_message_about_evidence_has_a_case() -> None:
    """The cases state whole messages with their places, and together every text of all that reads and judges evidence."""
    assert _missing_of_evidence() == []


@pytest.mark.parametrize("name", [
    "regelratt.loaders.row_days", "regelratt.loaders.encoding", "regelratt.loaders.swallowed", "regelratt.loaders.cells",
    "regelratt.source_files", "regelratt.app.check", "regelratt.app.project", "regelratt.loaders.case_rows"])
def test_a_message_without_a_case_is_found_wherever_it_is_added(name: str) -> None:
    """Nobody has to list the module: it is behind the door, or gives something the code of evidence."""
    source = ast.unparse(MODULES[name])
    added = f"{source}\ndef added(report):\n    report(Code.BAD_EVIDENCE, 1, 1, 'Ny text', 'Gör något åt saken.')\n"
    assert [each.partition(": ")[2] for each in _missing_of_evidence({**MODULES, name: ast.parse(added)})] == [
        "Ny text", "Gör något åt saken."]


def test_a_vocabulary_is_behind_some_door() -> None:
    """The list of those that are left out has no more than there is."""
    assert VOCABULARIES.keys() <= {*reached(EVIDENCE, MODULES), *reached(SETTINGS, MODULES)}


def test_every_message_about_links_has_a_case(tmp_path: Path) -> None:
    """The cases state the place of each message, and together they give every text of the modules that follow links."""
    texts = [text for name in LINKS for text in texts_of(MODULES[name], name)]
    assert _missing([*texts, *said_with({"DEAD_LINK", "BAD_ADDRESS"}, MODULES)], list(_given(tmp_path))) == []


def _given(folder: Path) -> Iterator[str]:
    for case in CONTENT_CASES:
        yield from map(str, load(edited(case), folder / case["id"])[1])


def test_every_message_about_settings_has_a_case() -> None:
    """As for evidence, with the reading of TOML; the reading of files is behind both doors, and has its cases there."""
    stated = [each[part] for case in (*SETTINGS_CASES, *PRESENCE_CASES) for each in case["expect"] for part in ("message", "remedy")]
    shared = {text.parts for name in reached(EVIDENCE, MODULES) if name != TOML for text in texts_of(MODULES[name], name)}
    texts = [text for text in _behind(SETTINGS, "BAD_SETTING") if text.parts not in shared]
    assert _missing(texts, [*stated, *ONLY_OF_TOML, AHEAD]) == []


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
