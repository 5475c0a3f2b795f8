"""From catalogue and evidence to cells: what krav and fynd give, and for whom."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from regelratt.domain.status import Reason, Status
from regelratt.domain.words import Obtained
from tests.engine.scene import (
    MET,
    NOT_MET,
    catalog,
    channels,
    evidence,
    finding,
    item,
    judge,
    local_decision,
    rows,
    rule,
)

DESCRIBED = catalog(rule(), item(sql="length(beskrivning) > 0"))


@pytest.mark.parametrize(("text", "status", "reason"), [
    ("Hej", Status.MET, Reason.OBSERVED),
    ("", Status.NOT_MET, Reason.OBSERVED),
    (None, Status.NOT_ASSESSED, Reason.FACT_MISSING),
])
def test_krav_is_three_valued(text: str | None, status: Status, reason: Reason) -> None:
    """True is met, false is not met, and NULL is not assessed."""
    found = judge(DESCRIBED, evidence(kanaler=channels(beskrivning=text)))
    assert (found.item().status, found.item().reason) == (status, reason)
    assert (found.rule().status, found.rule().reason) == (status, reason)
    assert found.rule().obtained == (Obtained.REGISTER,)


def test_every_object_has_its_own_cell() -> None:
    """One channel's breach is not another's."""
    table = channels("K1", beskrivning="a") + channels("K2", beskrivning="") + channels("K3")
    found = judge(DESCRIBED, evidence(kanaler=table))
    assert [found.rule(subject=each).status for each in ("K1", "K2", "K3")] == [
        Status.MET, Status.NOT_MET, Status.NOT_ASSESSED]


def test_row_that_overflows_is_an_error_there_alone() -> None:
    """The check crashes on one row: an error for that object, never met."""
    content = catalog(rule(), item(sql="antal_med_åtkomst * 9223372036854775807 > 1"))
    table = channels("K1", antal_med_åtkomst=1) + channels("K2", antal_med_åtkomst=2)
    found = judge(content, evidence(kanaler=table))
    assert found.rule(subject="K1").status is Status.MET
    assert (found.rule(subject="K2").status, found.rule(subject="K2").reason) == (Status.ERROR, Reason.CHECK_FAILED)


def test_in_the_child_process_it_is_the_same() -> None:
    """The whole way through the child gives the cells that the tests' short cut gives."""
    content = catalog(rule(), item(sql="length(beskrivning) > 0"), item("K-2", finding("status = 'avslutad'"), metod="fynd"))
    given = evidence(kanaler=channels("K1", beskrivning="a") + channels("K2"))
    assert judge(content, given, in_child=True).run == judge(content, given).run


@pytest.mark.parametrize(("state", "status", "reason"), [
    ("aktiv", Status.NOT_MET, Reason.OBSERVED),
    ("avslutad", Status.NOT_APPLICABLE, Reason.RULE_NOT_APPLICABLE),
    (None, Status.NOT_ASSESSED, Reason.APPLICABILITY_UNKNOWN),
])
def test_applicability(state: str | None, status: Status, reason: Reason) -> None:
    """A condition that is false makes the rule not applicable; one that is unknown makes it not assessed."""
    content = catalog(rule(gäller_om="status = 'aktiv'"), item(sql="length(beskrivning) > 0"))
    found = judge(content, evidence(kanaler=channels(status=state, beskrivning="")))
    assert (found.rule().status, found.rule().reason) == (status, reason)
    assert found.item().status is status


def test_items_own_condition_is_a_part() -> None:
    """An item that does not apply leaves the rule to its other items."""
    content = catalog(rule(), item(sql="length(beskrivning) > 0", gäller_om="status = 'avslutad'"), item("K-2", MET))
    found = judge(content, evidence(kanaler=channels(beskrivning="")))
    assert found.item("K-1").status is Status.NOT_APPLICABLE
    assert found.rule().status is Status.MET


def test_rule_without_items_is_not_assessed() -> None:
    """Nothing is met vacuously."""
    found = judge(catalog(rule()), evidence())
    assert (found.rule().status, found.rule().reason) == (Status.NOT_ASSESSED, Reason.NO_ITEM)


def test_worst_item_decides() -> None:
    """A rule with an item that is met and one that is not has the worse status and its reason."""
    content = catalog(rule(), item("K-1", MET), item("K-2", "length(beskrivning) > 0"))
    found = judge(content, evidence())
    assert (found.rule().status, found.rule().reason) == (Status.NOT_ASSESSED, Reason.FACT_MISSING)


@pytest.mark.parametrize(("level", "binding"), [("ska", True), ("får inte", True), ("bör", False), ("bör inte", False)])
def test_binding_and_advisory_are_told_apart(level: str, binding: bool) -> None:
    """Each cell says whether its rule binds."""
    found = judge(catalog(rule(kravnivå=level), item(sql=NOT_MET)), evidence())
    assert (found.rule().status, found.rule().binding) == (Status.NOT_MET, binding)


@pytest.mark.parametrize("options", [{"kravnivå": "får"}, {"kravnivå": "beslutar"}, {"prövas_inte": "attityd"},
                                     {"läge": "utkast"}, {"gäller_från": "2026-10-01"}])
def test_rules_without_cells(options: dict[str, str]) -> None:
    """Permissions, competences, what is not checked, drafts and what is not yet in force get no cell."""
    content = catalog(rule(**options))
    assert judge(content, evidence()).run.rule_cells == ()


def test_rule_in_force_on_its_first_day() -> None:
    """The first day counts."""
    content = catalog(rule(gäller_från="2026-09-30"), item(sql=MET))
    assert judge(content, evidence()).rule().status is Status.MET


def test_period_before_the_rule_is_not_judged() -> None:
    """A rule is not judged for a period that ended before it came into force."""
    content = catalog(rule(period="halvår", gäller_från="2026-07-01"), item(sql=NOT_MET))
    assert judge(content, evidence(), date(2026, 12, 30)).run.rule_cells == ()
    assert judge(content, evidence(), date(2026, 12, 31)).rule().period == "andra halvåret 2026"


REMOVALS = catalog(
    rule(period="halvår", gäller_vid="borttagningar"),
    item(sql=finding("skärmdump = 'nej' AND upptäckt BETWEEN $period_start AND $period_slut + 1", "borttagningar", "borttagning_id",
                     "skärmdump IS NULL").replace("WHERE skärmdump = 'nej'", "WHERE (skärmdump = 'nej' OR skärmdump IS NULL)"),
         metod="fynd", underlag="borttagningar"),
)
COVERED = "borttagningar alla 2026-01-01..2026-06-30"


def _removals(*shots: str | None, day: datetime = datetime(2026, 3, 1, 12)) -> tuple[tuple[object, ...], ...]:
    return rows("borttagningar", *(
        {"borttagning_id": f"B{number}", "kanal_id": "K1", "upptäckt": day, "skärmdump": shot}
        for number, shot in enumerate(shots)))


def test_events_are_counted() -> None:
    """37 of 40: the cell counts events, and each offence is a finding."""
    found = judge(REMOVALS, evidence(COVERED, borttagningar=_removals(*["ja"] * 37, *["nej"] * 3)))
    assert (found.rule().status, found.rule().passed, found.rule().total) == (Status.NOT_MET, 37, 40)
    assert [(each.subject, each.evidence_key, each.message) for each in found.run.findings] == [
        ("K1", f"B{number}", "fel") for number in (37, 38, 39)]
    assert found.rule().period == "första halvåret 2026"


def test_all_events_in_order() -> None:
    """40 of 40 with cover is met."""
    found = judge(REMOVALS, evidence(COVERED, borttagningar=_removals(*["ja"] * 40)))
    assert (found.rule().status, found.rule().passed, found.rule().total) == (Status.MET, 40, 40)


def test_no_events_with_cover_is_not_applicable() -> None:
    """Nothing happened, and the log shows it."""
    found = judge(REMOVALS, evidence(COVERED))
    assert (found.item().status, found.item().reason) == (Status.NOT_APPLICABLE, Reason.NO_EVENTS)
    assert (found.rule().status, found.rule().total) == (Status.NOT_APPLICABLE, None)


@pytest.mark.parametrize("claims", [
    [], ["borttagningar alla 2026-01-01..2026-06-29"], ["borttagningar alla 2026-01-02..2026-06-30"],
    ["borttagningar alla 2026-01-01..2026-03-31", "borttagningar alla 2026-04-02..2026-06-30"],
    ["borttagningar K2 2026-01-01..2026-06-30"], ["kommentarer alla 2026-01-01..2026-06-30"],
])
def test_no_findings_without_cover_is_not_assessed(claims: list[str]) -> None:
    """A day short, a gap, another object or another table: nothing found proves nothing."""
    for table in ((), _removals("ja")):
        found = judge(REMOVALS, evidence(*claims, borttagningar=table))
        assert (found.rule().status, found.rule().reason) == (Status.NOT_ASSESSED, Reason.EVIDENCE_MISSING)


def test_cover_may_come_in_pieces() -> None:
    """Two files that meet, or one for all and one for the object, together leave no day out."""
    pieces = ["borttagningar alla 2026-01-01..2026-03-31", "borttagningar K1 2026-04-01..2026-06-30"]
    assert judge(REMOVALS, evidence(*pieces, borttagningar=_removals("ja"))).rule().status is Status.MET


def test_offence_without_cover_is_an_offence() -> None:
    """What was seen was seen, however little the evidence covers."""
    assert judge(REMOVALS, evidence(borttagningar=_removals("nej"))).rule().status is Status.NOT_MET


def test_rows_that_lack_a_fact_are_unknown() -> None:
    """A row marked `okänt` is no offence and no pass: the cell is not assessed, and counted apart."""
    found = judge(REMOVALS, evidence(COVERED, borttagningar=_removals("ja", None)))
    assert (found.rule().status, found.rule().reason) == (Status.NOT_ASSESSED, Reason.FACT_MISSING)
    assert (found.rule().passed, found.rule().total) == (1, 2)
    assert found.run.findings == ()
    worse = judge(REMOVALS, evidence(COVERED, borttagningar=_removals("ja", None, "nej")))
    assert (worse.rule().status, worse.rule().passed, worse.rule().total) == (Status.NOT_MET, 1, 3)


def test_events_outside_the_period_do_not_count() -> None:
    """What happened in another half-year is not in the count."""
    given = evidence(COVERED, borttagningar=_removals("nej", day=datetime(2025, 12, 31, 23, 59)))
    assert judge(REMOVALS, given).rule().reason is Reason.NO_EVENTS
    assert judge(REMOVALS, given, date(2026, 6, 29)).rule().status is Status.NOT_MET


def test_last_minute_of_the_last_day_counts() -> None:
    """The last day is inclusive, also for moments within it."""
    given = evidence(COVERED, borttagningar=_removals("ja", day=datetime(2026, 6, 30, 23, 59)))
    assert judge(REMOVALS, given).rule().total == 1


def test_future_rows_are_ignored() -> None:
    """A row dated after the day is neither counted nor seen by the query."""
    content = catalog(rule(gäller_vid="borttagningar"), item(
        sql=finding("skärmdump = 'nej'", "borttagningar", "borttagning_id"), metod="fynd", underlag="borttagningar"))
    given = evidence("borttagningar alla 2026-01-01..2026-12-31", borttagningar=_removals("nej", day=datetime(2026, 10, 1, 0, 0)))
    assert judge(content, given).rule().reason is Reason.NO_EVENTS
    assert judge(content, given, date(2026, 10, 1)).rule().status is Status.NOT_MET


def test_finding_for_an_unknown_object_is_an_error() -> None:
    """A query that names an object which is not there is broken: an error, not a pass for the others."""
    content = catalog(rule(), item(sql="SELECT nämnd_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler", metod="fynd"))
    found = judge(content, evidence(kanaler=channels(nämnd_id="K9")))
    assert (found.rule().status, found.rule().reason) == (Status.ERROR, Reason.CHECK_FAILED)
    assert "K9" in found.item().detail
    assert found.run.findings == ()


def test_finding_without_an_object_is_an_error() -> None:
    """A row that names nobody breaks the query."""
    content = catalog(rule(), item(sql="SELECT nämnd_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler", metod="fynd"))
    assert judge(content, evidence(kanaler=channels(nämnd_id=None))).rule().status is Status.ERROR


ABSENCE = catalog(rule(period="halvår"), item(sql=finding(
    "NOT EXISTS (SELECT 1 FROM ögonblicksbilder b WHERE b.kanal_id = kanaler.kanal_id"
    " AND b.tagen BETWEEN $period_start AND $period_slut)"), metod="fynd", underlag="ögonblicksbilder"))


@pytest.mark.parametrize(("claims", "taken", "status"), [
    (["ögonblicksbilder alla 2026-01-01..2026-06-30"], date(2026, 6, 30), Status.MET),
    (["ögonblicksbilder alla 2026-01-01..2026-06-30"], date(2026, 7, 1), Status.NOT_MET),
    (["ögonblicksbilder alla 2026-01-01..2026-06-30"], None, Status.NOT_MET),
    ([], None, Status.NOT_ASSESSED),
    (["ögonblicksbilder K2 2026-01-01..2026-06-30"], None, Status.NOT_ASSESSED),
    (["ögonblicksbilder alla 2026-01-01..2026-06-29"], date(2026, 7, 1), Status.NOT_ASSESSED),
])
def test_what_is_absent_needs_cover_to_be_missed(claims: list[str], taken: date | None, status: Status) -> None:
    """That something was not done is seen only where the evidence would have shown it; else *underlag saknas*."""
    table = rows("ögonblicksbilder", {"bild_id": "B1", "kanal_id": "K1", "tagen": taken}) if taken else ()
    found = judge(ABSENCE, evidence(*claims, ögonblicksbilder=table))
    assert found.rule().status is status
    assert len(found.run.findings) == (status is Status.NOT_MET)


def test_log_that_the_query_reads_needs_cover_though_unnamed() -> None:
    """An author who forgets `underlag` does not get a pass for it."""
    content = catalog(rule(period="halvår"), item(
        sql=finding("skärmdump = 'nej'", "borttagningar", "borttagning_id"), metod="fynd"))
    assert judge(content, evidence()).rule().reason is Reason.EVIDENCE_MISSING
    assert judge(content, evidence(COVERED)).rule().status is Status.MET


CONTINUOUS = catalog(rule(), item(
    sql=finding("avvikelse IS NOT NULL", "uppsikt", "uppsikt_id"), metod="fynd", underlag="uppsikt"))
MONTH_OLD = catalog(rule(), item(
    sql=finding("avvikelse IS NOT NULL", "uppsikt", "uppsikt_id"), metod="fynd", underlag="uppsikt", högsta_ålder="30 dagar"))


@pytest.mark.parametrize(("content", "last", "status"), [
    (CONTINUOUS, "2026-09-30", Status.MET), (CONTINUOUS, "2026-09-29", Status.OUTDATED),
    (CONTINUOUS, "2026-12-31", Status.MET), (MONTH_OLD, "2026-08-31", Status.MET), (MONTH_OLD, "2026-08-30", Status.OUTDATED),
])
def test_continuous_findings_need_fresh_evidence(content: object, last: str, status: Status) -> None:
    """Evidence to the day, or as old as the item allows, the last day inclusive."""
    found = judge(content, evidence(f"uppsikt alla 2026-01-01..{last}"))  # type: ignore[arg-type]  # a catalogue
    assert found.rule().status is status
    assert status is Status.MET or found.rule().reason is Reason.EVIDENCE_STALE


@pytest.mark.parametrize(("last", "status"), [("2026-08-31", Status.MET), ("2026-08-30", Status.OUTDATED)])
def test_old_register_ages_a_krav(last: str, status: Status) -> None:
    """A krav that is met by a register older than allowed is outdated; one that is not met stays not met."""
    content = catalog(rule(), item(sql="length(beskrivning) > 0", högsta_ålder="30 dagar"))
    claims = f"kanaler alla 2026-01-01..{last}"
    assert judge(content, evidence(claims, kanaler=channels(beskrivning="a"))).rule().status is status
    assert judge(content, evidence(claims, kanaler=channels(beskrivning=""))).rule().status is Status.NOT_MET


@pytest.mark.parametrize(("content", "claim", "valid"), [
    pytest.param(catalog(rule(), item(sql="length(beskrivning) > 0", högsta_ålder="30 dagar")), "kanaler alla 2026-01-01..2026-08-31", True, id="krav"),
    pytest.param(catalog(rule(), item(sql="length(beskrivning) > 0", högsta_ålder="30 dagar")), "kanaler alla 2026-01-01..2026-08-30", False, id="old krav"),
    pytest.param(MONTH_OLD, "uppsikt alla 2026-01-01..2026-08-31", True, id="fynd"),
    pytest.param(MONTH_OLD, "uppsikt alla 2026-01-01..2026-08-30", False, id="old fynd"),
    pytest.param(MONTH_OLD, "uppsikt K2 2026-01-01..2026-09-30", False, id="fynd without cover"),
])
def test_failure_on_old_evidence_stands_and_says_so(content: object, claim: str, valid: bool) -> None:
    """What failed has failed, for the reason it had; that its evidence is old or does not cover the object stands beside."""
    found = judge(content, evidence(  # type: ignore[arg-type]  # a catalogue
        claim, kanaler=channels(beskrivning=""),
        uppsikt=rows("uppsikt", {"uppsikt_id": "U1", "kanal_id": "K1", "från": date(2026, 2, 1), "till": date(2026, 2, 2), "avvikelse": "en lucka"})))
    assert (found.item().status, found.item().reason, found.item().valid) == (Status.NOT_MET, Reason.OBSERVED, valid)


def test_cover_to_the_end_of_time_raises_nothing() -> None:
    """A claim until 9999-12-31 is odd but no crash."""
    assert judge(MONTH_OLD, evidence("uppsikt alla 2026-01-01..9999-12-31")).rule().status is Status.MET


@pytest.mark.parametrize(("as_of", "label", "status"), [
    (date(2026, 6, 29), "andra halvåret 2025", Status.NOT_ASSESSED),
    (date(2026, 6, 30), "första halvåret 2026", Status.MET),
    (date(2026, 12, 30), "första halvåret 2026", Status.MET),
    (date(2026, 12, 31), "andra halvåret 2026", Status.NOT_ASSESSED),
])
def test_a_new_period_is_a_new_cell(as_of: date, label: str, status: Status) -> None:
    """The latest completed period is judged, and yesterday's evidence is not evidence for the next."""
    found = judge(REMOVALS, evidence(COVERED, borttagningar=_removals("ja")), as_of)
    assert (found.rule().period, found.item().period, found.rule().status) == (label, label, status)


PARAMETER = rule(parametrar="gräns = ej fastställd [1..12 personer]")
OPEN = catalog(PARAMETER, item(sql="antal_med_åtkomst >= $gräns"))


def test_open_parameter_is_never_run() -> None:
    """An item whose parameter nobody has decided is not assessed for that reason, whatever the row says."""
    found = judge(OPEN, evidence(kanaler=channels(antal_med_åtkomst=100)))
    assert (found.rule().status, found.rule().reason) == (Status.NOT_ASSESSED, Reason.PARAMETER_OPEN)
    assert found.item().detail == "gräns"


@pytest.mark.parametrize(("as_of", "status"), [
    (date(2026, 2, 28), Status.NOT_ASSESSED), (date(2026, 3, 1), Status.NOT_MET), (date(2026, 5, 31), Status.NOT_MET),
    (date(2026, 6, 1), Status.MET),
])
def test_local_decision_sets_the_value_on_its_days(as_of: date, status: Status) -> None:
    """The organisation's own value is used from its first day until the next one takes over."""
    content = catalog(PARAMETER, item(sql="antal_med_åtkomst >= $gräns"),
                      local_decision("3", "2026-03-01", "2026-05-31"), local_decision("2", "2026-06-01", ident="B-2"))
    assert judge(content, evidence(kanaler=channels(antal_med_åtkomst=2)), as_of).rule().status is status


def test_parameter_that_is_not_used_does_not_matter() -> None:
    """An open parameter stops only the items that use it."""
    content = catalog(PARAMETER, item(sql="length(beskrivning) > 0"))
    assert judge(content, evidence(kanaler=channels(beskrivning="a"))).rule().status is Status.MET


def test_open_parameter_in_a_condition() -> None:
    """A condition that nobody can compute makes applicability unknown."""
    content = catalog(rule(parametrar="gräns = ej fastställd [1..12 personer]", gäller_om="antal_med_åtkomst >= $gräns"),
                      item(sql=MET))
    found = judge(content, evidence(kanaler=channels(antal_med_åtkomst=100)))
    assert (found.rule().status, found.rule().reason) == (Status.NOT_ASSESSED, Reason.APPLICABILITY_UNKNOWN)


def test_decimal_and_text_parameters() -> None:
    """Numbers, texts and yes/no reach the SQL with their types."""
    content = catalog(
        rule(parametrar="gräns = 1,5 [1..12 personer]; ord = aktiv [text]; på = ja [ja/nej]"),
        item(sql="antal_med_åtkomst > $gräns AND status = $ord AND $på"))
    assert judge(content, evidence(kanaler=channels(antal_med_åtkomst=2))).rule().status is Status.MET
    assert judge(content, evidence(kanaler=channels(antal_med_åtkomst=1))).rule().status is Status.NOT_MET


def test_failures_only_proves_nothing_when_clean() -> None:
    """`avgör: bara brister`: a breach counts, a clean result leaves the rule unassessed."""
    content = catalog(rule(), item(sql="length(beskrivning) > 0", avgör="bara brister"))
    clean = judge(content, evidence(kanaler=channels(beskrivning="a")))
    assert (clean.rule().status, clean.rule().reason) == (Status.NOT_ASSESSED, Reason.NO_DECIDING_ITEM)
    assert clean.item().status is Status.MET
    assert judge(content, evidence(kanaler=channels(beskrivning=""))).rule().status is Status.NOT_MET


def test_no_objects_give_no_cells() -> None:
    """An empty register is no pass: there is nothing to show a status for."""
    found = judge(DESCRIBED, evidence(kanaler=()))
    assert found.run.rule_cells == found.run.item_cells == ()


def test_boards_and_the_organisation_have_cells() -> None:
    """All three kinds of object are judged, each by its own register."""
    content = catalog(
        rule(avser="nämnd"), rule("PRV-2", avser="organisation"),
        item(sql="publicister_utsedda"), item("K-2", "förteckning_publicerad", prövar="PRV-2"))
    given = evidence(
        nämnder=rows("nämnder", {"nämnd_id": "N1", "namn": "Ett", "publicister_utsedda": True}, {"nämnd_id": "N2", "namn": "Två"}),
        organisation=rows("organisation", {"organisation_id": "O1", "namn": "Provköping", "förteckning_publicerad": False}))
    found = judge(content, given)
    assert found.rule("PRV-1", "N1").status is Status.MET
    assert found.rule("PRV-1", "N2").status is Status.NOT_ASSESSED
    assert found.rule("PRV-2", "O1").status is Status.NOT_MET
    assert dict(found.run.subject_names)["N2"] == "Två"


def test_same_inputs_same_run() -> None:
    """The digest of the inputs follows from all of them, and a second evaluation is equal."""
    given = evidence(kanaler=channels(beskrivning="a"))
    assert judge(DESCRIBED, given).run == judge(DESCRIBED, given).run
    assert judge(DESCRIBED, given).run.inputs != judge(DESCRIBED, given, date(2026, 9, 29)).run.inputs
