"""What is wrong with content, evidence or settings, where, and how to put it right.

One error format for the command line, the Sphinx log and SARIF (DESIGN section 7).
"""

from __future__ import annotations

import difflib
from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from regelratt.domain.characters import visible
from regelratt.domain.location import Location

MOST_SEARCHES = 100
"""How many times near words are sought for the messages of one load; whoever has more mistakes has other worries."""
MOST_COMPARED = 200
"""How many known words one search compares with, one sign after the other."""
LONGEST_WORD = 80
"""Signs in a word that near ones are sought for or among."""

MOST_TOLD = 1_000
"""How many messages about one file are told."""

_searches: ContextVar[Iterator[int]] = ContextVar("searches", default=count())  # noqa: B039  # it has no end to reach


class Severity(StrEnum):
    """How serious a message is; the value is the word shown."""

    ERROR = "fel"
    WARNING = "varning"


class Code(StrEnum):
    """Every kind of message. The value names what was found, not the remedy."""

    UNREADABLE_FILE = "unreadable-file"
    """A file cannot be read or is not UTF-8."""
    ODD_LINE_SEPARATOR = "odd-line-separator"
    """A character that MyST counts as a line break but editors do not."""
    FORBIDDEN_FILE = "forbidden-file"
    """A file or link in the content's folders that no page is made of."""
    DECEPTIVE_CHARACTER = "deceptive-character"
    """A character that cannot be seen, or that is not what it looks like."""
    MERGE_MARK = "merge-mark"
    """Marks that Git leaves where two changes collided."""
    TOO_COMPLEX = "too-complex"
    """More markup, or deeper, than can be read in reasonable time."""
    LOST_TEXT = "lost-text"
    """Text that looks like an object or a field but stands where it is plain text."""
    DEAD_LINK = "dead-link"
    """A link to a page, picture or place that does not exist."""
    BAD_ADDRESS = "bad-address"
    """An address that may not become a link."""
    UNCLOSED_FENCE = "unclosed-fence"
    """A fence without its closing line."""
    MISPLACED_DIRECTIVE = "misplaced-directive"
    """A directive where it may not stand."""
    UNKNOWN_DIRECTIVE = "unknown-directive"
    """A directive that is not on the allow-list."""
    FORBIDDEN_MARKUP = "forbidden-markup"
    """Raw HTML, a role or other markup that could run or read something."""
    BAD_OPTION_LINE = "bad-option-line"
    """An option line that cannot be read."""
    MANGLED_OPTION = "mangled-option"
    """An option value that MyST would change or drop."""
    REPEATED_OPTION = "repeated-option"
    """The same option twice in one object."""
    UNKNOWN_FIELD = "unknown-field"
    """An option that the kind of object does not have."""
    MISSING_FIELD = "missing-field"
    """A required option, title or body is absent."""
    BAD_VALUE = "bad-value"
    """A value outside the vocabulary or of the wrong form."""
    BAD_ID = "bad-id"
    """An id that breaks the pattern."""
    DUPLICATE_ID = "duplicate-id"
    """Two objects with one id."""
    UNKNOWN_REFERENCE = "unknown-reference"
    """A reference to an id that does not exist, or to the wrong kind of object."""
    UNDECLARED_DOCUMENT = "undeclared-document"
    """A rule or premise in a document that is not declared."""
    MISSING_BASIS = "missing-basis"
    """A rule with neither a legal reference nor an internal decision, or with both."""
    MISSING_DECISION = "missing-decision"
    """A rule in force without a decision and first day."""
    MISSING_CASES = "missing-cases"
    """A check without its three kinds of test cases."""
    BAD_SQL = "bad-sql"
    """SQL that does not parse or bind to the evidence tables."""
    FORBIDDEN_SQL = "forbidden-sql"
    """SQL that uses something off the allow-list, or is larger than any check needs to be."""
    IDLE_CHECK = "idle-check"
    """A check, or a part of one, that gives the same answer whatever the evidence says."""
    FAILED_CASE = "failed-case"
    """A test case whose item gives another outcome than the case says."""
    BAD_PARAMETER = "bad-parameter"
    """A parameter that is malformed, unknown or outside its bounds."""
    REPEALED_BASIS = "repealed-basis"
    """A rule that rests on repealed or renumbered law."""
    ORPHAN = "orphan"
    """An object that nothing leads to or from."""
    BAD_EVIDENCE = "bad-evidence"
    """An evidence folder, file, column or value that breaks the schema."""
    BAD_SETTING = "bad-setting"
    """A setting that is unknown or has the wrong form."""
    CATALOG_MISMATCH = "catalog-mismatch"
    """Sphinx read a directive otherwise than the loader did."""
    DISCLOSED_RESULT = "disclosed-result"
    """The public edition holds something that is not open."""
    SITE_FAILED = "site-failed"
    """Sphinx or the search index's maker could not do its part of the site."""
    NO_CONTENT = "no-content"
    """The folder holds no page that the settings count as content."""
    FILE_PROBLEM = "file-problem"
    """The operating system refuses a file: full disk, no permission, too long a name and the like."""
    BUSY = "busy"
    """Another command is writing to the same project."""
    DAMAGED_RUN = "damaged-run"
    """A stored run is missing, changed, unreadable or out of its place."""
    DAY_BEFORE_HISTORY = "day-before-history"
    """A day to judge before every stored run, so that no known failure is carried to it."""
    UNREPEATABLE_RUN = "unrepeatable-run"
    """The same inputs gave another outcome than the run that is stored."""


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One message: where, what and how to put it right."""

    location: Location
    code: Code
    message: str
    remedy: str
    severity: Severity = Severity.ERROR

    def __post_init__(self) -> None:
        """Show what cannot be seen, whatever a message quotes: a terminal or a page is not to act on it."""
        for name in ("message", "remedy"):
            text = getattr(self, name)
            if not text.isprintable():
                lines = (visible(line, len(line)) for line in text.split("\n"))
                object.__setattr__(self, name, "\n".join(lines))

    def __str__(self) -> str:
        return f"{self.location}: {self.severity}: {self.message} {self.remedy} [regelratt.{self.code}]"

    @property
    def is_error(self) -> bool:
        """True when the message stops the build."""
        return self.severity is Severity.ERROR


def in_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics by place, each once."""
    return sorted(set(diagnostics), key=lambda each: (each.location, each.code, each.message))


@contextmanager
def few_searches(most: int = MOST_SEARCHES) -> Iterator[None]:
    """Within it near words are sought so many times in all; the messages after that do without them."""
    token = _searches.set(iter(range(most)))
    try:
        yield
    finally:
        _searches.reset(token)


def foremost(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics in order; of each file no more than anyone reads, and then that there are others."""
    kept: list[Diagnostic] = []
    told: dict[str, int] = {}
    for each in in_order(diagnostics):
        path = each.location.path
        told[path] = told.get(path, 0) + 1
        if told[path] <= MOST_TOLD:
            kept.append(each)
        elif told[path] == MOST_TOLD + 1:
            kept.append(Diagnostic(each.location, Code.TOO_COMPLEX,
                                   f"Filen har fler fel än de {MOST_TOLD} som visas.",
                                   "Rätta dem först; resten visas nästa gång."))
    return kept


def close_matches(
    word: str, known: Iterable[str], *, refused: str | None = None, also: Collection[str] = (),
    key: Callable[[str], str] = str,
) -> str:
    """` Menade du X eller Y?` for the nearest of the known words, else an empty text.

    Nearest is one that only small and large letters tell apart. What was refused, the word itself unless something
    else is given, is never offered: it may be known and yet not fit where it stands. The nearest of `also` is offered
    beside those that are nearer. With a key it is what the key says of each that is compared.
    """
    if len(word) > LONGEST_WORD or next(_searches.get(), None) is None:
        return ""
    refused = word if refused is None else refused
    shown = {key(each): each for each in known if len(each) <= LONGEST_WORD and each != refused}
    words = sorted(shown)
    same = [each for each in words if each.casefold() == word.casefold()]
    near = difflib.get_close_matches(word, _nearby(word, words), n=MOST_COMPARED, cutoff=0.6)
    ordered = list(dict.fromkeys([*same, *near]))
    matches = ordered[:3]
    if not any(each in also for each in matches):
        matches[2:] = [each for each in ordered[2:] if each in also][:1] or matches[2:]
    return f" Menade du {' eller '.join(shown[each] for each in matches)}?" if matches else ""


def _nearby(word: str, words: list[str]) -> list[str]:
    """The words, in order; of very many only those that share the longest beginnings or ends with the word."""
    if len(words) <= MOST_COMPARED:
        return words
    backwards = sorted(each[::-1] for each in words)
    ends = [each[::-1] for each in _around(word[::-1], backwards)]
    return sorted({*_around(word, words), *ends})


def _around(word: str, words: list[str]) -> list[str]:
    place, reach = bisect(words, word), MOST_COMPARED // 4
    return words[max(place - reach, 0):place + reach]


def count_line(diagnostics: Iterable[Diagnostic]) -> str:
    """The closing line: how many errors and warnings there were."""
    found = list(diagnostics)
    errors = sum(each.is_error for each in found)
    return f"{errors} fel, {len(found) - errors} varningar"
