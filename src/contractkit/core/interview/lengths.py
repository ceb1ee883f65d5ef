"""Lengths of time as people write them → a whole number in the unit of a question: 三年, 36个月, 两周, 20个工作日."""

from __future__ import annotations

from typing import Final

from contractkit.core.interview.question import Question
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.zh.lengths import find_lengths
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.numerals import parse_numeral
from contractkit.core.zh.values import Length, State

_SAMPLES: Final = {"年": "3年", "个月": "6个月", "日": "30日", "个工作日": "20个工作日", "小时": "2小时"}
UNITS: Final = tuple(_SAMPLES)


def read_length(text: str, question: Question) -> int:
    """The number of the question's units that a text means.

    Raises:
        Unreadable: it is no length of time, or one in a unit that cannot be converted exactly: 18 months are no whole
            years, and calendar days no working days.
    """
    bare = normalize(text).text.strip().removeprefix("每").removesuffix("内").strip()
    if (number := parse_numeral(bare.removesuffix(question.unit).removesuffix("个"))) is not None:
        return number
    whole = [
        one.low for one in find_lengths(bare) if (one.start, one.end) == (0, len(bare)) and one.state is State.READ
    ]
    unit, sample = question.unit.removeprefix("个"), _SAMPLES[question.unit]
    remedy = f"本项以{unit}计，请写成“{sample}”的样子。"
    if not whole or not isinstance(whole[0], Length):
        raise Unreadable(f"“{text.strip()}”不是确定的期限。", remedy)
    if (found := _in_unit(whole[0], question.unit)) is None:
        raise Unreadable(f"“{text.strip()}”不能换算成整{unit}。", remedy)
    return found


def _in_unit(length: Length, unit: str) -> int | None:
    """The whole number of units, or None."""
    if length.unbounded:
        return None
    if unit in {"年", "个月"}:
        only_months = not (length.days or length.working_days or length.minutes)
        months = length.months if only_months else 0
        return _exactly(months, 12 if unit == "年" else 1)
    if length.months:
        return None
    if unit == "日":
        return length.days if not length.working_days and not length.minutes else None
    if unit == "个工作日":
        return length.working_days if not length.days and not length.minutes else None
    minutes = length.minutes + length.days * 24 * 60
    return _exactly(minutes, 60) if not length.working_days else None


def _exactly(amount: int, size: int) -> int | None:
    return amount // size if amount and amount % size == 0 else None
