"""The last wall of the real project, and files that are handed to it one by one."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from regelratt.app.check import assess
from regelratt.app.disclosure.public_guard import PublicGuard, check_markup
from regelratt.app.disclosure.text.page_markup import POLICY
from regelratt.app.publications import publications_of
from regelratt.domain.publication import Edition
from regelratt.domain.status import Status
from regelratt.domain.words import Disclosure, SubjectKind
from tests.project import reference

_PAGE = (
    '<!DOCTYPE html>\n<html lang="sv"><head><meta http-equiv="Content-Security-Policy" content="{}" />'
    "<title>Sida</title></head><body><main>{}</main></body></html>\n"
)


def _in_parts(text: str, size: int) -> Iterator[str]:
    """A text in parts of so many words."""
    said = text.split()
    return (" ".join(said[start:start + size]) for start in range(0, len(said), size))


class Gate:
    """The guard of the real project, and the words that the attacks ask for."""

    def __init__(self) -> None:
        self.project = reference()
        run = assess(self.project).run
        assert run is not None
        self.run = run
        self.public = public = publications_of(self.project, run)[Edition.PUBLIC]
        self.letting_through = cache(self._letting_through)
        self.guard = self.letting_through(*self.project.contents.settings.public_addresses)
        catalog = self.project.catalog
        item, cells = next(
            (item, cells) for item, cells in public.item_cells.items() if cells[0].subject_kind is SubjectKind.CHANNEL)
        reason = next(
            str(row["skäl"]) for row in self.project.evidence.evidence.rows("undantag") if len(str(row["skäl"])) > 30)
        other = next(status for status in Status if status is not cells[0].status)
        self.words = {
            "namn": public.subject_names[cells[0].subject], "öppen": item, "fel-utfall": other.word,
            "stängd": next(each.id for each in catalog.items if each.disclosure is Disclosure.INTERNAL),
            "konto": next(str(row["kontonamn"]) for row in self.project.evidence.evidence.rows("kanaler")
                          if "bygg" in str(row["kanal_id"])),
            "fynd": next(each.message for each in run.findings if len(each.message) > 40
                         and each.message not in catalog.items_by_id[each.item].sql),
            "kontroll": run.id, "underlagets-summa": run.evidence_digest[:16], "indata": run.inputs[:16],
            "underlagets-hela-summa": run.evidence_digest, "kort": "Vakant tjänst", "nyckel": "fb-bibliotek-k001", "summa": self.project.evidence.evidence.files[0].sha256,
            "skäl": reason, "SKÄL": reason.upper(), "skäl-delad": reason.replace(" ", " <b></b>").replace("a", "<i>a</i>"),
            "skäl-lika": reason.translate(str.maketrans("aeopcx", "\u0430\u0435\u043e\u0440\u0441\u0445")),
            "skäl-grekiska": reason.translate(str.maketrans("aov", "\u03b1\u03bf\u03bd")),
            "skäl-alla-lika": reason.translate(str.maketrans("tkmr", "\u0442\u043a\u043c\u0433")),
            "skäl-accenter": reason.translate(str.maketrans("insa", "\u00ec\u0144\u0161\u0251")),
            "skäl-rader": reason.replace(" ", "\n   "), "skäl-ihop": reason.replace(" ", ""),
            "skäl-utan-första": reason.partition(" ")[2], "skäl-brutet": reason.replace(" ", "<br>"),
            "skäl-bilder": reason.replace(" ", ' <img src="a.png" alt="x"> '),
            "skäl-celler": "".join(f"<td>{word}</td>" for word in reason.split()),
            "skäl-stycken": "".join(f"<p>{part}</p>\n" for part in _in_parts(reason, 5)),
            "skäl-punkter": "".join(f'<li class="x"><p>{part}</p></li>' for part in _in_parts(reason, 3)),
            "skäl-värden": json.dumps(list(_in_parts(reason, 4))), "skäl-text": "\n\n".join(_in_parts(reason, 5)),
            "skäl-json": json.dumps({"x": [reason]}),
        }
        self.words["konto-lika"] = self.words["konto"].translate(str.maketrans("Peo", "\u0420\u0435\u043e"))

    def _letting_through(self, *addresses: str) -> PublicGuard:
        """What would guard the same results with these addresses in the settings."""
        return self.with_settings(public_addresses=addresses)

    def with_settings(self, **given: tuple[str, ...]) -> PublicGuard:
        """What would guard the same results with these settings."""
        contents = self.project.contents
        settings = replace(contents.settings, **given)
        return PublicGuard(contents._replace(settings=settings), self.project.evidence.evidence, self.run, self.public)

    def said(self, folder: Path, given: dict[str, Any]) -> str:
        """Everything that the last wall says of one file."""
        text, written = given["text"], given["name"]
        for name, word in self.words.items():
            text, written = text.replace(f"{{{name}}}", word), written.replace(f"{{{name}}}", word)
        raw = "å".encode("latin-1") if text == "{latin1}" else text.encode()
        if written.endswith(".html") and not given.get("whole"):
            raw = _PAGE.format(POLICY, text).encode()
        if ".pf_" in written:
            raw = gzip.compress(b"pagefind_dcd" + raw)
        path = folder / written
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(raw)
        files = {written: path}
        pages = {name: path for name, path in files.items() if name.endswith(".html")}
        return "\n".join(map(str, [*self.guard.check(files), *check_markup(pages)]))
