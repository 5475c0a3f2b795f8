"""Reading files that somebody else put there: ordinary files of bounded size, inside one folder, links or not."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import NamedTuple

from regelratt.domain.file_refusal import reason


class Unreadable(NamedTuple):
    """Why a file is not read, as the end of a sentence that begins with its name, and the remedy as a sentence."""

    why: str
    remedy: str


def read_inside(folder: Path, path: Path, limit: int) -> bytes | Unreadable:
    """The bytes of a file of at most `limit` bytes that really lies in the folder, wherever its links lead.

    A pipe, a device or a folder is never opened, so that nothing waits for ever.
    """
    try:
        real = path.resolve()
        if not real.is_relative_to(folder.resolve()):
            return Unreadable("är en länk till något utanför sin mapp", "Lägg filen själv där i stället för en länk.")
        if not stat.S_ISREG(real.stat().st_mode):
            return Unreadable("är ingen vanlig fil", "Lägg en vanlig fil där, eller ta bort den.")
        with real.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        words, remedy = reason(error)
        return Unreadable(f"går inte att läsa: {words}", remedy)
    except RuntimeError:  # how older Pythons tell of links that lead round
        return Unreadable("går inte att läsa: länkar i sökvägen går runt eller leder vidare", "Ta bort länken.")
    if len(data) > limit:
        return Unreadable(f"är större än {limit} byte", "Dela upp den eller ta bort det som inte behövs.")
    return data
