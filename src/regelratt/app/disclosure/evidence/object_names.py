"""What the objects of a run are called: by the evidence, and by those who speak of them every day."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from regelratt.app.disclosure.evidence.phrases import Phrases, Place
from regelratt.app.disclosure.text.plain_text import canonical, words
from regelratt.domain.evidence import Evidence
from regelratt.domain.run import Run
from regelratt.domain.words import SubjectKind

_LONG_ENOUGH = 8
"""Letters of a name that is known when its words are written as one."""
_SHORT = 3
"""Letters of a name that is known in capitals alone."""
_SCHEME = re.compile("https?://")
_BODY = re.compile(r"(?P<of>\w{3,}?)s?(?P<body>nämnd|styrelse)(?P<the>en|n)?")
"""The word that the name of a board ends with: what it is for, what it is, and that it is a certain one."""
_AND = "och"
_WRITTEN = re.compile(r"[^\W_]+")
_CASE_NUMBER = re.compile(r"[\W_]*(?:\d{4}\b|\d+[/:-]\d)")
"""What makes an abbreviation of a board the register of a case: *KS 2026/0193*."""


class ObjectNames:
    """The names of channels and boards, and where they stand in a text."""

    def __init__(self, evidence: Evidence, run: Run) -> None:
        bodies = set(evidence.subjects(SubjectKind.ORGANISATION))
        names = {name for ident, name in run.subject_names if ident not in bodies}
        for row in evidence.rows(SubjectKind.CHANNEL.table):
            names |= {str(row["kontonamn"]), _SCHEME.sub("", str(row["adress"] or ""))}
        names |= {name for _, name in everyday_names(evidence)}
        self._short = frozenset(name for _, name in abbreviations(evidence))
        self._shortened = any_of(self._short)
        names |= {without_marks(name) for name in names}
        names -= {name for ident, name in run.subject_names if ident in bodies}
        self._names = Phrases(names | {form for name in names for form in _run_together(name)}, may_own=True)
        self.spoken_of = Phrases(names).spoken | {name.casefold() for name in self._short}
        """The names in the nominative: what an object owns is something else than the object."""

    def places(self, text: str, said: Sequence[str]) -> Iterator[Place]:
        """Where names stand in a canonical text with these words."""
        yield from self._names.places(said)
        if not self._shortened.search(text):
            return
        for index, word in enumerate(_WRITTEN.finditer(text)):
            if word[0] in self._short and not _CASE_NUMBER.match(text, word.end()):
                yield index, index + 1, word[0].casefold()


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of these names, alone or in something longer: a quick look before a close one."""
    return re.compile("|".join(map(re.escape, sorted(names))) or "(?!)")


def without_marks(text: str) -> str:
    """The text as it is written in addresses and by those without its letters."""
    return "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))


def _run_together(name: str) -> Iterator[str]:
    """The name with two of its words, or all, written as one."""
    said = words(canonical(name))
    if len("".join(said)) >= _LONG_ENOUGH and len(said) > 1:
        yield "".join(said)
        for place in range(len(said) - 1):
            yield " ".join([*said[:place], said[place] + said[place + 1], *said[place + 2:]])


def everyday_names(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Each board's id, and what it is called besides: *Utbildningsnämnden*, *Barn & utbildning*, its administration.

    An administration that works for several boards tells of none of them.
    """
    rows = list(evidence.rows(SubjectKind.BOARD.table))
    offices = Counter(str(row["förvaltning"] or "") for row in rows)
    for row in rows:
        said = words(canonical(str(row["namn"])))
        forms = [said]
        body = _BODY.fullmatch(said[-1]) if said else None
        if body is not None:
            bodies = [f"{said[-1].removesuffix(body['the'] or '')}", said[-1]]
            forms += [[*said[:-1], each] for each in bodies]
            if len(said) > 1:
                forms += [[*said[:-1], body["of"]], *([each] for each in bodies)]
        office = words(canonical(str(row["förvaltning"] or "")))
        if office and offices[str(row["förvaltning"])] == 1:
            forms.append(office)
        for form in forms:
            yield str(row["nämnd_id"]), " ".join(form)
            yield str(row["nämnd_id"]), " ".join(word for word in form if word != _AND)


def abbreviations(evidence: Evidence) -> Iterator[tuple[str, str]]:
    """Each board's id, and what it is called in capitals: *BUN*, by the end of the id and the initials of the name."""
    for row in evidence.rows(SubjectKind.BOARD.table):
        said = [word for word in words(canonical(str(row["namn"]))) if word != _AND]
        body = _BODY.fullmatch(said[-1]) if said else None
        initials = "".join(word[0] for word in said) + (body["body"][0] if body else "")
        for short in (str(row["nämnd_id"]).rpartition("-")[2], initials):
            if 1 < len(short) <= _SHORT and short.isalpha():
                yield str(row["nämnd_id"]), short.upper()
