"""Checks that are decided by accident: by the place of rows in a file, by the day, or by how many rows there are."""

from __future__ import annotations

import pytest

from regelratt.diagnostics import Code
from regelratt.engine.statement import Use
from tests.engine.scene import problems_of

HEAD = "SELECT k.kanal_id AS objekt, 'x' AS meddelande, k.kanal_id AS underlag"
CLOSED = HEAD + " FROM kanaler k WHERE k.tvåfaktor = 'nej' AND "
PLACE, DAY, ROWS = "väljer efter radernas plats i filen", "används som något annat än en dag", "hur många rader filen har"


def said(use: Use, sql: str) -> list[str]:
    """Every message about the SQL."""
    return [problem.message for problem in problems_of(use, sql)]


def only(use: Use, sql: str, what: str, code: Code) -> bool:
    """True when this is said of the SQL, once or more, and nothing else."""
    problems = problems_of(use, sql)
    return bool(problems) and all(what in problem.message and problem.code is code for problem in problems)


UNORDERED = [
    "WITH f AS (SELECT arg_min(k2.tvåfaktor, 1) AS v FROM kanaler k2) " + HEAD + ", f.v IS NULL AS okänt FROM kanaler k CROSS JOIN f WHERE f.v IS NULL OR (k.plattform = 'Facebook') = (f.v = 'ja')",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_max(k2.tvåfaktor, 'x') FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(k2.tvåfaktor, $per_datum) FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(k2.tvåfaktor, $gräns) FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(k2.tvåfaktor, (SELECT 1)) FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(k2.tvåfaktor, 1) OVER () FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(k2.tvåfaktor, k.startdatum) FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT first(k2.tvåfaktor ORDER BY k.startdatum) FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(k2.tvåfaktor, k2.antal_med_åtkomst * 0) FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT any_value(k2.tvåfaktor ORDER BY (SELECT min(datum) FROM beslut)) FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(k2.tvåfaktor, (SELECT min(datum) FROM beslut)) FROM kanaler k2)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT first(k2.tvåfaktor ORDER BY z.a) FROM kanaler k2 CROSS JOIN (SELECT 1 AS a) z)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT first(k2.tvåfaktor ORDER BY z.a) FROM kanaler k2 CROSS JOIN (SELECT min(från) AS a FROM uppsikt) z)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT any_value(k2.tvåfaktor ORDER BY u.från) FROM kanaler k2 CROSS JOIN uppsikt u)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(k2.tvåfaktor, o.riktlinjer_granskade) FROM kanaler k2 CROSS JOIN organisation o)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor IN (SELECT arg_min(k2.tvåfaktor, k2.plattform) FROM kanaler k2 GROUP BY k2.plattform)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(z.t, z.a) FROM (SELECT k2.tvåfaktor AS t, min(k2.startdatum) OVER () AS a FROM kanaler k2) z)",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(z.t, z.a) FROM (SELECT k2.tvåfaktor AS t, (SELECT min(startdatum) FROM kanaler) AS a FROM kanaler k2) z)",
    "WITH a AS (SELECT tvåfaktor, startdatum FROM kanaler) " + HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT arg_min(x.tvåfaktor, y.startdatum) FROM a x CROSS JOIN a y)",
    HEAD + " FROM kanaler k WHERE EXISTS (SELECT 1 FROM uppsikt u QUALIFY first_value(u.till) OVER (PARTITION BY u.kanal_id, u.från ORDER BY u.från) = k.startdatum)",
    HEAD + " FROM kanaler k WHERE EXISTS (SELECT 1 FROM uppsikt u QUALIFY max(u.till) OVER (PARTITION BY u.kanal_id ORDER BY u.till - u.till ROWS 1 PRECEDING) = k.startdatum)",
    HEAD + " FROM kanaler k WHERE EXISTS (SELECT 1 FROM (SELECT count(*) AS n FROM uppsikt GROUP BY kanal_id) u CROSS JOIN beslut b HAVING arg_min(u.n, b.datum) = 1)",
]


@pytest.mark.parametrize("sql", UNORDERED)
def test_what_is_chosen_by_order_is_ordered_by_its_own_rows(sql: str) -> None:
    """A constant, a value of another table or of the query around, and the key of the group leave the choice to the file."""
    assert only(Use.FINDINGS, sql, PLACE, Code.FORBIDDEN_SQL)


BENT = [
    "tvåfaktor <> left('nej', 2028 - year($per_datum))",
    "tvåfaktor <> substring('xnej', year($per_datum)-2024)",
    "tvåfaktor <> concat('ne', left('j', 2027-year($per_datum)))",
    "antal_med_åtkomst >= least(2, 2027-year($per_datum))",
    "NOT contains('nej2026', tvåfaktor||strftime($per_datum,'%Y'))",
    "antal_med_åtkomst >= $per_datum - DATE '2026-01-01'",
    "antal_med_åtkomst >= least(2, date_diff('day', startdatum, $per_datum))",
    "antal_med_åtkomst >= date_diff('year', DATE '2020-01-01', $per_datum)",
    "antal_med_åtkomst >= $period_slut - $period_start",
    "startdatum < greatest($per_datum, DATE '2027-01-01')",
    "coalesce(startdatum, DATE '2026-05-01') < $per_datum",
    "tvåfaktor <> 'nej' OR TRY_CAST(concat(tvåfaktor, $per_datum) AS date) IS NULL",
    "nullif(strftime($per_datum, '%Y'), tvåfaktor) IS NOT NULL",
    "year(startdatum) * 2 > year($per_datum)",
    "starts_with(tvåfaktor, strftime($per_datum, '%Y'))",
    "greatest(startdatum, $per_datum) < DATE '2027-01-01'",
    "tvåfaktor <> CASE WHEN startdatum < $per_datum THEN left('nej', 2028 - year($per_datum)) ELSE 'nej' END",
    "CASE year($per_datum) WHEN antal_med_åtkomst THEN true ELSE false END",
    "date_part('year', $per_datum) - antal_med_åtkomst > 1",
    "last_day($per_datum) = startdatum",
    "year(startdatum) = month($per_datum)",
    "concat(tvåfaktor, $per_datum) = 'nej2026-01-01'",
    "tvåfaktor || $per_datum LIKE 'nej2026%'",
    "date_diff('day', startdatum, $per_datum) * year($per_datum) > 4",
    "startdatum > DATE '1900-01-01' + to_days(CAST(99 * (2026 - year($per_datum)) AS integer))",
    "date_diff('day', startdatum, $per_datum) + antal_med_åtkomst > 5",
    "date_diff('day', $period_start, $per_datum) > $gräns",
    "startdatum > $per_datum + to_days(TRY_CAST(DATE '2026-07-01' - startdatum AS integer))",
    "antal_med_åtkomst >= greatest(date_diff('day', startdatum, $per_datum), 2)",
    "startdatum > last_day($per_datum)",
    "year(startdatum) - year($per_datum) + month($per_datum) > 1",
    "antal_med_åtkomst * isodow($per_datum) - antal_med_åtkomst * isodow(startdatum) > 0",
]


@pytest.mark.parametrize("sql", BENT)
def test_the_day_is_used_as_a_day(sql: str) -> None:
    """Made into a number or a text, held against what is no day, or against a day that is written down, it could let a check fail on some days alone."""
    assert only(Use.CHECK, sql, DAY, Code.IDLE_CHECK)


BENT_IN_QUERIES = [
    "WITH d AS (SELECT kanal_id, left('nej', 2028 - year($per_datum)) AS ord FROM kanaler) " + HEAD + " FROM kanaler k JOIN d ON d.kanal_id = k.kanal_id WHERE k.tvåfaktor = d.ord",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = (SELECT left('nej', 2028 - year($per_datum)))",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor IN (SELECT left('nej', 2028 - year($per_datum)))",
    HEAD + " FROM kanaler k JOIN (SELECT left('nej', 2028 - year($per_datum)) AS tvåfaktor) d USING (tvåfaktor)",
    HEAD + " FROM kanaler k NATURAL JOIN (SELECT $per_datum - DATE '2026-01-01' AS antal_med_åtkomst) d",
    HEAD + " FROM kanaler k WHERE EXISTS (SELECT k.tvåfaktor INTERSECT SELECT left('nej', 2028 - year($per_datum)))",
    HEAD + " FROM kanaler k WHERE k.antal_med_åtkomst < (SELECT $per_datum - DATE '2026-01-01')",
    HEAD + " FROM kanaler k GROUP BY k.kanal_id HAVING count(left(k.tvåfaktor, 2028 - year($per_datum))) > 1",
    HEAD + ", starts_with(k.tvåfaktor, strftime($per_datum, '%Y')) AS okänt FROM kanaler k WHERE k.tvåfaktor = 'nej'",
    HEAD + " FROM kanaler k GROUP BY k.kanal_id, left(k.tvåfaktor, 2028 - year($per_datum)) HAVING count(*) > 1",
]


@pytest.mark.parametrize("sql", BENT_IN_QUERIES)
def test_the_day_is_used_as_a_day_in_every_part_of_a_query(sql: str) -> None:
    """Through subqueries, joins by name, set operations, groups and the column okänt."""
    assert only(Use.FINDINGS, sql, DAY, Code.IDLE_CHECK)


COUNTED = [
    CLOSED + "(SELECT count(*) FROM kanaler) < 2",
    CLOSED + "(SELECT sum(1) FROM kanaler) < 2",
    CLOSED + "(SELECT count(*) FROM kanaler) = 1",
    CLOSED + "2 > (SELECT count(kanal_id) FROM kanaler)",
    CLOSED + "(SELECT count(*) - 1 FROM kanaler) < 1",
    CLOSED + "(SELECT count(*) FROM kanaler) - 1 < 1",
    CLOSED + "(SELECT count(*) FROM kanaler) BETWEEN 1 AND 1",
    CLOSED + "(SELECT count(*) FROM kanaler) IN (1)",
    CLOSED + "(SELECT length(string_agg('x', '' ORDER BY startdatum)) FROM kanaler) < 2",
    CLOSED + "EXISTS (SELECT count(*) FROM kanaler HAVING count(*) < 2)",
    CLOSED + "(SELECT count(*) FROM kanaler k2 WHERE k2.plattform = k.plattform) < 2",
    CLOSED + "k.plattform IN (SELECT plattform FROM kanaler GROUP BY plattform HAVING count(*) < 2)",
    CLOSED + "(SELECT min(startdatum) FROM kanaler) = (SELECT max(startdatum) FROM kanaler)",
    CLOSED + "(SELECT max(startdatum) - min(startdatum) FROM kanaler) < 1",
    CLOSED + "nullif((SELECT count(*) FROM kanaler), 1) IS NULL",
    CLOSED + "(1 // ((SELECT count(*) FROM kanaler) - 1)) IS NULL",
    CLOSED + "left('nej', 4 - (SELECT count(*) FROM kanaler)) = k.tvåfaktor",
    CLOSED + "(SELECT max(n) FROM (SELECT count(*) OVER () AS n FROM kanaler) z) < 2",
    CLOSED + "CAST((SELECT count(*) - 1 FROM kanaler) AS boolean)",
    CLOSED + "k.antal_med_åtkomst > (SELECT count(*) FROM kanaler)",
    CLOSED + "(SELECT count(*) FROM kanaler k2 JOIN kanaler k3 ON k3.plattform = k2.plattform WHERE k2.kanal_id = k.kanal_id) < 2",
    CLOSED + "(SELECT sum(n) FROM (SELECT kanal_id, count(*) AS n FROM kanaler GROUP BY kanal_id) z) < 2",
    CLOSED + "(SELECT max(antal_med_åtkomst) - min(antal_med_åtkomst) FROM kanaler) = 0",
    CLOSED + "(SELECT count(*) FILTER (plattform = 'Facebook') FROM kanaler) < 2",
    CLOSED + "CASE (SELECT count(*) FROM kanaler) WHEN 1 THEN true ELSE false END",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = 'nej' QUALIFY count(*) OVER () < 2",
    HEAD + " FROM kanaler k WHERE k.tvåfaktor = 'nej' QUALIFY sum(1) OVER (PARTITION BY k.plattform) < 2",
    "WITH c AS (SELECT count(*) AS n FROM kanaler) " + HEAD + " FROM kanaler k CROSS JOIN c WHERE k.tvåfaktor = 'nej' AND c.n < 2",
    HEAD + " FROM kanaler k CROSS JOIN kanaler k2 WHERE k.tvåfaktor = 'nej' GROUP BY k.kanal_id HAVING count(*) < 2",
    "WITH c AS (SELECT k.kanal_id FROM kanaler k CROSS JOIN kanaler k2 WHERE k.tvåfaktor = 'nej') " + HEAD + " FROM c k GROUP BY k.kanal_id HAVING count(*) < 2",
    HEAD + " FROM kanaler k JOIN (SELECT count(*) AS antal_med_åtkomst FROM kanaler) c USING (antal_med_åtkomst)",
    HEAD + ", c.n > 1 AS okänt FROM kanaler k CROSS JOIN (SELECT count(*) AS n FROM kanaler) c WHERE k.tvåfaktor = 'nej'",
    CLOSED + "(SELECT avg(CASE WHEN b.kanal_id = k.kanal_id THEN 1.0 ELSE 0.0 END) FROM kanaler b) > 0.4",
    CLOSED + "(SELECT max(a) FROM (SELECT avg(CASE WHEN b.kanal_id = k.kanal_id THEN 1.0 ELSE 0.0 END) AS a FROM kanaler b) z) > 0.4",
    CLOSED + "(SELECT avg(CASE WHEN b.adress < k.adress THEN 1.0 ELSE 0.0 END) FROM kanaler b) < 0.1",
    CLOSED + "k.antal_med_åtkomst >= (SELECT avg(antal_med_åtkomst) FROM kanaler)",
    CLOSED + "(SELECT avg(CASE WHEN b.kanal_id = k.kanal_id THEN 1.0 ELSE 0.0 END) FROM kanaler b) > $gräns",
    CLOSED + "(SELECT avg(CASE WHEN b.kanal_id = k.kanal_id THEN 1.0 ELSE 0.0 END) FROM kanaler b) >= 1",
    CLOSED + "(SELECT sum(CASE WHEN b.kanal_id = k.kanal_id THEN 1 ELSE -1 END) FROM kanaler b) > 0",
]


@pytest.mark.parametrize("sql", COUNTED)
def test_how_many_rows_there_are_decides_nothing(sql: str) -> None:
    """A check of a register of one row would be another in a register of many, whatever the object is like."""
    assert only(Use.FINDINGS, sql, ROWS, Code.IDLE_CHECK)


ALLOWED = [
    CLOSED + "(SELECT count(*) FROM uppsikt) > 0",
    CLOSED + "0 < (SELECT count(*) FROM uppsikt)",
    CLOSED + "(SELECT count(*) FROM uppsikt) >= 1",
    CLOSED + "NOT EXISTS (SELECT 1 FROM uppsikt)",
    CLOSED + "(SELECT count(*) FROM uppsikt u WHERE u.kanal_id = k.kanal_id) < 2",
    CLOSED + "(SELECT count(*) FROM inlägg i JOIN kanaler k2 ON k2.kanal_id = i.kanal_id WHERE k2.kanal_id = k.kanal_id) > 3",
    CLOSED + "k.startdatum > (SELECT max(från) FROM uppsikt)",
    CLOSED + "(SELECT max(från) FROM uppsikt) < $period_start",
    CLOSED + "k.kanal_id IN (SELECT kanal_id FROM uppsikt GROUP BY kanal_id HAVING count(*) > 2)",
    CLOSED + "k.kanal_id IN (SELECT z.kanal_id FROM (SELECT kanal_id, count(*) AS n FROM uppsikt GROUP BY 1) z WHERE z.n > 2)",
    CLOSED + "(SELECT sum(1) FROM uppsikt) IS NULL",
    CLOSED + "k.kanal_id IN (SELECT kanal_id FROM uppsikt GROUP BY ALL HAVING count(*) > 2)",
    HEAD + " FROM kanaler k LEFT JOIN uppsikt u ON u.kanal_id = k.kanal_id GROUP BY k.kanal_id HAVING count(u.uppsikt_id) > 3",
    HEAD + " FROM kanaler k JOIN uppsikt u USING (kanal_id) GROUP BY k.kanal_id HAVING count(*) > 3",
    HEAD + " FROM kanaler k LEFT JOIN (SELECT kanal_id, count(*) AS n FROM uppsikt GROUP BY kanal_id) c ON c.kanal_id = k.kanal_id WHERE coalesce(c.n, 0) < 3",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, uppsikt_id AS underlag FROM uppsikt QUALIFY count(*) OVER (PARTITION BY kanal_id) > 2",
    CLOSED + "(SELECT avg(intervall_dagar) FROM uppsikt u WHERE u.kanal_id = k.kanal_id) > 7",
    CLOSED + "(SELECT avg(intervall_dagar) FROM uppsikt) IS NULL",
    "SELECT k.kanal_id AS objekt, 'sedan ' || year($per_datum) AS meddelande, arg_max(u.uppsikt_id, u.från) AS underlag FROM kanaler k JOIN uppsikt u ON u.kanal_id = k.kanal_id GROUP BY k.kanal_id",
    "WITH r AS (SELECT u.uppsikt_id, u.kanal_id, u.från FROM uppsikt u JOIN kanaler k ON k.kanal_id = u.kanal_id) SELECT kanal_id AS objekt, 'x' AS meddelande, arg_max(uppsikt_id, från) AS underlag FROM r GROUP BY kanal_id",
]


@pytest.mark.parametrize("sql", ALLOWED)
def test_an_objects_own_rows_and_whether_there_are_any(sql: str) -> None:
    """What is led to one object by its id may be counted and chosen among, and of all rows it may be asked whether there is one."""
    assert said(Use.FINDINGS, sql) == []


DAYS = [
    "startdatum < $per_datum",
    "year(startdatum) = year($per_datum)",
    "strftime(startdatum, '%Y-%m') = strftime($per_datum, '%Y-%m')",
    "date_diff('day', startdatum, $per_datum) < 30 * $gräns",
    "$per_datum - startdatum > 3",
    "startdatum + to_months(CAST($gräns AS integer)) >= $per_datum",
    "TRY_CAST(syfte AS date) < $per_datum",
    "last_day(startdatum) = last_day($per_datum)",
    "CASE WHEN startdatum > $per_datum THEN NULL ELSE tvåfaktor = 'ja' END",
    "abs(startdatum - $per_datum) > 3",
    "startdatum > slutdatum - 5",
    "greatest(startdatum, $period_start) <= slutdatum",
    "coalesce(slutdatum, $per_datum) - startdatum > 100",
    "antal_med_åtkomst > 3 AND year(startdatum) > 2020",
    "startdatum IN ($period_start, $period_slut)",
    "startdatum = $per_datum IS NULL OR tvåfaktor = 'nej'",
]


@pytest.mark.parametrize("sql", DAYS)
def test_the_day_is_held_against_days(sql: str) -> None:
    """Before and after, how long since, the same year or month, and the day where a column has none."""
    assert said(Use.CHECK, sql) == []


def test_the_text_of_an_offence_may_say_anything_of_the_day() -> None:
    """It decides nothing, so a day may be printed in it."""
    assert said(Use.FINDINGS, "SELECT kanal_id AS objekt, strftime($per_datum, '%Y') AS meddelande, kanal_id AS underlag FROM kanaler WHERE tvåfaktor = 'nej'") == []
