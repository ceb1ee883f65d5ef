"""The one place where cases are judged: a document with just the text, and what the check says of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Final

from checks import CASES, agreement, document, elements, requirements
from contractkit.core.against.compare import PLAN_RULES
from contractkit.core.checker.case import Case, Cases, Outcome
from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.recognition.recogniser import Recogniser
from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules import RULES, RuleContext
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind
from contractkit.library.cases import WRONG, load_cases
from contractkit.workflows.judging import open_knowledge, text_of

_HEADING: Final = {Kind.PLAN: "三、有关安排", Kind.AGREEMENT: "约定事项"}
_PLAN_TITLE: Final = "# 云汀市公共数据资源授权运营实施方案"
_AGREEMENT_TITLE: Final = "# 云汀市公共数据资源授权运营协议"
_HEAD: Final = "# 审查目前判错的用例：应当怎样判，见用例本身；judged 是审查现在的判断。"
_COMMAND: Final = "# 由 pytest tests/core/checker/test_cases.py --rewrite-wrongly-judged 写成，不要手改。"


@cache
def all_cases() -> Cases:
    """The cases that come with contractkit."""
    return load_cases()


@cache
def all_judged() -> Mapping[Case, Outcome]:
    """What the check says of every case."""
    return {case: judged(case) for page in all_cases().pages.values() for case in page.cases}


def judged(case: Case) -> Outcome:
    """What the check says of a case; a rule speaks where it finds something in both kinds of document, or in the pair."""
    if case.plan:
        return _compared(case)
    if case.kind is not None:
        known = _knowledge()
        recogniser = Recogniser(_draft(case, case.kind), known.cues, case.kind, known.learnt)
        verdict = recogniser.judge(elements(case.kind)[case.subject])
        assert verdict.reason.endswith("。"), (case.place, verdict.reason)
        return Outcome(verdict.status.value)
    read = document(case.text)
    found = [_finds(case, read, kind) for kind in (DocumentKind.PLAN, DocumentKind.AGREEMENT)]
    return Outcome.FOUND if all(found) else Outcome.SILENT if not any(found) else Outcome.NOT_ASSESSED


def write_wrong() -> None:
    """Write the list of what is judged wrongly beside the cases."""
    lines = [_HEAD, _COMMAND]
    wrong = [(case, outcome) for case, outcome in all_judged().items() if outcome is not case.expected]
    lines.append("texts:" if wrong else "texts: []")
    for case, outcome in wrong:
        text = json.dumps(case.text, ensure_ascii=False)
        lines.append(f'  - {{subject: "{case.subject}", judged: {outcome.value}, text: {text}}}')
    (CASES / WRONG).write_text("\n".join(lines) + "\n", encoding="utf-8")


def _draft(case: Case, kind: Kind) -> Document:
    heading = case.heading or _HEADING[kind]
    if kind is Kind.AGREEMENT:
        return agreement(case.text, heading)
    return document(f"{_PLAN_TITLE}\n\n## {heading}\n\n{case.text}\n")


def _compared(case: Case) -> Outcome:
    (rule,) = (rule for rule in PLAN_RULES if rule.name == case.subject)
    plan, ours = (document(f"{title}\n\n{text}\n") for title, text in _titled(case))
    found = any(one.is_finding for one in rule.compare(text_of(plan), text_of(ours)))
    return Outcome.FOUND if found else Outcome.SILENT


def _titled(case: Case) -> tuple[tuple[str, str], tuple[str, str]]:
    return (_PLAN_TITLE, case.plan), (_AGREEMENT_TITLE, case.text)


def _finds(case: Case, read: Document, kind: DocumentKind) -> bool:
    (rule,) = (rule for rule in RULES if rule.name == case.subject)
    known = _knowledge()
    models = known.learnt.models if known.learnt else None
    return bool(rule.find(RuleContext(read, kind, requirements(), known.pages, models)))


@cache
def _knowledge() -> Knowledge:
    return open_knowledge()
