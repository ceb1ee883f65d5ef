"""Numbers for new paragraphs, as the draft around them has its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto

from contractkit.core.checker.remedies.labels import following, numbered, read_label
from contractkit.core.checker.remedies.layout import Layout
from contractkit.core.checker.remedies.places import Spot, Way
from contractkit.core.clauses.draft import BlockStyle
from contractkit.core.clauses.paragraphs import Paragraph
from contractkit.core.law.requirement import Kind

_CLINGING = "、.）)．"


class Role(Enum):
    """What a new line is among the draft's own, whose look it takes."""

    ARTICLE = auto()  # the number of a new article, with its title or its text
    CLAUSE = auto()  # a numbered paragraph of an article
    BODY = auto()  # a paragraph without a number
    ITEM = auto()  # of a list
    ROW = auto()  # of a table
    ANNEX = auto()  # the title of an annex


@dataclass(frozen=True, slots=True)
class NumberedLine:
    """A new paragraph or table row, its number apart.

    Attributes:
        number: in front of the text; empty for none.
        cells: of a row; empty for a paragraph.
    """

    role: Role
    text: str
    number: str = ""
    cells: tuple[str, ...] = ()

    def __str__(self) -> str:
        return joined(self.number, self.text)


@dataclass(frozen=True, slots=True)
class Placed:
    """New text with its numbers, and where it comes.

    Attributes:
        number: of the new article or of its first paragraph; empty where it has none.
        place: as a Chinese sentence.
    """

    number: str
    place: str
    lines: tuple[NumberedLine, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """The lines as they read."""
        return tuple(map(str, self.lines))


def place(
    paragraphs: tuple[Paragraph, ...], title: str, spot: Spot, layout: Layout, kind: Kind, number: str | None = None
) -> Placed:
    """The paragraphs numbered for their place.

    Args:
        paragraphs: of a clause, unnumbered, with nothing left to fill in by templates.
        title: of a new article, where the draft's articles have titles.
        spot: where they come.
        layout: how the draft is divided.
        kind: what the draft is; a plan has 部分, an agreement 条.
        number: of a new article; None for the one after the article that it follows.
    """
    numberer = _Numberer(layout)
    match spot.way:
        case Way.REPLACE:
            return _instead(paragraphs, spot, numberer)
        case Way.INSIDE:
            return _inside(paragraphs, title, spot, numberer)
        case Way.AFTER:
            new = number or (following(spot.article.label) if spot.article else None)
            return _new_article(paragraphs, title, spot, numberer, (new, "条" if kind is Kind.AGREEMENT else "部分"))
        case Way.BEHIND:
            where = f"接在第{spot.passage.location.paragraph}段之后" if spot.passage else "写在正文末尾、落款之前"
            return Placed("", f"{where}（文本没有可以接续的编号）。", numberer.plain(paragraphs))


@dataclass(slots=True)
class _Numberer:
    """Gives numbers to paragraphs, one after the other."""

    layout: Layout
    parent: tuple[int, ...] = ()
    label: str | None = None
    first: str | None = None
    _items: int = 0

    def plain(self, paragraphs: Iterable[Paragraph]) -> tuple[NumberedLine, ...]:
        """Paragraphs with their lists numbered, and with `label` and the numbers after it where there is one."""
        return tuple(line for paragraph in paragraphs for line in self._lines(paragraph))

    def _lines(self, paragraph: Paragraph) -> Iterator[NumberedLine]:
        if paragraph.table is not None:
            for cells in (paragraph.table.header, *paragraph.table.rows):
                yield NumberedLine(Role.ROW, " | ".join(cells), cells=cells)
            return
        if paragraph.style is BlockStyle.ITEM:
            self._items += 1
            within = read_label(self.first) if self.first else None
            values = within.values if within else self.parent
            yield NumberedLine(Role.ITEM, paragraph.text, numbered(self.layout.item, *values, self._items) or "")
            return
        self._items = 0
        if paragraph.style in (BlockStyle.CLAUSE, BlockStyle.SECTION) and self.label:
            yield NumberedLine(Role.CLAUSE, paragraph.text, self.label)
            self.first, self.label = self.label, following(self.label)
        else:
            yield NumberedLine(Role.BODY, paragraph.text)


def _instead(paragraphs: tuple[Paragraph, ...], spot: Spot, numberer: _Numberer) -> Placed:
    """In place of the words that put it off: the first paragraph keeps their number, the others have none."""
    passage = spot.passage
    number = passage.label if passage and passage.path[-1:] == (passage.label,) else ""
    where = (
        "".join(passage.path) if passage and passage.path else f"第{passage.location.paragraph}段" if passage else ""
    )
    lines = numberer.plain(_untitled(paragraphs))
    lines = (NumberedLine(Role.CLAUSE, str(lines[0]), number), *lines[1:]) if number and lines else lines
    words = spot.words.removeprefix(number).strip()
    return Placed(number, f"改写{where}：以下文代替“{words}”。", lines)


def _inside(paragraphs: tuple[Paragraph, ...], title: str, spot: Spot, numberer: _Numberer) -> Placed:
    """At the end of an article, with the next number where its paragraphs have numbers."""
    article = spot.article
    if article is None:
        return Placed("", "", numberer.plain(paragraphs))
    known = read_label(numberer.layout.paragraph)
    last = next((one for one in reversed(article.children) if known and _alike(one, known.text)), None)
    opened = read_label(article.label)
    numberer.parent = opened.values if opened else ()
    if last is not None:
        numberer.label = number = following(last)
        lines = numberer.plain(_with_own_title(paragraphs, title) if number else _untitled(paragraphs))
        return Placed(number or "", f"写入{article.name}，接在“{last}”之后。", lines)
    if len(article.passages) == 1 and known:  # a title with nothing below it
        numberer.label = number = numbered(known.text, *numberer.parent, 1)
        lines = numberer.plain(_with_own_title(paragraphs, title) if number else _untitled(paragraphs))
        return Placed(number or "", f"写入{article.name}之下。", lines)
    return Placed("", f"写入{article.name}，作为该处最后的文字。", numberer.plain(_untitled(paragraphs)))


def _new_article(
    paragraphs: tuple[Paragraph, ...], title: str, spot: Spot, numberer: _Numberer, new: tuple[str | None, str]
) -> Placed:
    """A new article behind another one, with its number and what it is called; those after it move on."""
    article, layout, (number, unit) = spot.article, numberer.layout, new
    if article is None or number is None:
        return Placed("", "写在正文末尾、落款之前。", numberer.plain(_untitled(paragraphs)))
    moves = "" if article is layout.articles[-1] else "，其后的编号依次顺延"
    sentence = f"在{article.name}之后增加一{unit}，编为{_shown(number)}{moves}。"
    opened = read_label(number)
    numberer.parent = opened.values if opened else ()
    if layout.titled:
        numberer.label = numbered(layout.paragraph, *numberer.parent, 1) if layout.paragraph else None
        lines = numberer.plain(_untitled(paragraphs, title))
        return Placed(number, sentence, (NumberedLine(Role.ARTICLE, title, number), *lines))
    lines = numberer.plain(_untitled(paragraphs))
    first = (NumberedLine(Role.ARTICLE, str(lines[0]), number),) if lines else ()
    return Placed(number, sentence, (*first, *lines[1:]))


def _with_own_title(paragraphs: tuple[Paragraph, ...], title: str) -> tuple[Paragraph, ...]:
    """With a title that can bear the number, where none of the paragraphs can: plans number titles, not text."""
    if any(paragraph.style in (BlockStyle.CLAUSE, BlockStyle.SECTION) for paragraph in paragraphs):
        return paragraphs
    return (Paragraph(BlockStyle.SECTION, title), *paragraphs)


def _untitled(paragraphs: tuple[Paragraph, ...], title: str = "") -> tuple[Paragraph, ...]:
    """Without a heading in front that says no more than the title above it, or that would stand before no list."""
    first = paragraphs[0] if paragraphs else None
    if first is not None and first.style is BlockStyle.SECTION and (not title or len(paragraphs) > 1):
        return paragraphs[1:]
    return paragraphs


def _shown(number: str) -> str:
    """A number within a sentence: 第九条, but “九、”."""
    return number if number.startswith("第") else f"“{number}”"


def _alike(label: str, example: str) -> bool:
    one, other = read_label(label), read_label(example)
    return one is not None and other is not None and one.scheme is other.scheme


def joined(number: str, text: str) -> str:
    """A number and its text, with a space between them where the number ends in no mark: 第八条　违约责任, 一、目标."""
    if not number:
        return text
    return number + ("" if number[-1] in _CLINGING else "\u3000") + text
