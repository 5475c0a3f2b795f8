"""Checks, and parts of checks, that give the same answer whatever the evidence says.

A check that cannot fail is no check, and one that can never be met is no better. What is looked for: conditions
without a column, comparisons with NULL, words that a column can never hold, and conditions that the algebra of
true, false and unknown decides by itself (`truth`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from regelratt.diagnostics import Code
from regelratt.engine.day import find_bent_days
from regelratt.engine.identity import find_singled_out, find_wrong_objects
from regelratt.engine.names import Names
from regelratt.engine.order import find_unordered
from regelratt.engine.questions import CONDITIONS, compared
from regelratt.engine.statement import SqlProblem, Statement, Use
from regelratt.engine.tally import find_counted_rows
from regelratt.engine.tree import (
    DISTINCTIONS,
    Node,
    arguments,
    column_names,
    function_name,
    is_null,
    is_numbering,
    literal,
    offset_of,
    outermost,
    place_near,
    walk,
)
from regelratt.engine.truth import Truths
from regelratt.engine.words import PATTERNED, find_strange_words

_ARITHMETIC = frozenset({"+", "-", "*", "/", "//", "%", "||"})
_COMPARING = PATTERNED | _ARITHMETIC
"""Functions that are unknown when a part of them is."""


def find_idle_parts(root: Node, names: Names, statement: Statement, *, reads_tables: bool) -> list[SqlProblem]:
    """Every part of a permitted SELECT that is the same for all evidence, in the order of the tree."""
    return list(_Search(root, names, statement).problems(reads_tables=reads_tables))


class _Search:
    """Goes through one parse tree."""

    def __init__(self, root: Node, names: Names, statement: Statement) -> None:
        self.root = root
        self.names = names
        self.statement = statement
        self._truths = Truths(names)
        self._blamed: set[int] = set()
        """Comparisons with a problem of their own: what they are part of is not blamed as well."""

    def problems(self, *, reads_tables: bool) -> Iterator[SqlProblem]:
        """Everything idle in the tree; what decides by accident is told where nothing else is wrong."""
        found = list(self._idle(reads_tables=reads_tables))
        yield from found or self._by_accident()

    def _idle(self, *, reads_tables: bool) -> Iterator[SqlProblem]:
        if not reads_tables:
            yield self._problem(None, "Frågan läser inget underlag.", "Läs en av underlagets tabeller.")
        yield from self._unknown_rows()
        yield from self._singled_out()
        yield from self._in_comparisons()
        yield from self._in_conditions()

    def _unknown_rows(self) -> Iterator[SqlProblem]:
        """A fynd that calls every row unknown finds nothing."""
        last = [node["select_list"][-1] for node in outermost(self.root) if node.get("select_list")]
        if not self.statement.is_predicate and all(
            str(each.get("alias", "")).lower() in ("okänt", "") and (literal(each, "BOOLEAN") or "").lower() == "true"
            for each in last
        ):
            yield self._problem(last[0], "Alla rader är okända, så frågan visar aldrig en avvikelse.",
                                "Skriv vilken uppgift som saknas, till exempel status IS NULL AS okänt.")

    def _singled_out(self) -> Iterator[SqlProblem]:
        """Objects that are told apart by their ids or names, and objects that the evidence does not name."""
        if not self.statement.is_predicate:
            for node in find_wrong_objects(self.root, self.names):
                yield self._problem(node, "Frågan ger ett objekt som inte är ett id ur underlaget.",
                                    "Ge id-kolumnen som den är, till exempel kanal_id AS objekt.", Code.FORBIDDEN_SQL)
        for node in find_singled_out(self.root, self.names, is_predicate=self.statement.is_predicate):
            told = next((".".join(column_names(each)) for each in walk(node) if column_names(each)), "en delfråga")
            if is_numbering(node):
                yield self._problem(node, "Kontrollen pekar ut enskilda objekt genom radens nummer.",
                                    "Räkna bland ett objekts egna rader: skriv PARTITION BY med objektets id i OVER.",
                                    Code.FORBIDDEN_SQL)
                continue
            yield self._problem(node, f"Kontrollen pekar ut enskilda objekt genom {told}.",
                                "Fråga efter vad som gäller för alla: id och namn får bara jämföras med varandra.",
                                Code.FORBIDDEN_SQL)

    def _by_accident(self) -> Iterator[SqlProblem]:
        """What hangs on the file, its size or the day, and not on what the evidence says of an object."""
        for node in find_unordered(self.root, self.names):
            yield self._problem(node, f"Funktionen {function_name(node)} väljer efter radernas plats i filen.",
                                "Ordna efter en kolumn ur samma tabell som det som väljs, eller använd min eller max.",
                                Code.FORBIDDEN_SQL)
        is_predicate = self.statement.is_predicate
        for node in find_bent_days(self.root, self.names, is_predicate=is_predicate):
            yield self._problem(node, "Dagen används som något annat än en dag.",
                                "Jämför dagen med en kolumn som är en dag, eller räkna dagarna mellan dem.")
        for node in find_counted_rows(self.root, self.names, is_predicate=is_predicate):
            yield self._problem(node, "Villkoret avgörs av hur många rader filen har.",
                                "Räkna ett objekts egna rader, eller fråga om det finns någon rad med EXISTS.")

    def _problem(self, node: Node | None, what: str, remedy: str, code: Code = Code.IDLE_CHECK) -> SqlProblem:
        line, column = self.statement.place(place_near(node) if node else None)
        return SqlProblem(line, column, code, what, remedy)

    def _in_comparisons(self) -> Iterator[SqlProblem]:
        for node in walk(self.root):
            for problem in self._in_comparison(node, _held_together(node)):
                self._blamed.add(id(node))
                yield problem

    def _in_comparison(self, node: Node, compared: list[Node]) -> Iterator[SqlProblem]:
        is_for_null = node.get("type") in DISTINCTIONS
        null = next((each for each in compared if is_null(each) and not is_for_null), None)
        if null is not None:
            yield self._problem(next((each for each in _inside_out(null) if offset_of(each) is not None), node),
                                "Det som jämförs eller räknas med NULL är alltid okänt.",
                                "Skriv IS NULL eller IS NOT NULL.")
        elif compared and not any(map(self.names.depends_on_rows, compared)):
            if function_name(node) not in _ARITHMETIC:
                yield self._constant(node)
        else:
            for place, what, remedy in find_strange_words(node, compared, self.names):
                yield self._problem(place, what, remedy)

    def _constant(self, node: Node) -> SqlProblem:
        remedy = "Jämför med en kolumn eller ta bort villkoret."
        if any(each.get("class") == "PARAMETER" for each in walk(node)):
            remedy = "Dagen är densamma för alla objekt: jämför den med en kolumn, eller ange gäller-från vid regeln."
        return self._problem(node, "Villkoret är detsamma vad underlaget än säger.", remedy)

    def _in_conditions(self) -> Iterator[SqlProblem]:
        if self.statement.is_predicate:
            [whole] = self.root["select_list"]
            yield from self._whole(whole)
        for node in walk(self.root):
            for name in CONDITIONS:
                if isinstance(condition := node.get(name), dict) and "class" in condition:
                    yield from self._condition(condition, joins=name == "condition")
            if node.get("class") == "CASE":
                for check in node["case_checks"]:
                    yield from self._condition(check["when_expr"])

    def _whole(self, node: Node) -> Iterator[SqlProblem]:
        """A whole predicate: it must be able to come out both ways."""
        found = list(self._condition(node))
        yield from found
        if found or self._is_blamed(node) or self.statement.use is not Use.CHECK:
            return
        if False not in self._truths.possible(node):
            yield self._problem(node, "Kravet kan aldrig bli falskt.",
                                "Skriv ett villkor som är falskt när kravet inte är uppfyllt.")

    def _condition(self, node: Node, *, joins: bool = False) -> Iterator[SqlProblem]:
        """A condition and, first, the conditions that it is put together from."""
        if not self.names.depends_on_rows(node):
            problem = self._constant(node)
            yield replace(problem, remedy="Skriv CROSS JOIN om alla rader ska paras ihop.") if joins else problem
            return
        parts = [node["child"]] if node.get("class") == "CAST" else arguments(node) if _is_joining(node) else []
        found = [problem for part in parts for problem in self._condition(part)]
        yield from found
        if found or self._is_blamed(node):
            return
        truths = self._truths.possible(node)
        if True not in truths:
            yield self._problem(node, "Villkoret kan aldrig bli sant.", "Rätta jämförelserna eller ta bort villkoret.")
        elif truths == {True}:
            yield self._problem(node, "Villkoret är alltid sant.", "Rätta jämförelserna eller ta bort villkoret.")

    def _is_blamed(self, node: Node) -> bool:
        return any(id(each) in self._blamed for each in walk(node))


def _inside_out(node: Node) -> Iterator[Node]:
    """A value that has been converted, then the conversions around it."""
    if node.get("class") == "CAST":
        yield from _inside_out(node["child"])
    yield node


def _is_joining(node: Node) -> bool:
    return node.get("class") == "CONJUNCTION" or node.get("type") == "OPERATOR_NOT"


def _held_together(node: Node) -> list[Node]:
    """What a comparison compares, or what a function that is unknown when a part of it is; nothing for others."""
    return arguments(node) if function_name(node) in _COMPARING else compared(node)
