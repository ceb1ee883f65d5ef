"""Which names of two lists mean the same thing, however they are written.

《公交到站信息》, 公交到站信息 and 公交到站数据集 are one resource; 公交到站预测 is near and must be looked at; 停车泊位动态 is another.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final

from contractkit.core.zh.normalize import normalize

_MARKS: Final = re.compile(r"[^0-9A-Za-z一-鿿]+")
_IN_BRACKETS: Final = re.compile(r"[（(〔\[【][^）)〕\]】]*[）)〕\]】]")
_NUMBER: Final = re.compile(
    r"^(?:第?[\d一二三四五六七八九十]{1,3}[.、．）)]|[（(][\d一二三四五六七八九十]{1,3}[)）]|[①-⑳])+"
)
# Words that say only that it is data, in front or at the end.
_GENERIC_END: Final = re.compile(
    r"(?:公共)?(?:数据(?:集|资源|项|表|库|目录|产品|服务)?|信息(?:资源|表|库)?|资料|记录|资源|情况|数据类|相关|方面|等|类|服务|产品|系统|接口|报告)$"
)
_GENERIC_START: Final = re.compile(
    r"^(?:全市|本市|我市|全省|本省|我省|全县|本县|我县|全区|本区|我区|市级|省级|县级|有关|相关|基于|面向)"
)
_JOINING: Final = re.compile(r"[的与和及之]")
# A name that differs in one of these differs in what it gives away, however much else agrees.
_TELLING: Final = re.compile(
    r"明细|原始|个人|个体|身份|逐笔|逐条|逐日|实时|轨迹|企业|法人|人员|从业|学生|患者|老人|儿童|未成年|车主|司机|驾驶|住户|业主|诊断|病历|影像|"
    r"汇总|统计|去标识|匿名|脱敏|全量|历史|跨境|涉密|敏感"
)
LIKE: Final = 0.6
"""From this likeness on two names may mean the same thing; 0 shares nothing, 1 is equal."""


class Tie(StrEnum):
    """How two names were found to belong together."""

    EQUAL = "equal"  # written alike, but for marks and words such as 数据
    CODE = "code"  # other names under one code
    LIKE = "like"  # much of them agrees


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a list, with its code where the list has one."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Pairing:
    """Which entries of two lists belong together.

    Attributes:
        pairs: position in the first list, position in the second, and how they were found.
        first: positions in the first list that have no counterpart; second: likewise.
    """

    pairs: tuple[tuple[int, int, Tie], ...]
    first: tuple[int, ...]
    second: tuple[int, ...]


@lru_cache(maxsize=4096)
def letters(name: str) -> str:
    """A name without numbering, marks and spaces, in simplified characters: what of it is written."""
    return _MARKS.sub("", _NUMBER.sub("", normalize(name).text)).lower()


@lru_cache(maxsize=4096)
def stem(name: str) -> str:
    """What a name says beyond that it is data: 《全市公交到站信息（试用）》 → 公交到站; never empty where the name is not."""
    whole = letters(_IN_BRACKETS.sub("", normalize(name).text)) or letters(name)
    left = _JOINING.sub("", _GENERIC_START.sub("", whole))
    while len(shorter := _GENERIC_END.sub("", left)) >= 2 and shorter != left:
        left = shorter
    return left if len(left) >= 2 else whole


def likeness(one: str, other: str) -> float:
    """How much of two names agrees, by pairs of characters (Dice), from 0 to 1."""
    mine, theirs = _pairs_of(stem(one)), _pairs_of(stem(other))
    total = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / total if total else 0.0


def tells_apart(one: str, other: str) -> bool:
    """Whether two names differ in a word that changes what is given away: 汇总 in one, 明细 in the other."""
    return set(_TELLING.findall(stem(one))) != set(_TELLING.findall(stem(other)))


def paired(first: Sequence[Named], second: Sequence[Named]) -> Pairing:
    """The entries of two lists that belong together: equal names, equal codes, then the likest; each has one counterpart."""
    left, right = list(range(len(first))), list(range(len(second)))
    pairs: list[tuple[int, int, Tie]] = []
    for key in (letters, stem):
        pairs += _taken(left, right, [key(one.name) for one in first], [key(one.name) for one in second], Tie.EQUAL)
    pairs += _taken(left, right, [one.code for one in first], [one.code for one in second], Tie.CODE)
    by_likeness = sorted(
        ((likeness(first[one].name, second[other].name), one, other) for one in left for other in right),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    for like, one, other in by_likeness:
        if like >= LIKE and one in left and other in right:
            left.remove(one)
            right.remove(other)
            pairs.append((one, other, Tie.LIKE))
    return Pairing(tuple(sorted(pairs)), tuple(left), tuple(right))


def _taken(
    left: list[int], right: list[int], keys: Sequence[str], others: Sequence[str], tie: Tie
) -> list[tuple[int, int, Tie]]:
    """The pairs with equal keys, taken out of what is left of both lists."""
    found = []
    for one in tuple(left):
        other = next((at for at in right if keys[one] and keys[one] == others[at]), None)
        if other is not None:
            left.remove(one)
            right.remove(other)
            found.append((one, other, tie))
    return found


def _pairs_of(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(max(1, len(text) - 1)))
