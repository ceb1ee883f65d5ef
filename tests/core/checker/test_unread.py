"""What was not read is never called missing."""

from __future__ import annotations

from dataclasses import replace

import checks
from contractkit.core.checker.engine import Knowledge, check
from contractkit.core.checker.finding import Status
from contractkit.core.checker.playbook import Playbook
from contractkit.core.checker.report import DocumentKind, Verdict
from contractkit.core.document.tree import Loss
from contractkit.library.rule_pages import load_rule_pages

DRAFT = checks.agreement("双方因履行本协议发生争议的，应当协商解决；协商不成的，向甲方所在地人民法院起诉。", "争议解决")


def statuses(*losses: Loss) -> tuple[Verdict, dict[str, Status]]:
    draft = replace(DRAFT, source=replace(DRAFT.source, losses=losses))
    knowledge = Knowledge(checks.cues(), Playbook(), load_rule_pages())
    checked = check(draft, checks.requirements(), knowledge, DocumentKind.AGREEMENT)
    return checked.verdict, {e.id: e.status for item in checked.items for e in item.elements}


def test_with_an_unread_page_nothing_is_missing() -> None:
    verdict, found = statuses(Loss("无文字页", 1, withholds=True))
    assert verdict is Verdict.NOT_ASSESSED
    assert found["14.11.dispute"] is Status.PRESENT
    assert found["14.2.term"] is Status.NOT_ASSESSED
    assert Status.MISSING not in found.values()


def test_comments_and_pictures_withhold_nothing() -> None:
    verdict, found = statuses(Loss("批注", 2), Loss("图片", 1))
    assert verdict is Verdict.INCOMPLETE
    assert found["14.2.term"] is Status.MISSING
