"""A letter of opinion for drafts that are no Word files: what is to be said, in the order of the draft, with pages and paragraphs.

python-docx is loaded with this module, which is itself loaded when a letter is written.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt

from contractkit.core.checker.finding import ElementVerdict, Evidence, Status
from contractkit.core.checker.report import DocumentReport
from contractkit.core.document.tree import Location
from contractkit.reporters import words
from contractkit.reporters.annotated.names import clean
from contractkit.reporters.annotated.pen import Signature
from contractkit.reporters.annotated.saying import cover_lines, finding_lines, gap_lines

_BODY_FONT: Final = "仿宋"
_HEADING_FONT: Final = "黑体"
_NO_PLACE: Final = (1 << 30, 1 << 30)


@dataclass(frozen=True, slots=True)
class _Point:
    """One thing to say, and where the words stand that it is about."""

    place: tuple[int, int]
    quotes: tuple[Evidence, ...]
    lines: tuple[str, ...]


def letter(report: DocumentReport, laws: Mapping[str, str], signature: Signature) -> bytes:
    """The letter on one draft as a Word file.

    Args:
        report: on the draft, settled with what was accepted.
        laws: citation by the id of the item.
        signature: who writes, and when.
    """
    document = _blank()
    _line(document, "审查意见书", "Title")
    _line(document, f"文件：{PurePath(report.path).name}（SHA-256 {report.sha256[:16]}…）")
    head, *rest = cover_lines(report, (), laws)
    _line(document, head)
    for line in rest:
        _line(document, line)
    said = sorted(_points(report, laws), key=lambda one: one.place)
    missing = [point for point in said if point.place == _NO_PLACE]
    _section(document, "一、对原文的意见（按原文顺序）", [point for point in said if point.place != _NO_PLACE])
    _section(document, "二、缺失的内容和建议增加的条款", missing)
    if losses := report.reading.losses:
        _line(document, "三、没有读取或者没有计入的内容", "Heading 1")
        for loss in losses:
            _line(document, f"{words.loss_heading(loss)}：{words.loss(loss)}")
    _line(document, f"{signature.author}　{signature.on:%Y年%m月%d日}").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    document.core_properties.author = clean(signature.author)
    document.core_properties.title = "审查意见书"
    document.core_properties.created = document.core_properties.modified = signature.on
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def _points(report: DocumentReport, laws: Mapping[str, str]) -> Iterator[_Point]:
    for element in (one for item in report.items for one in item.elements):
        if element.accepted is None and element.is_gap and element.counts:
            found = element.evidence if element.status is Status.DEFERRED else ()
            yield _Point(_place(found), found, tuple(_gap(element, laws)))
    for finding in report.findings:
        if finding.accepted is None:
            yield _Point(_place(finding.evidence), finding.evidence, tuple(finding_lines(finding)))


def _gap(element: ElementVerdict, laws: Mapping[str, str]) -> Iterator[str]:
    yield from gap_lines(element, laws)
    if element.status is Status.MISSING:
        near = [f"{_where(one)}“{one.quote}”" for one in element.evidence]
        if near:
            yield f"相近的文字：{'；'.join(near)}。"


def _section(document: WordDocument, title: str, points: Iterable[_Point]) -> None:
    found = list(points)
    if not found:
        return
    _line(document, title, "Heading 1")
    for number, point in enumerate(found, start=1):
        head, *rest = point.lines
        _line(document, f"{number}. {head}", "Heading 2")
        for quote in point.quotes:
            _line(document, f"原文（{_where(quote)}）：“{quote.quote}”")
        for line in rest:
            _line(document, line)


def _where(evidence: Evidence) -> str:
    return words.place(evidence.path, evidence.location)


def _place(found: tuple[Evidence, ...]) -> tuple[int, int]:
    return min((_order(one.location) for one in found), default=_NO_PLACE)


def _order(location: Location) -> tuple[int, int]:
    return location.page or 0, location.paragraph


def _line(document: WordDocument, text: str, style: str = "Normal"):  # type: ignore[no-untyped-def]  # python-docx
    return document.add_paragraph(clean(text), style)


def _blank() -> WordDocument:
    """An empty document with Chinese fonts in every style used."""
    document = Document()
    for name, size, font in (
        ("Normal", 12, _BODY_FONT),
        ("Title", 20, _HEADING_FONT),
        ("Heading 1", 15, _HEADING_FONT),
        ("Heading 2", 12, _HEADING_FONT),
    ):
        style = document.styles[name]
        style.font.size = Pt(size)
        style.font.name = "Times New Roman"
        style.font.color.rgb = None
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in [key for key in fonts.attrib if "Theme" in str(key)]:
            del fonts.attrib[theme]
        fonts.set(qn("w:eastAsia"), font)
    document.styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    return document
