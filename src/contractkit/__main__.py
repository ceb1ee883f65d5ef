"""`python -m contractkit` and the `contractkit` command."""

from __future__ import annotations

import os
import sys
from typing import Final

# The encoder's matrices are small: several threads of the linear algebra library spend more time waiting for one another
# than they save, on a busy machine four times as much. Whoever names a number keeps it.
_ONE_THREAD: Final = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def main() -> None:
    """Run the command line and exit with its code."""
    for name in _ONE_THREAD:
        os.environ.setdefault(name, "1")  # heard only by a library that is loaded after this
    from contractkit.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
