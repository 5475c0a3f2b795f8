"""Texts that nobody has answered with, and texts that look like them and are answers, in columns of each kind."""

from __future__ import annotations

import pytest

from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.tables import TABLES
from regelratt.loaders.cells import ColumnReader, Problem

SHORT = Column("diarienummer", ColumnType.TEXT, "en roll eller ett nummer")
PROSE = Column("skäl", ColumnType.TEXT, "en text i meningar", is_prose=True)
HANDLE = Column("kontonamn", ColumnType.TEXT, "kontots namn", names=("@",))
NAME = Column("kontonamn", ColumnType.TEXT, "kontots namn", required=True, names=("@",), is_name=True)
NUMBER = Column("diarienummer", ColumnType.TEXT, "diarienummer; ett nummer kan omfatta många kanaler", is_number=True)
ROLE = Column("ansvarig_roll", ColumnType.TEXT, "roll som ansvarar för kanalen", is_role=True)
KEY = Column("kanal_id", ColumnType.TEXT, "kanalens id", required=True)

SIGNS = ['"', '-"-', "'", "″", "〃", "´", "”", "``", "ʺ", "----", "********", "########", "…", "( )", "_", "____", "☐", "@"]
NOTHING = [
    "ditto", "Dito", "d:o", "samma", "Samma som ovan", "enligt ovan", "enl. ovan", "se ovan", "som ovan", '"ditto"',
    "finns ej", "Finns inte", "finns ej ännu", "uppgiften saknas", "Uppgift saknas", "ingen än", "Inget ännu", "ej", "inte",
    "NN", "N.N.", "n n", "tbc", "TBA", "tbd", "väntar", "Väntar…", "kommer", "kommer senare", "fyll i", "Fyll i här", "pågår",
    "undefined", "nan", "NaT", "None", "null", "(null)", "<NA>", r"\N", "[object Object]", "ej fastställd", "inte ännu utsedd",
    "Välj ett objekt.", "Klicka här för att ange text.", "Klicka eller tryck här för att ange datum.", "Choose an item.",
    "saknas f.n.", "Saknas f n", "saknas i nuläget", "saknas idag", "fattas", "finns inte idag", "Obefintlig", "har ingen", "t.v. ingen",
    "uppg. saknas", "uppgift saknas i dagsläget", "ej angett", "inte angett", "ej satt", "Ej aktuellt f n", "ännu ej bestämt", "inte valt",
    "osäkert", "obestämt", "outsedd", "oklart just nu", "fortfarande oklart", "oklart vem", "vet ej vem", "vet inte vem det är",
    "oklart vem som ansvarar", "e.t.", "E.T", "e t", "e.a.",
    "Skriv text här", "xxx", "XXXXXX", "ÅÅÅÅ-MM-DD", "saknas ännu", "Okänt!"]
PUT_OFF = [
    "Bestäms senare", "Ifylls av chefen", "ifylls senare", "Fylls i av nämndens kansli", "utses inom kort", "inte ännu", "Vi får se",
    "to be decided", "To be announced", "pending", "Att göra", "någon", "Vem?", "nobody", "idem", "lämnas tomt", "Not available",
    "ifylles senare", "Exempeltext", "exempel", "Test", "test test", "Testnamn 2", "Platshållartext", "avvaktar",
    "Lorem ipsum dolor sit amet, consectetur.", "asdf", "asdfasdf", "blabla", "Lämna blankt"]
TEMPLATES = [
    "{{syfte}}", "{{ kanalens syfte }}", "«Syfte»", "<syfte>", "<<målgrupp>>", "‹Syfte›", "[syfte]", "[[roll]]", "[Namn]", "${roll}",
    "{roll}", "%roll%", "<% roll %>", "[fyll i vad kanalen är till för]", "Kanalen {{kanal}} visar staden.",
    "Kanalen ska nå [målgrupp] med nyheter.", "Chefen för «nämndens namn» svarar.", "Vi [ange vad ni gör] varje dag."]
DAMAGED = [
    "Err:502", "Fel:502", "err:508", "#SAKNAS", "#REF", "#REF!", "#NAMN?", "#DIV/0!", "#Fel", "1,23E+10", "1.2E+05", "1E-3",
    "1900-01-00", "2026-02-30", "00:00:00", "00:00", "2026-01-15 00:00:00", "0,0", "0.00"]
UNANSWERED = [
    "obesvarad", "Obesvarat", "ej besvarad", "ej inkommit", "har inte inkommit", "inte inlämnat", "ej inrapporterat",
    "Ej avrapporterat", "uppgift ej tillgänglig", "Uppgifter ej inkomna", "uppgift har inte kommit in", "ej tillg.",
    "ingen uppgift lämnad", "inga uppgifter har lämnats", "vetej", "vet ej", "ej akt.", "lämnat tomt", "lämnad blank",
    "tomt fält", "lika som ovan", "likadant", "Likadan som ovan", "lika", "samma sak", "Skrivs av biblioteket senare"]
AT_SOME_TIME = [
    "Saknas 2026", "saknas fr.o.m. 2026-01-01", "saknas sedan mars", "saknas t.o.m. maj 2026", "saknas v 45", "ej utsedd 2026",
    "okänd från hösten 2026", "saknas kv 1 2026", "ingen under 2026", "svar saknas 2026", "ej angivet i enkäten", "ingen i staben",
    "ej besvarad av förvaltningen", "saknas på staben", "inte inlämnat i tid", "kommer v 45", "kommer i november",
    "kommer nästa vecka", "väntar 2026-11-01", "utsedd senare", "klart senare", "ingen ändring", "inga ändringar sedan sist",
    "ej ändrat", "ska fixas", "behöver stämmas av", "fixas senare", "att fixa", "ej hunnit", "ej svar inkommit",
    "Svar ej inkommet", "kanalansvarig (att bekräfta)", "kanalansvarig (ej bekräftad)", "kanalansvarig – ska bekräftas",
    "kanalansvarig (preliminärt)", "kanalansvarig (vakant)", "kanalansvarig?", "exempel på roll"]
"""Said with a day, a place or a doubt after it, in a cell with a role or a number."""
NO_NUMBERS = [
    "dnr kommer 2026-11", "kommer v 45", "muntligt 2026-09-01", "muntligen i maj 2026", "per telefon 2026-09-01", "via mejl 12/9",
    "beslut på möte", "KS 2026/12?", "KS 2026/?", "dnr ej klart 2026", "dnr saknas 2026", "saknas i diariet",
    "KS 2026/12 (ej registrerat)"]
NO_ROLES = ["1", "10", "0,5", "1/2", "50 %", "muntligt", "per telefon", *AT_SOME_TIME]
OF_SHORT = [
    "dnr saknas", "Ej dnr", "utan dnr", "Inget diarienummer", "Diarienummer: saknas", "dnr", "Dnr:", "Roll", "dnr inväntas",
    "vakant (rekrytering pågår)", "Vakant, rekrytering pågår", "vakant – tillsätts i mars", "saknas (se protokoll)",
    "Ange roll", "väntar på beslut", "PHB 2026/____", "PHB 2026/....", "PHB 2026/XXX", "KS 2026-", "KS 2026/???", "jan-26",
    "1-jan", "26-jan", "12-mar-2026", "12:30:00", "Dnr ........"]
NO_NAMES = [
    "utses i höst", "skickas senare", "Meddelas efter sommaren", "tilldelas", "ska utses", "Ska snart utses", "att utse", "tillsätts",
    "Tillsätts under våren", "under tillsättning", "rekrytering pågår", "Rekryteringen pågår till mars", "tillsättning pågår",
    "inte ännu bestämt", "vi får se i höst", "dnr följer", "begärt", "Dnr begärt hos registrator", "vakantsatt", "vakant tjänst",
    "Tjänsten är vakant", "tjänsten vakant", "obesatt", "f.n. vakant", "Tjänsten är vakant sedan maj", "har slutat", "Anna har slutat",
    "någon på staben", "Vem som helst", "samma som förra", "Samma som raden innan", "samma person", "ej svarat", "Inget svar",
    "se bilaga", "Se register", "se diariet", "enl. beslut", "tel saknas", "Telefonnummer saknas ännu", "xxx@xxx.se", "chef@xxx.se",
    "031-xxx xx xx", "avvaktar beslut", "i väntan på besked f.n.", "under framtagande", "Under upphandling till mars", "se kommentar",
    "Namn på ansvarig", "Rollnamn", "kanalansvarig???", "kanalansvarig (?)", "roll saknas t.v.", "ifylles efter beslut"]
ONLY_BEGUN = ["PHB", "PHB 2026/0", "PHB 2026", "KS 2026/000", "diariet"]
NUMBERS = [
    "2026-11", "Dnr 2026-11", "NN 2026-11", "TBA 2026-11", "X 2026-11", "ET 2026-000123", "KS 2026-09-01", "KS 2026/12 (begärd)",
    "2026/12 (se även 2026/13)", "PHB 2026/12", "2026-000123", "SFS 2010:30", "12/2026", "KS 2000", "KS 1999", "KS 2026/10", "W3D3 7", "2026/2026"]
LOST = [
    "n?rmaste chef", "n„rmaste chef", "n‰rmaste chef", "nï¿½rmaste chef", "n&auml;rmaste chef", "n=E4rmaste chef",
    "n=C3=A4rmaste", "n├ñrmaste", "n√§rmaste", "nĂ¤rmaste", "nŠrmaste", "f÷rvaltning", "fˆrvaltning", "f”rvaltning", "h†llbar",
    "?ngström", "F?RVALTNING", "??lder", "n%C3%A4rmaste", r"n\u00e4rmaste", "n+AOQ-rmaste", "n{rmaste", "&#228;rende", "n�rmaste",
    "Bygg &amp; miljö"]
ANSWERS = [
    "Ingen är utsedd ännu", "Samma text på två konton", "Väntar på beslut i nämnden", "Vad gäller?", "Vad? Nej.", "DO", "chef",
    "ingenjör", "nejlikan", "PHB 2026/12", "2026-000123", "SFS 2010:30", "#åmåla", "=> växeln", "AT&T", "R&D; drift", "5‰",
    "12 m²/år", "”Bygg” och ”Miljö”", "”Åmåla växer”s redaktör", "https://x.example/a?b=c&d=E4", "facebook.com/profil.php?id=1",
    "x.example/watch?v=abc", "https://x.example/b?e&amp;f", "https://x.example/n%C3%A4r?visa", "https://x.example/__a/", "São Paulo", "Kovačević", "ViIÅmåla", "{{ 7*7 }}${7*7}", "S:t Olof",
    "kommunens växel (tf)", "Chef – HR", "jan–dec", "januari 2026", "O’Hara", "@visit", "foo__bar", "7E5", "XI", "data2026",
    "Kommer att avslutas 2027", "Ej tillämpligt på planerade kanaler", "Fyll i registret", "¿Qué?", "❤️ och mer", "10", "½"]
ROLES = [
    "chef fr.o.m. 2026-01-01", "kanalansvarig till 2026", "vice ordförande 2026", "chef (tf)", "samordnare (50 %)", "rektor 7-9",
    "enhetschef 1", "webbredaktör (utses av nämnden)", "kommunikatör (enligt beslut)", "kommunikatör (ingen ersättare)",
    "likabehandlingssamordnare", "tillförordnad chef", "utsedd kontaktperson", "inkommande chef", "svarsansvarig", "rapportör",
    "ordningsvakt", "omställningschef", "mötessekreterare", "mejlansvarig", "+46 31 368 00 00", "exempelsamlare"]
OF_PROSE = [
    "Exempel på bra arbete", "exempel från vardagen", "Skrivs av biblioteket", "Kompletteras av webben", "Ingen ändring", "Muntligt",
    "Inte hunnit", "Ej åtgärdat", "Saknas 2026", "Ej angivet i planen", "Prov på konst", "Lika villkor",
    "Tjänsten är vakant sedan maj", "Rekrytering pågår", "Ska uppdateras", "Utses i höst", "Inget svar", "Se bilaga", "Har slutat",
    "Skickas till nämnden varje vecka", "Inlägg av [namn] togs bort", "Bilden «Åmåla» togs bort", "Kanalens syfte är att informera",
    "Samma som förra gången", "Bestäms senare av nämnden, enligt protokollet 2026-03-01", "x < y och y > z", "Se {bilaga 2}.",
    "Diarienummer saknas", "Beslut saknas", "Vakant (rekrytering pågår)", "Väntar på beslut", "Svar saknas", "Välj en ersättare",
    "2026-06-30", "Ja, men inte på kvällar", "Inga avvikelser", "Tio år. Sedan gallras de..."]
OF_NAMES = [
    "stadsdirektör", "utsedd kontaktperson", "seniorutvecklare", "Se Göteborg", "Att göra i Göteborg", "Snart sommar i Åmåla",
    "Samma himmel", "Vi ses i Åmåla", "registrator", "Slutarbetet", "[K]onst", "<3 Åmåla", "Livet [på landet]", "Tjänsteman", "100%",
    "Någonstans i Åmåla", "Vakanspoolen", "Vemdalen", "Pendeln", "rollspelsledare", "ansvarig för rollen", "Idemitsu",
    "testledare", "Provtagare", "Obsan", "ordförande", "ombudsman", "områdeschef", "omsorgschef", "Klarinettist", "t.f. chef",
    "nuvarande chef", "Okänd soldats vårdare", "Undersköterska", "namnansvarig", "demokratistrateg", "Underhållschef", "Oktav"]
CHOSEN = [
    "På gång", "Snart", "Arbete pågår", "Under översyn", "Någon", "#jobb!", "#vi_bygger", "Söks: sommarjobb", "[Påhittby]", "Vem är du?",
    "Test", "Väntar", "Senare", "Vem???", "Se bilaga", "Ska utses", "jobb (?)"]
"""Names that somebody chose, which in another column would put an answer off."""
NO_CHOICE = ["saknas", "okänt f.n.", "ditto", "null", "-", "N/A", "#NAMN?", "#DIV/0!", "{{kontonamn}}", "${namn}", "kontonamn", "Kontots namn", "nej", "0"]
NAMES = ["@none", "@nn", "@samma", "@A1"]
KEYS = ["0", "K1", "2026-01-15", "1:10", "a-b", "nämnd 1"]


def _is_refused(text: str, column: Column, *, is_key: bool = False) -> bool:
    return isinstance(ColumnReader(column, is_key=is_key).read(text), Problem)


def _refused(texts: list[str], column: Column, *, is_key: bool = False) -> list[str]:
    return [text for text in texts if _is_refused(text, column, is_key=is_key)]


@pytest.mark.parametrize("texts", [SIGNS, NOTHING, PUT_OFF, UNANSWERED, TEMPLATES, DAMAGED, LOST],
                         ids=["signs", "nothing", "put off", "unanswered", "templates", "damaged", "lost"])
@pytest.mark.parametrize("column", [SHORT, PROSE, HANDLE, KEY], ids=lambda each: each.name)
def test_what_is_no_answer_is_refused_in_every_column(texts: list[str], column: Column) -> None:
    """Signs, words for nothing, what a spreadsheet left and spoilt letters say nothing, whatever is asked."""
    known = [text for text in texts if not (column is HANDLE and text in NAMES)]
    assert _refused(known, column, is_key=column is KEY) == known


def test_what_only_a_name_or_number_cannot_be() -> None:
    """A role or a number that is said to be missing is none, explained or not."""
    assert _refused(OF_SHORT, SHORT) == OF_SHORT


def test_what_puts_off_a_name() -> None:
    """No name begins with a verb for later, a word for a post that nobody has, or what points to another cell."""
    assert _refused(NO_NAMES, SHORT) == NO_NAMES


def test_what_is_said_of_some_time_or_with_a_doubt() -> None:
    """A day, a place or a doubt after it makes it no more of an answer; in a text in sentences it may be a reason."""
    assert _refused(AT_SOME_TIME, SHORT) == AT_SOME_TIME
    assert _refused(NO_ROLES, ROLE) == NO_ROLES
    assert _refused(NO_NUMBERS, NUMBER) == NO_NUMBERS


@pytest.mark.parametrize(("table", "column", "kept", "refused"), [
    ("uppsikt", "avvikelse", ["Inga", "Nej", "nej.", "Ingen", "Inget", "Ingenting", "inga alls", "Inga hittills", "Inga noterade",
                              "har inga", "det finns inga", "Inga avvikelser"],
     ["ja", "0", "-", "saknas", "okänt", "ingen uppgift", "inga uppgifter", "n/a", "none", "ej tillämpligt", "avvikelse"]),
    ("kanaler", "avslutsorsak", ["Inte aktuell", "Ej relevant", "ej aktuell längre", "Inte längre relevant", "Ej aktuellt"],
     ["ej tillämpligt", "inga", "nej", "saknas", "ej angivet"]),
    ("diarium", "slag", ["mall", "uppgift", "Prov", "Exempel", "uppgift (från polisen)", "möte", "e-post", "telefonsamtal"],
     ["saknas", "se ovan", "nummer", "test", "malltext", "slag"]),
    ("gallring", "handlingstyp", ["Mallar", "prov", "uppgifter"], ["inga", "saknas", "test"]),
    ("kanaler", "kontaktuppgift", ["nyheter@xx.se", "xx@kommun.se"], ["xxx@kommun.se", "chef@xxx.se", "nej", "inga"]),
    ("kanaler", "plattform", ["X", "x (tidigare Twitter)"], ["xx", "saknas (Twitter)"]),
    ("kanaler", "ersättare_roll", ["närmaste chef"], ["inga", "nej", "Ej aktuell", "mall", "2"]),
    ("diarium", "avsändare_mottagare", ["1177", "Skatteverket"], ["obesvarad", "saknas i registret"])])
def test_a_word_may_answer_what_one_column_asks(table: str, column: str, kept: list[str], refused: list[str]) -> None:
    """None, not current and the like are answers where that is what is asked, and nowhere else."""
    asked = TABLES[table].column(column)
    assert asked is not None
    assert _refused([*kept, *refused], asked) == refused


def test_what_a_number_only_begins_with() -> None:
    """A number in a diary has digits after what it begins with, and is not zero."""
    assert _refused(ONLY_BEGUN, NUMBER) == ONLY_BEGUN
    assert _refused(ONLY_BEGUN, ROLE) == []


@pytest.mark.parametrize("column", [ROLE, PROSE, NUMBER], ids=lambda each: each.name)
def test_the_question_is_no_answer(column: Column) -> None:
    """A column's own name, and what it is about, are what is asked for."""
    name = column.name.replace("_", " ")
    asked = [column.name, name.capitalize(), f"[{name}]", column.about, f"{column.about.split(';')[0]}."]
    assert _refused(asked, column) == asked


@pytest.mark.parametrize(("texts", "column"), [(ANSWERS, SHORT), (ANSWERS, PROSE), (OF_PROSE, PROSE), (NAMES, HANDLE),
                                              (ROLES, ROLE), (OF_NAMES, SHORT), (OF_NAMES, HANDLE), (OF_NAMES, PROSE), (NUMBERS, NUMBER)])
def test_answers_are_kept(texts: list[str], column: Column) -> None:
    """Sentences that say that something is missing are answers, and so are names, addresses and numbers."""
    assert _refused(texts, column) == []


def test_a_name_that_somebody_chose() -> None:
    """A name may be any words but those for nothing; what is wrong with it is never mended by an empty cell."""
    assert _refused([*CHOSEN, *NAMES, *OF_NAMES], NAME) == []
    assert _refused(NO_CHOICE, NAME) == NO_CHOICE
    assert _refused([text for text in CHOSEN if text not in {"#vi_bygger"}], ROLE) == [
        text for text in CHOSEN if text not in {"#vi_bygger"}]
    told = [ColumnReader(NAME).read("saknas"), ColumnReader(ROLE).read("saknas")]
    assert [each.remedy for each in told if isinstance(each, Problem)] == [
        "Skriv uppgiften. Kolumnen får inte vara tom.", "Skriv uppgiften, eller lämna cellen tom om den saknas."]


def test_keys_are_kept() -> None:
    """A key may be a day, a number or zero."""
    assert _refused(KEYS, KEY, is_key=True) == []


@pytest.mark.parametrize("mark", ["'", "#", '"', "`"])
def test_no_key_begins_with_the_mark_of_a_text(mark: str) -> None:
    """A spreadsheet's own sign is no part of a key; another row would have the key without it."""
    told = ColumnReader(KEY, is_key=True).read(f"{mark}k1")
    assert isinstance(told, Problem)
    assert told.remedy.startswith("Ta bort tecknet")


@pytest.mark.parametrize("offset", ["+14:59", "+23:59", "-13:00", "-12:15", "+14:15", "+01:10", "+15:00"])
def test_no_clock_has_such_an_offset(offset: str) -> None:
    """What no place on earth has is a slip of the pen, and moves the time."""
    column = Column("inkom", ColumnType.MOMENT, "när den kom in")
    assert isinstance(ColumnReader(column).read(f"2026-06-30 14:05{offset}"), Problem)


@pytest.mark.parametrize("offset", ["Z", "+14:00", "-12:00", "+05:45", "-03:30", "+02:00"])
def test_offsets_in_use(offset: str) -> None:
    """Those that some place has are read."""
    column = Column("inkom", ColumnType.MOMENT, "när den kom in")
    assert not isinstance(ColumnReader(column).read(f"2026-06-30 14:05{offset}"), Problem)
