"""What stands beside a channel in tables, lists and data: no number and no judgement, unless its heading is open.

What it is called how it went has no end: *Röda*, *Rätt*, *Poäng*, *Efterlevnadsgrad*. What a municipality counts on its
channels has, and whoever counts something else can say so in the settings. Boards stand in tables of everything, so
this is asked of channels alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple, Self

from regelratt.app.disclosure.evidence.told_answers import is_switch
from regelratt.app.disclosure.results.answer_words import (
    YES_AND_NO,
    heads,
    is_answer,
    is_plain_answer,
    sorts,
    words_of_key,
)
from regelratt.app.disclosure.results.boards import is_post
from regelratt.app.disclosure.results.channel_heads import asks_of_channels
from regelratt.app.disclosure.results.marks import BARS, BEFORE_BAR, EMPTY, MARK, PICTURES
from regelratt.app.disclosure.results.open_heads import PERIOD, is_open, is_share_of_none
from regelratt.app.disclosure.text.opened_heads import OpenedHeads
from regelratt.app.disclosure.text.plain_text import canonical, words

_MENDING = re.compile(
    r"(?:(?:vad som |det som |kvar |ska |bör |måste )?(?:att )?"
    r"(?:rätta|åtgärda|åtgärd|åtgärder|förbättra|förbättringar|justera|göra|saknas|saknar|kvarstår|återstår|klara)s?"
    r"|fel|kvar|rest(?:lista|er|ade|erande)?|nästa steg|f[aä]ll(?:er|d|da|t|s|des)|föll|fallit|miss(?:ar|ade|at)?|brast"
    r"|(?:ej|inte) (?:klart?|klara|uppfyllt|uppfyllda|godkänt|godkända)|underkän[dnt]\w*|punkter|regelbrott|brott mot"
    r"|åtgärdas|rättas|förbättras|rättelser|brister?|anm[äa]rkning(?:ar)?|p[åa]pekanden?|todo|to do"
    r"|(?:to )?fix|missing|actions?)"
    r"(?: (?:till|kvar|senast|nu|snarast|behov|på|i|punkter|regler|krav))*")
"""Heads under which words of what a check is about say what is wrong."""
_TO_MEND = re.compile(
    r"(?:(?:vad som |det som |kvar |ska |bör |måste )?(?:att )?(?:rätta|åtgärda|förbättra|justera)s?|förbättringar"
    r"|rättelser|underkän[dnt]\w*|regelbrott|brott mot|brister?|anm[äa]rkning(?:ar)?|p[åa]pekanden?"
    r"|(?:to )?fix)"
    r"(?: (?:kvar|senast|nu|snarast|på|i|punkter|regler|krav))*")
"""Those under which any few words do."""
_SCORE = re.compile(
    r"\d{1,3}(?:[.,]\d{1,3})?(?: ?(?:/|av|of|från|på) ?\d{1,3})?"
    r" ?(?:%|procent\w*|p|poäng|punkt(?:er)?|rätt|fel|krav|kontroll(?:er)?|kontrollpunkt(?:er)?|regel|regler"
    r"|brist(?:er)?|avvikelse(?:r)?|av \d{1,3}|ok|st)?"
    r"(?: (?:rätt|fel|uppfyllda|klara|godkända|underkända|gröna|röda|gula|ok|av \d{1,3}))?")
"""A number that may be a grade, a part or a count of what went well."""
_SHARE = re.compile(r"\d{1,3}(?:[.,]\d{1,3})? ?(?:%|procent)|\d{1,3} ?(?:/|av) ?\d{1,3}")
"""What is the degree of something where nothing else is said."""
_DAY = re.compile(r"(?:[012]?\d|3[01])/(?:[1-9]|1[0-2])")
"""A day of the year, which may be a part of ten or twelve too."""
_LEADING = re.compile(rf"({_SCORE.pattern})\s+(?:(?:i|på|för|hos)\s+)?(?=[^\W\d_])")
"""A number before a name, as programs count lines: *21 Påhittby skolor*."""
_WHOLE = re.compile(r"\d{1,3}")
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_PLAIN = YES_AND_NO | {MARK, EMPTY, "x"}
"""A yes and a no answer questions of all kinds."""
_FEW, _BRIEF = 6, 12
"""Words of a judgement, and of what is to be mended."""
_LONGEST = 200
_JOINED = re.compile(r"\s*(?::|,\s|\s[-–—=]+\s|\t| {2,}|\.{3,}|…|[()])\s*|\s(?=\d)")
_JOINED_BARS = re.compile(f"{_JOINED.pattern}|{BEFORE_BAR}")
"""What parts a name from what is said of it on a line."""
_TASK = re.compile(
    r"(?:(?:att göra|todo|kvar|att) )?(?:slå|stäng|(?:in|av)?aktivera|inför|skaffa|sätt|ta|koppla|ordna|fixa)a? .*")
"""How a task begins."""
_ORNAMENTS = frozenset("#=*|")
"""Signs that a line with a heading begins and ends with."""
_A_NETWORK = "x"
"""A cross, and the name of a network."""


def _is_task(line: str) -> bool:
    """True for a task about what is on or off on an account: *[ ] Slå på tvåfaktor*."""
    said = [word for word in words(canonical(line)) if word != "x"]
    return len(said) <= _BRIEF and any(map(is_switch, said)) and _TASK.fullmatch(" ".join(said)) is not None


def _are_in_order(numbers: Sequence[str]) -> bool:
    """True for numbers of the points of a list: one, two, three."""
    return numbers == [*map(str, range(1, len(numbers) + 1))]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


class Beside(NamedTuple):
    """What stands beside a channel under a head that is not open."""

    name: str
    head: str
    around: str
    """The words around it, to find it by in its source."""


class OpenColumns(NamedTuple):
    """How tables, lists and data with channels are read."""

    channel: Callable[[str], str | None]
    """The channel that a text is and nothing else."""
    is_topic: Callable[[str], bool]
    """Whether a word is for what a check is about."""
    names_check: Callable[[str], bool]
    """Whether a canonical text has the id or the title of a check or a rule."""
    opened: OpenedHeads = OpenedHeads()

    def letting_through(self, opened: OpenedHeads) -> Self:
        """The same with the heads that the settings say are open."""
        return self._replace(opened=opened)

    def found(
        self, tables: Iterable[Sequence[Sequence[str]]], lists: Iterable[tuple[str, Sequence[str]]],
        facts: Iterable[tuple[str, Sequence[str]]],
    ) -> Iterator[Beside]:
        """What may say how it went beside a channel: in tables, and in lines under their headings.

        `facts` are the rows of tables in two columns, which may be of the channel that they stand under.
        """
        for table in tables:
            yield from self.beside_in_table(table)
        for heading, lines in lists:
            yield from self.beside_in_lines(heading, lines)
        for heading, lines in facts:
            yield from self.beside_in_lines(heading, lines) if self.channel(heading) else ()

    def beside_in_table(self, table: Sequence[Sequence[str]]) -> Iterator[Beside]:
        """What tells something in rows and columns with a channel."""
        if any(self.channel(cell) for row in table for cell in row):
            yield from self._beside_in_rows(table)
            yield from self._beside_in_rows([*zip_longest(*table, fillvalue="")])

    def _beside_in_rows(self, table: Sequence[Sequence[str]]) -> Iterator[Beside]:
        head = table[0]
        if (about := self.channel(head[0]) if head else None) and not any(map(self.channel, head[1:])):
            yield from (Beside(about, row[0], " ".join(row)) for row in table[1:] if not self.channel(row[0])
                        and any(self.tells(row[0], cell) for cell in row[1:]))
        is_headed = not any(map(self.channel, head))
        posts = [place for place, text in enumerate(head) if is_headed and is_post(words(canonical(text)))]
        for row in table[is_headed:]:
            if any(self._is_post(row[place]) for place in posts if place < len(row)):
                continue
            name = next(filter(None, map(self.channel, row)), None)
            for place, cell in enumerate(row if name else ()):
                of_column = head[place] if is_headed and place < len(head) else ""
                if name and not self.channel(cell) and self.tells(of_column, cell):
                    yield Beside(name, of_column, " ".join(row))

    def _is_post(self, cell: str) -> bool:
        """True for what is to be published, which has a status of its own: a text, but no answer."""
        return _LETTERS.search(cell) is not None and not _PLAIN.issuperset(words(canonical(cell))) and not (
            self.tells("", cell))

    def beside_in_lines(self, heading: str, lines: Iterable[str]) -> Iterator[Beside]:
        """The same of lines that begin or end with a channel under a heading, and of all lines under its name."""
        about = self.channel(heading)
        brief = [line.strip() for line in lines if len(line.strip()) <= _LONGEST]
        leads = [] if about else [_LEADING.match(line) for line in brief]
        is_numbered = _are_in_order([lead[1].strip() for lead in leads if lead])
        for line, lead in zip_longest(brief, leads):
            if about and _is_task(line):
                yield Beside(about, heading, line)
            joined = _JOINED if line[:1] in _ORNAMENTS else _JOINED_BARS
            rest = line[lead.end():] if lead else line
            parts = [part.strip(" .;") for part in joined.split(rest) if part.strip(" .;")]
            is_about = about and (len(parts) > 1 or (parts and _SHARE.fullmatch(parts[0])))
            name = about if is_about else next(
                filter(None, map(self.channel, (*parts[:1], *parts[1:][-1:]))), None)
            if lead and not is_numbered:
                parts = [lead[1].strip(), *parts]
            for before, part in zip(("", *parts), parts, strict=False) if name else ():
                if name and not (self.channel(part) or part.casefold() == _A_NETWORK or _DAY.fullmatch(part)) and (
                    self.tells(before if about else heading, part)
                ):
                    yield Beside(name, before if about else heading, line)

    def tells(self, head: str, value: object) -> bool:
        """True for a value that may say how it went under a head that is not open."""
        asked = words(canonical(head)) if " " in head else words_of_key(head)
        if not isinstance(value, str):
            return _is_number(value) and not self._is_open(head, asked) and self._tells_score(head, str(value))
        said = words(canonical(value[:_LONGEST]))
        if self._is_open(head, asked):
            return is_share_of_none(asked, value) and self._tells_score(head, value) and not (
                self._is_opened(head) or _DAY.fullmatch(value.strip()))
        if (sign := value.strip()) and PICTURES.fullmatch(sign) and (heads(asked) or self.names_check(canonical(head))):
            return True
        is_mending = _MENDING.fullmatch(" ".join(asked)) is not None
        if is_mending and self.names_check(canonical(value[:_LONGEST])):
            return True
        if len(said) <= _BRIEF and (any(map(is_switch, said)) or (is_mending and any(map(self.is_topic, said)))):
            return True
        if len(said) > _FEW:
            return False
        if is_mending and _LETTERS.search(value) and _TO_MEND.fullmatch(" ".join(asked)):
            return True
        return self._tells_score(head, value) or (
            not _PLAIN.issuperset(said) and not _WHOLE.fullmatch(value.strip())
            and not any(map(str.isdecimal, value))
            and (is_answer(value, is_asked=True) or is_plain_answer(value)))

    def _is_open(self, head: str, asked: Sequence[str]) -> bool:
        return self._is_opened(head) or (
            is_open(asked) and not (heads(asked) or sorts(asked) or asks_of_channels(asked)))

    def _is_opened(self, head: str) -> bool:
        return head in self.opened

    @staticmethod
    def _tells_score(head: str, value: str) -> bool:
        """True for a number or a bar that may be a score; not a whole one under a year, a month or *antal*."""
        plain = canonical(value).strip()
        is_neutral = head != "" and "%" not in head and all(map(PERIOD.fullmatch, words(canonical(head))))
        if plain and BARS.fullmatch(plain):
            return not is_neutral
        return _SCORE.fullmatch(plain) is not None and not (
            is_neutral and (_WHOLE.fullmatch(plain) or _DAY.fullmatch(plain)))
