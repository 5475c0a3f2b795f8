"""How pages are read: encodings, line breaks, sizes and links out of the project."""

from __future__ import annotations

import os
import tracemalloc
import unicodedata
from pathlib import Path

import pytest

from regelratt.diagnostics import Code
from regelratt.loaders import content, files, page_text, statics
from regelratt.loaders.content import load_content
from regelratt.loaders.data_depth import DEEPEST_DATA
from regelratt.loaders.expressions import calls
from regelratt.loaders.formulas import first_formula
from regelratt.loaders.pictures import problem
from tests.loaders.small_pictures import GIF, JPEG, PNG, WEBP, png, png_head

ROLE = "# Roller\n\n:::{roll} moderator\n:id: R-MODERATOR\n:slag: funktion\n\nDen som modererar å ä ö.\n:::\n"


def _load(root: Path, raw: bytes, name: str = "policies/roller.md") -> content.LoadedContent:
    (root / name).parent.mkdir(parents=True, exist_ok=True)
    (root / name).write_bytes(raw)
    return load_content(root, ("policies",))


@pytest.mark.parametrize("raw", [
    ROLE.encode(),
    b"\xef\xbb\xbf" + ROLE.encode(),
    ROLE.replace("\n", "\r\n").encode(),
    ROLE.replace("\n", "\r").encode(),
    ROLE.rstrip().encode(),
    unicodedata.normalize("NFD", ROLE).encode(),
], ids=["plain", "byte order mark", "CRLF", "CR", "no last line break", "loose accents"])
def test_readable_forms_give_the_same_object(tmp_path: Path, raw: bytes) -> None:
    """A byte order mark and other line breaks change neither the object nor its place."""
    loaded = _load(tmp_path, raw)
    assert loaded.diagnostics == ()
    (role,) = loaded.catalog.roles
    assert (role.id, role.title, role.text) == ("R-MODERATOR", "moderator", "Den som modererar å ä ö.")
    assert str(role.location) == "policies/roller.md:3:1"


@pytest.mark.parametrize(("raw", "place", "seems"), [
    (ROLE.encode("latin-1"), "7:19", "Windows-1252 eller Latin-1"), (ROLE.encode("utf-16"), "1:1", "UTF-16"),
    (b"\xff\xfe\x00", "1:1", "UTF-16"), (ROLE.encode("utf-16-le"), "1:1", "UTF-16"),
    (ROLE.encode("utf-16-be"), "1:1", "UTF-16"), (ROLE.encode("utf-32"), "1:1", "UTF-32"), (b"a\n\xed\xa0\x80", "2:1", "Windows-1252 eller Latin-1"),
])
def test_not_utf8_is_one_message(tmp_path: Path, raw: bytes, place: str, seems: str) -> None:
    """Another encoding is named once, where it shows; the objects stay, so nothing that refers to them looks broken."""
    loaded = _load(tmp_path, raw)
    (problem,) = loaded.diagnostics
    assert (problem.code, str(problem.location)) == (Code.UNREADABLE_FILE, f"policies/roller.md:{place}")
    assert f"är inte UTF-8 utan troligen {seems}." in problem.message
    assert len(loaded.catalog.roles) == (len(raw) > 20)


def test_folder_that_is_called_as_a_copy_is_read(tmp_path: Path) -> None:
    """Editors leave files with such names, and no folders: Sphinx would read the pages there."""
    (tmp_path / "docs/utkast~").mkdir(parents=True)
    (tmp_path / "docs/utkast~/sida.md").write_text("# Sida\n", encoding="utf-8")
    assert [*load_content(tmp_path, ["docs"]).pages] == ["docs/utkast~/sida.md"]


def test_other_pages_are_read_all_the_same(tmp_path: Path) -> None:
    """One unreadable page does not take the others with it."""
    _load(tmp_path, b"\xff", "policies/a.md")
    loaded = _load(tmp_path, ROLE.encode())
    assert [each.code for each in loaded.diagnostics] == [Code.UNREADABLE_FILE]
    assert len(loaded.catalog.roles) == 1


def test_too_large_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page over the limit is not read at all."""
    monkeypatch.setattr(page_text, "PAGE_LIMIT", 10)
    assert [each.code for each in _load(tmp_path, ROLE.encode()).diagnostics] == [Code.UNREADABLE_FILE]


def test_link_out_of_the_project(tmp_path: Path) -> None:
    """A page that is a symbolic link to a file elsewhere is not read: it would be published."""
    secret = tmp_path / "hemligt.md"
    secret.write_text("# Hemligt\n", "utf-8")
    root = tmp_path / "projekt"
    (root / "policies").mkdir(parents=True)
    (root / "policies" / "sida.md").symlink_to(secret)
    loaded = load_content(root, ("policies",))
    assert [str(each.location) for each in loaded.diagnostics] == ["policies/sida.md:1:1"]
    assert loaded.pages == {}


def test_dangling_link(tmp_path: Path) -> None:
    """A link to nothing is no page and no traceback."""
    (tmp_path / "policies").mkdir()
    (tmp_path / "policies" / "sida.md").symlink_to(tmp_path / "finns-inte.md")
    assert load_content(tmp_path, ("policies",)).pages == {}


def test_missing_folder_and_empty_page(tmp_path: Path) -> None:
    """A folder that is not there and a page without text are fine."""
    assert _load(tmp_path, b"").diagnostics == ()
    assert load_content(tmp_path, ("finns-inte", "inte.md")).pages == {}


def test_pages_are_read_in_order_of_name(tmp_path: Path) -> None:
    """The catalogue is in a fixed order, whatever the file system says."""
    for name, ident in (("b", "R-B"), ("a", "R-A"), ("å", "R-C")):
        _load(tmp_path, ROLE.replace("R-MODERATOR", ident).encode(), f"policies/{name}.md")
    assert [role.id for role in load_content(tmp_path, ("policies",)).catalog.roles] == ["R-A", "R-B", "R-C"]


def test_file_named_twice_is_read_once(tmp_path: Path) -> None:
    """A page that two settings entries name is one page."""
    _load(tmp_path, ROLE.encode())
    loaded = load_content(tmp_path, ("policies", "policies/roller.md"))
    assert loaded.diagnostics == ()
    assert len(loaded.catalog.roles) == 1


def _refused(root: Path, *places: str) -> dict[str, str]:
    """What is said of each file or link, by path, when the places are read."""
    loaded = load_content(root, places or ("policies",))
    return {each.location.path: each.message for each in loaded.diagnostics if each.code is Code.FORBIDDEN_FILE}


def _write(root: Path, files: dict[str, bytes]) -> Path:
    for name, raw in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(raw)
    return root


@pytest.mark.parametrize("name", [
    "policies/sida.rst", "policies/sida.html", "policies/sida.MD", "policies/sida.txt", "policies/sida.ipynb", "policies/conf.py",
    "policies/_static/sida.md", "policies/_static/sida.html", "policies/_static/bild.svg", "policies/_static/kod.js",
    "policies/_static/stil.css", "policies/_static/brev.docx", "policies/_static/utan", "policies/locales/sv/LC_MESSAGES/a.po",
    "policies/a:b.md", "policies/a`b.md", "policies/a\u200bb.md", "policies/sida\u202e.md", "policies/a&b.md",
])
def test_files_that_no_page_is_made_of_are_refused(tmp_path: Path, name: str) -> None:
    """Sphinx would read or publish them, or another program would, and lint would not know what they say."""
    assert len(_refused(_write(tmp_path, {name: b"x"}))) == 1


@pytest.mark.parametrize(("name", "refused", "word"), [
    ("self.md", "self.md", "samma namn"),
    ("search.md", "search.md", "samma namn som en sida som webbplatsen redan har"),
    ("Genindex.md", "Genindex.md", "samma namn"),
    ("docs/_bilder/sida.md", "docs/_bilder", "börjar med _"),
    ("docs/a/_Static/a.txt", "docs/a/_Static", "börjar med _"),
    ("_sources/sida.md", "_sources", "börjar med _"),
    ("docs/sida.html/x.md", "docs/sida.html", "slutar på .html"),
    ("docs/sida.HTML/x.md", "docs/sida.HTML", "slutar på .html"),
    ("docs/needs.json/x.md", "docs/needs.json", "slutar på .json"),
    ("index.md/x.md", "index.md", "slutar på .md"),
])
def test_names_that_sphinx_needs_itself_are_refused(tmp_path: Path, name: str, refused: str, word: str) -> None:
    """Sphinx would write its own page or folder over ours, or ours over its."""
    said = _refused(_write(tmp_path, {name: b"# Sida\n"}), "docs", "_sources", "search.md", "self.md", "Genindex.md", "index.md")
    assert list(said) == [refused]
    assert word in said[refused]


def test_names_below_the_top_are_free(tmp_path: Path) -> None:
    """Further down nothing is taken, and a page may begin with any sign."""
    names = ("docs/search.md", "docs/_sida.md", "docs/sida.html.md", "docs/_static/_a.txt", "docs/version-1.2/a.md")
    assert _refused(_write(tmp_path, dict.fromkeys(names, b"# Sida\n")), "docs") == {}


def test_names_that_differ_only_in_capitals_are_refused(tmp_path: Path) -> None:
    """Where capitals do not count one of the files would be gone; in different folders they are two all the same."""
    root = _write(tmp_path, dict.fromkeys(
        ("docs/Sida.md", "docs/sida.md", "docs/Mapp/a.md", "docs/mapp/b.md", "docs/x/sida.md", "docs/x/_static/å.txt",
         "docs/x/_static/Å.txt"), b"# Sida\n"))
    if len(list((root / "docs").iterdir())) < 5:
        pytest.skip("filsystemet skiljer inte på stora och små bokstäver")
    said = _refused(root, "docs")
    assert set(said) == {"docs/sida.md", "docs/mapp", "docs/x/_static/å.txt"}
    assert said["docs/sida.md"].startswith("Namnet sida.md skiljer sig från Sida.md bara i stora")


def test_decomposed_name_is_refused(tmp_path: Path) -> None:
    """A name with a loose accent is another name on another computer."""
    assert "lösa accenter" in _refused(_write(tmp_path, {"policies/a\u030a.md": b"x"})).popitem()[1]


@pytest.mark.parametrize("name", [".DS_Store", "Thumbs.db", ".sida.md.swp", "sida.md~", ".#sida", ".gitkeep"])
def test_litter_is_left_aside(tmp_path: Path, name: str) -> None:
    """What editors and file managers leave is neither read nor complained about."""
    assert load_content(_write(tmp_path, {f"policies/{name}": b"\xff"}), ("policies",)).diagnostics == ()


def test_place_in_other_letters_is_refused(tmp_path: Path) -> None:
    """Where capitals count it would not be read, and where they do not Sphinx would not find it."""
    root = _write(tmp_path, {"Policies/sida.md": b"# Sida\n", "docs/Sida.md": b"# Sida\n"})
    said = _refused(root, "policies", "docs", "index.md")
    assert list(said) == ["Policies"]
    assert "inställningen content säger policies" in said["Policies"]


def test_lock_on_a_page_is_left_aside(tmp_path: Path) -> None:
    """An editor with unsaved changes to a page keeps a link beside it that leads nowhere."""
    root = _write(tmp_path, {"policies/sida.md": b"# Sida\n"})
    (root / "policies/.#sida.md").symlink_to("anna@dator.1234:5678")
    assert load_content(root, ("policies",)).diagnostics == ()


@pytest.mark.parametrize("name", ["~$prov.md", ".#prov.md", "#prov.md", ".~lock.prov.md"])
def test_page_with_the_name_of_litter_is_refused(tmp_path: Path, name: str) -> None:
    """It would not be read, whatever it says."""
    said = _refused(_write(tmp_path, {f"policies/{name}": b"# Sida\n"}))
    assert list(said) == [f"policies/{name}"]
    assert "skrivprogram" in said[f"policies/{name}"]


@pytest.mark.parametrize(("name", "raw", "word"), [
    ("a.png", PNG + b"811228-9874", "efter bildens slut"), ("a.jpg", PNG, "ingen jpg"), ("a.gif", JPEG, "ingen gif"),
    ("a.webp", GIF, "ingen webp"), ("a.png", b"<script>alert(1)</script>", "ingen png"),
    ("a.csv", b"\xff\xfe", "inte text i UTF-8"),
    ("a.json", b"{\0}", "inte text i UTF-8"), ("a.csv", b"PK\x03\x04\x14\0", "en arbetsbok från ett kalkylprogram"),
    ("a.txt", b"a\r\n=======\r\nb", "raden ======= efter en sammanslagning i Git, på rad 2"),
    ("a.csv", "a;b\r\nAnna;\u202e4789-822118\u202c".encode(), "tecknet U+202E (vänder textens riktning) på rad 2"),
    ("a.txt", "P\na\u034f\u030a".encode(), "tecknet U+034F"), ("a.txt", "811228\u200b-9874".encode(), "tecknet U+200B"),
    ("a.json", b'{"nr": "\\u202e4789-822118"}', "tecknet U+202E (vänder textens riktning), skrivet som kod"),
    ("a.json", b'{"a": [{"\\u034f": 1}]}', "tecknet U+034F"),
    ("a.csv", b'nr;x\n="8112"&"28-98"&"74";1', "en cell som börjar med = på rad 2"),
    ("a.csv", b'x,"=1+1"', "en cell som börjar med = på rad 1"), ("a.csv", b"x\t =1+1", "en cell som börjar med ="),
    ("a.csv", b'a;b\r\nx;+HYPERLINK("x")', "en cell som börjar med + på rad 2"), ("a.txt", b"a;b\nx;@SUM(1)", "en cell som börjar med @ på rad 2"),
])
def test_pictures_hold_a_picture_and_downloads_text(tmp_path: Path, name: str, raw: bytes, word: str) -> None:
    """Names, places and whole files hide in pictures; what cannot be searched is not published."""
    said = _refused(_write(tmp_path, {f"policies/_static/{name}": raw}))
    assert word in said[f"policies/_static/{name}"]


def test_refused_file_is_told_once(tmp_path: Path) -> None:
    """A picture or file that may not be published is there, so the links to it do not seem to lead nowhere."""
    root = _write(tmp_path, {
        "policies/sida.md": b"# Sida\n\n![Bild](_static/a.png) [fil](_static/b.csv) [ingen](_static/c.csv)\n",
        "policies/_static/a.png": PNG + b"x", "policies/_static/b.csv": b"a,=1+1\n"})
    said = [(str(each.location.path), str(each.code)) for each in load_content(root, ("policies",)).diagnostics]
    assert sorted(said) == [
        ("policies/_static/a.png", "forbidden-file"), ("policies/_static/b.csv", "forbidden-file"), ("policies/sida.md", "dead-link")]


_FORMULAS = [
    "=1+1", '+HYPERLINK("http://x")', "@SUM(1+1)", "-2+3", "-2+3+cmd|' /C calc'!A0", '"+1+1"', "-A1", "- SUM(1+1)", "-Blad1!A1", "@A1", "- A1",
    "- A1-B1", "-cmd|'/C calc'!A0", "+8112290000-126", "-5/10", "-2-3", "+1-8112289875", "- 5 - 4", "+1 - 2", "-5 + 4 grader", "-(1+1)",
    "--1+1", "'=1", "\t=1", "\uff1d1+1", "\uff0b1+1", "\uff0d2+3", "\uff20SUM(1)", "-10:20", "-punkt", "- AB1", "-5 A1", "@kommun(1)", '-"a"&"b"', '=""',
    "- A1 & B1", "- HR & A1", '- "a" & "b"', "-5-A1", "-50-AB1", "-5-A1+B1", "=> SUM(1)", "=> A1", "@Blad1!A1",
    "- cmd |'/C calc'!A0", "-1 cmd | '/C calc' ! A0", '- WEBSERVICE ("https://exempel.se/x")', "- SUM (A1:A3)",
    "-1-A:A", "@A:A", "- $A:$C", "- AB:AB/2", "-2-SUM (A1)", "-1-A1:B2 A1:A3", "- AB1 AB2", '- DDE ("cmd";"/C calc";"x")', "=> SUM (A1)", "-> SUM (A1)",
    "@SUM (A1)", "+ SUM (A1)", "-- SUM (A1)", "- Blad1.A1", "- R1C1", "-1-R1K1", "- IDAG ()", "- ÄR.TAL (A1)", "- (AB1)", "-5%-AB1", "- AB1%", "- IF (1;2;ord)",
    '- IF (ord;WEBSERVICE ("x"))', '- 2-IF (SANT;WEBSERVICE ("x"))', "- INT (NU ())", "- SUM (1)", "\uff0d SUM\u3000(A1)", "- ord-SUM (A1)", "- SUM (A1", "- ABS (-5)",
]
_NO_FORMULAS = [
    "-5", "- 5", "+5", "-3,5 %", "-0,5\u2030", "+46 8-578 291 00", "+46 (0)70-123 45 67", "+46(0)70-123 45 67", "+46701234567", "-", "\u2013",
    "--", "+/-", "---", "- punkt", "- punkt (se nedan)", "- Välkommen!", "- åren 2020-2024", "-5 grader", "+2 personer", "-5 (prel.)", "-12 kr",
    "-1 234,50", "-1,5E+10", "@pahittby.bibliotek", "@kommun@mastodon.se", "@kommunen på Instagram", "\u22125", "a=b", "=====", "@k1.bibliotek",
    "- HR & ekonomi", "-50-tal", "+65-åringar", "@kommunen!", "@kommunen? Ja", "=> se nedan", "-> se nedan",
    "- Möten (onsdagar)", "- Lagen (2018:218)", "- Skollag (2010:800)", "- Ring oss (08-12345)", "- Kontaktcenter (08-123 45 67)", "- Avgift (3 st)",
    "- Möten (onsdagar, fredagar)", "- För- och grundskola (2)", "- HR & ekonomi (nämnd)", "- Rum A1 och B2", "- Se bilaga (A1)", "- dokument (prop. 2017/18:1)",
    "@kommunen (Facebook)", "-5 grader", "- Förslag: ja", "- Möten (2024) i höst", '- "Citat"', "- Se rubriken (”Om oss”)",
]


@pytest.mark.parametrize("cell", _FORMULAS)
def test_formula_is_told_wherever_cells_are(cell: str) -> None:
    """Alone, among cells with any sign between, and with the sign that the file says."""
    for text in (cell, f"a;b\nx;{cell}", f"a\tb\nx\t{cell}", f"a|b\nx|{cell}", f'"a", "{cell}"', f"sep=^\na^b\nx^{cell}"):
        assert first_formula(text, is_table=True) is not None, text
    assert first_formula(f"a;{cell}", is_table=False) is not None
    assert first_formula(f"a,b\nc,{cell}", is_table=False) is not None
    assert first_formula(f"sep=^\na^{cell}", is_table=False) is not None


@pytest.mark.parametrize("cell", _NO_FORMULAS)
def test_what_only_begins_as_a_formula_is_none(cell: str) -> None:
    """Numbers, phone numbers, accounts, dashes and points of a list."""
    for text in (cell, f"a;b\nx;{cell}", f"a\tb\nx\t{cell}"):
        assert first_formula(text, is_table=True) is None, text


_RECKONED = [
    '=HYPERLINK("http://exempel.se","k")', "=cmd|'/C calc'!A0", "@SUM(1)", "+SUM(A1:A2)", '-webservice("http://exempel.se")', "='Blad 1'!A1", "=rand()",
    "\uff1dSUM(A1)", "-Blad1!$A1",
]


@pytest.mark.parametrize("formula", _RECKONED)
def test_what_calls_or_fetches_is_told_whatever_divides(formula: str) -> None:
    """A spreadsheet may be told any sign between cells, and reads each line of a text as one."""
    for before in ("", "  ", "a:", "a ", "a/", "a~", "a^", "a_", "a\xa0", "text, ", "(", "\u00a6"):
        for is_table in (True, False):
            assert first_formula(f"a b\n{before}{formula}", is_table=is_table) is not None, before


@pytest.mark.parametrize("line", [
    "=1+1", "+1+1", "=A1", '="8112"&"28-98"&"74"', "+A1*2", "==1+1", "- cmd |'/C calc'!A0", "- SUM (A1:A3)", '- WEBSERVICE ("x")', "-2-SUM(A1)",
    "-2-cmd|'/C calc'!A0", "- 2 * SUM (A1)", "@SUM (A1)", "= SUM (A1)", "+ SUM (A1)", "-> SUM (A1)",
])
def test_lines_of_a_text_are_cells(line: str) -> None:
    """What a line reckons is told though nothing divides it."""
    assert first_formula(f"Text.\n{line}\n", is_table=False) == (2, line[0])


@pytest.mark.parametrize("line", [
    "Rubrik\n======", "-en punkt", "- dokument(en) ska sparas", "- Läs mer: https://a.se/?a=f(1)", "a, -2+3 är ett", "= Rubrik", "== Rubrik ==",
    "=== Öppettider", "+ en punkt till", "+ punkt(er) & annat", "@kommunen: se a=b", "-8:30-16", "- 2026-01-01", "- [x] klart", "+46(0)8-578 291 00", "2020-2024 (prel.)",
    "Ring +46(0)8-578 291 00.", "barn- och ungdomsnämnd(er)", "kultur -fil(er)", "mejla info@kommunen.se(jour)", "Hej -hej! A", "x == y", "-3 grader(C)",
    "Se https://a.se/?x=summa(1)", "Adress: a-b(1)", "- Möten (2024)", "- Rum (12)", "= Möten (2024)", "Rum - Sal (B2)", "2020-2021 | Hej! Vi ses",
    '- Se rubriken ("Om oss")', "+ Rum (12)", "- Fråga: SUM (A1) är en formel", "a@b.se (Anna)",
])
def test_ordinary_lines_of_a_text_are_no_formulas(line: str) -> None:
    """Lines under headings, points of a list and accounts; a comma there divides no cells."""
    assert first_formula(f"Hej\n{line}\nhej", is_table=False) is None


@pytest.mark.parametrize(("text", "line"), [
    ('a,b\nx,"-2\n+3"', 2), ('a;b\n"- WEBSERVICE\n(""x"")";1', 2), ('"- 2\n- ord-SUM (A1)"', 2), ('"- WEBSERVICE (""https://exempel.se/x"")"', 1), ('a,"- IF (ord;\nWEBSERVICE (""x""))"', 1),
])
def test_a_cell_of_several_lines_is_one(text: str, line: int) -> None:
    """A formula goes on over lines and separators within quotes."""
    assert first_formula(text, is_table=True) == (line, "-")
    assert first_formula('a,b\n"- Möten\n(onsdagar; fredagar)",1', is_table=True) is None


def test_brackets_are_followed_to_a_depth() -> None:
    """What is deeper than any spreadsheet reads takes no memory, and the call that holds it is still one."""
    deep = "- SUM (A1; " + "(" * 500_000
    assert first_formula(deep, is_table=True) == (1, "-")
    tracemalloc.start()
    assert list(calls("(" * 200_000)) == []
    assert tracemalloc.get_traced_memory()[1] < 5_000_000
    tracemalloc.stop()


def test_too_large_download(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture or download has a largest size, told in the message."""
    monkeypatch.setattr(statics, "STATIC_LIMIT", 3)
    said = _refused(_write(tmp_path, {"policies/_static/a.txt": b"abcd", "policies/_static/b.txt": b"abc"}))
    assert said == {"policies/_static/a.txt": "a.txt är större än 3 byte."}


@pytest.mark.parametrize("name", ["a.json", "a.txt"])
@pytest.mark.parametrize("one", ["[{}]", '{{"a": 1, "b": {}}}'], ids=["lists", "objects"])
def test_data_that_lies_too_deep(tmp_path: Path, name: str, one: str) -> None:
    """What is searched of a value is searched with each key above it: data in data without end would never be done."""
    def nested(times: int) -> bytes:
        return (one.split("{}", 1)[0].replace("{{", "{") * times + "1" + one.split("{}", 1)[1].replace("}}", "}") * times).encode()
    assert _refused(_write(tmp_path, {f"policies/_static/{name}": nested(DEEPEST_DATA + 1)})) == {}
    for times in (DEEPEST_DATA + 2, 100_000):
        (said,) = _refused(_write(tmp_path, {f"policies/_static/{name}": nested(times)})).values()
        assert said == f"{name} har listor eller objekt i fler än {DEEPEST_DATA} andra."


@pytest.mark.parametrize(("name", "raw"), [
    ("a.png", PNG), ("a.gif", GIF), ("a.jpg", JPEG), ("a.jpeg", JPEG), ("a.csv", b"a,b\n1,2\n"), ("a.txt", "å".encode()),
    ("a.webp", WEBP), ("a.csv", b"\xef\xbb\xbfa;b\r\n1;a=b\r\n"), ("a.txt", "a\u030a\tb\xa0c\xad \U0001f469\u200d\U0001f33e".encode()),
    ("a.json", b'{"a": "rad\\nrad\\r\\n\\tx \\u00e5"}'), ("b.json", b"inte json \\u202e"),
])
def test_plain_pictures_and_texts_are_fine(tmp_path: Path, name: str, raw: bytes) -> None:
    """What may be published is."""
    assert _refused(_write(tmp_path, {f"policies/_static/{name}": raw})) == {}


def test_links_that_lead_out_or_round_are_refused(tmp_path: Path) -> None:
    """A link to a file or folder elsewhere, a chain of links, a ring and a link to nothing: each is named."""
    root = _write(tmp_path / "projekt", {
        "policies/sida.md": b"# Sida\n", "evidence/kanaler.csv": b"a\n", "README.md": b"# x\n", "policies/lank/x.md": b"# x\n",
    })
    _write(tmp_path, {"utanfor/hemligt.md": b"# Hemligt\n"})
    links = {
        "ut.md": tmp_path / "utanfor/hemligt.md", "mapp": tmp_path / "utanfor", "underlag.md": root / "evidence/kanaler.csv",
        "rot.md": root / "README.md", "ring": root / "policies", "ingenting.md": root / "finns-inte.md", "sig.md": root / "policies/sig.md",
        "kedja.md": root / "policies/ut.md", "lank/upp": root / "policies/lank", "rotmapp": root,
    }
    for name, target in links.items():
        (root / "policies" / name).symlink_to(target)
    assert set(_refused(root)) == {f"policies/{name}" for name in links}
    assert set(load_content(root, ("policies",)).pages) == {"policies/sida.md", "policies/lank/x.md"}


def test_place_that_is_a_link_out_of_the_project_is_refused(tmp_path: Path) -> None:
    """A whole folder of content may not lie elsewhere."""
    _write(tmp_path, {"utanfor/hemligt.md": b"# Hemligt\n", "projekt/x": b""})
    (tmp_path / "projekt/policies").symlink_to(tmp_path / "utanfor")
    loaded = load_content(tmp_path / "projekt", ("policies",))
    assert [each.code for each in loaded.diagnostics] == [Code.FORBIDDEN_FILE]
    assert loaded.pages == {}


def test_link_within_the_content_is_followed(tmp_path: Path) -> None:
    """A picture or page may be linked from another folder of the content."""
    root = _write(tmp_path, {"policies/_static/a.png": PNG, "docs/sida.md": b"# Sida\n"})
    (root / "docs/_static").mkdir()
    (root / "docs/_static/b.png").symlink_to(root / "policies/_static/a.png")
    (root / "policies/kopia.md").symlink_to(root / "docs/sida.md")
    loaded = load_content(root, ("policies", "docs"))
    assert loaded.diagnostics == ()
    assert set(loaded.pages) == {"docs/sida.md", "policies/kopia.md"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="systemet har inga namngivna rör")
def test_pipe_is_no_page(tmp_path: Path) -> None:
    """A named pipe would hang whoever reads it."""
    (tmp_path / "policies").mkdir()
    os.mkfifo(tmp_path / "policies/sida.md")
    assert set(_refused(tmp_path)) == {"policies/sida.md"}


def test_project_may_be_reached_through_a_link(tmp_path: Path) -> None:
    """The root itself may be a link: what counts is where things lie below it."""
    _write(tmp_path / "verklig", {"policies/sida.md": b"# Sida\n"})
    (tmp_path / "genvag").symlink_to(tmp_path / "verklig")
    loaded = load_content(tmp_path / "genvag", ("policies",))
    assert (set(loaded.pages), loaded.diagnostics) == ({"policies/sida.md"}, ())


def test_links_to_folders_are_not_followed(tmp_path: Path) -> None:
    """Sixty folders that each link twice to the next would be walked in more ways than there is time for."""
    root = _write(tmp_path, {f"docs/d{number}/sida.md": b"# Sida\n" for number in range(61)})
    for number in range(60):
        for name in "ab":
            (root / f"docs/d{number}/{name}").symlink_to(f"../d{number + 1}")
    said = _refused(root, "docs")
    assert set(said) == {f"docs/d{number}/{name}" for number in range(60) for name in "ab"}
    assert said["docs/d0/a"] == "a är en länk till en mapp och läses därför inte."
    assert len(load_content(root, ("docs",)).pages) == 61


@pytest.mark.parametrize("place", ["lank", "lank/under"])
def test_place_that_is_a_link_to_a_folder_is_refused(tmp_path: Path, place: str) -> None:
    """Not even the settings can name one, or a folder behind one."""
    root = _write(tmp_path, {"docs/under/sida.md": b"# Sida\n"})
    (root / "lank").symlink_to("docs")
    assert _refused(root, "docs", place) == {"lank": "lank är en länk till en mapp och läses därför inte."}


def test_places_that_differ_only_in_capitals_are_refused(tmp_path: Path) -> None:
    """Their pages would be built to the same files where capitals do not count."""
    root = _write(tmp_path, {"docs/a.md": b"# Sida\n", "Docs/a.md": b"# Sida\n"})
    if len(list(root.iterdir())) < 2:
        pytest.skip("filsystemet skiljer inte på stora och små bokstäver")
    assert list(_refused(root, "docs", "Docs")) == ["Docs"]


@pytest.mark.parametrize("letter", ["x", "å"])
def test_longest_name(tmp_path: Path, letter: str) -> None:
    """A name has room for what is written beside it, and the message points at the whole of it."""
    longest = letter * (197 // len(letter.encode()))
    longest += "x" * (197 - len(longest.encode()))
    root = _write(tmp_path, {f"docs/{longest}.md": b"# Sida\n", f"docs/{longest}y.md": b"# Sida\n"})
    assert list(_refused(root, "docs")) == [f"docs/{longest}y.md"]
    assert _refused(root, "docs")[f"docs/{longest}y.md"].endswith(" är längre än 200 byte i UTF-8.")


def test_longest_path(tmp_path: Path) -> None:
    """Folders in folders end somewhere, before the system says so."""
    folder = "docs/" + "/".join(["x" * 150] * 2)
    fits, long = f"{folder}/{'a' * 90}.md", f"{folder}/{'a' * 91}.md"
    assert len(fits) == 400
    said = _refused(_write(tmp_path, {fits: b"# Sida\n", long: b"# Sida\n"}), "docs")
    assert list(said) == [long]
    assert said[long].endswith(" är längre än 400 byte i UTF-8, med mapparna ovanför.")


def test_each_content_is_looked_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture in many copies, or with many links to it, is decoded once; and read once for each copy."""
    root = _write(tmp_path, {"docs/_static/a.gif": GIF, "docs/_static/b.gif": GIF})
    for number in range(5):
        (root / f"docs/_static/c{number}.gif").symlink_to("a.gif")
    decoded: list[str] = []
    monkeypatch.setattr(statics, "picture_problem", lambda kind, *_: decoded.append(kind))
    read: list[Path] = []
    monkeypatch.setattr(Path, "read_bytes", lambda path: read.append(path) or GIF)
    assert len(files.find_files(root, ("docs",)).statics) == 7
    assert (decoded, [path.name for path in read]) == ([".gif"], ["a.gif", "b.gif"])


def test_pictures_and_downloads_have_a_size_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more byte than they may have together, whatever they are."""
    monkeypatch.setattr(statics, "STATICS_LIMIT", 5)
    root = _write(tmp_path, {"docs/_static/a.txt": b"abc", "docs/_static/b.txt": b"de"})
    assert _refused(root, "docs") == {}
    assert _refused(_write(root, {"docs/_static/c.csv": b"f"}), "docs") == {
        "docs/_static/c.csv": "c.csv gör att bilder och filer att hämta tillsammans är större än 5 byte."}


def test_pages_have_a_size_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page with many links to it is read once for each; the first that is too many is named, and no other is read."""
    monkeypatch.setattr(files, "PAGES_LIMIT", 12)
    root = _write(tmp_path, {"docs/a.md": b"# Sex\n"})
    (root / "docs/b.md").symlink_to("a.md")
    assert set(load_content(root, ("docs", "docs/a.md")).pages) == {"docs/a.md", "docs/b.md"}
    _write(root, {"docs/c.md": b"x", "docs/d.md": b""})
    assert _refused(root, "docs") == {"docs/c.md": "c.md gör att sidorna tillsammans är större än 12 byte."}
    assert set(load_content(root, ("docs",)).pages) == {"docs/a.md", "docs/b.md"}


def test_pictures_together_unpack_to_a_bound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A packed picture is a thousand times as large when it is unpacked; many are more than one."""
    monkeypatch.setattr(problem, "UNPACKED_LIMIT", 5)
    two, three = png(points=b"\0\0"), png(head=png_head(2), points=b"\0\1\2")
    root = _write(tmp_path, {"docs/_static/a.png": two, "docs/_static/b.png": three})
    assert _refused(root, "docs") == {}
    assert _refused(_write(root, {"docs/_static/c.png": png(points=b"\0\1")}), "docs") == {
        "docs/_static/c.png": "c.png rymmer tillsammans med de andra bilderna mer än vad som går att granska."}
