"""Answers in running text about an object: a word of a column, inflected or in a compound, and what is said of it.

A yes, a no or a number says nothing alone, and one answer may be chance. Two answers to what two columns ask are a row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise

from regelratt.app.disclosure.evidence.column_labels import REGISTERS, SMALL, Label, is_closed, telling
from regelratt.app.disclosure.evidence.spoken_values import NO, YES, Spoken, Value, value_of
from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.domain.columns import Column, ColumnType
from regelratt.domain.tables import TABLES

_LONG = 7
"""Letters of a word in a column's name that leads to it, when the name has more words."""
_ENDING = 2
"""Letters last in a word that another form of it may lack."""
_SHORTEST = 5
"""Letters that a word of a column has in every form; a shorter one stands by itself."""
_SOON = 4
"""How many words after the column's word its answer stands."""
_FEW = 2
"""Columns that are answered, so that it is no chance."""
_ALSO = dict.fromkeys(("tvåsteg", "tvafaktor", "2fa", "2faktor", "mfa"), "tvåfaktor")
"""Other words for what a column is about."""
_ON = frozenset({"på", "påslagen", "påslaget", "aktiverad", "aktiverat", "igång", "on"})
_OFF = frozenset({
    "av", "avslagen", "avslaget", "avstängd", "avstängt", "inaktiverad", "inaktiverat", "inte", "ej", "off"})
_WITHOUT = frozenset({"utan", "saknar", "ingen", "inte", "ej"})
"""Words right before the column's word that say no."""
_NUMBERS = {"en": 1, "två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6}
"""Numbers as they are said of people."""
_OUGHT = frozenset({"ska", "skall", "bör", "måste", "får", "kan"})
"""Verbs that say how it is to be and not how it is."""

Place = tuple[str, str]
"""A table and a column."""


def _stems() -> Iterator[tuple[str, Place]]:
    """The first letters of the words that lead to one column with an answer or a number, in each register."""
    for name in REGISTERS:
        table = TABLES[name]
        columns = [each for each in table.columns if each.name in telling(table) and _is_answer(each)]
        times = Counter(_stem(word) for each in columns for word in each.name.split("_"))
        for column in columns:
            parts = column.name.split("_")
            yield from ((_stem(word), (name, column.name)) for word in parts
                        if times[_stem(word)] == 1 and word not in TABLES and (len(parts) == 1 or len(word) >= _LONG))
            yield from ((word, (name, column.name)) for word, of in _ALSO.items() if of == column.name)


def _stem(word: str) -> str:
    return word[:max(_SHORTEST, len(word) - _ENDING)]


def _is_answer(column: Column) -> bool:
    return is_closed(column) and column.type not in (ColumnType.DATE, ColumnType.MOMENT)


_STEMS = tuple(_stems())
_LONGEST_HEAD = 12
"""Words of a head that asks; what is longer is running text."""
_SWITCHES = frozenset({("kanaler", "tvåfaktor"), ("kanaler", "pixel")})
"""Columns about what is on or off."""


def answers_of(table: str, held: Mapping[str, object]) -> dict[str, Value]:
    """What the columns of a row that words lead to hold, where that is a yes, a no or a number."""
    return {name: told for of, name in dict(_STEMS).values() if of == table
            and (told := _answer(held[name], is_switch=(of, name) in _SWITCHES)) is not None}


def are_told(table: str, answers: Mapping[str, Value], said: Spoken, first: int, last: int) -> bool:
    """True when the words from `first` to `last` in a text answer what two columns ask, and as the row does."""
    found = {name for place in range(max(0, first), min(last, len(said.tokens)))
             for of, name in _columns_of(said.tokens[place].text)
             if of == table and name in answers and _is_told(answers[name], said, place, (of, name) in _SWITCHES)}
    return len(found) >= _FEW


def asks(text: str) -> bool:
    """True when a word of a canonical text leads to a column that is answered with a yes, a no or a number."""
    return any(map(_columns_of, words(text)))


def is_switch(word: str) -> bool:
    """True for a word that leads to what is on or off on an account: *tvåfaktorsautentisering*, *pixeln*."""
    return any(column in _SWITCHES for column in _columns_of(word))


@lru_cache(maxsize=20_000)
def _columns_of(word: str) -> tuple[Place, ...]:
    """The columns that a word leads to, alone or in a compound."""
    return tuple(column for stem, column in _STEMS if (stem in word if len(stem) >= _SHORTEST else stem == word))


def _answer(held: object, *, is_switch: bool) -> Value | None:
    if isinstance(held, bool):
        return YES if held else NO
    if isinstance(held, int):
        return held
    if is_switch and isinstance(held, str):
        return YES if held in _ON else NO if held in _OFF else _yes_or_no(held)
    return _yes_or_no(held) if isinstance(held, str) else None


def on_or_off(word: str) -> Value | None:
    """The yes or the no that a word is, also of what is on or off; else None."""
    return _answer(word, is_switch=True)


def _yes_or_no(word: str) -> Value | None:
    told = value_of([word])
    return told if told in (YES, NO) else None


def answered_by(head: Sequence[str], cells: Sequence[str]) -> Sequence[str]:
    """The column of one word that a head is about, in a compound or divided, when a cell answers it; else nothing.

    Nothing but small words may stand around: *2FA*, *är två-faktor på?*, but not *kurs i tvåfaktor*.
    """
    if len(head) > _LONGEST_HEAD:
        return ()
    joined = ((*head[:place], "".join(head[place:place + 2]), *head[place + 2:]) for place in range(len(head) - 1))
    for way in (head, *joined):
        said = [word for word in way if len(word) > SMALL or word in _ALSO]
        columns = [name for _, name in (_columns_of(said[0]) if len(said) == 1 else ()) if "_" not in name]
        if columns and any(_answer("".join(words(canonical(cell))), is_switch=True) is not None for cell in cells):
            return columns[:1]
    return ()


_ROLES: dict[str, Label] = {
    column.name.partition("_")[0]: ((column.name,), TABLES[name], column)
    for name in REGISTERS for column in TABLES[name].columns if column.is_role}


def role_asked(head: Sequence[str], cells: Sequence[str]) -> Label | None:
    """The column for a role that a head of one word is about, when a cell says whether there is one."""
    label = _ROLES.get(head[0].removesuffix("n")) if len(head) == 1 else None
    return label if label and any(_yes_or_no("".join(words(canonical(cell)))) for cell in cells) else None


def _is_told(answer: Value, said: Spoken, place: int, is_switch: bool) -> bool:
    following = said.tokens[place + 1:place + 1 + _SOON]
    reach = next((number for number, token in enumerate(following) if _columns_of(token.text)), len(following))
    # A number may stand before: `1 person har åtkomst`.
    before = said.tokens[max(0, place - _SOON + 1):place]
    if not _OUGHT.isdisjoint(token.text for token in (*following[:reach], *before[-1:])):
        return False
    is_asked = said.tokens[place].is_asked
    after, earlier = ([token.text for token in tokens if not (is_asked and token.is_asked)]
                      for tokens in (following[:reach], before))
    if isinstance(answer, int):
        people = (word for word, of in pairwise(earlier) if of.startswith("person"))
        return any(value_of([word]) == answer for word in (*after, *earlier)) or any(
            _NUMBERS.get(word) == answer for word in people)
    alone = [form for value in said.within(place + 1, place + reach + 1)
             for form in value.forms if form in (YES, NO)]
    told = alone or [each for word in after if (each := _answer(word, is_switch=is_switch)) in (YES, NO)]
    if is_switch and not _WITHOUT.isdisjoint(earlier[-1:]):
        told = [NO]
    return told[:1] == [answer]
