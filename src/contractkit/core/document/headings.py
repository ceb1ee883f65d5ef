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
from contractkit.core.document.signing import is_date, signs, signs_above_date, signs_as_party
from contractkit.core.document.titles import is_definitions, is_set_of_terms, zone_of_title
from contractkit.core.document.tree import Zone
from contractkit.core.document.unnumbered import SAYS_SOMETHING, STATES, is_unnumbered_heading
from contractkit.core.zh.labels import DECIMALS, Label, Scheme, parse_label
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
_HAS_ANSWER = re.compile(r"[^：]：[^：]{3,}")
_LOOK_BACK = 400  # lines
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
    NAMED = auto()  # an annex named in a list
    TEXT = auto()
    ROW = auto()


@dataclass(frozen=True, slots=True)
class Shape:
    """The form of a line.

    Attributes:
        title: the words of the heading, clean, without its number; empty where there is none.
        zone: the zone that the heading opens; None where it says nothing of it.
        is_special: a heading which by its words stands at the top of the document (鉴于, 签署页, 附件一).
        label: the number that counts for it, its own or the one that a list gave it.
        scheme: how it is numbered; a set of terms without a number ranks as a part (通用条款).
        signs: a line to sign on, which ends the open divisions.
    """

    form: Form
    title: str = ""
    zone: Zone | None = None
    is_special: bool = False
    label: Label | None = None
    scheme: Scheme | None = None
    signs: bool = False


def shape_of(lines: Sequence[Line], at: int) -> Shape:
    """The form of line `at`, seen with its neighbours."""
    line = lines[at]
    if line.is_row:
        return _row(line)
    if at and _has_title_below(lines, at - 1):
        return Shape(Form.SUBTITLE)
    label, scheme = line.label, line.scheme
    title = lines[at + 1].body if _has_title_below(lines, at) else line.body.rstrip("：")
    if _is_heading(lines, at):
        zone = zone_of_title(title, scheme)
        if scheme is None and is_set_of_terms(title):
            scheme = Scheme.PART
        return Shape(Form.HEADING, title, zone, _is_special(zone, line), label, scheme)
    if (label or line.is_styled) and (lead := _lead_title(line.words) or _title_above(lines, at)):
        return Shape(Form.TITLED, lead, Zone.DEFINITIONS if is_definitions(lead) else None, label=label, scheme=scheme)
    return Shape(Form.LABELLED if label else Form.TEXT, label=label, scheme=scheme, signs=_is_signed(lines, at))


def _is_signed(lines: Sequence[Line], at: int) -> bool:
    """Whether line `at` is a place to sign, the issuing body's name with the date below it, or a date at the very end."""
    is_last = at + 1 == len(lines) and is_date(lines[at])
    is_issued = signs_above_date(lines, at) or (at > 0 and signs_above_date(lines, at - 1))
    return signs(lines[at]) or is_issued or is_last or signs_as_party(lines, at)


def _row(line: Line) -> Shape:
    """A table row; one that begins with a clause's number is that clause (第三条 违约责任 | …)."""
    if line.label is None:
        return Shape(Form.ROW, signs=signs(line))
    cells = line.block.cells or (line.block.text,)
    inner = parse_label(cells[0])
    title = normalize(cells[0][inner.end :] if inner else cells[0]).text
    if not title and len(cells) > 2:
        title = normalize(cells[1]).text
    is_title = len(title) <= 24 and not re.search("[。；，]", title)
    return Shape(Form.ROW, title if is_title else "", label=line.label, scheme=line.scheme)


def _title_above(lines: Sequence[Line], at: int) -> str:
    """A title that ends with a full stop above its list (（一）授权方式。 then 1.)."""
    line = lines[at]
    title = line.body.removesuffix("。")
    is_short = line.body.endswith("。") and 2 <= len(title) <= 20 and not re.search("[，；：。]", title)
    if not is_short or at + 1 >= len(lines) or _OPERATIVE.search(title):
        return ""
    following = lines[at + 1]
    opens = following.label is not None and following.scheme is not line.scheme and following.values[-1:] == (1,)
    return title if opens else ""


def _is_special(zone: Zone | None, line: Line) -> bool:
    if zone is Zone.ANNEX:
        return True
    if zone is Zone.DEFINITIONS:
        return line.label is None and not line.is_styled
    return zone in (Zone.RECITAL, Zone.SIGNATURE) and line.label is None


def _is_heading(lines: Sequence[Line], at: int) -> bool:
    line = lines[at]
    if line.is_styled:
        return not line.is_sentence and not _HAS_ANSWER.search(line.outer)
    if line.label is None:
        return not line.is_note and is_unnumbered_heading(lines, at)
    return _is_numbered_heading(lines, at, line.label)


def _is_numbered_heading(lines: Sequence[Line], at: int, label: Label) -> bool:
    line = lines[at]
    if not line.body:
        return label.scheme in _DIVISIONS
    if not line.could_be_title or SAYS_SOMETHING.search(line.body) or STATES.match(line.body):
        return False
    if label.scheme in _DIVISIONS:
        return not _is_list_item(lines, at)
    opens_decimals = at + 1 < len(lines) and _leads_decimals(label, lines[at + 1])
    return opens_decimals or (_opens_something(lines, at) and not _follows_on(lines, at))


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
    while at - first < _LOOK_BACK and _follows_on(lines, first):
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
        return following.is_row or ((following.is_sentence or following.body.endswith("：")) and not signs(following))
    if following.label.scheme is label.scheme:
        return False
    if _leads_decimals(label, following):
        return True
    return following.values[-1:] == (1,) or _runs_inside(lines, at, following.label.scheme)


def _leads_decimals(label: Label, following: Line) -> bool:
    """Whether the number behind is one of the decimal numbers of this one: 4.1 behind 4."""
    return following.scheme in DECIMALS and label.values == following.values[: len(label.values)] != following.values


def _runs_inside(lines: Sequence[Line], at: int, inner: Scheme) -> bool:
    """Whether numbers of the scheme `inner`, running on through the document, already stood inside the list of line `at`."""
    label = lines[at].label
    for before in reversed(lines[max(0, at - _LOOK_BACK) : at]):
        if before.label is None or label is None:
            continue
        if before.label.scheme is inner:
            return True
        if before.label.scheme is label.scheme and before.label.values[-1:] == (1,):
            return False
    return False


def _lead_title(words: str) -> str:
    """The title in front of a paragraph's text: 授权期限 in 授权期限。三年 or 授权期限　三年."""
    match = _LEAD_TITLE.match(words)
    if not match or not re.search("[\u4e00-\u9fff]", match["title"]):
        return ""
    title = _LEADS_ON.sub("", normalize(match["title"]).text)
    is_statement = _OPERATIVE.search(title) and not _NAMES_A_TOPIC.search(title)
    return "" if is_statement or len(title) < 2 else title
