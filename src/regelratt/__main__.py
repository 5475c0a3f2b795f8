"""`python -m regelratt` is the command line."""

from __future__ import annotations

import sys

# A process of our own that helps another imports this module by another name, and loads only what its work needs.
if __name__ == "__main__":
    try:
        from regelratt.cli.main import main
    except KeyboardInterrupt:
        # Loading the modules takes half a second, and nothing has been begun.
        sys.stderr.write("Avbrutet.\n")
        sys.exit(2)
    main()
