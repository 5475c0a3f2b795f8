"""Texts of evidence cells to typed values, by the table's schema."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime

from regelratt.diagnostics import close_matches
from regelratt.domain.evidence import Value
from regelratt.domain.tables import Column, ColumnType, Table

TEXT_LIMIT = 10_000
"""Longest text that a cell may hold, in characters."""

Report = Callable[[int, str, str], None]
"""Called with the row's number (0 is the header), what is wrong and how to put it right."""

_FORMS = {
    ColumnType.INTEGER: "ett heltal",
    ColumnType.DATE: "en dag som 2026-06-30",
    ColumnType.MOMENT: "en tidpunkt som 2026-06-30 14:05",
    ColumnType.BOOLEAN: "ja eller nej",
}


def typed_rows(
    table: Table, header: Sequence[str], rows: Sequence[Sequence[str | None]], report: Report
) -> tuple[tuple[Value, ...], ...]:
    """Rows with every column of the table in order; absent columns are unknown.

    A row with a mistake is reported and left out, so that nothing wrong is ever judged.
    """
    positions = _positions(table, header, report)
    if positions is None:
        return ()
    found = []
    seen: set[Value] = set()
    for number, row in enumerate(rows, start=1):
        values, sound = [], True
        for column in table.columns:
            index = positions.get(column.name)
            text = row[index] if index is not None and index < len(row) else None
            value, problem = typed(column, text)
            if problem:
                report(number, f"kolumnen {column.name} {problem[0]}", problem[1])
                sound = False
            values.append(value)
        if sound and values[0] in seen:
            report(number, f"{table.key} {values[0]} står på två rader", "Behåll en rad för varje nyckel.")
            sound = False
        if sound:
            seen.add(values[0])
            found.append(tuple(values))
    return tuple(found)


def _positions(table: Table, header: Sequence[str], report: Report) -> dict[str, int] | None:
    known = [column.name for column in table.columns]
    positions: dict[str, int] = {}
    sound = True
    for index, name in enumerate(header):
        if name not in known:
            report(0, f"kolumnen {name!r} finns inte i tabellen {table.name}",
                   f"Rätta namnet eller ta bort kolumnen.{close_matches(name, known)}")
            sound = False
        elif name in positions:
            report(0, f"kolumnen {name} står två gånger", "Ta bort den ena.")
            sound = False
        positions.setdefault(name, index)
    for column in table.columns:
        if column.required and column.name not in positions:
            report(0, f"kolumnen {column.name} saknas ({column.about})", "Lägg till den.")
            sound = False
    return positions if sound else None


def typed(column: Column, text: str | None) -> tuple[Value, tuple[str, str] | None]:
    """The typed value, or what is wrong with the text and how to put it right."""
    if text is None:
        missing = (f"saknar värde ({column.about})", "Fyll i cellen.") if column.required else None
        return None, missing
    if len(text) > TEXT_LIMIT:
        return None, (f"har en text på mer än {TEXT_LIMIT} tecken", "Korta den.")
    if column.choices and text not in column.choices:
        return None, (f"kan inte vara {text!r}",
                      f"Skriv något av: {', '.join(column.choices)}.{close_matches(text, column.choices)}")
    try:
        return _convert(column.type, text), None
    except ValueError:
        return None, (f"kan inte vara {text!r}", f"Skriv {_FORMS[column.type]}.")


def _convert(kind: ColumnType, text: str) -> Value:
    match kind:
        case ColumnType.INTEGER:
            number = int(text)
            if abs(number) >= 2**63:
                raise ValueError(text)
            return number
        case ColumnType.DATE:
            return date.fromisoformat(text)
        case ColumnType.MOMENT:
            return datetime.fromisoformat(text).replace(tzinfo=None)
        case ColumnType.BOOLEAN:
            return {"ja": True, "nej": False}[text] if text in ("ja", "nej") else _refuse(text)
        case ColumnType.TEXT:
            return text


def _refuse(text: str) -> bool:
    raise ValueError(text)
