"""All SQL of a project read at once, by the child; what is too large for a parser never gets there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from regelratt.diagnostics import Code
from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.engine.child import ChildLostError, Children
from regelratt.engine.messages import Row
from regelratt.engine.parameters import examples, examples_of
from regelratt.engine.process import Failure, do_errand
from regelratt.engine.reading_form import decode_reading, encode_statement
from regelratt.engine.statement import (
    Reading,
    SqlProblem,
    Statement,
    Use,
    place_in,
    statement,
    use_of,
)
from regelratt.engine.tokens import find_breaches
from regelratt.engine.wire import Word, frame


class Readings:
    """What is known of each piece of SQL, by what it is for, its text and its table."""

    def __init__(self, known: Mapping[Statement, Reading], *, is_whole: bool = True) -> None:
        self.by_statement = dict(known)
        self.is_whole = is_whole
        """False when no child came to life to read what is left, so that nothing is known of the SQL itself."""
        self._by_text = {(each.use, each.sql, each.table): reading for each, reading in known.items()}

    def of(self, use: Use, sql: str, table: str) -> Reading:
        """The reading of the SQL; KeyError when it was never read."""
        return self._by_text[use, sql, table]

    def also(self, use: Use, sql: str, table: str, like: Reading) -> None:
        """Let SQL that says the same another way count as read."""
        self._by_text.setdefault((use, sql, table), like)


def statements_of_item(catalog: Catalog, item: ChecklistItem) -> Iterator[Statement]:
    """The item's own SQL and its condition."""
    known = examples(catalog, item)
    if item.sql:
        yield statement(use_of(item), item.sql, item.subject.table, known)
    if item.applies_if:
        yield statement(Use.CONDITION, item.applies_if, item.subject.table, known)


def statements_of(catalog: Catalog) -> list[Statement]:
    """Every piece of SQL in the catalogue, each once."""
    found = [each for item in catalog.items for each in statements_of_item(catalog, item)]
    found += [statement(Use.CONDITION, rule.applies_if, rule.subject.table, examples_of([rule]))
              for rule in catalog.rules if rule.applies_if]
    return list(dict.fromkeys(found))


def breaches_of(each: Statement) -> Reading | None:
    """The reading of SQL that no parser may see, or None when one may."""
    problems = tuple(
        SqlProblem(*place_in(each.sql, breach.start), Code.BAD_SQL if breach.is_mistake else Code.FORBIDDEN_SQL,
                   breach.message, breach.remedy)
        for breach in find_breaches(each.sql, one_expression=each.is_predicate))
    return Reading(problems=problems) if problems else None


def read_statements(
    started: Children, statements: Iterable[Statement], *, deadline: float, patience: int | None = None
) -> Readings:
    """The reading of each piece of SQL. One that the child cannot cope with has that for its problem."""
    errand = _ReadingErrand(list(statements))
    do_errand(started, errand, deadline=deadline, patience=patience)
    return Readings(errand.readings, is_whole=not errand.is_unstarted)


class _ReadingErrand:
    """Pieces of SQL to read; the job's number is the place in the list."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self.statements = statements
        self.readings: dict[Statement, Reading] = {}
        self.pending: set[int] = set()
        self.is_unstarted = False
        for job, each in enumerate(statements):
            breached = breaches_of(each)
            if breached:
                self.readings[each] = breached
            else:
                self.pending.add(job)

    def frames(self, *, alone: bool) -> Iterator[bytes]:
        """The pieces that are left."""
        yield frame(kind="read", alone=alone, jobs=[
            [job, *encode_statement(self.statements[job])] for job in sorted(self.pending)])

    def take(self, job: int, word: Word, rows: tuple[Row, ...]) -> None:
        """The reading of one piece; ChildLostError when it is none."""
        each = self.statements[job]
        try:
            self.readings[each] = decode_reading(word.value, each)
        except (TypeError, ValueError, KeyError) as error:
            raise ChildLostError from error
        if rows:
            raise ChildLostError
        self.pending.discard(job)

    def fail(self, job: int, failure: Failure) -> None:
        """A piece that the child fell on."""
        what = "SQL:en tar för lång tid att läsa." if failure.timed_out else \
            "SQL:en gick inte att läsa: det tog för mycket minne, eller avbröts."
        remedy = "Skriv en mindre fråga." if failure.timed_out else \
            "Skriv en mindre fråga; gäller det många, se till att det finns ledigt minne och kör om."
        if failure.timed_out and failure.reason:
            what, remedy = "SQL:en lästes inte, för annan SQL tog för lång tid.", "Skriv mindre frågor där de är stora."
        problem = SqlProblem(0, 1, Code.FORBIDDEN_SQL, what, remedy)
        self.is_unstarted |= failure.is_unstarted
        self.readings[self.statements[job]] = Reading(problems=(problem,))
        self.pending.discard(job)

    def readers(self, world: int, table: str) -> set[int]:  # noqa: ARG002  # reading loads no tables
        """Nobody: nothing is loaded to read SQL."""
        return set()

    def loading_time(self, world: int, table: str) -> float:  # noqa: ARG002  # as above
        """None at all."""
        return 0.0
