"""The last wall before publication: every file is read as text, and what may not be public ends the build.

The public edition is built from what `public` returns, which holds nothing closed. This looks at what came out all the
same, and stands by itself: it trusts neither the content nor the templates (DESIGN section 9).
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import chain, combinations, product, repeat
from operator import attrgetter
from pathlib import Path, PurePosixPath

from regelratt.app.contents import Contents
from regelratt.app.disclosure.evidence.evidence_rows import EvidenceRows
from regelratt.app.disclosure.evidence.secrets import Secrets, spoken_sql
from regelratt.app.disclosure.libraries import library_digests, read_without_hashes, without_hashes
from regelratt.app.disclosure.pieces import Pieces
from regelratt.app.disclosure.problems import (
    REMEDIES,
    Problem,
    of_beside,
    of_number,
    of_row,
    of_secret,
    of_told,
    of_unreadable,
)
from regelratt.app.disclosure.results.answer_tables import labelled
from regelratt.app.disclosure.results.channel_heads import is_head_of_channels
from regelratt.app.disclosure.results.degree_tables import DegreeTables
from regelratt.app.disclosure.results.open_data import beside_in_data
from regelratt.app.disclosure.results.results import Results
from regelratt.app.disclosure.results.said import Said, Told, told_in, told_in_points
from regelratt.app.disclosure.shown_rows import OBJECTS, ShownRows
from regelratt.app.disclosure.sources import Sources
from regelratt.app.disclosure.text.file_text import UnreadableError, is_brought, is_page, is_record, texts_of
from regelratt.app.disclosure.text.opened_heads import OpenedHeads
from regelratt.app.disclosure.text.page_markup import ParsedPage
from regelratt.app.disclosure.text.plain_text import aligned, readings, words
from regelratt.app.disclosure.together.data_values import data_in
from regelratt.app.disclosure.together.labelled_parts import of_keys, parted_data
from regelratt.app.disclosure.together.noted_data import data_of_page, noted_data
from regelratt.app.disclosure.together.number_places import Parted, data_in_parts, numbers_over_texts, texts_of_file
from regelratt.app.disclosure.together.page_groups import (
    facts_under_headings,
    groups_of,
    lines_under_headings,
    lists_of,
    neighbours_of,
    titles_of_tables,
    whole_text,
)
from regelratt.app.disclosure.together.phone_lists import phones_in_file, phones_in_page
from regelratt.app.disclosure.together.read_together import (
    check_bounds,
    fetched_text,
    headed_rows,
    objects_of,
    tables_of,
)
from regelratt.app.disclosure.together.rule_answers import RuleAnswers
from regelratt.app.workshop import Workshop
from regelratt.diagnostics import Code, Diagnostic, in_order
from regelratt.domain.catalog import Catalog
from regelratt.domain.evidence import Evidence
from regelratt.domain.file_ending import ending_of
from regelratt.domain.location import Location
from regelratt.domain.publication import Publication
from regelratt.domain.run import Run
from regelratt.loaders.statics import TEXT_TYPES

_SHORT = re.compile(r"(?<![^\W_])[a-z]{2,3}(?![^\W_])")
"""A short word in the name of a file, where an abbreviation is often in small letters."""
_BUILT_PAGE = re.compile(r"/(?!\d{5}\.html)([^ ]+\.html)(?:#.*)?")
"""How a record of the search index says which page it is of."""


def check_markup(pages: Mapping[str, Path]) -> list[Diagnostic]:
    """Everything in the pages that could run, fetch or lead where it may not; for both editions."""
    return in_order(
        Diagnostic(Sources.unknown(name), Code.FORBIDDEN_MARKUP, problem, REMEDIES["markup"])
        for name, path in pages.items() for problem in ParsedPage(path.read_bytes()).problems()
    )


def _texts_of(catalog: Catalog) -> Iterator[str]:
    """What laws, policies and checks say: what the catalogue holds as its own, whatever the pages say around it."""
    for each in (*catalog.laws, *catalog.provisions, *catalog.premises, *catalog.rules, *catalog.items, *catalog.roles):
        yield f"{each.title} {each.text}"
    yield from (spoken_sql(item.sql) for item in catalog.items)
    yield from (f"{each.parameter} {each.value}" for each in catalog.local_decisions)


def _called(name: str) -> list[str]:
    """What a file and its folders are called, each as a heading above all that stands in it."""
    return [plain for part in PurePosixPath(name).with_suffix("").parts for plain in readings(part)]


def _page_of(record: Iterable[str]) -> str:
    """The page that the texts of a record are of."""
    return next((found[1] for each in record if (found := _BUILT_PAGE.fullmatch(each))), "")


def _with_capitals(called: str) -> str:
    return _SHORT.sub(lambda word: word[0].upper(), called)


def _notations(name: str, data: bytes) -> Iterator[bytes]:
    """A file as it is, and as JSON where it is a text to fetch that has data in another notation."""
    yield data
    text = fetched_text(name, data) if ending_of(name) in TEXT_TYPES else ""
    if data_in(text) is None and (noted := noted_data(text)):
        yield noted.encode()


def _listed_phones(
    name: str, page: ParsedPage | None, tables: Sequence[Sequence[Sequence[str]]], blocks: Iterable[str], held: str,
) -> Iterator[str]:
    """The numbers under a word for phones, in a page with its blocks of data or in a file with its text."""
    called = _called(name)
    return phones_in_page(page, called, blocks) if page else phones_in_file(called, tables, held)


_IS_LABEL = attrgetter("is_label")


class PublicGuard:
    """Knows what must not be public, and looks for it in files."""

    def __init__(self, contents: Contents, evidence: Evidence, run: Run, publication: Publication) -> None:
        catalog = contents.content.catalog
        self._allowed = contents.settings.public_addresses
        self._sources = Sources(contents.content, contents.shown_settings)
        self._secrets = Secrets(evidence, run, catalog, _texts_of(catalog))
        opened = OpenedHeads(contents.settings.public_headings)
        self._rows = EvidenceRows(evidence, run, opened)
        self._results = Results(evidence, run, publication, catalog)
        self._columns = self._results.columns.letting_through(opened)
        self._answers = RuleAnswers(self._results.rule_tables.letting_through(opened), self._results.other_matters)
        self._degrees = DegreeTables(cache(self._results.named_in), self._columns.channel)
        self._pieces = Pieces(self._secrets, self._rows, self._results, self._allowed)
        self._shown = ShownRows(self._rows, self._pieces)

    def check(self, files: Mapping[str, Path]) -> list[Diagnostic]:
        """Everything in the files, by their name in the site, that the public may not see."""
        return in_order(
            Diagnostic(place, Code.DISCLOSED_RESULT, message, remedy)
            for name, path in files.items() for data in [read_without_hashes(name, path.read_bytes())]
            for site in [Path(str(path).removesuffix(name))]
            for text, message, remedy in dict.fromkeys(
                problem for each in _notations(name, data) for problem in self._problems(name, each, site))
            for place in self._places(name, data, text, remedy)
        )

    def _places(self, name: str, data: bytes, text: str | Told, remedy: str) -> list[Location]:
        """Where to look: every place of what may not stand anywhere, and of a name the one nearest to its result."""
        page = _page_of(texts_of(name, data) if is_record(name) else ()) or name
        if isinstance(text, Told):
            return [self._sources.place_beside(page, text.name, text.beside, data)]
        places = self._sources.places(page, text, data)
        return places[:1] if remedy == REMEDIES["file"] else places

    def _problems(self, name: str, data: bytes, site: Path) -> Iterator[Problem]:
        """What one file of a site in a folder shows."""
        for written in (name, str(PurePosixPath(name).with_suffix(""))):
            piece = self._pieces[without_hashes(name, written)]
            yield from (*piece.problems, *piece.numbers)
            yield from map(of_told, piece.said.told)
        yield from map(of_told, self._told_by_name(without_hashes(name, name)))
        if hashlib.sha256(data).digest() in library_digests():
            return
        try:
            check_bounds(name, data)
            page = self._page(name, data)
            if is_brought(name) and name != OBJECTS:
                data = self._answers.left_out_of_file(name, data, _called(name))
            texts = list(page.texts() if page else texts_of_file(name, data))
            own = map(self._pieces.__getitem__, texts) if is_record(name) else ()
            if any(piece.names and piece.said.told for piece in own):
                texts = self._without_answers(texts, site)
        except UnreadableError as error:
            yield of_unreadable(name, error)
            return
        if page:
            yield from (of_told(told) for path in page.paths_elsewhere() for told in self._told_by_name(path))
        pieces = [self._pieces[text] for text in texts]
        for piece in pieces:
            yield from (*piece.problems, *piece.numbers)
        tables = page.tables if page else tables_of(name, data)
        objects = [*tables, *objects_of(name, data)]
        headed = [*headed_rows(objects)]
        held = "" if name == OBJECTS else fetched_text(name, data)
        blocks = data_of_page(page) if page else []
        may_be_parted = True in map(_IS_LABEL, pieces) if page else is_brought(name) and name != OBJECTS
        parted = parted_data([*objects, *of_keys(blocks if page else [held])], page, texts) if may_be_parted else ()
        for row in chain(headed, _listed_phones(name, page, tables, blocks, held), parted):
            yield from (*self._pieces[row].problems, *self._pieces[row].numbers)
        for found, kind in data_in_parts(name, data, page, headed, self._allowed):
            yield of_number(found, kind)
        if any(any(piece.open_ends) for piece in pieces):
            ended = [Parted(text, piece.readings, piece.open_ends) for text, piece in zip(texts, pieces, strict=True)]
            for found, kind in numbers_over_texts(name, data, page, ended):
                yield of_number(found, kind)
        concerned = [text for text, piece in zip(texts, pieces, strict=True) if piece.is_of_rows]
        shown = [self._pieces[text] for text in page.shown] if page else pieces
        for over in aligned([piece.ends for piece in shown]):
            yield from map(of_secret, self._secrets.found_over(over))
        for shown_row in self._shown.in_file(name, data, page, blocks, concerned, _called(name)):
            yield of_row(shown_row)
        answered = chain(self._results.told_as_answers(tables, held, _called(name)), *(
            self._results.told_as_answers((), block, _called(name)) for block in blocks))
        said = [piece.said for piece in pieces] if any(piece.names for piece in pieces) else []
        together = self._told_together(name, page, said, chain(texts, labelled(tables, held)))
        told = {*told_in(said), *answered, *together, *self._under_titles(name, page, objects, is_named=bool(said))}
        yield from map(of_told, sorted(told))
        if any(piece.names for piece in pieces) and name != OBJECTS:
            named = {each.name for each in told}
            lines = lines_under_headings(page) if page else [("", [] if data_in(held) else held.splitlines())]
            facts = facts_under_headings(page) if page else ()
            in_data = (beside_in_data(self._columns, each) for each in (held, *blocks))
            beside = dict.fromkeys(chain(self._columns.found(tables, lines, facts), *in_data))
            yield from (of_beside(each) for each in beside if each.name not in named)

    def _under_titles(
        self, name: str, page: ParsedPage | None, tables: Sequence[Sequence[Sequence[str]]], *, is_named: bool,
    ) -> Iterator[Told]:
        """The results that tables show with what they stand under, and what the page or file is called.

        `is_named` where an object is named in it; else only one that it is called by may have results.
        """
        if not is_named and not any(map(self._results.named_in, _called(name))):
            return
        titles = titles_of_tables(page) if page else repeat([])
        for above, table in zip(titles, tables, strict=False):
            yield from self._degrees.told_under([*above, *_called(name)], table)

    def _page(self, name: str, data: bytes) -> ParsedPage | None:
        """The page without the results that may be seen; None for other files."""
        if not is_page(name):
            return None
        page = ParsedPage(data)
        page.leave_out_open_results(self._results.is_open)
        self._answers.left_out_of_page(page, _called(name))
        return page

    def _without_answers(self, texts: list[str], site: Path) -> list[str]:
        """The texts of a record without what is left out of the page that it is of, where that is in the site too."""
        name = _page_of(texts)
        places = (folder / name for folder in (site, Workshop(site).html)) if is_page(name) else ()
        page = next((place for place in places if place.is_file()), None)
        if page is None:
            return texts
        return self._answers.left_out_of_record(texts, ParsedPage(page.read_bytes()), _called(name))

    def _told_by_name(self, name: str) -> Iterator[Told]:
        """The results that a file is called by: each name in its path by itself, and a folder above what is in it."""
        called = [_with_capitals(each) for each in _called(name)]
        for each in called:
            yield from self._pieces[each].said.told
        for above, below in combinations(called, 2):
            yield from (told for told in self._results.told_under(above, [below])
                        if all(map(str.isdecimal, {*words(below)} - {*words(told.name)})))
            if self._pieces[above].said.name:
                yield from self._pieces[f"{above}: {below}"].said.told

    def _told_together(
        self, name: str, page: ParsedPage | None, listed: Sequence[Said], texts: Iterable[str],
    ) -> Iterator[Told]:
        """The results that are told by what belongs together in a page or a file, with its name as a heading."""
        called = _with_capitals(str(PurePosixPath(name).with_suffix("")))
        if is_brought(name) and name != OBJECTS:
            for read in aligned([readings(text) for text in (called, *texts)]):
                yield from self._results.told_in_file(read, _called(name))
        elif listed or self._pieces[called].names:
            if page:
                yield from self._told_in_page((called, *_called(name)), page)
            elif name == OBJECTS:
                yield from self._results.told_in_data(listed)

    def _told_in_page(self, called: Iterable[str], page: ParsedPage) -> Iterator[Told]:
        """The results that are told by what belongs together in a page, all of which its names may be about."""
        groups = chain(groups_of(page, self._tells),
                       ((each, whole_text(page)) for each in dict.fromkeys(called) if self._tells(each)))
        yield from self._results.told_beside(
            pair for about, text in groups for pair in product(readings(about), readings(text)))
        yield from self._results.told_between(
            (self._pieces[one].said, self._pieces[other].said) for one, other in neighbours_of(page))
        for points in lists_of(page):
            yield from told_in_points(self._pieces[point].said for point in points)

    def _tells(self, text: str) -> bool:
        """True for a heading that names an object, says a result or asks for one."""
        return any(self._results.named_in(plain) is not None or bool(self._results.stated_in(plain))
                   or self._results.asks_in(plain) or self._results.sorts(plain) or is_head_of_channels(plain)
                   for plain in readings(text))
