"""What a page draws: characters with their places, ruling lines, pictures, shapes.

Places are points from the lower left corner of the page, as the PDF reader has them.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import atan2, hypot, pi
from typing import NamedTuple

from contractkit.readers.ofd import geometry
from contractkit.readers.ofd.geometry import IDENTITY, Frame, Matrix
from contractkit.readers.ofd.package import Element, child, children, local, words_of
from contractkit.readers.ofd.paths import edges, is_simple
from contractkit.readers.ofd.structure import Resources, Sheet
from contractkit.readers.pdf.characters import Glyph
from contractkit.readers.pdf.objects import Drawing

POINTS = 72 / 25.4
MAX_OBJECTS = 300_000
MAX_CHARACTERS = 200_000
_MAX_DEPTH = 24
_MAX_PATHS = 20_000
_SLANTED = 0.12
_LETTER = 60  # a shape with a description longer than that is no box
_DESCENT, _HEIGHT = 0.25, 1.2


@dataclass(frozen=True, slots=True)
class Run:
    """The characters of one TextCode.

    Attributes:
        glyphs: in reading order, on the page.
        turns: quarter turns, counterclockwise, that they are turned by; None for slanted ones.
        is_column: they stand upright one below the other.
        is_unseen: they are in the file without being drawn.
    """

    glyphs: tuple[Glyph, ...]
    turns: int | None = 0
    is_column: bool = False
    is_unseen: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(glyph.character for glyph in self.glyphs).strip()


class Placed(NamedTuple):
    """A picture: the part it comes from and the matrix that lays the unit square on the page, in millimetres."""

    part: str | None
    matrix: Matrix
    is_own: bool


@dataclass(slots=True)
class Content:
    """Everything that a page draws.

    Attributes:
        frame: the page on its own coordinates, in millimetres.
        runs: texts in the order of the content.
        drawing: ruling lines and the boxes of pictures.
        pictures: as they are placed, in the order of the content.
        outlines: how many shapes there are that are no ruling lines.
        voiceless: how many characters are drawn by the number of their glyph alone.
        objects: how many objects there are.
        characters: how many characters there are.
    """

    frame: Frame
    runs: list[Run] = field(default_factory=list)
    drawing: Drawing = field(default_factory=Drawing)
    pictures: list[Placed] = field(default_factory=list)
    outlines: int = 0
    voiceless: int = 0
    objects: int = 0
    characters: int = 0

    @property
    def is_cut_short(self) -> bool:
        """Whether there is more on the page than was looked at."""
        return self.objects > MAX_OBJECTS or self.characters > MAX_CHARACTERS


def content_of(sheet: Sheet) -> Content:
    """Everything on a page, what its templates draw included."""
    found = Content(sheet.frame)
    below, above = sheet.templates
    own = (sheet.root,) if sheet.root is not None else ()
    for roots, is_own in ((below, False), (own, True), (above, False)):
        walk = _Walk(found, sheet.resources, is_own=is_own)
        for root in roots:
            for layer in children(child(root, "Content"), "Layer"):
                walk.objects(layer, IDENTITY)
    return found


def drawn_words(elements: Iterable[Element], resources: Resources) -> str:
    """The words that some objects draw, as in the appearance of an annotation."""
    found = Content(geometry.A4)
    for element in elements:
        _Walk(found, resources, is_own=True).objects(element, IDENTITY)
    return " ".join(text for run in found.runs if (text := run.text))


class _Walk:
    """Collects what objects draw."""

    def __init__(self, found: Content, resources: Resources, *, is_own: bool) -> None:
        self._found = found
        self._resources = resources
        self._is_own = is_own

    def objects(self, holder: Element, outer: Matrix, depth: int = 0) -> None:
        """Add the objects in a layer, a block or a composite unit."""
        for element in holder:
            self._found.objects += 1
            if self._found.is_cut_short:
                return
            name = local(element)
            if name == "TextObject":
                self._found.runs.extend(self._text(element, outer))
            elif element.get("Visible") == "false":
                continue
            elif name == "PathObject":
                self._path(element, outer)
            elif name == "ImageObject":
                self._image(element, outer)
            elif depth < _MAX_DEPTH:
                self._group(element, name, outer, depth + 1)

    def _group(self, element: Element, name: str, outer: Matrix, depth: int) -> None:
        if name == "PageBlock":
            self.objects(element, outer, depth)
        elif name == "CompositeObject":
            unit = self._resources.units.get(element.get("ResourceID", "").strip())
            if (content := child(unit, "Content")) is not None:
                self.objects(content, outer.after(_placing(element)), depth)

    def _text(self, element: Element, outer: Matrix) -> Iterator[Run]:
        matrix = outer.after(_placing(element))
        size = geometry.number(element.get("Size"), 0.0)
        style = _Style(
            size if size > 0 else 1.0,
            geometry.number(element.get("HScale"), 1.0) or 1.0,
            round(geometry.number(element.get("ReadDirection"), 0.0)) % 360 in {90, 270},
            _is_unseen(element),
        )
        x = y = 0.0
        count = 0
        for code in children(element, "TextCode"):
            # One that does not say where it stands, stands where the one before it does.
            x, y = geometry.number(code.get("X"), x), geometry.number(code.get("Y"), y)
            text = _plain(code.text)
            count += len(text.strip())
            self._found.characters += len(text)
            if text.strip() and not self._found.is_cut_short:
                yield self._run(code, text, (x, y), matrix, style)
        glyphs = sum(geometry.number(entry.get("GlyphCount"), 1.0) for entry in children(element, "CGTransform"))
        if not count and not style.is_unseen:
            self._found.voiceless += min(round(max(glyphs, 0)), 10_000)

    def _run(self, code: Element, text: str, start: tuple[float, float], matrix: Matrix, style: _Style) -> Run:
        points = list(_points(code, text, start, style))
        turn = atan2(matrix.b, matrix.a) / (pi / 2)
        is_straight = abs(turn - round(turn)) * pi / 2 < _SLANTED
        size = style.size * matrix.up * POINTS
        glyphs = []
        for character, (x, y, width) in zip(text, points, strict=True):
            at_x, at_y = self._on_page(*matrix.at(x, y))
            end_x, end_y = self._on_page(*matrix.at(x + width, y))
            glyphs.append(_glyph(character, (at_x, at_y), (end_x, end_y), size, unseen=style.is_unseen))
        is_column = len(points) > 1 and abs(points[-1][1] - points[0][1]) > abs(points[-1][0] - points[0][0])
        return Run(tuple(glyphs), -round(turn) % 4 if is_straight else None, is_column, style.is_unseen)

    def _path(self, element: Element, outer: Matrix) -> None:
        data = words_of(child(element, "AbbreviatedData"))
        drawing = self._found.drawing
        is_stroked = element.get("Stroke") != "false"
        if not (is_stroked or element.get("Fill") == "true") or _is_unseen(element):
            return
        if not is_simple(data):
            self._found.outlines += 1 + len(data) // 400
            return
        drawing.paths += 1
        if drawing.paths > _MAX_PATHS:
            return
        matrix = outer.after(_placing(element))
        lines = edges(data, is_stroked=is_stroked)
        self._found.outlines += not lines and len(data) > _LETTER
        for x0, y0, x1, y1 in lines:
            drawing.add_edge((*self._on_page(*matrix.at(x0, y0)), *self._on_page(*matrix.at(x1, y1))))

    def _image(self, element: Element, outer: Matrix) -> None:
        box = geometry.frame(element.get("Boundary"))
        own = _placing(element)
        if element.get("CTM") is None and box is not None:
            own = Matrix(box.width, 0.0, 0.0, box.height, box.x, box.y)
        matrix = outer.after(own)
        corners = [self._on_page(*matrix.at(x, y)) for x in (0, 1) for y in (0, 1)]
        across, up = [x for x, _ in corners], [y for _, y in corners]
        self._found.drawing.pictures.append((min(across), min(up), max(across), max(up)))
        part = self._resources.media.get(element.get("ResourceID", "").strip())
        self._found.pictures.append(Placed(part, matrix, self._is_own))

    def _on_page(self, x: float, y: float) -> tuple[float, float]:
        frame = self._found.frame
        return (x - frame.x) * POINTS, (frame.y + frame.height - y) * POINTS


class _Style(NamedTuple):
    """How a text is set: the width of a 汉字 before and after stretching, and its direction."""

    size: float
    stretch: float
    is_vertical: bool
    is_unseen: bool


def _placing(element: Element) -> Matrix:
    """From an object's own coordinates to those around it."""
    box = geometry.numbers(element.get("Boundary"), 4) or (0.0, 0.0, 0.0, 0.0)
    own = geometry.matrix(element.get("CTM"))
    return own._replace(e=own.e + box[0], f=own.f + box[1])


def _is_unseen(element: Element) -> bool:
    if element.get("Visible") == "false" or geometry.number(element.get("Alpha"), 255.0) <= 0:
        return True
    if local(element) != "TextObject" or element.get("Stroke") == "true":
        return False
    colour = child(element, "FillColor")
    return element.get("Fill") == "false" or (colour is not None and geometry.number(colour.get("Alpha"), 255.0) <= 0)


def _plain(text: str | None) -> str:
    """The characters that are drawn: line breaks and what stands around them are the producer's layout of the XML."""
    text = (text or "").replace("\t", " ")
    if "\n" in text or "\r" in text:
        text = "".join(piece.strip() for piece in text.splitlines())
    return text if text.isprintable() else "".join(one for one in text if unicodedata.category(one) != "Cc")


def _points(
    code: Element, text: str, start: tuple[float, float], style: _Style
) -> Iterator[tuple[float, float, float]]:
    """Where each character stands, and how far its ink reaches, in the coordinates of the object."""
    x, y = start
    count = len(text) - 1
    across, down = geometry.distances(code.get("DeltaX"), count), geometry.distances(code.get("DeltaY"), count)
    for at, character in enumerate(text):
        step = across[at] if at < len(across) else None
        drop = down[at] if at < len(down) else None
        yield x, y, geometry.ink(character, style.size, None if step is None else step / style.stretch) * style.stretch
        if step is None and (drop or (style.is_vertical and drop is None)):
            y += style.size if drop is None else drop
            continue
        x += geometry.advance(character, style.size) * style.stretch if step is None else step
        y += drop or 0.0


def _glyph(character: str, start: tuple[float, float], end: tuple[float, float], size: float, *, unseen: bool) -> Glyph:
    """A character whose advance leads from one point of the page to another."""
    (x, y), (end_x, end_y) = start, end
    length = hypot(end_x - x, end_y - y) or 1.0
    # Straight up from the baseline, seen along it.
    up_x, up_y = -(end_y - y) / length * size, (end_x - x) / length * size
    corners = _corners((x, y), (end_x, end_y), (up_x, up_y))
    across, up = [one for one, _ in corners], [one for _, one in corners]
    return Glyph(character, x, y, min(across), min(up), max(across), max(up), 0.0, unseen)


def _corners(
    start: tuple[float, float], end: tuple[float, float], up: tuple[float, float]
) -> Sequence[tuple[float, float]]:
    return [
        (x + share * up[0], y + share * up[1]) for x, y in (start, end) for share in (-_DESCENT, _HEIGHT - _DESCENT)
    ]
