"""`python -m policygraph …`: the command line, for those who have the package and not the command."""

from __future__ import annotations

import sys

from policygraph.cli import main

if __name__ == "__main__":  # processes that read files import this module too
    sys.exit(main())
