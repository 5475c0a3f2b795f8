"""DuckDB's objections in Swedish: the kinds that authors meet, each with what to do about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from regelratt.diagnostics import close_matches
from regelratt.domain.tables import TABLES
from regelratt.engine.constants import type_word

Complaint = tuple[str, str]
"""What is wrong, and how to put it right."""

_LONGEST_MESSAGE = 1_000
"""Characters of a message that are looked at; names and types in it may be as long as the query."""
_SIGNS = re.compile(r"\W+")
_TYPE = re.compile(r"[A-Z_]+(?: WITH TIME ZONE)?")
_DAY_AND_NUMBER = re.compile(r"[\"'][+-]\((?:DATE|TIMESTAMP), BIGINT\)[\"']")
_ADDED = re.compile(r"[+-]\s*(\$\w+)")
"""A parameter that is added or taken away."""
_OPERATOR_WORDS = {"~~": "LIKE", "!~~": "NOT LIKE", "~~*": "ILIKE", "!~~*": "NOT ILIKE"}


def complaint_about(error: Mapping[str, Any], sql: str = "") -> Complaint:
    """The parser's or binder's answer, as `json_serialize_sql` and `json_serialize_plan` give it, in Swedish."""
    message = str(error.get("error_message", ""))[:_LONGEST_MESSAGE]
    if _DAY_AND_NUMBER.search(message):
        added = _ADDED.search(sql)
        return ("Ett heltal går inte att lägga till en dag utan att göras om till dagar.",
                f"Skriv to_days(CAST({added[1] if added else 'talet'} AS integer)).")
    for pattern, explain in _KINDS:
        if found := pattern.search(message):
            return explain(found)
    if error.get("error_type") == "parser":
        return "SQL:en går inte att läsa.", "Rätta skrivsättet."
    return "SQL:en passar inte tabellerna.", "Rätta namn och typer; tabellreferensen visar vad som finns."


def run_complaint(message: str) -> str:
    """Why a query stopped while it ran, without any value of the evidence."""
    return next((text for word, text in _AT_RUN_TIME if word in message.lower()), "frågan gick inte att köra")


_AT_RUN_TIME = (
    ("out of memory", "minnet räckte inte"),
    ("could not convert", "ett värde gick inte att göra om till en annan typ"),
    ("conversion error", "ett värde gick inte att göra om till en annan typ"),
    ("division by zero", "ett tal delades med noll"),
    ("more than one row", "en delfråga gav mer än en rad"),
    ("overflow", "ett tal eller en dag blev för stor"),
    ("out of range", "ett tal eller en dag blev för stor"),
    ("can't be cast", "ett tal eller en dag blev för stor"),
    ("binder error", "frågan passar inte tabellerna"),
    ("catalog error", "frågan passar inte tabellerna"),
    ("parser error", "frågan går inte att läsa"),
    ("permission error", "frågan försökte nå något utanför underlaget"),
)


def _words(call: str) -> str:
    """The types between the brackets of a call, in words."""
    inner = re.sub(r"\([\d,]+\)", "", call.partition("(")[2].rpartition(")")[0])
    return " och ".join(type_word(part) for part in inner.split(", ")) if inner else "ingenting"


def _hint(name: str, message: str) -> str:
    """The nearest of the columns that the query could mean, or of all there are when it can mean none."""
    offered = set(re.findall(r'"([^"]+)"', message.partition("Candidate bindings:")[2]))
    all_names = {column.name for table in TABLES.values() for column in table.columns}
    return close_matches(name, (offered or all_names) - {name})


def _missing_column(found: re.Match[str]) -> Complaint:
    hint = _hint(found[1], found.string)
    return f"Kolumnen {found[1]} finns inte i tabellerna.", f"Rätta namnet; text skrivs inom raka apostrofer.{hint}"


def _missing_column_of(found: re.Match[str]) -> Complaint:
    return f"Kolumnen {found[2]} finns inte i {found[1]}.", f"Rätta namnet.{_hint(found[2], found.string)}"


def _unfit_call(found: re.Match[str]) -> Complaint:
    name = found[1].partition("(")[0]
    if _SIGNS.fullmatch(name):
        sign = _OPERATOR_WORDS.get(name, name)
        return f"{sign} fungerar inte med {_words(found[1])}.", "Använd värden av samma slag, eller TRY_CAST."
    return (f"Funktionen {name} tar inte {_words(found[1])}.",
            "Ge den värden av rätt slag; tabellreferensen visar kolumnernas typ.")


def _unlike(found: re.Match[str]) -> Complaint:
    return (f"{type_word(found[1]).capitalize()} och {type_word(found[2])} går inte att jämföra eller blanda.",
            "Jämför med ett värde av samma slag, eller använd TRY_CAST.")


def _fixed(what: str, remedy: str) -> Callable[[re.Match[str]], Complaint]:
    return lambda found: (what.format(*found.groups()), remedy.format(*found.groups()))


_KINDS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], Complaint]], ...] = tuple(
    (re.compile(pattern), explain) for pattern, explain in (
        (r'^Table "([^"]+)" does not have a column named "([^"]+)"', _missing_column_of),
        (r'^Referenced column "([^"]+)"', _missing_column),
        (r'^Referenced table "([^"]+)" not found',
         _fixed("Tabellen eller förkortningen {} finns inte i frågan.",
                "Skriv ett namn som står efter FROM eller JOIN.")),
        (r'^Ambiguous reference to column name "([^"]+)" \(use: \'([^\']+)\'',
         _fixed("Kolumnen {} finns i flera av frågans tabeller.", "Skriv vilken som menas, till exempel {1}.")),
        (r'^Ambiguous reference to table "([^"]+)"',
         _fixed("Två tabeller i frågan heter {}.", "Ge den ena en förkortning med AS.")),
        (r"(?:function call \"|argument types ')(.+\))[\"']\. (?:In order|You might)", _unfit_call),
        (r"^Cannot (?:compare|mix|combine) .*? of (?:type )?(.+?) and (?:type )?(.+?)(?: in .*)? - an explicit",
         _unlike),
        (r'^column "([^"]+)" must appear in the GROUP BY',
         _fixed("Kolumnen {} står varken i GROUP BY eller i en sammanräkning.",
                "Lägg till den i GROUP BY eller använd max, min eller any_value.")),
        (r"clause cannot contain aggregates",
         _fixed("En sammanräkning får inte stå i det här villkoret.", "Flytta villkoret till HAVING.")),
        (r"clause cannot contain window functions|Window functions are not supported here",
         _fixed("En fönsterfunktion får inte stå här.", "Räkna ut den i en delfråga, och skriv OVER efter den.")),
        (r"(?:aggregate|window) function calls cannot be nested",
         _fixed("En sammanräkning står inuti en annan.", "Räkna ut den inre i en delfråga.")),
        (r"(ORDER|GROUP BY) term out of range",
         _fixed("Numret efter {} finns inte bland frågans kolumner.", "Skriv kolumnens namn.")),
        (r"Set operations can only apply",
         _fixed("Delarna av UNION har olika många kolumner.", "Ge alla delar samma kolumner i samma ordning.")),
        (r"Subquery returns (\d+) columns",
         _fixed("Delfrågan ger {} kolumner och ska ge en.", "Välj en enda kolumn i delfrågan.")),
        (r'Column "([^"]+)" does not exist on (?:left|right) side of join',
         _fixed("Kolumnen {} finns inte på båda sidor om JOIN.", "Skriv ON med de kolumner som ska vara lika.")),
        (r'Column "([^"]+)" in EXCLUDE list',
         _fixed("Kolumnen {} finns inte i tabellerna.", "Rätta namnet efter EXCLUDE.")),
        (r'with name (\S+) does not exist',
         _fixed("Funktionen {} finns inte.", "Använd bara funktioner på listan.")),
        (r'Duplicate CTE name "([^"]+)"',
         _fixed("Två delfrågor efter WITH heter {}.", "Ge den ena ett annat namn.")),
        (r"^Could not convert string '([^']*)' to",
         _fixed("'{}' går inte att göra om till rätt typ.", "Skriv ett värde av samma slag som kolumnen.")),
        (r"SELECT clause without selection list",
         _fixed("Efter SELECT står inga kolumner.", "Skriv vilka kolumner frågan ska ge.")),
        (r"Chained comparisons", _fixed("Jämförelser står på rad.", "Sätt AND mellan dem.")),
        (r"STAR expression is only allowed", _fixed("En stjärna får inte stå här.", "Skriv kolumnens namn.")),
        (r'syntax error at or near "(.*)"',
         _fixed("SQL:en går inte att läsa vid {}.", "Rätta skrivsättet där eller strax före.")),
        (r"syntax error at end of input",
         _fixed("SQL:en tar slut för tidigt.", "Skriv klart frågan.")),
        (r"^(?:missing|invalid|bad|unexpected|no argument)\b",
         _fixed("Ett mönster i frågan går inte att läsa.", "Rätta mönstret inom apostroferna.")),
    ))
