"""How fields, places and confidence are said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Final

from contractkit.core.extraction.fact import Confidence, Doubt, Facts, Quote, Value
from contractkit.core.extraction.settling import title_of
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.leaves import shown
from contractkit.reporters.columns import visible

CONFIDENCE: Final = {
    Confidence.CERTAIN: "确定",
    Confidence.PROBABLE: "较可信",
    Confidence.DOUBTFUL: "存疑",
}
KIND: Final = {Kind.PLAN: "实施方案", Kind.AGREEMENT: "授权运营协议"}
_LONGEST: Final = 60


def field_path(keys: Keys) -> str:
    """A path as it is written in JSON: `revenue.shares.0.percent`."""
    return ".".join(map(str, keys))


def title(keys: Keys) -> str:
    """A field in Chinese."""
    return title_of(keys)


def value(found: Value) -> str:
    """A value as documents show it, on one line."""
    if isinstance(found, tuple):
        return "；".join(found)
    return one_line(shown(found))


def place(source: Quote) -> str:
    """Where words stand, for a person: 第六条、6.1, 附件一, 第3页."""
    path = "、".join(label.rstrip("、.") for label in source.path)
    page = f"第{source.location.page}页" if source.location.page else ""
    return "，".join(part for part in (page, path or f"第{source.location.paragraph}段") if part)


def short(text: str, longest: int = _LONGEST) -> str:
    """The beginning of a quote, on one line."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1] + "…"


def one_line(text: str) -> str:
    """A text without line breaks and without anything that steers a screen or ends a comment."""
    return visible(" ".join(text.split()))


def plain(found: Value) -> str | int | float | list[str]:
    """A value for JSON: dates in ISO form, decimals as numbers where that is exact."""
    if isinstance(found, tuple):
        return list(found)
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Decimal):
        return int(found) if found == found.to_integral_value() else float(found)
    return found


def summary(facts: Facts, missing: Iterable[Keys]) -> str:
    """How much was found, in one sentence."""
    counts = {one: sum(fact.confidence is one for fact in facts.settled) for one in Confidence}
    told = "、".join(f"{CONFIDENCE[one]}{count}项" for one, count in counts.items() if count)
    return (
        f"读到{len(facts.settled)}项（{told or '无'}），待核对{len(facts.doubts)}处，没有读到{len(tuple(missing))}项。"
    )


def grouped(keys: Iterable[Keys]) -> Iterator[str]:
    """Fields by the part of the matter they stand in, a line for each: 期限：起始日、届满日."""
    parts: dict[str, list[str]] = {}
    for one in keys:
        head, _, rest = title(one).partition("→")
        parts.setdefault(head, []).extend([rest.replace("→", "的")] if rest else [])
    for head, names in parts.items():
        yield f"{head}：{'、'.join(names)}" if names else head


def doubt_lines(doubt: Doubt) -> Iterator[str]:
    """A doubt with its candidates and where they stand."""
    yield one_line(doubt.message)
    seen: set[tuple[int, str]] = set()
    for fact in doubt.facts[:6]:
        if (key := (fact.source.passage, fact.source.text)) not in seen:
            seen.add(key)
            yield f"  {place(fact.source)}：“{short(fact.source.text)}”"
