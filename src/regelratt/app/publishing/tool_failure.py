"""Why a program that makes a part of the site failed, told as what it is: the system's refusal, ours, or its own."""

from __future__ import annotations

import re
from pathlib import Path

from regelratt.app.disk.file_problem import describe
from regelratt.app.refusal import RefusedError
from regelratt.diagnostics import Code, Diagnostic
from regelratt.domain.location import Location

_SYSTEM_ERROR = re.compile(r"\[Errno (\d+)\]|OSError\((\d+),|\(os error (\d+)\)")
"""How the logs of Python and Rust programs repeat what the operating system answered."""
_OWN_LINE = re.compile(r"^.*\[regelratt\.[a-z-]+\].*$", re.MULTILINE)
"""What our own extension wrote, with its place and remedy."""


def failure(what: str, folder: Path, log: str) -> RefusedError:
    """The refusal for a program that could not do `what`, a clause in Swedish, in its folder, by its log."""
    answered = _SYSTEM_ERROR.search(log)
    if answered:
        return RefusedError(describe(OSError(int(next(filter(None, answered.groups()))), ""), folder))
    said = "\n".join(_OWN_LINE.findall(log)) or log.strip()
    return RefusedError(Diagnostic(
        Location(str(folder)), Code.SITE_FAILED, f"{what}:\n{said}\n",
        "Rätta det som står ovan. Finns det inget att rätta i innehållet är det ett fel i Regelrätt: rapportera det.",
    ))
