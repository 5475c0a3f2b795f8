"""Personal data is found however it is written, and numbers that are none are let through."""

from __future__ import annotations

import html
import json
from collections.abc import Callable
from datetime import date, timedelta
from urllib.parse import quote

import phonenumbers
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from regelratt.app.disclosure.numbers.divided_numbers import divided_numbers
from regelratt.app.disclosure.numbers.personal_data import mail_addresses, phone_numbers
from regelratt.app.disclosure.numbers.shortened_numbers import shortened_numbers
from regelratt.app.disclosure.text.plain_text import canonical, readings
from regelratt.app.disclosure.together.labelled_parts import parted_data
from regelratt.app.disclosure.together.read_together import fetched_text, headed_rows, objects_of, tables_of
from regelratt.domain.personal_number import _LIKE_DIGITS, _as_digits, is_personal, personal_numbers

_FULL_WIDTH = str.maketrans("0123456789", "".join(map(chr, range(0xFF10, 0xFF1A))))
_ARABIC = str.maketrans("0123456789", "".join(map(chr, range(0x0660, 0x066A))))

CODINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "entities": lambda text: "".join(f"&#x{ord(sign):x};" for sign in text),
    "entities of entities": lambda text: "".join(f"&amp;#{ord(sign)};" for sign in text),
    "named entities": html.escape,
    "percent": lambda text: quote(text, safe=""),
    "json escapes": lambda text: "".join(f"\\u{ord(sign):04x}" for sign in text),
    "style escapes": lambda text: "".join(f"\\{ord(sign):x} " for sign in text),
    "full width": lambda text: text.translate(_FULL_WIDTH),
    "another script's digits": lambda text: text.translate(_ARABIC),
    "zero width spaces": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "typographic dashes": lambda text: text.replace("-", "\u2013"),
    "minus signs": lambda text: text.replace("-", "\u2212"),
    "hyphens that do not break": lambda text: text.replace("-", "\u2011"),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
}
"""Ways in which a text comes out of a page, an index or a style sheet without looking like itself."""

_coded = st.sampled_from(list(CODINGS.values()))
_days = st.dates(date(1900, 1, 1), date(2026, 12, 31))


def _with_check_digit(nine: str) -> str:
    """Ten digits that end as Skatteverket says (SKV 704): the digits weigh two and one in turn, their sum ends in 0."""
    weighed = "".join(str(int(digit) * (2 - index % 2)) for index, digit in enumerate(nine))
    return nine + str(-sum(map(int, weighed)) % 10)


@st.composite
def numbers(draw: st.DrawFn) -> str:
    """A personal or coordination number as people write it."""
    born = draw(_days)
    year, month, day = f"{born:%Y}", f"{born:%m}", f"{born:%d}"
    match draw(st.sampled_from(["person", "coordinated", "unknown day", "unknown month"])):
        case "coordinated":
            day = str(born.day + 60)
        case "unknown day":
            day = "60"
        case "unknown month":
            day, month = str(born.day + 60), "00"
    ten = _with_check_digit(f"{year[2:]}{month}{day}{draw(st.integers(0, 999)):03d}")
    century = draw(st.sampled_from(["", year[:2]]))
    inside = draw(st.sampled_from(["", "-", ".", "/", " "])) if draw(st.booleans()) else ""
    before = draw(st.sampled_from(["-", "+", "", " ", " - "]))
    assume(not (inside and before in ("", " ") and ten[6:8] in ("19", "20")))  # a day, and then a year
    return f"{century}{ten[:2]}{inside}{ten[2:4]}{inside}{ten[4:6]}{before}{ten[6:]}"


@given(numbers(), _coded, st.sampled_from(["{}", "personnr:{}", "({})", "nr {}.", "id={}&x", "\n{}\n"]))
def test_personal_number_is_found_in_any_spelling(number: str, coding: Callable[[str], str], around: str) -> None:
    """Any number that Skatteverket could give, with or without century and marks, in any code."""
    assert len(list(personal_numbers(canonical(around.format(coding(number)))))) == 1


@given(numbers(), st.integers(1, 9))
def test_wrong_check_digit_is_no_personal_number(number: str, more: int) -> None:
    """Nine of ten numbers of the right length are something else."""
    wrong = number[:-1] + str((int(number[-1]) + more) % 10)
    digits = "".join(filter(str.isdigit, wrong))[-10:]
    assume(not is_personal(f"{digits[4:6]}{digits[2:4]}{digits[:2]}{digits[6:]}"))  # the day first
    assert list(personal_numbers(canonical(wrong))) == []


@pytest.mark.parametrize("text", [
    "2018:218", "2026-09-30 2026", "20260930", "KS 2024/0193", "556016-0680x1", "8112289874123", "811328-9874", "811232-9870",
])
def test_other_numbers_are_no_personal_numbers(text: str) -> None:
    """Laws, days, case numbers, long rows of digits, and days that do not exist."""
    assert list(personal_numbers(canonical(text))) == []


@pytest.mark.parametrize("text", [
    "811228-9874", "19811228-9874", "811228+9874", "811228–9874", "personnr:811228-9874", "810360-9874", "810072-9873",
])
def test_personal_numbers_that_were_missed_once(text: str) -> None:
    """Skatteverket's own example, with a dash, against a word, and coordination numbers without a day or a month."""
    assert list(personal_numbers(canonical(text))) == [canonical(text).removeprefix("personnr:")]


_KINDS = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE, phonenumbers.PhoneNumberType.TOLL_FREE)
_FORMATS = (
    phonenumbers.PhoneNumberFormat.NATIONAL, phonenumbers.PhoneNumberFormat.INTERNATIONAL,
    phonenumbers.PhoneNumberFormat.E164,
)


@given(st.sampled_from(_KINDS), st.sampled_from(_FORMATS), _coded, st.sampled_from(["Ring {} nu", "{}", "tel: {}, kl. 8"]))
def test_swedish_phone_number_is_found_in_any_spelling(
    kind: int, form: int, coding: Callable[[str], str], around: str
) -> None:
    """The example numbers of the Swedish numbering plan, in the forms that people write."""
    number = phonenumbers.format_number(phonenumbers.example_number_for_type("SE", kind), form)
    assert len(list(phone_numbers(canonical(around.format(coding(number)))))) == 1


@pytest.mark.parametrize("text", [
    "0701234567", "070-123 45 67", "070 - 123 45 67", "+46701234567", "0046 70 123 45 67", "(08) 578 291 00", "08/578 291 00",
    "+46 (0)70-123 45 67",
])
def test_phone_numbers_that_people_write(text: str) -> None:
    """Found whole, and let through when the setting names them in another form."""
    [found] = phone_numbers(canonical(text))
    assert found == text
    assert list(phone_numbers(canonical(text), [text.replace("-", " ").replace("/", " ")])) == []
    assert list(phone_numbers(canonical(text), ["031-365 00 00", "a@b.se"])) == [text]


@pytest.mark.parametrize("text", [
    "08.00–17.00", "2018:218", "1998-10-01", "0.15", "112", "1177", "0 av 12", "2024/0193", "ISBN 978-91-7000-000-1",
])
def test_other_numbers_are_no_phone_numbers(text: str) -> None:
    """Hours, laws, days, parts and short numbers."""
    assert list(phone_numbers(canonical(text))) == []


_names = st.from_regex(r"[a-zåäö]{1,8}(\.[a-zåäö]{1,8})?", fullmatch=True)


@given(_names, st.from_regex(r"[a-z]{2,8}(\.[a-z]{2,8})?\.(se|nu|eu|org|com)", fullmatch=True), _coded)
def test_mail_address_is_found_in_any_spelling(name: str, host: str, coding: Callable[[str], str]) -> None:
    """An address of any host, in any code; the setting lets it through in small or large letters."""
    assume(not host.endswith(("example.com", "example.se")))
    text = canonical(f"Skriv till {coding(f'{name}@{host}')} idag")
    assert list(mail_addresses(text)) == [f"{name}@{host}"]
    assert list(mail_addresses(text, [f"{name}@{host}".upper()])) == []
    assert list(mail_addresses(text, [f"annan.{name}@{host}", "08-578 291 00"])) == [f"{name}@{host}"]


@pytest.mark.parametrize("text", [
    "anna[at]kommun.se", "anna (at) kommun (punkt) se", "anna @ kommun.se", "anna[snabel-a]kommun[dot]se", "ANNA@KOMMUN.SE",
])
def test_disguised_mail_address_is_found(text: str) -> None:
    """What a person reads as an address is one."""
    assert len(list(mail_addresses(canonical(text)))) == 1


@pytest.mark.parametrize("text", ["ikon@2x.png", "namn@example.se", "@kommunen", "a@b", "Skriv @ här."])
def test_other_signs_are_no_addresses(text: str) -> None:
    """File names, examples, handles and lone signs."""
    assert list(mail_addresses(canonical(text))) == []


def test_listed_account_is_let_through_as_it_is_written() -> None:
    """An account of the Fediverse is listed with its sign, and lets no mail address through."""
    listed = ["@kommun@mastodon.se"]
    assert list(mail_addresses("Följ @Kommun@mastodon.se", listed)) == []
    assert list(mail_addresses("Skriv till kommun@mastodon.se", listed)) == ["kommun@mastodon.se"]


def _told(text: str) -> list[str]:
    plain = canonical(text)
    return [*personal_numbers(plain), *divided_numbers(plain), *phone_numbers(plain), *mail_addresses(plain)]


_FORMS = ("%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d %m %Y", "%Y-%m-%d")
_every_day = st.dates(date(1930, 1, 1), date(2030, 12, 31))


@pytest.mark.parametrize("form", _FORMS)
def test_no_day_is_a_number(form: str) -> None:
    """Every day from 1930 to 2030, with the year first or last, alone and with a time in turn."""
    days = [(date(1930, 1, 1) + timedelta(number)).strftime(form) for number in range(101 * 365 + 25)]
    for place in range(0, len(days), 50):
        some = days[place:place + 50]
        assert _told("".join(f"Mötet {day}{' 10.30' * (number % 2)} i Kvarnen; " for number, day in enumerate(some))) == []
    assert [day for day in days[::31] if _told(day)] == []


@given(_every_day, _every_day, st.sampled_from(_FORMS), st.sampled_from(_FORMS),
       st.sampled_from([" – ", "–", " till ", "-", " - ", ", ", " och "]))
def test_no_period_is_a_number(one: date, other: date, form: str, last: str, between: str) -> None:
    """The first and the last day of something, in any form."""
    assert _told(f"Gäller {one.strftime(form)}{between}{other.strftime(last)}.") == []


@pytest.mark.parametrize("text", [
    "08-01-2026 – 31-12-2026", "01-01-2026 – 31-12-2026", "Siffrorna gäller 08-01-2026 – 31-12-2026", "08:15:30.123",
    "Kommunerna har koderna 0114 0115 0117 0120", "Protokoll nr 08-2026/123", "vecka 01-02-03-04-05-06-07",
    "Länskoder 01 03 04 05", "Kr 10 10 10 10 10", "06/15/2026", "08.12.2026 14", "02-03-04-05-06", "31.12.2025-08.01.2026",
    "08.01.2026 31.12.2026", "född 850103 möte 01-03-2026",
])
def test_days_times_and_rows_are_no_numbers(text: str) -> None:
    """Whole dates, times of the day, rows of codes and numbers within a year."""
    assert _told(text) == []


@pytest.mark.parametrize("text", [
    "12.04.1985 2394", "12-04-1985-2394", "12 04 1985 2394", "08-12 20 26 5", "08 12 2026 55", "08-12-2026-55",
    "08.12.2026.55", "08 13.12.2026", "5/08-122 026 55", "08-122026", "08:12 34 567", "08:15:30 123",
    "01 03 04 05 070 123 45 67", "08 12 34 56 78", "10-10-10-10-10", "101010-1010", "0046 8123 4567", "0114 0115",
    "tel nr 08-2026/123", "nr 08-2026 123", "070 123 45 67, 070 123 45 68", "31.02.2026 08.31.2026", "12-04-1985 23-94",
])
def test_number_that_looks_like_a_day_or_a_row_is_found(text: str) -> None:
    """A number goes on where a date or a row has ended, or is no date at all."""
    assert _told(text) != []


@pytest.mark.parametrize("text", [
    "tfn 70-123 45 67", "mobil 701234567", "tfn. 8-123 456 78", "telefon 123 45 67", "Tel.nr: 123 45 67", "nås på 70-123 45 67",
    "ring mig på 701234567", "sms:a 70 123 45 67", "tel. (8) 123 456 78", "tele 12 34 56", "kontakt: 123456", "tel_nr=701234567",
])
def test_number_after_a_word_for_phones_is_found(text: str) -> None:
    """Without the first zero or the area code."""
    assert len(list(phone_numbers(canonical(f"Anna, {text}. Hej")))) == 1


@pytest.mark.parametrize("text", [
    "Mobilen: 701740605.", "Telefonen: 578 291 00", "Mobiltelefonen är 701740605", "Telefonnumret är 578 291 00", "faxen 578 291 00",
    "Jobbtelefon 578 291 00", "arbetsmobil 701740605", "kommunens telefonväxel 578 291 00", "växel: 578 291 00", "Växeln 578 291 00",
    "tlf 578 291 00", "hemtel 578 291 00", "vx. 578 291 00", "Telefon (växel): 578 291 00", "Mobil [jobbet] 701740605",
    "Ring Anna på 578 291 00", "ring biblioteket på 57829100", "ringer du oss på 578 291 00", "Telefonnummer till Anna: 57829100",
    "Telefonnumret till biblioteket är 578 291 00", "Kontakt: Anna Andersson, 57829100", "Telefon Anna Andersson (växel): 57829100",
    "Telefontid 09.00-10.00 på 578 291 14.", "Telefontider: måndag–fredag kl. 9–11, 578 291 14", "telefontiden 8.30-9.30: 57829114",
    "Telefontid mån-fre 8-16 57829100", "Telefontid: vardagar 9 till 11 på 57829114", "mobilnr 701234567.0", "mobilnr 701234567,00",
    "tfn 57829114.0", "Kontakta Anna-Lena på tfn. 578 291 00", "Anna når du på 578 291 00", "telefon dagtid 578 291 00", "signal 701740605",
    "ringa 578 291 00",
])
def test_number_is_found_after_any_word_that_says_what_it_is(text: str) -> None:
    """In any form and compound, with words aside or a name between."""
    assert len(list(phone_numbers(canonical(f"Hej. {text} Hej")))) == 1


@pytest.mark.parametrize("head", ["arbetsmobil", "växel", "Växeln", "jobbtelefon", "tlf", "Telefonväxel", "telefon (dagtid)"])
def test_number_under_a_word_for_phones_is_found(head: str) -> None:
    """What the column is called is the word before it; a mobile number is whole but for its zero."""
    number = "701740605" if "mobil" in head else "57829100"
    [row] = headed_rows([[["namn", head], ["Anna", number]]])
    assert len(list(phone_numbers(row))) == 1


@pytest.mark.parametrize("text", [
    "00-46-8-57829100", "00 - 46 8 578 291 00", "0046-8-57829100", "(00)46 8 578 291 00", "00.46.8.57829100", "08~578 291 00",
    "08 ~ 578 291 00", "08\u223c57829100", "070~123~45~67",
])
def test_number_with_odd_signs_is_found(text: str) -> None:
    """Between zeros and a country's code, and after the area code; listed numbers are let through."""
    assert len(list(phone_numbers(canonical(text)))) == 1
    assert list(phone_numbers(canonical(text), ["08-578 291 00", "070-123 45 67"])) == []


@pytest.mark.parametrize("text", [
    "Vecka 08-12 2026 är det lov.", "veckorna 08–12 2026", "v. 08-12/2026", "v 08 - 12 2026", "månad 08-12 2026",
])
def test_weeks_of_a_year_are_no_number(text: str) -> None:
    """After a word for them."""
    assert _told(text) == []


@pytest.mark.parametrize("text", ["Anna 08-12 2026", "Vecka 08-12 20 265", "vecka 8: 08-12 2026"])
def test_number_that_looks_like_weeks_is_found(text: str) -> None:
    """Without the word right before it, or with digits more."""
    assert _told(text) != []


@pytest.mark.parametrize(("text", "found"), [
    ("8,112289874E+09", "8112289874"), ("8.112289874e9", "8112289874"), ("1,98112289874E+11", "198112289874"),
    ("81122898,74 E+02", "8112289874"), ("Anna,8.112289874E+09", "8112289874"),
])
def test_number_with_an_exponent_is_found(text: str, found: str) -> None:
    """With a point or a comma, in one of the readings."""
    assert found in [number for each in readings(text) for number in personal_numbers(each)]


@pytest.mark.parametrize("text", ["8,112289874E+05", "a8,112289874E+09", "1.8,112289874E+09", "1,25E-03", "8,112289874E+99"])
def test_other_exponents_are_left_as_they_are(text: str) -> None:
    """Parts of a whole, parts of words and of longer numbers."""
    assert readings(text) == (text,)


@pytest.mark.parametrize(("text", "plain"), [
    ("ткмгвнпуѵү", "tkmrbhnyvy"), ("АВЕЅІЈКМНОРСТУХЯИ", "ABESIJKMHOPCTYXRN"), ("ёйї", "eni"), ("κτημεωά", "ktnuewa"), ("ɑɡıȷ", "agij"),
    ("íìîïıńšçñüžōǖṏ", "iiiiinscnuzouo"), ("ÍŃŠ", "INS"), ("łđħɨ", "ldhi"), ("øæ", "öä"), ("ʀᴇɢᴇʟ🅰🅱🇦", "REGELABA"), ("ǻȫ", "åö"),
    ("հոս", "hnu"), ("ᎪᏴ", "AB"), ("ꓮꓐ", "AB"), ("åäöéÅÄÖÉ", "åäöéÅÄÖÉ"), ("a\u030ae\u0301n\u0301", "åén"), ("≠ þ ß 字", "≠ þ ß 字"),
])
def test_letters_that_look_alike_are_one(text: str, plain: str) -> None:
    """Of other scripts, in small capitals, with marks that Swedish has not; what looks like nothing else is left."""
    assert canonical(text) == plain


def test_each_number_after_a_word_for_phones_is_found() -> None:
    """The word is said once."""
    assert list(phone_numbers("tfn 123 45 67, 701234567 eller 812345678")) == ["123 45 67", "701234567", "812345678"]


@pytest.mark.parametrize("text", [
    "telefon 08.00–16.30", "telefon 8.00–16.30", "Telefontid måndag 9–11", "mobil 2", "ring 112", "ring 114 14", "tel 116 111",
    "telefon 150 000 samtal", "telefon 150 000", "mobil 123 456", "mobil 123456", "ring 8.12.2026", "telefon 2024-2026",
    "kontakt 2026-09-30", "Kontakt: 556016-0680", "telefon 20260930", "telefon 9-11 13-15", "telefon 8 123 456 kronor",
    "ringar 123456", "telefonens 12", "Fax 2024 12 31.", "telefon 2024/12/31", "hotel 123456", "växelkurs 123456", "mobilerna 701740605",
    "Kontakt: Storgatan 12 123 45 Pahittby", "Kontakt: Bankgiro 123-4567", "Kontakt Kundnummer: 123456", "kontakt är 150000 gånger",
    "Telefon, antal samtal: 150000", "Telefon Facebook 123 456 följare", "Ring Anna på 150 000 sätt", "svar i telefon på 150000 samtal",
    "Telefontid 09.00-10.00 och 13.00-14.00", "telefon kl 09.00-10.00 2024-12-31", "kontakt 123456,00 kr",
    "telefon 701234567,00 kr", "Telefontid 8-9 10-11 12-13 14-15", "Telefonsamtal till kommunen: 123456", "ring någon gång om du vill tala om 123456", "Telefon (dagtid 8-16) 123", "när du läser 123456",
])
def test_other_numbers_after_a_word_for_phones_are_none(text: str) -> None:
    """Hours, amounts, days, years, short numbers, and a mobile number with digits too few."""
    assert list(phone_numbers(canonical(text))) == []


def test_listed_number_is_let_through_without_its_beginning() -> None:
    """The setting names the whole number; another is told all the same."""
    text = "tfn 123 45 67, telefon 8-123 45 67"
    assert list(phone_numbers(text, ["08-123 45 67"])) == []
    assert len(list(phone_numbers(text, ["08-123 45 68"]))) == 2


@pytest.mark.parametrize("text", [
    "Följ oss på @pahittby.bibliotek på Instagram.", "Konsert @Kulturhuset.Fri entré", "(@pahittby.bibliotek)",
    "youtube.com/@pahittby.se", "Vi finns på @kommun.se", "look-at-polka-dot-dress", "(Instagram)@pahittby.se",
    "Biblioteket (vid torget) kommun.se", "(skriv till @kommun). Se mer", "git@github.com:x/y.git", "3 st @ 20.kr", "2 kg @19.50.kr",
    "E-post eller tagga oss @kommun se mer", "Mejl: se konto @kommunen se", "He looks at kommun se", "Skriv /på/ hem.se",
])
def test_account_is_no_address(text: str) -> None:
    """What follows ends in no top domain, or nobody's name stands before."""
    assert list(mail_addresses(canonical(text))) == []


@pytest.mark.parametrize("text", [
    "anna @ kommun.se", "anna @kommun.se", "anna @kommun.online", "anna (på) kommun.se", "anna snabel-a kommun.se",
    "(anna)@(kommun.se)", "[anna]@[kommun.se]", "(anna)(@)(kommun)(.)(se)", "anna@(kommun).(se)", "anna (vid) kommun.se",
    "anna.andersson (ät) kommun.se", "anna (hos) kommun.se", "anna ät kommun.se", "anna@kommun\u2027se", "anna@kommun\u2e33se",
    "anna ”snabel-a” kommun.se", 'anna "at" kommun.se', "anna „at“ kommun.se", "anna ´at´ kommun.se", "anna /at/ kommun.se",
    "anna|at|kommun.se", "anna *at* kommun *dot* se", "anna|at|kommun|punkt|se", "E-post: anna at kommun se", "mejla anna@kommun se",
    "anna snabel-a kommun se", "anna (at) kommun se är mejlen", "e-post anna at miljö kommun se", "git@kommun.se", "anna@20.kr",
    "anna@github.com:x/y", "anna@@@@kommun.se", "anna@ @kommun.se", "anna alfakrull kommun.se", "anna_at_kommun_dot_se", "anna@kommun.bibliotek", "anna/@kommun.se",
])
def test_address_that_looks_like_an_account_is_found(text: str) -> None:
    """And let through when it is listed, where it is written whole."""
    assert len(list(mail_addresses(canonical(text)))) == 1
    if text == "anna @kommun.se":
        assert list(mail_addresses(text, ["anna@kommun.se"])) == []


def test_address_without_points_is_let_through_when_it_is_listed() -> None:
    """Another is not."""
    assert list(mail_addresses("E-post: anna at kommun se", ["anna@kommun.se"])) == []
    assert len(list(mail_addresses("E-post: anna at kommun se", ["anna@kommun.nu"]))) == 1


@pytest.mark.parametrize("text", [
    "85O412-2394", "85o4I2-2394", "850412-239A 85O4l2-2394", "personnr 8 504 122 394", "Personnummer: 198 504 122 394",
    "personnr 12 april 1985, 2394", "12 april 1985-2394",
])
def test_number_in_letters_amounts_and_words_is_found(text: str) -> None:
    """Letters that look as digits, and groups of thousands after a word that says what they are."""
    assert _told(text) != []


@given(st.dates(date(2000, 1, 1), date(2009, 12, 31)), st.integers(0, 999), st.booleans(), st.sampled_from([
    "Hon har personnummer {}.", "personnummer: {}", "Pnr {}", "personnummer;{}", "Person-nr {},0", "Pers.nr. {}.00", "personummer {} och",
    "Personnummer (10 siffror): {}", "personnummer för Anna B. Berg är {}", "personnummer 811228-9874 och {}", "födelsenummer {}",
    "samordningsnr {}", "{} (personnummer)", "{} är hennes personnummer", "Personal identity number: {}", "SSN {}"]))
def test_number_without_its_first_zeros_is_found(born: date, serial: int, is_coordinated: bool, around: str) -> None:
    """As spreadsheets leave the numbers of all who are born from 2000 to 2009, after a word or right before one."""
    ten = _with_check_digit(f"{born:%y%m}{born.day + 60 * is_coordinated:02d}{serial:03d}")
    assert list(shortened_numbers(canonical(around.format(ten.lstrip("0"))))) != []
    wrong = str((int(ten[-1]) + 1) % 10)
    assert list(shortened_numbers(canonical(around.format(ten.lstrip("0")[:-1] + wrong)))) == []


@pytest.mark.parametrize("written", [
    "10224-2385", "10224 2385", "102 242 385", "102.242.385", "102'242'385", "1 02 24-2385", "8.112.289.874", "198,112,289,874",
    "102 242 385,0",
])
def test_shortened_number_is_found_however_it_is_divided(written: str) -> None:
    """In groups of thousands, with the sign before the last four, and in a cell under its head."""
    assert list(shortened_numbers(canonical(f"personnummer {written}"))) != []
    [row] = headed_rows([[["namn", "personnr"], ["Anna", written]]])
    assert list(shortened_numbers(canonical(row))) != []


@pytest.mark.parametrize("text", [
    "ordernummer 102242385", "102242385", "Personnummer ska anges. Ärendet har nummer 102242385", "personnummer kostar 102 242 385 kronor",
    "personnummer 1985-04-12", "personnummer 20240105", "personnummer 850412", "personnummer eller dnr 2024/102242385",
    "personnummer 102242385-1", "personnummer 12102242385", "pnr 123", "namnr 102242385", "personnummer 810412", "personnummer 102 242 385 st",
])
def test_other_numbers_after_a_word_for_persons_are_none(text: str) -> None:
    """In another sentence, amounts, days, short numbers, longer ones, and words that only end as one."""
    assert list(shortened_numbers(canonical(text))) == []


@pytest.mark.parametrize("held", [
    {"telefon": {"nr": 57829114}}, {"telefon": {"arbete": {"nr": 57829114}}}, {"telefon": [57829114]}, {"telefon": [{"nr": 701740605}]},
    {"personnummer": 102242385}, {"personnummer": [102242385]}, {"person": {"nummer": 102242385}}, {"personnummer": {"värde": 102242385.0}},
    [{"anna": {"mobil": {"nummer": "701740605"}}}],
])
def test_word_may_stand_on_an_outer_key(held: object) -> None:
    """Where the key says nothing by itself of what the value is."""
    rows = [canonical(row) for row in headed_rows(objects_of("a.json", json.dumps(held).encode()))]
    assert [found for row in rows for found in (*phone_numbers(row), *shortened_numbers(row))] != []


@pytest.mark.parametrize("held", [
    {"kontakt": {"id": 123456}}, {"telefon": {"antal": 150432}}, {"telefon": {"bankgiro": "123-4567"}}, {"telefon": {"kommun": [{"nr": 123456}]}},
])
def test_key_that_says_what_it_is_hides_the_outer_one(held: object) -> None:
    """An amount and an id among what belongs to phones are no numbers to call."""
    rows = [canonical(row) for row in headed_rows(objects_of("a.json", json.dumps(held).encode()))]
    assert [found for row in rows for found in phone_numbers(row)] == []


@pytest.mark.parametrize("text", [
    "ordernummer 0701234567", "Ordernumret är 070-123 45 67", "Order nr 0701234567", "OCR 0701234567", "OCR-nummer: 0701234567",
    "Artikel 070-1234567", "art.nr 0701234567", "Serienr: 0701234567", "Faktura 0701234567", "Referensnummer 08-123 45 67",
    "Dnr 08-123 45 67", "Ärendenummer: 08-123 45 67", "Kundnummer 08-57829100",
])
def test_number_of_something_else_is_no_phone(text: str) -> None:
    """After a word that says what it is the number of."""
    assert _told(text) == []


@pytest.mark.parametrize("text", [
    "ordernummer +46701234567", "ordernummer tfn 0701234567", "Ordernr TEL 0701234567", "ordernummer 0701234567 (mobil)",
    "ordernummer eller telefon 0701234567", "Recorder 0701234567", "Referens: 070-123 45 67", "Kund 0701234567", "Dnr 070-123 45 67",
    "Kundnummer 08-578 291 00", "Order för Anna 0701234567", "OCR 8503122395", "Kundnummer 8503122395",
])
def test_number_near_a_word_for_something_else_is_found(text: str) -> None:
    """A word for phones is nearer, it is written as only phones are, or it may be a person's all the same."""
    assert _told(text) != []


def test_amount_without_a_word_is_no_number() -> None:
    """Only a word makes a number of it."""
    assert _told("Det kostar 8 504 122 394 kronor.") == []


def test_file_of_an_unknown_kind_is_read_in_every_way() -> None:
    """A kind that nobody has thought of is no way round the search; those of the site's own are no data."""
    assert tables_of("lista.okänd", b"a;b\n1;2") == tables_of("LISTA.CSV", b"a;b\n1;2") == [[["a", "b"], ["1", "2"]]]
    assert tables_of("lista.txt", b"a;b\n1;2") != tables_of("lista.txt", b"En text; med tecken\ni en rad") == []
    assert fetched_text("x.JSON", b"{}") == "{}"
    assert fetched_text("x.css", b"{}") == fetched_text("X.CSS", b"{}") == ""


@pytest.mark.parametrize("table", [
    "Namn;Riktnr;Nummer|Anna;8;57829100", "Namn;Riktnummer;Telefon|Anna;70;123 45 67", "Namn;Nummer;Rikt-nr|Anna;57829100;08",
    "Riktnr;Namn;Abonnentnummer|8;Anna;578 291 00", "Area code;Phone number|(8);57829100", "Ort;Rikt nr.;Tel|Byn;8;57829100",
])
def test_number_is_found_with_its_area_code_in_another_column(table: str) -> None:
    """With the zero that a spreadsheet takes away, in any order; what is counted beside an area code is no number."""
    head, row = (line.split(";") for line in table.split("|"))
    found = [number for text in parted_data([[head, row]], None, []) for number in phone_numbers(canonical(text))]
    assert found
    assert not [*parted_data([[["Riktnr", "Antal", "Kundnummer"], ["8", "57829100", "57829100"]]], None, [])]
    assert not [*parted_data([[["Ort", "Riktnr", "Nummer"], ["Byn", "8", "12"]]], None, [])]


@pytest.mark.parametrize(("text", "read"), [
    ("1O", "10"), ("O1l|I", "01111"), ("xO1", "xO1"), ("1Ox", "1Ox"), ("x|O1", "x|01"), ("O1|x", "01|x"), ("x|O1|y", "x|01|y"), ("xO|lO|y", "xO|lO|y"),
    ("O|I", "O|I"), ("-O1_", "-01_"), ("Oslo 1", "Oslo 1"),
])
def test_letters_that_look_as_digits_stand_among_digits(text: str, read: str) -> None:
    """They are no part of a word, and a bar is the edge of a cell as well as a digit."""
    assert _LIKE_DIGITS.sub(_as_digits, text) == read
