"""What a check found, for people and for machines: totals, what is not met, where it lies and what to do next."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import typer

from regelratt.app.check import Checked
from regelratt.app.places import LATEST
from regelratt.cli.output import as_mapping
from regelratt.diagnostics import count_line
from regelratt.domain.catalog import Catalog
from regelratt.domain.run import RuleCell, Run
from regelratt.domain.status import ADVICE_NOT_FOLLOWED, Status
from regelratt.domain.totals import Totals, totals
from regelratt.exports.run_files import RUN_FILE

LISTED = 20
"""Rules that are not met of each kind that are shown on the command line; the rest are counted."""

RESULT = (LATEST / RUN_FILE).as_posix()


@dataclass(frozen=True, slots=True)
class Unmet:
    """A rule that is not met, and for how many objects."""

    rule: str
    title: str
    binding: bool
    subjects: int


def print_check(checked: Checked, catalog: Catalog, *, as_json: bool = False, next_step: bool = True) -> None:
    """Print the run of a check that has one, after the warnings."""
    run = checked.run
    assert checked.sealed is not None
    assert run is not None
    if as_json:
        typer.echo(json.dumps(_mapping(checked, run, catalog), ensure_ascii=False, indent=2))
        return
    for each in checked.diagnostics:
        typer.echo(str(each))
    if checked.diagnostics:
        typer.echo(count_line(checked.diagnostics))
    typer.echo(f"Kontroll {run.id} per {run.as_of.isoformat()}")
    if checked.begins_in:
        typer.echo(f"Historiken börjar i {checked.begins_in}: där fanns inga sparade kontroller, "
                   f"så inga brister är kända från förr.")
    for line in _lines(run, unmet_rules(run, catalog)):
        typer.echo(line)
    if next_step:
        typer.echo(f"Resultatet ligger i {RESULT}. Kör regelratt build och läs den interna utgåvan, objekt för objekt.")


def unmet_rules(run: Run, catalog: Catalog) -> list[Unmet]:
    """The rules that some object does not meet, in the order of the content."""
    failing = Counter(cell.rule for cell in run.rule_cells if cell.status is Status.NOT_MET)
    return [
        Unmet(rule.id, rule.title, rule.level.is_binding, failing[rule.id])
        for rule in catalog.rules if rule.id in failing
    ]


def _lines(run: Run, unmet: Sequence[Unmet]) -> Iterator[str]:
    for name, cells in _parts(run).items():
        each = totals(cells)
        listed = ", ".join(f"{count} {status.word}" for status, count in each.counts if count)
        yield f"Regler med {name}: {each.applicable} tillämpliga av {each.cells} ({listed or 'inga'})"
    yield from _listed("Ej uppfyllt", [each for each in unmet if each.binding])
    yield from _listed(ADVICE_NOT_FOLLOWED.capitalize(), [each for each in unmet if not each.binding])
    if run.findings:
        yield f"{len(run.findings)} {'rad' if len(run.findings) == 1 else 'rader'} i underlaget avviker"


def _listed(heading: str, unmet: Sequence[Unmet]) -> Iterator[str]:
    if not unmet:
        return
    yield f"{heading}:"
    for each in unmet[:LISTED]:
        yield f"  {each.rule} {each.title} ({each.subjects} objekt)"
    if len(unmet) > LISTED:
        yield f"  … och {len(unmet) - LISTED} regler till"


def _parts(run: Run) -> dict[str, list[RuleCell]]:
    return {
        "ska och får inte": [cell for cell in run.rule_cells if cell.binding],
        "bör": [cell for cell in run.rule_cells if not cell.binding],
    }


def _mapping(checked: Checked, run: Run, catalog: Catalog) -> dict[str, object]:
    assert checked.sealed is not None
    return {
        "run": run.id, "as_of": run.as_of.isoformat(),
        "rules": {name: _counts(totals(cells)) for name, cells in _parts(run).items()},
        "findings": len(run.findings),
        "digest": checked.sealed.head.digest,
        "carried_from": run.carried_from,
        "begins_in": checked.begins_in,
        "unmet": [
            {"rule": each.rule, "title": each.title, "binding": each.binding, "subjects": each.subjects}
            for each in unmet_rules(run, catalog)
        ],
        "warnings": [as_mapping(each) for each in checked.diagnostics],
        "result": RESULT,
    }


def _counts(found: Totals) -> dict[str, int]:
    return {status.code: count for status, count in found.counts}
