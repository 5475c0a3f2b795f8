"""What the process's exit code means (DESIGN section 6)."""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """One meaning each, so that a script can tell a breach from a mistake from a bug."""

    FINE = 0
    BREACH = 1
    USAGE = 2
    CONTENT = 3
    BUG = 4
