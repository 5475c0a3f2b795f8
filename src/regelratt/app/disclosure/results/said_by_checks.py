"""What the checks of a project say: the questions they ask, and the words they give as their results."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import dropwhile, takewhile
from typing import NamedTuple, Self

from regelratt.app.disclosure.evidence.object_names import without_marks
from regelratt.app.disclosure.evidence.phrases import Phrases
from regelratt.app.disclosure.evidence.secrets import spoken_sql
from regelratt.app.disclosure.results.answer_words import ASKING, FAULTS
from regelratt.app.disclosure.results.result_words import STATUS_PHRASES, TERSE_STATUSES
from regelratt.app.disclosure.results.rule_words import A_SUBJECT, RULES
from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.domain.catalog import Catalog
from regelratt.domain.run import Run
from regelratt.domain.status import NOTHING_TO_REVIEW, REASON_TEXTS, RULES_TO_REVIEW, TO_REVIEW, Reason
from regelratt.domain.words import Disclosure

_TOPIC = 10
"""Letters that the word for what a check is about has at least."""
TOPIC_LETTERS = 8
"""Letters that tell such a word in all its forms: *tvåfaktorn*, *tvåfaktorsautentisering*."""
_ONE_WORD_MORE = 2
_ABOUT = frozenset({"för", "om", "i"})
"""What stands before the subject in the title of a document."""
_BEFORE = _ABOUT | {"av", "med", "på", "kring", "inom"}
_RULES = re.compile(RULES)
_SQL_TEXT = re.compile(r"'((?:[^']|'')*)'")
_NEUTRAL = frozenset({Reason.OBSERVED, Reason.CONFIRMED, Reason.ROLLED_UP})
"""Reasons that any result may have: they tell how it is known, and not what it is."""


class SaidByChecks(NamedTuple):
    """What is looked for beside names because a check says it."""

    asking: Phrases
    """Ids and titles of checks and rules, and the word for results: a yes or a no that follows is a result."""
    results: Phrases
    """The words for statuses and their reasons, and the messages of checks."""
    terse: frozenset[str]
    """Those of the results that say something else in a sentence: results by themselves and right beside a name."""
    topics: frozenset[str]
    """The first letters of what checks are about."""
    subjects: Phrases
    """What the documents are about: *sociala medier*."""

    @classmethod
    def of(cls, catalog: Catalog, run: Run) -> Self:
        """What the checks of a catalogue say, and what they have said in a run."""
        checks = (*catalog.items, *catalog.rules)
        messages = {*_messages(catalog), *(each.message for each in run.findings)}
        # Whoever says in other words what the site itself may show tells nothing that is closed.
        closed = (item for item in catalog.items if item.disclosure is Disclosure.INTERNAL)
        parts = {part for item in closed for part in _ends_of_messages(item.sql)}
        reasons = {text for reason, text in REASON_TEXTS.items() if reason not in _NEUTRAL}
        brief = {TO_REVIEW} | {text for text in reasons if len(text.split()) <= _ONE_WORD_MORE} - STATUS_PHRASES
        results = STATUS_PHRASES | TERSE_STATUSES | messages | parts | reasons | brief | {
            RULES_TO_REVIEW, RULES_TO_REVIEW.replace("regler", "regel"), NOTHING_TO_REVIEW}
        titles = {each.title for each in checks}
        return cls(
            Phrases({*titles, *(each.id for each in checks), *ASKING}),
            Phrases({form for text in results for form in (text, without_marks(text))}),
            frozenset(Phrases({form for text in TERSE_STATUSES | brief | parts for form in (text, without_marks(text))
                               }).spoken),
            frozenset({A_SUBJECT[:TOPIC_LETTERS], *(
                word[:TOPIC_LETTERS] for title in titles for word in words(canonical(title)) if len(word) >= _TOPIC)}),
            Phrases(subject for each in catalog.documents if (subject := _subject(words(canonical(each.title))))))

    def with_subject_marked(self, said: Sequence[str]) -> Sequence[str]:
        """The words, with one that stands for what the documents are about."""
        marked = [*said]
        for first, last, _ in self.subjects.places(said):
            marked[first:last] = [A_SUBJECT] * (last - first)
        return marked

    def without_subject(self, said: Sequence[str]) -> Sequence[str]:
        """The words of a heading without *för sociala medier* or *i hanteringen av sociala medier* at its end."""
        cut = next((first - 1 for first, last, _ in self.subjects.places(said) if last == len(said)), 0)
        if cut < 1 or said[cut] not in _BEFORE:
            return said
        while cut > 1 and said[cut - 2] in _BEFORE and not (said[cut - 1] in FAULTS or _RULES.fullmatch(said[cut - 1])):
            cut -= 2
        return said[:cut]


def _subject(title: Sequence[str]) -> str:
    """What a document is about, by its title: *… riktlinjer för sociala medier i kommunen*; else empty."""
    about = [*dropwhile(lambda word: word not in _ABOUT, title)][1:]
    return " ".join(takewhile(lambda word: word not in _BEFORE, about))


def _messages(catalog: Catalog) -> Iterator[str]:
    """The messages that the checks give as they stand, begun with a capital letter as no value of the evidence is."""
    for item in catalog.items:
        for text in _texts_in(item.sql):
            if text[:1].isupper() and not text.endswith(" ") and " " in text:
                yield text


def _ends_of_messages(sql: str) -> Iterator[str]:
    """What a check says after a value of the evidence: *… saknar alternativtext*."""
    yield from (text for text in _texts_in(sql) if text.startswith(" ") and " " in text.strip())


def _texts_in(sql: str) -> Iterator[str]:
    yield from (text.replace("''", "'") for text in _SQL_TEXT.findall(spoken_sql(sql)))
