"""Nothing that happened or was decided after the day that is judged counts, whatever column it stands in."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from regelratt.domain.evidence import Value
from regelratt.domain.status import Reason, Status
from regelratt.domain.tables import TABLES
from regelratt.engine.plan import until
from tests.engine.scene import DAY, catalog, channels, evidence, finding, item, judge, rows, rule

_NEXT = date(2026, 10, 1)
_CHECKED = catalog(rule(), item(sql="tvåfaktor = 'ja' AND tvåfaktor_kontrollerad > DATE '2026-01-01'"))
_APPROVED = catalog(rule(), item(sql="chef_godkänt <= startdatum"))
_DECIDED = catalog(rule(), item(
    sql=finding("NOT EXISTS (SELECT 1 FROM beslut WHERE objekt_id = kanal_id)"), metod="fynd",
    underlag="kanaler, beslut"))


@pytest.mark.parametrize(("as_of", "status"), [(DAY, Status.NOT_ASSESSED), (_NEXT, Status.MET)])
def test_later_check_is_not_known_yet(as_of: date, status: Status) -> None:
    """A state that was looked at tomorrow is unknown today."""
    given = evidence(kanaler=channels(tvåfaktor="ja", tvåfaktor_kontrollerad=_NEXT))
    assert judge(_CHECKED, given, as_of).rule().status is status


@pytest.mark.parametrize(("as_of", "status"), [(DAY, Status.NOT_ASSESSED), (_NEXT, Status.NOT_MET)])
def test_later_fact_turns_nothing(as_of: date, status: Status) -> None:
    """An approval of tomorrow neither fails nor mends anything today; a planned day is known before it comes."""
    given = evidence(kanaler=channels(chef_godkänt=_NEXT, startdatum=date(2026, 9, 1)))
    assert judge(_APPROVED, given, as_of).rule().status is status
    planned = evidence(kanaler=channels(chef_godkänt=date(2026, 9, 1), startdatum=_NEXT))
    assert judge(_APPROVED, planned, as_of).rule().status is Status.MET


@pytest.mark.parametrize(("as_of", "status"), [(DAY, Status.NOT_MET), (_NEXT, Status.MET)])
def test_later_decision_is_not_taken_yet(as_of: date, status: Status) -> None:
    """A row of a register that was decided tomorrow is not there today."""
    decided = rows("beslut", {"beslut_id": "B1", "objekt_id": "K1", "slag": "start", "datum": _NEXT})
    given = evidence("beslut alla 2020-01-01..2026-12-31", beslut=decided)
    assert judge(_DECIDED, given, as_of).rule().status is status


@pytest.mark.parametrize(("as_of", "status"), [
    (date(2026, 9, 14), Status.NOT_MET), (date(2026, 9, 15), Status.EXEMPT)])
def test_later_exemption_is_not_granted_yet(as_of: date, status: Status) -> None:
    """An exemption counts from the day it was decided, however early its first day is."""
    granted = rows("undantag", {
        "undantag_id": "U1", "regel": "PRV-1", "regelversion": 1, "objekt_id": "K1", "skäl": "x",
        "beslutad_av": "kommundirektör", "beslutad": date(2026, 9, 15), "från": date(2026, 1, 1),
        "till": date(2026, 9, 30), "diarienummer": "1/26"})
    found = judge(catalog(rule(), item(sql="tvåfaktor = 'ja'")),
                  evidence(kanaler=channels(tvåfaktor="nej"), undantag=granted), as_of)
    assert (found.rule().status, found.rule().exemption) == (status, "U1" if status is Status.EXEMPT else "")


def test_what_is_left_of_a_row() -> None:
    """Only the days that have not come are lost, moments and the last day of a crisis among them."""
    comment = rows("kommentarer", {
        "kommentar_id": "1", "kanal_id": "K1", "inkom": datetime(2026, 9, 30, 22), "besvarad": datetime(2026, 9, 30, 23, 59),
        "fullständigt_besvarad": datetime(2026, 10, 1, 0, 0), "är_fråga": True})
    [held] = until(TABLES["kommentarer"], comment, DAY)
    assert dict(zip([each.name for each in TABLES["kommentarer"].columns], held, strict=True)) == {
        **dict.fromkeys(each.name for each in TABLES["kommentarer"].columns), "kommentar_id": "1", "kanal_id": "K1",
        "inkom": datetime(2026, 9, 30, 22), "besvarad": datetime(2026, 9, 30, 23, 59), "är_fråga": True}
    [crisis] = until(TABLES["kriser"], rows("kriser", {"kris_id": "1", "från": DAY, "till": _NEXT}), DAY)
    assert _NEXT not in crisis
    [advert] = until(TABLES["annonser"], rows("annonser", {"annons_id": "1", "från": DAY, "till": _NEXT}), DAY)
    assert _NEXT in advert


@pytest.mark.parametrize("table", sorted(TABLES))
def test_no_later_day_is_left_in_any_table(table: str) -> None:
    """But planned ones; and nothing is looked for where all was collected by the day, except what may be planned."""
    columns = TABLES[table].columns
    row: dict[str, Value] = {each.name: _NEXT for each in columns if each.type in ("datum", "tid")}
    held = until(TABLES[table], rows(table, row), DAY)
    planned = {each.name for each in columns if each.may_be_ahead}
    dated = {TABLES[table].moment, TABLES[table].decided} & row.keys()
    if dated:
        assert held == []
    else:
        assert [{name for name, value in zip([each.name for each in columns], left, strict=True) if value == _NEXT}
                for left in held] == [planned]
    given = rows(table, row)
    assert (until(TABLES[table], given, DAY, collected=DAY) == given) is not bool(dated & planned)


_OPEN = rule(parametrar="gräns = ej fastställd [1..12 st]")


@pytest.mark.parametrize(("status", "condition", "wanted", "reason"), [
    ("planerad", "status = 'aktiv'", Status.NOT_APPLICABLE, Reason.RULE_NOT_APPLICABLE),
    ("aktiv", "status = 'aktiv'", Status.NOT_ASSESSED, Reason.PARAMETER_OPEN),
    ("aktiv", "syfte = 'x'", Status.NOT_ASSESSED, Reason.PARAMETER_OPEN),
    ("planerad", "antal_med_åtkomst > $gräns", Status.NOT_ASSESSED, Reason.PARAMETER_OPEN),
])
def test_whom_an_item_concerns_goes_before_its_open_value(
    status: str, condition: str, wanted: Status, reason: Reason
) -> None:
    """A planned channel is none of its business, whatever nobody has decided; else the value is what lacks."""
    content = catalog(_OPEN, item(sql="antal_med_åtkomst >= $gräns", gäller_om=condition))
    found = judge(content, evidence(kanaler=channels(status=status, antal_med_åtkomst=2)))
    assert (found.item().status, found.item().reason) == (wanted, reason)
