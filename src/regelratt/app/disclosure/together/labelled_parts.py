"""What each part of a page or file is called: by its key, by the head of its column or row, or by words beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise

from regelratt.app.disclosure.numbers import labels
from regelratt.app.disclosure.numbers.parted_addresses import addresses_of
from regelratt.app.disclosure.numbers.parted_numbers import Labelled, numbers_of
from regelratt.app.disclosure.numbers.told_lasts import with_lasts
from regelratt.app.disclosure.numbers.written_days import MONTH_NAME, ORDINAL, ORDINAL_WORD
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.text.plain_text import aligned, readings
from regelratt.app.disclosure.together.data_values import keyed_values

_ENDS = re.compile(r"[,;|](?=\s)|[.!?](?=\s+\W?[A-ZÅÄÖ])|[()](?![\d+])|\n|\s(?:och|med|samt|har|and)\s")
"""Where one part ends and another begins in a text."""
_NAMED = re.compile(r"([^:=]{1,60}?)\s?[:=](?:\s+|(?=[\d+]))(\S.*)")
_MONTH = re.compile(rf"{MONTH_NAME}\.?", re.IGNORECASE)
_NUMBER = re.compile(
    rf"(?:(?<![^\W_]){ORDINAL_WORD} )?(?:(?<![^\W_]){_MONTH.pattern} )?"
    rf"[+(]{{0,2}}\d(?:.*\d)?\)?(?:{ORDINAL}? ?{_MONTH.pattern}(?![^\W_]))?",
    re.IGNORECASE)
_RUN_BACKWARDS = re.compile(r"\w[\w.+-]*")
"""The letters, points and signs of an address that a text ends with, from its end: forwards each letter is a start."""
_LONGEST_LABEL = 60

_Pairs = list[tuple[str, str]]
"""What parts are called, and what they say."""


def parted_data(
    tables: Sequence[Sequence[Sequence[str]]], page: ParsedPage | None, texts: Sequence[str]
) -> Iterator[str]:
    """Every number and address that labelled parts make together in a page, or in another file with these texts.

    Parts stand in rows, in columns, and in texts in their order.
    """
    for table in (*tables, *_lists_of_terms(page)) if page else tables:
        for pairs in _rows(table):
            yield from _made_of(pairs, is_in_order=True)
        for pairs in _columns(table):
            yield from _made_of(pairs, is_in_order=False)
        if any(_has_label(row[1:-1]) for row in table):
            yield from _made_in(table)
    if page:
        cells = {cell for table in tables for row in table for cell in row}
        yield from _made_in([[text for text in page.told if text not in cells]])
    else:
        yield from _made_in([[line for text in texts for line in text.splitlines()]])


def of_keys(texts: Iterable[str]) -> Iterator[list[list[str]]]:
    """Each JSON text as a table of all keys that its values stand under, and the values."""
    for text in texts:
        told = [*keyed_values(text)]
        yield [[" ".join(keys)[1 - _LONGEST_LABEL:] for keys, _ in told], [value for _, value in told]]


def _has_label(cells: Sequence[str]) -> bool:
    return any(len(cell) < _LONGEST_LABEL and (labels.ANY.search(cell) or labels.MAIL_OR_ACCOUNT.search(cell))
               for cell in cells)


def _rows(table: Sequence[Sequence[str]]) -> Iterator[_Pairs]:
    """Each row with the heads of the columns, where one of those may be a label."""
    if table and _has_label(table[0]):
        yield from ([*zip(table[0], row, strict=False)] for row in table[1:])


def _columns(table: Sequence[Sequence[str]]) -> Iterator[_Pairs]:
    """Each column with the first cell of its rows, where one of those may be a label."""
    columns: dict[int, _Pairs] = defaultdict(list)
    if _has_label([row[0] for row in table if row]):
        for row in table:
            for number, cell in enumerate(row[1:]):
                columns[number].append((row[0], cell))
    yield from columns.values()


def _made_of(pairs: _Pairs, *, is_in_order: bool) -> Iterator[str]:
    told = [pair for pair in pairs if pair[1]]
    for read in aligned([readings(each) for pair in told for each in pair]):
        parts = [Labelled(name.strip(), cell.strip()) for name, cell in zip(read[::2], read[1::2], strict=True)]
        yield from numbers_of(parts)
        yield from addresses_of(parts, is_in_order=is_in_order)


def _made_in(groups: Sequence[Sequence[str]]) -> Iterator[str]:
    """What is made of parts in the texts of groups that follow on each other, no label of one being that of another."""
    texts = [readings(text) for group in groups for text in group]
    ends = [*accumulate(map(len, groups))]
    for read in aligned(texts):
        parts = [part for begin, end in pairwise((0, *ends)) for part in _labelled(read[begin:end], begin)]
        yield from numbers_of(parts)
        yield from addresses_of(parts, is_in_order=False)


def _lists_of_terms(page: ParsedPage) -> Iterator[list[list[str]]]:
    """Each list of terms and what is said of them, as a table of two rows."""
    for listed in page.select("dl"):
        terms: list[str] = []
        told: list[str] = []
        for each in listed.css("dt, dd"):
            if each.tag == "dt":
                terms.append(page.text_of(each))
                told.append("")
            elif told:
                told[-1] = f"{told[-1]} {page.text_of(each)}".strip()
        yield [terms, told]


def _labelled(texts: Iterable[str], first: int) -> Iterator[Labelled]:
    """The parts in texts that stand after each other; a text without a value is the label of what follows."""
    label = ""
    for number, text in enumerate(texts, first):
        for own, value in _parts_in(text):
            label = f"{label} {own}".strip()[-_LONGEST_LABEL:]
            if value:
                yield Labelled(label, value, number)
                label = ""


@lru_cache(maxsize=20_000)
def _parts_in(text: str) -> tuple[tuple[str, str], ...]:
    """The parts in one text, each with the words beside its value; the same texts stand on many pages."""
    return tuple(_part(each.strip()) for each in _ENDS.split(with_lasts(text)) if each and not each.isspace())


def _part(text: str) -> tuple[str, str]:
    """What one part is called and what it says."""
    named = _NAMED.fullmatch(text)
    if not named:
        return _around_value(text)
    own, value = _around_value(named[2].rstrip(". "))
    return (f"{named[1]} {own}".strip(), value) if value else (named[1], own)


def _around_value(text: str) -> tuple[str, str]:
    """The words around a number, a month or a word with a point in it, and that; the text alone where it has none."""
    if number := _NUMBER.search(text):
        return f"{text[:number.start()]} {text[number.end():]}".strip(" ."), number[0]
    if _MONTH.fullmatch(text):
        return "", text
    body = text.removesuffix(".")
    run = _RUN_BACKWARDS.match(body[::-1])
    word = run[0][::-1].lstrip("+-.") if run else ""
    return (body.removesuffix(word).strip(), word) if "." in word else (text, "")
