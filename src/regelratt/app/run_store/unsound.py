"""Folders of a store that hold no sound run, judged by the chain of the others: what may be removed, and what not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from regelratt.app.run_store.chain import Break, Order
from regelratt.app.run_store.history import next_place
from regelratt.app.run_store.stored_file import FaultError
from regelratt.exports.run_seal import RUN_ID, Head


@dataclass(frozen=True)
class Unsound:
    """Such folders by name, beside the order of the sound runs, the index and the copy of the latest run."""

    faults: Mapping[str, FaultError]
    order: Order
    index: bytes
    latest: Head | None

    @property
    def superfluous(self) -> frozenset[str]:
        """The folders, when nothing is lost with them: the chain is whole, and each is a copy or has no run's name."""
        named = set(RUN_ID.findall(self.index.decode("latin-1")))
        known = {head.id for head in self.order.heads}
        extra = {
            entry for entry, fault in self.faults.items() if entry not in named
            and (fault.owner in known if fault.owner else not RUN_ID.fullmatch(entry))}
        is_whole = not (self.order.breaks or self.order.unplaced or self.order.lost)
        is_latest_kept = self.latest is None or self.latest in self.order.heads
        return frozenset(extra) if is_whole and is_latest_kept and extra == self.faults.keys() else frozenset()

    @property
    def restorable(self) -> str:
        """The folder of the last run, when the copy of the latest run is the sound one to put there; else nothing."""
        latest = self.latest
        if latest is None or latest.id not in self.faults or latest.schema == 1 or self.order.breaks:
            return ""
        return latest.id if (latest.previous, latest.inherited) == next_place(self.order.heads) else ""

    @property
    def lost(self) -> list[str]:
        """Runs that the index names and that have no folder; of the others their own fault is told."""
        return [ident for ident in self.order.lost if ident not in self.faults]

    @property
    def breaks(self) -> list[Break]:
        """Where the chain breaks otherwise than at a run whose own fault is told."""
        told = {entry[-12:] for entry in self.faults}
        return [each for each in self.order.breaks if each.missing not in told]
