"""One check at one date: cells, findings and what they rest on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from regelratt.domain.status import Reason, Status
from regelratt.domain.words import Obtained, SubjectKind

SCHEMA_VERSION = 3
"""Version of the run's stored form; raised when a field changes meaning. `exports.run_versions` reads older ones."""


RUN_ID = re.compile(r"\d{4}-\d\d-\d\d-[0-9a-f]{12}")
"""The form of a run's id, and of the folder it is stored in."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One offending row: which item and object, what is wrong, and the key of the row."""

    item: str
    subject: str
    message: str
    evidence_key: str


@dataclass(frozen=True, slots=True)
class ItemCell:
    """What one item gives for one object and period."""

    item: str
    subject_kind: SubjectKind
    subject: str
    period: str
    status: Status
    reason: Reason
    valid: bool
    """False when it rests on what is too old or does not cover the period; a failure stands all the same."""
    obtained: Obtained
    total: int | None = None
    """Number of events in the period, for event-bound items."""
    passed: int | None = None
    detail: str = ""
    decided_on: date | None = None
    """The confirmation's date, when a person decided."""
    observed: Status | None = None
    """What the evidence gives by itself, where that is another status: good news that has lapsed, or nothing new."""


@dataclass(frozen=True, slots=True)
class RuleCell:
    """Status of one rule for one object and period."""

    rule: str
    subject_kind: SubjectKind
    subject: str
    period: str
    status: Status
    reason: Reason
    binding: bool
    obtained: tuple[Obtained, ...]
    """How that was found out which decided the status; empty when nothing did."""
    total: int | None = None
    passed: int | None = None
    exemption: str = ""
    """Id of the exemption in force, also when nothing fails."""
    remedies: tuple[str, ...] = ()


Grounds = tuple[tuple[str, date], ...]
"""The sources that an outcome was decided on, each with the last day that it told of."""


@dataclass(frozen=True, slots=True)
class KnownFailure:
    """What evidence as new as its own has not cleared, whether or not the object and the evidence are still there."""

    ident: str
    """The item that was not met, or the rule that applied when a part of it was not."""
    subject: str
    period: str
    """Empty for what is judged continuously."""
    grounds: Grounds
    detail: str = ""
    """What the item's cell said; for a rule the items that it failed by, with commas between."""
    found_in: str = ""
    """Id of the last run that saw it; empty in that run itself."""


@dataclass(frozen=True, slots=True)
class Run:
    """A whole evaluation, and its place in the chain of runs.

    The id follows from all the rest, so it commits to the results, the inputs and every run before it.
    """

    id: str
    """The day and the first twelve hexadecimal digits of the digest; empty until the run is sealed."""
    as_of: date
    catalog_digest: str
    evidence_digest: str
    version: str
    item_cells: tuple[ItemCell, ...]
    rule_cells: tuple[RuleCell, ...]
    findings: tuple[Finding, ...]
    subject_names: tuple[tuple[str, str], ...]
    """Id and name of every object."""
    unused_exemptions: tuple[str, ...] = ()
    expired_exemptions: tuple[str, ...] = ()
    inputs: str = ""
    """A hash over everything that the outcome follows from, except for the run whose failures are carried."""
    carried_from: str = ""
    """Id of the run whose failures are carried; empty when there was none."""
    previous: str = ""
    """Digest of the run before it in the store; empty for the first."""
    inherited: tuple[str, ...] = ()
    """On the first run of version 2: id and digest of each run of version 1 before it, in their order."""
    chain_start: str = ""
    """On the first run of a chain that follows a lost or damaged one: why it starts anew."""
    known_failures: tuple[KnownFailure, ...] = ()
    """Everything that the next run has to carry."""
    unanswered: tuple[str, ...] = ()
    """Items and conditions whose check could not be carried out: about them the run is no answer."""
