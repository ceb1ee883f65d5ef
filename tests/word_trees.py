"""Random Word documents with what they show: visible words in every construct, decoys beside them, tracked changes.

Each piece knows its XML and, for the accepted and the original view, the words it shows. The words are numbered, so that
losing, doubling or moving any of them is seen.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TypeAlias

from hypothesis import strategies as st

from contractkit.readers.options import RevisionView
from word_files import (
    CHANGE,
    alternatives,
    cell,
    control,
    deleted,
    in_run,
    inserted,
    marked,
    math,
    p,
    r,
    result_of,
    row,
    shape_box,
    styled,
    table,
    vml_box,
)

ACCEPTED, ORIGINAL = RevisionView.ACCEPTED, RevisionView.ORIGINAL
# The tracked changes that each view takes away.
GONE = {ACCEPTED: ("del", "moveFrom"), ORIGINAL: ("ins", "moveTo")}


@dataclass(frozen=True)
class Inline:
    """Words in a paragraph: their XML, what each view shows of them, and text boxes (each a list of nodes)."""

    xml: str
    shown: dict[RevisionView, str]
    boxes: dict[RevisionView, list[list[Node]]] = field(default_factory=lambda: {ACCEPTED: [], ORIGINAL: []})


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; `mark` is the tracked change of its mark, or empty."""

    parts: list[Inline]
    mark: str = ""
    properties: str = ""

    @property
    def xml(self) -> str:
        return p("".join(part.xml for part in self.parts), self.properties + (marked(self.mark) if self.mark else ""))


@dataclass(frozen=True)
class Wrapper:
    """A content control or custom XML around paragraphs and tables."""

    nodes: list[Node]
    is_control: bool

    @property
    def xml(self) -> str:
        inner = "".join(node.xml for node in self.nodes)
        return control(inner) if self.is_control else f'<w:customXml w:element="x">{inner}</w:customXml>'


@dataclass(frozen=True)
class Table:
    """Rows of cells; each row with its tracked change, or an empty one."""

    rows: list[tuple[str, list[list[Node]]]]

    @property
    def xml(self) -> str:
        return table(
            *(
                row(
                    *(cell("".join(node.xml for node in nodes)) for nodes in cells),
                    properties=f"<w:{change} {CHANGE}/>" if change else "",
                )
                for change, cells in self.rows
            )
        )


Node: TypeAlias = Paragraph | Wrapper | Table


class Reading:
    """What a view shows of nodes, in reading order."""

    def __init__(self, view: RevisionView) -> None:
        self.view = view
        self.texts: list[str] = []
        self._words = ""
        self._boxes: list[list[Node]] = []

    def read(self, nodes: list[Node]) -> str:
        """All words of a story in one."""
        self._story(nodes)
        return "".join(self.texts)

    def _story(self, nodes: list[Node]) -> None:
        self._nodes(nodes)
        self._end_paragraph()

    def _nodes(self, nodes: list[Node]) -> None:
        for node in nodes:
            if isinstance(node, Wrapper):
                self._nodes(node.nodes)
            elif isinstance(node, Table):
                self._end_paragraph()
                self._table(node)
            else:
                self._words += "".join(part.shown[self.view] for part in node.parts)
                self._boxes += [box for part in node.parts for box in part.boxes[self.view]]
                if node.mark not in GONE[self.view]:
                    self._end_paragraph()

    def _end_paragraph(self) -> None:
        self.texts.append(self._words)
        boxes, self._words, self._boxes = self._boxes, "", []
        for box in boxes:
            self._inner(box)

    def _inner(self, nodes: list[Node]) -> None:
        self.texts.append(Reading(self.view).read(nodes))

    def _table(self, node: Table) -> None:
        rows = [cells for change, cells in node.rows if change not in GONE[self.view]]
        is_frame = all(len(cells) == 1 for cells in rows)
        for cells in rows:
            if is_frame:
                self._inner(cells[0])
                continue
            later: list[list[Node]] = []
            boxes: list[list[Node]] = []
            for nodes in cells:
                reading = _CellReading(self.view)
                reading._story(nodes)
                self.texts += reading.texts
                boxes += reading.boxes
                later += [[inner] for inner in reading.tables]
            for inner in (*boxes, *later):
                self._inner(inner)


class _CellReading(Reading):
    """A cell of a row: its words first; boxes and tables inside are read after the row."""

    def __init__(self, view: RevisionView) -> None:
        super().__init__(view)
        self.boxes: list[list[Node]] = []
        self.tables: list[Table] = []

    def _end_paragraph(self) -> None:
        self.texts.append(self._words)
        self.boxes += self._boxes
        self._words, self._boxes = "", []

    def _table(self, node: Table) -> None:
        self.tables.append(node)


@dataclass
class Trees:
    """Draws documents.

    Attributes:
        boxes: with text boxes and nested tables, whose place in the reading order depends on the view.
        properties: paragraph properties to choose from.
    """

    draw: st.DrawFn
    boxes: bool = True
    properties: tuple[str, ...] = ("",)
    numbers: count[int] = field(default_factory=lambda: count(1))

    def word(self) -> str:
        return f"〔{next(self.numbers)}〕"

    def decoy(self) -> str:
        return f"假{next(self.numbers)}"

    def pick(self, *options: str) -> str:
        return self.draw(st.sampled_from(options))

    def nodes(self, depth: int) -> list[Node]:
        return [self.node(depth) for _ in range(self.draw(st.integers(1, 4)))]

    def node(self, depth: int) -> Node:
        kind = self.pick("paragraph", "paragraph", "paragraph", "wrapper", "table") if depth else "paragraph"
        if kind == "wrapper":
            return Wrapper(self.nodes(depth - 1), self.draw(st.booleans()))
        if kind == "table":
            return Table([self.row(depth - 1) for _ in range(self.draw(st.integers(1, 3)))])
        parts = [self.inline(depth) for _ in range(self.draw(st.integers(0, 5)))]
        return Paragraph(parts, self.pick("", "", "", "ins", "del", "moveFrom", "moveTo"), self.pick(*self.properties))

    def row(self, depth: int) -> tuple[str, list[list[Node]]]:
        cells = [self.nodes(depth if self.boxes else 0) for _ in range(self.draw(st.integers(1, 3)))]
        return self.pick("", "", "", "ins", "del"), cells

    def inline(self, depth: int) -> Inline:
        simple = self.pick("text", "text", "text", "change", "change", "decoy", "special")
        if simple == "text" or not depth:
            return self._plain(r, self.word())
        if simple == "change":
            return self._change(depth - 1)
        if simple == "decoy":
            return self._decoy()
        return self._special(depth - 1)

    def _plain(self, write: object, text: str) -> Inline:
        xml = write(text) if callable(write) else ""
        return Inline(xml, {ACCEPTED: text, ORIGINAL: text})

    def _change(self, depth: int) -> Inline:
        kind = self.pick("ins", "del", "moveFrom", "moveTo")
        if kind == "del":
            text = self.word()
            return Inline(deleted(text), {ACCEPTED: "", ORIGINAL: text})
        inner = self.inline(depth)
        shown = {view: "" if kind in gone else inner.shown[view] for view, gone in GONE.items()}
        boxes = {view: [] if kind in gone else inner.boxes[view] for view, gone in GONE.items()}
        return Inline(inserted(inner.xml, kind), shown, boxes)

    def _decoy(self) -> Inline:
        text = self.decoy()
        xml = {
            "hidden": r(text, "<w:vanish/>"),
            "style": r(text, '<w:rStyle w:val="yin"/>'),
            "struck": r(text, "<w:strike/>"),
            "struck by style": r(text, '<w:rStyle w:val="hua"/>'),
            "instruction": result_of(f'IF "{text}"', ""),
            "fallback": in_run(alternatives("<w:t></w:t>", f"<w:t>{text}</w:t>")),
            "ruby": in_run(f"<w:ruby><w:rt>{r(text)}</w:rt><w:rubyBase/></w:ruby>"),
            "comment": '<w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>',
        }[self.pick("hidden", "style", "struck", "struck by style", "instruction", "fallback", "ruby", "comment")]
        return Inline(xml, {ACCEPTED: "", ORIGINAL: ""})

    def _special(self, depth: int) -> Inline:
        if self.boxes and self.draw(st.booleans()):
            nodes = self.nodes(depth)
            content = "".join(node.xml for node in nodes)
            xml = in_run(
                {
                    "drawing": shape_box(content),
                    "old": vml_box(content),
                    "both": alternatives(shape_box(content), vml_box(content)),
                    "fallback": alternatives("", vml_box(content)),
                }[self.pick("drawing", "old", "both", "fallback")]
            )
            return Inline(xml, {ACCEPTED: "", ORIGINAL: ""}, {ACCEPTED: [nodes], ORIGINAL: [nodes]})
        around = self.pick("link", "control", "tag", "field", "simple field", "ruby", "formula")
        if around == "formula":
            return self._plain(lambda text: f"<m:oMath>{math(text)}</m:oMath>", self.word())
        if around == "ruby":
            text = self.word()
            return self._plain(lambda base: in_run(f"<w:ruby><w:rt/><w:rubyBase>{r(base)}</w:rubyBase></w:ruby>"), text)
        inner = self.inline(depth)
        xml = {
            "link": f'<w:hyperlink w:anchor="x">{inner.xml}</w:hyperlink>',
            "control": control(inner.xml, "<w:rPr><w:vanish/></w:rPr>"),
            "tag": f'<w:smartTag w:element="x">{inner.xml}</w:smartTag>',
            "field": result_of("REF 假", inner.xml),
            "simple field": f'<w:fldSimple w:instr=" REF 假 ">{inner.xml}</w:fldSimple>',
        }[around]
        return Inline(xml, inner.shown, inner.boxes)


@st.composite
def documents(draw: st.DrawFn, *, boxes: bool = True, numbered: bool = False) -> list[Node]:
    """Random nodes; `numbered` also gives them styles and automatic numbers."""
    numbers = (
        '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>',
        styled("heading1") + '<w:tabs><w:tab w:val="left" w:pos="420"/></w:tabs><w:outlineLvl w:val="1"/>',
        styled("heading1") + '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>',
        styled("yinduan"),
        styled("huaduan"),
        "<w:rPr><w:vanish/></w:rPr>",
    )
    return Trees(draw, boxes=boxes, properties=("", "", *numbers) if numbered else ("",)).nodes(3)
