"""Tables and names in a query: those of the evidence, and common table expressions where SQL lets them be seen."""

from __future__ import annotations

import duckdb
import pytest

from regelratt.diagnostics import Code
from regelratt.engine import allowlist
from regelratt.engine.database import create_tables, open_locked
from regelratt.engine.permission import check_permission
from regelratt.engine.statement import Use, statement
from tests.engine.scene import KNOWN, _reader, problems_of, read_here

HEAD = "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler "
ROW = "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM "


def refused(sql: str) -> list[str]:
    """Messages about what is not allowed; there may be no other problems."""
    problems = problems_of(Use.FINDINGS, sql)
    assert {problem.code for problem in problems} <= {Code.FORBIDDEN_SQL}, problems
    return [problem.message for problem in problems]


LEAKS = [
    HEAD + "WHERE EXISTS (WITH dold AS (SELECT kanal_id FROM kanaler) SELECT 1 FROM dold) AND EXISTS (SELECT 1 FROM dold)",
    HEAD + "WHERE EXISTS (SELECT 1 FROM dold) AND EXISTS (WITH dold AS (SELECT kanal_id FROM kanaler) SELECT 1 FROM dold)",
    HEAD + ", (WITH dold AS (SELECT kanal_id AS a FROM kanaler) SELECT a FROM dold) x, dold",
    "WITH a AS (WITH dold AS (SELECT * FROM kanaler) SELECT * FROM dold), b AS (SELECT * FROM dold) " + HEAD,
    "WITH a AS (SELECT * FROM dold), dold AS (SELECT * FROM kanaler) " + HEAD, "WITH dold AS (SELECT * FROM dold) " + HEAD,
    HEAD + "UNION ALL (WITH dold AS (SELECT * FROM kanaler) SELECT kanal_id, 'x', kanal_id FROM dold) UNION ALL SELECT kanal_id, 'x', kanal_id FROM dold",
    "(WITH dold AS (SELECT * FROM kanaler) SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM dold) UNION ALL SELECT kanal_id, 'x', kanal_id FROM dold",
    HEAD + "WHERE kanal_id = (WITH dold AS (SELECT max(kanal_id) AS m FROM kanaler) SELECT m FROM dold) OR kanal_id IN (SELECT m FROM dold)",
    HEAD + "GROUP BY kanal_id HAVING count(*) > (WITH dold AS (SELECT kanal_id FROM kanaler) SELECT count(*) FROM dold) OR EXISTS (SELECT 1 FROM dold)",
    HEAD + "ORDER BY (WITH dold AS (SELECT max(kanal_id) AS m FROM kanaler) SELECT m FROM dold), (SELECT max(m) FROM dold)",
]


@pytest.mark.parametrize("sql", LEAKS)
def test_names_do_not_leak(sql: str) -> None:
    """A name declared beside, later, inside or in itself is no table, so it cannot lend its name to one that exists."""
    assert refused(sql) == ["Tabellen dold finns inte i underlaget."]
    for view in ("pg_settings", "duckdb_settings", "sqlite_master"):
        assert f"Tabellen {view} finns inte i underlaget." in refused(sql.replace("dold", view))


@pytest.mark.parametrize("sql", [
    "WITH a AS (SELECT * FROM kanaler) " + HEAD + "JOIN a USING (kanal_id)", "WITH a AS (SELECT * FROM kanaler), b AS (SELECT * FROM a) " + HEAD + "WHERE kanal_id IN (SELECT kanal_id FROM b)",
    "WITH a AS (SELECT * FROM kanaler) " + HEAD + "WHERE EXISTS (WITH b AS (SELECT * FROM a) SELECT 1 FROM b, a)", "WITH A AS (SELECT kanal_id AS objekt FROM kanaler) " + ROW + "a",
    "WITH a AS (SELECT kanal_id AS objekt FROM kanaler) " + ROW + "a UNION ALL " + ROW + "a", 'WITH "å ä ö" AS (SELECT kanal_id AS objekt FROM kanaler) ' + ROW + '"å ä ö"',
    "WITH a AS MATERIALIZED (SELECT kanal_id AS objekt FROM kanaler) " + ROW + "a", "WITH a(objekt) AS (SELECT kanal_id FROM kanaler) " + ROW + "a",
    "WITH a AS (SELECT kanal_id AS objekt FROM kanaler), b AS (WITH a AS (SELECT objekt_id AS objekt FROM beslut) SELECT objekt FROM a) " + ROW + "b",
    HEAD + "WHERE EXISTS (WITH a AS (SELECT 1 FROM beslut) SELECT 1 FROM a) AND EXISTS (WITH a AS (SELECT 1 FROM nämnder) SELECT 1 FROM a)", "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM KANALER",
])
def test_names_are_seen_where_sql_shows_them(sql: str) -> None:
    """Later siblings, subqueries, branches of UNION, the same name in two places, another case."""
    assert refused(sql) == []
    assert [problem for problem in problems_of(Use.FINDINGS, sql) if "read" in problem.message] == []


@pytest.mark.parametrize("name", ["kanaler", "Kanaler", "beslut", "pg_settings", "PG_tables", "duckdb_tables", "sqlite_master", "information_schema_x", "pragma_version"])
def test_names_of_tables_and_system_views_are_taken(name: str) -> None:
    """An author's query may not go by a table's or a system view's name: nobody could tell which is read."""
    sql = f"WITH {name} AS (SELECT kanal_id AS objekt FROM nämnder, kanaler) {ROW}{name}"
    assert refused(sql)[0] == f"Namnet {name} efter WITH är upptaget."
    assert refused(f"{HEAD}WHERE EXISTS (WITH {name} AS (SELECT 1 AS a FROM nämnder) SELECT a FROM {name})")[0] == f"Namnet {name} efter WITH är upptaget."


def test_every_view_and_table_function_of_duckdb_is_out_of_reach() -> None:
    """Whatever DuckDB has of its own, plain or qualified: no query can read it, and no author can take its name."""
    connection = open_locked()
    views = connection.execute("SELECT view_name, schema_name, database_name FROM duckdb_views()").fetchall()
    functions = {name for (name,) in connection.execute("SELECT function_name FROM duckdb_functions() WHERE function_type LIKE 'table%'").fetchall()}
    assert len(views) > 40
    assert len(functions) > 60
    for view, schema, database in views:
        for name in (f'"{view}"', f'{schema}."{view}"', f'{database}.{schema}."{view}"'):
            assert refused(HEAD.replace("kanaler", name)), name
        if schema == "main" or view.startswith(("pg_", "duckdb_", "sqlite_")):
            assert allowlist.SYSTEM_NAME.match(view) or view in ("sqlite_master",), view
    for function in functions:
        problems = problems_of(Use.FINDINGS, HEAD.replace("kanaler", f'"{function}"()'))
        assert {problem.code for problem in problems} <= {Code.FORBIDDEN_SQL, Code.BAD_SQL}
        assert problems, function


def test_every_word_that_is_no_column_is_refused_as_one() -> None:
    """All of DuckDB's keywords and functions, and names that other databases give rows and files: none is a value by itself."""
    connection = open_locked()
    create_tables(connection, ["kanaler"])
    asked = "SELECT keyword_name FROM duckdb_keywords() UNION SELECT function_name FROM duckdb_functions()"
    words = {word.lower() for (word,) in connection.execute(asked).fetchall()}
    words |= {"rowid", "_rowid_", "oid", "ctid", "tableoid", "filename", "file_row_number", "file_index", "snapshot_id", "kanaler"}
    columns = {name for name, *_ in connection.execute("DESCRIBE kanaler").fetchall()}
    bound = [f"{mark}{word}{mark} IS NULL" for word in sorted(words - columns) for mark in ("", '"')
             if _binds(connection, f"SELECT {mark}{word}{mark} IS NULL FROM kanaler")]
    assert "rowid IS NULL" in bound
    assert len(bound) > 10
    assert [sql for sql in bound if not problems_of(Use.CHECK, sql)] == []


def _binds(connection: duckdb.DuckDBPyConnection, sql: str) -> bool:
    try:
        connection.execute(f"DESCRIBE {sql}")
    except duckdb.Error:
        return False
    return True


@pytest.mark.parametrize(("sql", "says"), [
    (HEAD + "LIMIT 1", "begränsas"), (HEAD + "ORDER BY kanal_id OFFSET 1", "begränsas"), (HEAD + "LIMIT 10%", "begränsas"), (HEAD + "LIMIT 0", "begränsas"), (HEAD + "FETCH FIRST 1 ROW ONLY", "begränsas"),
    (HEAD + "WHERE kanal_id IN (SELECT kanal_id FROM kanaler LIMIT 1)", "begränsas"), ("WITH a AS (SELECT * FROM kanaler LIMIT 3) " + HEAD, "begränsas"),
    (HEAD.replace("SELECT", "SELECT DISTINCT ON (status)"), "DISTINCT ON"), (HEAD + "POSITIONAL JOIN nämnder", "plats"), (HEAD + "ASOF JOIN beslut b ON b.datum >= startdatum", "plats"),
    (HEAD + "AT (VERSION => 1)", "Källan efter FROM"), (HEAD + "GROUP BY CUBE (kanal_id, status)", "grupperingar"), (HEAD + "GROUP BY ROLLUP (kanal_id)", "grupperingar"),
    (HEAD + "GROUP BY GROUPING SETS ((kanal_id), ())", "grupperingar"), (HEAD + "WHERE COLUMNS('status') = 'aktiv'", "COLUMNS"), (HEAD + "WHERE COLUMNS(*) IS NULL", "COLUMNS"),
    (HEAD.replace("'x'", "lower(string := status)"), "namngivna"), (HEAD + "WHERE x'41' = adress", "inte är tillåtet"), (HEAD + "WHERE adress = b'1'", "inte är tillåtet"), (HEAD + "WHERE adress = '1' COLLATE nocase", "inte tillåtet"),
    (HEAD.replace("kanaler", "(FROM kanaler USING SAMPLE 3) s"), "Stickprov"), (HEAD.replace("'x'", "sum(antal_med_åtkomst) EXPORT_STATE"), "inte tillåten"),
    ("WITH RECURSIVE a AS (SELECT kanal_id AS objekt FROM kanaler UNION ALL SELECT objekt FROM a) " + ROW + "a", "slag"),
])
def test_forms_that_choose_or_hide_rows(sql: str, says: str) -> None:
    """Rows may be neither left out, nor drawn, nor paired by their place; and odd spellings are refused as such."""
    problems = problems_of(Use.FINDINGS, sql)
    assert any(says in problem.message for problem in problems), problems
    assert {problem.code for problem in problems} <= {Code.FORBIDDEN_SQL, Code.BAD_SQL}


def test_a_tree_that_is_too_deep_for_python_is_a_problem_and_no_crash() -> None:
    """Past the lexical wall, what DuckDB can nest and Python cannot walk is refused in words."""
    [problem] = _reader().read(statement(Use.CHECK, "NOT " * 600 + "syfte = 'a'", "kanaler", KNOWN)).problems
    assert problem.message == "SQL:en har för många nivåer."


@pytest.mark.parametrize("sql", ["status = 'aktiv'), (syfte = 'a'", "status = 'aktiv') AS a, (syfte = 'a'", "syfte = 'a'), (adress = 'b'), (syfte = 'c'"])
def test_a_krav_is_one_expression_also_past_the_lexical_wall(sql: str) -> None:
    """Should brackets that do not match get as far as the parser, the tree is still held against what a krav is."""
    problems = _reader().read(statement(Use.CHECK, sql, "kanaler", KNOWN)).problems
    assert "Kravet är mer än ett enda uttryck." in {problem.message for problem in problems}


def test_a_join_by_what_lies_nearest_is_refused() -> None:
    """The tree has a place for an expression that ranks the rows to pair: whatever writes it, it is not let through."""
    each = statement(Use.FINDINGS, HEAD + "JOIN nämnder USING (nämnd_id)", "kanaler", KNOWN)
    root = _reader()._ask("json_serialize_sql", each.text)["statements"][0]["node"]  # noqa: SLF001  # the tree itself
    assert check_permission(root, each).problems == []
    root["from_table"]["ranking_expression"] = dict(root["select_list"][0])
    assert [problem.code for problem in check_permission(root, each).problems] == [Code.FORBIDDEN_SQL]


GROWING = {
    "doubling": "WITH c0 AS (SELECT * FROM kanaler)" + "".join(f", c{n} AS (SELECT a.* FROM c{n - 1} a, c{n - 1} b)" for n in range(1, 12)) + " " + HEAD.replace("kanaler", "c11"),
    "doubling that is not used": "WITH c0 AS (SELECT * FROM kanaler)" + "".join(f", c{n} AS (SELECT a.* FROM c{n - 1} a, c{n - 1} b)" for n in range(1, 12)) + " " + HEAD,
    "cross join": HEAD + "".join(f", kanaler k{n}" for n in range(allowlist.MOST_SOURCES)), "by subqueries": HEAD + "WHERE " + " AND ".join(["EXISTS (SELECT 1 FROM beslut)"] * allowlist.MOST_SOURCES),
    "doubling by union": "WITH c0 AS (SELECT kanal_id AS objekt FROM kanaler)" + "".join(f", c{n} AS (SELECT * FROM c{n - 1} UNION ALL SELECT * FROM c{n - 1})" for n in range(1, 12)) + " " + ROW + "c11",
    "text": "WITH c0 AS (SELECT kanal_id, syfte AS x FROM kanaler)" + "".join(f", c{n} AS (SELECT kanal_id, {'||'.join(['x'] * 10)} AS x FROM c{n - 1})" for n in range(1, 8)) + " SELECT kanal_id AS objekt, x AS meddelande, x AS underlag FROM c7",
    "text by another name": "WITH c0 AS (SELECT kanal_id, syfte AS x0 FROM kanaler)" + "".join(f", c{n} AS (SELECT kanal_id, concat({', '.join([f'x{n - 1}'] * 10)}) AS x{n} FROM c{n - 1})" for n in range(1, 8)) + " SELECT kanal_id AS objekt, x7 AS meddelande, x7 AS underlag FROM c7",
    "text by subqueries": "SELECT kanal_id AS objekt, 'x' AS meddelande, (SELECT x||x||x||x||x||x||x||x FROM (SELECT x||x||x||x||x||x||x||x AS x FROM (SELECT x||x||x||x||x||x||x||x AS x FROM (SELECT x||x||x||x||x||x||x||x AS x"
                          " FROM (SELECT max(syfte) AS x FROM kanaler))))) AS underlag FROM kanaler",
    "text by the query's own names": "WITH c AS (SELECT kanal_id, syfte AS a0, " + ", ".join(f"a{n}||a{n} AS a{n + 1}" for n in range(14)) + " FROM kanaler) SELECT kanal_id AS objekt, a14 AS meddelande, kanal_id AS underlag FROM c",
    "numbers": "WITH c0 AS (SELECT kanal_id, antal_med_åtkomst AS x FROM kanaler)" + "".join(f", c{n} AS (SELECT kanal_id, x * x * x * x AS x FROM c{n - 1})" for n in range(1, 8)) + " " + HEAD.replace("kanaler", "c7") + "WHERE x > 1",
}


@pytest.mark.parametrize("sql", GROWING.values(), ids=GROWING)
def test_what_grows_without_bound_is_refused(sql: str) -> None:
    """Tables and values are counted as many times as they come to be read, also through names."""
    problems = problems_of(Use.FINDINGS, sql)
    assert [problem.code for problem in problems] == [Code.FORBIDDEN_SQL]
    assert "gånger" in problems[0].message or "delar" in problems[0].message


def test_tables_are_those_that_are_read() -> None:
    """Every table once, by its own name, however it is written and wherever it stands."""
    sql = ("WITH a AS (SELECT * FROM UPPSIKT) " + HEAD + "k JOIN a USING (kanal_id) WHERE EXISTS (SELECT 1 FROM beslut) UNION ALL"
           " SELECT \"nämnd_id\", 'x', (SELECT max(d.diarienummer) FROM \"Diarium\" d) FROM \"nämnder\"")
    assert problems_of(Use.FINDINGS, sql) == []
    assert read_here(Use.FINDINGS, sql).tables == {"uppsikt", "kanaler", "beslut", "nämnder", "diarium"}
