"""numbering-gap: a number left out or used twice in a row of articles, sub-clauses or items."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.core.checker.rules.context import Hit, Rule, RuleContext, Span
from contractkit.core.document.tree import BlockKind, Passage, Zone
from contractkit.core.zh.labels import DECIMALS, Label, Scheme, parse_label
from contractkit.core.zh.numerals import to_chinese

_RUNNING = frozenset({Scheme.ARTICLE, Scheme.PREFIXED_ARTICLE})
_DIVIDING = frozenset({Scheme.PART, Scheme.ANNEX})
_TITLES = frozenset({Scheme.ANNEX, Scheme.TABLE, Scheme.STAGE, Scheme.ROMAN, Scheme.LOWER, Scheme.UPPER})
_WIDEST_GAP = 3
_FIRST_CLAUSE = re.compile(r"[^，。；：]*")

_Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Member:
    """One number of a row: its label and the passage it stands before."""

    label: Label
    passage: Passage


def detect(context: RuleContext) -> Iterator[Hit]:
    """One hit per place where a row of numbers skips or repeats."""
    last: dict[_Row, _Member] = {}
    for passage in context.document.passages:
        if passage.kind in {BlockKind.ROW, BlockKind.CONTENTS} or passage.zone in {
            Zone.CONTENTS,
            Zone.COVER,
            Zone.SIGNATURE,
        }:
            continue
        label = parse_label(passage.label) if passage.label else None
        if label is None or not label.values or label.scheme in _TITLES:
            continue
        row = _row(passage, label)
        before = last.get(row)
        last[row] = member = _Member(label, passage)
        if before is not None and (hit := _compare(before, member)) is not None:
            yield hit


def _row(passage: Passage, label: Label) -> _Row:
    """The row a number belongs to: articles run through a part, everything else through its parent."""
    enclosing = passage.path[:-1] if passage.path and passage.path[-1] == passage.label else passage.path
    if label.scheme in _RUNNING:
        enclosing = tuple(step for step in enclosing if (own := parse_label(step)) is None or own.scheme in _DIVIDING)
        enclosing = enclosing[:1]
    prefix = tuple(str(value) for value in label.values[:-1])
    if label.scheme in DECIMALS or label.scheme is Scheme.PREFIXED_DECIMAL:
        enclosing = enclosing[:1]
    return (label.scheme.value, *enclosing, "/", *prefix)


def _compare(before: _Member, here: _Member) -> Hit | None:
    last, number = before.label.values[-1], here.label.values[-1]
    if number == last + 1 or number == 1 or len(before.label.values) != len(here.label.values):
        return None
    if number == last:
        return Hit(f"编号“{here.label.text}”重复出现。", (_opening(here.passage), _opening(before.passage)))
    if last < number <= last + _WIDEST_GAP:
        missing = "、".join(_named(here.label, value) for value in range(last + 1, number))
        return Hit(f"“{before.label.text}”之后是“{here.label.text}”，缺少{missing}。", (_opening(here.passage),))
    return None


def _named(label: Label, value: int) -> str:
    """The label that a missing number would have had."""
    if label.scheme in DECIMALS or label.scheme is Scheme.PREFIXED_DECIMAL:
        head, _, _ = label.text.rpartition(".")
        return f"{head}.{value}"
    own = label.values[-1]
    for written in (str(own), to_chinese(own)):
        if written in label.text:
            return label.text.replace(written, str(value) if written.isascii() else to_chinese(value), 1)
    return f"第{value}个编号"


def _opening(passage: Passage) -> Span:
    match = _FIRST_CLAUSE.match(passage.clean.text)
    return Span(passage, 0, match.end() if match and match.end() else len(passage.clean.text))


NUMBERING_GAP = Rule("numbering-gap", detect)
