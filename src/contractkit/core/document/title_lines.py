"""Which lines are the title of the document, or of a further document in the same file."""

from __future__ import annotations

import re
from collections.abc import Sequence

from contractkit.core.document.headings import Form, Shape, shape_of
from contractkit.core.document.line import Line
from contractkit.core.document.signing import goes_on_signing, is_date, signs
from contractkit.core.document.titles import ends_like_title, has_title_word, zone_of_title
from contractkit.core.document.tree import Zone

_FRONT_LINES = 60
_BEGINS = re.compile(r"(?:[甲乙]方|[^，。；：]{1,8}[（(][甲乙]方[）)]).{0,12}[：:]|(?:鉴于|为|根据|依据|按照)")
_BEGINNING = 8  # lines in which a document says who its parties are, or begins to count
_CONTRACT_TITLE = re.compile(r"(?:协议|合同|契约|意向书|备忘录|方案)书?(?:（[^（）]*）)*$")


def further_documents(lines: Sequence[Line], contents: frozenset[int]) -> frozenset[int]:
    """Positions of titles with which another document begins behind the signatures of the one before."""
    found: set[int] = set()
    is_signed = False
    for at, line in enumerate(lines):
        if at in contents:
            continue
        if is_signed and _begins_document(lines, at):
            found.add(at)
            is_signed = False
        elif signs(line) or is_date(line):
            is_signed = True
        elif line.label is not None:
            is_signed = False
    return frozenset(found)


def _begins_document(lines: Sequence[Line], at: int) -> bool:
    """Whether an unnumbered line names a contract or plan whose parties or first number follow."""
    line = lines[at]
    is_title = line.label is None and not line.is_row and line.could_be_title and _CONTRACT_TITLE.search(line.body)
    if not is_title or goes_on_signing(line):
        return False
    following = lines[at + 1 : at + 1 + _BEGINNING]
    return any(one.values == (1,) or (one.label is None and _BEGINS.match(one.body)) for one in following)


def title_lines(lines: Sequence[Line], contents: frozenset[int]) -> frozenset[int]:
    """Positions of the document's own title: unnumbered top headings in front, and lines that repeat the title."""
    found: set[int] = set()
    words: set[str] = set()
    in_front = True
    for at, line in enumerate(lines[:_FRONT_LINES]):
        if at in contents or line.is_row or line.label is not None:
            in_front = in_front and not (line.label and _opens_body(lines, at))
        elif line.body in words or (in_front and _reads_like_title(line, stands_first=at == 0)):
            found.add(at)
            words.add(line.body)
        else:
            in_front = in_front and not (signs(line) or _opens_body(lines, at))
    return frozenset(found)


def _reads_like_title(line: Line, *, stands_first: bool) -> bool:
    """Whether an unnumbered line is the title: by its words, or as a top heading that the document begins with."""
    if zone_of_title(line.body.rstrip("："), None) is not None:
        return False
    is_top = line.is_styled and (line.block.level or 1) <= 1
    return (is_top and stands_first) or ((line.is_styled or line.could_be_title) and ends_like_title(line.body))


def _opens_body(lines: Sequence[Line], at: int) -> bool:
    shape = shape_of(lines, at)
    return shape.form is Form.HEADING and not shape.is_special


def best_title(lines: Sequence[Line], shapes: Sequence[Shape], zones: Sequence[Zone]) -> str:
    """The title line that names the document best; a notice (关于印发…的通知) yields to what it encloses."""
    candidates = [line for line, shape in zip(lines, shapes, strict=True) if shape.form is Form.TITLE]
    if not candidates:
        front = zip(lines[:_FRONT_LINES], zones, strict=False)
        candidates = [line for line, zone in front if zone is Zone.COVER and not line.is_row and line.could_be_title][
            :3
        ]
    ranked = sorted(candidates, key=_title_rank)
    return ranked[0].clean.text if ranked else ""


def _title_rank(line: Line) -> tuple[bool, bool, bool, int]:
    text = line.clean.text
    is_notice = text.endswith("通知") or text.startswith("关于印发")
    return is_notice, not ends_like_title(text), not has_title_word(text), -min(len(text), 8)
