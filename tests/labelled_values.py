"""The labelled phrases of values.tsv and the notation in which a lawyer writes down what they say.

Columns: kind, phrase, what is to be read (quote→value; …). Values: 5, ≤5, 3~5, 1/3; 12.5 USD; 30%, 7:3; 2026-03-01, 2026-03, 2026-Q1;
2年6月, 5工作日, 72时, 3年+2年, 无期; 空白, 不可读, 不存在, 倒置.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

from contractkit.core.zh.values import Bound, Kind, Length, Money, Reading, State, Value

KINDS = {
    "数": (Kind.COUNT,),
    "金额": (Kind.MONEY,),
    "比例": (Kind.SHARE, Kind.RATIO),
    "日期": (Kind.DATE,),
    "期限": (Kind.LENGTH,),
    "起止": (Kind.SPAN,),
    "全部": tuple(Kind),
}
STATES = {
    "空白": State.BLANK,
    "不可读": State.UNREADABLE,
    "不存在": State.IMPOSSIBLE,
    "倒置": State.REVERSED,
}
Reads = tuple[str, State, Bound, Reading | None, Reading | None]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase with what is to be read in it."""

    kind: str
    text: str
    wanted: tuple[Reads, ...]


def phrases(path: Path) -> Iterator[Phrase]:
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            kind, text, wanted = line.split("\t")
            reads = [_reads(kind, one) for one in wanted.split("；") if "→" in one]
            yield Phrase(kind, text, tuple(reads))


def as_reads(value: Value, text: str) -> Reads:
    """A value as the table writes it, quoted from the raw text."""
    return text[slice(*value.raw)], value.state, value.bound, value.low, value.high


def _reads(kind: str, one: str) -> Reads:
    if kind == "全部":
        kind, _, one = one.partition("：")
    quote, _, value = one.partition("→")
    if value in STATES:
        return quote, STATES[value], Bound.EXACT, None, None
    bound = Bound(value[0]) if value[0] in "≤≥<>≈" else Bound.EXACT
    low, _, high = value.removeprefix(bound).partition("~")
    if kind in READERS:
        return quote, State.READ, bound, READERS[kind](low), READERS[kind](high or low)
    return quote, State.READ, bound, _days(low)[0], _days(high or low)[1]


def _number(value: str) -> Fraction:
    return Fraction(value)


def _money(value: str) -> Money:
    amount, _, currency = value.partition(" ")
    return Money(Decimal(amount), currency or "CNY")


def _share(value: str) -> Fraction | tuple[Fraction, ...]:
    if ":" in value:
        return tuple(Fraction(part) for part in value.split(":"))
    return Fraction(value[:-1]) / 100 if value.endswith("%") else Fraction(value)


def _length(value: str) -> Length:
    if value == "无期":
        return Length(unbounded=True)
    if "+" in value:
        phases = tuple(_length(part).months for part in value.split("+"))
        return Length(months=sum(phases), phases=phases)
    parts = {unit: int(number) for number, unit in re.findall(r"(\d+)(年|月|工作日|日|时|分钟)", value)}
    months = parts.get("年", 0) * 12 + parts.get("月", 0)
    minutes = parts.get("时", 0) * 60 + parts.get("分钟", 0)
    return Length(months, parts.get("日", 0), parts.get("工作日", 0), minutes)


def _days(value: str) -> tuple[date, date]:
    year, *rest = value.split("-")
    if not rest:
        return date(int(year), 1, 1), date(int(year), 12, 31)
    if rest[0].startswith("Q"):
        month = 3 * int(rest[0][1])
        return date(int(year), month - 2, 1), date(int(year), month, monthrange(int(year), month)[1])
    month = int(rest[0])
    if len(rest) == 1:
        return date(int(year), month, 1), date(int(year), month, monthrange(int(year), month)[1])
    return (day := date(int(year), month, int(rest[1]))), day


READERS: dict[str, Callable[[str], Reading]] = {"数": _number, "金额": _money, "比例": _share, "期限": _length}
