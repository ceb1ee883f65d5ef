"""A Word file of the words alone, with the changes tracked: for versions that are no Word files, or not the same one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from contractkit.core.redline.diff import Op, differences
from contractkit.core.redline.script import Step, StepKind, Words
from contractkit.reporters.annotated.names import MAIN, OFFICE, PACKAGE, TYPES, text_node
from contractkit.reporters.annotated.pen import Pen, Signature

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_TIME: Final = (1980, 1, 1, 0, 0, 0)  # the earliest a zip can hold
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_FONTS: Final = (
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋" w:cs="Times New Roman"/>'
)
_STYLES: Final = (
    f'{_HEAD}<w:styles xmlns:w="{MAIN}"><w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}<w:sz w:val="24"/><w:lang w:val="en-US" '
    'w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr>'
    '</w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
    '</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/><w:pPr>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:rFonts w:eastAsia="黑体"/></w:rPr></w:style></w:styles>'
)
_SIDES: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_PAGE: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1800" w:bottom="1440" w:left="1800" '
    'w:header="851" w:footer="992" w:gutter="0"/></w:sectPr>'
)
_WIDTH: Final = 8300


def plain_redline(steps: Sequence[Step], signature: Signature) -> bytes:
    """The steps as a Word file: accepting all gives the new words, rejecting all the old ones."""
    body = "".join(Writer(Pen(signature)).blocks(steps))
    members = {
        "[Content_Types].xml": f'{_HEAD}<Types xmlns="{TYPES}"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_WORD}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_WORD}.styles+xml"/></Types>',
        "_rels/.rels": f'{_HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{OFFICE}/officeDocument" '
        'Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'{_HEAD}<w:document xmlns:w="{MAIN}"><w:body>{body}{_PAGE}</w:body></w:document>',
        "word/styles.xml": _STYLES,
        "word/_rels/document.xml.rels": f'{_HEAD}<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" '
        f'Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return target.getvalue()


class Writer:
    """Writes steps as paragraphs and tables with tracked changes, in the prefix w:."""

    def __init__(self, pen: Pen) -> None:
        self._pen = pen

    def blocks(self, steps: Sequence[Step]) -> Iterator[str]:
        """Paragraphs, and tables of the rows that stand together."""
        for is_table, group in groupby(steps, key=lambda step: bool((step.new or step.old or _NOTHING).cells)):
            if is_table:
                yield self._table(list(group))
            else:
                yield from map(self.paragraph, group)

    def paragraph(self, step: Step) -> str:
        """One paragraph."""
        words = step.new or step.old or _NOTHING
        style = '<w:pStyle w:val="Heading1"/>' if words.is_heading else ""
        if step.kind is StepKind.KEEP:
            return f"<w:p><w:pPr>{style}</w:pPr>{self.runs(step)}</w:p>"
        name = _NAMES[step.kind]
        mark = f"<w:rPr><w:{name} {self._pen.change()}/></w:rPr>"
        begin, end = self._range(step)
        return f"<w:p><w:pPr>{style}{mark}</w:pPr>{begin}{self.changed(name, words.text)}{end}</w:p>"

    def runs(self, step: Step) -> str:
        """The words of a passage that stayed, with what changed in them."""
        old, new = (side.text if side is not None else "" for side in (step.old, step.new))
        return self._differing(old, new)

    def changed(self, name: str, text: str) -> str:
        """Words inside a change of that name."""
        if not text:
            return ""
        kind = "delText" if name == "del" else "t"
        return f"<w:{name} {self._pen.change()}>{_run(text, kind)}</w:{name}>"

    def _differing(self, old: str, new: str) -> str:
        parts = []
        for segment in differences(old, new):
            if segment.op is Op.EQUAL:
                parts.append(_run(segment.text, "t"))
            else:
                parts.append(self.changed("del" if segment.op is Op.DELETE else "ins", segment.text))
        return "".join(parts)

    def _range(self, step: Step) -> tuple[str, str]:
        """The ends of a move, which carry its name: both halves have the same."""
        if not step.move:
            return "", ""
        name = _NAMES[step.kind]
        change = self._pen.change()
        own = change.split('"')[1]
        begin = f'<w:{name}RangeStart {change} w:name="move{step.move}"/>'
        return begin, f'<w:{name}RangeEnd w:id="{own}"/>'

    def _table(self, steps: list[Step]) -> str:
        columns = max(len(side.cells) for step in steps for side in (step.old, step.new) if side is not None)
        width = _WIDTH // max(columns, 1)
        rows = "".join(row for step in steps for row in self._rows(step, width))
        grid = f'<w:gridCol w:w="{width}"/>' * columns
        properties = f'<w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>{_SIDES}</w:tblBorders></w:tblPr>'
        return f"<w:tbl>{properties}<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl><w:p/>"

    def _rows(self, step: Step, width: int) -> Iterator[str]:
        old, new = step.old, step.new
        if old is not None and new is not None and len(old.cells) == len(new.cells):
            cells = (self._differing(one, other) for one, other in zip(old.cells, new.cells, strict=True))
            yield f"<w:tr>{''.join(_cell(one, width) for one in cells)}</w:tr>"
            return
        for words, name in ((old, "del"), (new, "ins")):
            if words is not None:
                cells = (self.changed(name, one) for one in words.cells)
                properties = f"<w:trPr><w:{name} {self._pen.change()}/></w:trPr>"
                yield f"<w:tr>{properties}{''.join(_cell(one, width) for one in cells)}</w:tr>"


_NOTHING: Final = Words(0, "")
_NAMES: Final = {
    StepKind.ADD: "ins",
    StepKind.REMOVE: "del",
    StepKind.MOVE_IN: "moveTo",
    StepKind.MOVE_OUT: "moveFrom",
}


def _cell(runs: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{runs}</w:p></w:tc>'


def _run(text: str, kind: str) -> str:
    """A run; line breaks and tabs in its words are what they are in Word."""
    parts = []
    for number, line in enumerate(text.split("\n")):
        parts.append("<w:br/>" if number else "")
        for at, piece in enumerate(line.split("\t")):
            parts.append("<w:tab/>" if at else "")
            parts.append(text_node(piece, kind) if piece else "")
    return f"<w:r>{''.join(parts)}</w:r>"
