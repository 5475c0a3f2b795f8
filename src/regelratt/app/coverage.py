"""Whether every statement of a source document is rendered by the content, by the document's ledger.

The ledger holds hashes and no text, so a changed statement is found by its place: what stands between
the same neighbours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path

from regelratt.app.project import Project
from regelratt.diagnostics import Code, Diagnostic, close_matches
from regelratt.domain.location import Location
from regelratt.loaders.ledger import Ledger, LedgerRow, ledger_path
from regelratt.loaders.source_text import Statement, split_statements
from regelratt.source_files import Unreadable, read_inside

SOURCE_LIMIT = 20_000_000
"""Largest source document that is read, in bytes."""


class SourceError(Exception):
    """The source cannot be read, or no document can be chosen for it; the message is for the user."""


class Change(StrEnum):
    """What has happened to a statement since the ledger was written; the value is the word shown."""

    NEW = "nytt"
    CHANGED = "ändrat"
    REMOVED = "borttaget"
    UNCOVERED = "inte återgivet"


@dataclass(frozen=True, slots=True)
class Difference:
    """Statements of the source and the rows they stand in the place of; either may be empty."""

    change: Change
    statements: tuple[Statement, ...]
    rows: tuple[LedgerRow, ...]
    after: LedgerRow | None
    """The last row before it, for finding the place in the ledger."""

    @property
    def objects(self) -> tuple[str, ...]:
        """What renders the statements that were there."""
        return tuple(dict.fromkeys(ident for row in self.rows for ident in row.objects))


@dataclass(frozen=True, slots=True)
class Coverage:
    """How a source compares with the ledger of one document."""

    document: str
    path: str
    statements: int
    rendered: int
    """Statements that some object renders."""
    reasoned: int
    """Statements that are left out for a stated reason: headings, page numbers and the like."""
    differences: tuple[Difference, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = field(default=())

    @property
    def covered(self) -> int:
        """Statements that are accounted for."""
        return self.rendered + self.reasoned

    @property
    def percent(self) -> int:
        """Whole per cent, rounded down so that only all is 100; nothing is covered vacuously."""
        return 100 * self.covered // self.statements if self.statements else 0

    @property
    def is_complete(self) -> bool:
        """True when every statement is accounted for and none is new, changed or gone."""
        return self.covered == self.statements > 0 and not self.differences


def read_source(path: Path) -> str:
    """The text of a source document; SourceError when it is no ordinary file of reasonable size in UTF-8."""
    try:
        data = read_inside(path.resolve().parent, path, SOURCE_LIMIT)
        if isinstance(data, Unreadable):
            raise SourceError(f"{path}: filen {data.why}. {data.remedy}")
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceError(f"{path}: filen är inte text i UTF-8. Gör om källan till ren text först.") from error


def cover(project: Project, text: str, document: str = "") -> Coverage:
    """Compare a source's text with the ledger of a document, or of the one it resembles most."""
    statements = split_statements(text)
    ledger = _ledger(project, statements, document)
    if ledger.diagnostics and not ledger.rows:
        return Coverage(ledger.document, ledger.path, len(statements), 0, 0, (), ledger.diagnostics)
    same, differences = _compare(statements, ledger.rows)
    return Coverage(
        ledger.document, ledger.path, len(statements), sum(bool(row.objects) for row in same),
        sum(bool(row.reason and not row.objects) for row in same), tuple(differences), ledger.diagnostics,
    )


def _ledger(project: Project, statements: list[Statement], document: str) -> Ledger:
    documents = {each.id: each for each in project.catalog.documents}
    if document:
        if document not in documents:
            raise SourceError(f"Dokumentet {document} finns inte.{close_matches(document, documents)}")
        path = ledger_path(documents[document])
        return project.ledgers.get(document) or Ledger(document, path, (), (Diagnostic(
            Location(path), Code.UNREADABLE_FILE, f"Dokumentet {document} har ingen liggare.",
            "Skriv en rad för varje påstående i källan."),))
    best = max(project.ledgers.values(), key=lambda ledger: _likeness(statements, ledger), default=None)
    if best is None:
        raise SourceError("Inget dokument har någon liggare.")
    if not _likeness(statements, best):
        raise SourceError("Källan liknar inget av dokumenten. Ange vilket det är med --document.")
    return best


def _likeness(statements: list[Statement], ledger: Ledger) -> float:
    shared = Counter(each.digest for each in statements) & Counter(row.digest for row in ledger.rows)
    return shared.total() / max(len(statements), len(ledger.rows), 1)


def _compare(
    statements: list[Statement], rows: tuple[LedgerRow, ...]
) -> tuple[list[LedgerRow], list[Difference]]:
    """The rows of the statements that are as they were, and the differences in the source's order."""
    matcher = SequenceMatcher(None, [row.digest for row in rows], [each.digest for each in statements], autojunk=False)
    same: list[LedgerRow] = []
    differences: list[Difference] = []
    for kind, first, last, begin, end in matcher.get_opcodes():
        old, new = rows[first:last], tuple(statements[begin:end])
        after = rows[first - 1] if first else None
        if kind == "equal":
            same.extend(old)
            differences.extend(
                Difference(Change.UNCOVERED, (statement,), (row,), None)
                for row, statement in zip(old, new, strict=True) if not row.is_covered
            )
        else:
            differences.extend(_differences(old, new, after))
    return same, differences


def _differences(
    old: tuple[LedgerRow, ...], new: tuple[Statement, ...], after: LedgerRow | None
) -> Iterator[Difference]:
    """One for each pair when as many came as went; else it cannot be told apart and they stay together."""
    if len(old) == len(new):
        for row, statement in zip(old, new, strict=True):
            yield Difference(Change.CHANGED, (statement,), (row,), after)
            after = row
    elif old and new:
        yield Difference(Change.CHANGED, new, old, after)
    elif new:
        yield from (Difference(Change.NEW, (statement,), (), after) for statement in new)
    else:
        yield from (Difference(Change.REMOVED, (), (row,), None) for row in old)
