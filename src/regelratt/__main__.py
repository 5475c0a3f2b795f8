"""`python -m regelratt` is the command line."""

from __future__ import annotations

import sys

try:
    from regelratt.cli.main import main
except KeyboardInterrupt:
    # Loading the modules takes half a second, and nothing has been begun.
    sys.stderr.write("Avbrutet.\n")
    sys.exit(2)

main()
