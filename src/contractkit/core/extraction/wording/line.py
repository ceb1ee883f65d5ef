"""One line of a clause text held against the words of a document: what stands in its slots.

A text can hold the very words that stand around its slot. So it is read twice, with the shortest and with the longest
texts: where both agree nothing else is possible, where they differ the line says so.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from functools import lru_cache

from contractkit.core.extraction.wording.template import OPEN, Form, Line, Mark, Part, Slot, in_first
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys, find
from contractkit.core.zh.numerals import to_chinese

_NUMBERS: Mapping[tuple[Kind, Mark], str] = {
    (Kind.AGREEMENT, Mark.PLAIN): r"(?:\d{1,3}\.\d{1,3}[\u3000 \t]*)?",
    (Kind.AGREEMENT, Mark.ITEM): r"(?:（[一二三四五六七八九十百]{1,5}）[\u3000 \t]*)?",
    (Kind.AGREEMENT, Mark.ANNEX): r"(?:附件[一二三四五六七八九十]{1,3}[\u3000 \t]*)?",
    (Kind.PLAN, Mark.ITEM): r"(?:\d{1,3}\.[\u3000 \t]*)?",
    (Kind.PLAN, Mark.SECTION): r"(?:（[一二三四五六七八九十百]{1,5}）[\u3000 \t]*)?",
}
_REFERENCE = r"(?:第|附件)[一二三四五六七八九十百\d.]{1,8}(?:条|款|部分)?(?:（[一二三四五六七八九十百]{1,5}）)?|（[一二三四五六七八九十百]{1,5}）"
_CLAUSE_NUMBER = re.compile(r"\d{1,3}\.\d{1,3}\u3000")


@dataclass(frozen=True, slots=True)
class Taken:
    """What one slot holds.

    Attributes:
        keys: the field, the number of the repetition in its place.
        text: the words.
        start: offset in the text that was read.
        other: what it holds if the text is read otherwise; equal to `text` where there is one reading.
        form: how the slot writes its value.
        mark: what joins the members of a joined one.
    """

    keys: Keys
    text: str
    start: int
    other: str
    form: Form
    mark: str = ""


def read_line(
    parts: Sequence[Part], text: str, kind: Kind, mark: Mark, index: int = 0, member: tuple[str, ...] = ()
) -> tuple[Taken, ...] | None:
    """What the slots of a line hold in `text`; None where the text is not this line.

    Args:
        parts: fixed texts and slots.
        text: a whole paragraph or cell.
        kind: the kind of document, which numbers its lines in its way.
        mark: what the line became.
        index: number of the repetition.
        member: the part that stands for the open member of a fixed row.
    """
    short = _pattern(tuple(parts), kind, mark, index, greedy=False).fullmatch(text)
    if short is None:
        return None
    long = _pattern(tuple(parts), kind, mark, index, greedy=True).fullmatch(text) or short
    slots = [part for part in parts if isinstance(part, Slot) and part.keys]
    return tuple(
        Taken(
            _placed(slot.keys, index, member),
            short[f"s{number}"] or "",
            short.start(f"s{number}"),
            long[f"s{number}"] or "",
            slot.form,
            slot.texts[0] if slot.form is Form.JOINED else "",
        )
        for number, slot in enumerate(slots)
        if short[f"s{number}"] is not None
    )


def begins(line: Line, text: str, kind: Kind, index: int = 0) -> bool:
    """Whether a text begins as this line does, up to its first slot of free text."""
    return _opening(line.parts, kind, line.mark, index).match(text) is not None


def is_numbered(text: str, kind: Kind) -> bool:
    """Whether a text begins with the number that our own paragraphs have; no answer can hold that wide space."""
    return kind is Kind.AGREEMENT and _CLAUSE_NUMBER.match(text) is not None


def _placed(keys: tuple[str, ...], index: int, member: tuple[str, ...]) -> Keys:
    opened = (*member, *keys[1:]) if keys[0] == OPEN else keys
    return tuple(index if key == "*" else key for key in opened)


@lru_cache(maxsize=8192)
def _pattern(parts: tuple[Part, ...], kind: Kind, mark: Mark, index: int, *, greedy: bool) -> re.Pattern[str]:
    return re.compile("".join((_NUMBERS.get((kind, mark), ""), *_written(parts, index, greedy=greedy))), re.DOTALL)


@lru_cache(maxsize=4096)
def _opening(parts: tuple[Part, ...], kind: Kind, mark: Mark, index: int) -> re.Pattern[str]:
    fixed: list[Part] = []
    for part in parts:
        if isinstance(part, Slot) and part.keys and _shape(part) is None:
            break
        fixed.append(part)
    return re.compile(
        "".join((_NUMBERS.get((kind, mark), ""), *_written(tuple(fixed), index, greedy=False))), re.DOTALL
    )


def _written(parts: tuple[Part, ...], index: int, *, greedy: bool) -> Iterator[str]:
    number = 0
    lazy = "" if greedy else "?"
    for part in parts:
        if isinstance(part, str):
            yield re.escape(part).replace("\u3000", r"[\u3000 ]*")  # a page has no wide space
        elif part.keys:
            yield _slot(part, f"s{number}", lazy)
            number += 1
        elif part.form is Form.INDEX:
            yield re.escape(to_chinese(index + 1))
        elif part.form is Form.CHOICE:
            yield "(?:" + "|".join(map(re.escape, part.texts)) + ")"
        elif part.form is Form.REFERENCE:
            yield f"(?:{_REFERENCE})"
        else:
            yield f".*{lazy}"


def _slot(slot: Slot, name: str, lazy: str) -> str:
    if slot.form is Form.MONEY:
        return rf"人民币(?P<{name}>[\d,]+\.\d\d)元（大写：[^（）]*）"
    value = f"(?P<{name}>{_shape(slot) or f'.+{lazy}'})"
    if slot.form is Form.OPTIONAL:
        before, behind = map(re.escape, slot.texts)
        return f"(?:{before}{value}{behind})?"
    return rf"{value}[；。]" if slot.form is Form.ENDED else value


@lru_cache(maxsize=1024)
def _shape(slot: Slot) -> str | None:
    """The only texts that a value of its kind can have; None for free text."""
    field = find(in_first(slot.keys)) if slot.keys and slot.keys[0] != OPEN else None
    if field is None or slot.form is Form.JOINED:
        return None
    if isinstance(field.kind, type) and issubclass(field.kind, Enum):
        return "|".join(re.escape(str(one.value)) for one in field.kind)
    return {int: r"\d{1,6}", Decimal: r"\d{1,13}(?:\.\d{1,2})?", date: r"\d{4}年\d{1,2}月\d{1,2}日"}.get(field.kind)
