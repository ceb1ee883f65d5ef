"""Rules that work by wording: patterns on the rule's page, one sentence at a time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from contractkit.core.checker.rules.context import (
    Hit,
    Rule,
    RuleContext,
    RulePage,
    Span,
    Wording,
    lead_ins,
    operative,
    sentences,
)
from contractkit.core.checker.rules.reported import is_reported
from contractkit.core.document.tree import Passage

_NEGATION = re.compile(
    r"不得|不能|不可(?!撤销)|不应|不允许|不予|不准|严禁|严控|严格管控|管控|禁止|杜绝|未经|并非|不是|避免|防止|是否|如果|若|(?:建议|要求)[^，。；]{0,6}$"
)
_FORBIDDING = re.compile(
    r"不得|不能|不可(?!撤销)|不应|不允许|不予|不准|严禁|严控|严格管控|禁止|杜绝|无权|未经|不参与|未参与|仅限|只能|只可|(?<![甲乙丙丁营权托承发收])方可|须经|报请|"
    r"经[^，。；]{0,16}(?:同意|批准|审议|审核)|防止|避免|防范|如何|是否|处罚|追究|违约|责令|解除|终止|整改"
)
_LISTED_BREACH = re.compile(
    r"下列(?:情形|行为|情况)(?:之一)?|违约情形|违规情形|负面清单|(?:可|有权)(?:书面|单方)?[^，。；]{0,8}(?:终结|终止|解除|收回)|禁止(?:行为|情形)"
)


def wording_rule(name: str) -> Rule:
    """The rule that looks for the patterns on the page of this name."""
    return Rule(name, partial(_detect, name))


def _detect(name: str, context: RuleContext) -> Iterator[Hit]:
    """One hit per passage in which a sentence says what a pattern describes and nothing takes it back."""
    page = context.pages[name]
    if page.wording is None:
        return
    leads = lead_ins(context.document)
    for passage in operative(context.document):
        if _is_listed_breach(passage, leads[passage.index]) or _is_under(passage, page.wording):
            continue
        for sentence in sentences(passage):
            found = None if is_reported(sentence) else _first_match(sentence.text, page.wording)
            if found is not None:
                yield _hit(page, sentence, *found)
                break


def _is_listed_breach(passage: Passage, lead: str) -> bool:
    """Whether a passage stands among breaches, grounds of termination or prohibitions."""
    announced = "".join((passage.clean.text[:60], *passage.headings[-1:], lead))
    return _LISTED_BREACH.search(announced) is not None


def _is_under(passage: Passage, wording: Wording) -> bool:
    return any(pattern.search(heading) for heading in passage.headings for pattern in wording.unless_heading)


def _first_match(text: str, wording: Wording) -> tuple[int, int] | None:
    """Offsets of the words that a pattern or a group of patterns found."""
    if any(pattern.search(text) for pattern in wording.unless):
        return None
    for pattern in wording.violates:
        for match in pattern.finditer(text):
            clause = text[max(text.rfind(mark, 0, match.start()) for mark in "，。；") + 1 : match.start()]
            if not _NEGATION.search(clause):
                return match.span()
    return _together(text, wording)


def _together(text: str, wording: Wording) -> tuple[int, int] | None:
    if _FORBIDDING.search(text):
        return None
    for group in wording.together:
        matches = [pattern.search(text) for pattern in group]
        spans = [match.span() for match in matches if match is not None]
        if len(spans) == len(group):
            return min(start for start, _ in spans), max(end for _, end in spans)
    return None


def _hit(page: RulePage, sentence: Span, start: int, end: int) -> Hit:
    text = sentence.text
    left = max(text.rfind(mark, 0, start) for mark in "，。；") + 1
    right = min((at for mark in "，。；" if (at := text.find(mark, end)) >= 0), default=len(text))
    span = Span(sentence.passage, sentence.start + left, sentence.start + right)
    return Hit(f"{page.title}：“{span.text.strip()}”。", (span,))
