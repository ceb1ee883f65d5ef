"""New paragraphs and tables as tracked insertions, behind the place where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

from contractkit.core.checker.remedies.numbering import Role, joined
from contractkit.core.checker.remedies.together import Insertion, Line
from contractkit.reporters.annotated.comments import ends_of
from contractkit.reporters.annotated.edits import Edits
from contractkit.reporters.annotated.looks import Look, Looks
from contractkit.reporters.annotated.names import (
    ALTERNATE,
    BODY,
    SDT,
    TBL,
    TC,
    TEXT_BOX,
    TR,
    VAL,
    P,
    W,
    clean,
    text_node,
)
from contractkit.reporters.annotated.part import Node, XmlPart
from contractkit.reporters.annotated.pen import Pen

_PARAGRAPH: Final = (
    "<w:p><w:pPr>{{look}}<w:rPr><w:ins %s/>{{words}}</w:rPr></w:pPr>{{begin}}<w:ins %s>{{runs}}</w:ins>{{end}}</w:p>"
)
_CELL: Final = (
    '<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/></w:tcPr><w:p><w:ins %s><w:r><w:rPr>{{words}}</w:rPr>{{text}}</w:r></w:ins>'
    "</w:p></w:tc>"
)
_RUN: Final = "<w:r><w:rPr>{{look}}</w:rPr>{{text}}</w:r>"
_SIDES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_TABLE: Final = (
    '<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>%s</w:tblBorders></w:tblPr><w:tblGrid>%s</w:tblGrid>'
    "{{rows}}</w:tbl>"
)
_WIDTH: Final = 8300  # twips: the text of an A4 page


class Writer:
    """Writes insertions into one part."""

    def __init__(self, edits: Edits, looks: Looks, pen: Pen) -> None:
        self._edits = edits
        self._part = edits.part
        self._looks = looks
        self._pen = pen

    def write(self, insertion: Insertion, comment: str) -> None:
        """Put an insertion into its place.

        Args:
            insertion: the new text.
            comment: id of the comment on its first paragraph; empty for none.
        """
        place = place_behind(self._looks, self._part, insertion.after)
        xml = b"".join(self._blocks(insertion.lines, comment))
        if place.tag == BODY:
            self._edits.append(place, xml)
            return
        if insertion.lines and insertion.lines[-1].role is Role.ROW and self._needs_paragraph(place):
            xml += self._part.fragment(f"<w:p><w:pPr><w:rPr><w:ins {self._pen.change()}/></w:rPr></w:pPr></w:p>")
        self._edits.insert(place.end, xml)

    def _blocks(self, lines: Iterable[Line], comment: str) -> Iterator[bytes]:
        counted = ""
        for is_table, group in groupby(lines, key=lambda line: line.role is Role.ROW):
            if is_table:
                yield self._table(list(group))
                continue
            for line in group:
                look = self._looks.of(line.like)
                counts = line.automatic and bool(look.list_id) and counted in ("", look.list_id)
                counted = look.list_id if counts else counted
                yield self._paragraph(line, look, comment, counts=counts)
                comment = ""

    def _paragraph(self, line: Line, look: Look, comment: str, *, counts: bool) -> bytes:
        part = self._part
        begin, end = ends_of(comment) if comment else ("", "")
        reference = (
            f'<w:ins {self._pen.change()}><w:r><w:commentReference w:id="{comment}"/></w:r></w:ins>' if comment else ""
        )
        return part.compose(
            _PARAGRAPH % (self._pen.change(), self._pen.change()),
            look=look.counting if counts else look.plain,
            words=look.words,
            begin=part.fragment(begin),
            end=part.fragment(end + reference),
            runs=b"".join(self._runs(line, look, counts=counts)),
        )

    def _runs(self, line: Line, look: Look, *, counts: bool) -> Iterator[bytes]:
        """Number and words, each as the draft has them."""
        number = "" if counts or not line.number else joined(line.number, "")
        for text, worn in ((number, look.number), (line.text, look.words)):
            if text:
                yield self._part.compose(_RUN, look=worn, text=self._text(text))

    def _table(self, rows: list[Line]) -> bytes:
        part, pen = self._part, self._pen
        columns = max(len(row.cells) for row in rows)
        width = _WIDTH // max(columns, 1)
        look = self._looks.of(rows[0].like)
        done = []
        for row in rows:
            cells = (*row.cells, *("" for _ in range(columns - len(row.cells))))
            inner = b"".join(
                part.compose(_CELL % (width, pen.change()), words=look.words, text=self._text(cell)) for cell in cells
            )
            done.append(
                part.compose(f"<w:tr><w:trPr><w:ins {pen.change()}/></w:trPr>{{{{cells}}}}</w:tr>", cells=inner)
            )
        grid = f'<w:gridCol w:w="{width}"/>' * columns
        return part.compose(_TABLE % (_SIDES, grid), rows=b"".join(done))

    def _text(self, text: str) -> bytes:
        return self._part.fragment(text_node(clean(text)))

    def _needs_paragraph(self, place: Node) -> bool:
        """Whether a table put behind a place would have no paragraph of its own behind it."""
        siblings = place.parent.children if place.parent is not None else []
        following = siblings[siblings.index(place) + 1 :] if place in siblings else []
        return not following or following[0].tag != P


def place_behind(looks: Looks, part: XmlPart, block: int) -> Node:
    """The paragraph, table or control behind which new paragraphs may stand; the body for an empty document."""
    node = looks.last_paragraph(block)
    if node is None:
        return next(one for one in part.nodes if one.tag == BODY)
    found = node
    for outer in node.ancestors():
        if outer.tag == BODY:
            break
        if _must_leave(outer):
            found = outer
    return found


def _must_leave(outer: Node) -> bool:
    """Whether new text comes behind an element rather than into it: tables, text boxes, controls around one paragraph."""
    if outer.tag == TBL:
        return not _is_frame(outer)
    if outer.tag == SDT:
        return _is_locked(outer) or _paragraphs(outer) < 2
    return outer.tag in (ALTERNATE, TEXT_BOX, P)


def _is_frame(table: Node) -> bool:
    """Whether a table is a box around running text: one cell a row, and more than one paragraph in it."""
    rows = [row for row in table.children if row.tag == TR]
    return _paragraphs(table) > 1 and all(sum(cell.tag == TC for cell in row.children) == 1 for row in rows)


def _paragraphs(node: Node) -> int:
    """Paragraphs with anything in them."""
    return sum(one.tag == P and any(child.tag != f"{W}pPr" for child in one.children) for one in node.all())


def _is_locked(control: Node) -> bool:
    properties = control.child(W + "sdtPr")
    lock = None if properties is None else properties.child(W + "lock")
    return lock is not None and "content" in lock.attributes.get(VAL, "").lower()
