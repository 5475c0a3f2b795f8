"""The parse tree of a piece of SQL against the allow-list: one SELECT, known tables, bounded functions.

Names of common table expressions are seen where SQL lets them be seen: in the query that declares them, in the
ones declared after them, and inside both; never beside or outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from regelratt.diagnostics import Code, close_matches
from regelratt.domain.tables import TABLES
from regelratt.engine import allowlist
from regelratt.engine.call_permission import find_call_faults, size_of_pattern
from regelratt.engine.statement import SqlProblem, Statement
from regelratt.engine.tree import (
    Node,
    arguments,
    children,
    column_names,
    common_tables,
    function_name,
    is_query,
    is_source,
    literal,
    offset_of,
    walk,
)

_TRUTHS = frozenset({"COMPARISON", "CONJUNCTION", "BETWEEN", "OPERATOR"})
"""What `IS TRUE` is asked of; the parser makes a conversion of it that never fails."""

_TABLES = {name.lower(): name for name in TABLES}


@dataclass(slots=True)
class Permitted:
    """What a piece of SQL uses, and what of it is off the allow-list."""

    tables: set[str] = field(default_factory=set)
    parameters: dict[str, Node] = field(default_factory=dict)
    """The node where each parameter stands first."""
    problems: list[SqlProblem] = field(default_factory=list)


def check_permission(root: Node, statement: Statement) -> Permitted:
    """Every table and parameter of a parsed SELECT, and everything in it that is not allowed."""
    walker = _Walker(statement)
    if statement.is_predicate and not _is_one_expression(root, statement.table):
        walker.refuse(None, "Kravet är mer än ett enda uttryck.",
                      "Skriv ett uttryck som är sant när kravet är uppfyllt.")
    walker.visit(root, {}, None)
    sources = _sources_of(root, {})
    if sources > allowlist.MOST_SOURCES:
        walker.refuse(None, f"Frågan läser tabeller fler än {allowlist.MOST_SOURCES} gånger.",
                      "Läs varje tabell färre gånger eller dela upp kontrollpunkten.")
    if sum(map(size_of_pattern, walk(root))) > allowlist.LARGEST_PATTERNS:
        walker.refuse(None, "Frågans mönster blir för stora när deras upprepningar skrivs ut.",
                      "Skriv mindre tal inom klamrarna och färre klasser, eller dela upp kontrollpunkten.")
    return walker.permitted


def _is_one_expression(node: Node, table: str) -> bool:
    """True when a wrapped predicate is still one expression over its own table."""
    source = node.get("from_table") or {}
    return (
        node.get("type") == "SELECT_NODE"
        and len(node.get("select_list", ())) == 1
        and source.get("type") == "BASE_TABLE"
        and source.get("table_name") == table
        and not any(node.get(part) for part in ("where_clause", "having", "qualify", "modifiers", "group_expressions"))
        and not any(common_tables(node))
    )


def _sources_of(node: Node, known: dict[str, int]) -> int:
    """How many tables a query reads, when each common table expression is put in where it is used."""
    known = dict(known)
    counted = most = 0
    if is_query(node):
        for name, query, _ in common_tables(node):
            known[name.lower()] = _sources_of(query, known)
            most = max(most, known[name.lower()])
    if node.get("type") == "BASE_TABLE":
        return known.get(str(node.get("table_name", "")).lower(), 1)
    for key, value in node.items():
        if key != "cte_map":
            counted += sum(_sources_of(child, known) for child in children({key: value}))
    return max(counted, most)


class _Walker:
    """Visits every node and reports what is off the allow-list."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self.permitted = Permitted()
        self._is_question = False
        """True when a krav has been told to be a question about other rows; what it has of those follows."""

    def refuse(self, place: int | None, what: str, remedy: str, code: Code = Code.FORBIDDEN_SQL) -> None:
        """Add a problem at a byte of the statement's text."""
        line, column = self.statement.place(place)
        self.permitted.problems.append(SqlProblem(line, column, code, what, remedy))

    def visit(self, node: Node, known: dict[str, Node], place: int | None) -> None:
        """Visit a node and everything under it; `known` are the common table expressions that it can see."""
        own = offset_of(node)
        place = place if own is None else own
        if is_query(node):
            known = self._declare(node, known, place)
        self._check(node, known, place)
        for key, value in node.items():
            if key != "cte_map":
                for child in children({key: value}):
                    self.visit(child, known, place)

    def _declare(self, query: Node, known: dict[str, Node], place: int | None) -> dict[str, Node]:
        known = dict(known)
        for name, body, _ in common_tables(query):
            self._check_declared(name, body, place)
            self.visit(body, known, place)
            known[name.lower()] = body
        return known

    def _check_declared(self, name: str, body: Node, place: int | None) -> None:
        """A name that a table or system view has too would hide it, or be hidden by it."""
        near = next((found for each in walk(body) if (found := offset_of(each)) is not None), place)
        if name.lower() in _TABLES or allowlist.SYSTEM_NAME.match(name):
            self.refuse(near, f"Namnet {name} efter WITH är upptaget.", "Välj ett namn som ingen tabell har.")

    def _check(self, node: Node, known: dict[str, Node], place: int | None) -> None:
        if "class" in node:
            self._check_expression(node, place)
        elif is_query(node):
            self._check_query(node, place)
        elif is_source(node):
            self._check_source(node, known, place)
        elif str(node.get("type", "")).endswith(("_MODIFIER", "LIMIT")):
            self._check_modifier(node, place)

    def _check_query(self, node: Node, place: int | None) -> None:
        if node.get("type") not in allowlist.NODES:
            self.refuse(place, "Frågans slag är inte tillåtet.", "Skriv en vanlig SELECT utan rekursion.")
        if node.get("setop_type", "UNION") not in allowlist.SET_OPERATIONS:
            self.refuse(place, "Frågor får bara läggas ihop kolumn för kolumn.",
                        "Skriv UNION utan BY NAME, och kolumnerna i samma ordning i varje fråga.")
        if node.get("sample"):
            self.refuse(place, "Stickprov är inte tillåtet.", "Ta bort SAMPLE.")
        if len(node.get("group_sets", ())) > 1:
            self.refuse(place, "Flera grupperingar på en gång är inte tillåtna.", "Skriv GROUP BY med kolumner.")

    def _check_modifier(self, node: Node, place: int | None) -> None:
        if node.get("type") not in allowlist.MODIFIERS:
            near = next((found for each in walk(node) if (found := offset_of(each)) is not None), place)
            self.refuse(near, "Antalet rader får inte begränsas: en avvikelse som inte visas syns aldrig.",
                        "Ta bort LIMIT och OFFSET; använd min, max eller row_number.")
        elif node.get("distinct_on_targets"):
            self.refuse(place, "DISTINCT ON väljer rader på måfå.", "Använd min, max eller row_number.")

    def _check_source(self, node: Node, known: dict[str, Node], place: int | None) -> None:
        kind, name = node.get("type"), str(node.get("table_name", ""))
        if kind not in allowlist.TABLE_REFERENCES or node.get("sample") or node.get("at_clause"):
            self.refuse(place, "Källan efter FROM är inte tillåten.", "Använd bara underlagets tabeller.")
        elif node.get("column_name_alias"):
            self.refuse(place, "Kolumnerna får nya namn i en lista, som gömmer vad som läses.",
                        "Använd kolumnernas egna namn, eller ge dem namn med AS efter SELECT.")
        elif kind == "JOIN" and (node.get("ref_type") not in allowlist.JOINS or node.get("ranking_expression")):
            self.refuse(place, "Tabellerna får inte kopplas ihop efter plats eller närhet.",
                        "Skriv JOIN med ON eller USING.")
        elif kind == "BASE_TABLE":
            is_plain = not node.get("schema_name") and not node.get("catalog_name")
            table = _TABLES.get(name.lower())
            if is_plain and name.lower() in known:
                return
            if is_plain and table:
                self.permitted.tables.add(table)
            else:
                self.refuse(place, f"Tabellen {name} finns inte i underlaget.",
                            f"Välj bland: {', '.join(TABLES)}.{close_matches(name.lower(), TABLES)}")

    def _check_expression(self, node: Node, place: int | None) -> None:
        kind = str(node["class"])
        if kind not in allowlist.EXPRESSIONS:
            self.refuse(place, "Det här sättet att skriva är inte tillåtet.",
                        "Skriv om uttrycket med det som finns på listan.")
        elif check := self._CHECKS.get(kind):
            check(self, node, place)
        if self.statement.is_predicate and kind in ("SUBQUERY", "WINDOW", "STAR") and not self._is_question:
            self._is_question = True
            self.refuse(place, "Ett krav får bara se objektets egen rad.", "Använd metoden fynd för frågor.")

    def _check_function(self, node: Node, place: int | None) -> None:
        name = function_name(node)
        known = allowlist.OPERATORS if node.get("is_operator") else allowlist.FUNCTIONS | allowlist.OPERATORS
        if name in known and (node.get("schema") or node.get("catalog") or node.get("export_state")):
            self.refuse(place, f"Funktionen {name} är inte tillåten skriven så.",
                        f"Skriv bara namnet och värdena, {name}(...), utan något före eller efter.")
        elif name not in known:
            near = f"Använd bara funktioner på listan.{close_matches(name, allowlist.FUNCTIONS)}"
            self.refuse(place, f"Funktionen {name} är inte tillåten.", allowlist.INSTEAD.get(name, near))
        elif self.statement.is_predicate and name in allowlist.AGGREGATES | allowlist.WINDOWS:
            if not self._is_question:
                self.refuse(place, f"Ett krav får inte räkna över flera rader ({name}).", "Använd metoden fynd.")
        elif any(each.get("name") for each in node.get("arguments", ())):
            self.refuse(place, f"Funktionen {name} får inte ha namngivna värden.", "Skriv värdena i ordning.")
        else:
            for what, remedy in find_call_faults(name, arguments(node)):
                self.refuse(place, what, remedy)

    def _check_operator(self, node: Node, place: int | None) -> None:
        if node["type"] not in allowlist.OPERATOR_TYPES:
            self.refuse(place, "Operatorn är inte tillåten.", "Skriv om uttrycket med det som finns på listan.")

    def _check_column(self, node: Node, place: int | None) -> None:
        name = column_names(node)[-1]
        if name in allowlist.VALUE_WORDS:
            self.refuse(place, f"{name} är inte tillåtet.", "Använd tabellens kolumner, och $per_datum för dagen.")

    def _check_parameter(self, node: Node, place: int | None) -> None:
        self.permitted.parameters.setdefault(str(node.get("identifier", "")), {"query_location": place})

    def _check_star(self, node: Node, place: int | None) -> None:
        if node.get("columns") or node.get("expr"):
            self.refuse(place, "COLUMNS är inte tillåtet.", "Skriv ut kolumnernas namn.")

    def _check_constant(self, node: Node, place: int | None) -> None:
        kind = (node.get("literal") or {}).get("kind")
        number = literal(node, "INTEGER")
        if kind not in allowlist.CONSTANTS:
            self.refuse(place, "Värdet är skrivet på ett sätt som inte är tillåtet.",
                        "Skriv ett tal, en text inom apostrofer, true, false eller NULL.")
        elif number is not None and not _fits(number):
            self.refuse(place, f"Talet {number[:40]} är för stort.", "Skriv ett tal med högst 18 siffror.")
        elif (text := literal(node, "NUMERIC")) is not None and (len(text) > 19 or "e" in text.lower()):
            self.refuse(place, f"Talet {text[:40]} är för stort eller för noggrant.",
                        "Skriv ut talet med högst 18 siffror.")

    def _check_cast(self, node: Node, place: int | None) -> None:
        target = str((node.get("type_expr") or {}).get("type_name", "")).lower()
        if target not in allowlist.CAST_TYPES:
            self.refuse(place, f"Omvandling till {target or 'okänd typ'} är inte tillåten.",
                        "Omvandla till date, varchar, integer, double eller boolean.")
        is_truth = target == "boolean" and node["child"].get("class") in _TRUTHS
        if self.statement.is_predicate and not node.get("try_cast") and not is_truth and any(
            each.get("class") == "COLUMN_REF" for each in walk(node["child"])
        ):
            self.refuse(place, "CAST kan stoppa kontrollen på en enda rad.", "Skriv TRY_CAST i stället.")

    _CHECKS: dict[str, Callable[[_Walker, Node, int | None], None]] = {  # noqa: RUF012  # never changed
        "FUNCTION": _check_function, "WINDOW": _check_function, "OPERATOR": _check_operator,
        "COLUMN_REF": _check_column, "PARAMETER": _check_parameter, "STAR": _check_star,
        "CONSTANT": _check_constant, "CAST": _check_cast,
    }


def _fits(number: str) -> bool:
    digits = number.replace("_", "").lstrip("+-")
    return digits.isdigit() and len(digits) <= 19 and -(2**63) <= int(number.replace("_", "")) < 2**63


def undeclared(permitted: Permitted, statement: Statement) -> Iterator[str]:
    """Parameters that the SQL uses and that have no known type."""
    known = {name for name, _ in statement.types}
    yield from (name for name in permitted.parameters if name not in known)
