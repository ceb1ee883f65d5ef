"""What kind of words changed: numbers, names, 应当 and 可以, 不, dates. A changed contract is read by these first."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

_N: Final = r"(?:\d[\d,]*(?:\.\d+)?|[〇零一二三四五六七八九十百千两]+)"
_CAPITALS: Final = "零壹贰叁肆伍陆柒捌玖拾佰仟万亿"


class Term(StrEnum):
    """What a word is in a contract; the value is how users read it."""

    DATE = "日期"
    PERIOD = "期限"
    AMOUNT = "金额"
    SHARE = "比例"
    REFERENCE = "引用"
    NUMBER = "数字"
    MODAL = "应当、可以、不得"
    NEGATION = "否定"
    PARTY = "当事人"
    NAME = "名称"


_PATTERNS: Final = {
    Term.DATE: r"\d{4}年(?:\d{1,2}月(?:\d{1,2}日)?)?|[〇零一二三四五六七八九]{4}年(?:[一二三四五六七八九十]{1,2}月)?(?:[一二三四五六七八九十]{1,3}日)?"
    r"|\d{4}[-./]\d{1,2}[-./]\d{1,2}|(?<![\d年])\d{1,2}月\d{1,2}日",
    Term.PERIOD: rf"{_N}(?:个?(?:工作日|自然日|交易日)|个?(?:年|月|季度|星期|周|小时)(?!度|份)|周年|日|天|分钟)",
    Term.AMOUNT: rf"[¥$]?{_N}(?:[万亿千百]+)?(?:元|人民币|美元|港元)|[{_CAPITALS}]{{2,}}元?[{_CAPITALS}角分]*整?|¥\d[\d,.]*",
    Term.SHARE: rf"{_N}[%‰]|[百千万]分之{_N}(?:点{_N})?|{_N}成(?!果|效|立|为|员|本|就|功|交)",
    Term.REFERENCE: rf"第{_N}[编章节条款项](?:之[一二三四五六七八九十]+)?|附[件表]{_N}",
    Term.NAME: r"《[^《》]{1,60}》|(?<![一-鿿])[一-鿿（）·]{2,20}?(?:有限责任公司|股份有限公司|有限公司|集团|委员会|人民法院|人民政府|管理局|数据局|事务所)",
    Term.PARTY: r"[甲乙丙丁戊]方|[双各三]方|任何一方|守约方|违约方|[被获受]?(?:授权|委托|受托|许可|承接|承办|承包|发包|采购|实施|运营|建设|数据提供)"
    r"(?:方|单位|机构|主体|人(?!员|民|口|数))|第三[方人]",
    Term.MODAL: r"不应当|应当|应该|必须|不得|不可以|可以|有权|无权|无[须需]|不必|禁止|有义务|有责任|(?<![不供])须",
    Term.NEGATION: r"[不未无非](?!仅|但|只|论|同|断|限于|关于|形|常|可抗力|正当)|没有|除外|免除|免于",
    Term.NUMBER: r"\d[\d,]*(?:\.\d+)*|[〇零一二三四五六七八九十百千万亿两]+(?=[个项份名家次人台套户条位倍级组])",
}
_TERM: Final = re.compile("|".join(f"(?P<{term.name}>{pattern})" for term, pattern in _PATTERNS.items()))


@dataclass(frozen=True, slots=True)
class Alteration:
    """A term that was replaced, left out or added; `old` or `new` may be empty."""

    term: Term
    old: str
    new: str


def alterations(old: str, new: str) -> tuple[Alteration, ...]:
    """The terms in which two clean texts differ, in their order."""
    one, other = list(_terms(old)), list(_terms(new))
    found: list[Alteration] = []
    for tag, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if tag != "equal":
            found += _paired(one[a:b], other[c:d])
    return tuple(found)


def term_spans(text: str) -> list[tuple[int, int]]:
    """Where the terms of a clean text stand, each whole: 三年, 第十二条, 不得."""
    return [match.span() for match in _TERM.finditer(text)]


def _paired(gone: list[tuple[Term, str]], come: list[tuple[Term, str]]) -> Iterator[Alteration]:
    """What went and what came, each beside the next of its kind."""
    left = list(come)
    for term, text in gone:
        match = next((one for one in left if one[0] is term), None)
        if match is not None:
            left.remove(match)
        yield Alteration(term, text, match[1] if match is not None else "")
    yield from (Alteration(term, "", text) for term, text in left)


def _terms(text: str) -> Iterator[tuple[Term, str]]:
    for match in _TERM.finditer(text):
        yield Term[match.lastgroup or ""], match[0]
