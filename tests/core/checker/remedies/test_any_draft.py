"""Whatever a draft looks like, each of its gaps gets a text and a place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checks import document, requirements
from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.playbook import Playbook
from contractkit.core.checker.recognition.evidence import whole
from contractkit.core.checker.remedies.writing import RemedyWriter
from contractkit.core.law.requirement import Kind
from core.checker.remedies.drafts import catalog

LINES = (
    "第一章 总则", "第一条 授权方与被授权方订立本合同。", "第二条 期限", "第十九条", "第三条之一 期限为三年。", "一、目标", "二、期限为四年。", "十、", "（一）范围如下：",
    "（二）期限", "1.1 甲方应当供数。", "1.2 乙方应当付费：", "2.1", "1.1.1 细则。", "① 保密；", "⑳ 届满。", "甲、标的", "癸、附则", "壹、總則", "（a）保密", "附件一 目录",
    "| 序号 | 名称 |\n|---|---|\n| 1 | 路况 |", "甲方：云汀数源有限公司", "云汀市数据局（以下简称“市局”）", "鉴于双方合意。", "目录", "乙方（盖章）：", "授權實體須遵守本合同。",
    "## 1 目的", "## 第四条", "正文。",
)  # fmt: skip


@given(
    lines=st.lists(st.sampled_from(LINES), max_size=14),
    at=st.lists(st.integers(0, 30), max_size=4),
    kind=st.sampled_from(Kind),
)
@settings(deadline=None, max_examples=120)
def test_every_gap_gets_its_text(lines: list[str], at: list[int], kind: Kind) -> None:
    """Some elements stand somewhere, some are put off somewhere, all others are missing."""
    draft = document("\n\n".join(("# 某某文本", *lines)) + "\n")
    every = [element for item in requirements().of_kind(kind) for element in item.elements]
    places = dict(zip(range(0, len(every), 3), at, strict=False))
    verdicts = []
    for number, element in enumerate(every):
        evidence = tuple(whole(draft.passages[p % len(draft.passages)]) for p in [places.get(number)] if p is not None)
        there = Status.PRESENT if number % 2 else Status.DEFERRED
        status = there if evidence else Status.MISSING
        verdicts.append(ElementVerdict(element.id, element.title, status, "", evidence))

    writer = RemedyWriter(draft, kind, requirements(), catalog(), Playbook(), verdicts)

    for verdict in verdicts:
        if verdict.is_gap:
            remedy = writer.remedy(verdict)
            assert remedy is not None
            assert remedy.place.endswith(("。", "）"))
            assert any(line.strip() for line in remedy.paragraphs)
            assert remedy.number == "" or remedy.paragraphs[0].startswith(remedy.number[:1])
