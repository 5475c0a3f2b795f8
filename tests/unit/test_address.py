"""One filter for every address: what is plainly of a known kind passes, and nothing else does, however it is spelt."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from regelratt.domain.address import (
    LONGEST_ADDRESS,
    AddressKind,
    is_mail_address,
    is_phone_number,
    kind_of_address,
    problem_with,
    remedy_for,
)
from regelratt.domain.shown_address import leads_elsewhere


@pytest.mark.parametrize(("address", "kind"), [
    ("#TYR-5-1-01", AddressKind.ANCHOR), ("../a/b.md", AddressKind.PATH), ("/a.md", AddressKind.PATH), ("a%20b.png", AddressKind.PATH),
    ("a/b:c.md", AddressKind.PATH), ("https://www.riksdagen.se/", AddressKind.WEB), ("http://xn--malm-8qa.se", AddressKind.WEB),
    ("HTTPS://EXAMPLE.ORG/a?b=c#d", AddressKind.WEB), ("https://malmö.se:8080/x", AddressKind.WEB), ("mailto:namn@example.se", AddressKind.MAIL),
    ("mailto:namn@example.se?subject=Hej", AddressKind.MAIL), ("mailto:%C3%A5sa@example.se", AddressKind.MAIL),
    ("mailto:åsa@malmö.se", AddressKind.MAIL), ("mailto:namn@example.se?subject=Fr%C3%A5ga%20om", AddressKind.MAIL),
])
def test_plain_addresses_have_a_kind(address: str, kind: AddressKind) -> None:
    """What people write in a guideline."""
    assert kind_of_address(address) is kind
    assert problem_with(address) is None


@pytest.mark.parametrize(("address", "problem"), [
    ("", "är tom"), ("javascript:alert(1)", "av ett slag"), ("JaVaScRiPt:alert(1)", "av ett slag"), ("java\tscript:x", "osynliga"),
    ("java\nscript:x", "osynliga"), (" javascript:x", "osynliga"), ("\x01javascript:x", "osynliga"), ("java\u200bscript:x", "osynliga"),
    ("data:text/html,x", "av ett slag"), ("vbscript:x", "av ett slag"), ("file:///etc/passwd", "av ett slag"), ("ftp://a.se", "av ett slag"),
    ("//evil.example", "av ett slag"), ("\\\\evil.example", "omvända"), ("/\\evil.example", "omvända"), ("https:evil.example", "namn på webbplatsen"),
    ("https:/evil.example", "namn på webbplatsen"), ("https://", "namn på webbplatsen"), ("https://a@evil.example", "namn på webbplatsen"),
    ("https://a:b@evil.example/", "namn på webbplatsen"), ("https://еvil.example", "namn på webbplatsen"), ("https://localhost", "namn på webbplatsen"),
    ("https://a.se:999999/", "namn på webbplatsen"), ("https://a.se\\@b.se", "omvända"), ("mailto:", "av ett slag"), ("mailto:a@b.se?body=x", "av ett slag"),
    ("mailto:a@b.se?subject=x&body=y", "av ett slag"), ("mailto:a@b.se?subject=x%0Abcc:z", "av ett slag"),
    ("mailto:a@b.se?subject=x%E2%80%AEy", "av ett slag"), ("mailto:a@b.se?subject=", "av ett slag"), ("mailto:a@b.se?cc=c@d.se", "av ett slag"),
    ("mailto:a%0Abcc@b.se", "av ett slag"), ("mailto:a@c.se%2Cb@d.se", "av ett slag"), ("mailto:a%2Cb@d.se", "av ett slag"),
    ("mailto:a%E2%80%AEb@d.se", "av ett slag"), ("mailto:a%C2%85b@d.se", "av ett slag"),
    ("tel:112", "av ett slag"), ("javascript&colon;alert(1)", None), ("%6aavascript:x", "av ett slag"), ("x" * (LONGEST_ADDRESS + 1), "längre än"),
])
def test_other_addresses_are_refused_with_the_reason(address: str, problem: str | None) -> None:
    """Schemes that run or read, and addresses that a browser reads otherwise than a person."""
    if problem is None:  # A path: browsers do not decode entities in an attribute that was written with them escaped.
        assert kind_of_address(address) is AddressKind.PATH
    else:
        assert kind_of_address(address) is None
        assert problem in str(problem_with(address))


_SIGNS = st.text(st.sampled_from("javscript:/\\#?@.%&;\t\n\r \u200b\x00\x01aAbeé:"), max_size=24)


@given(st.one_of(_SIGNS, st.text(max_size=40)))
def test_what_passes_is_what_a_browser_reads(address: str) -> None:
    """By the URL standard's way: drop tabs and line breaks, strip controls; no address that passes then has another scheme."""
    kind = kind_of_address(address)
    if kind is None:
        return
    read = "".join(sign for sign in address if sign not in "\t\r\n").strip("".join(map(chr, range(0x21))))
    assert read == address
    scheme = read.split(":")[0].casefold() if ":" in read.split("/")[0].split("?")[0].split("#")[0] else ""
    expected = {AddressKind.WEB: ("http", "https"), AddressKind.MAIL: ("mailto",)}.get(kind, ("",))
    assert scheme in expected
    assert not read.replace("\\", "/").startswith("//")
    if kind is AddressKind.WEB:
        assert "@" not in urlsplit(read).netloc


@pytest.mark.parametrize(("text", "is_mail", "is_phone"), [
    ("kommunen@example.se", True, False), ("a.b+c@x.y.se", True, False), ("08-123 456 00", False, True), ("+46 8 123 456 00", False, True),
    ("(08) 123 456 00", False, True), ("0046812345600", False, True), ("+46 (0)8-123 456 00", False, True),
    ("", False, False), ("*@example.se", False, False), ("@example.se", False, False), ("a@", False, False), ("a@b", False, False), ("a@b.se,c@d.se", False, False),
    ("mailto:a@b.se", False, False), ("a@b.se?cc=c@d.se", False, False), ("a @b.se", False, False), ("811228-9874", False, False),
    pytest.param("080706-2385", False, False, id="personal-number"),
    ("0", False, False), ("112", False, False), ("0000000000", False, False), ("08-12", False, False), ("08 123 456 00 ", False, False), ("08\u2013123 456 00", False, False),
    ("٠٨١٢٣٤٥٦٠٠", False, False), ("+" + "4" * 30, False, False),
])
def test_a_contact_is_one_whole_address_or_number(text: str, *, is_mail: bool, is_phone: bool) -> None:
    """Nothing that stands for several, and no personal number."""
    assert (is_mail_address(text), is_phone_number(text)) == (is_mail, is_phone)


def test_an_official_address_has_no_subject() -> None:
    """A setting names an address, not a letter to it."""
    assert is_mail_address("kommunen@example.se")
    assert not is_mail_address("kommunen@example.se?subject=Hej")


@pytest.mark.parametrize(("shown", "address"), [
    ("tyreso.se/kontakt", "https://evil.example.com/x"), ("Läs på tyreso.se", "https://evil.example.com"), ("Gå till https://tyreso.se nu", "https://evil.se"),
    ("www.tyreso.se, kontakt", "https://evil.se"), ("tyreso.se", "https://tyreso.se.evil.com/"), ("(tyreso.se)", "https://evil.com/tyreso.se"),
    ("TYRESO.SE", "https://evil.com"), ("tyreso.se/evil.com", "https://evil.com"), ("tyreso.se", "https://eviltyreso.se"), ("malmö.se/x", "https://evil.com"),
    ("https://tyreso.se/x", "https://evil.com"), ("info@tyreso.se", "mailto:a@evil.com"),
    ("påhittby.se", "https://xn--phittby-exb.se"), ("påhittby.se", "https://xn--phittby-xjg.se"), ("xn--0.se", "https://xn--1.se"),
    ("https://tyreso.se/x@a.se", "mailto:x@a.se"), ("info@tyreso.se", "https://tyreso.se"),
    ("tyreso\xad.se", "https://evil.com"), ("tyreso.s\xade", "https://evil.com"), ("tyreso.\u200bse", "https://evil.com"),
    ("tyreso\uff0ese", "https://evil.com"), ("tyreso\u2024se", "https://evil.com"), ("tyreso\u3002se", "https://evil.com"),
    ("tyreso\xb7se", "https://evil.com"), ("\uff54\uff59reso.se", "https://evil.com"), ("tyreso.\u0455\u0435", "https://evil.com"),
    ("tyreso\u200a.se", "https://evil.com"), ("tyreso.se-", "https://evil.com"), ("tyreso.se-portalen", "https://evil.com"),
    (".tyreso.se", "https://evil.com"), ("-tyreso.se", "https://evil.com"), ("..tyreso.se..", "https://evil.com"),
    ("a.b.c.d.e.f.g.h.i.tyreso.se", "https://evil.com"), ("tyreso.se.L\xe4s mer", "https://evil.com"), ("webb:tyreso.se", "https://evil.com"),
    ("tyreso.se_", "https://tyreso.evil.com"), ("\xadhttps://tyreso.se", "https://evil.com"), ("tyreso.se", "https://xn--tyres-jua.se"),
    ("tyreso.se", "mailto:evil@evil.com"), ("L\xe4s p\xe5 tyreso.se", "mailto:evil@evil.com"), ("tyreso.se", "mailto:tyreso.se@evil.com"),
    ("e-tjanst.tyreso.se", "https://tyreso.se"), ("e\u2011tjanst.se", "https://tjanst.se"),
])
def test_a_text_that_shows_another_site(shown: str, address: str) -> None:
    """With or without a scheme, alone or among words."""
    assert leads_elsewhere(shown, address)


@pytest.mark.parametrize(("shown", "address"), [
    ("Diarium.pdf", "https://a.se/x.pdf"), ("p.g.a. avtal", "https://a.se"), ("t.ex. m.fl. bl.a.", "https://a.se"), ("version 2.0", "https://a.se"),
    ("tyreso.se", "https://www.tyreso.se/x"), ("Läs på Tyreso.se.", "HTTPS://TYRESO.SE/x"), ("minasidor hos tyreso.se", "https://minasidor.tyreso.se"),
    ("om tyreso.se", "../om.md"), ("1177.se", "https://www.1177.se/"), ("Lagen (2018:218)", "https://a.se"), ("handbok.docx", "https://a.se"),
    ("Node.js", "https://a.org"), ("tyreso.se och riksdagen.se", "https://riksdagen.se"), ("5.2 Avsnitt", "https://a.se"), ("malmö.se", "https://malmö.se/"),
    ("skriv till info@tyreso.se", "mailto:info@tyreso.se"), ("https://tyreso.se/x", "https://www.tyreso.se/y"), ("Instagram", "https://instagram.com/x"),
    ("påhittby.se", "https://xn--phittby-exa.se"), ("xn--phittby-exa.se", "https://Påhittby.se"), ("läs på påhittby.se", "https://www.xn--phittby-exa.se/a"),
    ("https://xn--0.se", "https://xn--0.se"), ("tyre\xads\xf6.se", "https://tyres\xf6.se"), ("tyreso.se-sidan", "https://tyreso.se"),
    ("kommunens webb\xadplats", "https://tyreso.se"), ("e\u2011tj\xe4nst.se", "https://e-tj\xe4nst.se"), ("Tyres\xf6.se\u202f\u2013 b\xf6rja h\xe4r", "https://tyres\xf6.se"),
    ("bl.\u202fa.\u202fse bilaga", "https://a.org"), ("a-o.pdf", "https://a.org"), ("s\xe6ter.se", "https://s\xe6ter.se"),
    ("a.b.c.d.e.f.g.h.i.tyreso.se", "https://a.b.c.d.e.f.g.h.i.tyreso.se/x"), ("Mejla oss p\xe5 tyreso.se", "mailto:info@tyreso.se"),
    ("tyreso.se", "mailto:info@minasidor.tyreso.se"), ("Riktlinjer 2.0.se", "../a.md"), ("tyreso.s\xade", "https://tyreso.se"),
    ("\u2026tyreso.se", "https://tyreso.se"), ("-tyreso.se-", "https://tyreso.se"), ("Dom\xe4nen .se", "https://a.org"), ("www.se", "https://www.se"),
])
def test_a_text_that_shows_where_it_leads(shown: str, address: str) -> None:
    """The site itself, a part of it, and what only looks like one."""
    assert not leads_elsewhere(shown, address)


@pytest.mark.parametrize(("shown", "address"), [
    ("Mejla info@pahittby.se", "mailto:felanmalan@entreprenad.example"), ("(info@pahittby.se)", "mailto:info@entreprenad.example"),
    ("Mejla info@pahittby.se", "mailto:xinfo@pahittby.se"), ("Mejla info@pahittby.se", "mailto:info@pahittby.se.evil.com"),
    ("Mejla info@pahittby.se", "mailto:a@evil.com?subject=info%40pahittby.se"), ("info\xad@pahittby.se", "mailto:a@evil.com"),
    ("info\uff20pahittby.se", "mailto:a@evil.com"), ("info@pahittby.\u200bse", "mailto:a@evil.com"), ("info@pahittby.se-", "mailto:a@evil.com"),
])
def test_a_text_that_shows_another_mailbox(shown: str, address: str) -> None:
    """Alone or among words."""
    assert leads_elsewhere(shown, address)


@pytest.mark.parametrize(("shown", "address"), [
    ("Mejla info@pahittby.se", "mailto:info@pahittby.se"), ("Info@pahittby.se", "mailto:info@pahittby.se"), ("info@pahittby.se", "MAILTO:INFO@pahittby.se"),
    ("Mejla (info@pahittby.se).", "mailto:info@pahittby.se?subject=Fr%C3%A5ga"), ("info@påhittby.se", "mailto:info@xn--phittby-exa.se"),
    ("Skriv till åsa@pahittby.se", "mailto:%C3%A5sa@pahittby.se"), ("Åsa@pahittby.se", "mailto:%C3%85sa@pahittby.se"), ("E-post: info@pahittby.se", "mailto:info@pahittby.se"),
    ("E-post:info@pahittby.se", "mailto:info@pahittby.se"), ("a.o'b@pahittby.se", "mailto:a.o'b@pahittby.se"), ("Mejla kundtjänst", "mailto:info@pahittby.se"),
    ("in\xadfo@pahittby.se", "mailto:info@pahittby.se"),
    ("Info@pahittby.se eller växeln@pahittby.se", "mailto:info@pahittby.se"), ("Följ @pahittby och mejla oss", "mailto:info@pahittby.se"),
])
def test_a_text_that_shows_its_own_mailbox(shown: str, address: str) -> None:
    """In any letters, coded or not, among words, or in words alone."""
    assert not leads_elsewhere(shown, address)


@pytest.mark.parametrize(("address", "end"), [
    ("mailto:a@b.se?subject=Vad%20kostar%20det?", " I ämnet skrivs ? som %3F."), ("mailto:a@b.se?subject=50%", " I ämnet skrivs % som %25."),
    ("mailto:a@b.se?subject=Du&jag", " I ämnet skrivs & som %26."), ("mailto:a@b.se?subject=Vad kostar", " I ämnet skrivs mellanslag som %20."),
    ("mailto:a@b.se?subject=", "ett kort ämne efter."), ("mailto:a@b.se?body=x", "ett kort ämne efter."), ("mailto:a@b.se?subject=x\u202ey", "ett kort ämne efter."),
])
def test_remedy_names_the_sign_of_a_subject(address: str, end: str) -> None:
    """And what to write for it, which then passes."""
    assert remedy_for(address).endswith(end)


def test_subject_with_its_signs_as_codes_passes() -> None:
    """As the remedy says."""
    assert kind_of_address("mailto:a@b.se?subject=Vad%20kostar%20det%3F%2650%25") is AddressKind.MAIL
