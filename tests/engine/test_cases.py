"""Running test cases: what they give, and that a check broken on purpose is noticed."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from unittest import mock

import pytest

from regelratt.domain.catalog import Catalog
from regelratt.domain.status import Reason, Status
from regelratt.engine import cases, trial
from regelratt.engine.cases import CaseResult, PreparedCase, inverted, run_cases
from regelratt.engine.evaluate import Limits
from regelratt.engine.parameters import of_case
from regelratt.loaders.case_evidence import evidence_of
from tests.engine.scene import MET, catalog, finding, item, local_decision, readings_of, rule, run_here


def case(number: int, expected: str, *tables: str, **options: str) -> str:
    """A test case of K-1 with csv tables written `kanaler: kanal_id,status; K1,aktiv`."""
    fields = {"id": f"T-{number}", "kontrollpunkt": "K-1", "utfall": expected, "per-datum": "2026-06-30"}
    fields |= {name.replace("_", "-"): value for name, value in options.items()}
    fences = []
    for table in tables:
        name, _, cells = table.partition(":")
        fences.append("\n".join([f"```csv {name}", *(row.strip() for row in cells.split(";")), "```", ""]))
    return "\n".join([":::{testfall} Titel", *(f":{name}: {value}" for name, value in fields.items()), "", *fences, ":::", ""])


def run(content: Catalog, mutation: cases.Mutation | None = None, *, in_child: bool = False) -> list[CaseResult]:
    """The result of every case of the catalogue."""
    prepared = [PreparedCase(each, evidence_of(each)) for each in content.cases]
    if in_child:
        return run_cases(content, readings_of(content), prepared, Limits(20, 256), mutation)
    with mock.patch.object(cases, "run_worlds", run_here):
        return run_cases(content, readings_of(content), prepared, Limits(20, 256), mutation)


KRAV = catalog(
    rule(), item(sql="length(beskrivning) > 0"),
    case(1, "uppfyllt", "kanaler: kanal_id,beskrivning; K1,Hej"),
    case(2, "ej uppfyllt", "kanaler: kanal_id,beskrivning; K1,''"),
    case(3, "ej bedömt", "kanaler: kanal_id,beskrivning; K1,"),
    case(4, "ej bedömt", "kanaler: kanal_id; K1"),
)
FYND = catalog(
    rule(period="halvår", gäller_vid="borttagningar"),
    item(sql=finding("skärmdump = 'nej' AND upptäckt >= $period_start", "borttagningar", "borttagning_id"), metod="fynd",
         underlag="borttagningar"),
    case(1, "uppfyllt", "kanaler: kanal_id; K1", "borttagningar: borttagning_id,kanal_id,upptäckt,skärmdump; B1,K1,2026-02-01 10:00,ja",
         täckning="borttagningar alla 2026-01-01..2026-06-30"),
    case(2, "ej uppfyllt", "kanaler: kanal_id; K1", "borttagningar: borttagning_id,kanal_id,upptäckt,skärmdump; B1,K1,2026-02-01 10:00,nej"),
    case(3, "ej bedömt", "kanaler: kanal_id; K1"),
    case(4, "ej tillämpligt", "kanaler: kanal_id; K1", täckning="borttagningar K1 2026-01-01..2026-06-30"),
    case(5, "uppfyllt", "kanaler: kanal_id; K1; K2", "borttagningar: borttagning_id,kanal_id,upptäckt,skärmdump; B1,K1,2026-02-01 10:00,nej; B2,K2,2026-02-01 10:00,ja",
         täckning="borttagningar alla 2026-01-01..2026-06-30", objekt="K2"),
)


@pytest.mark.parametrize("content", [KRAV, FYND], ids=["krav", "fynd"])
def test_cases_hold(content: Catalog) -> None:
    """Empty cell, empty text, absent column, cover, no cover, no events and another object: each as its author says."""
    assert [result for result in run(content) if not result.holds] == []


def test_lint_has_patience_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both reading and running test cases give up after so many lost children, or a page could hold lint up for hours."""
    given: list[object] = []
    monkeypatch.setattr(cases, "run_worlds", lambda worlds, **named: given.append(named["patience"]) or run_here(worlds))
    monkeypatch.setattr(trial, "read_statements", lambda *_, **named: given.append(named["patience"]) or readings_of(KRAV))
    prepared = [PreparedCase(each, evidence_of(each)) for each in KRAV.cases]
    found = trial.try_content(KRAV, prepared, Limits(20, 64))
    assert given == [cases.PATIENCE, cases.PATIENCE]
    assert all(result.holds for result in found.results)
    assert cases.PATIENCE <= 20


def test_an_endless_item_fails_its_cases() -> None:
    """A query that never ends is stopped in a test case as it is in a check, and lint goes on."""
    endless = ("SELECT a.kanal_id AS objekt, 'x' AS meddelande, a.kanal_id AS underlag FROM "
               + ", ".join(f"kanaler {letter}" for letter in "abcdefghij")
               + " WHERE " + " || ".join(f"{letter}.syfte" for letter in "abcdefghij") + " = a.målgrupp")
    many = "; ".join(f"K{number},y{number},z" for number in range(60))
    content = catalog(rule(), item(sql=endless, metod="fynd"), *(case(number, "uppfyllt", f"kanaler: kanal_id,syfte,målgrupp; {many}", objekt="K1") for number in range(4)))
    prepared = [PreparedCase(each, evidence_of(each)) for each in content.cases]
    found = run_cases(content, readings_of(content), prepared, Limits(0.5, 2048))
    assert {result.reason for result in found} == {Reason.CHECK_TIMED_OUT}


def test_cases_hold_in_the_child() -> None:
    """All cases of a catalogue are worlds of one child process."""
    assert [result.status for result in run(KRAV, in_child=True)] == [result.status for result in run(KRAV)]


@pytest.mark.parametrize("content", [KRAV, FYND], ids=["krav", "fynd"])
def test_broken_check_is_noticed(content: Catalog) -> None:
    """A negated krav and an emptied fynd make some case fail."""
    assert any(not result.holds for result in run(content, inverted))


def test_wrong_expectation_is_noticed() -> None:
    """A case that expects something else does not hold, and says what it gave and why."""
    (result,) = run(catalog(rule(), item(sql="length(beskrivning) > 0"), case(1, "uppfyllt", "kanaler: kanal_id; K1")))
    assert (result.holds, result.status, result.reason) == (False, Status.NOT_ASSESSED, Reason.FACT_MISSING)


@pytest.mark.parametrize("objekt", ["", "K9"])
def test_case_without_its_object_is_an_error(objekt: str) -> None:
    """With two objects and no name, or a name that is not there, nothing was judged."""
    options = {"objekt": objekt} if objekt else {}
    (result,) = run(catalog(rule(), item(sql=MET), case(1, "uppfyllt", "kanaler: kanal_id; K1; K2", **options)))
    assert (result.holds, result.status) == (False, Status.ERROR)


def test_parameters_of_a_case() -> None:
    """A case sets its own value, else has the source's, and never an organisation's local one."""
    content = catalog(
        rule(parametrar="gräns = 2 [1..12 personer]"), item(sql="antal_med_åtkomst >= $gräns"),
        local_decision("9", "2020-01-01"),
        case(1, "uppfyllt", "kanaler: kanal_id,antal_med_åtkomst; K1,2"),
        case(2, "ej uppfyllt", "kanaler: kanal_id,antal_med_åtkomst; K1,2", parametrar="gräns = 3"),
    )
    assert all(result.holds for result in run(content))


@pytest.mark.parametrize("text", ["Infinity", "-Infinity", "NaN", "sNaN", "två", "", "1e"])
def test_a_number_that_is_none_is_no_value(text: str) -> None:
    """What the loaders would have refused is, at worst, as if nothing were decided: no crash, and never a pass."""
    content = catalog(rule(parametrar="gräns = 2 [1..12 personer]"), item(sql="antal_med_åtkomst >= $gräns"),
                      case(1, "uppfyllt", "kanaler: kanal_id,antal_med_åtkomst; K1,2"))
    stated = replace(content.cases[0], parameters=(("gräns", text),))
    assert of_case(content, content.items[0], stated) == {"gräns": None}
    assert of_case(content, content.items[0], replace(stated, parameters=(("gräns", "1,5 personer"),))) == {"gräns": Decimal("1.5")}


def test_open_parameter_of_a_case() -> None:
    """What nobody has decided is not assessed, unless the case sets it."""
    content = catalog(
        rule(parametrar="gräns = ej fastställd [1..12 personer]"), item(sql="antal_med_åtkomst >= $gräns"),
        case(1, "ej bedömt", "kanaler: kanal_id,antal_med_åtkomst; K1,9"),
        case(2, "uppfyllt", "kanaler: kanal_id,antal_med_åtkomst; K1,9", parametrar="gräns = 1,5"),
    )
    assert all(result.holds for result in run(content))


def test_old_evidence_of_a_case_is_outdated() -> None:
    """A case shows the aged status, as a rule's cell would."""
    content = catalog(
        rule(), item(sql=finding("avvikelse = 'x'", "uppsikt", "uppsikt_id"), metod="fynd", underlag="uppsikt"),
        case(1, "inaktuellt", "kanaler: kanal_id; K1", täckning="uppsikt alla 2026-01-01..2026-06-29"))
    assert [result.holds for result in run(content)] == [True]


def test_failing_check_of_a_case_is_an_error() -> None:
    """`kontrollen misslyckades` can be shown, and is never taken for a pass."""
    content = catalog(rule(), item(sql="antal_med_åtkomst * 9223372036854775807 > 1"),
                      case(1, "kontrollen misslyckades", "kanaler: kanal_id,antal_med_åtkomst; K1,2"))
    assert [result.holds for result in run(content)] == [True]
