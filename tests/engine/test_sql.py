"""Reading an item's SQL: what is allowed, what is refused, and where the mistake is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from regelratt.diagnostics import Code
from regelratt.engine.statement import SqlProblem, Use
from tests.engine.scene import problems_of, read_here

HEAD = "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM "


def predicate(sql: str) -> list[SqlProblem]:
    """What is wrong with a krav over the channels."""
    return problems_of(Use.CHECK, sql)


def findings(sql: str) -> list[SqlProblem]:
    """What is wrong with a fynd about channels."""
    return problems_of(Use.FINDINGS, sql)


@pytest.mark.parametrize("sql", [
    "status = 'aktiv'", "antal_med_åtkomst >= $gräns", "startdatum + 30 > $per_datum", "syfte IS NOT NULL",
    "startdatum + INTERVAL 1 DAY > $period_start", "date_diff('day', startdatum, $per_datum) < $gräns",
    "status IN ('aktiv', 'vilande') AND NOT (pixel = 'på')", "adress LIKE 'https://%' OR adress ILIKE 'x%'",
    "CASE WHEN status = 'aktiv' THEN length(trim(syfte)) > 0 ELSE NULL END", "$på",
    "try_cast(adress AS date) = $per_datum", "DATE '2026-01-01' > startdatum", "regexp_matches(adress, '^https?://')",
    "extract(year FROM startdatum) = 2026", "replace(adress, 'www.', '') = lower($ord)", "kanaler.status = 'aktiv'",
    "antal_med_åtkomst BETWEEN 1 AND $gräns", "/* ord */ status = 'aktiv'", "status = $$aktiv$$",
    "startdatum > $per_datum - 30", "greatest(startdatum, slutdatum) > $per_datum",
])
def test_allowed_predicates(sql: str) -> None:
    """What authors need in a krav."""
    assert predicate(sql) == []


@pytest.mark.parametrize("sql", [
    HEAD + "kanaler WHERE status = 'aktiv'", HEAD + "kanaler;",
    "WITH nya AS (SELECT * FROM kanaler WHERE startdatum > $period_start) " + HEAD + "nya",
    HEAD + "kanaler k WHERE NOT EXISTS (SELECT 1 FROM beslut b WHERE b.objekt_id = k.kanal_id AND b.slag = 'start')",
    HEAD + "kanaler JOIN nämnder USING (nämnd_id) GROUP BY kanal_id HAVING count(*) > 1",
    HEAD + "(SELECT *, row_number() OVER (PARTITION BY kanal_id ORDER BY publicerad) AS nr FROM inlägg) WHERE nr > 1",
    HEAD + "kanaler UNION ALL " + HEAD + "kanaler",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag, pixel IS NULL AS okänt FROM kanaler",
    ("SELECT kanal_id AS objekt, concat('Svar efter ', date_diff('day', inkom, besvarad), ' dagar') AS meddelande,"
     " kommentar_id AS underlag FROM kommentarer WHERE date_diff('day', inkom, besvarad) > $gräns"),
])
def test_allowed_findings(sql: str) -> None:
    """What authors need in a fynd."""
    assert findings(sql) == []


HOSTILE_SOURCES = [
    "'/etc/passwd'", "read_csv('/etc/passwd')", "read_text('/etc/passwd')", "glob('*')", "duckdb_settings()",
    "duckdb_secrets()", "range(10)", "generate_series(1, 10)", "query('select 1')", "query_table('kanaler')",
    "information_schema.tables", "pragma_table_info('kanaler')", "sqlite_master", "pg_catalog.pg_tables",
    "memory.main.kanaler", "kanaler TABLESAMPLE 10%", "kanaler USING SAMPLE 1", "(VALUES (1)) t(kanal_id)",
    "unnest([1])", "kanaler, unnest([1, 2]) t(a)", "(DESCRIBE kanaler)", "(SHOW TABLES)", "finns_inte",
    "kanaler WHERE (SELECT now()) IS NULL", "kanaler WHERE kanal_id IN (SELECT x FROM read_csv('x'))",
    "kanaler ORDER BY random()", "kanaler LIMIT random()::integer", "kanaler JOIN nämnder ON now() IS NULL",
    "kanaler GROUP BY kanal_id HAVING now() IS NULL", "kanaler WHERE startdatum < current_date",
    "kanaler WHERE getenv('HOME') IS NULL", "kanaler WHERE getvariable('x') IS NULL", "kanaler WHERE rowid > 1",
]


@pytest.mark.parametrize("source", HOSTILE_SOURCES)
def test_hostile_sources_are_forbidden(source: str) -> None:
    """Files, settings, generators, the clock and other catalogues, wherever in the query they stand."""
    assert {problem.code for problem in findings(HEAD + source)} == {Code.FORBIDDEN_SQL}


@pytest.mark.parametrize("sql", [
    "DROP TABLE kanaler", "DELETE FROM kanaler", "INSERT INTO kanaler VALUES (1)", "UPDATE kanaler SET status = 'a'",
    "CREATE TABLE x (a int)", "PRAGMA database_list", "COPY kanaler TO '/tmp/x'", "COPY (SELECT 1) TO '/tmp/x'",
    "ATTACH '/tmp/x.db'", "INSTALL httpfs", "LOAD httpfs", "SET threads = 1", "SET VARIABLE a = 1", "RESET threads",
    "EXPORT DATABASE '/tmp/x'", "CALL pragma_version()", "EXPLAIN SELECT 1", "DESCRIBE kanaler", "SHOW TABLES",
    "SUMMARIZE kanaler", "VACUUM", "CHECKPOINT", "BEGIN", "PREPARE x AS SELECT 1", "EXECUTE x", "USE memory",
    HEAD + "kanaler; " + HEAD + "kanaler", HEAD + "kanaler; DROP TABLE kanaler",
    "WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM r) SELECT n AS objekt, 'x' AS meddelande, n AS underlag FROM r",
    "WITH x AS (DELETE FROM kanaler RETURNING *) " + HEAD + "x", "VALUES (1, 2, 3)",
    "PIVOT kanaler ON status USING count(*)", "UNPIVOT kanaler ON status INTO NAME a VALUE b",
])
def test_everything_but_one_select_is_forbidden(sql: str) -> None:
    """One SELECT without recursion, and nothing that changes or shows the database."""
    assert {problem.code for problem in findings(sql)} == {Code.FORBIDDEN_SQL}
    assert findings(sql)[0].message.endswith(".")


@pytest.mark.parametrize("sql", [
    "now() > startdatum", "current_date > startdatum", "CURRENT_TIMESTAMP > startdatum", "localtime IS NULL",
    "user = 'a'", "random() > 0.5", "getenv('HOME') IS NULL", "current_setting('threads') IS NULL",
    "repeat('a', 1000000000) IS NULL", "range(10) IS NULL", "[x for x in [1, 2]] IS NULL",
    "list_transform([1, 2], lambda x: x + 1) IS NULL", "list_transform([1, 2], x -> x + 1) IS NULL", "[1, 2] IS NULL",
    "{'a': 1} IS NULL", "map {'a': 1} IS NULL", "columns('x') IS NULL", "* IS NULL", "status COLLATE nocase = 'a'",
    "status = ANY(['a'])", "status[1] = 'a'", "nextval('s') > 1", "\"main\".lower('a') = 'a'", "x.y.z()",
    "(SELECT true)", "EXISTS (SELECT 1 FROM nämnder)", "status IN (SELECT namn FROM nämnder)",
    "count(*) > 1", "max(status) = 'a'", "row_number() OVER () > 1", "CAST(status AS date) = $per_datum",
    "status::date = $per_datum", "TRY(CAST(status AS date)) IS NULL", "true::hugeint", "true, false", "rowid > 1",
    "replace(syfte, 'a', 'aaaaaaaaaa') = 'a'", "replace(syfte, adress, 'x') = 'a'", "replace(syfte, '', 'x') = 'a'",
])
def test_hostile_predicates_are_forbidden(sql: str) -> None:
    """A krav sees its own row, by deterministic and bounded functions."""
    assert {problem.code for problem in predicate(sql)} == {Code.FORBIDDEN_SQL}


@pytest.mark.parametrize("sql", ["SELECT * FROM kanaler", "SELECT count(*) FROM kanaler", "status = (SELECT max(status) FROM kanaler)", "(SELECT (SELECT true))"])
def test_a_question_in_place_of_a_krav_is_told_once(sql: str) -> None:
    """What the question has of other rows follows from it."""
    assert [problem.message for problem in predicate(sql)] == ["Ett krav får bara se objektets egen rad."]


@pytest.mark.parametrize("sql", [
    'true) AS "utfall" FROM "kanaler"; DROP TABLE kanaler --', 'true) AS "utfall" FROM "kanaler"; SELECT (true',
    'true) AS "utfall" FROM "kanaler" UNION ALL SELECT (true', 'true) AS "utfall" FROM "kanaler" --',
    'true) AS "utfall" FROM "kanaler" /*', "true) FROM (SELECT 1) t, (SELECT 2", "true), (false", "true) --", "true) /*",
    'true) AS "utfall" FROM "kanaler" WHERE (false', 'true) AS "utfall" FROM "kanaler" ORDER BY (1',
    "true) FROM kanaler) AS x, (SELECT (true", "true)) AS x FROM kanaler WHERE ((true", "(true", "true)", "*/ true /*",
    "true LIMIT 1", "true ORDER BY 1", "true FROM nämnder", "true AS x", "", "-- bara ett ord", ";",
])
def test_nothing_breaks_out_of_the_wrapper(sql: str) -> None:
    """A krav is put between parentheses; text that ends them early is refused."""
    problems = predicate(sql)
    assert problems
    assert {problem.code for problem in problems} <= {Code.FORBIDDEN_SQL, Code.BAD_SQL}


@pytest.mark.parametrize(("sql", "line", "says"), [
    ("stat = 'aktiv'", 0, "Kolumnen stat finns inte"),
    ("syfte IS NOT NULL\nAND målgrupp IS NOT NULL\nAND åäö_fel = 'a'", 2, "Kolumnen åäö_fel finns inte"),
    ("syfte IS NOT NULL\nAND status > 5 + 'a'", 1, "+ fungerar inte med heltal och text"),
    ('status = "aktiv"', 0, "Kolumnen aktiv finns inte"),
    ("nämnder.namn = 'x'", 0, "nämnder finns inte i frågan"),
    ("syfte = 'å'\nAND (målgrupp = 'ä'\nOR", 1, "stängs aldrig"),
    ("antal_med_åtkomst", 0, "ger heltal"),
    ("'ja'", 0, "ger text"),
    ("NULL", 0, "inte ja eller nej"),
    ("case when status = 'aktiv' then 1 else 0 end", 0, "ger heltal"),
])
def test_mistakes_in_a_predicate_are_located(sql: str, line: int, says: str) -> None:
    """The line is counted within the fence, also after å ä ö and where the binder finds it."""
    (problem,) = predicate(sql)
    assert (problem.code, problem.line) == (Code.BAD_SQL, line)
    assert says in problem.message


@pytest.mark.parametrize(("sql", "line", "code"), [
    (HEAD + "kanaler\nWHERE stat = 'a'", 1, Code.BAD_SQL),
    (HEAD + "kanaler\nWHERE\n now() > startdatum", 2, Code.FORBIDDEN_SQL),
    (HEAD + "kanaler\n-- å ä ö å ä ö å ä ö\nJOIN namnder n ON true", 2, Code.FORBIDDEN_SQL),
    ("SELECT\n kanal_id AS objekt,\n 'å' AS meddelande\n kanal_id FROM kanaler", 3, Code.BAD_SQL),
    ("SELECT kanal_id AS objekt, 'x' AS meddelande FROM kanaler", 0, Code.BAD_SQL),
    ("SELECT 'x' AS meddelande, kanal_id AS objekt, kanal_id AS underlag FROM kanaler", 0, Code.BAD_SQL),
    ("SELECT kanal_id, 'x' AS meddelande, kanal_id AS underlag FROM kanaler", 0, Code.BAD_SQL),
    ("SELECT *, 1 AS okänt FROM (" + HEAD + "kanaler)", 0, Code.BAD_SQL),
    ("SELECT * FROM kanaler", 0, Code.BAD_SQL),
    ("", 0, Code.BAD_SQL),
    ("-- inget\n", 0, Code.BAD_SQL),
])
def test_mistakes_in_findings_are_located(sql: str, line: int, code: Code) -> None:
    """Wrong columns, unknown names and bad syntax, each on its line in the fence."""
    problems = findings(sql)
    assert [(problem.line, problem.code) for problem in problems] == [(line, code)]


def test_several_mistakes_are_gathered() -> None:
    """Everything off the allow-list is named at once, each on its line."""
    problems = predicate("now() > startdatum\nAND random() > 0.5\nAND count(*) > 1")
    assert [(problem.line, problem.code) for problem in problems] == [(line, Code.FORBIDDEN_SQL) for line in (0, 1, 2)]


def test_close_matches_of_columns_tables_and_functions() -> None:
    """The nearest names are offered."""
    assert "Menade du status" in predicate("statuss = 'a'")[0].remedy
    assert "Menade du kanaler" in findings(HEAD + "kanalr")[0].remedy
    assert "Menade du length" in predicate("lenght(syfte) > 1")[0].remedy
    assert "Menade du gräns" in predicate("antal_med_åtkomst > $grans")[0].remedy


@pytest.mark.parametrize("sql", ["antal_med_åtkomst > $okänd", "antal_med_åtkomst > ?", "antal_med_åtkomst > $1"])
def test_undeclared_parameters(sql: str) -> None:
    """A parameter is declared by a rule and named."""
    assert [problem.code for problem in predicate(sql)] == [Code.BAD_PARAMETER]


def test_parameters_of_wrong_type_do_not_bind() -> None:
    """A parameter has the type its bounds give it."""
    assert [problem.code for problem in predicate("startdatum > $gräns")] == [Code.BAD_SQL]


def test_used_parameters() -> None:
    """The names that occur, wherever they stand."""
    sql = "antal_med_åtkomst > $gräns AND CASE WHEN $på THEN status = $ord END"
    assert read_here(Use.CHECK, sql).parameter_names == {"gräns", "på", "ord"}


TOKENS = st.sampled_from([
    "SELECT", "FROM", "kanaler", "nämnder", "WHERE", "(", ")", ",", ";", "--", "/*", "*/", "'", '"', "$$", "status", "=", ">",
    "AND", "OR", "NOT", "NULL", "true", "1", "'a'", "$gräns", "$", "?", "$1", "::", "date", "CASE", "WHEN", "THEN", "END", "IN",
    "EXISTS", "UNION", "ALL", "AS", "objekt", "now()", "count(*)", "OVER", "LIKE", "[", "]", "{", "}", ":", "*", ".", "\n", "\0",
    "WITH", "RECURSIVE", "JOIN", "ON", "GROUP BY", "ORDER BY", "LIMIT", "CAST", "TRY_CAST", "lambda", "x -> x", "@", "å", "😀",
])


@settings(max_examples=300)
@given(st.lists(TOKENS, max_size=14).map(" ".join), st.sampled_from([Use.CHECK, Use.FINDINGS]))
def test_random_tokens_never_raise(sql: str, use: Use) -> None:
    """Any tokens give problems at places that exist, in Swedish, or are fine."""
    for problem in problems_of(use, sql):
        assert 0 <= problem.line <= sql.count("\n")
        assert 1 <= problem.column <= len(sql.split("\n")[problem.line]) + 1


@settings(max_examples=150)
@given(st.text(max_size=60), st.sampled_from([Use.CHECK, Use.FINDINGS]))
def test_random_text_never_raises(sql: str, use: Use) -> None:
    """Any text gives problems or is fine."""
    problems_of(use, sql)


@pytest.mark.parametrize("sql", ["main.upper(kontonamn) = 'A'", "upper(kontonamn) EXPORT_STATE = 'A'", "system.main.upper(kontonamn) = 'A'"])
def test_a_known_function_with_more_than_its_name(sql: str) -> None:
    """The function is on the list; what is wrong is how it is written."""
    assert [(problem.code, problem.message, problem.remedy) for problem in predicate(sql)] == [(
        Code.FORBIDDEN_SQL, "Funktionen upper är inte tillåten skriven så.",
        "Skriv bara namnet och värdena, upper(...), utan något före eller efter.")]
