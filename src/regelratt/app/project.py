"""A project on disk: its settings, content and evidence, read and checked."""

from __future__ import annotations

import hashlib
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from regelratt import __version__
from regelratt.app.case_lint import check_rows
from regelratt.app.contents import Contents
from regelratt.app.sql_lint import check_cases, check_sql
from regelratt.diagnostics import Code, Diagnostic, few_searches, foremost, in_order
from regelratt.domain.catalog import Catalog
from regelratt.domain.location import Location
from regelratt.engine.cases import PreparedCase
from regelratt.engine.evaluate import Limits
from regelratt.engine.trial import Trial, try_content
from regelratt.exports.catalog_json import catalog_to_json
from regelratt.loaders.case_evidence import evidence_of
from regelratt.loaders.content import LoadedContent, load_content
from regelratt.loaders.evidence import LoadedEvidence, load_evidence
from regelratt.loaders.evidence_checks import check_loaded
from regelratt.loaders.ledger import Ledger, load_ledgers
from regelratt.loaders.orphans import check_orphans
from regelratt.loaders.toctree_texts import ROOT_PAGE
from regelratt.settings import Settings, absent_evidence, load_settings, shown_settings

VERSION = __version__


@dataclass(frozen=True)
class Project:
    """One project; everything is read once, when it is first asked for."""

    root: Path
    evidence_folder: Path | None = None
    """Another evidence folder than the settings'."""

    @cached_property
    def _loaded_settings(self) -> tuple[Settings, list[Diagnostic]]:
        return load_settings(self.root)

    @property
    def settings(self) -> Settings:
        """The project's settings."""
        return self._loaded_settings[0]

    @property
    def settings_diagnostics(self) -> list[Diagnostic]:
        """Everything wrong with the settings."""
        return self._loaded_settings[1]

    @property
    def limits(self) -> Limits:
        """Bounds for the evaluation."""
        return Limits(self.settings.item_deadline, self.settings.memory_limit_mb)

    @cached_property
    def content(self) -> LoadedContent:
        """All content with the diagnostics of reading it."""
        return load_content(self.root, self.settings.content)

    @cached_property
    def contents(self) -> Contents:
        """What pages are made of."""
        return Contents(
            self.settings, tuple(self.settings_diagnostics), self.content, shown_settings(self.root))

    @property
    def has_sound_pages(self) -> bool:
        """True when settings and pages are without mistakes, whatever their SQL and test cases may be."""
        found = (*self.settings_diagnostics, *self.content.diagnostics)
        return self.content.is_whole and ROOT_PAGE in self.content.pages and not any(each.is_error for each in found)

    @property
    def catalog(self) -> Catalog:
        """All objects of the content."""
        return self.content.catalog

    @cached_property
    def ledgers(self) -> dict[str, Ledger]:
        """The ledger of each document that has one."""
        return load_ledgers(self.content.ledgers, self.catalog)

    @cached_property
    def catalog_digest(self) -> str:
        """A hash over everything the catalogue says, wherever it stands: a blank line more changes nothing."""
        return hashlib.sha256(catalog_to_json(self.catalog, places=False).encode()).hexdigest()

    @property
    def evidence_place(self) -> str:
        """The evidence folder as messages have it: from the root, or whole when it lies elsewhere."""
        folder = self.evidence_folder or self.root / self.settings.evidence
        return folder.relative_to(self.root).as_posix() if folder.is_relative_to(self.root) else folder.as_posix()

    @cached_property
    def evidence(self) -> LoadedEvidence:
        """The evidence folder with the diagnostics of reading it."""
        loaded = load_evidence(self.evidence_folder or self.root / self.settings.evidence, self.evidence_place)
        absent = None if self.evidence_folder else absent_evidence(self.root, self.settings.evidence)
        found = [*loaded.diagnostics, *check_loaded(loaded, self.content), *([absent] if absent else [])]
        return LoadedEvidence(
            loaded.evidence, tuple(in_order(found)), loaded.digest, collected=loaded.collected)

    @cached_property
    def prepared_cases(self) -> tuple[PreparedCase, ...]:
        """Every test case of a known item that is itself without errors."""
        return tuple(
            PreparedCase(case, evidence_of(case)) for case in self.catalog.cases
            if case.item in self.catalog.items_by_id and case.id not in self.content.flawed
        )

    def option_place(self, place: Location, name: str) -> Location:
        """Where the value of an option of the object at `place` begins, or the object's place when it has none."""
        block = self.content.blocks.get(place.path, {}).get(place.line)
        option = block.option(name) if block else None
        return Location(place.path, option.line, option.value_column) if option else place

    @cached_property
    def trial(self) -> Trial:
        """All SQL read and every test case run, once for all who ask."""
        return try_content(self.catalog, self.prepared_cases, self.limits)

    @cached_property
    def content_diagnostics(self) -> list[Diagnostic]:
        """Everything wrong with settings and content, evidence left aside.

        When some page could not be read, only what is wrong with the pages themselves: the rest would follow from it.
        """
        if not self.content.is_whole:
            return in_order([*self.settings_diagnostics, *self.content.diagnostics])
        with few_searches():
            return foremost([*self.settings_diagnostics, *self.content.diagnostics, *self._beyond_pages()])

    def _beyond_pages(self) -> list[Diagnostic]:
        """What only the whole content tells: its SQL, its test cases, its ledgers and what nothing leads to."""
        found: list[Diagnostic] = []
        if self.trial.readings.is_whole:
            found.extend(check_sql(self.catalog, self.trial.readings, self.option_place, self.content.flawed))
            found.extend(check_rows(self.content, self.trial.readings, self.prepared_cases))
            found.extend(check_cases(self.trial.results))
        else:
            found.append(_without_reader())
        for ledger in self.ledgers.values():
            found.extend(ledger.diagnostics)
        found.extend(check_orphans(self.catalog, self.ledgers))
        if not self.content.pages and not self.content.diagnostics:
            found.append(self._without_content())
        elif ROOT_PAGE not in self.content.pages:
            found.append(self._without_first_page())
        return found

    def _without_first_page(self) -> Diagnostic:
        is_read = ROOT_PAGE in self.settings.content
        return Diagnostic(
            Location(ROOT_PAGE), Code.NO_CONTENT, f"Webbplatsens förstasida {ROOT_PAGE} saknas.",
            f"Lägg en sida med det namnet, i små bokstäver, i projektets mapp{'' if is_read else ' och i content'}.")

    def _without_content(self) -> Diagnostic:
        return Diagnostic(
            Location("."), Code.NO_CONTENT,
            f"Här finns inget innehåll: {', '.join(self.settings.content)} saknas eller är tomma.",
            "Ange projektets mapp med --root, eller rätta inställningen content.")


def _without_reader() -> Diagnostic:
    return Diagnostic(
        Location("."), Code.FILE_PROBLEM, "Processen som läser och kör SQL kunde inte startas, så ingen SQL är prövad.",
        f"Ge den som kör kommandot rätt att köra {sys.executable}, se till att det finns minne, och kör om.")
