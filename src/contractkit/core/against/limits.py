"""Limits of shares that a plan sets instead of figures: 市财政所得不低于20%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from contractkit.core.against.text import Text
from contractkit.core.checker.finding import Evidence
from contractkit.core.checker.rules.context import operative, sentences
from contractkit.core.zh.shares import find_shares, percent

TREASURY: Final = "政府（财政、实施机构）"
# What a recipient is called → what is compared. The part of an implementing body is treasury money (non-tax revenue).
_RECIPIENTS: Final = (
    (re.compile(r"提供单位|来源单位|提供方|供数|数源|供给单位|数据源"), "数据提供单位"),
    (re.compile(r"运营(?:机构|方|单位|主体|商|公司|企业)|乙方|[被获受]授权|受托|承[运接办]"), "运营机构"),
    (re.compile(r"财政|国库|政府|实施(?:机构|单位|方)|甲方|授权(?:方|主体|单位)|委托方"), TREASURY),
)
_ABOUT: Final = re.compile(r"收益|利润|分配|分成|结余|余额")
_AT_LEAST: Final = re.compile(r"(?:不(?:得|应)?(?:低于|少于)|至少|最低)[^。；，、|]{0,4}$")
_AT_MOST: Final = re.compile(r"(?:不(?:得|应)?(?:高于|超过|多于)|至多|最高|最多)[^。；，、|]{0,4}$")
_CLAUSE: Final = re.compile(r"[，。；、：|]")


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit.

    Attributes:
        recipient: whose part, as `recipient_of` calls it.
        value: 1 being the whole.
        is_least: the part may be more, else it may be less; the limit itself is kept.
        words: where the plan says so.
    """

    recipient: str
    value: Fraction
    is_least: bool
    words: Evidence

    @property
    def says(self) -> str:
        """不低于20%."""
        return f"{'不低于' if self.is_least else '不高于'}{percent(self.value)}"

    def keeps(self, value: Fraction) -> bool:
        """Whether a part is within the limit."""
        return value >= self.value if self.is_least else value <= self.value


def recipient_of(name: str) -> str:
    """Whom a name means: the treasury side, the operator, the providers; empty for others."""
    return next((recipient for pattern, recipient in _RECIPIENTS if pattern.search(name)), "")


def limits_of(text: Text) -> Iterator[Limit]:
    """The limits that sentences about the sharing of revenue set, in reading order."""
    for passage in operative(text.document):
        for span in sentences(passage):
            if not _ABOUT.search(span.text + "".join(passage.headings[-1:])):
                continue
            for share in find_shares(span.text):
                lead = span.text[: share.start]
                clause = _CLAUSE.split(lead)[-1]
                is_least = _AT_LEAST.search(lead) is not None
                if (is_least or _AT_MOST.search(lead)) and (recipient := recipient_of(clause)):
                    yield Limit(recipient, share.value, is_least, span.evidence())
