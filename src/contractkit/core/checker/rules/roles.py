"""The document's own names for its parties, read as 甲方 and 乙方.

A draft may call its operator 云岫公司 or 营运人 and its authorising side 州局. Rules that ask who may do what look at the
text in which such names are replaced by 乙方 and 甲方, filled up to the same length so that offsets hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractkit.core.document.tree import Document

FILLING = "\ue000"
"""Stands behind a replaced name up to its length; no file has it in clean text with a meaning."""

_AUTHORISING = r"甲方|授权(?:方|主体|单位|人|机关)|授予方|委托(?:方|人|单位)|实施(?:机构|单位|方)|发包(?:方|人)|采购人"
_OPERATING = (
    r"乙方|被授权(?:方|单位|人|主体)|受权(?:方|人|商)|受托(?:方|人|单位)|承[运接办](?:方|单位|人)|(?:运营|营运)(?:机构|单位|方|商|主体|人)|经营(?:方|人|单位)"
    r"|中[标选](?:人|单位)|供应商"
)
_ROLE = rf"(?:(?P<authorising>{_AUTHORISING})|(?P<operating>{_OPERATING}))"
_NAME = r"[一-鿿·]{2,30}"
_ALIAS = (
    r"(?:[（(](?:以下|下)?(?:统?简|下|合)?称?(?:为)?[“\"「]?(?P<alias>[^，。；：（）“”\"「」]{2,12})[”\"」]?[）)])?"
)
_DECLARED = re.compile(rf"^{_ROLE}(?:[（(][^（）()]{{1,20}}[）)])?[:：|]\s*(?P<name>{_NAME}){_ALIAS}")
_CALLED = re.compile(
    rf"(?P<name>{_NAME})[（(](?:以下|下)?(?:统?简|下|合)?称?(?:为)?[“\"「](?P<alias>[^，。；：（）“”\"「」]{{2,12}})[”\"」]"
    rf"(?:[，,](?:即|作为|为)?(?:本[^，。；]{{0,6}})?{_ROLE})?"
)
_AS_ROLE = re.compile(rf"^(?:{_AUTHORISING}|{_OPERATING})$")
_COMPANY = re.compile(r"(?:公司|集团|合作社|企业)$")
_PUBLIC = re.compile(r"(?:局|委员会|委|厅|政府|管委会|办公室|中心|监测站|研究院)$")
_FRONT = 60  # passages in which a document introduces its parties
_LEADING = re.compile(r"^.*(?:为|由|与|和|及|向|对|将|即|是|选定|确定)(?=[一-鿿]{4})")


class Roles:
    """Which names of a document mean which side."""

    def __init__(self, document: Document) -> None:
        self.names: dict[str, str] = {}
        for passage in document.passages[:_FRONT]:
            for name, side in _introduced(passage.clean.text):
                self.names.setdefault(name, side)
        ordered = sorted(self.names, key=len, reverse=True)
        self._pattern = re.compile("|".join(map(re.escape, ordered))) if ordered else None

    def read(self, text: str) -> str:
        """The text with the parties' own names as 甲方 and 乙方; as long as before."""
        if self._pattern is None:
            return text
        return self._pattern.sub(lambda match: self.names[match[0]].ljust(len(match[0]), FILLING), text)


def _introduced(text: str) -> Iterator[tuple[str, str]]:
    """Names that a passage gives to a side; a name that is a role already needs no reading."""
    for match in (*_DECLARED.finditer(text), *_CALLED.finditer(text)):
        name = _LEADING.sub("", match["name"])
        side = _side(match, name)
        if side is None:
            continue
        for one in (name, match["alias"]):
            if one and len(one) >= 3 and not _AS_ROLE.match(one):
                yield one, side


def _side(match: re.Match[str], name: str) -> str | None:
    if match["authorising"]:
        return "甲方"
    if match["operating"]:
        return "乙方"
    if _COMPANY.search(name):
        return "乙方"
    return "甲方" if _PUBLIC.search(name) else None
