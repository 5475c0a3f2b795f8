"""Tables of numbers as a municipality publishes them, made at random: nothing in them is anybody's number."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from regelratt.app.disclosure.text.shown_text import shown_text

Table = list[list[str]]
_BOARDS = ("Kommunstyrelsen", "Kommunfullmäktige", "Barnnämnden", "Socialnämnden", "Byggnadsnämnden", "Kulturnämnden",
           "Miljönämnden", "Valnämnden")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Maj", "Jun", "Aug", "Sep", "Okt", "Nov", "Dec")
_CHANNELS = ("Facebook", "Instagram", "LinkedIn", "YouTube", "TikTok", "Webben", "Nyhetsbrev", "X", "Snapchat", "Threads")
_WAYS = ("Telefon", "E-post", "Besök", "Chatt", "Brev", "Sociala medier")
_PLACES = ("Bollmora", "Trollbäcken", "Krusboda", "Öringe", "Fornudden", "Nyfors", "Strand", "Brevik")
_PARTIES = ("S", "M", "SD", "C", "V", "KD", "MP", "L", "Övriga")


def _amount(number: int) -> str:
    """With a blank between thousands and a minus sign, as Swedish is written."""
    return f"{number:,}".replace(",", " ").replace("-", "\u2212")


def _size(random: Random, most: int) -> int:
    """A number of any size: as many small ones as large."""
    return int(10 ** random.uniform(0, len(str(most)) - 1)) + random.randrange(10)


def _meetings(random: Random, boards: int, months: int) -> Table:
    return [["Nämnd", *_MONTHS[:months]], *([board, *(str(random.randint(1, 29)) for _ in range(months))]
                                            for board in _BOARDS[:boards])]


def _days_of_months(random: Random) -> Table:
    sign = random.choice(("/", ".", " "))
    return [["Nämnd", *(f"Möte {number}" for number in range(1, 7))], *(
        [board, *(f"{random.randint(1, 29)}{sign}{month}" for month in sorted(random.sample(range(1, 13), 6)))]
        for board in _BOARDS)]


def _budget(random: Random) -> Table:
    rows = [(board, random.randint(900, 900_000), random.randint(900, 900_000)) for board in _BOARDS]
    return [["Nämnd", "Budget", "Förbrukat", "Avvikelse"],
            *([board, _amount(one), _amount(other), _amount(one - other)] for board, one, other in rows)]


def _channels(random: Random) -> Table:
    return [["Kanal", "Följare", "Inlägg", "Räckvidd", "Förändring"], *(
        [channel, _amount(_size(random, 90_000)), str(random.randint(0, 400)), _amount(_size(random, 900_000)),
         f"{_amount(random.randint(-20, 40))} %"] for channel in _CHANNELS)]


def _ages(random: Random) -> Table:
    return [["Ålder", "Kvinnor", "Män", "Totalt"], *(
        [f"{age}\u2013{age + 4}", *map(_amount, (one := random.randint(200, 9_000), other := random.randint(200, 9_000), one + other))]
        for age in range(0, 100, 5))]


def _library(random: Random) -> Table:
    return [["År", "Lån", "Besök", "Program", "Barn"], *(
        [str(year), *(_amount(_size(random, 200_000)) for _ in range(4))] for year in range(2016, 2026))]


def _election(random: Random) -> Table:
    return [["Parti", "Röster", "Andel", "Mandat", "Förra valet"], *(
        [party, _amount(random.randint(100, 12_000)), f"{random.randint(1, 35)},{random.randint(0, 9)} %",
         str(random.randint(0, 20)), str(random.randint(0, 20))] for party in _PARTIES)]


def _districts(random: Random) -> Table:
    return [["Valdistrikt", "Kod", "Röstberättigade", "Röstande"], *(
        [place, f"{random.randint(1, 25):02}-{random.randint(1, 85):02}-{random.randint(1, 40):02}{random.randint(1, 9):02}",
         _amount(random.randint(900, 2_000)), _amount(random.randint(300, 1_900))] for place in _PLACES)]


def _mandates(random: Random) -> Table:
    return [["Nämnd", *_PARTIES, "Summa"], *([board, *(str(random.randint(0, 9)) for _ in range(10))] for board in _BOARDS)]


def _fees(random: Random) -> Table:
    step = random.randint(20, 900)
    return [["Yta", "Avgift", "Med moms"], *(
        [str(area), _amount(area * step), _amount(area * step * 5 // 4)] for area in (10, 50, 100, 150, 200, 300, 500, 1_000))]


def _population(random: Random) -> Table:
    return [["År", "Folkmängd", "Födda", "Döda", "Inflyttade", "Utflyttade"], *(
        [str(year), _amount(random.randint(9_000, 90_000)), *(_amount(random.randint(80, 3_000)) for _ in range(4))]
        for year in range(2017, 2026))]


def _coordinates(random: Random) -> Table:
    return [["Plats", "Latitud", "Longitud"], *(
        [place, f"{random.uniform(55, 69):.4f}", f"{random.uniform(11, 24):.4f}"] for place in _PLACES)]


def _visits(random: Random) -> Table:
    first, form = date(2026, 1, 1) + timedelta(random.randint(0, 300)), random.choice(("%Y-%m-%d", "%Y%m%d", "%y%m%d"))
    return [["Datum", "Besök", "Samtal"], *(
        [(first + timedelta(day)).strftime(form), str(random.randint(900, 9_999)), str(random.randint(10, 2_000))]
        for day in range(14))]


def _visits_in_columns(random: Random) -> Table:
    return [["År", "Månad", "Dag", "Besök", "Samtal"], *(
        ["2026", str(random.randint(1, 12)), str(day), str(random.randint(900, 9_999)), str(random.randint(10, 2_000))]
        for day in range(11, 25))]


def _born(random: Random) -> Table:
    return [["Födelseår", "Födda", "Flickor", "Pojkar", "Antal personer"], *(
        [str(year), *(_amount(random.randint(80, 3_000)) for _ in range(4))] for year in range(1981, 2026, 4))]


def _telephone(random: Random) -> Table:
    return [["Vecka", "Telefonsamtal", "Telefon, svarade", "Mobilappen", "Väntetid"], *(
        [str(week), *(_amount(_size(random, 9_000)) for _ in range(3)), f"{random.randint(0, 9)}:{random.randint(0, 59):02}"]
        for week in range(1, 20))]


def _staff(random: Random) -> Table:
    return [["Förvaltning", "Personal", "Antal personer", "Nya 2025", "Slutat 2025", "Sjuktal"], *(
        [place, *(_amount(_size(random, 3_000)) for _ in range(4)), f"{random.randint(1, 12)},{random.randint(0, 9)} %"]
        for place in _PLACES)]


def _contacts(random: Random) -> Table:
    return [["Väg in", *_MONTHS[:6]], *([way, *(_amount(_size(random, 20_000)) for _ in range(6))] for way in _WAYS)]


def _contacts_by_month(random: Random) -> Table:
    return [["Månad", *_WAYS], *([month, *(_amount(_size(random, 20_000)) for _ in _WAYS)] for month in _MONTHS)]


def _key_figures(random: Random) -> Table:
    return [["Nyckeltal", *map(str, range(2021, 2026))], *(
        [place, *(f"{random.randint(0, 99)},{random.randint(0, 9)}" for _ in range(5))] for place in _PLACES)]


def _municipalities(random: Random) -> Table:
    return [["Kod", "Kommun", "Folkmängd", "Postnummer"], *(
        [f"0{random.randint(114, 999)}", place, _amount(random.randint(3_000, 99_000)), f"{random.randint(100, 199)} {random.randint(10, 99)}"]
        for place in _PLACES)]


def _accounts(random: Random) -> Table:
    return [["Ansvar", "Konto", "Verksamhet", "Belopp"], *(
        [f"{random.randint(0, 999):03}", str(random.randint(1_000, 8_999)), f"{random.randint(0, 999):03}",
         _amount(random.randint(100, 999_999))] for _ in range(8))]


def _sums(random: Random) -> Table:
    return [["Post", "Kronor"], *([name, _amount(random.randint(100, 999_999))] for name in ("Hyra", "Lön", "Resor", "Summa"))]


def _one_row(random: Random) -> Table:
    return [["Antal", "Kronor", "Andel", "År"], [_amount(random.randint(1, 999)), _amount(random.randint(1_000, 999_999)),
                                                 f"0,{random.randint(10, 99)}", str(random.randint(1990, 2026))]]


KINDS: dict[str, Callable[[Random], Table]] = {
    "meeting days of a year": lambda random: _meetings(random, 8, 11),
    "meeting days of half a year": lambda random: _meetings(random, 8, 6),
    "meeting days of five boards": lambda random: _meetings(random, 5, 11),
    "days with their months": _days_of_months,
    "budget": _budget,
    "channels": _channels,
    "people by age": _ages,
    "library by year": _library,
    "election": _election,
    "election districts": _districts,
    "mandates": _mandates,
    "fees": _fees,
    "people by year": _population,
    "places": _coordinates,
    "visits by day": _visits,
    "visits by year, month and day": _visits_in_columns,
    "people by year of birth": _born,
    "telephone": _telephone,
    "staff": _staff,
    "contacts": _contacts,
    "contacts by month": _contacts_by_month,
    "key figures": _key_figures,
    "municipalities": _municipalities,
    "accounts": _accounts,
    "sums": _sums,
    "one row": _one_row,
}


def as_page(table: Table) -> str:
    """As a page shows it, its first row as heads."""
    head, *rows = table
    marked = [("th", head), *(("td", row) for row in rows)]
    return '<table class="table">\n{}</table>\n'.format("".join(
        '<tr class="row-{}">{}</tr>\n'.format("even" if number % 2 else "odd", "".join(
            f'<{tag} class="head"><p>{cell}</p></{tag}>\n' for cell in row)) for number, (tag, row) in enumerate(marked)))


def as_records(table: Table) -> str:
    """As the search index has it."""
    page = f"<html><body><article>{as_page(table)}</article></body></html>"
    return json.dumps({"url": "/1.html", "content": shown_text(page.encode()), "meta": {"adress": "/a.html"}})


def as_written(table: Table) -> str:
    """As the author of a page writes it, in the file with the words of all pages."""
    return json.dumps({"content": "Text.\n\n" + "".join(f"| {' | '.join(row)} |\n" for row in table) + "\nMer."})


def as_aligned(table: Table) -> str:
    """As a text with as many blanks as it takes."""
    widths = [max(map(len, column)) for column in zip(*table, strict=True)]
    return "".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n" for row in table)


def as_csv(table: Table) -> str:
    """As a spreadsheet saves it for others: with semicolons, and without blanks in the numbers."""
    return "".join(";".join(map(_bare, row)) + "\n" for row in table)


def as_shown_csv(table: Table) -> str:
    """As a spreadsheet saves what it shows."""
    return "".join(";".join(row) + "\n" for row in table)


def as_objects(table: Table) -> str:
    """As a list of objects, the numbers as such."""
    head, *rows = table
    return json.dumps([{name: _value(cell) for name, cell in zip(head, row, strict=True)} for row in rows])


def as_lists(table: Table) -> str:
    """As a list for each row."""
    return json.dumps([[_value(cell) for cell in row] for row in table])


def as_lines(table: Table) -> str:
    """As a text with the numbers of the last column alone."""
    return "".join(f"{_bare(row[-1])}\n" for row in table[1:])


def as_tabbed(table: Table) -> str:
    """As a text with tabs."""
    return "".join("\t".join(map(_bare, row)) + "\n" for row in table)


FORMS: dict[str, tuple[str, Callable[[Table], str]]] = {
    "page": ("sida.html", as_page),
    "file": ("x.csv", as_csv),
    "file of what is shown": ("x.csv", as_shown_csv),
    "objects": ("x.json", as_objects),
    "lists": ("x.json", as_lists),
    "tabs": ("x.txt", as_tabbed),
    "blanks": ("x.txt", as_aligned),
    "lines": ("x.txt", as_lines),
    "record": ("_pagefind/fragment/a.pf_fragment", as_records),
    "words of pages": ("needs.json", as_written),
}


def _bare(cell: str) -> str:
    joined = cell.replace(" ", "").replace("\u2212", "-")
    return joined if joined.lstrip("-").isdigit() else cell


def _value(cell: str) -> str | int:
    bare = _bare(cell)
    return int(bare) if bare.lstrip("-").isdigit() and (bare == "0" or bare[0] != "0") else cell
