"""Pages to tests, and failures to texts that name the objects and rows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from regelratt.domain.run import ItemCell, Run
from regelratt.domain.status import Status
from regelratt.pytest_plugin.session import ChecklistSession, session_of

if TYPE_CHECKING:
    from regelratt.domain.content import ChecklistItem, TestCase

_BAD = (Status.NOT_MET, Status.ERROR)
_UNKNOWN = (Status.NOT_ASSESSED, Status.OUTDATED)


class Deviation(Exception):  # noqa: N818  # the word of the trade, not an error of ours
    """An item that is not met, or a test case that does not hold."""


class ChecklistFile(pytest.File):
    """A page of items and test cases."""

    def collect(self) -> Iterator[pytest.Item]:
        """One test for each item, and one for each test case."""
        session = session_of(self.config)
        assert session is not None
        name = self.path.relative_to(session.project.root).as_posix()
        if not session.cases_only:
            for item in session.project.catalog.items:
                if item.location.path == name:
                    yield ItemTest.from_parent(self, name=item.id, entry=item, session_data=session)
        for case in session.project.catalog.cases:
            if case.location.path == name:
                yield CaseTest.from_parent(self, name=case.id, entry=case, session_data=session)


class _EntryTest(pytest.Item):
    """A test that stands at a line of a page."""

    def __init__(self, *, entry: ChecklistItem | TestCase, session_data: ChecklistSession, **rest: object) -> None:
        super().__init__(**rest)  # type: ignore[arg-type]  # pytest's own keyword arguments
        self.entry = entry
        self.data = session_data
        self.user_properties.append(("regelratt.id", entry.id))

    def reportinfo(self) -> tuple[str, int, str]:
        """The page, the line counted from 0, and the heading."""
        return self.entry.location.path, self.entry.location.line - 1, f"{self.entry.id} {self.entry.title}"

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None  # noqa: ARG002  # pytest's signature
    ) -> str:
        """The deviation's own text; anything else is shown in full."""
        if isinstance(excinfo.value, Deviation):
            return f"{self.entry.location}: {excinfo.value}"
        return str(excinfo.getrepr(style="long"))


class ItemTest(_EntryTest):
    """One item for all objects; fails when any object fails it."""

    def runtest(self) -> None:
        """Compare the item's cells with what is wanted."""
        run = self.data.checked.run
        if run is None:
            raise Deviation("\n".join(str(each) for each in self.data.checked.diagnostics if each.is_error))
        cells = [cell for cell in run.item_cells if cell.item == self.entry.id]
        failing = [cell for cell in cells if cell.status in _BAD and not _is_exempt(run, self.data, cell)]
        if failing:
            raise Deviation("\n".join([self.entry.title, *(_described(run, cell) for cell in failing)]))
        unknown = [cell for cell in cells if cell.status in _UNKNOWN]
        if unknown or not any(cell.status is Status.MET for cell in cells):
            reasons = sorted({str(cell.reason) for cell in unknown or cells})
            pytest.skip(f"{'ej bedömt' if unknown else 'ej tillämpligt'}: {', '.join(reasons) or 'inga objekt'}")


def _is_exempt(run: Run, data: ChecklistSession, cell: ItemCell) -> bool:
    """True when every rule of the item is exempted for the object."""
    verified = data.project.catalog.items_by_id[cell.item].verifies
    judged = [each for each in run.rule_cells if each.rule in verified and each.subject == cell.subject]
    return bool(judged) and all(each.exemption for each in judged)


def _described(run: Run, cell: ItemCell) -> str:
    counted = "" if cell.total is None else f" ({cell.passed} av {cell.total})"
    rows = [
        f"    {finding.message} [{finding.evidence_key}]"
        for finding in run.findings if finding.item == cell.item and finding.subject == cell.subject
    ]
    return "\n".join([f"  {cell.subject}: {cell.status.word}, {cell.reason}{counted} {cell.detail}".rstrip(), *rows])


class CaseTest(_EntryTest):
    """One test case; fails when the item gives another status."""

    def runtest(self) -> None:
        """Compare what the item gave with what the case says."""
        result = self.data.cases.get(self.entry.id)
        if result is None:
            raise Deviation("testfallet kunde inte köras; kör regelratt lint")
        if not result.holds:
            raise Deviation(
                f"{self.entry.title}: väntat {result.case.expected.word}, fick {result.status.word} "
                f"({result.reason}{': ' + result.detail if result.detail else ''})")
