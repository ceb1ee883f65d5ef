"""Which division stands inside which: learnt from the document, not from one fixed order of numberings.

A numbering that is already open continues where it was; a new one opens inside the innermost division. The first
walk counts which numbering is found inside which; the second uses this where a new numbering could belong inside
or above. Only 编 章 节 条 款 项 have an order of their own (立法法第六十五条).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contractkit.core.document.headings import Form, Shape
from contractkit.core.document.line import Line
from contractkit.core.document.titles import is_note
from contractkit.core.document.tree import Zone
from contractkit.core.zh.labels import DECIMALS, Scheme

_STATUTORY = (Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE, Scheme.CLAUSE, Scheme.ITEM)
_ENDS_FRONT_MATTER = frozenset({Scheme.PART, Scheme.CHAPTER, Scheme.ARTICLE, Scheme.STAGE, Scheme.FINANCIAL})
_BACK_TO_WHOLE = re.compile(r"前[款项]|上述|以上|本[条款章]|除(?:上述|前)")
_PARTY_BLOCK = re.compile(r"(?:甲方(?:（[^）]*）)?|[^，。；：]{1,8}（甲方）)：")


@dataclass(frozen=True, slots=True)
class Division:
    """An open division of the document.

    Attributes:
        scheme: its numbering; None for an unnumbered heading.
        level: heading level where the file gives one.
        mark: how the path names it: its label, or its heading.
        heading: the full heading (`第三条 产品与服务`); empty for a numbered text without a title.
        opens_list: its text ends with a colon, so that numbered texts follow which end with it.
        is_special: stands at the top by its words (鉴于, 附件一, 签署页).
    """

    scheme: Scheme | None
    level: int | None
    values: tuple[int, ...]
    mark: str
    heading: str
    zone: Zone | None
    is_heading: bool
    opens_list: bool
    is_special: bool


Stack = tuple[Division, ...]
Order = Counter[tuple[Scheme, Scheme]]


def enclosing_divisions(lines: Sequence[Line], shapes: Sequence[Shape], outside: frozenset[int]) -> tuple[Stack, ...]:
    """The open divisions at each line, outermost first, the line's own included.

    Args:
        lines: the lines of the document.
        shapes: the form of each line.
        outside: positions that open nothing and stand in nothing (entries of a table of contents).
    """
    order: Order = Counter()
    for stack in _walk(lines, shapes, outside, Counter()):
        schemes = [division.scheme for division in stack if division.scheme]
        order.update(pairwise(schemes))
    return _walk(lines, shapes, outside, order)


def _walk(lines: Sequence[Line], shapes: Sequence[Shape], outside: frozenset[int], order: Order) -> tuple[Stack, ...]:
    stack: Stack = ()
    before_special: Stack = ()
    found: list[Stack] = []
    for at, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        if at in outside:
            found.append(())
            continue
        if shape.form is Form.TITLE:
            stack = ()
        elif shape.form is Form.TEXT:
            stack = _continue_text(stack, line, lines[at - 1] if at else None)
        elif shape.form not in (Form.ROW, Form.SUBTITLE):
            division = _division(line, shape)
            if division.is_special and not (stack and stack[0].is_special):
                before_special = stack
            stack = _resumed(stack, before_special, division)
            stack = (*_parents(stack, division, order), division)
        found.append(stack)
    return tuple(found)


def _division(line: Line, shape: Shape) -> Division:
    label = line.label
    mark = label.text if label else shape.title
    names = (label.text if label else "", shape.title)
    return Division(
        scheme=label.scheme if label else None,
        level=line.block.level if line.is_styled else None,
        values=label.values if label else (),
        mark=mark,
        heading=" ".join(name for name in names if name) if shape.form is not Form.LABELLED else "",
        zone=shape.zone,
        is_heading=shape.form is Form.HEADING,
        opens_list=line.body.endswith("："),
        is_special=shape.is_special,
    )


def _parents(stack: Stack, new: Division, order: Order) -> Stack:
    """The part of `stack` in which `new` stands."""
    if new.is_special:
        return tuple(one for one in stack if new.zone is Zone.RECITAL and one.scheme is Scheme.PART)
    stack = _leave_special(stack, new)
    if new.scheme is None:
        return _above_unnumbered(stack, new)
    if (at := _sibling(stack, new)) is not None:
        return _consistent(stack[:at], new)
    if new.level is not None:
        stack = _above_level(stack, new, order)
    while stack and not stack[-1].is_special and _stands_above(new, stack[-1], order):
        stack = stack[:-1]
    return _consistent(stack, new)


def _resumed(stack: Stack, before_special: Stack, new: Division) -> Stack:
    """The body's divisions again, where `new` continues them behind an annex or signature that was only named."""
    if new.is_special or not (stack and stack[0].is_special) or any(one.scheme is new.scheme for one in stack):
        return stack
    continued = any(
        one.scheme is new.scheme and len(new.values) == 1 and one.values and new.values[0] == one.values[0] + 1
        for one in before_special
    )
    return before_special if continued else stack


def _leave_special(stack: Stack, new: Division) -> Stack:
    """Divisions of the body end a recital, signature or definitions, unless they number its own texts."""
    at = next((at for at, one in enumerate(stack) if one.is_special), None)
    if at is None or stack[at].zone is Zone.ANNEX:
        return stack
    if new.scheme is None:
        return stack if new.level is not None else stack[:at]
    inside = stack[at + 1 :]
    first = inside[0].scheme if inside else None
    is_first_provision = new.scheme in _ENDS_FRONT_MATTER and new.scheme is not first
    restarts = new.scheme is first and new.values == (1,)
    opens_body = new.is_heading and not inside and new.level is None and not is_note(stack[at].heading)
    return stack[:at] if is_first_provision or restarts or opens_body else stack


def _sibling(stack: Stack, new: Division) -> int | None:
    """Where in the stack a division stands that `new` follows on."""
    for at in range(len(stack) - 1, -1, -1):
        one = stack[at]
        nested_by_level = new.level is not None and one.level is not None and new.level > one.level
        if one.scheme is new.scheme and not nested_by_level:
            return at
    return None


def _consistent(stack: Stack, new: Division) -> Stack:
    """Without decimal numbers that `new` does not continue: 2.1.1 does not stand in 1.3."""
    if new.scheme not in DECIMALS:
        return stack
    while stack and stack[-1].scheme in DECIMALS and stack[-1].values != new.values[: len(stack[-1].values)]:
        stack = stack[:-1]
    return stack


def _above_level(stack: Stack, new: Division, order: Order) -> Stack:
    """The divisions above a heading of the file's own level."""
    level = new.level or 1
    while stack:
        top = stack[-1]
        if top.level is None:
            keeps = top.is_heading and _stands_above(top, new, order)
        else:
            keeps = top.level < level or (top.level == level and _stands_above(top, new, order))
        if keeps:
            break
        stack = stack[:-1]
    return stack


def _above_unnumbered(stack: Stack, new: Division) -> Stack:
    """The divisions in which an unnumbered heading stands: those of a higher level, or the innermost headings."""
    if new.level is not None:
        return tuple(one for one in stack if one.level is not None and one.level < new.level)
    stack = stack[
        : next(
            (at for at, one in enumerate(stack) if one.scheme is None and one.level is None and not one.is_special),
            len(stack),
        )
    ]
    while stack and (not stack[-1].is_heading or stack[-1].scheme is Scheme.TABLE):
        stack = stack[:-1]
    return stack


def _stands_above(one: Division, other: Division, order: Order) -> bool:
    """Whether `one` numbers what `other` is inside of, by the statutory order or by what the document showed."""
    if one.scheme is None or other.scheme is None:
        return False
    if one.scheme in _STATUTORY and other.scheme in _STATUTORY:
        return _STATUTORY.index(one.scheme) < _STATUTORY.index(other.scheme)
    return order[one.scheme, other.scheme] > order[other.scheme, one.scheme]


def _continue_text(stack: Stack, line: Line, before: Line | None) -> Stack:
    """Where an unnumbered text belongs: to the open division, or to the whole after its list has ended."""
    if stack and stack[0].is_special and stack[0].zone is Zone.RECITAL and _PARTY_BLOCK.match(line.body):
        return ()
    if len(stack) < 2 or before is None or before.label is None or stack[-1].is_heading:
        return stack
    has_ended = before.body.endswith("。") and (stack[-2].opens_list or stack[-2].zone is Zone.RECITAL)
    if has_ended or (_BACK_TO_WHOLE.match(line.body) and not stack[-1].opens_list):
        return stack[:-1]
    return stack
