"""The search index: one record for every rule, law, provision and item, and for pages of text."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

from regelratt.app.disclosure.text.shown_text import shown_text
from regelratt.app.project import Project
from regelratt.app.publishing.tool_failure import failure
from regelratt.domain.catalog import CatalogObject
from regelratt.domain.content import ChecklistItem, Law, Premise, Provision, Rule
from regelratt.domain.publication import Publication

FOLDER = "_pagefind"
_SETTINGS = "PAGEFIND_"
"""How variables begin that Pagefind takes for settings."""
_UNUSED = ("pagefind-*ui.*", "pagefind-highlight.js")
"""Pagefind's own search boxes; the search page has its own."""


@dataclass(frozen=True, slots=True)
class Record:
    """One hit of the search: where it leads, what it says and what it can be filtered by."""

    url: str
    title: str
    content: str
    filters: dict[str, list[str]] = field(default_factory=dict)


def write_search_index(folder: Path, work: Path, project: Project, publication: Publication) -> None:
    """Write Pagefind's files for the site built in `folder` into `work`, in place of any that are there.

    Pagefind reads pages; it is given one small page for each record, with the real address as metadata.
    Its Python interface waits a tenth of a second for every record, so the command is used. It takes settings from the
    environment and from files in the folder where it is run, so it is run among its pages. RefusedError when it fails.
    """
    work = work.absolute()
    target = work / FOLDER
    shutil.rmtree(target, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=work) as name:
        for number, record in enumerate(records(project, publication, folder)):
            Path(name, f"{number:05}.html").write_text(_as_page(record), encoding="utf-8")
        done = subprocess.run(  # noqa: S603  # the wheel's own program, no shell
            [sys.executable, "-P", "-m", "pagefind", "--site", name, "--output-path", str(target),
             "--force-language=sv", "--include-characters=-:", "--silent"],
            cwd=name, env={key: value for key, value in os.environ.items() if not key.startswith(_SETTINGS)},
            check=False, capture_output=True, text=True, encoding="utf-8", errors="replace",
        )
    if done.returncode != 0:
        raise failure("Pagefind kunde inte göra sökregistret", folder, done.stdout + done.stderr)
    for pattern in _UNUSED:
        for path in target.glob(pattern):
            path.unlink()


def _as_page(record: Record) -> str:
    filters = "".join(
        f'<i data-pagefind-filter="{escape(name)}" data-pagefind-ignore="index">{escape(value)}</i>'
        for name, values in record.filters.items() for value in values
    )
    return (
        f'<!doctype html><html lang="sv"><head><title>{escape(record.title)}</title></head><body data-pagefind-body>'
        f'<h1 data-pagefind-meta="title">{escape(record.title)}</h1>'
        f'<i data-pagefind-meta="adress" data-pagefind-ignore="index">{escape(record.url)}</i>{filters}'
        f"<p>{escape(record.content)}</p></body></html>"
    )


def records(project: Project, publication: Publication, folder: Path) -> Iterator[Record]:
    """Every record, in the order of the catalogue; a rule's status where the edition tells of it.

    Pages of text are read as they were built in `folder`: what no reader is shown is not found either.
    """
    catalog = project.catalog
    statuses = {rule: [totals.worst.word] for rule, totals in publication.rule_totals.items()}
    for entry in catalog:
        if isinstance(entry, Rule | Law | Provision | ChecklistItem | Premise):
            filters = _filters(entry, project)
            filters["Status"] = statuses.get(entry.id, [])
            yield Record(f"/{_page_of(entry.location.path)}#{entry.id}", f"{entry.id} {entry.title}",
                         f"{entry.id} {entry.title} {entry.text} {_extra(entry)}",
                         {name: values for name, values in filters.items() if values})
    for name, page in project.content.pages.items():
        if name not in project.content.blocks and page.headings:
            built = folder / _page_of(name)
            yield Record(f"/{_page_of(name)}", page.headings[0][1], shown_text(built.read_bytes()), {"Typ": ["sida"]})


def _page_of(path: str) -> str:
    return f"{path.removesuffix('.md')}.html"


def _filters(entry: CatalogObject, project: Project) -> dict[str, list[str]]:
    catalog = project.catalog
    match entry:
        case Rule():
            laws = {getattr(catalog.by_id.get(basis.provision), "law", basis.provision) for basis in entry.legal_basis}
            names = sorted(getattr(catalog.by_id.get(law), "short_name", law) for law in laws)
            return {"Typ": ["regel"], "Dokument": [entry.document], "Roll": [each.role for each in entry.roles],
                    "Lag": names}
        case ChecklistItem():
            return {"Typ": ["kontrollpunkt"], "Roll": [entry.role]}
        case Premise():
            return {"Typ": ["upplysning"], "Dokument": [entry.document]}
        case Provision():
            return {"Typ": ["lagrum"], "Lag": [getattr(catalog.by_id.get(entry.law), "short_name", entry.law)]}
        case Law():
            return {"Typ": ["lag"], "Lag": [entry.short_name]}
        case _:
            return {}


def _extra(entry: CatalogObject) -> str:
    """Words people search for that stand in no text: numbers and designations."""
    match entry:
        case Law():
            return f"{entry.number} {entry.short_name}"
        case Provision():
            return entry.designation
        case _:
            return ""
