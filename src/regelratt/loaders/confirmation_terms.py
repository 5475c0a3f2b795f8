"""Who may give a confirmation, and of which period it tells: what makes it one at all."""

from __future__ import annotations

from collections.abc import Iterator

from regelratt.diagnostics import Diagnostic
from regelratt.domain.catalog import Catalog
from regelratt.domain.content import ChecklistItem
from regelratt.domain.decision import delegations, roles_for
from regelratt.domain.evidence import Value
from regelratt.domain.period import is_label, latest_complete, period_of, span_of
from regelratt.domain.tables import CONFIRMATIONS, DECISIONS, DELEGATION
from regelratt.domain.words import Method, PeriodKind
from regelratt.loaders.cells import day_of
from regelratt.loaders.csv_table import shown
from regelratt.loaders.evidence import LoadedEvidence
from regelratt.loaders.evidence_links import first_of

Row = dict[str, Value]


def check_confirmation_terms(loaded: LoadedEvidence, catalog: Catalog) -> Iterator[Diagnostic]:
    """Confirmations by another role than the item's, or of a period that is none of its own; halves of decisions."""
    checker = _Checker(loaded, catalog)
    yield from first_of(each for number, row in enumerate(loaded.evidence.rows(CONFIRMATIONS.name))
                        for each in checker.confirmation(number, row))
    yield from first_of(each for number, row in enumerate(loaded.evidence.rows(DECISIONS.name))
                        for each in checker.decision(number, row))


class _Checker:
    """Knows to whom what is delegated, and where each cell stands."""

    def __init__(self, loaded: LoadedEvidence, catalog: Catalog) -> None:
        self.catalog = catalog
        self.evidence = loaded.evidence
        self._problem = loaded.problem
        self.delegations = list(delegations(loaded.evidence))

    def confirmation(self, number: int, row: Row) -> Iterator[Diagnostic]:
        """What is wrong with the role and the period of one confirmation."""
        item = self.catalog.items_by_id.get(str(row["kontrollpunkt"]))
        if item and item.method is Method.CONFIRMATION:
            yield from self._role(number, row, item)
            yield from self._period(number, row, item.period)

    def _role(self, number: int, row: Row, item: ChecklistItem) -> Iterator[Diagnostic]:
        """Only the role that the item names, or one that it is delegated to on that day, answers for it."""
        day = day_of(row["datum"])
        if not item.role or row["roll"] in (item.role, None) or day is None:
            return
        owners = self.evidence.owned_by(str(row["objekt_id"]))
        may = roles_for(item.role, owners, day, self.delegations)
        if row["roll"] not in may:
            yield self._problem(CONFIRMATIONS.name, number, "roll",
                                f"{row['roll']} svarar inte för {item.id}; det gör {' eller '.join(sorted(may))}.",
                                "Låt den rollen bekräfta, eller lägg in beslutet om delegation i tabellen beslut.")

    def _period(self, number: int, row: Row, kind: PeriodKind) -> Iterator[Diagnostic]:
        """A confirmation says which period it is about, of the kind that the item is judged by."""
        label, day = str(row["period"] or ""), day_of(row["datum"])
        if day is None:
            return
        if kind is PeriodKind.CONTINUOUS:
            if label:
                yield self._problem(CONFIRMATIONS.name, number, "period",
                                    f"frågan är löpande, men period är {shown(label)}.", "Låt period vara tom.")
        elif not is_label(kind, label):
            told = f"period är {shown(label)}, men frågan bedöms per {kind}" if label else "period saknas"
            labels = dict.fromkeys((latest_complete(kind, day).label, period_of(kind, day).label))
            yield self._problem(CONFIRMATIONS.name, number, "period", f"{told}.",
                                f"Skriv den period som bekräftelsen gäller, till exempel {' eller '.join(labels)}.")
        elif span_of(label)[0] > day:
            yield self._problem(CONFIRMATIONS.name, number, "period", f"{label} hade inte börjat {day}.",
                                "Rätta perioden eller dagen; ingen kan bekräfta det som inte har hänt.")

    def decision(self, number: int, row: Row) -> Iterator[Diagnostic]:
        """A delegation names both roles and no other decision any, and a revoked decision has its day."""
        is_delegation = row["slag"] == DELEGATION
        for column in ("roll", "till_roll"):
            if is_delegation and row[column] is None:
                yield self._problem(DECISIONS.name, number, column, f"delegationen saknar {column}.",
                                    "Skriv rollen vars uppgift delegeras i roll, och rollen som får den i till_roll.")
            elif row[column] is not None and not is_delegation:
                yield self._problem(DECISIONS.name, number, column, f"ett beslut om {row['slag']} har ingen {column}.",
                                    f"Låt {column} vara tom, eller skriv {DELEGATION} i slag.")
        if row["upphävt_av"] is not None and row["upphävt"] is None:
            yield self._problem(DECISIONS.name, number, "upphävt", "dagen då beslutet upphävdes saknas.",
                                "Skriv den i upphävt.")
        if row["upphävt_av"] is not None and row["upphävt_av"] == row["beslut_id"]:
            yield self._problem(DECISIONS.name, number, "upphävt_av", "beslutet sägs upphäva sig självt.",
                                "Skriv det beslut som upphävde det, eller låt upphävt_av vara tom.")
