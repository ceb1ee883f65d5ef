"""Amounts of money in clean Chinese text, in yuan as exact decimals, and the capital form they should have.

Figures: ¥1,200,000.00, 5 000 000元, 人民币120万元, 3.6亿元, 9.3百万元, ¥30万. Words, capital or plain: 壹佰贰拾伍万元整,
叁仟元伍角陆分, 九十六万元. A figure without a currency mark and without 元 is no amount.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from contractkit.core.zh.numerals import parse_numeral


class AmountForm(StrEnum):
    """How an amount is written."""

    FIGURE = "figure"
    CAPITAL = "capital"  # 壹贰叁…, the form that banks and courts prefer
    PLAIN = "plain"  # 一二三…


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount of money in a text.

    Attributes:
        start: offset of its first character (its currency mark included).
        end: offset after its last character.
        yuan: exact value in yuan.
        form: figure, capital or plain words.
    """

    start: int
    end: int
    yuan: Decimal
    form: AmountForm


_UNITS = {
    "": Decimal(1),
    "百": Decimal(100),
    "千": Decimal(1000),
    "万": Decimal(10_000),
    "十万": Decimal(100_000),
    "百万": Decimal(1_000_000),
    "千万": Decimal(10_000_000),
    "亿": Decimal(100_000_000),
    "万亿": Decimal(1_000_000_000_000),
}
_MARK = r"(?:人民币|RMB|CNY|[¥￥])"
_FIGURE = re.compile(
    rf"(?<![\d.,A-Za-z])(?P<mark>(?:{_MARK}[:：]?\s?){{0,3}})"
    # Two groups behind spaces are thousands, and one that begins with a zero; 2026 500元 may be two numbers.
    r"(?P<digits>(?:\d{1,3}(?:(?:[,，]\d{3}){1,6}|(?: \d{3}){2,6}| 0\d{2})|\d{1,64})(?:\.\d{1,8})?)(?![\d%‰])"
    r"\s*(?P<unit>万亿|百万|千万|十万|[百千万亿]|)(?P<yuan>元|圆)?"
)
_MIXED = re.compile(
    rf"(?<![\d.,A-Za-z])(?:{_MARK}[:：]?\s?)?(?P<number>\d{{1,4}}[万亿]\d{{1,4}}[百千万](?:\d{{1,3}}百?)?)(?P<yuan>元|圆)"
)
_CAPITAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_WORDED = r"[〇零一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]"
_WORDS = re.compile(
    rf"(?P<mark>(?:{_MARK}[:：]?)?)(?<!{_WORDED})(?P<whole>{_WORDED}{{1,40}}+)(?P<yuan>元(?![素旦宵首老件]|数据|宇宙|二次|一次)|圆)(?:整|正|(?P<small>(?:零?{_WORDED}角)?(?:零?{_WORDED}分)?(?:整|正)?))?"
)
_SMALL_ONLY = re.compile(
    rf"(?:{_MARK}[:：]?)?(?<![元圆零壹贰叁肆伍陆柒捌玖])(?P<small>[壹贰叁肆伍陆柒捌玖]角(?:[壹贰叁肆伍陆柒捌玖]分)?|[壹贰叁肆伍陆柒捌玖]分)整?"
)
_CAPITAL_ALONE = re.compile(
    r"(?:人民币)?(?<![零壹贰叁肆伍陆柒捌玖拾佰仟万亿])(?P<whole>[零壹贰叁肆伍陆柒捌玖拾佰仟万亿]{2,40}+)(?![零壹贰叁肆伍陆柒捌玖拾佰仟万亿元圆份年个条名次号])"
)
_JIAO = re.compile(rf"({_WORDED})角")
_FEN = re.compile(rf"({_WORDED})分")
_CAPITALS = re.compile(r"[壹贰叁肆伍陆柒捌玖拾佰仟]")


def find_amounts(text: str) -> tuple[Amount, ...]:
    """All amounts in a clean text, in order and without overlap."""
    found: list[Amount] = []
    taken: set[int] = set()
    for pattern, read in (
        (_MIXED, _mixed),
        (_FIGURE, _figure),
        (_WORDS, _words),
        (_SMALL_ONLY, _small_only),
        (_CAPITAL_ALONE, _alone),
    ):
        for match in pattern.finditer(text):
            amount = None if taken.intersection(range(*match.span())) else read(match)
            if amount is not None:
                found.append(amount)
                taken.update(range(amount.start, amount.end))
    return tuple(sorted(found, key=lambda amount: amount.start))


def capital_amount(yuan: Decimal) -> str:
    """The capital form 人民币…元整 without 人民币, as the central bank's rules for bills write it.

    Raises:
        ValueError: if the value is negative, 10¹⁶ or more, or has parts of a 分.
    """
    cents = yuan * 100
    if cents != cents.to_integral_value() or not 0 <= cents < 10**18:
        raise ValueError(f"{yuan} yuan has no capital form")
    whole, rest = divmod(int(cents), 100)
    jiao, fen = divmod(rest, 10)
    head = f"{_capital_integer(whole)}元" if whole else ""
    if not rest:
        return f"{head or '零元'}整"
    tail = f"{_CAPITAL_DIGITS[jiao]}角" if jiao else ("零" if head else "")
    if not fen:
        return f"{head}{tail}整"
    return f"{head}{tail}{_CAPITAL_DIGITS[fen]}分"


def figure_amount(yuan: Decimal) -> str:
    """The figure form ¥1,200,000.00; more decimals only where the value has them."""
    exponent = yuan.as_tuple().exponent
    places = max(2, -exponent) if isinstance(exponent, int) else 2
    return f"¥{yuan:,.{places}f}"


def _figure(match: re.Match[str]) -> Amount | None:
    if not match["mark"] and not match["yuan"]:
        return None
    value = Decimal(re.sub(r"[,， ]", "", match["digits"])) * _UNITS[match["unit"]]
    return Amount(match.start(), match.end(), value, AmountForm.FIGURE)


def _mixed(match: re.Match[str]) -> Amount | None:
    """12万3千元."""
    value = parse_numeral(match["number"])
    return None if value is None else Amount(match.start(), match.end(), Decimal(value), AmountForm.FIGURE)


def _words(match: re.Match[str]) -> Amount | None:
    whole = parse_numeral(match["whole"])
    if whole is None:
        return None
    small = match["small"] or ""
    value = Decimal(whole) + _below_one(small)
    form = AmountForm.CAPITAL if _CAPITALS.search(match["whole"] + small) else AmountForm.PLAIN
    return Amount(match.start(), match.end(), value, form)


def _small_only(match: re.Match[str]) -> Amount:
    return Amount(match.start(), match.end(), _below_one(match["small"]), AmountForm.CAPITAL)


def _alone(match: re.Match[str]) -> Amount | None:
    """Capitals without 元; a single capital digit or unit alone is no amount."""
    value = parse_numeral(match["whole"])
    if value is None or not _CAPITALS.search(match["whole"]):
        return None
    return Amount(match.start(), match.end(), Decimal(value), AmountForm.CAPITAL)


def _below_one(small: str) -> Decimal:
    """The value of 伍角陆分, of its parts, or of nothing."""
    value = Decimal(0)
    for pattern, worth in ((_JIAO, Decimal("0.1")), (_FEN, Decimal("0.01"))):
        if (part := pattern.search(small)) is not None:
            value += (parse_numeral(part[1]) or 0) * worth
    return value


def _capital_integer(number: int) -> str:
    groups = []
    while number:
        number, group = divmod(number, 10_000)
        groups.append(group)
    text = ""
    for index in range(len(groups) - 1, -1, -1):
        group = groups[index]
        if group:
            gap = bool(text) and (group < 1000 or groups[index + 1] == 0)
            text += ("零" if gap else "") + _capital_group(group) + ("", "万", "亿", "万亿")[index]
        elif index == 2 and text:
            text += "亿"
    return text.replace("万亿亿", "万亿")


def _capital_group(group: int) -> str:
    text, zero = "", False
    for unit, worth in (("仟", 1000), ("佰", 100), ("拾", 10), ("", 1)):
        digit, group = divmod(group, worth)
        if digit:
            text += ("零" if zero and text else "") + _CAPITAL_DIGITS[digit] + unit
            zero = False
        else:
            zero = True
    return text
