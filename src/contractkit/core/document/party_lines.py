"""Lines that name the parties, as all who look at them know them: the outline, the signatures, the rules, the remedies.

How strictly a line is read hangs on what follows from it: that a block of parties begins is certain only by 甲方, while
what stands in front of the first provision may be a line of any role.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_BODY = r"(?:有限公司|公司|局|委员会|中心|集团|办公室|厅|研究院|医院|人民政府|合作社|大学|协会|基金会|银行)"
BODY_NAME: Final = rf"[一-鿿（）·]{{3,36}}?{_BODY}"
"""The name of a body or a company in clean text, as a regular expression."""

ROLE: Final = (
    r"[甲乙丙丁戊]方|被?授权(?:方|主体|单位|人)|授予方|承[运办接]方|见证方|[会协]同单位|委托(?:方|人|单位)|受托(?:方|人|单位)"
    r"|实施(?:机构|单位|方)|运营(?:机构|单位|方|商|主体)|数据提供(?:方|单位)|监管(?:方|单位)|披露方|接收方|买方|卖方|采购人|供应商|中标人"
)
"""The role of a party in clean text, as a regular expression."""

_BESIDE_ROLE = re.compile(
    rf"(?P<role>{ROLE})(?:[（(][^（）()]{{1,12}}[）)])*[:：|](?:单位名称[:：])?(?P<name>{BODY_NAME})(?![一-鿿])"
)
_A_OR_B = re.compile(
    r"(?P<role>[甲乙]方)(?:[（(](?P<also>[^（）()]{1,12})[）)])*(?:[（(][^（）()]{1,12}[）)])?[：:|](?P<name>[一-鿿（）·]{4,40})"
)
_BLOCK = re.compile(r"(?:甲方(?:（[^）]*）)?|[^，。；：]{1,8}（甲方）)：")
_SIGNING = re.compile(r"(?:[甲乙丙丁]方|[^，。；：]{2,8}（[甲乙丙丁]方）)(?:（[^（）]*）)?：")
_FRONT = re.compile(
    r"(?:[甲乙丙丁]方|[^，。；：]{0,8}(?:人|方|单位|机构|主体|部门|机关|公司))(?:（[^）]*）)?[：:]|(?:住所|地址|法定代表人|联系|电话|传真|邮编|邮政编码|电子|开户|账[号户]|统一社会信用|签[订署约]|[^，。；：]{0,8}编号|项目名称|签约)"
)


@dataclass(frozen=True, slots=True)
class PartyLine:
    """A name beside a role.

    Attributes:
        role: 甲方, 授权主体.
        also: what stands in brackets behind 甲方 or 乙方; empty elsewhere.
        name: the name.
        start: clean offset of the role.
        end: clean offset after the name.
    """

    role: str
    also: str
    name: str
    start: int
    end: int


def names_beside_roles(text: str) -> Iterator[PartyLine]:
    """Names of bodies and companies beside any role in a clean text: 授权主体：某局."""
    return (_line(match, "") for match in _BESIDE_ROLE.finditer(text))


def names_of_a_and_b(text: str) -> Iterator[PartyLine]:
    """Names of any form beside 甲方 and 乙方 in a clean text, with the role in brackets: 甲方（实施机构）：某局."""
    return (_line(match, match["also"] or "") for match in _A_OR_B.finditer(text))


def begins_parties(text: str) -> bool:
    """Whether the parties are named from this clean line on."""
    return _BLOCK.match(text) is not None


def signs_as_party(text: str) -> bool:
    """Whether this clean line can be a party's where it signs."""
    return _SIGNING.match(text) is not None


def is_front_line(text: str) -> bool:
    """Whether this clean line in front of the provisions names a party, or says something of one."""
    return _FRONT.match(text) is not None


def _line(match: re.Match[str], also: str) -> PartyLine:
    return PartyLine(match["role"], also, match["name"], match.start(), match.end())
