"""Options of the whole suite."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest
from hypothesis import settings

# As the command does it; two test processes on two cores have no use for more threads.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# What reading our YAML came to is kept with pytest's own cache, not with the user's.
os.environ.setdefault("CONTRACTKIT_CACHE", str(Path(__file__).parents[1] / ".pytest_cache" / "contractkit"))

settings.register_profile("suite", deadline=None)  # a busy machine proves nothing wrong
settings.load_profile("suite")


def pytest_configure() -> None:
    """Ctrl-C is heard by the tests that send it, also where a shell started them in the background, deaf to it."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-wrongly-judged",
        action="store_true",
        help="write tests/cases/wrongly_judged.yaml anew from what the check says today",
    )
