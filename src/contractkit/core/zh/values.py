"""What numbers, money, shares, dates and lengths of time in a text are once they are read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """What kind of value it is."""

    COUNT = "count"  # 三名, 1.5亿条
    MONEY = "money"
    SHARE = "share"  # 百分之三十, 三成, 三分之一
    RATIO = "ratio"  # 七三开, 5:3:2
    DATE = "date"
    LENGTH = "length"  # 三年, 五个工作日
    SPAN = "span"  # 自…起至…止


class State(StrEnum):
    """Whether the words could be read as a value."""

    READ = "read"
    BLANK = "blank"  # ____年__月__日
    UNREADABLE = "unreadable"  # capitals that make no amount: 壹佰佰元
    IMPOSSIBLE = "impossible"  # 2月30日
    REVERSED = "reversed"  # a span that ends before it begins


class Bound(StrEnum):
    """How the words around limit the value; by law 以上, 以下, 以内 include it, 超过, 不满, 不足 do not."""

    EXACT = ""
    AT_MOST = "≤"
    AT_LEAST = "≥"
    LESS = "<"
    MORE = ">"
    ABOUT = "≈"


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in a currency.

    Attributes:
        amount: exact, in whole units of the currency.
        currency: ISO 4217.
    """

    amount: Decimal
    currency: str = "CNY"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time; calendar months, days and working days are not converted into each other.

    Attributes:
        months: whole calendar months.
        days: calendar days beyond the months.
        working_days: 工作日 or 交易日.
        minutes: minutes, for lengths in hours and minutes.
        unbounded: 长期, 永久, 无固定期限.
        phases: the months of each part of 3+2年; empty otherwise.
    """

    months: int = 0
    days: int = 0
    working_days: int = 0
    minutes: int = 0
    unbounded: bool = False
    phases: tuple[int, ...] = ()


Reading = Fraction | Money | Length | date | tuple[Fraction, ...]


@dataclass(frozen=True, slots=True)
class Value:
    """A value in a clean text.

    Attributes:
        kind: what it is.
        start: clean offset of its first character.
        end: clean offset after its last character.
        low: the value, or the lower end of a range; the first day of a date or span. None unless `state` is read.
        high: equal to `low` but for a range (三至五年), a date without a day, a span: its last day, included.
        bound: how the words around limit it.
        state: whether it could be read.
        raw: the span in the raw text, as `find_values` tells it.
    """

    kind: Kind
    start: int
    end: int
    low: Reading | None
    high: Reading | None
    bound: Bound = Bound.EXACT
    state: State = State.READ
    raw: tuple[int, int] = (0, 0)


def unread(kind: Kind, start: int, end: int, state: State) -> Value:
    """A value that stands in the text and has no reading."""
    return Value(kind, start, end, None, None, state=state)


BLANK = r"(?:(?<!_)_{1,200}+|【】|［］|\[\]|（）|(?<!□)□{1,40}+)"
"""What stands where a figure is still to be filled in, in clean text, as a regular expression."""
