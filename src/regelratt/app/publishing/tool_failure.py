"""Why a program that makes a part of the site failed, told as what it is: the system's refusal, ours, or its own."""

from __future__ import annotations

import re
from pathlib import Path

from regelratt.app.disk.file_problem import describe
from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location

_SYSTEM_ERROR = re.compile(r"\[Errno (\d+)\]|OSError\((\d+),|\(os error (\d+)\)|\bOs \{ code: (\d+)")
"""How the logs of Python and Rust programs repeat what the operating system answered."""
_OWN_MARK = re.compile(r"\[regelratt\.[a-z-]+\]")
"""What our own extension ends its lines with."""
_PLACED = re.compile(
    r"^[ \t]*+(?:[\w. ]+: )?(?P<path>[^\n]*?\.\w{2,4}):(?P<line>\d+)(?::\d+)?: "
    r"(?:fel|WARNING|ERROR|CRITICAL|SEVERE): (?P<said>.*)$",
    re.MULTILINE)
"""A line about a place in a file, as our own extension and Sphinx write it; Python puts an error's class before it."""
RUN_AGAIN = "Kör bygget igen. Händer det på nytt räcker kanske inte datorns minne."
"""The remedy when a process is gone without a word."""
_REPORT = "Finns det inget att rätta i innehållet är det ett fel i Regelrätt: rapportera det."


def failure(what: str, folder: Path, log: str, root: Path | None = None) -> RefusedError:
    """The refusal for a program that could not do `what`, a clause in Swedish, in its folder, by its log.

    What it says of files of the project at `root` is told at their places.
    """
    answered = _SYSTEM_ERROR.search(log)
    if answered:
        return RefusedError(describe(OSError(int(next(filter(None, answered.groups()))), ""), folder))
    placed = list(_PLACED.finditer(log))
    ours = [each for each in placed if _OWN_MARK.search(each["said"])]
    if told := [_at_its_place(what, each, root) for each in ours or placed]:
        return RefusedError(*dict.fromkeys(told))
    said = log.strip()
    if not said:
        return RefusedError(Diagnostic(
            Location(str(folder)), Code.SITE_FAILED, f"{what}: processen avbröts.",
            RUN_AGAIN))
    return RefusedError(Diagnostic(
        Location(str(folder)), Code.SITE_FAILED, f"{what}:\n{said}\n", f"Rätta det som står ovan. {_REPORT}"))


def _at_its_place(what: str, found: re.Match[str], root: Path | None) -> Diagnostic:
    path = Path(found["path"])
    if root is not None and path.is_absolute() and path.is_relative_to(root.resolve()):
        path = path.relative_to(root.resolve())
    said = re.sub(r"\s*\[[\w.-]+\]\s*$", "", found["said"]).rstrip()
    end = "" if said.endswith((".", "!", "?")) else "."
    return Diagnostic(Location(path.as_posix(), int(found["line"])), Code.SITE_FAILED, f"{what}. {said}{end}", _REPORT)
