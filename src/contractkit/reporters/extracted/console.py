"""What was read, as a table on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contractkit.core.extraction.extracted import Extracted
from contractkit.core.extraction.fact import Fact
from contractkit.core.extraction.values import is_field
from contractkit.reporters.columns import pad, visible, width
from contractkit.reporters.extracted import words

_WIDEST: Final = 44


def to_text(found: Extracted) -> str:
    """Fields with value, confidence and place; what has to be checked; what was not found."""
    return "\n".join(map(visible, _lines(found))) + "\n"


def _lines(found: Extracted) -> Iterator[str]:
    yield f"文件：{found.path}（{words.KIND[found.kind]}）"
    yield words.summary(found.facts, found.absent.missing)
    yield from (f"未读取：{one}" for one in found.unread)
    part = ""
    for fact in found.facts.settled:
        head, _, rest = words.title(fact.keys).partition("→")
        if head != part:
            part = head
            yield from ("", head)
        yield _line(fact, rest or head)
    if found.facts.doubts:
        yield from ("", "待核对")
    for doubt in found.facts.doubts:
        yield from (f"  {line}" for line in words.doubt_lines(doubt))
    if found.absent.missing:
        yield from ("", f"没有读到（{words.KIND[found.kind]}通常载明）")
    yield from (f"  {line}" for line in words.grouped(found.absent.missing))


def _line(fact: Fact, name: str) -> str:
    value = words.short(words.value(fact.value), 40)
    mark = words.CONFIDENCE[fact.confidence] + ("" if is_field(fact.keys) else "，事项文件无此栏")
    head = f"  {pad(name, _WIDEST)}" if width(name) < _WIDEST else f"  {name}  "
    return f"{head}{value}  〔{mark}，{words.place(fact.source)}〕"
