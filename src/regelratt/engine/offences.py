"""The rows that a `fynd` returns, sorted by object."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from regelratt.domain.content import ChecklistItem
from regelratt.domain.run import Finding
from regelratt.engine.messages import Result


class Offences:
    """Offending rows and rows that lack a fact, by object and key of evidence."""

    def __init__(self) -> None:
        self._findings: list[Finding] = []
        self._taken_back: set[tuple[str, str]] = set()
        self.offending: dict[str, set[str]] = defaultdict(set)
        self.unknown: dict[str, set[str]] = defaultdict(set)
        self.broken = ""
        """Why no row can be trusted; empty when they can."""

    @classmethod
    def read(cls, item: ChecklistItem, result: Result | None, subjects: Iterable[str]) -> Offences:
        """The rows of a result; one about an object that does not exist breaks them all."""
        rows, known = cls(), set(subjects)
        for row in result.rows if result else ():
            subject, message, key, unknown = (*row, None)[:4]
            if subject is None or subject not in known:
                rows.broken = f"frågan gav objektet {subject or '(tomt)'}, som inte finns"
            elif unknown is not None and unknown.lower() == "true":
                rows.unknown[subject].add(key or "")
            else:
                rows.offending[subject].add(key or "")
                rows._findings.append(Finding(item.id, subject, message or "", key or ""))
        return rows

    def drop(self, subject: str, keys: set[str]) -> None:
        """Take back offences that the evidence cannot bear out."""
        self.offending[subject] -= keys
        self._taken_back.update((subject, key) for key in keys)

    @property
    def findings(self) -> list[Finding]:
        """The offences that stand, in the order of the rows."""
        return [each for each in self._findings if (each.subject, each.evidence_key) not in self._taken_back]
