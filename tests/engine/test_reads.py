"""What SQL reads is what can decide it, however it is written, and no two public totals have any of it in common."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest

from regelratt.app.project import Project
from regelratt.app.publications import publications_of
from regelratt.domain.catalog import Catalog
from regelratt.domain.public_knowledge import PLACES, Place
from regelratt.domain.publication import Edition, public
from regelratt.domain.status import Status
from regelratt.domain.tables import TABLES
from regelratt.domain.tellable import tellable
from regelratt.engine.measured import measured
from regelratt.engine.reads import everything, telling_columns
from regelratt.engine.statement import Use
from tests.engine.scene import catalog, evidence, finding, item, judge, read_here, readings_of, rows, rule

HEAD = "SELECT kanal_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM "
ADMINISTRATOR = "kanaler.central_administratör"
CHANNELS = frozenset(f"kanaler.{name}" for name in telling_columns(TABLES["kanaler"]))


@pytest.mark.parametrize(("sql", "read"), [
    ("central_administratör -- jämför nytta", {ADMINISTRATOR}),
    ("/* nytta */ kanaler.CENTRAL_administratör", {ADMINISTRATOR}),
    ("central_administratör AND adress <> 'nytta'", {ADMINISTRATOR, "kanaler.adress"}),
    ("plattform = 'LinkedIn' AND status = 'aktiv' OR central_administratör", {ADMINISTRATOR}),
    ("kanal_id = nämnd_id OR kontonamn IS NULL OR central_administratör", {ADMINISTRATOR}),
])
def test_what_a_krav_reads(sql: str, read: set[str]) -> None:
    """Its columns and not its words; ids, names, platform and status are nothing closed."""
    assert read_here(Use.CHECK, sql).reads == read
    assert read_here(Use.CONDITION, sql).reads == read


@pytest.mark.parametrize(("sql", "read"), [
    (HEAD + "kanaler WHERE central_administratör", {ADMINISTRATOR}),
    (HEAD + "(SELECT kanal_id, central_administratör AS a FROM kanaler) x WHERE x.a", {ADMINISTRATOR}),
    ("WITH x(o, a) AS (SELECT kanal_id, central_administratör FROM kanaler) SELECT o AS objekt, 'x' AS meddelande, o AS underlag FROM x WHERE a", {ADMINISTRATOR}),
    (HEAD + "inlägg JOIN kanaler USING (kanal_id) WHERE central_administratör AND publicerad > $per_datum", {ADMINISTRATOR}),
    (HEAD + "kanaler k JOIN beslut b ON b.objekt_id = k.kanal_id WHERE b.datum > $per_datum", {"beslut", "beslut.datum"}),
    (HEAD + "kanaler k WHERE EXISTS (SELECT 1 FROM beslut b WHERE b.objekt_id = k.kanal_id)", {"beslut"}),
    (HEAD + "kanaler GROUP BY kanal_id HAVING count(*) > 1", set()),
    (HEAD + "kanaler k JOIN (SELECT objekt_id AS kanal_id, datum FROM beslut) b USING (kanal_id)", {"beslut", "beslut.datum"}),
    (HEAD + "kanaler k JOIN webblista w USING (adress)", {"webblista", "webblista.adress", "kanaler.adress"}),
    (HEAD + "(SELECT * FROM kanaler) WHERE status = 'aktiv'", CHANNELS),
    (HEAD + "(SELECT * RENAME (central_administratör AS a) FROM kanaler) WHERE a", CHANNELS),
    (HEAD + "kanaler NATURAL JOIN nämnder", CHANNELS | {f"nämnder.{name}" for name in telling_columns(TABLES["nämnder"])}),
])
def test_what_a_fynd_reads(sql: str, read: set[str]) -> None:
    """The columns behind other names, joins and stars, and whether there are rows that not everybody knows of."""
    assert read_here(Use.FINDINGS, sql).reads == read
    assert read <= everything()


@pytest.mark.parametrize("where", [
    "bekräftelser b ON b.objekt_id = k.kanal_id WHERE b.förutsättningar LIKE '%antal_med_åtkomst=2%'",
    "undantag u ON u.objekt_id = k.kanal_id WHERE u.till < $per_datum", "åtgärder å ON å.objekt_id = k.kanal_id WHERE å.läge = 'planerad'",
])
def test_what_tells_again_is_read_as_everything(where: str) -> None:
    """A confirmation's premises are copies of any columns, and an exemption or a remedy is for what a rule found."""
    assert read_here(Use.FINDINGS, f"{HEAD}kanaler k JOIN {where}".replace("kanal_id AS", "k.kanal_id AS")).reads == everything()


@pytest.mark.parametrize(("use", "sql", "is_single"), [
    (Use.CHECK, "central_administratör AND senast_uppdaterad > $per_datum - 150", False),
    (Use.CHECK, "central_administratör OR kommentarer = 'stängda'", False),
    (Use.CHECK, "central_administratör AND kanaler.resurser_säkrade", True),
    (Use.CHECK, "length(trim(verksamhetsmål)) > 0", True),
    (Use.CHECK, "startdatum + 400 > $per_datum", False),
    (Use.CHECK, "central_administratör OR status = 'vilande'", False),
    (Use.CHECK, "central_administratör OR kontonamn IS NULL", False),
    (Use.CHECK, "nytta = max(nytta) OVER (PARTITION BY resurser_säkrade)", False),
    (Use.CHECK, "central_administratör AND EXISTS (SELECT 1 FROM beslut b WHERE b.objekt_id = kanal_id)", False),
    (Use.FINDINGS, HEAD + "kanaler WHERE NOT central_administratör", True),
    (Use.FINDINGS, HEAD + "kanaler k WHERE NOT k.central_administratör", True),
    (Use.FINDINGS, HEAD.replace("AS underlag", "AS underlag, nytta IS NULL AS okänt") + "kanaler WHERE nytta = 'på'", True),
    (Use.FINDINGS, HEAD.replace("AS underlag", "AS underlag, plattform IS NULL AS okänt") + "kanaler WHERE nytta = 'på'", False),
    (Use.FINDINGS, HEAD + "kanaler WHERE status = 'vilande'", False),
    (Use.FINDINGS, HEAD + "inlägg", False),
    (Use.FINDINGS, HEAD + "inlägg WHERE NOT rättigheter_klara", True),
    (Use.FINDINGS, HEAD + "inlägg WHERE rättigheter_klara AND slag = 'film'", False),
    (Use.FINDINGS, HEAD + "inlägg WHERE rättigheter_klara GROUP BY kanal_id HAVING count(*) > 3", False),
    (Use.FINDINGS, HEAD + "inlägg WHERE rättigheter_klara GROUP BY kanal_id, publicerad HAVING publicerad > $per_datum", False),
    (Use.FINDINGS, HEAD + "inlägg WHERE rättigheter_klara ORDER BY publicerad LIMIT 1", False),
    (Use.FINDINGS, HEAD + "kanaler k JOIN nämnder n USING (nämnd_id) WHERE n.står_för_annonskostnader", False),
    (Use.FINDINGS, HEAD + "kanaler WHERE nytta = (SELECT max(o.nytta) FROM kanaler o WHERE o.nämnd_id = kanaler.nämnd_id)", False),
    (Use.FINDINGS, HEAD + "(SELECT kanal_id, max(nytta) OVER (PARTITION BY nämnd_id) AS p FROM kanaler) WHERE p = 'på'", False),
    (Use.FINDINGS, HEAD + "(SELECT kanal_id, nytta FROM kanaler WHERE plattform = 'X') WHERE nytta = 'på'", False),
])
def test_what_one_row_decides_by_itself(use: Use, sql: str, *, is_single: bool) -> None:
    """Its hidden columns and nothing else: no other row, no number of rows, and nothing that somebody may know."""
    assert read_here(use, sql).is_single is is_single


@pytest.mark.parametrize(("table", "column"), PLACES, ids=map(".".join, PLACES))
def test_only_a_hidden_column_decides_by_itself(table: str, column: str) -> None:
    """Whatever table it is of, and also beside a hidden one; what is not decided about counts as seen."""
    head = f"SELECT {TABLES[table].owner} AS objekt, 'x' AS meddelande, {TABLES[table].key} AS underlag FROM {table} WHERE "
    told = {read_here(Use.FINDINGS, f"{head}{where}").is_single for where in (
        f"{column} IS NULL", *(f"{column} IS NULL OR {other} IS NULL" for other in _hidden_columns(table)))}
    assert told == {PLACES[table, column] is Place.NOWHERE}


def _hidden_columns(table: str) -> list[str]:
    return [column for (name, column), place in PLACES.items() if name == table and place is Place.NOWHERE]


OF_BOARDS = "SELECT nämnd_id AS objekt, 'x' AS meddelande, kanal_id AS underlag FROM kanaler WHERE NOT central_administratör"


@pytest.mark.parametrize(("subject", "sql", "events", "is_single"), [
    ("kanal", finding("NOT rättigheter_klara", "inlägg", "inlägg_id"), "inlägg", True),
    ("kanal", finding("NOT rättigheter_klara", "inlägg", "inlägg_id"), "", False),
    ("kanal", finding("roll IS NULL", "uppsikt", "uppsikt_id"), "", False),
    ("kanal", finding("NOT central_administratör"), "", True),
    ("nämnd", OF_BOARDS, "", False),
])
def test_rows_of_events_only_say_whom_an_item_concerns(subject: str, sql: str, events: str, *, is_single: bool) -> None:
    """Anybody may know who has a row at all, and some questions every row answers alike."""
    content = catalog(rule(avser=subject), item("K-1", sql, metod="fynd", **({"gäller_vid": events} if events else {})))
    assert measured(content, readings_of(content)).single == ({"K-1"} if is_single else frozenset())


def test_a_confirmation_reads_what_it_rests_on() -> None:
    """It lapses when the column changes, and an open one shows that: a closed item that reads it has no total then."""
    confirmation = item("K-1", "", metod="bekräftelse").replace(
        ":id: K-1\n", ":id: K-1\n:redovisas: öppet\n:beror-på: resurser_säkrade, plattform\n")
    assert _measured(confirmation)["K-1"] == {"kanaler.resurser_säkrade"}


def _measured(*texts: str) -> dict[str, frozenset[str]]:
    content = catalog(rule(), *texts)
    return dict(measured(content, readings_of(content)).reads)


def test_conditions_and_events_are_read() -> None:
    """Of an item and of a rule: whom it concerns is a part of how it comes out."""
    content = catalog(
        rule(gäller_om="nytta IS NOT NULL"), rule("PRV-2"), item("K-1", "central_administratör", gäller_om="pixel = 'av'"),
        item("K-2", gäller_vid="borttagningar"), item("K-3", gäller_vid="inlägg"))
    found = measured(content, readings_of(content)).reads
    assert found["PRV-1"] == {"kanaler.nytta"}
    assert found["K-1"] >= {ADMINISTRATOR, "kanaler.pixel"}
    assert found["K-2"] >= {"borttagningar"}
    assert "inlägg" not in found["K-3"]
    assert found["PRV-2"] == frozenset()


def test_confirmations_are_one_when_sql_asks_for_any() -> None:
    """Each is otherwise its own: what one tells nothing else does."""
    assert _measured(item("K-1"), item("K-2"))["K-1"] == frozenset()
    asked = finding("utfall = 'uppfyllt'", "kanaler JOIN bekräftelser ON objekt_id = kanal_id")
    found = _measured(item("K-1"), item("K-2"), item("K-3", asked, metod="fynd"))
    assert found["K-1"] == found["K-2"] == {"bekräftelser"}
    assert "bekräftelser" in found["K-3"]


KNOWN = "central_administratör"
FIFTEEN = rows("kanaler", *(
    {"kanal_id": f"K{n}", "status": "aktiv", "plattform": "LinkedIn" if n == 1 else "Facebook", "central_administratör": n > 2, "pixel": "på" if n > 12 else None, "nytta": "stor" if n > 12 else None}
    for n in range(1, 16)))


def _told(*texts: str) -> dict[str, tuple[int, int]]:
    content: Catalog = catalog(*texts)
    run = judge(content, evidence(kanaler=FIFTEEN)).run
    shown = public(run, content, 5, tellable(content, measured(content, readings_of(content))), ()).rule_totals
    return {ident: (each.assessed, each.count(Status.NOT_MET)) for ident, each in shown.items()}


@pytest.mark.parametrize("attack", [
    item("K-2", f"{KNOWN} -- jämför nytta", prövar="PRV-2"),
    item("K-2", f"{KNOWN} OR plattform = 'LinkedIn'", prövar="PRV-2"),
    item("K-2", f"{KNOWN} AND nytta IS NOT DISTINCT FROM nytta OR plattform = 'LinkedIn'", prövar="PRV-2"),
    item("K-2", "CASE WHEN plattform = 'LinkedIn' THEN tvåfaktor IS NULL ELSE tvåfaktor IS NULL END", prövar="PRV-2", gäller_om=KNOWN),
    item("K-2", finding("a.plattform <> 'LinkedIn' AND NOT a.c", "(SELECT kanal_id, plattform, central_administratör AS c FROM kanaler) a"), prövar="PRV-2", metod="fynd"),
])
def test_no_two_totals_tell_of_one_object(attack: str) -> None:
    """Fifteen channels, of which two fail: a second total with one less would tell of the only one on LinkedIn."""
    first = item("K-1", KNOWN)
    assert _told(rule(), first) == {"PRV-1": (15, 2)}
    assert _told(rule(), rule("PRV-2"), first, attack) == {}


@pytest.mark.parametrize(("also", "is_told"), [
    pytest.param(f"{KNOWN} AND pixel = 'av'", False, id="in its question"),
    pytest.param("pixel = 'av'", True, id="nothing in common"),
    pytest.param("plattform = 'LinkedIn' OR pixel = 'av'", True, id="what anybody knows"),
])
@pytest.mark.parametrize(("shown", "closed"), [("PRV-1", "PRV-2"), ("PRV-2", "PRV-1")])
def test_open_rows_and_a_total_read_nothing_in_common(also: str, shown: str, closed: str, *, is_told: bool) -> None:
    """The rows of the open item and the total over the closed one would together tell of each channel."""
    told = _told(rule(), rule("PRV-2"), item("K-1", KNOWN, prövar=closed),
                 item("K-2", also, prövar=shown, redovisas="öppet"))
    assert (closed in told, shown in told) == (is_told, True)


def test_condition_of_an_open_item_is_read_as_its_rows_are_shown() -> None:
    """Whom an open item concerns stands in its rows."""
    shown = item("K-2", "nytta IS NULL", prövar="PRV-2", redovisas="öppet", gäller_om=KNOWN)
    assert set(_told(rule(), rule("PRV-2"), item("K-1", KNOWN), shown)) <= {"PRV-2"}


def test_publications_know_what_is_read() -> None:
    """What a project publishes rests on the readings of its own SQL."""
    content = catalog(rule(), rule("PRV-2"), item("K-1", KNOWN), item("K-2", f"{KNOWN} -- nytta", prövar="PRV-2"))
    run = judge(content, evidence(kanaler=FIFTEEN)).run
    project = SimpleNamespace(
        settings=SimpleNamespace(smallest_count=5), catalog=content, trial=SimpleNamespace(readings=readings_of(content)),
        evidence=SimpleNamespace(evidence=evidence()))
    shown = publications_of(cast("Project", project), run)
    assert shown[Edition.PUBLIC].withheld == ("PRV-1", "PRV-2")
    assert set(shown[Edition.INTERNAL].rule_totals) == {"PRV-1", "PRV-2"}


def test_totals_over_different_things_are_both_told() -> None:
    """Nothing in common but what anybody knows of whom they concern: both are shown."""
    other = item("K-2", "nytta IS NULL", prövar="PRV-2", gäller_om="plattform <> 'LinkedIn' OR status = 'aktiv'")
    assert _told(rule(), rule("PRV-2"), item("K-1", KNOWN), other) == {"PRV-1": (15, 2), "PRV-2": (15, 3)}
