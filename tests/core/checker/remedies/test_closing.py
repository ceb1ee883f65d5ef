"""The loop is closed: a gap that is closed with our remedy, and the blanks filled in, is no gap any more."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

import pytest

from contractkit.core.checker.finding import Status
from contractkit.core.checker.playbook import Playbook
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentKind
from contractkit.core.matter.leaves import leaves
from contractkit.core.matter.standpoint import Position, Side
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter
from core.checker.remedies.drafts import verdicts
from strategies import SAMPLES

DRAFTS = {
    DocumentKind.AGREEMENT: """\
# 云汀市公共数据授权运营协议

甲方：云汀市数据局

乙方：云汀数源有限公司

## 第一条 合作

双方应当诚信履行。

## 第二条 配合

双方应当互相配合。
""",
    DocumentKind.PLAN: """\
# 云汀市公共数据授权运营实施方案

## 一、合作

各方应当诚信履行。

## 二、配合

各方应当互相配合。
""",
}
_BLANK = re.compile("【待填：([^】]*)】")
_ROWS = re.compile(r"(?:^[^\n|]+(?: \| [^\n|]+)+\n\n)+", re.MULTILINE)


@cache
def answers() -> Mapping[str, str]:
    """Answers of the sample matter by their titles; the first of those with one title."""
    found: dict[str, str] = {}
    for leaf in leaves(load_matter(SAMPLES / "traffic.yaml", load_registry()).matter):
        title = re.sub(r"第\d+项$", "", leaf.title.split("→")[-1])
        found.setdefault(title, leaf.shown.split("\n")[0].rstrip("。；"))
    return found


def closed(draft: str, remedy: Remedy) -> str:
    """The draft with the remedy behind it as a new article, its blanks filled in and its rows made a table."""
    head, *rest = (_BLANK.sub(lambda blank: answers().get(blank[1], "若干项"), one) for one in remedy.paragraphs)
    text = "".join(f"{one}\n\n" for one in rest)
    return f"{draft}\n## {head}\n\n{_ROWS.sub(_table, text)}"


def _table(match: re.Match[str]) -> str:
    header, *rows = [f"| {row} |" for row in match[0].split("\n\n") if row]
    return "\n".join((header, "|---" * (header.count("|") - 1) + "|", *rows)) + "\n\n"


@pytest.mark.parametrize("side", Side)
@pytest.mark.parametrize("position", Position)
@pytest.mark.parametrize(("kind", "localities"), [
    (DocumentKind.AGREEMENT, ("", "henan", "guangdong", "hunan", "shanxi")),
    (DocumentKind.PLAN, ("", "henan", "shaanxi")),
])  # fmt: skip
def test_a_gap_that_was_closed_is_closed(
    kind: DocumentKind, localities: tuple[str, ...], position: Position, side: Side
) -> None:
    playbook = Playbook().for_side(side, position)
    for locality in localities:
        for gap in verdicts(DRAFTS[kind], kind, playbook, locality).values():
            if locality and not gap.id.startswith(f"{locality}."):
                continue
            assert gap.remedy is not None, gap.id
            after = verdicts(closed(DRAFTS[kind], gap.remedy), kind, playbook, locality)[gap.id]
            assert after.status is Status.PRESENT, (gap.id, after.reason)
