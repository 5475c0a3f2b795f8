"""Attacks by test cases: a check that can fail in its cases and never in reality is noticed by what the cases hold."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from regelratt.app.check import lint
from regelratt.app.project import Project
from regelratt.diagnostics import Diagnostic
from tests.attacks.corpus import attacks
from tests.project import SMALL, write_project

CONFIRMED = ("\n:::{kontrollpunkt} Är det gjort?\n:id: K-INT\n:prövar: DOK-1-01\n:fas: löpande\n:roll: kanalansvarig\n"
             ":metod: bekräftelse\n:uppgift-från: egenkontroll\n:beror-på: status\n\nFråga.\n:::\n")
"""An item that confirmations answer, for items that read those."""
READS_CONFIRMATIONS = ("SELECT objekt_id AS objekt, 'x' AS meddelande, bekräftelse_id AS underlag FROM bekräftelser "
                       "WHERE förutsättningar = '{}'")
READS_COMMENTS = ("SELECT kanal_id AS objekt, 'x' AS meddelande, min(kommentar_id) AS underlag FROM kommentarer "
                  "GROUP BY kanal_id HAVING count(*) > count(DISTINCT kommentar_id) - count(DISTINCT inkom)")

LIST, RULES = "checklists/lista.md", "policies/dok/index.md"


def _page(given: dict[str, Any]) -> str:
    """The item of an attack and its failing case."""
    head, _, _ = SMALL[LIST].partition(":::\n\n:::{testfall}")
    head = head.replace(":metod: krav\n", f":metod: {given.get('metod', 'krav')}\n{given.get('item', '')}")
    head = head.replace("tvåfaktor = 'ja'", given["sql"])
    tables = "".join(f"\n```csv {name}\n{rows}```\n" for name, rows in given["tables"].items())
    return (f"{head}:::\n\n:::{{testfall}} Fall\n:id: T-FALL\n:kontrollpunkt: K-TVA\n:utfall: ej uppfyllt\n"
            f":per-datum: {given.get('per-datum', '2026-06-30')}\n{given.get('fields', '')}{tables}:::\n{given.get('also', '')}")


def _found(given: dict[str, Any], folder: Path) -> tuple[str, list[Diagnostic]]:
    """The page, and what lint says of the case: that others are missing is left out, and what it gives."""
    page = _page(given)
    rules = SMALL[RULES].replace(":grund: internt beslut\n", f"{given.get('rule', '')}:grund: internt beslut\n")
    found = lint(Project(write_project(folder, {LIST: page, RULES: rules})))
    return page, [each for each in found if str(each.code) not in ("missing-cases", "failed-case")]


@pytest.mark.parametrize("attack", [pytest.param(each, id=each["id"]) for each in attacks("cases")])
def test_lint_refuses(attack: dict[str, Any], tmp_path: Path) -> None:
    """The message has the expected code, says what is wrong, and points at what is."""
    page, found = _found(attack["input"], tmp_path)
    assert {str(each.code) for each in found} == {attack["expect"]}, found
    [told] = [each for each in found if attack["says"] in f"{each.message} {each.remedy}"]
    assert told.message.startswith("testfall T-FALL: ")
    lines = page.split("\n")[told.location.line - 1:]
    assert "\n".join(lines)[told.location.column - 1:].startswith(attack["at"])


HONEST: dict[str, dict[str, Any]] = {
    "at-the-bounds": {"sql": "tvåfaktor = 'ja' OR $n < 5", "rule": ":parametrar: n = 3 [1..5 st]\n",
                      "fields": ":parametrar: n = 5\n", "tables": {"kanaler": "kanal_id,tvåfaktor\nF1,nej\n"}},
    "on-the-day": {"sql": "senast_uppdaterad < $per_datum",
                   "tables": {"kanaler": "kanal_id,senast_uppdaterad\nF1,2026-06-30\n"}},
    "planned": {"sql": "slutdatum < $per_datum", "tables": {"kanaler": "kanal_id,slutdatum\nF1,2027-06-30\n"}},
    "unread-table": {"sql": "tvåfaktor = 'ja'", "tables": {"kanaler": "kanal_id,nämnd_id,tvåfaktor\nF1,N1,nej\n"}},
    "unread-column": {"sql": "tvåfaktor = 'ja'", "tables": {"kanaler": "kanal_id,tvåfaktor\nF1,nej\n"}},
    "no-rows": {"metod": "fynd", "item": ":underlag: kanaler, uppsikt\n",
                "sql": "SELECT k.kanal_id AS objekt, 'x' AS meddelande, k.kanal_id AS underlag FROM kanaler AS k "
                       "WHERE NOT EXISTS (SELECT 1 FROM uppsikt AS u WHERE u.kanal_id = k.kanal_id AND u.till > u.från)",
                "fields": ":täckning: uppsikt F1 2026-01-01..2026-06-30\n",
                "tables": {"kanaler": "kanal_id\nF1\n", "uppsikt": "uppsikt_id\n"}},
    "premises-that-may-have-been": {
        "metod": "fynd", "item": ":underlag: bekräftelser\n", "also": CONFIRMED,
        "sql": READS_CONFIRMATIONS.format("DOK-1-01=1; status=okänt"),
        "fields": ":täckning: bekräftelser F1 2026-01-01..2026-06-30\n",
        "tables": {"kanaler": "kanal_id,status\nF1,aktiv\n", "bekräftelser": "bekräftelse_id,kontrollpunkt,objekt_id,datum,"
                   "utfall,roll,förutsättningar\nb1,K-INT,F1,2026-03-01,uppfyllt,kanalansvarig,DOK-1-01=1; status=okänt\n"}},
    "premises-left-out-of-what-counts": {
        "metod": "fynd", "item": ":underlag: bekräftelser\n", "also": CONFIRMED,
        "sql": READS_CONFIRMATIONS.format("DOK-1-01=1"),
        "fields": ":täckning: bekräftelser F1 2026-01-01..2026-06-30\n",
        "tables": {"kanaler": "kanal_id,status\nF1,aktiv\n", "bekräftelser": "bekräftelse_id,kontrollpunkt,objekt_id,datum,"
                   "utfall,roll,förutsättningar\nb1,K-INT,F1,2026-03-01,uppfyllt,kanalansvarig,DOK-1-01=1\n"}},
    "three-comments-alike": {
        "metod": "fynd", "item": ":underlag: kommentarer\n", "sql": READS_COMMENTS,
        "fields": ":täckning: kommentarer F1 2026-01-01..2026-06-30\n",
        "tables": {"kanaler": "kanal_id\nF1\n", "kommentarer": "kommentar_id,kanal_id,inkom\n" + "".join(
            f"C{key}{day},F1,2026-06-0{day} 10:00\n" for key in "ab" for day in (1, 2, 3))}},
    "unread-comments-with-times-left-out": {
        "sql": "tvåfaktor = 'ja'", "fields": ":objekt: F1\n",
        "tables": {"kanaler": "kanal_id,tvåfaktor\nF1,nej\nF2,ja\nF3,ja\nF4,ja\n", "kommentarer": "kommentar_id,kanal_id\n"
                   + "".join(f"C{key}{channel},F{channel}\n" for key in "ab" for channel in (1, 2, 3, 4))}},
    "days-covered-of-another-object": {
        "metod": "fynd", "item": ":underlag: uppsikt\n",
        "sql": "SELECT kanal_id AS objekt, 'x' AS meddelande, uppsikt_id AS underlag FROM uppsikt",
        "fields": ":objekt: F1\n:täckning: uppsikt F1 2026-01-01..2026-02-28; uppsikt F1 2026-03-01..2026-06-30; "
                  "uppsikt F2 2026-04-01..2026-06-30\n",
        "tables": {"kanaler": "kanal_id\nF1\nF2\n",
                   "uppsikt": "uppsikt_id,kanal_id,från,till\nU1,F1,2026-05-01,2026-05-02\n"}},
    "covered": {"sql": "tvåfaktor = 'ja'", "fields": ":täckning: kanaler F1 2026-01-01..2026-06-30\n",
                "tables": {"kanaler": "kanal_id,tvåfaktor\nF1,nej\n"}},
}


@pytest.mark.parametrize("given", [pytest.param(each, id=name) for name, each in HONEST.items()])
def test_an_honest_case_is_left_in_peace(given: dict[str, Any], tmp_path: Path) -> None:
    """What evidence can hold is no mistake, up to the bounds; and the case gives what it says."""
    assert _found(given, tmp_path)[1] == []
    assert [each for each in lint(Project(tmp_path)) if str(each.code) == "failed-case"] == []


def test_a_register_covers_the_objects_that_it_has_rows_about(tmp_path: Path) -> None:
    """As in evidence: a board without channels is not covered by the register of channels, whatever else it covers."""
    given = {"metod": "fynd", "rule": ":avser: nämnd\n", "item": ":underlag: kanaler\n",
             "sql": "SELECT n.nämnd_id AS objekt, 'x' AS meddelande, n.nämnd_id AS underlag FROM nämnder AS n "
                    "WHERE NOT EXISTS (SELECT 1 FROM kanaler AS k WHERE k.nämnd_id = n.nämnd_id)",
             "tables": {"nämnder": "nämnd_id\nN1\n", "kanaler": "kanal_id,nämnd_id\n"}}
    _found(given, tmp_path)
    [told] = [each for each in lint(Project(tmp_path)) if str(each.code) == "failed-case"]
    assert "ger" in told.message
