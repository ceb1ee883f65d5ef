"""What a document without the usual form is: a plan or an agreement that states most of what one must state."""

from __future__ import annotations

import re

from contractkit.core.checker.finding import Status
from contractkit.core.checker.kinds import KindVerdict
from contractkit.core.checker.recognition.cues import Cues
from contractkit.core.checker.recognition.recogniser import Learnt, Recogniser
from contractkit.core.checker.report import DocumentKind
from contractkit.core.document.tree import Document
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind

_CHINESE = {Kind.PLAN: "授权运营实施方案", Kind.AGREEMENT: "授权运营协议"}
_SUBJECT = re.compile("数据|信息|资料|记录")
_MENTIONS = 8  # of its subject, without which a text is not worth reading element by element


def by_elements(document: Document, requirements: Requirements, cues: Cues, learnt: Learnt) -> KindVerdict | None:
    """The kind of which the document states enough elements (`KindRule.elements`), the greater share of two; or None."""
    if sum(len(_SUBJECT.findall(passage.clean.text)) for passage in document.passages) < _MENTIONS:
        return None
    found = [
        (stated / demanded, kind, stated, demanded)
        for kind, rule in cues.kinds.items()
        for stated, demanded in [_stated(document, requirements, cues, learnt, kind)]
        if demanded and stated / demanded >= rule.elements
    ]
    if not found:
        return None
    _, kind, stated, demanded = max(found)
    reason = f"没有通常的形式，但{demanded}项只有{_CHINESE[kind]}才写的要素写明了{stated}项，按{_CHINESE[kind]}审查。"
    return KindVerdict(DocumentKind(kind.value), reason)


def _stated(document: Document, requirements: Requirements, cues: Cues, learnt: Learnt, kind: Kind) -> tuple[int, int]:
    """How many of the elements that tell a kind a document states, and how many there are."""
    recogniser = Recogniser(document, cues, kind, learnt)
    elements = [
        element
        for item in requirements.of_kind(kind)
        for element in item.elements
        if element.id not in cues.kinds[kind].common
    ]
    return sum(recogniser.judge(element).status is Status.PRESENT for element in elements), len(elements)
