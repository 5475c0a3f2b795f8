"""One case for each kind of bad content: what is said, where, and that nothing else is said.

The cases lie in `cases/*.yaml`; each edits the sample project in `cases/project`, which has no mistakes.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from regelratt.diagnostics import Code, Diagnostic, in_order
from regelratt.loaders.content import LoadedContent, load_content
from tests.loaders.small_pictures import PNG

HERE = Path(__file__).parent / "cases"
FOLDERS = ("index.md", "policies", "checklists")
NAMES = {
    "lagar": "policies/lagar.md", "roller": "policies/roller.md", "dokument": "policies/prov/index.md",
    "regler": "policies/prov/regler.md", "gammalt": "policies/gammalt/index.md",
    "jamforelse": "policies/jamforelse.md", "lokala": "policies/lokala-beslut.md", "punkter": "checklists/punkter.md",
    "sida": "policies/sida.md",
}
CASES: list[dict[str, Any]] = [
    case for path in sorted(HERE.glob("*.yaml")) for case in yaml.safe_load(path.read_text("utf-8"))]


@cache
def _project() -> dict[str, str]:
    return {
        path.relative_to(HERE / "project").as_posix(): path.read_text("utf-8")
        for path in sorted((HERE / "project").rglob("*.md"))
    }


def edited(case: dict[str, Any]) -> dict[str, str]:
    """The sample project with the edits of a case."""
    files = dict(_project())
    for name, edits in case.get("edit", {}).items():
        for old, new in edits:
            assert files[NAMES[name]].count(old) >= 1, f"{case['id']}: {old!r} finns inte"
            files[NAMES[name]] = files[NAMES[name]].replace(old, new, 1)
    files.update(case.get("files", {}))
    if "page" in case:
        files[NAMES["sida"]] = case["page"]
    if "repeat" in case:
        text, size = case["repeat"]
        files[NAMES["sida"]] = text * (size // len(text))
    return files


STATICS = {
    "policies/prov/_static/mall.txt": b"Mall.\n",
    "policies/prov/_static/å.png": PNG,
}
"""Files that pages of the sample project may lead to."""


def load(files: dict[str, str], root: Path) -> tuple[LoadedContent, list[Diagnostic]]:
    """The content of these files, and every diagnostic that the loaders give."""
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(text.encode("utf-8"))
    for name, raw in STATICS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(raw)
    loaded = load_content(root, FOLDERS)
    return loaded, in_order(loaded.diagnostics)


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_case(case: dict[str, Any], tmp_path: Path) -> None:
    """The case gives exactly the diagnostics it states, in order, and they say what they should."""
    _, found = load(edited(case), tmp_path)
    stated = [line if line.endswith(("fel", "varning")) else f"{line} fel" for line in case["expect"]]
    assert [f"{each.location} {each.code} {each.severity}" for each in found] == stated, "\n".join(map(str, found))
    shown = "\n".join(map(str, found))
    assert all(text in shown for text in case.get("says", ()))
    for each in found:
        _assert_readable(each)


def _assert_readable(each: Diagnostic) -> None:
    """Sentences in Swedish: what is wrong with what, then how to put it right."""
    assert re.search(r"[.?!]$", each.message), each
    assert re.search(r"[.?!]$", each.remedy), each
    assert "Error" not in each.message, each
    assert not re.search(r"\b(ogiltig|vänligen)", str(each), re.IGNORECASE), each


def test_every_case_says_why() -> None:
    """Each case has an own id and a purpose, and states at least one diagnostic unless it is about peace."""
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["purpose"] for case in CASES)
    assert [case["id"] for case in CASES if not case["expect"] and not case["id"].startswith("fine-")] == []


def test_sample_project_has_no_mistakes(tmp_path: Path) -> None:
    """What the cases edit is right to begin with, and holds every kind of object."""
    loaded, found = load(_project(), tmp_path)
    assert found == []
    kinds = {type(entry).__name__ for entry in loaded.catalog}
    assert len(kinds) == 11


def test_every_code_of_the_loaders_has_a_case() -> None:
    """Each code that content can give is given by some case; the others belong to other layers."""
    elsewhere = {
        Code.UNREADABLE_FILE,  # test_files.py
        Code.FORBIDDEN_SQL,  # tests/engine/test_sql.py
        Code.IDLE_CHECK,  # tests/engine/test_idle.py
        Code.FAILED_CASE,  # tests/engine/test_cases.py
        Code.BAD_SETTING,  # tests/settings
        Code.CATALOG_MISMATCH,  # the Sphinx extension
        Code.DISCLOSED_RESULT,  # the published edition
        Code.SITE_FAILED, Code.NO_CONTENT, Code.FILE_PROBLEM, Code.BUSY,  # tests/app, tests/cli
        Code.DAMAGED_RUN, Code.UNREPEATABLE_RUN, Code.DAY_BEFORE_HISTORY,  # tests/app
    }
    given = {line.split()[1] for case in CASES for line in case["expect"]}
    assert {str(code) for code in Code} - given == {str(code) for code in elsewhere}


def test_all_mistakes_are_gathered_in_one_pass(tmp_path: Path) -> None:
    """Ten mistakes in five files give ten messages at once, sorted by file, line and column."""
    edits = {
        "lagar": [[":lag: L-PROV", ":lag: L-PROF"], [":slag: lag", ":slag: lagg"]],
        "roller": [[":slag: befattning", ":slag: chef"]],
        "regler": [[":kravnivå: ska", ":kravnivå: skall"], ["{upplysning} Vad ett prov är", "{upplysning}"],
                   ["stöder L-PROV-1;", "stöder L-PROV-2;"], ["intervall = 6 [", "intervall = 13 ["]],
        "jamforelse": [[":gäller: PRV-1-01", ":gäller: PRV-9"]],
        "punkter": [[":utfall: ej uppfyllt", ":utfall: uppfyllt"], ["K1,Hej\n", "K1,Hej\nK2\n"]],
    }
    _, found = load(edited({"id": "alla", "edit": edits}), tmp_path)
    assert len(found) == 10
    places = [each.location for each in found]
    assert places == sorted(places)
    assert len({place.path for place in places}) == 5
