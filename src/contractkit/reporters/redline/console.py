"""The comparison on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from contractkit.core.redline.comparison import Comparison
from contractkit.reporters.columns import visible
from contractkit.reporters.redline import words


def to_text(comparison: Comparison) -> str:
    """The comparison as plain text: first what the changes do, then the changes one by one."""
    return "\n".join(map(visible, _lines(comparison))) + "\n"


def _lines(comparison: Comparison) -> Iterator[str]:
    yield f"旧：{comparison.old.path}"
    yield f"新：{comparison.new.path}"
    yield words.summary(comparison)
    for version in (comparison.old, comparison.new):
        yield from (f"未读取（{version.path}）：{one}" for one in version.unread)
    if comparison.elements:
        yield from ("", "对法定内容的影响")
    for element in comparison.elements:
        numbers = "、".join(f"变动{at}" for at in element.changes)
        yield f"  {words.EFFECT[element.effect]}  {element.id} {element.title}：{element.why}" + (
            f"（{numbers}）" if numbers else ""
        )
    if comparison.findings:
        yield from ("", "对问题的影响")
    for finding in comparison.findings:
        yield f"  {'新出现' if finding.appeared else '已消除'}  {finding.rule}：{finding.message}"
    for at, change in enumerate(comparison.changes, 1):
        yield from ("", f"变动{at}  {words.KIND[change.kind]}  {words.place(change)}")
        if told := words.altered(change):
            yield f"  {told}"
        yield f"  {words.marked(change)}"
