"""Where in the document a passage stands: cover, recital, provision, annex, signature.

Headings say it first. Without them: before the first provision, party lines and titles are cover, sentences that lead
up to the agreement are recitals; behind the provisions, lines with 盖章 and 签字 are signatures.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from contractkit.core.document.headings import Form, Shape
from contractkit.core.document.line import Line
from contractkit.core.document.nesting import Stack
from contractkit.core.document.party_lines import is_front_line
from contractkit.core.document.signing import goes_on_signing, is_date, is_statement, signs
from contractkit.core.document.tree import Zone
from contractkit.core.zh.labels import Scheme
from contractkit.core.zh.normalize import normalize

_INTRODUCTION = re.compile(
    r"(?:根据|依据|按照|依照|遵照|为|鉴于|缘于|经|本着|因|兹|现|有关|各方|双方|[甲乙丙]+[、]?[甲乙丙]?[双三各]?方|[^，。；]{0,40}(?:双方|各方|三方|[甲乙丙]方)).*"
    r"(?:如下|以下|订立|达成|签订|签署|制定|制订|编制|印发|共[同资]信守|遵照执行|贯彻执行|组织实施)"
)
_COVER_CELL = re.compile(
    r"^$|^[^：。]{1,12}：[_\s]*$|[甲乙丙丁]方|(?:方|单位|机构|部门|人|公司|名称|编号|地址|住所|代码|电话|邮箱|邮编|日期|时间|版本|密级)(?:（[^）]*）)?[：:]?|^签|^盖章"
)
_LEADS_TO_BODY = re.compile(
    r"(?:达成|订立|签订|签署|约定|协议)(?:如下|以下).{0,8}[：。]$|共同(?:信守|遵守|遵照执行)。$"
)
_BINDS = re.compile(
    r"(?:[甲乙丙]方|双方|各方|运营(?:机构|单位|方)|授权(?:方|主体)|实施机构)[^。；]{0,20}(?:应当|不得|有权|须)|授权[^。；]{0,20}(?:运营|期限)[^。；]{0,30}[年月]"
)
_NOTICE = re.compile(r"现(?:将.*)?(?:印发|发布|公布|下发|通知|予以)|请(?:认真|遵照|结合|抓好|贯彻)|通知如下")
_KEY_WITH_CHOICES = re.compile(r"[^，。；：]{2,10}：[^。]*(?:[□☐☑■✓]|\{\{)[^。]*$")
_SALUTATION = re.compile(
    r"(?:有关|相关|所属|全[市省县区])?(?:各(?!方)|市直|省直|区直|县直|局属|委属|厅属)[^。]{2,80}：$"
)


def assign_zones(
    lines: Sequence[Line],
    shapes: Sequence[Shape],
    stacks: Sequence[Stack],
    contents: frozenset[int],
    restarts: frozenset[int],
) -> tuple[Zone, ...]:
    """The zone of each line.

    Args:
        lines: the lines of the document.
        shapes: their forms.
        stacks: the open divisions at each.
        contents: positions of the entries of a table of contents.
        restarts: positions of titles with which a further document begins.
    """
    zones: list[Zone] = []
    has_divisions = any(_opens_provisions(shape, stack) for shape, stack in zip(shapes, stacks, strict=True))
    has_begun = has_terms = False
    for at, (line, shape, stack) in enumerate(zip(lines, shapes, stacks, strict=True)):
        if at in restarts:
            has_begun = has_terms = False
        # A table of terms is signed below it, though no number or heading has opened the body.
        is_front = not has_begun and not (has_terms and shape.signs)
        zone = Zone.CONTENTS if at in contents else None
        if zone is None and is_front:
            zone = _front_zone(line, shape, stack, has_divisions=has_divisions)
            has_terms = has_terms or (zone is Zone.PROVISION and at > 0 and line.is_row and lines[at - 1].is_row)
        has_begun = has_begun or zone is None
        zones.append(zone or _body_zone(line, shape, stack, zones[-1] if zones else Zone.COVER))
    return _with_part_headings(shapes, stacks, zones)


def _with_part_headings(shapes: Sequence[Shape], stacks: Sequence[Stack], zones: Sequence[Zone]) -> tuple[Zone, ...]:
    """The heading of a part stands where what it opens stands: 第一部分 above parties is cover, above terms it is not."""
    found = list(zones)
    for at in range(len(zones) - 2, -1, -1):
        opens_next = shapes[at].form is Form.HEADING and stacks[at] and stacks[at] == stacks[at + 1][: len(stacks[at])]
        if found[at] is Zone.COVER and opens_next and found[at + 1] in (Zone.PROVISION, Zone.DEFINITIONS):
            found[at] = Zone.PROVISION
    return tuple(found)


def _opens_provisions(shape: Shape, stack: Stack) -> bool:
    """Whether the line opens a part of the body: a division that is neither recital nor a bare 第一部分."""
    if shape.form in (Form.TITLE, Form.SUBTITLE, Form.TEXT, Form.NAMED) or not stack:
        return False
    if shape.form is Form.ROW and shape.label is None:
        return False
    zone = _zone_of(stack)
    is_bare_part = stack[-1].scheme is Scheme.PART and stack[-1].is_heading
    return zone in (None, Zone.DEFINITIONS) and not is_bare_part


def _front_zone(line: Line, shape: Shape, stack: Stack, *, has_divisions: bool) -> Zone | None:
    """The zone of a line before the first provision; None where the body begins with it."""
    if _opens_provisions(shape, stack):
        return None
    if _zone_of(stack) is Zone.RECITAL:
        return Zone.RECITAL
    if line.is_row:
        return Zone.COVER if not stack and _is_cover_row(line) else Zone.PROVISION
    if shape.form in (Form.TITLE, Form.SUBTITLE, Form.HEADING, Form.NAMED):
        return Zone.COVER
    return _front_text_zone(line, stands_alone=has_divisions and not stack)


def _front_text_zone(line: Line, *, stands_alone: bool) -> Zone | None:
    """The zone of a plain text before the first provision, by its words.

    Args:
        line: the text.
        stands_alone: whether the body comes later, under numbers or headings of its own.
    """
    if _SALUTATION.match(line.outer):
        return Zone.COVER
    if (
        _NOTICE.search(line.outer)
        or _LEADS_TO_BODY.search(line.outer)
        or (_INTRODUCTION.match(line.outer) and len(line.outer) > 20)
    ):
        return Zone.RECITAL
    if not line.is_sentence or is_front_line(line.outer) or _KEY_WITH_CHOICES.match(line.outer):
        return Zone.COVER
    binds = _BINDS.search(line.outer) and not line.outer.startswith(("鉴于", "缘于"))
    return Zone.RECITAL if stands_alone and not binds else None


def _is_cover_row(line: Line) -> bool:
    """Whether a table row in front names parties, numbers or dates, or nothing at all."""
    first = next((cell for cell in line.block.cells if cell.strip()), "")
    return bool(_COVER_CELL.search(normalize(first).text))


def _body_zone(line: Line, shape: Shape, stack: Stack, before: Zone) -> Zone:
    zone = _zone_of(stack)
    if zone is Zone.SIGNATURE:
        return Zone.PROVISION if is_statement(line) and shape.form is not Form.HEADING else zone
    if zone is not None:
        return zone
    if shape.signs or _is_signature(line, shape, before) or (shape.form is Form.TEXT and is_date(line)):
        return Zone.SIGNATURE
    if shape.form is Form.TEXT and not stack and _NOTICE.search(line.outer):
        return Zone.RECITAL
    return Zone.PROVISION


def _zone_of(stack: Stack) -> Zone | None:
    """The zone of the outermost division whose heading names one."""
    return next((division.zone for division in stack if division.zone is not None), None)


def _is_signature(line: Line, shape: Shape, before: Zone) -> bool:
    """Whether an unheaded line belongs to a signature block."""
    if shape.form in (Form.HEADING, Form.NAMED) or line.is_note:
        return False
    return signs(line) or (before is Zone.SIGNATURE and goes_on_signing(line))
