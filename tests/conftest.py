"""Options of the whole suite."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-wrongly-judged",
        action="store_true",
        help="write tests/cases/wrongly_judged.yaml anew from what the check says today",
    )
