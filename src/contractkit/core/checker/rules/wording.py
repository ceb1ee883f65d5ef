"""Rules that work by wording: who may do what with which object, as frames on the rule's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache, partial

from contractkit.core.checker.recognition.margins import Models
from contractkit.core.checker.rules.context import Frame, Hit, Rule, RuleContext, RulePage, Span, Wording
from contractkit.core.checker.rules.margins import RuleMargins
from contractkit.core.checker.rules.statements import Same, Statement, statements
from contractkit.core.document.tree import Document, Passage

_NEIGHBOURS = 1  # passages further on
_REACH = 110  # characters on both sides of a frame's first words within which the others must stand


def wording_rule(name: str) -> Rule:
    """The rule that looks for the frames on the page of this name."""
    return Rule(name, partial(_detect, name))


def _detect(name: str, context: RuleContext) -> Iterator[Hit]:
    """One hit per provision in which a sentence fills a frame and nothing takes it back."""
    page = context.pages[name]
    if page.wording is None:
        return
    hits: list[Hit] = []
    margins = None if context.models is None else _margins(Same(context.document), Same(context.models))
    for statement in statements(context.document):
        hit = _judged(page, page.wording, statement, margins)
        if hit is None:
            continue
        if hits and _is_same_provision(hits[-1].spans[-1], hit.spans[0]):
            hits[-1] = replace(hits[-1], spans=(*hits[-1].spans, *hit.spans))
        else:
            hits.append(hit)
    yield from hits


@lru_cache(maxsize=1)  # the rules ask for the same document one after the other
def _margins(document: Same[Document], models: Same[Models]) -> RuleMargins:
    return RuleMargins(statements(document.thing), models.thing)


def _judged(page: RulePage, wording: Wording, statement: Statement, margins: RuleMargins | None) -> Hit | None:
    if not wording.about.search(statement.text) or any(one.search(statement.text) for one in wording.unless):
        return None
    if _is_under(statement.span.passage, wording):
        return None
    hit = next((hit for frame in wording.frames if (hit := _hit(page, frame, statement))), None)
    if margins is None:
        return hit
    if hit is not None:
        margin = margins.of(statement, page.name)
        return hit if margin is None or margin >= wording.refused else None
    return _proposed(page, wording, statement, margins)


def _proposed(page: RulePage, wording: Wording, statement: Statement, margins: RuleMargins) -> Hit | None:
    """A sentence that fills no frame, but reads like those that break the rule and affirms what it says."""
    if not margins.is_foremost(statement, page.name):
        return None
    margin = margins.of(statement, page.name)
    if margin is None or margin < wording.proposed or not _affirms(wording, statement):
        return None
    text = statement.span.text.strip("；。")
    start = statement.span.start + statement.span.text.index(text)
    quote = Span(statement.span.passage, start, start + len(text))
    return Hit(f"{page.title}：“{quote.text.strip()}”。", (quote,))


def _affirms(wording: Wording, statement: Statement) -> bool:
    """Whether what the rule is about is left where clauses that forbid, deny or threaten are taken out."""
    if not any(frame.affirmed for frame in wording.frames):
        return True
    return wording.about.search(statement.live) is not None


def _is_same_provision(before: Span, here: Span) -> bool:
    """Whether two places stand next to each other under one heading: one arrangement, told in several sentences."""
    near = here.passage.index - before.passage.index <= _NEIGHBOURS
    return near and before.passage.headings == here.passage.headings


def _is_under(passage: Passage, wording: Wording) -> bool:
    return any(pattern.search(heading) for heading in passage.headings for pattern in wording.unless_heading)


def _hit(page: RulePage, frame: Frame, statement: Statement) -> Hit | None:
    place = _fill(frame, statement)
    if place is None or any(pattern.search(statement.text) for pattern in frame.unless):
        return None
    if any(pattern.search(statement.section) for pattern in frame.unless_section):
        return None
    if not _reaches(page, frame, statement):
        return None
    quote = _clauses(statement, *place)
    return Hit(f"{page.title}，{frame.says}：“{quote.text.strip()}”。", (quote,))


def _reaches(page: RulePage, frame: Frame, statement: Statement) -> bool:
    """Whether a sentence reads enough like those that break the rule."""
    if page.wording is None or page.wording.likeness is None:
        return True
    margin = page.wording.likeness.margin(page.name, statement.live if frame.affirmed else statement.text)
    return margin is None or margin >= frame.least


def _fill(frame: Frame, statement: Statement) -> tuple[int, int] | None:
    """Offsets of the words that fill a frame, in the sentence; None where one of its parts is not there."""
    text = statement.live if frame.affirmed else statement.text
    for anchor in frame.all[0].finditer(text):
        low, high = max(0, anchor.start() - _REACH), anchor.end() + _REACH
        parts = [anchor, *(pattern.search(text, low, high) for pattern in frame.all[1:])]
        spans = [part.span() for part in parts if part is not None]
        if len(spans) == len(parts) and _is_surrounded(frame, statement, text, low, high):
            return min(start for start, _ in spans), max(end for _, end in spans)
    return None


def _is_surrounded(frame: Frame, statement: Statement, text: str, low: int, high: int) -> bool:
    """Whether what may also stand over a sentence stands in it or over it."""
    return all(pattern.search(text, low, high) or pattern.search(statement.around) for pattern in frame.around)


def _clauses(statement: Statement, start: int, end: int) -> Span:
    """The comma clauses around an offset range, so that the quote can be read by itself."""
    text, span = statement.text, statement.span
    left = max(text.rfind(mark, 0, start) for mark in "，。；") + 1
    right = min((at for mark in "，。；" if (at := text.find(mark, end)) >= 0), default=len(text))
    return Span(span.passage, span.start + left, span.start + right)
