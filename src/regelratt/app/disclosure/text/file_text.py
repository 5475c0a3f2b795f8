"""The text of any published file, as pieces that belong together: a paragraph, an attribute, a value, a line."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator

from regelratt.app.disclosure.text.page_markup import texts_of_page
from regelratt.app.disclosure.text.picture_text import texts_in_picture
from regelratt.domain.file_ending import ending_of
from regelratt.loaders.pictures import PICTURE_TYPES, picture_problem
from regelratt.loaders.statics import TEXT_TYPES

UNPACKED_LIMIT = 200_000_000
"""Most bytes that a packed file may hold."""

_PAGES = frozenset({".html"})
_PROSE = frozenset({".md", ".svg", ".txt", ".xml"})
_LINES = frozenset({".css", ".csv", ".js", ".map"})
_BLANK_LINE = re.compile(r"\n\s*\n")
_RECORD = ".pf_fragment"
_PACKED = frozenset({".pagefind", ".pf_filter", _RECORD, ".pf_index", ".pf_meta", ".pf_sort"})
_INVENTORY = ".inv"
_OF_THE_SITE = frozenset({*_PAGES, *_PROSE, *_LINES, *_PACKED, _INVENTORY, *PICTURE_TYPES}) - TEXT_TYPES
"""Kinds that are never data to fetch."""
_SEARCH_INDEX = b"Search.setIndex("
"""How Sphinx's own search index begins: JSON as a script."""
GZIP = b"\x1f\x8b"
"""How a packed file begins (RFC 1952)."""
_PAGEFIND_MARK = b"pagefind_dcd"
_MOMENT = r"(?:[01]\d|2[0-4])[.:]?[0-5][05]"
_HOURS = re.compile(rf"(?<!\d)({_MOMENT})({_MOMENT})(?!\d)")
"""Two times of the day in one word: Pagefind leaves out the dash between them."""
_PRINTED = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd]{6,}")


def is_page(name: str) -> bool:
    """True for the name of a page."""
    return ending_of(name) in _PAGES


def is_record(name: str) -> bool:
    """True for the name of a record of the search index, which is of one page."""
    return ending_of(name) == _RECORD


def is_fetched(name: str) -> bool:
    """True for the name of a file with data to fetch, and for every name that says nothing else."""
    return ending_of(name) not in _OF_THE_SITE


def is_brought(name: str) -> bool:
    """True for the name of a file that content can bring with it: data to fetch, prose or a picture."""
    return is_fetched(name) or ending_of(name) in _PROSE or ending_of(name) in PICTURE_TYPES


class UnreadableError(Exception):
    """A file whose text cannot be told; the message says why, in Swedish, as the end of a sentence."""


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """The pieces of text in a file with this name; UnreadableError for what cannot be searched."""
    kind = ending_of(name)
    if kind in _PAGES:
        yield from texts_of_page(data)
    elif kind == ".json" or data.startswith(_SEARCH_INDEX):
        yield from _strings(_decoded(data).removeprefix(_SEARCH_INDEX.decode()).rstrip(")\n"))
    elif kind in _PROSE:
        yield from _BLANK_LINE.split(_decoded(data))
    elif kind in _LINES:
        yield from _decoded(data).split("\n")
    elif kind == _INVENTORY:
        head, _, packed = data.partition(b"zlib.\n")
        yield from (head + _inflated(packed)).decode("utf-8", "replace").split("\n")
    elif kind in _PACKED:
        yield from _of_index(_inflated(data, zlib.MAX_WBITS | 16) if data[:2] == GZIP else data)
    elif kind in PICTURE_TYPES:
        problem = picture_problem(kind, data)
        if problem:
            raise UnreadableError(problem)
        yield from texts_in_picture(data)
    else:
        raise UnreadableError("är av ett slag som inte kan genomsökas")


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableError("är inte text i UTF-8") from error


def _strings(text: str) -> Iterator[str]:
    """Every key and value of a JSON text, each number with its digits."""
    try:
        waiting = [json.loads(text, object_pairs_hook=_every_pair)]
    except (ValueError, RecursionError):
        yield from text.split("\n")
        return
    while waiting:
        match waiting.pop():
            case list() as listed:
                waiting.extend(reversed(listed))
            case None | bool():
                pass
            case value:
                yield str(value)


def _every_pair(pairs: list[tuple[str, object]]) -> list[object]:
    """Keys and values in turn; a mapping would keep the last of those with the same key alone."""
    return [each for pair in pairs for each in pair]


def _inflated(packed: bytes, form: int = zlib.MAX_WBITS) -> bytes:
    try:
        unpacking = zlib.decompressobj(form)
        text = unpacking.decompress(packed, UNPACKED_LIMIT)
    except zlib.error as error:
        raise UnreadableError("går inte att packa upp") from error
    if unpacking.unconsumed_tail:
        raise UnreadableError(f"rymmer mer än {UNPACKED_LIMIT} byte")
    if not unpacking.eof:
        raise UnreadableError("går inte att packa upp")
    return text


def _of_index(data: bytes) -> Iterator[str]:
    """The texts of one of Pagefind's files: JSON behind a mark, or a binary form with the texts between."""
    text = data.removeprefix(_PAGEFIND_MARK).decode("utf-8", "replace")
    if text.startswith("{"):
        yield from _strings(text)
    else:
        yield from (_HOURS.sub(r"\1-\2", word) for word in _PRINTED.findall(text))
