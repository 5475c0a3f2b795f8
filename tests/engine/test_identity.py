"""Ids and names lead from row to row and nothing else: no detour singles out an object, and honest SQL passes."""

from __future__ import annotations

import pytest

from regelratt.diagnostics import Code
from regelratt.engine.statement import Use
from tests.engine.scene import problems_of

HEAD = "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler "

ASKED = [
    "replace(kanal_id,'fb-skola','') = ''",
    "greatest(kanal_id,'a') = least(kanal_id,'b')",
    "trim(kanal_id) = 'a'",
    "length(kanal_id) > 3",
    "left(kanal_id,2) = 'fb'",
    "concat(kanal_id,'x') = 'ax'",
    "nullif(kanal_id,'a') IS NULL",
    "coalesce(kanal_id,'a') = 'a'",
    "TRY_CAST(kanal_id AS integer) IS NULL",
    "kanal_id || '' = 'a'",
    "CASE kanal_id WHEN 'x' THEN syfte = 'a' ELSE syfte IS NULL END",
    "CASE WHEN status = 'aktiv' THEN kanal_id END = 'x'",
    "CASE WHEN status = 'aktiv' THEN kanal_id ELSE nämnd_id END = 'x'",
    "CASE WHEN status = 'aktiv' THEN CASE WHEN syfte = 'a' THEN kanal_id END END = 'x'",
    "kanal_id < 'a'",
    "kanal_id BETWEEN 'a' AND 'b'",
    "kanal_id < nämnd_id",
    "kanal_id LIKE '%skola%'",
    "kanal_id ILIKE 'x'",
    "regexp_matches(kontonamn, 'a')",
    "contains(kanal_id,'a')",
    "kanal_id IN ('a', nämnd_id)",
    "kanal_id IS DISTINCT FROM 'a'",
    "kanal_id IS NOT DISTINCT FROM 'a'",
    "coalesce(kanal_id = 'a', false)",
    "(kanal_id = 'a') IS NULL",
    "syfte = kanal_id",
    "kanaler.kanal_id = 'a'",
    "\"KANAL_ID\" = 'a'",
    "NOT (kanal_id IN ('a'))",
    "strip_accents(kontonamn) = 'a'",
    "kontonamn = $ord",
    "starts_with(syfte, kanal_id)",
    "kontonamn SIMILAR TO 'a'",
    "ifnull(nullif(kanal_id,'a'), 'b') IS NULL",
    "length(replace(kanal_id,'fb-skola','')) > 0",
    "kontonamn <> 'x'",
]
"""What a krav or a condition may not ask of its own row."""

DETOURS = [
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT kanal_id AS objekt FROM kanaler) WHERE objekt <> 'fb-skola'",
    "WITH a AS (SELECT kanal_id AS objekt FROM kanaler) SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM a WHERE objekt <> 'fb-skola'",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT kanal_id AS objekt FROM kanaler UNION ALL SELECT kanal_id FROM inlägg) WHERE objekt <> 'fb-skola'",
    "WITH t(q) AS (SELECT * FROM kanaler) SELECT q AS objekt, 'x' AS meddelande, q AS underlag FROM t WHERE q <> 'x'",
    HEAD + "WHERE kanal_id NOT IN (SELECT 'fb-bygg')",
    HEAD + "WHERE kanal_id = ANY (SELECT 'x' FROM beslut)",
    HEAD + "WHERE kanal_id <= ALL (SELECT kanal_id FROM kanaler)",
    HEAD + "WHERE kanal_id < ANY (SELECT kanal_id FROM kanaler)",
    HEAD + "WHERE kanal_id IN (SELECT kanal_id FROM kanaler EXCEPT SELECT 'fb-bygg')",
    HEAD + "WHERE kanal_id IN (SELECT kanal_id FROM kanaler INTERSECT SELECT 'fb-bygg')",
    HEAD + "k WHERE EXISTS (SELECT k.kanal_id INTERSECT SELECT 'fb-bygg')",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT kanal_id AS objekt, kanal_id AS b FROM kanaler EXCEPT SELECT kanal_id, 'fb-bygg' FROM kanaler) ",
    HEAD + "EXCEPT SELECT 'fb-bygg', 'x', 'fb-bygg' FROM kanaler",
    HEAD + "EXCEPT SELECT kanal_id, 'x', 'fb-bygg' FROM kanaler",
    "SELECT kanal_id AS objekt, kanal_id AS meddelande, kanal_id AS underlag FROM kanaler EXCEPT SELECT kanal_id, replace(kanal_id,'fb-bygg',''), kanal_id FROM kanaler",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT kanal_id AS objekt, kanal_id AS b FROM kanaler UNION SELECT kanal_id, 'fb-bygg' FROM kanaler) GROUP BY objekt HAVING count(*) > 1",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT DISTINCT objekt, b FROM (SELECT kanal_id AS objekt, kanal_id AS b FROM kanaler UNION ALL SELECT kanal_id, 'fb-bygg' FROM kanaler)) GROUP BY objekt HAVING count(*) > 1",
    HEAD + "JOIN (SELECT 'x' AS kanal_id FROM beslut) USING (kanal_id)",
    HEAD + "NATURAL JOIN (SELECT 'x' AS kanal_id FROM beslut)",
    HEAD + "k JOIN (SELECT 'x' AS q FROM beslut) b ON b.q = k.kanal_id",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT kanal_id AS objekt, replace(kanal_id,'x','') AS q FROM kanaler) JOIN (SELECT left(kanal_id,3) AS q FROM kanaler) USING (q) ",
    HEAD + "k SEMI JOIN (SELECT 'x' AS kanal_id FROM beslut) b USING (kanal_id)",
    HEAD + "WHERE kanal_id = (SELECT max(kanal_id) FROM kanaler)",
    HEAD + "WHERE kanal_id IN (SELECT min(kanal_id) FROM kanaler)",
    HEAD + "k WHERE k.kanal_id = (SELECT 'x')",
    HEAD + "k WHERE (SELECT k.kanal_id) = 'x'",
    HEAD + "k WHERE 'x' IN (SELECT k.kanal_id)",
    HEAD + "QUALIFY row_number() OVER (ORDER BY kanal_id) = 1",
    HEAD + "QUALIFY rank() OVER (ORDER BY kontonamn) = 1",
    HEAD + "QUALIFY rank() OVER (ORDER BY startdatum) = 1",
    HEAD + "QUALIFY dense_rank() OVER (PARTITION BY plattform ORDER BY startdatum) = 2",
    HEAD + "QUALIFY count(*) OVER (ORDER BY startdatum) = 1",
    HEAD + "QUALIFY sum(1) OVER (ORDER BY startdatum) IN (2, 3)",
    HEAD + "QUALIFY row_number() OVER (PARTITION BY nämnd_id ORDER BY plattform) = 3",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT kanal_id, row_number() OVER (ORDER BY plattform) AS n FROM kanaler) y WHERE y.n = 3 OR y.n IN (5, 6)",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT k.kanal_id, row_number() OVER (PARTITION BY o.kanal_id ORDER BY k.plattform) AS n FROM kanaler k CROSS JOIN kanaler o) WHERE n = 3",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM inlägg i WHERE EXISTS (SELECT 1 FROM kanaler QUALIFY row_number() OVER (PARTITION BY i.kanal_id ORDER BY plattform) = 3)",
    "WITH inlägg2 AS (SELECT organisation_id AS kanal_id, plattform, k.kanal_id AS o FROM kanaler k, organisation) SELECT o AS objekt, 'x' AS meddelande, o AS underlag FROM inlägg2 QUALIFY row_number() OVER (PARTITION BY kanal_id ORDER BY plattform) = 3",
    HEAD + "QUALIFY row_number() OVER (PARTITION BY nämnd_id ORDER BY kanal_id) = 1",
    HEAD + "QUALIFY lag(status) OVER (ORDER BY kanal_id) = 'aktiv'",
    HEAD + "QUALIFY lag(kanal_id) OVER (ORDER BY startdatum) = 'x'",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT kanal_id AS objekt, row_number() OVER (ORDER BY kanal_id) AS n FROM kanaler) WHERE n = 1",
    HEAD + "GROUP BY kanal_id HAVING count(*) FILTER (WHERE kanal_id = 'x') > 0",
    HEAD + "GROUP BY kanal_id HAVING count(kanal_id) FILTER (WHERE kanal_id = 'x') > 0",
    HEAD + "GROUP BY kanal_id HAVING count() FILTER (WHERE kanal_id = 'x') > 0",
    HEAD + "GROUP BY kanal_id HAVING count(nullif(kanal_id,'x')) = 0",
    HEAD + "GROUP BY kanal_id HAVING count(DISTINCT nullif(kanal_id,'x')) = 0",
    HEAD + "QUALIFY count(kanal_id) OVER (PARTITION BY kanal_id = 'x') = 1",
    HEAD + "QUALIFY count(kanal_id) OVER (ORDER BY kanal_id) = 1",
    HEAD + "QUALIFY count(*) FILTER (WHERE kanal_id = 'x') OVER (PARTITION BY kanal_id) = 1",
    "SELECT any_value(kanal_id ORDER BY status) AS objekt, 'x' AS meddelande, 'y' AS underlag FROM kanaler GROUP BY kontonamn = 'x'",
    HEAD + "GROUP BY kanal_id, kontonamn = 'x'",
    HEAD + "GROUP BY kanal_id HAVING min(kontonamn) = 'x'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag, kanal_id = 'x' AS okänt FROM kanaler",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag, starts_with(kanal_id, 'x') AS okänt FROM kanaler",
    "SELECT * FROM (SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag, starts_with(kanal_id, 'x') AS okänt FROM kanaler)",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag, CASE WHEN kanal_id = 'x' THEN true ELSE false END AS okänt FROM kanaler",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT * EXCLUDE (status) FROM kanaler) WHERE kanal_id = 'x'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT * REPLACE (kanal_id AS syfte) FROM kanaler) WHERE syfte = 'x'",
    "SELECT q AS objekt, 'x' AS meddelande, q AS underlag FROM (SELECT * RENAME (kanal_id AS q) FROM kanaler) WHERE q = 'x'",
    HEAD + "k WHERE (SELECT * EXCLUDE (status) FROM (SELECT kanal_id, status FROM kanaler k2 WHERE k2.kanal_id = k.kanal_id)) = 'x'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT * FROM kanaler a JOIN kanaler b ON a.kanal_id = b.kanal_id) WHERE kanal_id_1 = 'x'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT a.kanal_id, b.kanal_id FROM kanaler a JOIN kanaler b ON a.kanal_id = b.kanal_id) WHERE kanal_id_1 = 'x'",
    "WITH t(p, q, r, s) AS (SELECT * FROM (SELECT kanal_id, status FROM kanaler) a JOIN (SELECT kanal_id, syfte FROM kanaler) b ON a.kanal_id = b.kanal_id) SELECT p AS objekt, 'x' AS meddelande, p AS underlag FROM t WHERE r = 'x'",
    "WITH t(p, q, r, s) AS (SELECT * FROM (SELECT kanal_id, status FROM kanaler) a JOIN (SELECT kanal_id, syfte, nämnd_id FROM kanaler) b USING (kanal_id)) SELECT p AS objekt, 'x' AS meddelande, p AS underlag FROM t WHERE s = 'x'",
    "WITH t(p, q, r, s) AS (SELECT * FROM (SELECT kanal_id, status FROM kanaler) a SEMI JOIN (SELECT nämnd_id, syfte FROM kanaler) b ON a.status = b.syfte JOIN (SELECT syfte, nämnd_id FROM kanaler) c ON a.status = c.syfte) SELECT p AS objekt, 'x' AS meddelande, p AS underlag FROM t WHERE s = 'x'",
    "WITH t(status) AS (SELECT kanal_id, kanal_id AS b, status FROM kanaler) SELECT b AS objekt, 'x' AS meddelande, b AS underlag FROM t WHERE status = 'x'",
    "WITH t(a, a) AS (SELECT kanal_id, status, kanal_id AS b FROM kanaler) SELECT b AS objekt, 'x' AS meddelande, b AS underlag FROM t WHERE a = 'x'",
    "SELECT 'fb-bygg' AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler",
    "SELECT replace(kanal_id,'a','b') AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler",
    HEAD + "UNION ALL SELECT 'fb-bygg', 'x', kanal_id FROM kanaler",
    HEAD + "UNION SELECT 'fb-bygg', 'x', kanal_id FROM kanaler",
    "SELECT * FROM (SELECT 'fb-bygg' AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler)",
    "SELECT max(kanal_id) AS objekt, 'x' AS meddelande, 'y' AS underlag FROM kanaler",
    "SELECT o AS objekt, 'x' AS meddelande, o AS underlag FROM (SELECT kanal_id AS o FROM kanaler UNION ALL SELECT 'fb-bygg' FROM kanaler)",
    "SELECT CASE WHEN kanal_id = 'x' THEN kanal_id ELSE nämnd_id END AS objekt, 'x' AS meddelande, 'y' AS underlag FROM kanaler",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, nullif(kanal_id, 'x') AS underlag FROM kanaler",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, CASE WHEN kanal_id = 'x' THEN 'a' ELSE 'b' END AS underlag FROM kanaler",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, least(kanal_id, 'x') AS underlag FROM kanaler",
    HEAD + "GROUP BY kanal_id HAVING arg_max(status, kanal_id) = 'aktiv'",
    HEAD + "GROUP BY kanal_id HAVING string_agg(kanal_id, ',' ORDER BY status) LIKE '%x%'",
    HEAD + "GROUP BY kanal_id HAVING string_agg(status, ',' ORDER BY kanal_id) = 'a'",
    HEAD + "GROUP BY kanal_id HAVING first(status ORDER BY kanal_id) = 'aktiv'",
    HEAD + "GROUP BY kanal_id HAVING bool_or(kanal_id = 'x')",
    HEAD + "GROUP BY kanal_id HAVING sum(CASE WHEN kanal_id = 'x' THEN 1 ELSE 0 END) > 0",
    HEAD + "GROUP BY kanal_id HAVING max(CASE WHEN status = 'aktiv' THEN kanal_id END) = 'x'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT kanal_id, kanal_id = 'x' AS a, CASE WHEN a THEN 1 ELSE 0 END AS b FROM kanaler) WHERE b = 1",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT kanal_id, kontonamn AS a, lower(a) AS b FROM kanaler) WHERE b = 'x'",
    HEAD + "k, LATERAL (SELECT k.kanal_id AS q) l WHERE l.q = 'x'",
    HEAD + "k, (SELECT k.kanal_id AS q) l WHERE q = 'x'",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT kanal_id AS objekt, min(kanal_id) FROM kanaler GROUP BY kanal_id) WHERE \"min(kanal_id)\" = 'x'",
    "SELECT k AS objekt, 'x' AS meddelande, k AS underlag FROM (SELECT k, s AS \"min(kanal_id)\" FROM (SELECT min(kanal_id), kanal_id AS k, max(status) AS s FROM kanaler GROUP BY kanal_id) WHERE \"min(kanal_id)\" = 'x')",
    "SELECT k AS objekt, 'x' AS meddelande, k AS underlag FROM (SELECT kanal_id AS k, min(syfte) AS kontonamn FROM kanaler GROUP BY kanal_id HAVING min(kontonamn) = 'x')",
    "SELECT k AS objekt, 'x' AS meddelande, k AS underlag FROM (SELECT kanal_id AS k, left(kanal_id, 2) AS q, count(*) AS n FROM kanaler GROUP BY ALL) WHERE n = 1",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT nämnd_id AS objekt, left(kanal_id, 2) AS q, count(*) AS n FROM kanaler GROUP BY 1, 2) WHERE n = 1",
    "SELECT objekt, 'x' AS meddelande, objekt AS underlag FROM (SELECT nämnd_id AS objekt, left(kanal_id, 2) AS q, count(*) AS n FROM kanaler GROUP BY nämnd_id, q) WHERE n = 1",
    HEAD + "WHERE (SELECT first(status ORDER BY status) FROM (SELECT status, kanal_id FROM kanaler ORDER BY 2)) = 'aktiv'",
    HEAD + "WHERE (SELECT first(status ORDER BY status) FROM (SELECT status, kanal_id FROM kanaler ORDER BY kanal_id)) = 'aktiv'",
    HEAD + "WHERE (SELECT first(status ORDER BY status) FROM (SELECT kanal_id, status FROM kanaler UNION ALL SELECT kanal_id, status FROM kanaler ORDER BY kanal_id)) = 'aktiv'",
    HEAD + "WHERE (SELECT first(status ORDER BY status) FROM (SELECT kanal_id, status FROM kanaler UNION ALL SELECT kanal_id, status FROM kanaler ORDER BY 1)) = 'aktiv'",
    HEAD + "QUALIFY lag(status) OVER (PARTITION BY nämnd_id ORDER BY startdatum) = 'aktiv'",
    HEAD + "QUALIFY lag(status, 1) OVER (ORDER BY startdatum) IS NOT NULL AND lag(status, 2) OVER (ORDER BY startdatum) IS NULL",
    HEAD + "QUALIFY lead(status) OVER (ORDER BY startdatum) IS NULL",
    HEAD + "QUALIFY min(status) OVER (ORDER BY startdatum ROWS BETWEEN 3 PRECEDING AND 3 PRECEDING) IS NULL",
    HEAD + "QUALIFY length(string_agg(status, ',' ORDER BY startdatum) OVER (ORDER BY startdatum)) = 17",
    HEAD + "WINDOW w AS (PARTITION BY status ORDER BY startdatum) QUALIFY first_value(status) OVER w = 'aktiv'",
    HEAD + "k WHERE EXISTS (SELECT d.slag AS kanal_id FROM diarium d, LATERAL (SELECT 1 AS a FROM diarium e WHERE kanal_id = 'x') l)",
    HEAD + "k WHERE EXISTS (SELECT 1 FROM (SELECT 'x' AS q FROM beslut) t WHERE t.q = k.kanal_id)",
    HEAD + "k WHERE EXISTS (SELECT 1 FROM kanaler k2 WHERE k2.kanal_id = 'x' AND k2.status = k.status)",
    HEAD + "k ORDER BY (SELECT count(*) FROM kanaler WHERE kanal_id = 'x')",
    "WITH j(p, q, r, s) AS (SELECT * FROM kanaler a JOIN kanaler b ON a.kanal_id = b.kanal_id) SELECT p AS objekt, 'x' AS meddelande, p AS underlag FROM j WHERE p = 'x'",
    HEAD + "QUALIFY first_value(kanal_id) OVER (ORDER BY startdatum) = 'x'",
    HEAD + "QUALIFY lag(status, 1, kanal_id) OVER (ORDER BY startdatum) = 'x'",
    HEAD + "WHERE kanal_id IN (SELECT CASE WHEN status = 'aktiv' THEN 'x' ELSE kanal_id END FROM kanaler)",
    "SELECT k.kanal_id AS objekt, 'x' AS meddelande, k.kanal_id AS underlag FROM kanaler k JOIN kanaler k2 ON k.kanal_id < k2.kanal_id",
    "SELECT k.kanal_id AS objekt, 'x' AS meddelande, k.kanal_id AS underlag FROM kanaler k JOIN kanaler k2 ON k.kanal_id = k2.kanal_id AND k2.kontonamn = 'x'",
    "WITH x(a, b) AS (SELECT status, kanal_id FROM kanaler) SELECT b AS objekt, 'x' AS meddelande, b AS underlag FROM x WHERE b = 'x'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT kanal_id, syfte AS \"Ä\", kontonamn AS \"ä\" FROM kanaler) WHERE \"ä\" = 'x'",
    "SELECT k AS objekt, 'x' AS meddelande, k AS underlag FROM (SELECT kanal_id AS k, syfte AS \"kanal_id\", kontonamn AS \"Kanal_id\" FROM kanaler) WHERE \"Kanal_id\" = 'x'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT kanal_id, row_number() OVER w AS n FROM kanaler WINDOW w AS (ORDER BY kanal_id)) WHERE n = 1",
    "SELECT o AS objekt, 'x' AS meddelande, o AS underlag FROM (SELECT *, count(*) AS n FROM (SELECT nämnd_id AS o, left(kanal_id, 2) AS q FROM kanaler) GROUP BY ALL) WHERE n = 1",
    HEAD + "k WHERE EXISTS (SELECT k.kontonamn AS q FROM kanaler k2 WHERE q = 'x')",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT kanal_id, CASE WHEN status = 'aktiv' THEN kanal_id END AS q FROM kanaler) WHERE q = 'x'",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT k.kanal_id, (SELECT k.kanal_id) AS q FROM kanaler k) WHERE q = 'x'",
    HEAD + "k WHERE (SELECT * EXCLUDE (k2.status) FROM (SELECT kanal_id, status FROM kanaler k3 WHERE k3.kanal_id = k.kanal_id) k2) = 'x'",
    "WITH lista AS (SELECT 'fb-bygg' AS id UNION ALL SELECT 'fb-skola') SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler WHERE kanal_id NOT IN (SELECT id FROM lista)",
    HEAD + "WHERE nämnd_id IN (SELECT nämnd_id FROM nämnder WHERE namn = 'Byggnadsnämnden')",
    HEAD + "WHERE EXISTS (SELECT 1 FROM organisation WHERE namn = 'x')",
]
"""What a fynd may not do, by any detour."""

HONEST = [
    HEAD,
    HEAD + "ORDER BY kanal_id",
    HEAD + "WHERE status = 'aktiv' ORDER BY kontonamn, 1",
    HEAD + "k JOIN nämnder n ON n.nämnd_id = k.nämnd_id WHERE n.publicister_utsedda",
    HEAD + "k JOIN nämnder USING (nämnd_id)",
    HEAD + "k NATURAL JOIN inlägg",
    HEAD + "WHERE kanal_id NOT IN (SELECT objekt_id FROM beslut)",
    HEAD + "WHERE kanal_id IN (SELECT kanal_id FROM kanaler EXCEPT SELECT objekt_id FROM beslut)",
    HEAD + "GROUP BY kanal_id HAVING count(DISTINCT kontonamn) > 1",
    HEAD + "k WHERE NOT EXISTS (SELECT 1 FROM beslut b WHERE b.objekt_id = k.kanal_id)",
    HEAD + "k LEFT JOIN beslut b ON b.objekt_id = k.kanal_id WHERE b.objekt_id IS NULL",
    "SELECT k.kanal_id AS objekt, concat('Kontot ', k.kontonamn, ' saknar syfte') AS meddelande, k.kanal_id AS underlag FROM kanaler k WHERE k.syfte IS NULL",
    "SELECT DISTINCT k.kanal_id AS objekt, concat('Kontot ', k.kontonamn, ' saknar syfte') AS meddelande, k.kanal_id AS underlag FROM kanaler k JOIN inlägg i USING (kanal_id) WHERE k.syfte IS NULL",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, coalesce(uppsikt_id, kanal_id) AS underlag FROM kanaler LEFT JOIN uppsikt USING (kanal_id)",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, max(kanal_id) AS underlag FROM kanaler GROUP BY kanal_id",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag, kanal_id IS NULL AS okänt FROM kanaler",
    HEAD + "QUALIFY row_number() OVER (PARTITION BY kanal_id ORDER BY startdatum) > 1",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT kanal_id, slag, row_number() OVER (PARTITION BY kanal_id ORDER BY publicerad DESC) AS nr FROM inlägg) WHERE nr = 1 AND slag = 'film'",
    "SELECT i.kanal_id AS objekt, 'x' AS meddelande, i.kanal_id AS underlag FROM inlägg i QUALIFY count(*) OVER (PARTITION BY slag, i.kanal_id ORDER BY publicerad) > 3",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler QUALIFY lag(status) OVER (PARTITION BY kanal_id ORDER BY startdatum) = 'aktiv'",
    "WITH a AS (SELECT k.kanal_id, b.objekt_id IS NULL AS saknas FROM kanaler k LEFT JOIN beslut b ON b.objekt_id = k.kanal_id) SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM a WHERE saknas",
    "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM (SELECT * EXCLUDE (syfte), målgrupp AS syfte FROM kanaler) WHERE syfte = 'x'",
    "SELECT k.kanal_id AS objekt, 'x' AS meddelande, k.kanal_id AS underlag FROM kanaler k JOIN kanaler k2 ON k.kontonamn = k2.kontonamn AND k.kanal_id <> k2.kanal_id",
    "SELECT * FROM (SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler WHERE status = 'aktiv')",
    HEAD + "UNION ALL SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler WHERE status = 'aktiv'",
    HEAD + "UNION SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler WHERE status = 'aktiv'",
    "SELECT b.objekt_id AS objekt, 'x' AS meddelande, b.beslut_id AS underlag FROM beslut b WHERE b.slag = 'start'",
    HEAD + "k WHERE EXISTS (SELECT 1 FROM inlägg i WHERE i.kanal_id = k.kanal_id GROUP BY i.kanal_id HAVING count(*) > 1)",
    "SELECT i.kanal_id AS objekt, 'x' AS meddelande, arg_max(i.inlägg_id, i.publicerad) AS underlag FROM inlägg i GROUP BY ALL HAVING count(*) > 1",
    "WITH svar AS (SELECT kanal_id, max(inkom) AS senast FROM kommentarer GROUP BY kanal_id), allt AS (SELECT * FROM kanaler LEFT JOIN svar USING (kanal_id)) SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM allt WHERE senast IS NULL",
]
"""What authors need ids and names for."""


def refused(use: Use, sql: str) -> bool:
    """True when it is refused for telling objects apart, and not for how it is written."""
    problems = problems_of(use, sql)
    assert {problem.code for problem in problems} <= {Code.FORBIDDEN_SQL}, problems
    assert all("pekar ut enskilda objekt" in each.message or "inte är ett id" in each.message for each in problems), problems
    return bool(problems)


@pytest.mark.parametrize("sql", ASKED)
def test_nothing_is_asked_of_an_id(sql: str) -> None:
    """A function of it, a part, its order, a written word: by itself, as a way out, and in a condition."""
    assert refused(Use.CHECK, f"{sql} OR tvåfaktor = 'ja'")
    assert refused(Use.CONDITION, f"status = 'aktiv' AND ({sql})")


@pytest.mark.parametrize("sql", DETOURS)
def test_no_detour_singles_out_an_object(sql: str) -> None:
    """Derived columns, joins, lists, orders, groups, set operations, other names and literal objects."""
    assert refused(Use.FINDINGS, sql)


@pytest.mark.parametrize("sql", [
    "kanal_id IS NOT NULL AND syfte = 'a'",
    "kontonamn IS NULL OR syfte = 'a'",
    "kanal_id = nämnd_id OR syfte = 'a'",
    "kanal_id <> kontonamn OR syfte IS NOT NULL",
])
def test_ids_may_be_held_against_one_another_and_looked_for(sql: str) -> None:
    """Equality with another id of the evidence and whether there is one: nothing is written in the check."""
    assert problems_of(Use.CHECK, sql) == []


@pytest.mark.parametrize("sql", HONEST)
def test_ids_lead_between_rows(sql: str) -> None:
    """Joins, groups, counts, lists of ids, order of the answer, and texts that give the name back."""
    assert problems_of(Use.FINDINGS, sql) == []
