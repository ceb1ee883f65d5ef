"""OFD files (GB/T 33190) made from code: whole documents set as a registry prints them, and single constructs.

Lengths are millimetres, y grows downwards.
"""

from __future__ import annotations

import io
import unicodedata
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "http://www.ofdspec.org/2016"
WIDTH, HEIGHT = 210.0, 297.0
_LEFT, _TOP, _BOTTOM = 28.0, 37.0, 262.0
_SIZE = 5.644  # 三号
_TITLE = 7.761  # 二号
_ACROSS = 27
_PITCH = 9.9
_NOT_FIRST = frozenset("，。、；：？！）》”’】〕,.;:?!)%％")


def text(words: str, x: float, y: float, size: float = _SIZE, *, more: str = "", codes: str = "") -> str:
    """A text on one line; `y` is its baseline."""
    codes = codes or text_code(words, size)
    width = sum(step(one, size) for one in words) or size
    return (
        f'<ofd:TextObject ID="{next_id()}" Boundary="{x:.4f} {y - size:.4f} {width:.4f} {1.3 * size:.4f}" '
        f'Font="1" Size="{size}" {more}>{codes}</ofd:TextObject>'
    )


def text_code(words: str, size: float = _SIZE, x: float = 0.0) -> str:
    """A TextCode as producers write it: equal distances in a row in short."""
    steps = [step(one, size) for one in words[:-1]]
    runs: list[tuple[int, float]] = []
    for one in steps:
        if runs and runs[-1][1] == one:
            runs[-1] = (runs[-1][0] + 1, one)
        else:
            runs.append((1, one))
    delta = " ".join(f"g {count} {one:g}" if count > 2 else " ".join([f"{one:g}"] * count) for count, one in runs)
    attribute = f' DeltaX="{delta}"' if delta else ""
    return f'<ofd:TextCode X="{x:g}" Y="{size:g}"{attribute}>{escape(words)}</ofd:TextCode>'


def step(character: str, size: float) -> float:
    """The width of a character."""
    return size if unicodedata.east_asian_width(character) in "WFA" else round(size / 2, 4)


def stroke(x0: float, y0: float, x1: float, y1: float) -> str:
    """A ruling line."""
    left, top = min(x0, x1), min(y0, y1)
    data = f"M {x0 - left:g} {y0 - top:g} L {x1 - left:g} {y1 - top:g}"
    box = f"{left:g} {top:g} {max(abs(x1 - x0), 0.2):g} {max(abs(y1 - y0), 0.2):g}"
    return (
        f'<ofd:PathObject ID="{next_id()}" Boundary="{box}" LineWidth="0.2">'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def image(resource: str, x: float, y: float, width: float, height: float) -> str:
    """A picture."""
    return (
        f'<ofd:ImageObject ID="{next_id()}" Boundary="{x:g} {y:g} {width:g} {height:g}" '
        f'CTM="{width:g} 0 0 {height:g} 0 0" ResourceID="{resource}"/>'
    )


_ids = iter(range(100, 10**9))


def next_id() -> int:
    """An id that no other object has."""
    return next(_ids)


@dataclass
class Ofd:
    """The parts of an OFD file with one document.

    Attributes:
        pages: the objects of each page.
        template: objects of a page template that every page uses; empty for none.
        media: pictures by resource id.
        units: composite graphic units, as XML.
        document_more: more elements of Document.xml.
        body_more: more elements of DocBody.
        page_more: more elements of every page, in front of its content.
        parts: more parts by name, or other content for those there are.
    """

    pages: Sequence[str]
    template: str = ""
    media: Mapping[str, bytes] = field(default_factory=dict)
    units: str = ""
    document_more: str = ""
    body_more: str = ""
    page_more: str = ""
    parts: Mapping[str, bytes | str] = field(default_factory=dict)

    def data(self) -> bytes:
        """The file."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in {**self._standard(), **self.parts}.items():
                archive.writestr(name, content)
        return stream.getvalue()

    def _standard(self) -> dict[str, bytes | str]:
        parts: dict[str, bytes | str] = {
            "OFD.xml": xml(
                "OFD",
                "<ofd:DocBody><ofd:DocInfo><ofd:DocID>0123456789abcdef0123456789abcdef</ofd:DocID></ofd:DocInfo>"
                f"<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>{self.body_more}</ofd:DocBody>",
                'Version="1.0" DocType="OFD"',
            ),
            "Doc_0/Document.xml": self._document(),
            "Doc_0/PublicRes.xml": xml(
                "Res",
                '<ofd:Fonts><ofd:Font ID="1" FontName="仿宋_GB2312" FamilyName="仿宋_GB2312"/></ofd:Fonts>',
                'BaseLoc="Res"',
            ),
            "Doc_0/DocumentRes.xml": xml("Res", self._media() + self._units(), 'BaseLoc="Res"'),
        }
        for number, objects in enumerate(self.pages):
            template = '<ofd:Template TemplateID="2" ZOrder="Background"/>' if self.template else ""
            parts[f"Doc_0/Pages/Page_{number}/Content.xml"] = page(objects, template + self.page_more)
        if self.template:
            parts["Doc_0/Tpls/Tpl_0/Content.xml"] = page(self.template)
        for identifier, data in self.media.items():
            parts[f"Doc_0/Res/image_{identifier}.bin"] = data
        return parts

    def _document(self) -> str:
        template = '<ofd:TemplatePage ID="2" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if self.template else ""
        pages = "".join(
            f'<ofd:Page ID="{number + 10}" BaseLoc="Pages/Page_{number}/Content.xml"/>'
            for number in range(len(self.pages))
        )
        return xml(
            "Document",
            f"<ofd:CommonData><ofd:MaxUnitID>99999</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}"
            "</ofd:PhysicalBox></ofd:PageArea><ofd:PublicRes>PublicRes.xml</ofd:PublicRes>"
            f"<ofd:DocumentRes>DocumentRes.xml</ofd:DocumentRes>{template}</ofd:CommonData>"
            f"<ofd:Pages>{pages}</ofd:Pages>{self.document_more}",
        )

    def _media(self) -> str:
        entries = "".join(
            f'<ofd:MultiMedia ID="{identifier}" Type="Image"><ofd:MediaFile>image_{identifier}.bin</ofd:MediaFile></ofd:MultiMedia>'
            for identifier in self.media
        )
        return f"<ofd:MultiMedias>{entries}</ofd:MultiMedias>" if entries else ""

    def _units(self) -> str:
        return f"<ofd:CompositeGraphicUnits>{self.units}</ofd:CompositeGraphicUnits>" if self.units else ""


def xml(root: str, content: str, attributes: str = "") -> str:
    """A part with that root element."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{root} xmlns:ofd={quoteattr(NAMESPACE)} {attributes}>'
        f"{content}</ofd:{root}>"
    )


def page(objects: str, more: str = "") -> str:
    """A page, or a template, with these objects."""
    return xml(
        "Page", f'{more}<ofd:Content><ofd:Layer ID="{next_id()}" Type="Body">{objects}</ofd:Layer></ofd:Content>'
    )


def document(content: Sequence[str | Sequence[Sequence[str]]], *, header: str = "", titles: int = 1) -> bytes:
    """A whole document, set in lines and pages as a registry's program does it.

    Args:
        content: paragraphs, and tables as rows of cells.
        header: words at the head of every page, in a page template.
        titles: so many paragraphs at the beginning are set larger and centred.
    """
    setter = _Setter()
    for number, item in enumerate(content):
        if isinstance(item, str):
            setter.paragraph(item, is_title=number < titles)
        else:
            setter.table(item)
    template = text(header, _LEFT, 20.0, 3.704) + stroke(_LEFT, 22.5, WIDTH - _LEFT, 22.5) if header else ""
    numbered = [
        objects + text(f"— {number} —", WIDTH / 2 - 8, HEIGHT - 18.0, 4.939)
        for number, objects in enumerate(setter.pages(), start=1)
    ]
    return Ofd(numbered, template).data()


class _Setter:
    """Sets paragraphs and tables, line by line and page by page."""

    def __init__(self) -> None:
        self._pages: list[list[str]] = [[]]
        self._y = _TOP

    def pages(self) -> list[str]:
        return ["".join(objects) for objects in self._pages]

    def paragraph(self, words: str, *, is_title: bool) -> None:
        size = _TITLE if is_title else _SIZE
        across = round(_ACROSS * _SIZE / size)
        for at, line in enumerate(wrapped(words, across, 0 if is_title else 2)):
            self._make_room(_PITCH)
            width = sum(step(one, size) for one in line)
            indent = (WIDTH - width) / 2 - _LEFT if is_title else (2 * size if at == 0 else 0.0)
            self._pages[-1].append(text(line, _LEFT + indent, self._y + size, size))
            self._y += 1.4 * _PITCH if is_title else _PITCH

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        whole = WIDTH - 2 * _LEFT
        size, pitch = 4.233, 6.2
        for row in rows:
            wide = whole / len(row)
            cells = [wrapped(cell, int((wide - 4) / size) - 1, 0) for cell in row]
            high = pitch * max(map(len, cells)) + 3
            self._make_room(high)
            top, objects = self._y, self._pages[-1]
            objects += [stroke(_LEFT, y, _LEFT + whole, y) for y in (top, top + high)]
            for number, lines in enumerate(cells):
                left = _LEFT + number * wide
                objects.append(stroke(left, top, left, top + high))
                objects += [text(line, left + 2, top + 1 + size + at * pitch, size) for at, line in enumerate(lines)]
            objects.append(stroke(_LEFT + whole, top, _LEFT + whole, top + high))
            self._y += high
        self._y += _PITCH / 2

    def _make_room(self, high: float) -> None:
        if self._y + high > _BOTTOM:
            self._pages.append([])
            self._y = _TOP


def wrapped(words: str, across: int, indent: int) -> list[str]:
    """The lines of a paragraph; no line begins with a punctuation mark, and words of letters stay whole."""
    lines, line, width = [], "", 2 * indent
    for unit in _units(words):
        wide = sum(2 if step(one, 2) == 2 else 1 for one in unit)
        if line and width + wide > 2 * across and unit not in _NOT_FIRST:
            lines.append(line.rstrip(" "))
            line, width = "", 0
        line += unit if line else unit.lstrip(" ")
        width += wide
    return [*lines, line] if line else lines or [""]


def _units(words: str) -> list[str]:
    units: list[str] = []
    for one in words:
        is_narrow = one.isascii() and one.isalnum()
        if units and is_narrow and units[-1][-1].isascii() and units[-1][-1].isalnum():
            units[-1] += one
        else:
            units.append(one)
    return units
