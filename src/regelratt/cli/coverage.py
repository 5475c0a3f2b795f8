"""What `regelratt coverage` prints."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterator
from pathlib import Path

import typer

from regelratt.app.coverage import Change, Coverage, Difference
from regelratt.cli.exit_codes import ExitCode
from regelratt.cli.output import as_mapping
from regelratt.domain.catalog import Catalog
from regelratt.loaders.source_text import Statement

_SHOWN = 100
"""How many characters of a statement are shown."""

_ADVICE = {
    Change.NEW: "Återge det, eller skriv varför inte, på en ny rad i liggaren.",
    Change.CHANGED: "Läs om det som återger påståendet, och byt sedan summan i liggaren.",
    Change.REMOVED: "Pröva om det som återger påståendet ska upphävas, och ta sedan bort raden ur liggaren.",
    Change.UNCOVERED: "Ange vad som återger det, eller skriv varför det inte återges.",
}


def coverage_exit_code(found: Coverage) -> ExitCode:
    """3 for mistakes in the ledger, 1 when something is not covered or has changed, else 0."""
    if any(each.is_error for each in found.diagnostics):
        return ExitCode.CONTENT
    return ExitCode.FINE if found.is_complete else ExitCode.BREACH


def print_coverage(found: Coverage, catalog: Catalog, source: Path) -> None:
    """Mistakes in the ledger, each difference with what it touches, and the figures last."""
    for diagnostic in found.diagnostics:
        typer.echo(str(diagnostic))
    for difference in found.differences:
        for line in _lines(difference, catalog, source):
            typer.echo(line)
    typer.echo(f"{found.document}: {found.covered} av {found.statements} påståenden täckta ({found.percent} %)")
    typer.echo(f"{found.rendered} återges av objekt, {found.reasoned} har ett skäl att inte återges")


def _lines(difference: Difference, catalog: Catalog, source: Path) -> Iterator[str]:
    place = " och ".join(f"avsnitt {row.section} nr {row.number}" for row in difference.rows)
    if not place and difference.after:
        place = f"efter avsnitt {difference.after.section} nr {difference.after.number}"
    yield f"{difference.change}: {place or 'först i källan'}. {_ADVICE[difference.change]}"
    for statement in difference.statements:
        yield f"  {source}:{statement.line}:{statement.column}: {_short(statement)}"
        yield f"    summa {statement.digest}"
    for ident in difference.objects:
        entry = catalog.by_id.get(ident)
        yield f"  återges av {ident}{f' {entry.title} ({entry.location})' if entry else ''}"
    for reason in dict.fromkeys(row.reason for row in difference.rows if row.reason and not row.objects):
        yield f"  återgavs inte: {reason}"


def _short(statement: Statement) -> str:
    return textwrap.shorten("".join(sign if sign.isprintable() else " " for sign in statement.text), _SHOWN,
                            placeholder=" …")


def coverage_as_json(found: Coverage, source: Path) -> str:
    """The whole answer for machines."""
    return json.dumps({
        "document": found.document, "ledger": found.path, "source": str(source), "statements": found.statements,
        "covered": found.covered, "rendered": found.rendered, "reasoned": found.reasoned, "percent": found.percent,
        "complete": found.is_complete, "differences": [_as_mapping(each) for each in found.differences],
        "diagnostics": [as_mapping(each) for each in found.diagnostics],
    }, ensure_ascii=False, indent=2)


def _as_mapping(difference: Difference) -> dict[str, object]:
    return {
        "change": difference.change.name.lower(),
        "objects": list(difference.objects),
        "rows": [{"section": row.section, "number": row.number, "digest": row.digest, "line": row.line}
                 for row in difference.rows],
        "statements": [{"line": each.line, "column": each.column, "digest": each.digest, "text": each.text}
                       for each in difference.statements],
        "after": {"section": difference.after.section, "number": difference.after.number} if difference.after else None,
    }
