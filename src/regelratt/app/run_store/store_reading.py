"""Reading a store of runs with everything checked: every byte, the chain, the index and the copy of the latest run."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from regelratt.app.places import LATEST, ORDER_FILE, OWN, REPLACED, START_FILE, is_within
from regelratt.app.run_store.chain import Order, put_in_order
from regelratt.app.run_store.elsewhere import lacking
from regelratt.app.run_store.history import History, next_place
from regelratt.app.run_store.stored_file import FaultError, check_unsealed, read_plain, read_stored
from regelratt.app.run_store.unsound import Unsound
from regelratt.diagnostics import Code, Diagnostic, Severity, in_order
from regelratt.domain.file_refusal import reason
from regelratt.domain.location import Location
from regelratt.domain.project_folders import START_LIKE
from regelratt.exports.run_files import RUN_FILE
from regelratt.exports.run_seal import RUN_ID, Head
from regelratt.settings import SETTINGS_FILE

_ORDER_LIMIT = 10_000_000
_START_LIMIT = 10_000


@dataclass(frozen=True, slots=True)
class Teller:
    """Makes the messages about one store, with paths as seen from the project's root."""

    root: Path
    store: Path

    def error(self, path: Path, message: str, *, line: int = 1, remedy: str = "") -> Diagnostic:
        """Something that only a person can put right; by default with what to do about a damaged store."""
        return Diagnostic(Location(self.shown(path), line), Code.DAMAGED_RUN, message, remedy or self._usual_remedy())

    def warning(self, path: Path, message: str, remedy: str) -> Diagnostic:
        """Something that is mended, or that does no harm."""
        return Diagnostic(Location(self.shown(path)), Code.DAMAGED_RUN, message, remedy, Severity.WARNING)

    def shown(self, path: Path) -> str:
        """The path from the root, or whole when it lies elsewhere."""
        return legible((path.relative_to(self.root) if path.is_relative_to(self.root) else path).as_posix())

    def _usual_remedy(self) -> str:
        store = self.shown(self.store)
        return (f"Lägg tillbaka {store} från en säkerhetskopia, eller flytta hela mappen till ett arkiv utanför "
                f"projektet och skriv i {store}/{START_FILE} varför en ny kedja börjar.")


@dataclass
class Reading:
    """One reading of a store; gathers everything that is wrong."""

    store: Path
    root: Path
    found: list[Diagnostic] = field(default_factory=list)
    faults: dict[str, FaultError] = field(default_factory=dict)
    """What is wrong with the folders that hold no sound run, by their names."""

    def __post_init__(self) -> None:
        self.tell = Teller(self.root, self.store)

    def history(self) -> History:
        """What the store holds, with what is wrong and what can be mended."""
        heads = list(self._heads())
        index = self._index()
        order = put_in_order(heads, index)
        if not any(head.schema > 1 for head in heads):
            self._check_unsealed(heads)
        start = self._start(order.heads)
        if not self._has_errors():
            self._check_elsewhere({head.id: head for head in heads})
        copy, rescued = None, b""
        if not (self._has_errors() or order.breaks or order.unplaced or (start and not heads)):
            copy, rescued = self._copy(order.heads)
        if copy:
            order = put_in_order([*heads, copy], index)
        self._report(order, index or b"")
        return History(order.heads, tuple(in_order(self.found)), not order.mended, rescued, start)

    def _has_errors(self) -> bool:
        return bool(self.faults) or any(each.is_error for each in self.found)

    def _check_elsewhere(self, heads: Mapping[str, Head]) -> None:
        """A history beside another one would know none of its failures, whether it begins now or has begun."""
        store = self.tell.shown(self.store)
        for folder, runs in lacking(self.root, self.store, heads):
            other = self.tell.shown(folder)
            is_inner = is_within(folder, self.store)
            can_be_store = not (is_inner or any(is_within(folder, self.root / each) for each in (*REPLACED, *OWN)))
            said = f"I {other} ligger sparade kontroller, men i {store}, som är inställningen run-store, finns inga."
            remedy = (f"Flytta dem till {store}{f', eller sätt run-store till {other}' * can_be_store}. Hör de inte "
                      "hit, flytta dem ut ur projektet.")
            if heads:
                said = (f"I {other} ligger sparade kontroller som {store}, som är inställningen run-store, inte har, "
                        f"bland dem {runs[-1]}.")
                instead = f"sätt run-store till {other}" if can_be_store else f"flytta dit det som ligger i {other}"
                remedy = (f"Behåll en enda historia: flytta {other} ut ur projektet, eller flytta ut "
                          f"{f'körningarna i {store}' if is_inner else store} och {instead}. Brister som bara den "
                          "andra känner följer inte med.")
            self.found.append(self.tell.error(folder, said, remedy=remedy))

    def _replaced(self) -> Diagnostic:
        return Diagnostic(
            Location(SETTINGS_FILE), Code.BAD_SETTING,
            f"Inställningen run-store är {self.tell.shown(self.store)}, som byts ut varje gång något byggs.",
            "Ange en mapp som får stå kvar, till exempel _build/runs.")

    def _entries(self) -> list[str]:
        """What lies in the store, hidden files and the two texts aside."""
        if any(is_within(self.store, self.root / place) for place in REPLACED):
            self.found.append(self._replaced())
            return []
        if not os.path.lexists(self.store):
            return []
        if self._is_behind_a_link() or not self.store.is_dir():
            self.found.append(self.tell.error(
                self.store, f"Lagret {self.store.name} är en länk eller en fil, eller ligger bakom en länk.",
                remedy="Ange den riktiga mappen i inställningen run-store."))
            return []
        try:
            names = [each.name for each in self.store.iterdir()]
        except OSError as error:
            words, remedy = reason(error)
            self.found.append(self.tell.error(
                self.store, f"Lagret {self.store.name} går inte att läsa: {words}.", remedy=remedy))
            return []
        return sorted(each for each in names if not each.startswith(".") and each not in (ORDER_FILE, START_FILE))

    def _is_behind_a_link(self) -> bool:
        """A project's own folders may not lead out of it, wherever a change to the project would have them lead."""
        inside = [each for each in self.store.parents if each != self.root and each.is_relative_to(self.root)]
        return any(each.is_symlink() for each in (self.store, *inside))

    def _heads(self) -> Iterator[Head]:
        """The head of every run whose seal is whole, or that is too old to have one."""
        for entry in self._entries():
            path = self.store / entry
            if RUN_ID.fullmatch(entry) or path.is_symlink() or os.path.lexists(path / RUN_FILE):
                try:
                    if path.is_symlink() or not path.is_dir():
                        raise FaultError("ligger inte i en vanlig mapp")
                    head = read_stored(path / RUN_FILE, entry)
                except FaultError as fault:
                    self.faults[entry] = fault
                else:
                    yield head
            elif entry.casefold() in START_LIKE:
                self.found.append(self.tell.error(
                    path, f"{legible(entry)} läses inte: filen ska heta {START_FILE}.",
                    remedy=f"Byt namn på den till {START_FILE}."))
            else:
                self.found.append(self.tell.warning(
                    path, f"{legible(entry)} är ingen körning och hör inte hemma i lagret.", "Flytta undan den."))

    @contextmanager
    def _noting(self, path: Path, subject: str, remedy: str = "") -> Iterator[None]:
        """Gather a fault as an error about the file."""
        try:
            yield
        except FaultError as fault:
            self.found.append(self.tell.error(
                path, f"{subject} {fault.message}.", line=fault.line, remedy=fault.remedy or remedy))

    def _check_unsealed(self, heads: list[Head]) -> None:
        for head in heads:
            path = self.store / head.id / RUN_FILE
            with self._noting(path, f"Körningen {head.id}: {RUN_FILE}"):
                check_unsealed(path)

    def _index(self) -> bytes | None:
        path = self.store / ORDER_FILE
        if not os.path.lexists(path) or self._is_behind_a_link():
            return None
        try:
            return read_plain(path, _ORDER_LIMIT)
        except FaultError as fault:
            remedy = fault.remedy or f"Flytta undan den; {ORDER_FILE} skrivs om ur körningarna."
            self.found.append(self.tell.error(path, f"{ORDER_FILE} {fault.message}.", remedy=remedy))
            return None

    def _start(self, heads: Sequence[Head]) -> str:
        """Why a new chain starts, when a person has said so in a store without runs."""
        path = self.store / START_FILE
        if not os.path.lexists(path) or self._is_behind_a_link():
            return ""
        if heads:
            if not is_used_start(path, heads[0]):
                self.found.append(self.tell.warning(
                    path, f"{START_FILE} används inte, för lagret har redan körningar.", "Flytta undan den."))
            return ""
        text = ""
        with self._noting(path, START_FILE, f"Skriv i {START_FILE}, med minst ett ord, varför en ny kedja börjar."):
            text = read_start(path)
            self.found.append(self.tell.warning(
                path, "En ny kedja börjar, och brister från kontrollerna i den gamla följer inte med.",
                f"Skälet sparas i den första körningen: {legible(text)}"))
        return text

    def _copy(self, heads: Sequence[Head]) -> tuple[Head | None, bytes]:
        """The latest run with its bytes, when only the copy has it and it is the next one of the chain."""
        path = self.root / LATEST / RUN_FILE
        if not os.path.lexists(path):
            return None, b""
        head, data = None, b""
        try:
            data = read_plain(path)
            head = read_stored(path, None)
        except FaultError as fault:
            if heads and not fault.remedy:
                self.found.append(self.tell.warning(
                    path, f"Kopian av den senaste kontrollen: {RUN_FILE} {fault.message}.", "Den skrivs om ur lagret."))
            else:
                self._lost_copy(path, "en körning som lagret saknar", fault.remedy)
            return None, b""
        if head in heads:
            return None, b""
        if head.id in {each.id for each in heads}:
            self.found.append(self.tell.warning(
                path, f"Kopian av körningen {head.id} är inte som den i lagret.", "Den skrivs om ur lagret."))
            return None, b""
        if head.schema > 1 and (head.previous, head.inherited) == next_place(heads):
            self.found.append(self.tell.warning(
                path, f"Körningen {head.id} fanns bara i kopian av den senaste kontrollen.",
                "Den läggs tillbaka i lagret; ta reda på varför den saknades där."))
            return head, data
        self._lost_copy(path, f"körningen {head.id}, som lagret saknar")
        return None, b""

    def _lost_copy(self, path: Path, what: str, remedy: str = "") -> None:
        copy = self.tell.shown(path.parent)
        self.found.append(self.tell.error(
            path, f"I {copy} ligger {what}.",
            remedy=remedy or f"Lägg tillbaka lagret från en säkerhetskopia, eller rätta inställningen run-store; finns "
            f"ingen kopia, flytta både {copy} och lagret till ett arkiv utanför projektet."))

    def _latest(self) -> Head | None:
        """The copy of the latest run, when there is one and its seal is whole."""
        try:
            return read_stored(self.root / LATEST / RUN_FILE, None)
        except FaultError:
            return None

    def _fault(self, entry: str, fault: FaultError, unsound: Unsound) -> Diagnostic:
        """What is wrong with a folder, with the least that puts it right."""
        folder = self.store / entry
        shown = self.tell.shown(folder)
        if entry in unsound.superfluous:
            said = f"är en kopia av körningen {fault.owner}, som ligger på sin plats" if fault.owner else \
                "är ingen körning och hör inte hemma i lagret"
            return self.tell.error(folder, f"{legible(entry)} {said}.", remedy=f"Ta bort {shown}.")
        remedy = fault.remedy
        if entry == unsound.restorable and not remedy:
            remedy = (f"Ta bort mappen {shown}: då lägger nästa regelratt check tillbaka körningen ur kopian i "
                      f"{LATEST.as_posix()}, som är hel.")
        said = f"Körningen {legible(entry)}: {RUN_FILE} {fault.message}."
        return self.tell.error(folder / RUN_FILE, said, line=fault.line, remedy=remedy)

    def _report(self, order: Order, index: bytes) -> None:
        path = self.store / ORDER_FILE
        unsound = Unsound(self.faults, order, index, self._latest() if self.faults else None)
        self.found.extend(self._fault(entry, fault, unsound) for entry, fault in self.faults.items())
        self.found.extend(
            self.tell.error(self.store / each.run / RUN_FILE, f"{each.message}.", remedy=each.remedy)
            for each in unsound.breaks)
        self.found.extend(
            self.tell.error(
                path, f"Körningen {ident} står i {ORDER_FILE} men finns inte i lagret.",
                line=index[: index.index(ident.encode())].count(b"\n") + 1,
                remedy="Lägg tillbaka den från en säkerhetskopia, eller ta bort raden om körningen aldrig har funnits.")
            for ident in unsound.lost)
        if order.unplaced:
            self.found.append(self.tell.error(
                path, f"{ORDER_FILE} säger inte i vilken ordning {', '.join(order.unplaced)} kom.",
                remedy=f"Skriv alla körningars namn i {ORDER_FILE}, ett på varje rad och den äldsta först."))
        if order.mended and not self._has_errors():
            self.found.append(self.tell.warning(
                path, f"{ORDER_FILE} {order.mended}.",
                "Den skrivs om ur körningarna; ta reda på varför, om inget kommando har avbrutits."))


def legible(text: str) -> str:
    """A name or text from the disk on one line, without what a terminal would obey or cannot show."""
    return "".join(each if each.isprintable() else "?" for each in text)


def read_start(path: Path) -> str:
    """The reason that a person has given for a new chain, on one line; FaultError when there is none."""
    try:
        text = " ".join(read_plain(path, _START_LIMIT).decode("utf-8-sig").split())
    except UnicodeDecodeError:
        raise FaultError("är inte text i UTF-8", remedy="Spara om den som UTF-8.") from None
    if not text:
        raise FaultError("är tom")
    return text


def is_used_start(path: Path, first: Head) -> bool:
    """True when the reason in the file is the one that the chain's first run has taken in."""
    try:
        return read_start(path) == first.chain_start
    except FaultError:
        return False
