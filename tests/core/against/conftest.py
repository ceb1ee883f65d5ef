"""Pairs of plan and agreement."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import pytest

from checks import document
from contractkit.core.against.compare import Against, beside
from contractkit.core.against.plan import Plan
from contractkit.core.against.text import Text
from contractkit.library.rule_pages import load_rule_pages
from contractkit.workflows.judging import text_of

PLAN_TITLE: Final = "# 云汀市公共数据资源授权运营实施方案"
AGREEMENT_TITLE: Final = "# 云汀市公共数据资源授权运营协议"
Compare = Callable[[str, str], Against]


def plan_text(words: str) -> Text:
    """A plan with these words."""
    return text_of(document(f"{PLAN_TITLE}\n\n{words}\n"))


def agreement_text(words: str) -> Text:
    """An agreement with these words."""
    return text_of(document(f"{AGREEMENT_TITLE}\n\n{words}\n"))


@pytest.fixture
def compare() -> Compare:
    """Holds the words of an agreement against those of a plan."""
    pages = load_rule_pages()

    def compared(plan: str, agreement: str) -> Against:
        return beside(Plan.of("方案.md", "0" * 64, plan_text(plan)), agreement_text(agreement), pages)

    return compared
