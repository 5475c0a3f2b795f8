"""The order of stored runs, as the runs themselves tell it, and what an index of them is worth.

Nothing here reads a file: heads and the index's bytes go in, the order and what is wrong come out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from regelratt.app.places import LATEST, ORDER_FILE
from regelratt.exports.run_seal import RUN_ID, Head, digest_of_inherited


@dataclass(frozen=True, slots=True)
class Break:
    """One place where the chain does not hold: the run it is told about, and what is wrong."""

    run: str
    message: str
    missing: str = ""
    """The end of the id of the run that is not there, when that is what is wrong."""
    remedy: str = ""
    """What puts it right, where that is less than to put the store back."""


@dataclass(frozen=True, slots=True)
class Order:
    """Stored runs from the first to the last, where the chain breaks, and what the index lacked."""

    heads: tuple[Head, ...]
    breaks: tuple[Break, ...] = ()
    lost: tuple[str, ...] = ()
    """Runs that the index names and nobody has."""
    mended: str = ""
    """What is wrong with the index, when it can be written anew from the runs; empty when it is right."""
    unplaced: tuple[str, ...] = ()
    """Runs of version 1 whose place nobody knows, since the index alone told it."""


def put_in_order(heads: Iterable[Head], index: bytes | None) -> Order:
    """Follow the chain through runs whose seals are whole, and compare with the index (None when it is missing)."""
    sealed = [head for head in heads if head.schema > 1]
    unsealed = {head.id: head for head in heads if head.schema == 1}
    named = list(dict.fromkeys(RUN_ID.findall((index or b"").decode("latin-1"))))
    first = _Links(sealed)
    inherited, breaks, unplaced = _inherited(unsealed, first.roots, named, index or b"")
    breaks += first.breaks()
    ordered = (*inherited, *first.walk())
    known = {head.id for head in (*sealed, *unsealed.values())}
    lost = tuple(ident for ident in named if ident not in known)
    return Order(ordered, tuple(breaks), lost, _index_fault(ordered, index), unplaced)


def index_of(heads: Iterable[Head]) -> bytes:
    """The index as it should be: one id a line, the first run first."""
    return "".join(f"{head.id}\n" for head in heads).encode()


@dataclass
class _Links:
    """Sealed runs by what they follow."""

    heads: Sequence[Head]
    roots: list[Head] = field(init=False)
    """Those that follow no sealed run, by their own account."""

    def __post_init__(self) -> None:
        self._digests = {head.digest for head in self.heads}
        self._after: dict[str, list[Head]] = defaultdict(list)
        for head in self.heads:
            self._after[head.previous].append(head)
        self.roots = [head for head in self.heads if head.previous == digest_of_inherited(head.inherited)]

    def walk(self) -> Iterator[Head]:
        """From the first run along the chain, at most as many steps as there are runs; where it forks, no further."""
        at = self.roots
        for _ in self.heads:
            if len(at) != 1:
                return
            yield at[0]
            at = self._after[at[0].digest]

    def breaks(self) -> list[Break]:
        """Every run that two follow, that follows a run nobody has, or that no way leads to."""
        found = [
            Break(head.id, f"Körningen {head.id} bygger på en körning som saknas i lagret", head.previous[:12])
            for head in self.heads if head.previous not in self._digests and head not in self.roots
        ]
        rivals = [after for key, after in self._after.items() if len(after) > 1 and key in self._digests]
        found.extend(map(self._fork, [*rivals, *([self.roots] if len(self.roots) > 1 else [])]))
        if not found and sum(1 for _ in self.walk()) < len(self.heads):
            stray = sorted({head.id for head in self.heads} - {head.id for head in self.walk()})
            found.append(Break(stray[0], f"Körningen {stray[0]} går inte att nå från den första körningen"))
        return found

    def _fork(self, rivals: Sequence[Head]) -> Break:
        """Two who have checked on their own, and then put their stores together; the shorter branch may go."""
        listed = " och ".join(sorted(head.id for head in rivals))
        branches = sorted((self._branch(head) for head in rivals), key=lambda branch: (len(branch), branch))
        out = " och ".join(ident for branch in branches[:-1] for ident in branch)
        return Break(
            rivals[-1].id, f"Körningarna {listed} gör båda anspråk på samma plats i kedjan",
            remedy=f"Har två lager slagits ihop får den ena grenen tas ut: flytta {out} till ett arkiv utanför "
            f"projektet, ta bort raderna om dem i {ORDER_FILE}, ta bort {LATEST.as_posix()} och kör regelratt check. "
            f"Brister som bara den grenen kände följer inte med.")

    def _branch(self, head: Head) -> list[str]:
        """The run and all that follow it, by whatever way; each once, though a seal leaves no room for a ring."""
        found = [head]
        for each in found:
            found.extend(after for after in self._after[each.digest] if after not in found)
        return [each.id for each in found]


def _inherited(
    unsealed: dict[str, Head], roots: Sequence[Head], named: Sequence[str], index: bytes
) -> tuple[list[Head], list[Break], tuple[str, ...]]:
    """Runs of version 1 in order, by the first sealed run where there is one, else by the index.

    Of runs that the index lacks, only those that share their day with another need a place: which run of a day was the
    last decides what is carried from it, and nothing else asks for the order.
    """
    if not roots:
        ordered = [unsealed[ident] for ident in named if ident in unsealed]
        missing = [unsealed[ident] for ident in sorted(set(unsealed) - set(named))]
        days = Counter(head.day for head in unsealed.values())
        unplaced = [head for head in missing if days[head.day] > 1 and not _is_torn_last_line(index, head.id)]
        return [*ordered, *missing], [], tuple(head.id for head in unplaced)
    told = dict(line.partition(" ")[::2] for line in roots[0].inherited)
    breaks = [
        Break(roots[0].id, f"Körningen {ident} saknas, fast {roots[0].id} bygger på den", ident[-12:])
        for ident in told if ident not in unsealed
    ]
    breaks += [
        Break(ident, f"Körningen {ident} har ändrats efter att {roots[0].id} byggde på den")
        for ident, head in unsealed.items() if told.get(ident, head.digest) != head.digest
    ]
    breaks += [
        Break(ident, f"Körningen {ident} av äldre slag har lagts till i efterhand") for ident in unsealed
        if ident not in told
    ]
    return [unsealed[ident] for ident in told if ident in unsealed], breaks, ()


def _is_torn_last_line(index: bytes, ident: str) -> bool:
    """True when the index is whole but for its last line, which has the beginning of this id."""
    *lines, end = index.decode("latin-1").split("\n")
    return bool(end) and ident.startswith(end) and all(RUN_ID.fullmatch(line) for line in lines)


def _index_fault(ordered: Sequence[Head], index: bytes | None) -> str:
    if index == index_of(ordered) or (index is None and not ordered):
        return ""
    if index is None:
        return "saknades"
    if index.replace(b"\r\n", b"\n") == index_of(ordered):
        return "hade fått andra radslut"
    named = Counter(index.decode("latin-1").split("\n"))
    missing = [head.id for head in ordered if head.id not in named]
    if missing and index == index_of(head for head in ordered if head.id not in missing):
        return f"saknade {', '.join(missing)}"
    return "var skadad eller hade körningarna i fel ordning"
