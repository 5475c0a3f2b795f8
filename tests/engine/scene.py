"""Small worlds to judge: a catalogue written as Markdown, evidence written as rows, and a date.

The SQL runs in this process, by the worker's own functions, so that a test takes milliseconds;
`test_process.py` and one test in `test_evaluate.py` use the child process.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from unittest import mock

import duckdb

from regelratt.app import sql_lint
from regelratt.app.sql_lint import check_sql
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.catalog import Catalog
from regelratt.domain.content import CoverageClaim
from regelratt.domain.evidence import SUBJECT_TABLES, Evidence, Value
from regelratt.domain.run import ItemCell, RuleCell, Run
from regelratt.domain.tables import TABLES
from regelratt.domain.words import whom
from regelratt.engine import evaluate as evaluation
from regelratt.engine.database import create_tables, fill, open_locked
from regelratt.engine.evaluate import Inputs, Limits, evaluate
from regelratt.engine.messages import Result, World
from regelratt.engine.readings import Readings, breaches_of, statements_of
from regelratt.engine.running import RunFaultError, Stage
from regelratt.engine.sql import SqlReader
from regelratt.engine.statement import Reading, SqlProblem, Use, statement
from regelratt.engine.wire import decode_frame, encode_rows
from regelratt.loaders.content import build
from regelratt.loaders.markup import check_page
from regelratt.loaders.myst import read_page

DAY = date(2026, 9, 30)
"""The day that scenes are judged at unless they say otherwise."""

MET, NOT_MET = "status = 'aktiv'", "status = 'avslutad'"
"""The shortest krav that every channel of `channels` meets, and that none does."""

BASE = """
:::{dokument} Riktlinjer för prov
:id: PRV-2026
:kortnamn: PRV
:utgivare: Provköping (påhittad)
:dokumenttyp: riktlinjer
:ställning: gällande
:beslut: kommundirektör; 2020-01-01; KS 2020/1
:gäller-från: 2020-01-01
:filnamn: policies/prov

Text.
:::

:::{roll} kanalansvarig
:id: R-KANALANSVARIG
:slag: funktion

Text.
:::

:::{roll} kommundirektör
:id: R-KOMMUNDIREKTOR
:slag: befattning

Text.
:::
"""
_ACCEPTED = {Code.MISSING_CASES, Code.ORPHAN}


def _directive(kind: str, fields: Mapping[str, str], body: str) -> str:
    rows = [f":{name}: {value}" for name, value in fields.items()]
    return "\n".join([f":::{{{kind}}} Titel", *rows, "", body, ":::", ""])


def rule(ident: str = "PRV-1", **options: str) -> str:
    """A rule as an author writes it; `gäller_om` stands for the option `gäller-om`."""
    fields = {
        "id": ident, "dokument": "PRV-2026", "avsnitt": "1", "kravnivå": "ska", "vem": "kanalansvarig (anges)",
        "grund": "internt beslut",
    }
    return _directive("regel", fields | {name.replace("_", "-"): value for name, value in options.items()}, "Text.")


def item(ident: str = "K-1", sql: str = "", **options: str) -> str:
    """A checklist item; a krav when it has SQL, unless `metod` says otherwise."""
    fields = {
        "id": ident, "prövar": "PRV-1", "fas": "löpande", "roll": "kanalansvarig",
        "metod": "krav" if sql else "bekräftelse", "uppgift-från": "register" if sql else "egenkontroll",
    }
    body = f"Text.\n\n```sql\n{sql}\n```" if sql else "Text."
    return _directive("kontrollpunkt", fields | {name.replace("_", "-"): value for name, value in options.items()}, body)


def finding(where: str, table: str = "kanaler", key: str = "kanal_id", okänt: str = "") -> str:
    """The SQL of a fynd about channels."""
    unknown = f", {okänt} AS okänt" if okänt else ""
    return f"SELECT kanal_id AS objekt, 'fel' AS meddelande, {key} AS underlag{unknown} FROM {table} WHERE {where}"


def local_decision(value: str, first: str, last: str = "", ident: str = "B-1") -> str:
    """The organisation's own value of the parameter `gräns` of PRV-1."""
    fields = {
        "id": ident, "regel": "PRV-1", "parameter": "gräns", "värde": value, "beslut": f"kommundirektör; {first}; 1/26",
        "gäller-från": first,
    }
    return _directive("lokalt-beslut", fields | ({"gäller-till": last} if last else {}), "Text.")


@cache
def catalog(*texts: str) -> Catalog:
    """The catalogue of these texts, which may have no other mistakes than lacking test cases."""
    page = read_page("\n".join((BASE, *texts)))
    found: list[Diagnostic] = list(check_page(page, "policies/prov/sida.md"))
    loaded = build({"policies/prov/sida.md": page}, found)
    problems = [*loaded.diagnostics, *check_sql(loaded.catalog, readings_of(loaded.catalog), lambda place, _: place)]
    wrong = [str(each) for each in problems if each.is_error and each.code not in _ACCEPTED]
    assert not wrong, "\n".join(wrong)
    return loaded.catalog


def rows(table: str, *given: Mapping[str, Value]) -> tuple[tuple[Value, ...], ...]:
    """Rows with every column of the table; what is not given is unknown."""
    names = [column.name for column in TABLES[table].columns]
    assert all(set(row) <= set(names) for row in given)
    return tuple(tuple(row.get(name) for name in names) for row in given)


def claim(text: str) -> CoverageClaim:
    """`uppsikt K1 2026-01-01..2026-06-30`."""
    table, subject, days = text.split()
    first, last = days.split("..")
    assert table in TABLES
    return CoverageClaim(table, whom(subject), date.fromisoformat(first), date.fromisoformat(last))


def channels(*idents: str, **values: Value) -> tuple[tuple[Value, ...], ...]:
    """Active channels with the same values."""
    return rows("kanaler", *({"kanal_id": ident, "status": "aktiv", **values} for ident in idents or ("K1",)))


def evidence(*claims: str, **tables: tuple[tuple[Value, ...], ...]) -> Evidence:
    """Evidence with these tables and this coverage; channels are one called K1 unless given.

    A register of objects covers them for all time unless something is claimed of it: no loader takes a row about an
    object that its file does not cover.
    """
    held = {"kanaler": channels(), **tables}
    stated = tuple(map(claim, claims))
    silent = sorted((SUBJECT_TABLES & held.keys()) - {each.table for each in stated})
    return Evidence(held, stated + tuple(claim(f"{table} alla 1900-01-01..9999-12-31") for table in silent))


@dataclass(frozen=True)
class Judgement:
    """A run, with its cells by rule or item and object."""

    run: Run

    def rule(self, ident: str = "PRV-1", subject: str = "K1") -> RuleCell:
        """The one cell of the rule for the object."""
        (cell,) = [each for each in self.run.rule_cells if (each.rule, each.subject) == (ident, subject)]
        return cell

    def item(self, ident: str = "K-1", subject: str = "K1") -> ItemCell:
        """The one cell of the item for the object."""
        (cell,) = [each for each in self.run.item_cells if (each.item, each.subject) == (ident, subject)]
        return cell


def judge(
    content: Catalog, given: Evidence, as_of: date = DAY, previous: Run | None = None, *, in_child: bool = False
) -> Judgement:
    """The evaluation of the catalogue with the evidence on the day."""
    inputs = Inputs(content, "innehåll", given, "underlag", as_of, "0")
    limits = Limits(deadline=20, memory_limit_mb=256)
    if in_child:
        return Judgement(evaluate(inputs, readings_of(content), limits).after(previous))
    with mock.patch.object(evaluation, "run_worlds", run_here):
        return Judgement(evaluate(inputs, readings_of(content), limits).after(previous))


def run_here(worlds: Sequence[World], **_: object) -> list[list[Result]]:
    """What `run_worlds` does, without a child process and without a deadline."""
    return [_run_world(world) for world in worlds]


def _run_world(world: World) -> list[Result]:
    stage = Stage(_connection(), is_staged=world.is_staged)
    needed = sorted(frozenset[str]().union(*(task.reads for task in world.tasks)))
    create_tables(stage.connection, needed, is_staged=world.is_staged)
    for name in needed:
        for frame in encode_rows(world.tables.get(name, ())):
            columns = decode_frame(frame)["columns"]
            fill(stage.connection, TABLES[name], columns, is_staged=world.is_staged)  # type: ignore[arg-type]  # from JSON
        if world.is_staged:
            stage.scenes[name] = frozenset(row[0] for row in world.tables.get(name, ()))  # type: ignore[misc]  # a number
    results = []
    for task in world.tasks:
        try:
            results.append(Result(tuple(stage.rows(task))))
        except RunFaultError as error:
            results.append(Result(error=str(error)))
    return results


@cache
def readings_of(content: Catalog) -> Readings:
    """The readings of all SQL of the catalogue, made in this process."""
    return Readings({each: breaches_of(each) or _reader().read(each) for each in statements_of(content)})


KNOWN: dict[str, object] = {
    "per_datum": DAY, "period_start": DAY, "period_slut": DAY, "gräns": 2, "ord": "text", "på": True,
}
"""Parameters that loose SQL may use."""


def read_here(use: Use, sql: str, table: str = "kanaler") -> Reading:
    """The reading of a loose piece of SQL, made in this process."""
    each = statement(use, sql, table, KNOWN)
    return breaches_of(each) or _reader().read(each)


def problems_of(use: Use, sql: str, table: str = "kanaler") -> list[SqlProblem]:
    """Everything that lint says about a loose piece of SQL."""
    readings = Readings({statement(use, sql, table, KNOWN): read_here(use, sql, table)})
    return list(sql_lint.problems(readings, use, sql, table, KNOWN))


@cache
def _reader() -> SqlReader:
    return SqlReader()


@cache
def _connection() -> duckdb.DuckDBPyConnection:
    return open_locked()
