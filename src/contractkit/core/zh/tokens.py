"""Words that a difference never cuts in two: numbers, their units, amounts in capitals, and the words that bind.

A number and its unit are two words, so that of 三年 and 五年 only 三 and 五 differ, but 2026 and 2056 differ as wholes.
Everything else is compared character by character: without a dictionary of all Chinese words, a single 汉字 is the smallest
thing that can be said to have changed.
"""

from __future__ import annotations

import re
from typing import Final

_HAN_NUMBER: Final = "〇零○一二三四五六七八九十百千万亿两廿卅"
_CAPITALS: Final = "壹贰叁肆伍陆柒捌玖拾佰仟萬億"
_UNIT: Final = (
    "个工作日|工作日|个自然日|自然日|个交易日|个月|个季度|季度|小时|分钟|周年|年|月|日|天|周|万元|亿元|千元|元|角|分|万|亿|%|％|‰|"
    "倍|成|份|次|人|名|家|项|条|款|章|节|页|台|套|户|期|级"
)
_TOKEN: Final = re.compile(
    rf"""
    (?<![〇零○一二三四五六七八九十])[〇零○一二三四五六七八九]{{4}}(?=年)
    | (?<=第)[{_HAN_NUMBER}]+(?=[编章节条款项年期次]) | (?<=[百千万]分之)[{_HAN_NUMBER}]+ | [百千万]分之
    | [{_CAPITALS}{_HAN_NUMBER}]*[{_CAPITALS}][{_CAPITALS}零万亿千百]*(?:[元圆]|角|分)*整?
    | \d+(?:[,，]\d{{3}})+(?:\.\d+)? | \d+(?:\.\d+)*
    | [{_HAN_NUMBER}]+(?={_UNIT})
    | 个?工作日|个?自然日|个?交易日|个月|季度|小时|分钟|周年|万元|亿元|千元
    | [A-Za-z]+(?:['’][A-Za-z]+)*
    | 不应当|应当|应该|必须|不得|不可以|不可|可以|有权|无权|无须|无需|不必|禁止|有义务|不承担|免除
    | [甲乙丙丁戊]方 | 双方|各方|三方|任何一方|一方|对方|守约方|违约方
    | 以上|以下|以内|以外|之前|之后|之内|或者|以及|并且|除外|但是
    | \s+ | .
    """,
    re.VERBOSE | re.DOTALL,
)


def tokens(text: str) -> list[str]:
    """The text in pieces that stay whole; joined they are the text again."""
    return _TOKEN.findall(text)
