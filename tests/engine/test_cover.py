"""Nothing is met, not applicable or mended without cover of every table that decides it, named by its author or not."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.status import Reason, Status
from regelratt.domain.tables import TABLES
from regelratt.domain.words import SubjectKind
from regelratt.engine.cover import Cover
from tests.engine.scene import MET, Judgement, catalog, channels, claim, evidence, finding, item, judge, rows, rule

CLEAN = frozenset({Status.MET, Status.NOT_APPLICABLE})
LIMIT = {"högsta_ålder": "30 dagar"}
BAD = "diarienummer = 'x'"
HEAD = "SELECT kanal_id AS objekt, 'fel' AS meddelande, kanal_id AS underlag"

QUERIES = {
    "from": f"SELECT objekt_id AS objekt, 'fel' AS meddelande, beslut_id AS underlag FROM beslut WHERE {BAD}",
    "join": f"SELECT k.kanal_id AS objekt, 'fel' AS meddelande, b.beslut_id AS underlag"
            f" FROM kanaler AS k JOIN beslut AS b ON b.objekt_id = k.kanal_id WHERE {BAD}",
    "in": f"{HEAD} FROM kanaler WHERE kanal_id IN (SELECT objekt_id FROM beslut WHERE {BAD})",
    "exists": f"{HEAD} FROM kanaler AS k WHERE EXISTS"
              f" (SELECT 1 FROM beslut AS b WHERE b.objekt_id = k.kanal_id AND {BAD})",
    "with": f"WITH fel AS (SELECT objekt_id, beslut_id FROM beslut WHERE {BAD})"
            f" SELECT objekt_id AS objekt, 'fel' AS meddelande, beslut_id AS underlag FROM fel",
    "union": f"{HEAD} FROM kanaler WHERE tvåfaktor = 'nej' UNION ALL"
             f" SELECT objekt_id, 'fel', beslut_id FROM beslut WHERE {BAD}",
    "subquery": f"SELECT objekt, 'fel' AS meddelande, underlag FROM"
                f" (SELECT objekt_id AS objekt, beslut_id AS underlag FROM beslut WHERE {BAD}) AS fel",
}
NAMED = ("", "kanaler", "beslut")


@cache
def fynd(form: str, named: str) -> Catalog:
    """A fynd that reads the decisions in this form, and says that it rests on this table."""
    return catalog(rule(), item(sql=QUERIES[form], metod="fynd", **LIMIT, **({"underlag": named} if named else {})))


def decisions(number: str, subject: str = "K1") -> tuple[tuple[Value, ...], ...]:
    """One decision about a channel."""
    return rows("beslut", {"beslut_id": "B1", "objekt_id": subject, "slag": "start", "diarienummer": number})


FAILING = evidence("beslut alla 2026-01-01..2026-09-20", beslut=decisions("x"))
WITHOUT = {
    "absent": evidence(),
    "emptied": evidence(beslut=()),
    "another": evidence("beslut K2 2026-01-01..2026-09-30", kanaler=channels("K1", "K2"), beslut=decisions("KS 1", "K2")),
}


@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize("form", QUERIES)
def test_a_register_that_is_read_counts_though_unnamed(form: str, named: str) -> None:
    """Met with its cover alone; without, not assessed, and what was known still fails. Nothing older clears it."""
    content = fynd(form, named)
    failed = judge(content, FAILING).run
    assert judge(content, FAILING).item().status is Status.NOT_MET
    for given_evidence in WITHOUT.values():
        found = judge(content, given_evidence)
        assert (found.item().status, found.item().reason) == (Status.NOT_ASSESSED, Reason.EVIDENCE_MISSING)
        assert found.rule().status is Status.NOT_ASSESSED
        assert judge(content, given_evidence, previous=failed).item().reason is Reason.CARRIED
    for last, is_cleared in (("2026-09-19", False), ("2026-09-20", True)):
        mended = evidence(f"beslut alla 2026-01-01..{last}", beslut=decisions("KS 1"))
        assert judge(content, mended).item().status is Status.MET
        after = judge(content, mended, previous=failed)
        assert (after.item().status is Status.MET, after.rule().status is Status.MET) == (is_cleared, is_cleared)


@pytest.mark.parametrize(("last", "status"), [("2026-08-31", Status.MET), ("2026-08-30", Status.OUTDATED)])
@pytest.mark.parametrize("named", NAMED)
@pytest.mark.parametrize("form", QUERIES)
def test_a_register_that_is_read_ages_though_unnamed(form: str, named: str, last: str, status: Status) -> None:
    """As old as the item allows, the last day inclusive."""
    found = judge(fynd(form, named), evidence(f"beslut alla 2026-01-01..{last}", beslut=decisions("KS 1")))
    assert found.item().status is found.rule().status is status
    assert status is Status.MET or found.item().detail == "beslut"


_OF_BOARDS = "SELECT k.nämnd_id AS objekt, 'fel' AS meddelande, k.kanal_id AS underlag FROM kanaler AS k"
OF_BOARDS = {
    "kanaler": catalog(rule(avser="nämnd"), item(sql=f"{_OF_BOARDS} WHERE k.tvåfaktor = 'nej'", metod="fynd", **LIMIT)),
    "beslut": catalog(rule(avser="nämnd"), item(
        sql=f"{_OF_BOARDS} JOIN beslut AS b ON b.objekt_id = k.kanal_id WHERE {BAD}", metod="fynd", **LIMIT)),
}
OF_ORGANISATION = catalog(rule(avser="organisation"), item(
    sql="SELECT organisation_id AS objekt, 'fel' AS meddelande, kanal_id AS underlag FROM organisation CROSS JOIN kanaler"
        " WHERE tvåfaktor = 'nej'", metod="fynd", **LIMIT))


def _of_boards(*claims: str) -> Evidence:
    table = channels("K1", "K2", nämnd_id="N1") + channels("K3", nämnd_id="N2")
    return evidence(*claims, kanaler=table, nämnder=rows("nämnder", *({"nämnd_id": f"N{number}"} for number in (1, 2, 3))),
                    organisation=rows("organisation", {"organisation_id": "O1"}))


@pytest.mark.parametrize("table", OF_BOARDS)
@pytest.mark.parametrize(("covered", "status"), [
    ({"K1": 30, "K2": 30, "N1": 30}, Status.MET), ({"K1": 30, "N1": 30}, Status.NOT_ASSESSED),
    ({"K3": 30, "N1": 30}, Status.NOT_ASSESSED), ({"N1": 30}, Status.NOT_ASSESSED),
    ({"K1": 30, "K2": 1, "N1": 30}, Status.OUTDATED),
])
def test_a_board_is_judged_by_all_of_its_channels(table: str, covered: dict[str, int], status: Status) -> None:
    """The cover holds every channel of the board's: of the register, and of decisions about them."""
    claims = [f"{table} {ident} 2026-01-01..2026-0{9 if last == 30 else 6}-{last:02}" for ident, last in covered.items()]
    assert judge(OF_BOARDS[table], _of_boards(*claims)).item(subject="N1").status is status


def test_a_board_without_channels_is_not_assessed_by_them() -> None:
    """That the register has none of its channels does not tell that it has none."""
    found = judge(OF_BOARDS["kanaler"], _of_boards("kanaler K1 2026-01-01..2026-09-30"))
    assert found.item(subject="N3").status is Status.NOT_ASSESSED


@pytest.mark.parametrize(("claims", "status"), [
    (["K1", "K2", "K3"], Status.MET), (["K1", "K2"], Status.NOT_ASSESSED), (["alla"], Status.MET)])
def test_the_organisation_is_judged_by_all_channels(claims: list[str], status: Status) -> None:
    """One channel that is not covered, and nobody knows of all."""
    given_evidence = _of_boards(*(f"kanaler {each} 2026-01-01..2026-09-30" for each in claims))
    assert judge(OF_ORGANISATION, given_evidence).item(subject="O1").status is status


def _counted(period: str) -> Catalog:
    return catalog(rule(period=period, gäller_vid="inlägg"), item(sql=finding("tvåfaktor = 'nej'"), metod="fynd"))


POST = rows("inlägg", {"inlägg_id": "I1", "kanal_id": "K1", "publicerad": datetime(2026, 5, 2, 12)})


@pytest.mark.parametrize(("period", "whole"), [
    ("halvår", "2026-01-01..2026-06-30"), ("löpande", "2026-09-01..2026-09-30")])
@pytest.mark.parametrize("posts", [(), POST], ids=["none", "one"])
def test_that_nothing_happened_needs_cover_of_what_is_counted(
    period: str, whole: str, posts: tuple[tuple[Value, ...], ...]
) -> None:
    """A table that is only counted is evidence too; a failure that is seen elsewhere stands without it."""
    content = _counted(period)
    for claims in ([], ["inlägg K2 2026-01-01..2026-09-30"], ["inlägg alla 2026-05-01..2026-06-30"] * (period == "halvår")):
        found = judge(content, evidence(*claims, inlägg=posts))
        assert (found.item().status, found.item().reason) == (Status.NOT_ASSESSED, Reason.EVIDENCE_MISSING)
        seen = judge(content, evidence(*claims, inlägg=posts, kanaler=channels(tvåfaktor="nej"))).item()
        assert (seen.status, seen.valid) == (Status.NOT_MET, False)
    known = judge(content, evidence(f"inlägg alla {whole}", inlägg=posts)).item()
    assert known.status is (Status.MET if posts else Status.NOT_APPLICABLE)
    if period == "löpande":
        old = judge(content, evidence("inlägg alla 2026-01-01..2026-09-29", inlägg=posts)).item()
        assert (old.status, old.reason) == (Status.OUTDATED, Reason.EVIDENCE_STALE)


CONDITION = "status = 'aktiv'"
CONDITIONED = {
    "krav": catalog(rule(gäller_om=CONDITION), item(sql=MET, **LIMIT)),
    "fynd": catalog(rule(gäller_om=CONDITION), item(
        sql=finding("avvikelse = 'x'", "uppsikt", "uppsikt_id"), metod="fynd", **LIMIT)),
    "own": catalog(rule(), item(sql=MET, gäller_om=CONDITION, **LIMIT)),
    "bekräftelse": catalog(rule(gäller_om=CONDITION), item(**LIMIT)),
}


def _conditioned(claim: str, state: str, *more: str) -> Evidence:
    confirmed: dict[str, Value] = {
        "bekräftelse_id": "B1", "kontrollpunkt": "K-1", "objekt_id": "K1", "datum": date(2026, 9, 30),
        "utfall": "uppfyllt", "förutsättningar": "PRV-1=1"}
    return evidence(claim, "uppsikt alla 2026-01-01..2026-09-30", *more, kanaler=channels(status=state),
                    bekräftelser=rows("bekräftelser", confirmed))


@pytest.mark.parametrize(("claim", "wanted"), [
    ("kanaler alla 2026-01-01..2026-08-31", None), ("kanaler alla 2026-01-01..2026-08-30", Status.OUTDATED),
    ("kanaler K2 2026-01-01..2026-09-30", Status.NOT_ASSESSED),
])
@pytest.mark.parametrize("name", CONDITIONED)
def test_a_condition_rests_on_evidence_too(name: str, claim: str, wanted: Status | None) -> None:
    """Whether it holds or not: what is not covered tells nothing, and what is too old is outdated, for item and rule."""
    for state, status in (("aktiv", Status.MET), ("avslutad", Status.NOT_APPLICABLE)):
        found = judge(CONDITIONED[name], _conditioned(claim, state))
        assert (found.item().status, found.rule().status) == (wanted or status, wanted or status), state
    assert wanted is not Status.OUTDATED or found.rule().reason is found.item().reason is Reason.EVIDENCE_STALE


@pytest.mark.parametrize("last", ["2026-08-31", "2026-08-30"])
def test_an_old_condition_clears_no_known_failure(last: str) -> None:
    """Not applicable by a register that is too old is no outcome; by one as old as allowed it is."""
    content = catalog(rule(gäller_om=CONDITION), item(sql="length(beskrivning) > 0", **LIMIT))
    failed = judge(content, evidence(f"kanaler alla 2026-01-01..{last}", kanaler=channels(beskrivning="")))
    gone = evidence(f"kanaler alla 2026-01-01..{last}", kanaler=channels(status="avslutad", beskrivning=""))
    after = judge(content, gone, previous=failed.run)
    wanted = Status.NOT_APPLICABLE if last == "2026-08-31" else Status.NOT_MET
    assert (after.item().status, after.rule().status) == (wanted, wanted)


def test_a_condition_that_is_false_asks_for_no_more_than_itself() -> None:
    """What the check itself reads may be older: it is not asked."""
    failed = judge(CONDITIONED["fynd"], evidence(
        "kanaler alla 2026-01-01..2026-09-20", "uppsikt alla 2026-01-01..2026-09-20",
        uppsikt=rows("uppsikt", {"uppsikt_id": "U1", "kanal_id": "K1", "från": date(2026, 9, 1), "avvikelse": "x"})))
    assert failed.item().status is Status.NOT_MET
    closed = evidence("kanaler alla 2026-01-01..2026-09-25", "uppsikt alla 2026-01-01..2026-09-10",
                      kanaler=channels(status="avslutad"))
    assert judge(CONDITIONED["fynd"], closed, previous=failed.run).item().status is Status.NOT_APPLICABLE


def test_the_rule_is_as_old_as_its_strictest_item_allows() -> None:
    """An item with a condition of its own does not make the rule's any newer."""
    content = catalog(rule(gäller_om=CONDITION), item("K-1", MET), item("K-2", MET, **LIMIT))
    old = judge(content, evidence("kanaler alla 2026-01-01..2026-08-30", kanaler=channels(status="avslutad")))
    assert old.item("K-1").status is Status.NOT_APPLICABLE
    assert (old.rule().status, old.rule().reason) == (Status.OUTDATED, Reason.EVIDENCE_STALE)


def test_a_failure_seen_without_cover_is_cleared_by_nothing_older() -> None:
    """It was seen on the day that was judged, whatever days its file is about."""
    content = fynd("from", "")
    failed = judge(content, evidence(beslut=decisions("x")))
    assert (failed.item().status, failed.item().valid) == (Status.NOT_MET, False)
    for last, status in (("2026-09-29", Status.NOT_MET), ("2026-09-30", Status.MET)):
        mended = evidence(f"beslut alla 2026-01-01..{last}", beslut=decisions("KS 1"))
        assert judge(content, mended, previous=failed.run).item().status is status


@pytest.mark.parametrize(("text", "status"), [("a", Status.NOT_ASSESSED), ("", Status.NOT_MET), (None, Status.NOT_ASSESSED)])
def test_a_krav_needs_cover_of_its_object(text: str | None, status: Status) -> None:
    """A row that fails has been seen, and that nothing covers it stands beside; one in order proves nothing."""
    content = catalog(rule(), item(sql="length(beskrivning) > 0"))
    cell = judge(content, evidence("kanaler K2 2026-01-01..2026-09-30", kanaler=channels(beskrivning=text))).item()
    assert (cell.status, cell.valid) == (status, status is not Status.NOT_MET)


@pytest.mark.parametrize("claims", [[], ["uppsikt K2 2026-01-01..2026-09-30"]])
def test_a_table_that_is_named_and_not_read_counts_too(claims: list[str]) -> None:
    """The author says that it is needed."""
    content = catalog(rule(), item(sql=QUERIES["from"], metod="fynd", underlag="uppsikt"))
    given_evidence = evidence("beslut alla 2026-01-01..2026-09-30", *claims, beslut=decisions("KS 1"))
    assert judge(content, given_evidence).item().detail == "uppsikt"


@pytest.mark.parametrize(("is_failure", "day"), [(True, date(2026, 9, 30)), (False, date.min)])
def test_a_table_without_cover_is_as_new_as_nothing(is_failure: bool, day: date) -> None:
    """Beside one that covers the object: what clears is as old as can be, and what failed is not."""
    cover = Cover(evidence("beslut alla 2026-01-01..2026-09-20"), date(2026, 9, 30))
    grounds = cover.grounds({"beslut", "gallring"}, SubjectKind.CHANNEL, "K1", is_failure=is_failure)
    assert grounds == (("beslut", date(2026, 9, 20)), ("gallring", day))


def _clean(found: Judgement) -> bool:
    return found.item().status in CLEAN or found.rule().status in CLEAN


@cache
def _asked(sql: str, method: str, period: str, named: str, condition: str, counted: str) -> Catalog:
    of_rule = {name: value for name, value in (("gäller_om", condition), ("gäller_vid", counted)) if value}
    return catalog(rule(period=period, **of_rule), item(
        sql=sql, metod=method, **LIMIT, **({"underlag": named} if named else {})))


@st.composite
def _questions(draw: st.DrawFn) -> tuple[Catalog, str, frozenset[str]]:
    """A check of any form, the state of the channel, and the tables that decide a clean outcome."""
    period, condition = draw(st.sampled_from(["löpande", "halvår"])), draw(st.sampled_from(["", CONDITION]))
    state = draw(st.sampled_from(["aktiv", "avslutad"])) if condition else "aktiv"
    form = draw(st.sampled_from(["krav", *QUERIES]))
    if form == "krav":
        return _asked(MET, "krav", period, "", condition, ""), state, frozenset({"kanaler"})
    counted, named = draw(st.sampled_from(["", "inlägg", "uppsikt"])), draw(st.sampled_from([*NAMED, "uppsikt"]))
    content = _asked(QUERIES[form], "fynd", period, named, condition, counted)
    of_own = {"kanaler"} if condition or "kanaler" in QUERIES[form] else set()
    of_check = {"beslut", *filter(None, [counted, named])} if state == "aktiv" else set()
    return content, state, frozenset(of_own | of_check)


@settings(max_examples=150, deadline=None)
@given(asked=_questions(), gap=st.sampled_from(["gone", "another", "old"]), data=st.data())
def test_law_what_is_not_covered_or_too_old_is_never_clean(
    asked: tuple[Catalog, str, frozenset[str]], gap: str, data: st.DataObject
) -> None:
    """Whole evidence gives a clean outcome; take the cover of any table that decides it away, and nothing is clean."""
    content, state, decides = asked
    held = {"kanaler": channels("K1", "K2", status=state), "beslut": decisions("KS 1")}
    whole = {table: f"{table} alla 2026-01-01..2026-09-30" for table in ("kanaler", "beslut", "inlägg", "uppsikt")}
    assert _clean(judge(content, evidence(*whole.values(), **held)))
    lost = data.draw(st.sampled_from(sorted(decides)))
    last = "2026-08-30" if TABLES[lost].is_register else "2026-06-29"
    whole[lost] = {"gone": "annonser alla 2026-01-01..2026-09-30", "another": f"{lost} K2 2026-01-01..2026-09-30",
                   "old": f"{lost} alla 2025-01-01..{last}"}[gap]
    found = judge(content, Evidence(evidence(*whole.values(), **held).tables, tuple(map(claim, whole.values()))))
    assert not _clean(found), (lost, gap, found.item(), found.rule())
