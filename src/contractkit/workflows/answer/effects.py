"""What an answer does to the elements that the law demands, and which of its entries do it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.report import DocumentReport
from contractkit.core.redline.compare import Change
from contractkit.core.redline.comparison import Effect, ElementEffect, FindingEffect
from contractkit.core.redline.rounds.answer import Decision, RoundEffect, Words
from contractkit.workflows.compare.effects import element_effects, finding_effects

_UNTOUCHED: Final = (Decision.ACCEPTED, Decision.PENDING, Decision.PRESENT)
_THERE: Final = (Status.PRESENT, Status.DEFERRED)
_WAITS: Final = "我方的插入仍是修订，接受以前不算数"


def round_effects(
    accepted: DocumentReport, answer: DocumentReport, changes: Sequence[Change], words: Words
) -> Iterator[RoundEffect]:
    """What happened to the elements, held against the returned draft with all that we proposed accepted.

    Args:
        accepted: the check of the returned draft with every tracked change accepted.
        answer: of the answer, likewise.
        changes: between these two.
        words: what the answer says.
    """
    for one in element_effects(accepted, answer, changes):
        linked = _linked(one, [changes[at - 1] for at in one.changes], words)
        if one.old != one.new or linked.replies or linked.edits:
            yield linked


def finding_news(accepted: DocumentReport, answer: DocumentReport) -> Iterator[FindingEffect]:
    """Findings that one of both alone has; one that says the same of words with other numbers in front is no news."""
    found = list(finding_effects(accepted, answer))
    both = {(one.rule, one.message) for one in found if one.appeared} & {
        (one.rule, one.message) for one in found if not one.appeared
    }
    yield from (one for one in found if (one.rule, one.message) not in both)


def hanging_effects(answer: DocumentReport, without: DocumentReport, words: Words) -> Iterator[RoundEffect]:
    """Elements that are there only by proposals of ours that nobody has accepted yet.

    Args:
        answer: the check of the answer with every tracked change accepted.
        without: of the answer with our pending changes rejected.
        words: what the answer says.
    """
    after = {one.id: one for item in without.items for one in item.elements}
    for one in (element for item in answer.items for element in item.elements):
        other = after.get(one.id)
        if other is None or one.status not in _THERE or other.status is one.status or other.status is Status.PRESENT:
            continue
        effect = Effect.LOST if other.status is Status.MISSING else Effect.WEAKER
        yield RoundEffect(
            one.id,
            one.title,
            one.status.value,
            other.status.value,
            effect,
            _WAITS,
            tuple(_pending(one, words)),
            hangs=True,
        )


def _linked(one: ElementEffect, changes: Sequence[Change], words: Words) -> RoundEffect:
    """The effect with the numbers of the entries on whose paragraphs it rests."""
    old = {change.old.location.paragraph for change in changes if change.old is not None}
    new = {change.new.location.paragraph for change in changes if change.new is not None}
    replies = [
        at
        for at, reply in enumerate(words.replies, 1)
        for line in reply.lines
        if (line.decision not in _UNTOUCHED or reply.filled) and line.old.location.paragraph in old
    ]
    edits = [
        at
        for at, edit in enumerate(words.edits, 1)
        if (edit.was is not None and edit.was.location.paragraph in old)
        or (edit.was is None and edit.now is not None and edit.now.location.paragraph in new)
    ]
    return RoundEffect(
        one.id, one.title, one.old, one.new, one.effect, one.why, tuple(dict.fromkeys(replies)), tuple(edits)
    )


def _pending(one: ElementVerdict, words: Words) -> Iterator[int]:
    places = {evidence.location.paragraph for evidence in one.evidence}
    for at, reply in enumerate(words.replies, 1):
        lines = (line for line in reply.lines if line.decision is Decision.PENDING and line.new is not None)
        if any(line.new is not None and line.new.location.paragraph in places for line in lines):
            yield at
