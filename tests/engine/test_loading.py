"""Filling tables in the real child: what does not fit costs those who read it, and nobody else."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from regelratt.domain.evidence import Evidence
from regelratt.domain.status import Reason, Status
from regelratt.domain.words import SubjectKind
from regelratt.engine import evaluate as evaluation
from regelratt.engine.evaluate import Limits, evaluate
from regelratt.engine.messages import Result, Task, World
from regelratt.engine.outcomes import OutcomeReader
from regelratt.engine.process import run_worlds
from tests.engine.scene import DAY, Inputs, catalog, channels, evidence, finding, item, readings_of, rows, rule

HUGE = [(f"U{number}", "K1", date(2026, 1, 1), date(2026, 1, 2), number, f"roll {number}" * 8, f"avvikelse {number}" * 8) for number in range(60_000)]
HONEST = Task("A", "length(syfte) > 0", {}, "kanaler")
READER = Task("B", finding("avvikelse IS NOT NULL", "uppsikt", "uppsikt_id"), tables=frozenset({"uppsikt"}))
JOINED = Task("C", finding("kanaler.syfte = 'a'", "kanaler JOIN uppsikt USING (kanal_id)", "uppsikt_id"), tables=frozenset({"uppsikt", "kanaler"}))
ENOUGH, TOO_LITTLE = 256, 24
"""Megabytes that the table fits in, and that it does not."""


def run(memory: int, *tasks: Task) -> list[Result]:
    """The results with one small and one large table."""
    world = World({"uppsikt": HUGE, "kanaler": channels(syfte="a")}, tasks)
    [found] = run_worlds([world], deadline=20, memory_limit_mb=memory)
    return found


def test_a_table_that_fits_is_read_whole() -> None:
    """Three frames of rows and every one of them is there."""
    count = Task("B", "SELECT count(*), count(DISTINCT uppsikt_id), sum(intervall_dagar) FROM uppsikt", tables=frozenset({"uppsikt"}))
    honest, counted = run(ENOUGH, HONEST, count)
    assert honest.rows == (("K1", "true"),)
    assert counted.rows == ((str(len(HUGE)), str(len(HUGE)), str(sum(range(len(HUGE))))),)


def test_a_table_that_does_not_fit_costs_its_readers_alone() -> None:
    """An error that names the table for the query that reads it and the one that joins it; the other table is in its place."""
    honest, reader, joined = run(TOO_LITTLE, HONEST, READER, JOINED)
    assert honest.rows == (("K1", "true"),)
    assert reader.unloaded == joined.unloaded == "uppsikt"
    assert reader.error == "tabellen uppsikt gick inte att läsa in (minnet räckte inte)"


def test_a_table_that_nobody_reads_is_never_sent() -> None:
    """However large it is, it is left where it is."""
    [honest] = run(TOO_LITTLE, HONEST)
    assert honest.rows == (("K1", "true"),)


def test_cells_say_that_the_evidence_could_not_be_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """The item that reads the table has an error with its own reason and the table's name; the honest item is decided."""
    content = catalog(rule(), item("K-1", "length(syfte) > 0"), item("K-2", finding("avvikelse = 'x'", "uppsikt", "uppsikt_id"), metod="fynd"))

    def unloaded(worlds: list[World], **_: object) -> list[list[Result]]:
        return [[Result(error="tabellen uppsikt gick inte att läsa in (x)", unloaded="uppsikt") if "uppsikt" in task.tables
                 else Result((("K1", "true"),)) for task in world.tasks] for world in worlds]

    monkeypatch.setattr(evaluation, "run_worlds", unloaded)
    given = evidence(kanaler=channels(syfte="a"))
    run = evaluate(Inputs(content, "i", given, "u", DAY, "0"), readings_of(content), Limits()).after(None)
    cells = {cell.item: cell for cell in run.item_cells}
    assert cells["K-1"].status is Status.MET
    assert (cells["K-2"].status, cells["K-2"].reason) == (Status.ERROR, Reason.EVIDENCE_NOT_LOADED)
    assert "uppsikt" in cells["K-2"].detail


def test_events_of_a_large_log_are_counted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Items that ask about the same log and period share one count, made without a mapping for each row."""
    monkeypatch.setattr(Evidence, "rows", lambda *_: iter(()))
    when = datetime(2026, 3, 1, 12)
    log = rows("borttagningar", *({"borttagning_id": f"B{number}", "kanal_id": f"K{number % 2}", "upptäckt": when + timedelta(days=number)} for number in range(200)))
    reader = OutcomeReader(catalog(rule()), Evidence({"borttagningar": log, "kanaler": channels("K0", "K1")}), DAY)
    content = catalog(rule(period="halvår", gäller_vid="borttagningar"), item("K-1", finding("skärmdump = 'nej'", "borttagningar", "borttagning_id"), metod="fynd"))
    judged = evaluation.Planner(content, readings_of(content)).judged(content.items[0], {}, DAY)
    counts = reader._events(judged.item, judged.period)  # noqa: SLF001  # what the cells are made from
    assert counts == {"K0": 61, "K1": 61}
    assert reader._events(judged.item, judged.period) is counts  # noqa: SLF001  # as above
    assert reader.evidence.subjects(SubjectKind.CHANNEL) == ["K0", "K1"]
