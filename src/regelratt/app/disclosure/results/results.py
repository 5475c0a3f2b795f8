"""Names of objects beside words for results: what tells how it went for one channel or board."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from regelratt.app.disclosure.evidence.object_names import ObjectNames, without_marks
from regelratt.app.disclosure.evidence.phrases import Place, within
from regelratt.app.disclosure.results.answer_data import DataReading
from regelratt.app.disclosure.results.answer_tables import Reading
from regelratt.app.disclosure.results.answer_words import ANSWERS, ASKING, FAULTS, NOT, is_head, sorts, sorts_alone
from regelratt.app.disclosure.results.answers import answered, headed, is_asked_after, settled, settled_of_channels
from regelratt.app.disclosure.results.boards import Boards, Row
from regelratt.app.disclosure.results.breaches import breaches_told
from regelratt.app.disclosure.results.brief_verdicts import verdict_alone, verdict_beside
from regelratt.app.disclosure.results.channel_heads import asks_alone, channels_asked, is_head_of_channels
from regelratt.app.disclosure.results.degree_heads import asks_degree, asks_how_far
from regelratt.app.disclosure.results.degrees import Degrees
from regelratt.app.disclosure.results.exceptions import exceptions_told
from regelratt.app.disclosure.results.exemptions import exemptions_told
from regelratt.app.disclosure.results.faults import faults_told, is_of_else, labelled_names, stand_ins
from regelratt.app.disclosure.results.marks import MARK, Beside, marked, results_of_marks
from regelratt.app.disclosure.results.nearness import APART, alone, answered_after, near, words_around
from regelratt.app.disclosure.results.open_columns import OpenColumns
from regelratt.app.disclosure.results.other_matters import OtherMatters
from regelratt.app.disclosure.results.result_words import told
from regelratt.app.disclosure.results.row_sentences import RowSentences
from regelratt.app.disclosure.results.rule_tables import RuleTables
from regelratt.app.disclosure.results.rule_words import rules_asked
from regelratt.app.disclosure.results.said import EMPTY, NOTHING, Said, Told, concerned, pairs
from regelratt.app.disclosure.results.said_by_checks import TOPIC_LETTERS, SaidByChecks
from regelratt.app.disclosure.results.unnamed import Unnamed, first_listed
from regelratt.app.disclosure.results.verdicts import verdicts_told
from regelratt.app.disclosure.text.plain_text import words
from regelratt.app.disclosure.text.sentences import ENDS, around, numbers
from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run
from regelratt.domain.status import REASON_TEXTS, TO_REVIEW

_BRIEF = 6
"""Words that a paragraph may hold besides a name or a result and still be mostly that."""
_BESIDE = 1
"""Words that may stand between a name and a result that else may be about anything."""
_LABELS = frozenset({TO_REVIEW, without_marks(TO_REVIEW)})
"""What is a result by itself alone: beside the name of a board it is a task."""
_WITHIN = 4
"""How far apart two values of a file of data may stand and still be of one thing."""


class Results:
    """The objects and the results that tell of them when they stand together."""

    def __init__(self, evidence: Evidence, run: Run, publication: Publication, catalog: Catalog) -> None:
        self._objects = ObjectNames(evidence, run)
        self._checks = SaidByChecks.of(catalog, run)
        self._boards = Boards(evidence)
        self._named_in = cache(self.named_in)
        self._unnamed = Unnamed(self._checks, self._is_topic, self._boards.has)
        self._reading = Reading(
            self._named_in, cache(self.asks_in), self._asks_as_check, cache(self.stated_in), self._is_topic,
            self._boards.has)
        self._data = DataReading(self._reading.named, self._reading.heads_results, self._boards.has)
        self._rows = RowSentences(cache(self._alone), self._boards.has, self._is_topic)
        self.columns = OpenColumns(cache(self._channel), self._is_topic, cache(self._asks_as_check))
        self.other_matters = OtherMatters(self._named_in, self._boards.has, self._is_topic)
        self.rule_tables = RuleTables(
            self._named_in, self._boards.has, cache(self._asks_as_check), self._reading.heads_results)
        self._told_in = cache(lambda text: self.read(text, words(text)).told)
        self._degrees = Degrees(self._alone, self._named_in, lambda text: self.read(text, words(text)))
        self._beside = Beside(lambda word: word in ANSWERS | FAULTS | NOT or self._is_topic(word), self._boards.has)
        self._open: Mapping[tuple[str, str], frozenset[str]] = {
            (item, publication.subject_names[cell.subject]): frozenset({cell.status.word, REASON_TEXTS[cell.reason]})
            for item, cells in publication.item_cells.items() for cell in cells
        }

    def is_open(self, item: str, name: str, result: str) -> bool:
        """True when the public may see that the item gave this status, or this reason, for the object of this name."""
        return result in self._open.get((item, name), ())

    def sorts(self, text: str) -> bool:
        """True for a canonical text above objects that sorts them by how it went."""
        return self._sorting(text, words(text))[0]

    def _sorting(self, text: str, said: Sequence[str]) -> tuple[bool, bool]:
        """Whether a canonical text sorts the objects under it by how it went, and whether nothing else stands there."""
        unnamed, of_boards = self._unnamed.sorts(text, said)
        heading = self._checks.without_subject(said)
        is_sorting = sorts(heading)
        return is_sorting or unnamed, (is_sorting and sorts_alone(heading)) or of_boards

    def names_any(self, piece: str, said: Sequence[str]) -> bool:
        """True when a canonical piece names an object."""
        return any(self._objects.places(*marked(piece, said)))

    def read(self, piece: str, said: Sequence[str], *, is_of_cells: bool = False) -> Said:
        """What a canonical piece and its words say; one that `is_of_cells` has no sentences but those in its cells."""
        piece, said = marked(piece, said)
        names, asking = sorted(self._objects.places(piece, said)), list(self._checks.asking.places(said))
        questions = [*asking, *rules_asked(piece, said)]
        statuses = [*self._statuses(piece, said, names, asking), *settled(piece, said, questions), *verdict_alone(said)]
        answers, of_channels = list(headed(piece, said)), list(channels_asked(piece, said))
        beside = list(verdict_beside(said))
        found = [*names, *statuses, *answers, *beside]
        is_sorting, is_alone = self._unnamed.sorts(piece, said) if names else self._sorting(piece, said)
        asked_degree = not names and asks_degree(said)
        if not found and not questions and not of_channels:
            return NOTHING._replace(
                sorts=is_sorting, sorts_alone=is_alone, asks_degree=asked_degree) if said else EMPTY
        row = Row(piece, self._is_ours)
        subjects = [place for place in names if not (self._boards.has(place[2]) and row.is_of_else(place))]
        concerned = {name for _, _, name in subjects}
        said_of = list(answered(piece, said, names))
        asked = min((end for _, end, _ in questions), default=len(said))
        asking_of_channels = [place for place in of_channels if not asks_alone(said[place[0]:place[1]])]
        settled_here = list(settled_of_channels(piece, said, asking_of_channels))
        stated = [*statuses, *answers]
        spoken = self._checks.with_subject_marked(said) if names else said
        return Said(
            False, (*near(said, names, statuses), *near(said, subjects, answers),
                    *self._of_channels((*near(said, names, settled_here), *answered_after(said, of_channels, said_of))),
                    *(Told(name[2], words_around(said, answer)) for name, answer in said_of
                      if asked <= name[0] or is_asked_after(piece, answer, questions)),
                    *(Told(name[2], words_around(said, label)) for name, label in (
                        *labelled_names(piece, said, subjects, self._boards.has),
                        *exceptions_told(piece, said, names, self._boards.has),
                        *self._unnamed.told(piece, said, names),
                        *(() if is_of_cells else verdicts_told(piece, said, names, self._boards.has)),
                        *exemptions_told(piece, spoken, names, asking, self._is_topic, self._boards.has)))),
            alone(said, [place for place in subjects if place[2] in self._objects.spoken_of]), alone(said, stated),
            tuple(dict.fromkeys(name for _, _, name in names)),
            next((words_around(said, place) for place in (*stated, *beside)), ""),
            len(said) - max((last - first for first, last, _ in found), default=0) <= _BRIEF,
            tuple(Told(name[2], words_around(said, answer)) for name, answer in said_of),
            any(len(said) - (last - first) <= _BRIEF for first, last, _ in questions),
            is_sorting, is_alone,
            not (statuses or beside), not (statuses or beside) and (
                all(row.is_of_else((end - 1, end, word)) for _, end, word in answers) or bool(names and not subjects)),
            tuple(name for _, _, name in names if name not in concerned),
            any(len(said) - (last - first) <= _BRIEF for first, last, _ in asking_of_channels),
            words_around(said, settled_here[0]) if settled_here else "",
            tuple(name for _, _, name in first_listed(piece, said, names)),
            tuple(Told(name[2], words_around(said, score)) for name, score in verdicts_told(
                piece, said, names, self._boards.has, is_asked=True)), asked_degree)

    def _of_channels(self, listed: Iterable[Told]) -> Iterator[Told]:
        """Those that are told of channels."""
        return (told for told in listed if not self._boards.has(told.name))

    def _answered_in(self, text: str) -> Iterator[Told]:
        """The objects that an answer follows in a canonical text, whatever was asked."""
        piece, said = marked(text, words(text))
        told = answered(piece, said, sorted(self._objects.places(piece, said)))
        return (Told(name[2], words_around(said, answer)) for name, answer in told)

    def _answers_of_channels(self, parts: Iterable[str]) -> Iterator[Told]:
        """The channels that an answer follows in canonical texts."""
        yield from self._of_channels(told for part in parts for told in self._answered_in(part))

    def _statuses(
        self, piece: str, said: Sequence[str], names: Sequence[Place], asking: Sequence[Place],
    ) -> Iterator[Place]:
        """The results in a canonical text, each where it says how it went."""
        found = list(self._checks.results.places(said))
        said = self._checks.with_subject_marked(said) if names else said
        if found:
            yield from (
                place for place in told(piece, said, found, names, asking, self._is_topic, self._boards.has)
                if place[2] not in self._checks.terse or self._is_plain(piece, said, place, names))
        if MARK in said:
            yield from results_of_marks(piece, said, names, self._beside)
        those = [*stand_ins(piece, said)]
        subjects = sorted((*names, *those)) if those else names
        yield from faults_told(piece, said, subjects, self._is_topic, self._boards.has)
        yield from breaches_told(piece, said, subjects, asking, self._is_topic, self._boards.has)
        yield from (label for _, label in verdicts_told(piece, said, those, self._boards.has))
        yield from (label for _, label in exemptions_told(piece, said, those, asking, self._is_topic, self._boards.has))

    def _is_plain(self, piece: str, said: Sequence[str], place: Place, names: Sequence[Place]) -> bool:
        """True for a result with nothing else in its sentence, or right beside a name."""
        start, end = around(place[:2], numbers(ENDS, piece))
        here = within(names, min(start, place[0] - APART), end + _BESIDE)
        named = {word for first, last, _ in here for word in range(first, last)}
        others = {word for word in range(start, end) if not place[0] <= word < place[1]} - named
        apart = 0 if said[place[1] - 1] in FAULTS else _BESIDE
        beside = next((name for first, last, name in here if name in self._objects.spoken_of and (
            0 <= place[0] - last <= apart or 0 <= first - place[1] < _BESIDE)), None)
        is_beside = place[2] not in _LABELS and beside is not None and not (apart == 0 and is_of_else(
            said, (place[1], end), {first: name for first, _, name in here}, self._is_topic, self._boards.has(beside)))
        return is_beside or all(said[word].isdecimal() for word in others)

    def _is_ours(self, text: str) -> bool:
        """True for a value in a row that is an object, or what a check asks or is about, or says no words."""
        said = words(text)
        return all(word.isdecimal() or word in ANSWERS or self._is_topic(word) for word in said) or (
            self.named_in(text) is not None or self._asks_as_check(text))

    def _is_topic(self, word: str) -> bool:
        return word[:TOPIC_LETTERS] in self._checks.topics

    def asks_in(self, text: str) -> bool:
        """True when a canonical text has what a check asks, or the word for results."""
        said = words(text)
        return is_head(said) or asks_how_far(said) or any(self._checks.asking.places(said))

    def _asks_as_check(self, text: str) -> bool:
        """True when a canonical text has what a check asks, which no other matter has."""
        return any(asked not in ASKING for _, _, asked in self._checks.asking.places(words(text)))

    def told_as_answers(
        self, tables: Iterable[Sequence[Sequence[str]]], data: str = "", called: Sequence[str] = (),
    ) -> Iterator[Told]:
        """The objects with a yes or a no where a check's id, or the word for results, says of what.

        `called` are the words that the file is called by, of which one may ask for results.
        """
        title = next((name for name in called if self.asks_in(name)), "")
        of_channels = next((name for name in called if is_head_of_channels(name) and not asks_alone(words(name))), "")
        for table in tables:
            yield from (Told(each.name, each.row) for each in self._rows.of_table(table)
                        if any(told.name == each.name for told in self._told_in(each.text)))
            yield from (Told(*answer) for answer in self._reading.answers_in_table(table, title))
            yield from (Told(*answer) for answer in self._reading.answers_of_channels(table, of_channels))
        if data:
            yield from (Told(*answer) for answer in self._data.answers_in_data(data, title or of_channels))

    def told_beside(self, groups: Iterable[tuple[str, str]]) -> Iterator[Told]:
        """Each object that a heading, row or the like names when what belongs to it says a result, or the reverse."""
        for group in dict.fromkeys(groups):
            for one, other in dict.fromkeys((group, group[::-1])):
                named = self._named_in(one)
                read = self.read(other, words(other)) if named else NOTHING
                if named and read.stated and not (read.is_of_else and self._boards.has(named)):
                    yield Told(named, read.stated)
                yield from self._of_channels([Told(named, read.of_channel)] if named and read.of_channel else ())
            if group[0] != group[1]:
                yield from self.told_under(group[0], parts := group[1].split("|"))
                yield from self._degrees.told_under(group[0], parts)
                if self.asks_in(group[0]):
                    yield from self._answered_in(group[1])
                elif is_head_of_channels(group[0]):
                    yield from self._answers_of_channels(parts if asks_alone(words(group[0])) else [group[1]])

    def told_under(self, heading: str, texts: Iterable[str]) -> Iterator[Told]:
        """The objects that stand alone under a heading, or the name of a file, that sorts them by how it went."""
        is_sorting, is_alone = self._sorting(heading, words(heading))
        if is_sorting:
            yield from self._listed_in((self.read(text, words(text)) for text in texts), of_boards=is_alone)

    def _listed_in(self, texts: Iterable[Said], *, of_boards: bool) -> Iterator[Told]:
        """The objects that are listed in texts under one that sorts them; boards only where nothing else is sorted."""
        yield from (Told(name, name) for said in texts for name in said.listed or filter(None, [said.name])
                    if of_boards or not self._boards.has(name))

    def told_between(self, pairs: Iterable[tuple[Said, Said]]) -> Iterator[Told]:
        """The objects whose results stand in one text of a pair, when either text says little else."""
        for pair in pairs:
            if pair[0].sorts:
                yield from self._listed_in(pair[1:], of_boards=pair[0].sorts_alone)
            for one, other in (pair, pair[::-1]):
                if one.asks_degree:
                    yield from other.scored
                if one.asks:
                    yield from other.answered
                elif one.asks_of_channels:
                    yield from self._of_channels(other.answered)
                if one.named and other.stated and (one.is_brief or other.is_brief):
                    yield from (Told(name, other.stated) for name in concerned(one, is_headed=other.is_headed))
                if other.of_channel and (one.is_brief or other.is_brief):
                    yield from self._of_channels(Told(name, other.of_channel) for name in one.named)

    def told_in_data(self, listed: Sequence[Said]) -> Iterator[Told]:
        """The objects among the values of a file of data that has results among its values."""
        stated = next((said.stated for said in listed if said.status), "")
        if stated:
            yield from (Told(said.name, stated) for said in listed if said.name)
        yield from self.told_between(pairs(listed, _WITHIN))

    def told_in_file(self, texts: Iterable[str], called: Iterable[str]) -> Iterator[Told]:
        """The objects in a file to fetch that says a result anywhere: nobody knows what belongs together.

        A name may be divided over the canonical texts of the file. `called` are the words that it is called by.
        """
        parts = [*texts]
        whole = " | ".join(parts)
        read = self.read(whole, words(whole))
        yield from read.told
        for each in called:
            yield from self.told_under(each, parts)
            if self.asks_in(each):
                yield from (told for part in parts for told in self._answered_in(part))
            elif is_head_of_channels(each) and not asks_alone(words(each)):
                yield from self._answers_of_channels(parts)
        if any(asks_degree(words(each)) for each in (*called, *parts)):
            yield from read.scored
        if stated := next(filter(None, map(self.stated_in, parts)), "") or read.stated:
            yield from (Told(name, stated) for name in read.named)
        if read.of_channel:
            yield from self._of_channels(Told(name, read.of_channel) for name in read.named)

    def stated_in(self, text: str) -> str:
        """The words around the first result that the canonical text says; empty when it says none."""
        return self.read(text, words(text)).stated

    def _channel(self, text: str) -> str | None:
        """The channel that a text is and nothing else but its network."""
        name = self._rows.named(text)
        return None if name is None or self._boards.has(name) else name

    def _alone(self, text: str) -> str | None:
        """The object that the canonical text is, and nothing else."""
        said = words(text)
        return next((name for *place, name in self._objects.places(text, said)
                     if place == [0, len(said)] and name in self._objects.spoken_of), None)

    def named_in(self, text: str) -> str | None:
        """The first object that the canonical text names."""
        return next((name for _, _, name in self._objects.places(text, words(text))), None)
