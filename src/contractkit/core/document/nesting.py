"""Which division stands inside which: learnt from the document, not from one fixed order of numberings.

A numbering that is already open continues where it was; a new one opens inside the innermost division. The first
walk counts which numbering is found inside which; the second uses this where a new numbering could belong inside
or above. Only 编 章 节 条 款 项 have an order of their own (立法法第六十五条).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from contractkit.core.document.headings import Form, Shape
from contractkit.core.document.line import Line
from contractkit.core.document.party_lines import begins_parties
from contractkit.core.document.titles import is_front_note, is_note
from contractkit.core.document.tree import Zone
from contractkit.core.document.unnumbered import names_party_duties
from contractkit.core.zh.labels import DECIMALS, Scheme

_STATUTORY = (Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE, Scheme.CLAUSE, Scheme.ITEM)
# Parts and chapters divide a document as a whole: nothing but an annex or a part stands above them.
_WHOLE = frozenset({Scheme.PART, Scheme.CHAPTER})
# Marks that writers mix in one list: 2、 after 1., 3） after （2）.
_FAMILIES = (
    frozenset(
        {
            Scheme.ARABIC,
            Scheme.ARABIC_COMMA,
            Scheme.ARABIC_BARE,
            Scheme.ARABIC_BRACKETS,
            Scheme.ARABIC_HALF_BRACKET,
        }
    ),
    frozenset({Scheme.CHINESE, Scheme.CHINESE_BRACKETS}),
    frozenset({Scheme.LOWER, Scheme.LOWER_BRACKETS}),
    frozenset({Scheme.LOWER_ROMAN, Scheme.LOWER_ROMAN_BRACKETS}),
    frozenset({Scheme.UPPER, Scheme.UPPER_BRACKETS}),
    frozenset({Scheme.STEM, Scheme.STEM_BRACKETS}),
)
# Numbers of list items, never of a contract's clauses.
_SMALL = frozenset().union(*_FAMILIES[:1], *_FAMILIES[2:5], {Scheme.CIRCLED})
_ENDS_FRONT_MATTER = frozenset({Scheme.PART, Scheme.CHAPTER, Scheme.ARTICLE, Scheme.STAGE, Scheme.FINANCIAL})
_BACK_TO_WHOLE = re.compile(r"前[款项]|上述|以上|本[条款章]|除(?:上述|前)|本(?:方案|协议|合同|办法)自")


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
        opened: position of the line that opens it.
        table: the table whose row it is; it ends with the table.
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
    opened: int
    table: int | None = None


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
    following = _labels_behind(lines, outside)
    last: dict[Scheme, tuple[int, ...]] = {}
    stack: Stack = ()
    before_special: Stack = ()
    found: list[Stack] = []
    for at, (line, shape) in enumerate(zip(lines, shapes, strict=True)):
        if at in outside:
            found.append(())
            continue
        stack = _without_table(stack, line)
        if shape.signs or shape.form is Form.TITLE:
            before_special = before_special if _is_in_special(stack) else stack
            stack = () if shape.form is Form.TITLE else stack[: _signed_depth(stack)]
        elif shape.form is Form.TEXT and not line.is_note:
            stack = _continue_text(stack, lines, at, following[at])
        elif shape.form is Form.NAMED:
            found.append(_listing(lines, shapes, found, at, stack))
            continue
        elif division := _division(at, line, shape):
            if division.is_special and not _is_in_special(stack):
                before_special = stack
            stack = _resumed(stack, before_special, division)
            stack = (*_parents(stack, division, order, runs_on=_runs_on(division, last)), division)
            if division.scheme:
                last[division.scheme] = division.values
        found.append(stack)
    return tuple(found)


def _listing(lines: Sequence[Line], shapes: Sequence[Shape], found: Sequence[Stack], at: int, stack: Stack) -> Stack:
    """The divisions in which an annex is named: those of the sentence or heading that leads the list in, or none."""
    if at and shapes[at - 1].form is Form.NAMED:
        return found[at - 1]
    leads_in = at and (lines[at - 1].body.endswith("：") or shapes[at - 1].form is Form.HEADING)
    return stack if leads_in else ()


def _runs_on(new: Division, last: Mapping[Scheme, tuple[int, ...]]) -> bool:
    """Whether `new` follows the last number of its own scheme, wherever that stood."""
    before = last.get(new.scheme, ()) if new.scheme else ()
    return bool(before and new.values) and before[-1] + 1 == new.values[-1]


def _labels_behind(lines: Sequence[Line], outside: frozenset[int]) -> tuple[Line | None, ...]:
    """For each line the next one that has a number."""
    found: list[Line | None] = []
    numbered: Line | None = None
    for at in range(len(lines) - 1, -1, -1):
        found.append(numbered)
        if lines[at].label is not None and at not in outside:
            numbered = lines[at]
    return tuple(reversed(found))


def _without_table(stack: Stack, line: Line) -> Stack:
    """The stack without divisions that rows of a table before `line` opened."""
    table = line.block.location.table if line.is_row else None
    end = next((at for at, one in enumerate(stack) if one.table not in (None, table)), len(stack))
    return stack[:end]


def _is_in_special(stack: Stack) -> bool:
    return bool(stack) and stack[0].is_special


def _signed_depth(stack: Stack) -> int:
    """How much of the stack stays open where somebody signs: an annex, a signature page, and what stands above it."""
    return next((at + 1 for at, one in enumerate(stack) if one.is_special or one.zone is Zone.SIGNATURE), 0)


def _division(at: int, line: Line, shape: Shape) -> Division | None:
    """The division that a line opens; None where it opens none."""
    label = shape.label
    if shape.form in (Form.SUBTITLE, Form.TEXT, Form.NAMED) or (shape.form is Form.ROW and label is None):
        return None
    names = (label.text if label else "", shape.title)
    return Division(
        scheme=shape.scheme,
        level=line.block.level if line.is_styled else None,
        values=label.values if label else (),
        mark=label.text if label else shape.title,
        heading=" ".join(name for name in names if name) if shape.form is not Form.LABELLED else "",
        zone=shape.zone,
        is_heading=shape.form is Form.HEADING,
        opens_list=line.body.endswith("："),
        is_special=shape.is_special,
        opened=at,
        table=(line.block.location.table or 0) if line.is_row else None,
    )


def _parents(stack: Stack, new: Division, order: Order, *, runs_on: bool) -> Stack:
    """The part of `stack` in which `new` stands."""
    if new.is_special:
        return tuple(one for one in stack if new.zone is Zone.RECITAL and one.scheme is Scheme.PART)
    stack = _leave_special(stack, new)
    if new.scheme is None:
        return _above_unnumbered(stack, new)
    at = _sibling(stack, new)
    at = _relative(stack, new) if at is None and not runs_on else at
    if at is not None:
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
    is_decimal = new.scheme in DECIMALS and first not in DECIMALS and stack[at].zone is Zone.RECITAL
    is_first_provision = is_decimal or (new.scheme in _ENDS_FRONT_MATTER and new.scheme is not first)
    restarts = new.scheme is first and new.values == (1,)
    opens_body = (
        new.is_heading
        and not inside
        and new.level is None
        and not (is_note(stack[at].heading) or is_front_note(stack[at].heading))
    )
    return stack[:at] if is_first_provision or restarts or opens_body else stack


def _sibling(stack: Stack, new: Division) -> int | None:
    """Where in the stack a division stands that `new` follows on."""
    for at in range(len(stack) - 1, -1, -1):
        one = stack[at]
        nested_by_level = new.level is not None and one.level is not None and new.level > one.level
        if one.scheme is new.scheme and not nested_by_level:
            return at
    return None


def _relative(stack: Stack, new: Division) -> int | None:
    """Where a list stands that `new` goes on with, though its mark looks a little different."""
    family = next((schemes for schemes in _FAMILIES if new.scheme in schemes), frozenset[Scheme]())
    if not family or new.values in ((), (1,)) or new.level is not None:
        return None
    for at in range(len(stack) - 1, -1, -1):
        one = stack[at]
        if one.scheme in family and one.values and one.values[0] + 1 == new.values[0]:
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
    if stack and _is_plain_heading(stack[-1]) and stack[-1].opened == new.opened - 1:
        return stack
    stack = stack[: _unnumbered_sibling(stack, new)]
    groups = names_party_duties(new.mark)
    while stack and (not stack[-1].is_heading or stack[-1].scheme is Scheme.TABLE):
        if groups and stack[-1].opens_list and stack[-1].scheme not in _SMALL:
            break
        stack = stack[:-1]
    return stack


def _is_plain_heading(one: Division) -> bool:
    return one.scheme is None and one.level is None and not one.is_special


def _unnumbered_sibling(stack: Stack, new: Division) -> int:
    """Where the unnumbered heading stands that `new` follows on: one about a party follows another about a party."""
    places = [at for at, one in enumerate(stack) if _is_plain_heading(one)]
    if not places:
        return len(stack)
    is_about_party = names_party_duties(new.mark)
    return next((at for at in reversed(places) if names_party_duties(stack[at].mark) == is_about_party), places[0])


def _stands_above(one: Division, other: Division, order: Order) -> bool:
    """Whether `one` numbers what `other` is inside of, by the statutory order or by what the document showed."""
    if one.scheme is Scheme.PART and other.scheme is None:
        return other.level is None
    if one.scheme is None or other.scheme is None:
        return False
    if one.scheme in _WHOLE and other.scheme not in _STATUTORY:
        return True
    if one.scheme in _STATUTORY and other.scheme in _STATUTORY:
        return _STATUTORY.index(one.scheme) < _STATUTORY.index(other.scheme)
    return order[one.scheme, other.scheme] > order[other.scheme, one.scheme]


def _continue_text(stack: Stack, lines: Sequence[Line], at: int, following: Line | None) -> Stack:
    """Where an unnumbered text belongs: to the open division, or to the whole after its list has ended."""
    line, before = lines[at], lines[at - 1] if at else None
    if stack and stack[0].is_special and stack[0].zone is Zone.RECITAL and _begins_parties(lines, at):
        return ()
    if before is not None and before.label is not None:
        stack = _behind_list(stack, before, following, goes_back=bool(_BACK_TO_WHOLE.match(line.body)))
    if stack and line.body.endswith("：") and not stack[-1].opens_list:
        stack = (*stack[:-1], replace(stack[-1], opens_list=True))
    return stack


def _begins_parties(lines: Sequence[Line], at: int) -> bool:
    """Whether the parties are named from line `at` on, or from the next under a title at `at`."""
    if begins_parties(lines[at].outer):
        return True
    return lines[at].could_be_title and at + 1 < len(lines) and begins_parties(lines[at + 1].body)


def _behind_list(stack: Stack, before: Line, following: Line | None, *, goes_back: bool) -> Stack:
    """The divisions in which a text behind a numbered text stands."""
    if len(stack) < 2 or stack[-1].is_heading or (not goes_back and _goes_on(stack[-1], following)):
        return stack
    has_ended = before.body.endswith("。") and (stack[-2].opens_list or stack[-2].zone is Zone.RECITAL)
    if not has_ended and (not goes_back or stack[-1].opens_list):
        return stack
    stack = stack[:-1]
    # A list in an item of a list: the item has ended with it, unless the next number goes on with the outer list.
    while len(stack) > 1 and stack[-1].scheme in _SMALL and stack[-1].opens_list and not _goes_on(stack[-1], following):
        stack = stack[:-1]
    return stack


def _goes_on(one: Division, following: Line | None) -> bool:
    return following is not None and following.scheme is one.scheme and following.values[:1] > one.values[:1]
