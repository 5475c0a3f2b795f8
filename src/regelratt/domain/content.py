"""The objects that the content is made of (DESIGN sections 2-3). All are immutable."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from regelratt.domain.period import latest_complete
from regelratt.domain.reference import (
    DecisionReference,
    LegalBasis,
    Parameter,
    ParameterValue,
    RoleReference,
    Source,
)
from regelratt.domain.status import Status
from regelratt.domain.words import (
    ComparisonKind,
    Confidence,
    Decides,
    Disclosure,
    LawKind,
    Level,
    Method,
    Obtained,
    PeriodKind,
    Phase,
    PremiseKind,
    RemarkKind,
    Reservation,
    Risk,
    RoleKind,
    Standing,
    State,
    SubjectKind,
    Whom,
)


@dataclass(frozen=True, slots=True)
class Law(Source):
    """An act or regulation, with how far its standing has been checked."""

    short_name: str
    number: str
    kind: LawKind
    in_force: date
    repealed: date | None
    replaced_by: tuple[str, ...]
    url: str
    last_amended: str
    checked_until: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Provision(Source):
    """One section or article of a law, paraphrased."""

    law: str
    designation: str
    url: str
    confidence: Confidence
    repealed: date | None
    replaced_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Document(Source):
    """A guideline: who issued and decided it, when, and whether it is in force."""

    short_name: str
    issuer: str
    document_type: str
    standing: Standing
    decision: DecisionReference | None
    revised: tuple[date, ...]
    valid_from: date | None
    validity: str
    owner: str
    version: str
    folder: str


@dataclass(frozen=True, slots=True)
class Premise(Source):
    """What a document says without obliging anybody."""

    document: str
    section: str
    kind: PremiseKind
    legal_basis: tuple[LegalBasis, ...]
    refers_to: str


@dataclass(frozen=True, slots=True)
class Rule(Source):
    """What one role must, must not, should, may or decides."""

    document: str
    section: str
    level: Level
    roles: tuple[RoleReference, ...]
    trigger: str
    reservation: Reservation | None
    subject: SubjectKind
    period: PeriodKind
    events: str
    """Evidence table whose rows the rule is counted over; empty when it has none."""
    applies_if: str
    """SQL predicate over the object's row; empty when the rule always applies."""
    parameters: tuple[Parameter, ...]
    legal_basis: tuple[LegalBasis, ...]
    internal: bool
    risk: Risk | None
    refers_to: str
    exception_rules: tuple[str, ...]
    permits: tuple[str, ...]
    not_checked: str
    replaced_by: tuple[str, ...]
    state: State
    decision: DecisionReference | None
    valid_from: date | None
    version: int

    @property
    def is_evaluated(self) -> bool:
        """True when the rule gets cells: in force, able to fail, and not left unchecked on purpose."""
        return self.state is State.IN_FORCE and self.level.has_cell and not self.not_checked

    def is_judged(self, as_of: date) -> bool:
        """True when it gets cells on the day: it is evaluated, and in force in the period that is judged then."""
        last = latest_complete(self.period, as_of).last
        return self.is_evaluated and self.valid_from is not None and self.valid_from <= last

    def had_its_version(self, day: date) -> bool:
        """True when the present version held on the day; the first may be tried before it is in force."""
        return self.version == 1 or self.valid_from is None or self.valid_from <= day


@dataclass(frozen=True, slots=True)
class ChecklistItem(Source):
    """A question that decides one or more rules for one object and period."""

    verifies: tuple[str, ...]
    phase: Phase
    role: str
    disclosure: Disclosure
    method: Method
    sql: str
    sql_line: int
    """Line of the SQL's first row in the file; 0 when there is none."""
    tables: tuple[str, ...]
    obtained: Obtained
    decides: Decides
    highest_age: timedelta | None
    subject: SubjectKind
    period: PeriodKind
    events: str
    applies_if: str
    depends_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CoverageClaim:
    """That a table covers an object, or all, from one day to another, both inclusive."""

    table: str
    subject: Whom
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class CaseTable:
    """One evidence table of a test case: column names and rows as the author wrote them."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, ...], ...]
    line: int


@dataclass(frozen=True, slots=True)
class TestCase(Source):
    """Evidence rows and the outcome that an item must give for them."""

    __test__ = False

    item: str
    expected: Status
    as_of: date
    subject: str
    coverage: tuple[CoverageClaim, ...]
    parameters: tuple[tuple[str, str], ...]
    tables: tuple[CaseTable, ...]


@dataclass(frozen=True, slots=True)
class Remark(Source):
    """An outdated citation, gap, contradiction or open question about rules or documents."""

    about: tuple[str, ...]
    kind: RemarkKind
    legal_basis: tuple[LegalBasis, ...]
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Comparison(Source):
    """How two documents' rules relate."""

    topic: str
    first: tuple[str, ...]
    second: tuple[str, ...]
    relation: ComparisonKind
    stricter: str


@dataclass(frozen=True, slots=True)
class Role(Source):
    """A role that rules may name; its title is the name."""

    kind: RoleKind


@dataclass(frozen=True, slots=True)
class LocalDecision(Source):
    """The organisation's own value of a parameter, with its decision."""

    rule: str
    parameter: str
    value: ParameterValue
    decision: DecisionReference
    valid_from: date
    valid_to: date | None = field(default=None)

    def stands(self, day: date) -> bool:
        """True on its days, the first and the last among them."""
        return self.valid_from <= day <= (self.valid_to or date.max)
