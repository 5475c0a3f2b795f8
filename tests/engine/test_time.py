"""Time alone never improves a cell: the same evidence, a later day, the same period."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence, Value
from regelratt.domain.period import latest_complete
from regelratt.domain.status import Status
from regelratt.domain.words import PeriodKind
from tests.engine.scene import catalog, channels, claim, finding, item, judge, rows, rule

START = date(2026, 7, 1)
"""First day judged; everything in the evidence is known by then."""

TEXTS = st.sampled_from(["a", "", None])
PAST = st.integers(0, 800).map(lambda days: START - timedelta(days=days))
PERIODS = ["löpande", "halvår"]


def _content(period: str, age: str) -> Catalog:
    limit = {"högsta_ålder": age} if age else {}
    return catalog(
        rule(period=period, gäller_om="status = 'aktiv'"), rule("PRV-2", period=period), rule("PRV-3", period=period, gäller_vid="uppsikt"),
        item("K-1", "length(beskrivning) > 0", **limit),
        item("K-2", prövar="PRV-1, PRV-2", beror_på="syfte", **limit),
        item("K-3", finding("avvikelse = 'ja'", "uppsikt", "uppsikt_id"), prövar="PRV-3", metod="fynd", underlag="uppsikt", **limit),
        item("K-4", finding("avvikelse = 'ja'", "uppsikt", "uppsikt_id"), prövar="PRV-2", metod="fynd", underlag="uppsikt",
             avgör="bara brister", **limit),
    )


CONTENTS = {(period, age): _content(period, age) for period in PERIODS for age in ("", "90 dagar")}


@st.composite
def _evidence(draw: st.DrawFn) -> Evidence:
    confirmations: list[dict[str, Value]] = [
        {"bekräftelse_id": f"B{number}", "kontrollpunkt": "K-2", "objekt_id": "K1", "datum": draw(PAST),
         "utfall": draw(st.sampled_from(["uppfyllt", "ej uppfyllt", "ej tillämpligt"])),
         "förutsättningar": draw(st.sampled_from(["PRV-1=1; PRV-2=1; syfte=a", "PRV-1=2; PRV-2=1; syfte=a", ""]))}
        for number in range(draw(st.integers(0, 3)))]
    watch: list[dict[str, Value]] = [
        {"uppsikt_id": f"S{number}", "kanal_id": "K1", "från": draw(PAST), "avvikelse": draw(st.sampled_from(["ja", None]))}
        for number in range(draw(st.integers(0, 2)))]
    exemptions: list[dict[str, Value]] = [
        {"undantag_id": f"U{number}", "regel": draw(st.sampled_from(["PRV-1", "PRV-2"])), "regelversion": 1, "objekt_id": "K1",
         "från": START, "till": START + timedelta(days=draw(st.integers(0, 300)))}
        for number in range(draw(st.integers(0, 1)))]
    spans = [
        f"{table} alla {draw(PAST)}..{START + timedelta(days=draw(st.integers(-200, 200)))}"
        for table in ("kanaler", "uppsikt", "uppsikt")]
    table = channels(beskrivning=draw(TEXTS), syfte=draw(TEXTS))
    return Evidence(
        {"kanaler": table, "bekräftelser": rows("bekräftelser", *confirmations), "uppsikt": rows("uppsikt", *watch),
         "undantag": rows("undantag", *exemptions)},
        tuple(each for span in spans if (each := claim(span)).first <= each.last))


@settings(max_examples=100)
@given(
    key=st.sampled_from(list(CONTENTS)), known=_evidence(), first=st.integers(0, 180), more=st.integers(1, 180))
def test_time_alone_never_improves_a_cell(key: tuple[str, str], known: Evidence, first: int, more: int) -> None:
    """Judged on a later day of the same period, no cell of any rule or item has a better status."""
    day, later = START + timedelta(days=first), START + timedelta(days=first + more)
    kind = PeriodKind(key[0])
    assume(kind is PeriodKind.CONTINUOUS or latest_complete(kind, day) == latest_complete(kind, later))
    before, after = judge(CONTENTS[key], known, day), judge(CONTENTS[key], known, later)
    for earlier, present in zip(before.run.rule_cells, after.run.rule_cells, strict=True):
        assert (earlier.rule, earlier.subject) == (present.rule, present.subject)
        assert present.status >= earlier.status, (earlier, present)
    for one, other in zip(before.run.item_cells, after.run.item_cells, strict=True):
        assert other.valid <= one.valid
        assert one.status is not Status.NOT_MET or other.status is Status.NOT_MET


@settings(max_examples=60)
@given(key=st.sampled_from(list(CONTENTS)), known=_evidence(), more=st.integers(0, 180), gone=st.sets(
    st.sampled_from(["bekräftelser", "uppsikt", "kanaler"])))
def test_losing_evidence_never_mends_a_failure(key: tuple[str, str], known: Evidence, more: int, gone: set[str]) -> None:
    """With some of the evidence deleted, what failed on the last run still fails on the next of its period."""
    day, later = START, START + timedelta(days=more)
    assume(key[0] == "löpande" or latest_complete(PeriodKind(key[0]), day) == latest_complete(PeriodKind(key[0]), later))
    tables = {name: table for name, table in known.tables.items() if name not in gone or name == "kanaler"}
    if "kanaler" in gone:
        tables["kanaler"] = channels()
    claims = tuple(each for each in known.coverage if each.table not in gone)
    before = judge(CONTENTS[key], known, day)
    after = judge(CONTENTS[key], Evidence(tables, claims), later, before.run)
    for one, other in zip(before.run.item_cells, after.run.item_cells, strict=True):
        assert one.status is not Status.NOT_MET or other.status is Status.NOT_MET, (one, other)
