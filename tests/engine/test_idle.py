"""Checks that cannot fail, or cannot be met, and parts of checks that do nothing: located, and never where they do something."""

from __future__ import annotations

import time

import pytest

from regelratt.diagnostics import Code
from regelratt.engine import allowlist
from regelratt.engine.statement import Use
from tests.engine.scene import problems_of

SAME = "Villkoret är detsamma vad underlaget än säger."
HEAD = "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler "


def idle(use: Use, sql: str) -> list[str]:
    """Messages about what never varies; there may be no other problems."""
    problems = problems_of(use, sql)
    assert {problem.code for problem in problems} <= {Code.IDLE_CHECK}, problems
    return [problem.message for problem in problems]


@pytest.mark.parametrize("sql", [
    "true", "true -- ett ord", "false", "1 = 1", "'a' = 'a'", "NOT true", "1 < 2 AND 2 < 3", "1 IN (1, 2)", "2 BETWEEN 1 AND 3", "'a' LIKE 'a%'",
    "coalesce(NULL, true)", "CASE WHEN 1 = 1 THEN true ELSE false END", "length('abc') = 3", "DATE '2026-01-01' < DATE '2026-02-01'",
    "$per_datum > DATE '2020-01-01'", "$period_start < $period_slut", "$per_datum IS NOT NULL", "starts_with('abc', 'a')", "(true)", "NULL IS NULL",
])
@pytest.mark.parametrize("use", [Use.CHECK, Use.CONDITION])
def test_what_depends_on_no_column(use: Use, sql: str) -> None:
    """A krav or condition without a column or a rule's parameter says nothing about the object."""
    assert idle(use, sql)


DAYS = [
    "$per_datum > DATE '2026-07-01' OR tvåfaktor = 'ja'", "$per_datum < DATE '2026-07-01' AND status = 'planerad'", "CASE WHEN $per_datum > DATE '2026-07-01' THEN tvåfaktor = 'ja' ELSE tvåfaktor = 'nej' END",
    "($per_datum > DATE '2026-07-01') = (tvåfaktor = 'ja')", "nullif($per_datum, DATE '2026-07-01') IS NULL OR tvåfaktor = 'ja'", "$per_datum IN (DATE '2026-07-01') OR tvåfaktor = 'ja'", "year($per_datum) = 2026 OR tvåfaktor = 'ja'",
    "$period_slut - $period_start > 5 OR tvåfaktor = 'ja'", "(date_part('month', $per_datum) - 6)::boolean OR tvåfaktor = 'ja'", "$per_datum BETWEEN DATE '2026-01-01' AND DATE '2026-07-01' AND tvåfaktor = 'ja'",
    "strftime($per_datum, '%Y') LIKE '2026' OR tvåfaktor = 'ja'", "coalesce($per_datum < DATE '2026-07-01', true) OR tvåfaktor = 'ja'",
]


@pytest.mark.parametrize("sql", DAYS)
@pytest.mark.parametrize("use", [Use.CHECK, Use.CONDITION])
def test_what_depends_on_the_day_alone(use: Use, sql: str) -> None:
    """A part that asks only what day it is could let a check fail in its own test cases and never again."""
    assert set(idle(use, sql)) == {SAME}
    assert any("gäller-från" in problem.remedy for problem in problems_of(use, sql))


@pytest.mark.parametrize("sql", [
    HEAD + "WHERE $per_datum > DATE '2026-07-01' AND tvåfaktor = 'nej'", HEAD + "GROUP BY kanal_id HAVING max($per_datum) > DATE '2026-07-01'", HEAD + "k, (SELECT $per_datum AS d) t WHERE t.d > DATE '2026-07-01'",
    HEAD + "JOIN beslut b ON b.objekt_id = kanal_id AND $per_datum > DATE '2026-07-01'", HEAD + "QUALIFY lag($per_datum) OVER (PARTITION BY kanal_id ORDER BY startdatum) > DATE '2026-07-01'", HEAD + "WHERE (SELECT $per_datum > DATE '2026-07-01')",
    HEAD + "GROUP BY kanal_id HAVING count(*) FILTER (WHERE $per_datum > DATE '2026-07-01') > 1", HEAD + "WHERE EXISTS (SELECT 1 FROM beslut WHERE $per_datum > DATE '2026-07-01')",
    HEAD.replace(" FROM", ", $per_datum > DATE '2026-07-01' AS okänt FROM"), HEAD + "GROUP BY kanal_id HAVING arg_max($per_datum, startdatum) > DATE '2026-07-01'", HEAD + "GROUP BY kanal_id HAVING bool_or($per_datum > DATE '2026-07-01')",
])
def test_findings_that_depend_on_the_day_alone(sql: str) -> None:
    """Wherever in a query it stands, and whatever gives the day back."""
    assert set(idle(Use.FINDINGS, sql)) == {SAME}


@pytest.mark.parametrize("sql", ["startdatum > $per_datum - 30", "CASE WHEN startdatum > $period_slut THEN NULL ELSE startdatum >= $period_start END", "date_diff('day', startdatum, $per_datum) < $gräns"])
def test_the_day_held_against_evidence(sql: str) -> None:
    """A column, or what a rule or a decision sets, makes it matter."""
    assert idle(Use.CHECK, sql) == []


@pytest.mark.parametrize("sql", ["$på", "NOT $på", "$gräns > 1", "$ord = 'a'", "$gräns IN (1, 2)", "$på AND syfte = 'a'"])
def test_a_parameter_alone_is_enough(sql: str) -> None:
    """What a rule or a local decision sets may decide by itself."""
    assert idle(Use.CHECK, sql) == []


@pytest.mark.parametrize("sql", [
    "status = NULL", "status <> NULL", "NULL = status", "status IN ('aktiv', NULL)", "status NOT IN ('aktiv', NULL)", "status IN (NULL)",
    "antal_med_åtkomst > NULL", "antal_med_åtkomst BETWEEN NULL AND 3", "antal_med_åtkomst BETWEEN 1 AND NULL", "syfte LIKE NULL", "syfte NOT LIKE NULL",
    "CASE status WHEN NULL THEN syfte = 'a' ELSE syfte = 'b' END", "status = NULL::varchar", "status = CAST(NULL AS varchar)", "nullif(syfte, NULL) = 'a'",
    "antal_med_åtkomst + NULL > 1", "syfte || NULL = 'a'", "NOT (status = NULL)", "syfte = 'a' OR status = NULL", "startdatum - NULL::date > 3",
])
def test_comparisons_with_null(sql: str) -> None:
    """They are never true, also within OR, NOT, IN, BETWEEN, CASE and arithmetic: one message, where NULL stands."""
    [message] = idle(Use.CHECK, sql)
    assert "NULL" in message
    [problem] = problems_of(Use.CHECK, sql)
    assert "NULL" in sql[problem.column - 1 :]
    assert problem.remedy == "Skriv IS NULL eller IS NOT NULL."


@pytest.mark.parametrize("sql", ["status IS NULL", "status IS NOT NULL", "status IS DISTINCT FROM NULL", "syfte IS NULL OR status = 'aktiv'",
                                 "CASE WHEN status = 'aktiv' THEN NULL ELSE syfte = 'a' END", "coalesce(central_administratör, NULL, false)"])
def test_null_in_its_place(sql: str) -> None:
    """Asking for NULL, and giving it as an answer, is no mistake."""
    assert idle(Use.CHECK, sql) == []


WORDS = {
    "status = 'Aktiv'": ("'Aktiv'", "Menade du aktiv?"), "status = 'akitv'": ("'akitv'", "Menade du aktiv?"), "status <> 'Avslutad'": ("'Avslutad'", "avslutad"),
    "'AKTIV' = status": ("'AKTIV'", "aktiv"), "status IN ('aktiv', 'villande')": ("'villande'", "Menade du vilande?"), "status NOT IN ('vilande', 'Planerad')": ("'Planerad'", "planerad"),
    "kanaler.status = 'x'": ("'x'", "Välj bland"), '"status" = \'x\'': ("'x'", "Välj bland"), "STATUS = 'x'": ("'x'", "Välj bland"),
    "CASE status WHEN 'aktiv' THEN syfte = 'a' WHEN 'Vilande' THEN syfte = 'b' ELSE syfte = 'c' END": ("'Vilande'", "vilande"),
    "CASE WHEN status = 'aktv' THEN syfte = 'a' ELSE syfte = 'b' END": ("'aktv'", "aktiv"), "nullif(status, 'aktv') = 'aktiv'": ("'aktv'", "aktiv"),
    "coalesce(status, 'aktiv') = 'Aktiv'": ("'Aktiv'", "aktiv"), "lower(status) = 'Aktiv'": ("'Aktiv'", "aktiv"), "upper(status) = 'aktiv'": ("'aktiv'", "AKTIV"),
    "trim(status) = 'aktiv '": ("'aktiv '", "aktiv"), "status LIKE 'Aktiv'": ("'Aktiv'", "aktiv"), "status LIKE 'Akt%'": ("'Akt%'", "aktiv"), "status NOT LIKE '%x'": ("'%x'", "Välj bland"),
    "status ILIKE 'aktva%'": ("'aktva%'", "aktiv"), "status LIKE '_aktiv'": ("'_aktiv'", "aktiv"), "starts_with(status, 'Akt')": ("'Akt'", "aktiv"), "contains(status, 'X')": ("'X'", "Välj"),
    "NOT (status = 'Aktiv' OR tvåfaktor = 'ja')": ("'Aktiv'", "aktiv"), "tvåfaktor = 'på'": ("'på'", "stöds ej"), "pixel = 'ja'": ("'ja'", "Välj bland"),
    "(CASE WHEN syfte = 'a' THEN status ELSE tvåfaktor END) = 'Ja'": ("'Ja'", "ja"), "greatest(status, tvåfaktor) = 'Ja'": ("'Ja'", "ja"),
}


@pytest.mark.parametrize("sql", WORDS)
def test_words_that_a_column_can_never_hold(sql: str) -> None:
    """Wrong case, misspelling, another column's word: shown where it stands, with the words there are and the nearest."""
    word, hint = WORDS[sql]
    [problem] = problems_of(Use.CHECK, sql)
    assert problem.code is Code.IDLE_CHECK
    assert sql[problem.column - 1 :].startswith(word)
    assert hint in problem.remedy
    assert "Välj bland: " in problem.remedy


@pytest.mark.parametrize("sql", [
    "status = 'aktiv'", "status IN ('aktiv', 'vilande')", "lower(status) = 'aktiv'", "upper(status) = 'AKTIV'", "status LIKE 'akt%'", "status ILIKE 'AKT%'", "status LIKE '%'",
    "coalesce(status, 'okänd') = 'okänd'", "nullif(status, 'aktiv') = 'vilande'", "syfte = 'Vad som helst'", "status = syfte", "status = $ord", "status || 'x' = 'aktivx'",
    "replace(status, 'v', 'w') = 'aktiw'", "substring(status, 1, 1) = 'a'", "status > 'b'", "CASE WHEN status = 'aktiv' THEN 'X' ELSE status END = 'X'", "starts_with(status, 'akt')",
    "contains(status, 'ti')", "status IN ('aktiv', syfte)",
])
def test_words_that_it_can_hold_and_what_cannot_be_known(sql: str) -> None:
    """The column's own words pass, and so does everything that may turn into another text."""
    assert idle(Use.CHECK, sql) == []


def test_two_columns_without_a_word_in_common() -> None:
    """They are never equal."""
    [message] = idle(Use.CHECK, "tvåfaktor = status")
    assert message == "tvåfaktor och status har inga ord gemensamt."


@pytest.mark.parametrize("sql", [
    HEAD + "WHERE status = 'Aktiv'", HEAD + "k WHERE k.status = 'Aktiv'", HEAD.replace("kanaler", "(SELECT kanal_id, status AS läge FROM kanaler) s") + "WHERE läge = 'Aktiv'",
    HEAD.replace("kanaler", "(SELECT * FROM (SELECT * FROM kanaler) a) b") + "WHERE b.status = 'Aktiv'", "WITH x AS (SELECT * FROM kanaler) " + HEAD.replace("kanaler", "x") + "WHERE status = 'Aktiv'",
    "WITH x(id, läge) AS (SELECT kanal_id, status FROM kanaler), kanaler2 AS (SELECT id AS kanal_id, läge FROM x) " + HEAD.replace("kanaler", "kanaler2") + "WHERE läge = 'Aktiv'",
    "WITH k(id, b, c, d, e, läge) AS (SELECT * FROM kanaler) " + HEAD.replace("kanaler", "k").replace("kanal_id", "id") + "WHERE läge = 'Aktiv'",
    HEAD + "k JOIN beslut b ON b.objekt_id = k.kanal_id AND b.slag = 'Start'", HEAD + "k LEFT JOIN beslut b ON b.objekt_id = k.kanal_id AND b.slag IN ('start', 'stopp')",
    HEAD + "k WHERE NOT EXISTS (SELECT 1 FROM beslut b WHERE b.objekt_id = k.kanal_id AND k.status = 'Aktiv')", HEAD + "WHERE kanal_id IN (SELECT objekt_id FROM beslut WHERE slag = 'Start')",
    HEAD + "WHERE startdatum > (SELECT max(datum) FROM beslut WHERE slag = 'Start')", HEAD + "WHERE (SELECT min(slag) FROM beslut) = 'Start'", HEAD + "GROUP BY kanal_id, status HAVING status = 'Aktiv'",
    HEAD + "GROUP BY kanal_id HAVING max(status) = 'Aktiv'", HEAD + "QUALIFY lag(status) OVER (PARTITION BY kanal_id ORDER BY startdatum) = 'Aktiv'", HEAD + "WHERE kanal_id IN (SELECT kanal_id FROM kanaler WHERE status = 'Aktiv')",
    HEAD + "UNION ALL " + HEAD + "WHERE status = 'Aktiv'", HEAD.replace("kanaler", "(SELECT kanal_id, status FROM kanaler UNION ALL SELECT objekt_id, slag FROM beslut) u") + "WHERE status = 'Start'",
    HEAD.replace("'x'", "CASE status WHEN 'Aktiv' THEN 'a' ELSE 'b' END"), HEAD + "GROUP BY kanal_id HAVING count(*) FILTER (WHERE status = 'Aktiv') > 1",
    HEAD.replace("kanaler", "kanaler JOIN nämnder USING (nämnd_id)") + "WHERE rättslig_grund = 'Avtal'", HEAD + "k, LATERAL (SELECT 1 AS a FROM beslut b WHERE b.slag = 'Start' AND b.objekt_id = k.kanal_id) l",
    HEAD.replace("'x' AS", "status || 'x' AS") + "WHERE status = 'Aktiv'", HEAD.replace("kanal_id AS underlag", "lower(status) AS underlag") + "WHERE status = 'Aktiv'",
])
def test_words_are_followed_through_the_query(sql: str) -> None:
    """Aliases, subqueries, common table expressions, joins, correlation, aggregates, set operations: the word is still known."""
    [problem] = problems_of(Use.FINDINGS, sql)
    assert problem.code is Code.IDLE_CHECK
    assert "kan aldrig vara" in problem.message
    assert sql[problem.column - 1 :].startswith(("'Aktiv'", "'Start'", "'stopp'", "'Avtal'"))


@pytest.mark.parametrize("sql", [
    HEAD.replace("kanaler", "(SELECT kanal_id, upper(syfte) AS status FROM kanaler) s") + "WHERE status = 'Aktiv'",
    HEAD.replace("kanaler", "(SELECT kanal_id, status FROM kanaler UNION ALL SELECT objekt_id, diarienummer FROM beslut) u") + "WHERE status = 'Start'",
    HEAD.replace("kanaler", "(SELECT * REPLACE (syfte AS status) FROM kanaler) s") + "WHERE status = 'Aktiv'", HEAD.replace("kanaler", "(SELECT *, syfte AS läge FROM kanaler) s") + "WHERE läge = 'Aktiv'",
    "WITH status AS (SELECT kanal_id, syfte AS status FROM kanaler) " + HEAD.replace("kanaler", "status") + "WHERE status = 'Aktiv'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, upper(status) AS underlag FROM kanaler ORDER BY underlag = 'AKTIV'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, min(syfte) AS underlag FROM kanaler GROUP BY kanal_id HAVING underlag = 'Aktiv'",
    HEAD.replace("kanaler", "(SELECT kanal_id, max(syfte) AS status FROM kanaler GROUP BY kanal_id HAVING status = 'Vad som helst') s"),
    HEAD + "k WHERE EXISTS (SELECT 1 FROM (SELECT * EXCLUDE (slag), ärendemening AS slag FROM diarium) d WHERE d.slag = 'Vad som helst')",
])
def test_a_name_that_means_something_else_is_left_alone(sql: str) -> None:
    """An alias, a replaced column or another source hides the column whose words are known: nothing is said."""
    assert idle(Use.FINDINGS, sql) == []


NEVER = "Villkoret kan aldrig bli sant."
UNFAILING = "Kravet kan aldrig bli falskt."
ALWAYS = "Villkoret är alltid sant."
DECIDED = {
    "status = 'aktiv' AND status = 'vilande'": NEVER, "antal_med_åtkomst > 5 AND antal_med_åtkomst < 3": NEVER, "syfte IS NULL AND syfte = 'a'": NEVER,
    "startdatum > '2026-05-01' AND startdatum < '2026-01-01'": NEVER, "status <> status": NEVER, "length(syfte) < length(syfte)": NEVER, "central_administratör AND NOT central_administratör": NEVER,
    "syfte = 'a' AND syfte = 'b'": NEVER, "syfte IN ('a', 'b') AND syfte NOT IN ('b', 'a', 'c')": NEVER, "status IS NULL AND status IN ('aktiv')": NEVER, "$gräns > $gräns": NEVER,
    "startdatum BETWEEN '2026-06-01' AND '2026-05-01'": NEVER, "status = 'aktiv' OR status <> 'aktiv'": UNFAILING, "antal_med_åtkomst >= 2 OR antal_med_åtkomst < 2": UNFAILING,
    "status = status": UNFAILING, "length(syfte) = length(syfte)": UNFAILING, "central_administratör OR NOT central_administratör": UNFAILING, "CASE WHEN status = 'aktiv' THEN true END": UNFAILING,
    "status IN ('aktiv', 'vilande', 'avslutad', 'planerad')": UNFAILING, "NOT (syfte = 'a' AND syfte <> 'a')": NEVER, "CASE WHEN status = 'aktiv' THEN true ELSE NULL END": UNFAILING,
    "syfte IS NULL OR syfte IS NOT NULL": ALWAYS, "coalesce(status = 'aktiv', true) OR status <> 'aktiv'": ALWAYS, "status IS NOT NULL OR NOT (status IS NOT NULL)": ALWAYS,
    "(syfte = 'a') IS NULL OR syfte IS NOT NULL": ALWAYS, "tvåfaktor = 'ja' AND (status = 'aktiv' AND status = 'vilande')": NEVER, "tvåfaktor = 'ja' OR (syfte IS NULL OR syfte IS NOT NULL)": ALWAYS,
    "CASE WHEN tvåfaktor = 'ja' AND tvåfaktor = 'nej' THEN syfte = 'a' ELSE syfte = 'b' END": NEVER,
}


@pytest.mark.parametrize("sql", DECIDED)
def test_what_logic_alone_decides(sql: str) -> None:
    """A krav must be able to come out both ways, and every part of it must be able to matter."""
    assert idle(Use.CHECK, sql) == [DECIDED[sql]]


@pytest.mark.parametrize("sql", [
    "status = 'aktiv' AND tvåfaktor = 'ja'", "antal_med_åtkomst > 3 AND antal_med_åtkomst < 5", "startdatum BETWEEN '2026-01-01' AND '2026-05-01'", "syfte = 'a' OR adress = 'a'",
    "coalesce(central_administratör, true)", "length(syfte) > 0 OR syfte IS NULL", "antal_med_åtkomst > $gräns OR antal_med_åtkomst < $gräns", "startdatum <= slutdatum AND slutdatum <= startdatum",
    "CASE WHEN startdatum > $per_datum THEN NULL ELSE startdatum <= $per_datum END", "NOT (status = 'aktiv' AND syfte IS NULL)", "syfte IS NOT NULL", "central_administratör",
    "status = 'aktiv' = (tvåfaktor = 'ja')", "antal_med_åtkomst = 2 OR antal_med_åtkomst <> 3", "status < 'b' OR status > 'a'",
])
def test_what_evidence_decides(sql: str) -> None:
    """Nothing is said of conditions that rows can make true and false."""
    assert [problem for problem in problems_of(Use.CHECK, sql) if problem.code is Code.IDLE_CHECK] == []


def test_a_condition_may_hold_for_all_words() -> None:
    """A condition may be false for nobody as long as it can be unknown; a krav may not."""
    sql = "status IN ('aktiv', 'vilande', 'avslutad', 'planerad')"
    assert idle(Use.CONDITION, sql) == []
    assert idle(Use.CONDITION, "status IS NULL OR status IS NOT NULL") == [ALWAYS]
    assert idle(Use.CONDITION, "status = 'aktiv' AND status = 'vilande'") == [NEVER]


@pytest.mark.parametrize(("where", "message"), [
    ("IN (SELECT 'Aktiv')", "status och delfrågan har inga ord gemensamt."), ("NOT IN (SELECT slag FROM beslut)", "status och slag har inga ord gemensamt."),
    ("IS NOT DISTINCT FROM 'Aktiv'", "status kan aldrig vara 'Aktiv'."), ("IS DISTINCT FROM 'Aktiv'", "status kan aldrig vara 'Aktiv'."), ("= 'Aktiv'::varchar", "status kan aldrig vara 'Aktiv'."),
    ("::varchar = 'Aktiv'", "status kan aldrig vara 'Aktiv'."), ("SIMILAR TO 'Akt.*'", "Inget ord som status kan vara passar 'Akt.*'."), ("= any (SELECT tvåfaktor FROM kanaler)", "status och tvåfaktor har inga ord gemensamt."),
])
def test_words_in_other_ways_to_compare(where: str, message: str) -> None:
    """Subqueries, DISTINCT FROM, conversions to text and plain expressions are comparisons too."""
    assert idle(Use.FINDINGS, f"{HEAD}WHERE status{where if where.startswith(':') else ' ' + where}") == [message]


@pytest.mark.parametrize("where", [
    "IN (SELECT 'aktiv')", "IN (SELECT status FROM kanaler)", "IS NOT DISTINCT FROM 'aktiv'", "= 'aktiv'::varchar", "SIMILAR TO 'akt.*'", "SIMILAR TO '[A-Z]+'", "NOT IN (SELECT syfte FROM kanaler)",
])
def test_other_ways_that_can_match(where: str) -> None:
    """Nothing is said of what may be equal, nor of expressions that are not plain."""
    assert idle(Use.FINDINGS, f"{HEAD}WHERE status {where}") == []


FINDINGS = {
    HEAD + "WHERE 1 = 0": SAME, HEAD + "WHERE false": SAME, HEAD + "WHERE true": SAME, HEAD + "WHERE status = 'aktiv' AND 1 = 1": SAME, HEAD + "WHERE status = 'aktiv' OR true": SAME,
    HEAD + "GROUP BY kanal_id HAVING 1 > 2": SAME, HEAD + "QUALIFY row_number() OVER (PARTITION BY kanal_id ORDER BY startdatum) > 1 AND false": SAME, HEAD + "JOIN nämnder ON true": SAME, HEAD + "JOIN nämnder ON 1 = 0": SAME,
    HEAD + "WHERE CASE WHEN true THEN status = 'aktiv' END": SAME, HEAD + "WHERE kanal_id IN (SELECT objekt_id FROM beslut WHERE 1 = 0)": SAME, HEAD + "WHERE NOT EXISTS (SELECT 1 FROM beslut WHERE false)": SAME,
    "WITH x AS (SELECT * FROM kanaler WHERE 1 = 0) " + HEAD.replace("kanaler", "x"): SAME, HEAD + "UNION ALL " + HEAD + "WHERE false": SAME, HEAD.replace("'x'", "CASE WHEN 1 = 1 THEN 'a' ELSE 'b' END"): SAME,
    HEAD + "WHERE status = 'aktiv' AND status = 'vilande'": NEVER, HEAD + "k JOIN beslut b ON b.slag = 'start' AND b.slag = 'avslut'": NEVER, HEAD + "WHERE syfte IS NULL OR syfte IS NOT NULL": ALWAYS,
    HEAD.replace(" FROM", ", 1 = 1 AS okänt FROM"): SAME, HEAD.replace("'x'", "('a' = 'b')::varchar"): SAME,
    HEAD + "WHERE EXISTS (SELECT 1)": SAME, HEAD + "WHERE (SELECT false)": SAME, HEAD + "WHERE 1 = (SELECT 1)": SAME, HEAD + ", (SELECT true AS x) s WHERE s.x": SAME,
    "WITH sant AS (SELECT true AS x) " + HEAD + ", sant WHERE sant.x": SAME, "WITH a AS (SELECT 1 AS x), b AS (SELECT * FROM a) " + HEAD + "WHERE (SELECT x FROM b) = 1": SAME,
    HEAD.replace("kanaler", "(SELECT * REPLACE ('Aktiv' AS status) FROM kanaler) s") + "WHERE status = 'Aktiv'": SAME,
    "WITH a AS (SELECT 1 AS x) " + HEAD + "WHERE EXISTS (SELECT 1 FROM a)": SAME, HEAD + "k JOIN (SELECT objekt_id, true AS finns FROM beslut) b ON b.objekt_id = k.kanal_id WHERE b.finns": SAME,
    HEAD.replace(" FROM", ", true AS okänt FROM"): "Alla rader är okända, så frågan visar aldrig en avvikelse.",
    HEAD.replace(" FROM", ", true AS okänt FROM") + "UNION ALL SELECT kanal_id, 'x', kanal_id, true FROM kanaler": "Alla rader är okända, så frågan visar aldrig en avvikelse.",
}


@pytest.mark.parametrize("sql", FINDINGS)
def test_queries_that_find_nothing_or_everything(sql: str) -> None:
    """A constant condition wherever in the query it stands, a query without evidence, and one whose rows are all unknown."""
    assert idle(Use.FINDINGS, sql) == [FINDINGS[sql]]


def test_a_query_without_evidence_finds_nothing() -> None:
    """It is said beside that its object is written and not found."""
    found = problems_of(Use.FINDINGS, "SELECT 'K1' AS objekt, 'x' AS meddelande, 'y' AS underlag")
    assert "Frågan läser inget underlag." in {problem.message for problem in found}


@pytest.mark.parametrize("sql", [
    HEAD, HEAD + "WHERE status = 'aktiv'", HEAD + "k CROSS JOIN nämnder n WHERE k.status = 'aktiv'", HEAD + "WHERE NOT EXISTS (SELECT 1 FROM beslut)", HEAD + "GROUP BY kanal_id HAVING sum(1) > 1",
    HEAD + "k LEFT JOIN (SELECT objekt_id, true AS finns FROM beslut) b ON b.objekt_id = k.kanal_id WHERE b.finns IS NULL", "WITH a AS (SELECT 1 AS x FROM beslut) " + HEAD + "WHERE EXISTS (SELECT 1 FROM a)",
    HEAD + "WHERE (SELECT true FROM beslut WHERE slag = 'start' AND objekt_id = kanal_id)", "WITH a AS (SELECT 3 AS x) " + HEAD + ", a WHERE antal_med_åtkomst > a.x", "WITH a AS (SELECT $på AS x) " + HEAD + ", a WHERE a.x",
    HEAD + "k FULL JOIN (SELECT objekt_id, true AS finns FROM beslut) b ON b.objekt_id = k.kanal_id WHERE b.finns", "WITH a AS (SELECT 3 AS x UNION ALL SELECT 4) " + HEAD + ", a WHERE a.x = 3",
    HEAD.replace(" FROM", ", pixel IS NULL AS okänt FROM") + "UNION ALL SELECT kanal_id, 'x', kanal_id, true FROM kanaler", HEAD + "GROUP BY kanal_id HAVING count(*) = 0",
    HEAD + "QUALIFY row_number() OVER (PARTITION BY kanal_id ORDER BY startdatum) = 1", HEAD + "WHERE $på AND status = 'aktiv'", HEAD + "k LEFT JOIN beslut b ON b.objekt_id = k.kanal_id WHERE b.beslut_id IS NULL",
])
def test_queries_that_evidence_decides(sql: str) -> None:
    """Nothing is said of them."""
    assert idle(Use.FINDINGS, sql) == []


MANY = allowlist.MOST_REPEATS


@pytest.mark.parametrize("sql", [
    f"status LIKE '{'%' * (MANY + 1)}Q'", f"status NOT ILIKE '{'%a' * (MANY + 1)}'", f"adress LIKE '{'a%' * (MANY + 1)}'", f"regexp_matches(status, '{'.*' * (MANY + 1)}Q')",
    f"regexp_full_match(adress, '{'a+b?' * MANY}')", f"adress SIMILAR TO '{'a{1,2}' * (MANY + 1)}'", "adress LIKE '%' || '%a%a'", "adress LIKE lower('%A')", "adress LIKE syfte", "adress LIKE replace('aaaaaaaaaaaaa', 'a', '%')",
])
def test_patterns_have_a_bound(sql: str) -> None:
    """How much a pattern can repeat is counted, and it is written where it can be: no clock has to stop it."""
    begun = time.process_time()
    [problem] = problems_of(Use.CHECK, sql)
    assert problem.code is Code.FORBIDDEN_SQL
    assert "Mönstret" in problem.message
    assert "Skriv" in problem.remedy
    assert time.process_time() - begun < 1


@pytest.mark.parametrize("sql", [
    f"status LIKE '{'%' * (MANY - 1)}Q%'", f"regexp_matches(status, '^{'.*a' * MANY}Q$')", f"status ILIKE '{'%_' * MANY}Q'",
])
def test_patterns_within_the_bound_are_tried_at_once(sql: str) -> None:
    """As many repeats as are allowed, on every word of the column: none is tried in more ways than it has signs."""
    begun = time.process_time()
    assert [message.split(" '")[0] for message in idle(Use.CHECK, sql)] == ["Inget ord som status kan vara passar"]
    assert time.process_time() - begun < 1


def test_a_pattern_of_gaps_is_tried_at_once_on_long_words() -> None:
    """The longest word of any column, and a gap at each of as many places as there may be."""
    begun = time.process_time()
    sql = f"SELECT kanal_id AS objekt, 'x' AS meddelande, borttagning_id AS underlag FROM borttagningar WHERE kategori LIKE '{'%_' * MANY}Q'"
    assert len(idle(Use.FINDINGS, sql)) == 1
    assert time.process_time() - begun < 2



@pytest.mark.parametrize(("sql", "is_strange"), [
    ("status LIKE 'a%t%v'", False), ("status LIKE '%v%'", False), ("status LIKE 'a%v%x'", True), ("status LIKE '%i%_'", False), ("status LIKE 'aktiv%aktiv'", True), ("status LIKE '%tiv%iv'", True),
    ("regexp_matches(status, 'k.*v')", False), ("regexp_matches(status, '^k.*v')", True), ("regexp_matches(status, 'a.*i$')", True), ("regexp_matches(status, 'a.*v$')", False),
    ("regexp_full_match(status, 'a.*i')", True), ("regexp_full_match(status, 'a.*v')", False), ("regexp_matches(status, 'l.d')", True), ("regexp_matches(status, 'l.nd')", False), ("status ILIKE 'A_T%V'", False),
])
def test_patterns_are_matched_as_they_are_read(sql: str, is_strange: bool) -> None:
    """Gaps, single signs and ends, with and without what must come first and last."""
    assert bool(idle(Use.CHECK, sql)) is is_strange
