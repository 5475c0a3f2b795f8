"""What must hold between the folders that the settings name, links followed: inside the project and apart."""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path, PurePath

from regelratt.domain.characters import visible
from regelratt.domain.project_folders import BUILT, ORDER_FILE, OWN, REPLACED, START_LIKE, STORE
from regelratt.domain.run import RUN_ID
from regelratt.settings.declared import Settings
from regelratt.settings.forms import Complaint

Way = tuple[str | int, ...]
"""The key of a setting, and for a list the number of the entry, from 0."""

_NO_LINK = "Ange den riktiga mappen, och lägg den i projektet."
_STORE_REMEDY = "Ange en mapp som får stå kvar, till exempel _build/runs."


@dataclass(frozen=True, slots=True)
class PlaceComplaint:
    """A complaint and the settings it is about, the one to change first."""

    ways: tuple[Way, ...]
    complaint: Complaint


@dataclass(frozen=True, slots=True)
class _Claim:
    """A path that a setting names, and where it leads from the root, in small letters: case may tell nothing apart."""

    way: Way
    path: str
    real: PurePath

    @property
    def subject(self) -> str:
        """The beginning of a sentence about it."""
        return f"{'Posten' if len(self.way) > 1 else 'Sökvägen'} {visible(self.path)} i inställningen {self.way[0]}"

    def overlaps(self, other: PurePath) -> bool:
        """True when one lies in the other, or both are the same."""
        return self.real.is_relative_to(other) or other.is_relative_to(self.real)


def place_complaints(
    settings: Settings, root: Path, stated: Collection[str], refused: Collection[str]
) -> Iterator[PlaceComplaint]:
    """What is wrong with where the settings lead.

    Keys in `refused` are left aside, as their value is not known. A store of runs that is not among the `stated` keys
    may lead anywhere: then no setting is wrong, and the store's own reader says what is.
    """
    named: list[tuple[Way, str]] = [(("content", number), path) for number, path in enumerate(settings.content)]
    named += [(("evidence",), settings.evidence)]
    named += [(("run-store",), settings.run_store)] if "run-store" in stated else []
    top = Path(os.path.realpath(root))
    claims = []
    for way, path in named:
        if way[0] in refused:
            continue
        real = Path(os.path.realpath(top / path))
        if real.is_relative_to(top) and real != top:
            claims.append(_Claim(way, path, _folded(real.relative_to(top))))
            yield from _about_one(claims[-1], real, top)
            if way[0] == "content" and "content" in stated and not _is_there(top, path):
                yield PlaceComplaint((way,), Complaint(
                    f"{claims[-1].subject} finns inte.",
                    "Ange namnet som det är skrivet, med samma stora och små bokstäver, eller ta bort posten."))
        else:
            where = "till projektets mapp själv" if real == top else "ut ur projektet"
            yield PlaceComplaint((way,), Complaint(
                f"{_Claim(way, path, PurePath()).subject} leder genom en länk {where}.", _NO_LINK))
    for one, other in combinations(claims, 2):
        yield from _about_two(one, other)
    for claim in claims:
        if claim.way == ("run-store",) and not any(claim.overlaps(each.real) for each in claims if each is not claim):
            yield from _about_store(claim, top)


def _exists(path: Path) -> bool:
    """True for what is there; False also when a folder on the way is closed, which is told where it is read."""
    return os.path.exists(path)  # noqa: PTH110  # Path.exists raises PermissionError


def _is_there(top: Path, path: str) -> bool:
    """True when every part of the path is listed in its folder, letter for letter: some systems ignore case."""
    folder = top
    for part in PurePath(path).parts:
        try:
            if part not in {entry.name for entry in folder.iterdir()}:
                return False
        except NotADirectoryError:
            return False
        except OSError:
            # Whoever may not look in a folder may still open what lies there.
            return _exists(folder / part)
        folder /= part
    return True


def _folded(path: Path) -> PurePath:
    return PurePath(str(path).casefold())


def _about_one(claim: _Claim, real: Path, top: Path) -> Iterator[PlaceComplaint]:
    key = claim.way[0]
    hidden = next((part for part in claim.real.parts if part.startswith(".")), None)
    if hidden:
        yield PlaceComplaint((claim.way,), Complaint(
            f"{claim.subject} leder genom en länk till det dolda {visible(hidden)}.", _NO_LINK))
    if key == "run-store":
        if any(claim.real.is_relative_to(_folded(place)) for place in REPLACED):
            yield PlaceComplaint((claim.way,), Complaint(
                f"Inställningen run-store är {visible(claim.path)}, som byts ut varje gång något byggs.",
                _STORE_REMEDY))
        elif any(claim.overlaps(_folded(place)) for place in REPLACED):
            yield PlaceComplaint((claim.way,), Complaint(
                f"Inställningen run-store är {visible(claim.path)}, som också rymmer det som byggs.", _STORE_REMEDY))
        elif claim.overlaps(_folded(BUILT)) and real != top / STORE:
            yield PlaceComplaint((claim.way,), Complaint(
                f"Inställningen run-store är {visible(claim.path)}, men i {BUILT} står bara {STORE.as_posix()} kvar "
                f"när det som byggts tas bort.", f"Ange {STORE.as_posix()}, eller en mapp utanför {BUILT}."))
    elif claim.overlaps(_folded(BUILT)):
        yield PlaceComplaint((claim.way,), Complaint(
            f"{claim.subject} ligger i {BUILT}, som byts ut när något byggs.", f"Ange en mapp utanför {BUILT}."))
    if key == "content" and _exists(real) and not real.is_dir() and not (real.is_file() and real.suffix == ".md"):
        yield PlaceComplaint((claim.way,), Complaint(
            f"{claim.subject} är varken en mapp eller en .md-fil.", "Ange mappar och .md-filer."))
    if key == "evidence" and _exists(real) and not real.is_dir():
        yield PlaceComplaint((claim.way,), Complaint(f"{claim.subject} är ingen mapp.", "Ange en mapp."))


def _about_store(store: _Claim, top: Path) -> Iterator[PlaceComplaint]:
    """Runs stay apart also from what no setting names."""
    if any(store.overlaps(_folded(place)) for place in OWN):
        yield PlaceComplaint((store.way,), Complaint(
            f"Inställningen run-store är {visible(store.path)}, där projektets egna filer ligger.", _STORE_REMEDY))
    elif store.overlaps(_folded(BUILT)) and store.real != _folded(STORE):
        return  # Told of as such.
    elif stranger := _stranger(Path(os.path.realpath(top / store.path))):
        yield PlaceComplaint((store.way,), Complaint(
            f"{store.subject} har {visible(stranger)} och inga sparade kontroller.", _STORE_REMEDY))


def _stranger(folder: Path) -> str:
    """What lies in a folder where no run is stored; empty for a store, and for a folder without anything to see."""
    try:
        names = sorted(each.name for each in folder.iterdir() if not each.name.startswith("."))
    except OSError:
        return ""  # None yet, or not to be read: the store's own reader says which.
    if any(RUN_ID.fullmatch(name) or name == ORDER_FILE or name.casefold() in START_LIKE for name in names):
        return ""
    return next(iter(names), "")


def _about_two(first: _Claim, second: _Claim) -> Iterator[PlaceComplaint]:
    if not first.overlaps(second.real):
        return
    remedy = {"run-store": _STORE_REMEDY, "content": "Ange bara den yttre av dem."}.get(
        str(second.way[0]), "Lägg underlaget i en egen mapp: det får inte bli sidor, och sidor inte underlag.")
    yield PlaceComplaint((second.way, first.way), Complaint(
        f"{second.subject} överlappar {visible(first.path)} i inställningen {first.way[0]}.", remedy))
