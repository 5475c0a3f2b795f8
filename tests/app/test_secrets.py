"""Texts of evidence are found in a page however they are written there."""

from __future__ import annotations

import html
import json
import unicodedata
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace
from typing import cast

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regelratt.app.disclosure.evidence.secrets import Ends, Secrets, spoken_sql
from regelratt.app.disclosure.text.file_text import texts_of
from regelratt.app.disclosure.text.plain_text import canonical, squashed, words
from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.run import Run
from regelratt.domain.tables import TABLES
from tests.app.test_personal_data import CODINGS


def secrets_of(
    text: str, pages: tuple[str, ...] = (), *, table: str = "undantag", column: str = "skäl", roles: tuple[str, ...] = ()
) -> Secrets:
    """The secrets of evidence with one row, by default an exemption whose reason is the text."""
    row = tuple(text if each.name == column else None for each in TABLES[table].columns)
    evidence = Evidence({table: (row,)})
    run = Run("r", date(2026, 1, 1), "c", "e", "1", (), (), (), ())
    catalog = SimpleNamespace(roles=[SimpleNamespace(title=role) for role in roles], items_by_id={})
    return Secrets(evidence, run, cast("Catalog", catalog), pages)


def found(text: str, name: str, data: str, pages: tuple[str, ...] = ()) -> bool:
    """True when the text of evidence is found in a file with this name."""
    secrets = secrets_of(text, pages)
    return any(list(secrets.found_in(words(canonical(piece)))) for piece in texts_of(name, data.encode()))


_words = st.text("abcdefåäöéABC&<>'\"0123", min_size=4, max_size=9)
_texts = st.lists(_words, min_size=2, max_size=6).map(" ".join)

_FILES: dict[str, Callable[[str], tuple[str, str]]] = {
    "paragraph": lambda text: ("a.html", f"<p>Före. {html.escape(text)} Efter.</p>"),
    "attribute": lambda text: ("a.html", f'<img alt="{html.escape(text)}">'),
    "comment": lambda text: ("a.html", f"<p>x</p><!-- {html.escape(text)} -->"),
    "marked up": lambda text: ("a.html", f"<p>{'<b></b>'.join(html.escape(sign) for sign in text)}</p>"),
    "large letters": lambda text: ("a.html", f"<p>{html.escape(text.upper())}</p>"),
    "broken lines": lambda text: ("a.html", f"<p>{html.escape(text)}</p>".replace(" ", "\n   ")),
    "ascii json": lambda text: ("needs.json", json.dumps({"needs": {"a": [text]}})),
    "json": lambda text: ("needs.json", json.dumps({text: 1}, ensure_ascii=False)),
    "json with line breaks": lambda text: ("needs.json", json.dumps([text.replace(" ", "\n")])),
    "table": lambda text: ("tabell.csv", f"a,b\n1,{text}\n"),
    "script": lambda text: ("a.js", f"var x = {json.dumps(text)};"),
    "index": lambda text: ("b.pf_fragment", "pagefind_dcd" + json.dumps({"content": text})),
}


@given(_texts, st.sampled_from(list(_FILES)))
def test_text_of_evidence_is_found_in_any_file(text: str, kind: str) -> None:
    """Any text with letters to tell it by, in any place where a published file can hold text."""
    assume(len(squashed(canonical(text))) >= 14)
    assert found(text, *_FILES[kind](text))


@given(_texts, st.sampled_from(list(CODINGS)))
def test_text_of_evidence_is_found_in_any_code(text: str, coding: str) -> None:
    """The same codes as for personal data, inside a page."""
    assume(len(squashed(canonical(text))) >= 14)
    assert found(text, "a.html", f"<p>{html.escape(CODINGS[coding](text))}</p>")


def test_short_text_is_found_too() -> None:
    """Four letters are enough, unless they are common words in the catalogue; a key with digits never is."""
    assert found("Vakant tjänst", "a.html", "<p>Vakant tjänst.</p>")
    assert found("KS 24", "a.html", "<p>Dnr KS-24.</p>")
    assert not found("Vakant tjänst", "a.html", "<p>Vakant tjänst.</p>", ("en vakant tjänst",) * 3)
    assert found("KS 24", "a.html", "<p>Dnr KS-24.</p>", ("dnr KS 24",) * 3)
    assert not found("Vakant tjänst", "a.html", "<p>Vakanta tjänster.</p>")


def test_long_text_of_common_words_is_found() -> None:
    """A sentence is somebody's even when each of its words stands in many texts."""
    sentence = "kanalen har ingen ansvarig chef"
    assert found(sentence, "a.html", f"<p>{sentence}</p>", (sentence.replace(" ", " och "),) * 5)


_SENTENCE = "kommunen glömde tyvärr att utse någon annan chef efter flytten i våras"


@pytest.mark.parametrize("page", [
    "<p>{rest}</p>", "<p>{head}<br>{tail}</p>", '<p>{head} <img src="a.png" alt="x"> {tail}</p>',
    '<p>{head}<a role="doc-noteref" href="#f">1</a> {tail}</p>', "<table><tr>{cells}</tr></table>",
    "<p>{head}</p>", "<!-- x {rest} y -->", '<p title="{rest}">x</p>',
])
def test_part_of_a_text_is_found(page: str) -> None:
    """Six words in a row are enough, however they are parted."""
    said = _SENTENCE.split()
    text = page.format(
        rest=" ".join(said[1:]), head=" ".join(said[:6]), tail=" ".join(said[6:]),
        cells="".join(f"<td>{word}</td>" for word in said))
    assert found(_SENTENCE, "a.html", text)
    assert not found(_SENTENCE, "a.html", "<p>Kommunen glömde tyvärr att utse en annan chef.</p>")


def test_words_of_the_catalogue_are_no_part_of_a_text() -> None:
    """What evidence quotes from a rule may be read in the rule."""
    quoted = "kommunen ska utse någon annan chef efter flytten"
    assert not found(f"{_SENTENCE}, fast {quoted}", "a.html", f"<p>{quoted}</p>", (quoted,))


@pytest.mark.parametrize("texts", [
    (_SENTENCE.rpartition(" ")[0],), (f"Så här: {_SENTENCE.partition(' ')[2]}. Inte mer.",),
    (" ".join(_SENTENCE.split()[:8]), " ".join(_SENTENCE.split()[4:])),
])
def test_text_of_the_catalogue_is_no_excuse_for_itself(texts: tuple[str, ...]) -> None:
    """A rule or explanation that says most of a text from the evidence is found, and so is every page that does."""
    for text in texts:
        assert found(_SENTENCE, "a.html", f"<p>{text}</p>", texts)


def test_comment_in_a_check_is_no_excuse() -> None:
    """What a check says to the one who reads it is not what it finds."""
    assert spoken_sql("SELECT 'a b' -- c d\n/* e\nf */ FROM g").split() == ["SELECT", "'a", "b'", "FROM", "g"]


@pytest.mark.parametrize("parts", [
    ("Kommunen glömde tyvärr", "att utse", "", "någon annan"), ("x kommunen glömde tyvärr att utse", "någon annan chef y z"),
    *(("någon", "annan", "chef", "efter", "flytten", "i"),),
])
def test_text_divided_over_others_is_found(parts: tuple[str, ...]) -> None:
    """Six words in a row are enough, however many texts they are divided over; five are not."""
    secrets = secrets_of(_SENTENCE)
    ends = [Ends.of(words(canonical(part))) for part in parts]
    assert list(secrets.found_over(ends))
    assert not list(secrets.found_over(ends[:-1]))


def test_short_text_divided_over_others_is_found() -> None:
    """A whole text of four words or more; fewer words come after each other in any list."""
    for text, is_found in (("flytten till nya lokaler", True), ("flytten till lokaler", False)):
        ends = [Ends.of([word]) for word in text.split()]
        assert bool(list(secrets_of(text).found_over(ends))) is is_found


def _tells(secrets: Secrets, text: str) -> bool:
    return bool(secrets.found_in(words(canonical(text)), canonical(text)))


@pytest.mark.parametrize(("key", "text", "is_found"), [
    ("PHB 2026/0152", "Ärendet PHB2026/0152.", True), ("PHB 2026/0152", "PHB20260152", True),
    ("PHB 2026/0152", "ett phb-2026-0152", True), ("fb-k-00123", "fbk00123", True),
    ("PHB 2026/0152", "xPHB20260152", False), ("PHB 2026/0152", "PHB202601523", False),
    ("KS 24/12", "KS2412", False), ("PHB 2026/0152", "PHB 2026", False),
])
def test_key_without_its_signs_is_found(key: str, text: str, is_found: bool) -> None:
    """Eight letters and digits are enough, when words begin and end with them."""
    assert _tells(secrets_of(key, column="diarienummer"), text) is is_found


@pytest.mark.parametrize(("text", "is_found"), [
    ("Beslut 010 finns.", True), ("Beslut 010.", True), ("beslut-010, 2024", True), ("(beslut_010)", True),
    ("Beslut 010-2024-12345", False), ("Beslut 010/2024", False), ("Beslut 010:7", False),
    ("Beslut 010-2024-12345 och beslut 010.", True),
])
def test_longer_designation_is_not_the_id_of_a_row(text: str, is_found: bool) -> None:
    """An id that goes on in more digits is the beginning of something else."""
    assert _tells(secrets_of("beslut-010", table="beslut", column="beslut_id"), text) is is_found


@pytest.mark.parametrize(("text", "is_found"), [
    ("ersättare för kanalansvarig", False), ("Kanalansvarig", False), ("ersättare för Kim kanalansvarig", True),
    ("vakant tjänst", True), ("kanalansvariga Kim", True),
])
def test_office_of_words_of_the_catalogue_is_no_secret(text: str, is_found: bool) -> None:
    """A role's name with other words of the catalogue around it; another word makes it somebody's."""
    secrets = secrets_of(
        text, ("en ersättare för den som är borta",), table="kanaler", column="ersättare_roll", roles=("kanalansvarig",))
    assert _tells(secrets, f"Så {text}.") is is_found


@pytest.mark.parametrize(("column", "text", "is_found"), [
    ("målgrupp", "elever i årskurs 9", False), ("målgrupp", "Föräldrar med små barn", False),
    ("syfte", "Elever vid skolan i byn", False), ("syfte", "Elever vid den nya skolan i byn", False),
    ("verksamhetsmål", "Elever vid den nya skolan i byn", True), ("nytta", "Elever vid skolan i byn", False), ("syfte", "Svara i ärende 2026/0152", True),
    ("målgrupp", "sökande i ärende 2026/0152", True), ("beskrivning", "Föräldrar med små barn", True),
])
def test_short_description_of_an_account_is_of_the_language(column: str, text: str, is_found: bool) -> None:
    """What it is for and for whom is seen on it; of what it gives, fewer than six words; never with a number."""
    assert _tells(secrets_of(text, table="kanaler", column=column), f"För {text}.") is is_found


@pytest.mark.parametrize(("text", "is_found"), [
    *((each, False) for each in (
        "invånare", "Medborgare", "en medborgare", "privatperson", "två privatpersoner", "elev", "flera elever", "vårdnadshavare", "företag",
        "byggföretag", "en förening", "idrottsförening", "journalist", "lokalredaktion", "annan kommun", "boende och anhöriga")),
    ("Kim Ek", True), ("kim ek", True), ("medborgare Kim Ek", True), ("Kim, invånare", True), ("Ekbergs företag", True), ("kimsan", True),
    ("elev 9b", True),
])
def test_kind_of_sender_is_no_secret(text: str, is_found: bool) -> None:
    """In few words of the language; a name beside it is, whatever letters it is written in."""
    secrets = secrets_of(text, ("boende och deras",), table="diarium", column="avsändare_mottagare")
    assert _tells(secrets, f"Frågan kom från {text}.") is is_found


@pytest.mark.parametrize(("table", "column", "text", "is_found"), [
    ("diarium", "ärendemening", "Gallring av handlingar av ringa betydelse", False), ("diarium", "ärendemening", "Handlingar av Kim Ek", True),
    ("gallring", "handlingstyp", "handlingar av ringa betydelse", False), ("diarium", "ärendemening", "Gallring 2026", True),
    ("diarium", "ärendemening", "Gallring av egen handlingar eller handlingar av tillfällig betydelse", True),
    ("bekräftelser", "period", "andra halvåret 2026", False), ("bekräftelser", "period", "kvartal 3 2026", False),
    ("bekräftelser", "underlag", "egen gallring av handlingar", False), ("undantag", "skäl", "Gallring av handlingar av ringa betydelse", True),
])
def test_title_in_words_of_the_catalogue_is_no_secret(table: str, column: str, text: str, is_found: bool) -> None:
    """Up to six words, all of which stand in laws and rules; never a number, and no reason."""
    secrets = secrets_of(text, ("Gallring av egen handlingar av ringa eller tillfällig betydelse",), table=table, column=column)
    assert _tells(secrets, f"{text}.") is is_found


_PURPOSE = "Visa kommunen i bild och bjuda in till samtal"


@pytest.mark.parametrize(("text", "is_found"), [
    (_PURPOSE, False), (f"Syfte: {_PURPOSE}. Målgrupp: alla som bor här", False),
    (f"Bilden {_PURPOSE}", False), ("kommunstyrelsen glömde tyvärr hela bilden i våras", True),
])
def test_what_is_seen_on_the_account_tells_of_no_other_text(text: str, is_found: bool) -> None:
    """A confirmation says again what the account was like, and a description what it is for."""
    facts = f"X-1=1; syfte={_PURPOSE}; målgrupp=alla som bor här; skäl=kommunstyrelsen glömde tyvärr hela bilden i våras"
    rows = {
        "kanaler": {"syfte": _PURPOSE, "målgrupp": "alla som bor här", "beskrivning": f"Här samtalar vi med dig. {_PURPOSE}."},
        "bekräftelser": {"förutsättningar": facts}}
    evidence = Evidence({table: (tuple(row.get(each.name) for each in TABLES[table].columns),) for table, row in rows.items()})
    run = Run("r", date(2026, 1, 1), "c", "e", "1", (), (), (), ())
    secrets = Secrets(evidence, run, cast("Catalog", SimpleNamespace(roles=[], items_by_id={})), ())
    told = secrets.found_in(words(canonical(text)), canonical(text))
    assert [each.text for each in told] == (["kommunstyrelsen glömde tyvärr hela bilden i"] if is_found else [])


@pytest.mark.parametrize(("table", "column", "text", "is_found"), [
    ("diarium", "avsändare_mottagare", "Polismyndigheten", False), ("diarium", "avsändare_mottagare", "En nämnd", False),
    ("diarium", "avsändare_mottagare", "Kim Ek, socialnämnd", True), ("beslut", "beslutad_av", "socialnämnden", False),
    ("åtgärder", "beskrivning", "Flytta kostnaden till rätt nämnd", True),
    ("undantag", "skäl", "Bilden togs bort av fel myndighet", True), ("undantag", "skäl", "socialnämnden", True),
])
def test_name_of_a_public_body_is_no_secret_as_a_sender(table: str, column: str, text: str, is_found: bool) -> None:
    """Where an office stands the name of a public body is ordinary; a sentence that ends in such a word is none."""
    secrets = secrets_of(text, ("en byrå",), table=table, column=column)
    assert _tells(secrets, f"Så {text}.") is is_found


def test_id_of_one_plain_word_is_no_secret_by_itself() -> None:
    """The ordinary word may be said; an id with digits or signs is still nobody else's, and so is the word as a text."""
    def _said(ident: str, column: str = "kanal_id") -> bool:
        return bool(secrets_of(ident, table="kanaler", column=column).found_in(["vår", *words(ident), "växer"]))

    assert not _said("kulturskola")
    assert _said("ig-kulturskola")
    assert _said("kulturskola2")
    assert _said("kulturskola", "avslutsorsak")


@pytest.mark.parametrize(("text", "is_brief"), [
    ("Texta filmerna", True), ("Stäng hela kontot", True), ("Texta filmerna från mars", False), ("KS 24", False),
])
def test_brief_text_is_a_secret_that_can_be_made_longer(text: str, is_brief: bool) -> None:
    """A few words of an everyday kind are found as any others; the remedy says that the evidence can say more."""
    (secret,) = secrets_of(text, table="åtgärder", column="beskrivning").found_in([*words(canonical(text)), "innan", "du", "publicerar"])
    assert secret.is_brief is is_brief


@pytest.mark.parametrize("unseen", ["\u034f", "\u200d", "\u2060", "\ufe0f", "\u202c", "\U000e0020"])
def test_text_is_found_with_unseen_signs_between_letters_and_accents(unseen: str) -> None:
    """Drawn as the same letters, and read as them."""
    text = "Påhittby låter översätta två ytterligare bråk på måndag"
    apart = "".join(f"{sign[0]}{unseen}{sign[1:]}" for sign in (unicodedata.normalize("NFD", each) for each in text))
    assert canonical(apart) == text
