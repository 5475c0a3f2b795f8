"""`python -m regelratt` is the command line."""

from __future__ import annotations

from regelratt.cli.main import main

main()
