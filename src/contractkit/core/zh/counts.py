"""Counts in clean Chinese text: a number and the measure word behind it (三名, 1.5亿条, 五至七人, 三十余家)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractkit.core.zh.bounds import bound_of
from contractkit.core.zh.numerals import NUMBER, NUMERAL_CHARACTER, parse_number
from contractkit.core.zh.values import Bound, Kind, Value

_MEASURE = (
    r"(?:人次|场次|项|名(?!称|单|义|录)|家(?!庭|长|属|具|电|用)|份(?!额)|件(?!事大)|户|台|套|批|册|页|笔|组(?!织|成|合|长)|种|类(?!别|型|似)"
    r"|位(?!一体|置|于|数)|轮|起|张|枚|宗|场(?!景|所|地)|处(?!理|置|罚|分|长|于)|座|辆|款|条(?!例|件|款|码)|次(?!要|序|性|日|月|年|元|生|于|级)"
    r"|个(?!工作日|自然[日月]|日历|完整|整|交易|会计|年|月|季|星期|礼拜|周|小时|半|百分点|人|体|性|别|案|税)"
    r"|部门|人(?!民|员|事|工|才|大|口|力|成|身|格|均|脸|行|社|机|文|为|造))"
)
_COUNT = re.compile(
    rf"(?<!\d )(?<!页共)(?<![第上数好几前后\d.,A-Za-z/:~*#_{NUMERAL_CHARACTER}-])(?P<number>{NUMBER})(?P<more>余|多)?{_MEASURE}"
    rf"|(?<=[至到~—-])(?P<high>{NUMBER}){_MEASURE}"
)
# One of these is an article, or part of a word, and not a count: 一种, 一次性, 一项.
_ARTICLE = re.compile(r"[一](?:个|种|类|项|次|条|位|场|批|起|户|组|处|人|件)")
_WORD = re.compile(r"二次|[三万]位|百人|三户|三条红线|千条|万条线|十项全能|万户|百条|千家|百家|万家|千户|百户|三件套")


def find_counts(text: str) -> Iterator[Value]:
    """All counts in order; the span is the number alone. What may be half of a range has no measure word of its own."""
    for match in _COUNT.finditer(text):
        name = "number" if match["number"] else "high"
        number = parse_number(match[name])
        if not number or _ARTICLE.match(match[0]) or _WORD.match(match[0]) or _is_one_each(match):
            continue
        bound = Bound.MORE if match["more"] else bound_of(text, match.start(name), match.end())
        yield Value(Kind.COUNT, match.start(name), match.end(name), number, number, bound)


def _is_one_each(match: re.Match[str]) -> bool:
    """一库一台: one of each kind, the second 一."""
    return match[0].startswith("一") and match.start() > 1 and match.string[match.start() - 2] == "一"
