"""Lengths of time as people write them → a whole number in the unit of a question: 三年, 36个月, 两周, 20个工作日."""

from __future__ import annotations

from typing import Final

from contractkit.core.interview.question import Question
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.zh.lengths import in_unit, whole_length
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.numerals import parse_numeral

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
    unit, sample = question.unit.removeprefix("个"), _SAMPLES[question.unit]
    remedy = f"本项以{unit}计，请写成“{sample}”的样子。"
    if (length := whole_length(bare)) is None:
        raise Unreadable(f"“{text.strip()}”不是确定的期限。", remedy)
    if (found := in_unit(length, question.unit)) is None:
        raise Unreadable(f"“{text.strip()}”不能换算成整{unit}。", remedy)
    return found
