"""Which lines are headings, and what kind of part a heading opens.

A heading is what the file marks as one, a label with a short title, or a short unnumbered line that stands alone. A short
numbered line may also be an item of a list, or a provision without a full stop (授权期限三年): its neighbours tell.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from contractkit.core.document.line import Line
from contractkit.core.document.titles import is_definitions, zone_of_title
from contractkit.core.document.tree import Zone
from contractkit.core.zh.labels import Scheme
from contractkit.core.zh.normalize import normalize

_DIVISIONS = frozenset(
    {
        Scheme.PART,
        Scheme.CHAPTER,
        Scheme.SECTION,
        Scheme.ARTICLE,
        Scheme.STAGE,
        Scheme.FINANCIAL,
        Scheme.CHINESE,
        Scheme.PREFIXED_ARTICLE,
        Scheme.ANNEX,
        Scheme.TABLE,
    }
)
_UNNUMBERED = re.compile("[\u3007\u4e00-\u9fff“”（）、A-Za-z0-9·]{2,16}")
_SAYS_SOMETHING = re.compile(
    r"，|[\d一二三四五六七八九十百]+(?:年|个月|日|天|[%％]|万?元|亿元|次|份)(?:止|内|以[上下内]|左右|整)?$"
)
_HAS_ANSWER = re.compile(r"[^：]：[^：]{3,}")
_STATES = re.compile(r"本(?:协议|合同|方案)(?:书)?(?!的|各|中|签|项|生|效|变|终|解|构|组)")
_NO_HEADING = re.compile(r"^(?:注|备注|盖章|签[字章名]|日期)|[年月日章]$|以下无正文|此页无正文|^（.*）$|^\d|\d$")
_LEAD_TITLE = re.compile(
    r"\s*[【\[]?(?P<title>[^\s。；，：:、！？“”《》()（）【】\[\]]{2,14}?)(?:[】\]][。：:]?|[。：:]|(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f]))\s*(?=\S{3})"
)
_OPERATIVE = re.compile(
    r"应(?!急|用|对|答|收|付|税|诉)|须|不得|下列|如下|以下|有权|可以|负责|[甲乙丙]方[^式案法面]|[是为]$|本(?:协议|合同|方案)|附[件表]|[按依随]"
)
_NAMES_A_TOPIC = re.compile(r"(?:条件|要求|情形|内容|事项|职责|义务|责任|标准|程序|方式|范围|权利|原则)$")
_LEADS_ON = re.compile(r"(?:主要)?(?:包括|包含|是指|如下|为)$")


class Form(Enum):
    """What a line is to the outline."""

    TITLE = auto()  # the document's own title
    HEADING = auto()  # a heading without text of its own
    SUBTITLE = auto()  # the words of a heading whose number stands on the line before
    TITLED = auto()  # a title and its text in one paragraph
    LABELLED = auto()  # a number and its text
    TEXT = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a line.

    Attributes:
        title: the words of the heading, clean, without its number; empty where there is none.
        zone: the zone that the heading opens; None where it says nothing of it.
        is_special: a heading which by its words stands at the top of the document (鉴于, 签署页, 附件一).
    """

    form: Form
    title: str = ""
    zone: Zone | None = None
    is_special: bool = False


def shape_of(lines: Sequence[Line], at: int) -> Shape:
    """The form of line `at`, seen with its neighbours."""
    line = lines[at]
    if line.is_row:
        return Shape(Form.ROW)
    if at and _has_title_below(lines, at - 1):
        return Shape(Form.SUBTITLE)
    title = lines[at + 1].body if _has_title_below(lines, at) else line.body.rstrip("：")
    if _is_heading(lines, at):
        zone = zone_of_title(title, line.label.scheme if line.label else None)
        return Shape(Form.HEADING, title, zone, _is_special(zone, line))
    if (line.label or line.is_styled) and (lead := _lead_title(line.words)):
        return Shape(Form.TITLED, lead, Zone.DEFINITIONS if is_definitions(lead) else None)
    return Shape(Form.LABELLED if line.label else Form.TEXT)


def _is_special(zone: Zone | None, line: Line) -> bool:
    if zone is Zone.ANNEX:
        return True
    if zone is Zone.DEFINITIONS:
        return line.label is None and not line.is_styled
    return zone in (Zone.RECITAL, Zone.SIGNATURE) and line.label is None


def _is_heading(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.is_styled:
        return not line.is_sentence and not _HAS_ANSWER.search(line.body)
    if line.label is None:
        return _is_unnumbered_heading(lines, at)
    if not line.body:
        return line.label.scheme in _DIVISIONS
    if not line.could_be_title or _SAYS_SOMETHING.search(line.body) or _STATES.match(line.body):
        return False
    if line.label.scheme in _DIVISIONS:
        return not _is_list_item(lines, at)
    return _opens_something(lines, at) and not _follows_on(lines, at)


def _follows_on(lines: Sequence[Line], at: int) -> bool:
    """Whether a short item of the same list stands directly before line `at`."""
    label, before = lines[at].label, lines[at - 1] if at else None
    if label is None or before is None or before.label is None or not before.could_be_title:
        return False
    is_next = before.label.values[-1:] == (label.values[-1] - 1,) if label.values else False
    return before.label.scheme is label.scheme and is_next


def _is_list_item(lines: Sequence[Line], at: int) -> bool:
    """Whether 一、 or the like numbers the items of a list: short lines on end behind a colon or an annex's title."""
    if _opens_something(lines, at) or _is_annex(lines[at]):
        return False
    first = at
    while _follows_on(lines, first):
        first -= 1
    in_front = lines[max(0, first - 2) : first]
    return bool(in_front) and (in_front[-1].body.endswith("：") or any(_is_annex(line) for line in in_front))


def _is_annex(line: Line) -> bool:
    return line.label is not None and line.label.scheme is Scheme.ANNEX


def _has_title_below(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` is a number alone and the next line is its title (附件1, then 数据目录)."""
    line = lines[at]
    if line.label is None or line.body or line.label.scheme not in _DIVISIONS or at + 1 >= len(lines):
        return False
    below = lines[at + 1]
    return below.label is None and not below.is_row and below.could_be_title


def _opens_something(lines: Sequence[Line], at: int) -> bool:
    """Whether a short numbered line is followed by what it is the title of, not by its sibling."""
    following = lines[at + 1] if at + 1 < len(lines) else None
    label = lines[at].label
    if following is None or label is None or len(lines[at].body) > 24:
        return False
    if following.label is None:
        return following.is_row or following.is_sentence or following.body.endswith("：")
    if following.label.scheme is label.scheme:
        return False
    return following.label.values[-1:] == (1,) or _runs_inside(lines, at, following.label.scheme)


def _runs_inside(lines: Sequence[Line], at: int, inner: Scheme) -> bool:
    """Whether numbers of the scheme `inner`, running on through the document, already stood inside the list of line `at`."""
    label = lines[at].label
    for before in reversed(lines[:at]):
        if before.label is None or label is None:
            continue
        if before.label.scheme is inner:
            return True
        if before.label.scheme is label.scheme and before.label.values[-1:] == (1,):
            return False
    return False


def _is_unnumbered_heading(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    title = line.body.rstrip("：").replace(" ", "")
    if zone_of_title(title, None) is not None:
        return True
    if not _UNNUMBERED.fullmatch(line.body) or _NO_HEADING.search(line.body) or _SAYS_SOMETHING.search(line.body):
        return False
    if at == 0 or at + 1 == len(lines):
        return False
    before, after = lines[at - 1], lines[at + 1]
    stands_free = before.is_row or before.body.endswith(("。", "；", "！", "？", "）", "。”", "？”"))
    return stands_free and (after.is_row or after.label is not None or after.is_sentence) and len(after.body) > 12


def _lead_title(words: str) -> str:
    """The title in front of a paragraph's text: 授权期限 in 授权期限。三年 or 授权期限　三年."""
    match = _LEAD_TITLE.match(words)
    if not match or not re.search("[\u4e00-\u9fff]", match["title"]):
        return ""
    title = _LEADS_ON.sub("", normalize(match["title"]).text)
    is_statement = _OPERATIVE.search(title) and not _NAMES_A_TOPIC.search(title)
    return "" if is_statement or len(title) < 2 else title
