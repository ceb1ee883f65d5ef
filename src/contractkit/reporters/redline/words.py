"""The Chinese words of a comparison, one place for every format."""

from __future__ import annotations

from typing import Final

from contractkit.core.document.tree import Passage
from contractkit.core.redline.compare import Change, ChangeKind
from contractkit.core.redline.comparison import Comparison, Effect
from contractkit.core.redline.diff import Op
from contractkit.reporters import words

KIND: Final = {
    ChangeKind.CHANGED: "修改",
    ChangeKind.ADDED: "增加",
    ChangeKind.REMOVED: "删除",
    ChangeKind.MOVED: "移动",
    ChangeKind.RENUMBERED: "编号",
}
EFFECT: Final = {
    Effect.LOST: "丢失",
    Effect.WEAKER: "变弱",
    Effect.CHANGED: "改变",
    Effect.STRONGER: "变强",
    Effect.GAINED: "补上",
}
_KEPT: Final = 18  # characters of unchanged text beside a change


def place(change: Change) -> str:
    """Where a change stands: the new place, the old one of what went, both of what moved."""
    old, new = _place(change.old), _place(change.new)
    if change.kind is ChangeKind.MOVED:
        return f"{old} → {new}"
    return new or old


def marked(change: Change) -> str:
    """The words with what went in [-…-] and what came in {+…+}; long unchanged stretches shortened."""
    parts = []
    last = len(change.segments) - 1
    for at, segment in enumerate(change.segments):
        if segment.op is Op.DELETE:
            parts.append(f"[-{segment.text}-]")
        elif segment.op is Op.INSERT:
            parts.append(f"{{+{segment.text}+}}")
        else:
            parts.append(_shortened(segment.text, first=at == 0, last=at == last))
    return "".join(parts)


def altered(change: Change) -> str:
    """期限“三年”→“五年”；情态“应当”→“可以”; empty for none."""
    return "；".join(f"{one.term.value}“{one.old}”→“{one.new}”" for one in change.alterations)


def summary(comparison: Comparison) -> str:
    """How many changes of each kind."""
    counts = [(KIND[kind], sum(one.kind is kind for one in comparison.changes)) for kind in ChangeKind]
    found = "、".join(f"{name}{number}处" for name, number in counts if number)
    return f"共{len(comparison.changes)}处变动：{found}。" if found else "两个文件的文字没有变动。"


def _place(passage: Passage | None) -> str:
    return "" if passage is None else words.place(passage.path, passage.location)


def _shortened(text: str, *, first: bool, last: bool) -> str:
    if len(text) <= 2 * _KEPT + 2:
        return text
    head = "" if first else text[:_KEPT]
    tail = "" if last else text[-_KEPT:]
    return f"{head}……{tail}"
