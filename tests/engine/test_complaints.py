"""What DuckDB objects to, in Swedish, with the place: the kinds that authors meet, and never a word of English."""

from __future__ import annotations

import re

import pytest

from regelratt.diagnostics import Code
from regelratt.engine.complaints import complaint_about, run_complaint
from regelratt.engine.statement import Use
from tests.engine.scene import problems_of

HEAD = "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM "
ENGLISH = re.compile(
    r"\b(error|syntax|near|column|table|function|cannot|must|expected|candidate|binder|parser|catalog|line|type|value|referenced|found|with|the|explicit"
    r"|argument|query|clause|aggregate|window|VARCHAR|BIGINT|INTEGER|TIMESTAMP|LITERAL)s?\b", re.IGNORECASE)

KINDS = [
    ("kanaler WHERE syfte = 'å'\n  AND stat = 'aktiv'", "stat", 1, "Kolumnen stat finns inte i tabellerna.", "Menade du status"),
    ('kanaler WHERE status = "aktiv"', '"aktiv"', 0, "Kolumnen aktiv finns inte i tabellerna.", "text skrivs inom raka apostrofer"),
    ("kanaler k WHERE k.stat = 'aktiv'", "k.stat", 0, "Kolumnen stat finns inte i k.", "Menade du status"),
    ("kanaler k WHERE kanaler.status = 'aktiv'", "kanaler.status", 0, "Tabellen eller förkortningen kanaler finns inte i frågan.", "efter FROM"),
    ("kanaler k, nämnder n WHERE k.kanal_id = 'a' AND nämnd_id = 'b'", "nämnd_id", 0, "Kolumnen nämnd_id finns i flera av frågans tabeller.", "till exempel k"),
    ("kanaler k WHERE EXISTS (SELECT * FROM beslut a JOIN beslut a ON a.datum > $per_datum)", None, 0, "Två tabeller i frågan heter a.", "AS"),
    ("kanaler WHERE startdatum > antal_med_åtkomst", "startdatum", 0, "Dag och heltal går inte att jämföra eller blanda.", "samma slag"),
    ("kanaler WHERE startdatum BETWEEN 1 AND 2", "BETWEEN", 0, "Dag och heltal går inte att jämföra eller blanda.", "samma slag"),
    ("kanaler WHERE coalesce(startdatum, antal_med_åtkomst) IS NULL", "coalesce", 0, "Dag och heltal går inte att jämföra eller blanda.", "samma slag"),
    ("kanaler WHERE greatest(startdatum, status) IS NULL", "status", 0, "Dag och text går inte att jämföra eller blanda.", "samma slag"),
    ("kanaler WHERE length(startdatum) > 1", "length", 0, "Funktionen length tar inte dag.", "rätt slag"),
    ("kanaler WHERE date_diff('day', status, startdatum) > 1", "date_diff", 0, "Funktionen date_diff tar inte text och text och dag.", "rätt slag"),
    ("kanaler WHERE trim(status, 1) = 'a'", "trim", 0, "Funktionen trim tar inte text och heltal.", "rätt slag"),
    ("kanaler WHERE startdatum + startdatum > startdatum", "+", 0, "+ fungerar inte med dag och dag.", "samma slag"),
    ("kanaler WHERE TRY_CAST(startdatum AS date) + $gräns > $per_datum", "+ $gräns", 0, "Ett heltal går inte att lägga till en dag utan att göras om till dagar.", "to_days(CAST($gräns AS integer))"),
    ("kanaler WHERE startdatum - antal_med_åtkomst > $per_datum", None, 0, "Ett heltal går inte att lägga till en dag utan att göras om till dagar.", "to_days(CAST(talet AS integer))"),
    ("kanaler WHERE startdatum LIKE 'a%'", "LIKE", 0, "LIKE fungerar inte med dag och text.", "samma slag"),
    ("kanaler WHERE -status = 'a'", "-status", 0, "- fungerar inte med text.", "samma slag"),
    ("kanaler WHERE 'a' - 'b' = syfte", "- 'b'", 0, "- fungerar inte med text och text.", "samma slag"),
    ("kanaler WHERE count(*) > 1", "count", 0, "En sammanräkning får inte stå i det här villkoret.", "HAVING"),
    ("kanaler WHERE row_number() OVER (ORDER BY startdatum) > 1", "row_number", 0, "En fönsterfunktion får inte stå här.", "delfråga"),
    ("kanaler WHERE row_number() = 1", "row_number", 0, "En fönsterfunktion får inte stå här.", "OVER"),
    ("kanaler GROUP BY kanal_id HAVING max(max(status)) = 'aktiv'", "max(status)", 0, "En sammanräkning står inuti en annan.", "delfråga"),
    ("kanaler GROUP BY status", None, 0, "Kolumnen kanal_id står varken i GROUP BY eller i en sammanräkning.", "GROUP BY"),
    ("kanaler GROUP BY kanal_id HAVING status = 'aktiv'", "status", 0, "Kolumnen status står varken i GROUP BY eller i en sammanräkning.", "GROUP BY"),
    ("kanaler ORDER BY 9", "9", 0, "Numret efter ORDER finns inte bland frågans kolumner.", "namn"),
    ("kanaler GROUP BY 9", None, 0, "Numret efter GROUP BY finns inte bland frågans kolumner.", "namn"),
    ("kanaler UNION SELECT 'a', 'b' FROM kanaler", None, 0, "Delarna av UNION har olika många kolumner.", "samma kolumner"),
    ("kanaler WHERE kanal_id = (SELECT kanal_id, status FROM kanaler)", "(SELECT", 0, "Delfrågan ger 2 kolumner och ska ge en.", "enda kolumn"),
    ("kanaler JOIN nämnder USING (adress)", None, 0, "Kolumnen adress finns inte på båda sidor om JOIN.", "ON"),
    ("(SELECT * EXCLUDE (finns_inte) FROM kanaler) s", None, 0, "Kolumnen finns_inte finns inte i tabellerna.", "EXCLUDE"),
    ("kanaler WHERE substring(status, 'a') = 'x'", "'a'", 0, "'a' går inte att göra om till rätt typ.", "samma slag"),
    ("kanaler WHERE status = 'aktiv' = true", None, 0, "Jämförelser står på rad.", "AND"),
    ("kanaler WHERE", "WHERE", 0, "SQL:en går inte att läsa vid WHERE.", "skrivsättet"),
    ("kanaler\nWHERE status = 'aktiv'\nAND AND syfte = 'a'", "AND syfte", 2, "SQL:en går inte att läsa vid AND.", "skrivsättet"),
    ("kanaler JOIN WHERE status = 'aktiv'", "WHERE", 0, "SQL:en går inte att läsa vid WHERE.", "skrivsättet"),
]


@pytest.mark.parametrize(("tail", "at", "line", "message", "remedy"), KINDS, ids=[each[0] for each in KINDS])
def test_kinds_of_objections(tail: str, at: str | None, line: int, message: str, remedy: str) -> None:
    """Each in a sentence of its own, with what to do, at the line and column that the binder knows."""
    sql = HEAD + tail
    found = [problem for problem in problems_of(Use.FINDINGS, sql) if problem.message == message]
    assert found, problems_of(Use.FINDINGS, sql)
    assert found[0].code is Code.BAD_SQL
    assert remedy in found[0].remedy
    if at:
        assert found[0].line == line
        assert sql.split("\n")[line][found[0].column - 1 :].startswith(at)


@pytest.mark.parametrize(("sql", "remedy"), [
    ("date_trunc('month', startdatum) = startdatum", "year och month"), ("age(startdatum) > 1", "date_diff"),
    ("if(antal_med_åtkomst > 1, true, false)", "CASE WHEN"), ("count_if(antal_med_åtkomst > 1) > 1", "count(*) FILTER"),
])
def test_functions_of_other_dialects(sql: str, remedy: str) -> None:
    """What to write instead is told, and not which names are spelt alike."""
    [problem] = problems_of(Use.CHECK, sql)
    assert remedy in problem.remedy
    assert "Menade" not in problem.remedy


def test_the_place_counts_characters_after_the_wrapper() -> None:
    """In a krav the line and column are those of the fence, with å ä ö before them and the wrapper's own line left out."""
    [problem] = problems_of(Use.CHECK, "syfte = 'åäö😀'\n  AND /* åäö */ stat = 'aktiv'")
    assert (problem.line, problem.column) == (1, 17)
    [problem] = problems_of(Use.CHECK, "antal_med_åtkomst > $gräns AND startdatum > $per_datum AND\nstat = $ord")
    assert (problem.line, problem.column) == (1, 1)
    [problem] = problems_of(Use.CHECK, "startdatum > $per_datum AND $på AND startdatum < 'igår'")
    assert problem.column == 50


@pytest.mark.parametrize("sql", [
    "SELECT", "SELECT FROM kanaler", HEAD + "kanaler NATURAL JOIN kriser", HEAD + "kanaler WHERE (", "WITH a AS (SELECT 1), a AS (SELECT 2) SELECT * FROM a", "SELECT * FROM kanaler WHERE a.b.c.d = 1",
    HEAD + "kanaler PIVOT (count(*) FOR status IN ('aktiv'))", HEAD + "kanaler WHERE status IS status", HEAD + "kanaler WHERE kanal_id IN kanaler", "SELECT kanal_id kanal_id kanal_id FROM kanaler", "*", "1", "x y z", "SELECT 'a' 'b'",
    HEAD + "kanaler GROUP BY kanal_id, max(status)", HEAD + "kanaler WHERE max(status) OVER (PARTITION BY max(status)) = 'a'", "SELECT sum(status) FROM kanaler", "SELECT kanal_id, * EXCLUDE FROM kanaler", "INSERT INTO kanaler VALUES (1)",
    HEAD + "kanaler WHERE interval '1' = 1", "SELECT CASE WHEN 1 END", "SELECT count(DISTINCT *) FROM kanaler", "SELECT * FROM kanaler ORDER BY", "SELECT max(kanal_id) FILTER (WHERE count(*) > 1) FROM kanaler", "SELECT first(status ORDER BY nej) FROM kanaler",
])
def test_no_objection_is_in_english(sql: str) -> None:
    """Whatever DuckDB says about these, the author reads sentences in Swedish."""
    for use in (Use.FINDINGS, Use.CHECK):
        problems = problems_of(use, sql)
        assert problems
        for problem in problems:
            said = re.sub(r"'[^']*'|\b(?:vid|heter|Funktionen|Namnet) \S+|COLUMNS|FILTER|[A-Z_]{2,}", "", f"{problem.message} {problem.remedy}")
            assert not ENGLISH.search(said), said
            assert problem.message.endswith(".")
            assert problem.remedy.endswith((".", "?"))


def test_what_nobody_has_seen_is_said_without_its_text() -> None:
    """An objection of a new kind gets a sentence of ours."""
    assert complaint_about({"error_type": "binder", "error_message": "Something else entirely"})[0] == "SQL:en passar inte tabellerna."
    assert complaint_about({"error_type": "parser", "error_message": "Something else entirely"})[0] == "SQL:en går inte att läsa."


@pytest.mark.parametrize(("message", "said"), [
    ("Out of Memory Error: failed to allocate data of size 64.0 MiB (63 MiB/64 MiB used)", "minnet räckte inte"),
    ("Conversion Error: Could not convert string 'Anna Andersson 811228-9874' to DATE", "ett värde gick inte att göra om till en annan typ"),
    ("Out of Range Error: Overflow in multiplication of INT64 (9223372036854775806 * 100)!", "ett tal eller en dag blev för stor"),
    ("Invalid Input Error: Division by zero in expression (1 // 0).", "ett tal delades med noll"),
    ("Invalid Input Error: More than one row returned by a subquery used as an expression", "en delfråga gav mer än en rad"),
    ("Binder Error: Referenced column \"x\" not found", "frågan passar inte tabellerna"), ("INTERNAL Error: whatever", "frågan gick inte att köra"),
    ("Permission Error: Cannot access file", "frågan försökte nå något utanför underlaget"),
])
def test_what_stops_a_query_is_said_without_its_values(message: str, said: str) -> None:
    """The reason goes into cells that are kept and shown: it holds no value of the evidence and no English."""
    assert run_complaint(message) == said
