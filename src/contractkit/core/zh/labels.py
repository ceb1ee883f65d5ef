"""The number in front of a paragraph: 第三条, （二）, 1.1, ①, 附件一.

A label is read only where it numbers something: 3.5亿元, 2025年, 第三条的约定 and 附件一与本协议具有同等效力 begin with a
number or a reference, not with a label.
"""

# ruff: noqa: RUF001 - Roman numerals are among the labels

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from contractkit.core.zh.folding import FOLDING, GONE
from contractkit.core.zh.normalize import to_simplified
from contractkit.core.zh.numerals import parse_numeral


class Scheme(StrEnum):
    """A way of numbering; two labels of one scheme stand on one level unless something else says so."""

    PART = "第一编"
    CHAPTER = "第一章"
    SECTION = "第一节"
    ARTICLE = "第一条"
    CLAUSE = "第一款"
    ITEM = "第一项"
    STAGE = "阶段一"
    FINANCIAL = "壹、"
    CHINESE = "一、"
    CHINESE_BRACKETS = "（一）"
    STEM = "甲、"
    STEM_BRACKETS = "（甲）"
    PREFIXED_ARTICLE = "专1条"
    PREFIXED_DECIMAL = "专1.1"
    ARABIC = "1."
    ARABIC_COMMA = "1、"
    ARABIC_BARE = "1 "
    ARABIC_BRACKETS = "（1）"
    ARABIC_HALF_BRACKET = "1）"
    DECIMAL_2 = "1.1"
    DECIMAL_3 = "1.1.1"
    DECIMAL_4 = "1.1.1.1"
    CIRCLED = "①"
    ROMAN = "Ⅰ、"
    UPPER = "A."
    UPPER_BRACKETS = "（A）"
    LOWER = "a."
    LOWER_BRACKETS = "（a）"
    LOWER_ROMAN = "i."
    LOWER_ROMAN_BRACKETS = "（i）"
    ANNEX = "附件一"
    TABLE = "表1"


DECIMALS = (Scheme.DECIMAL_2, Scheme.DECIMAL_3, Scheme.DECIMAL_4)


@dataclass(frozen=True, slots=True)
class Label:
    """A number in front.

    Attributes:
        text: the label as it reads, in clean characters without white space (`第1条`, `（二）`, `一、`, `1.1`).
        scheme: how it numbers.
        values: its numbers, outermost first: 1.2.3 → (1, 2, 3), 第十二条之一 → (12, 1); empty for 附件 alone.
        end: offset in the text given, after the label and the white space behind it.
    """

    text: str
    scheme: Scheme
    values: tuple[int, ...]
    end: int


_LONGEST = 48
_NUMERAL = r"[零\u3007○一二三四五六七八九十百廿卅两]+"
_NUMBER = rf"(?:\d{{1,3}}|{_NUMERAL})"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_LATER_STEMS = tuple((stem, _STEMS[at:]) for at, stem in enumerate(_STEMS[:-1], start=1))
_REFERENCE = r"(?!的|、\s*(?:[第附\d]|[一二三四五六七八九十]+(?:[、条款项]|$)|$)|所[称述列指定约载]|约定|规定|至第|[和及与或]?第|[及与和或中内][^\s]|项下|之(?!\s*[一二三四五六七八九])|[)）》」”])"
# A quantity, not a label: 1.2倍, 3.5亿元, 15 个工作日; but 1.1 个人信息, 2.1 元数据, 3.2 年度计划 are numbered titles.
_QUANTITY = (
    r"(?!\s*(?:[%‰℃°倍亿至~折吨米款-]|万(?!一)|元(?!数据|器|宇宙)|个(?!人|体|别|性|案)|年(?!度|报)|月(?!度|报)|日(?!志|常|程|间)|天(?!津|气|然|地|价)"
    r"|小时|分钟|秒|公里|公斤|平方|千米|千万|千元|百万|百分|级(?!别|联)|次(?!级|日|年|月|要)|分(?=[，。；、]|以上|$)))"
)
# What is counted in whole numbers only.
_COUNT = (
    r"(?!\s*(?:工作日|周(?!期|边|转|报)|人(?!员|工|才|力|民|社|脸|口|物|类|身|防|为|均|格)|[家位名](?!庭|政|具|长|底|置|称|单|录|誉)"
    r"|项(?!目)|条(?!款|件|例|文)|件|份(?!额)|层(?!级)|号|期(?!限|间|货|末|初)|台(?!账|帐)))"
)
# 甲、乙双方 names two parties, in their order; 丙、乙方应当 numbers a text about one.
_NO_PARTIES = "".join(rf"(?!(?<={stem}[、.])\s*[{later}])" for stem, later in _LATER_STEMS) + "(?!.?[双两三各]方)"
# 附件一资源目录 is a title, 附件一所列资源 is not; 附件一、附件二 are two references.
_AFTER_ANNEX = (
    r"(?=\s*(?:$|[：:《（(—-]|、(?!\s*[附\d二三四五六七八九十]))|\s|(?(n)(?![所的中与和及或为是\d二三四五六七八九十])"
    r"[^\s，。；：]{0,24}(?:表|清单|目录|单|书|函|协议|合同|标准|图|样式|样本|格式|模板|办法|制度|规范|方案)\s*$|(?!)))"
)
_TABLE: tuple[tuple[Scheme, str], ...] = (
    (Scheme.PART, rf"第\s*(?P<n>{_NUMBER})\s*(?:编|篇|卷|部\s*分)(?!\d){_REFERENCE}"),
    (Scheme.CHAPTER, rf"第\s*(?P<n>{_NUMBER})\s*章{_REFERENCE}"),
    (Scheme.SECTION, rf"第\s*(?P<n>{_NUMBER})\s*节{_REFERENCE}"),
    (
        Scheme.ARTICLE,
        rf"(?P<open>[【\[])?第\s*(?P<n>{_NUMBER})\s*条(?:\s*之\s*(?P<n2>{_NUMERAL}))?(?(open)[】\]]|{_REFERENCE})",
    ),
    (Scheme.CLAUSE, rf"第\s*(?P<n>{_NUMBER})\s*款{_REFERENCE}"),
    (Scheme.ITEM, rf"第\s*(?P<n>{_NUMBER})\s*项{_REFERENCE}"),
    (Scheme.DECIMAL_2, rf"第\s*(?P<dots>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})\s*[条款]{_REFERENCE}"),
    (Scheme.STAGE, rf"(?:阶段\s*(?P<n>{_NUMBER})(?=[\s：:、]|$)|第\s*(?P<n2>{_NUMBER})\s*阶段(?=[\s：:]|$))"),
    (Scheme.FINANCIAL, r"(?P<n>参(?=[、.，])|[壹贰叁肆伍陆柒捌玖拾]+)(?:[、.，]|(?=\s))"),
    (Scheme.CHINESE_BRACKETS, rf"[(（]\s*(?P<n>{_NUMERAL})\s*[)）][、.]?|(?P<sign>[㈠-㈩])、?"),
    (Scheme.STEM_BRACKETS, rf"[(（]\s*(?P<stem>[{_STEMS}])\s*[)）]"),
    (Scheme.CHINESE, rf"(?P<n>{_NUMERAL})(?:、|[.．](?!\d)|(?=\s+[^\s\d年月日个项条]))"),
    (Scheme.STEM, rf"(?P<stem>[{_STEMS}])[、.]{_NO_PARTIES}"),
    (Scheme.PREFIXED_DECIMAL, r"[专通](?:用)?(?:条款)?\s*(?P<dots>\d{1,3}(?:\.\d{1,3}){1,3})(?![\d])"),
    (Scheme.PREFIXED_ARTICLE, rf"[专通](?:用)?(?:条款)?\s*第?\s*(?P<n>{_NUMBER})\s*条{_REFERENCE}"),
    (Scheme.ARABIC, r"(?P<n>\d{1,2})\.(?=(?:19|20)\d\d年)|(?P<n2>\d{1,3})\.(?![\d.])|(?P<sign>[⒈-⒛])"),
    (
        Scheme.DECIMAL_2,
        rf"§?\s*(?P<dots>\d{{1,3}}(?:\.\d{{1,3}}){{1,3}})(?:[.、](?!\d)|(?![\d.\w%-])(?=\s)|(?![\d.%A-Za-z])){_QUANTITY}",
    ),
    (Scheme.ARABIC_BRACKETS, r"[(（]\s*(?P<n>\d{1,3})\s*[)）][、.]?|(?P<sign>[⑴-⒇])、?"),
    (Scheme.ARABIC_HALF_BRACKET, r"(?P<n>\d{1,3})\s*[)）]"),
    (Scheme.ARABIC_COMMA, r"(?P<n>\d{1,3})、(?!\s*\d{1,3}\s*[、号项条款年])"),
    (Scheme.ARABIC_BARE, rf"§?(?P<n>\d{{1,2}})(?=\s+[^\s\d\W]){_QUANTITY}{_COUNT}"),
    (Scheme.CIRCLED, r"(?P<sign>[①-⑳㉑-㉟㊱-㊿])[、.]?"),
    (Scheme.ROMAN, r"(?P<roman>[Ⅰ-Ⅻ]|[IVX]{1,4}(?=[、.]\s*[^\x00-\x7f]))[、.]?"),
    (Scheme.UPPER_BRACKETS, r"[(（]\s*(?P<letter>[A-Z])\s*[)）]"),
    (Scheme.UPPER, r"(?P<letter>[A-Z])[.、](?=\s*[^\x00-\x7f])"),
    (Scheme.LOWER_BRACKETS, r"[(（]\s*(?P<letter>[a-z]|[ivx]{2,4})\s*[)）]"),
    (Scheme.LOWER, r"(?P<letter>[a-z]|[ivx]{2,4})(?:[)）]|[.、](?=\s*[^\x00-\x7f]))"),
    (
        Scheme.ANNEX,
        rf"附[件表录图]\s*(?:(?P<n>{_NUMBER})(?:-(?P<n2>\d{{1,2}}))?|(?P<letter>[A-Z](?![A-Za-z]))|(?P<stem>[{_STEMS}]))?{_AFTER_ANNEX}|附(?=[：:]\s*\S)",
    ),
    (Scheme.TABLE, rf"表\s*(?:(?P<n>{_NUMBER})|(?P<letter>[A-Z](?![A-Za-z])))(?=\s*(?:$|[：:《（(—])|\s)"),
)
_PATTERNS = tuple((scheme, re.compile(pattern)) for scheme, pattern in _TABLE)
_FIRST = re.compile(
    rf"[\s*]*[第阶(（【\[㈠-㈩①-⒛㉑-㊿Ⅰ-Ⅻ§专通附表零○\u3007一二三四五六七八九十廿卅两壹贰叁参肆伍陆柒捌玖拾{_STEMS}\dA-Za-z]"
)
_LEADING = re.compile(r"[\s*]*")
_TRAILING = re.compile(r"[\s：:、]*")
_SPACES = re.compile(r"\s+")
_WITHOUT_END = re.compile(r"[\s、.．]+$")
_WIDE_BRACKETS = str.maketrans("()", "（）")
_SIGNS = "㈠①⑴⒈"


def parse_label(text: str) -> Label | None:
    """The number in front of `text` (raw or clean), or None.

    Raw text is better: in 1 定义 and 附件一 目录 the space decides. A typed label and its text in one paragraph
    (第五条 授权期限 三年) is read like one that stands alone.
    """
    return _label_of(text[:_LONGEST])


@lru_cache(maxsize=4096)  # of one draft: outline, recognition and rules ask for the same texts again and again
def _label_of(beginning: str) -> Label | None:
    head = to_simplified(beginning.translate(FOLDING).replace(GONE, " "))
    if not _FIRST.match(head):
        return None
    start = _LEADING.match(head).end()  # type: ignore[union-attr]  # matches the empty string
    for scheme, pattern in _PATTERNS:
        if match := pattern.match(head, start):
            return _label(head, scheme, match)
    return None


def _label(head: str, scheme: Scheme, match: re.Match[str]) -> Label | None:
    values = _values(match)
    if values is None:
        return None
    if scheme is Scheme.DECIMAL_2:
        scheme = DECIMALS[len(values) - 2]
    end = _TRAILING.match(head, match.end()).end()  # type: ignore[union-attr]  # matches the empty string
    return Label(_reading(match[0], scheme), scheme, values, end)


def _reading(text: str, scheme: Scheme) -> str:
    text = _SPACES.sub("", text).translate(_WIDE_BRACKETS).strip("【】[]§")
    return _WITHOUT_END.sub("", text) if scheme in DECIMALS else text


def _values(match: re.Match[str]) -> tuple[int, ...] | None:
    """The numbers of a match; None where the numeral is none (一二, 百)."""
    groups = {name: value for name, value in match.groupdict().items() if value}
    values: list[int | None] = []
    for name, value in groups.items():
        if name in ("n", "n2"):
            values.append(parse_numeral(value))
        elif name == "dots":
            values.extend(int(part) for part in value.split("."))
        elif name != "open":
            values.append(_sign(value))
    known = [value for value in values if value is not None]
    return tuple(known) if len(known) == len(values) else None


def _sign(sign: str) -> int:
    """The place of a letter, a 天干, or a circled or Roman number in its row."""
    if sign in _STEMS:
        return _STEMS.index(sign) + 1
    if "Ⅰ" <= sign[0] <= "Ⅻ":
        return ord(sign) - ord("Ⅰ") + 1
    if "㉑" <= sign[0] <= "㉟":
        return ord(sign) - ord("㉑") + 21
    if "㊱" <= sign[0] <= "㊿":
        return ord(sign) - ord("㊱") + 36
    for first in _SIGNS:
        if 0 <= ord(sign[0]) - ord(first) < 20:
            return ord(sign) - ord(first) + 1
    roman = parse_roman(sign) if len(sign) > 1 or sign == "I" else None
    return ord(sign.upper()) - ord("A") + 1 if roman is None else roman


def parse_roman(text: str) -> int | None:
    """The value of a Roman number up to XXXIX written in letters of either case; None where the letters are none."""
    numbers = [{"I": 1, "V": 5, "X": 10}.get(character) for character in text.upper()]
    known = [number for number in numbers if number is not None]
    if not known or len(known) != len(numbers):
        return None
    return sum(-one if one < after else one for one, after in zip(known, [*known[1:], 0], strict=True))
