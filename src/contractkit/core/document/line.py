"""One block on its way to becoming a passage: its words with the number in front taken apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from contractkit.core.document.tree import Block, BlockKind
from contractkit.core.zh.labels import DECIMALS, Label, Scheme, parse_label, parse_roman
from contractkit.core.zh.normalize import CleanText, normalize

_SENTENCE_MARK = re.compile(r"[。；！？]")
_OPEN_END = re.compile(r"[。；！？：，、]$")
_NOTE = re.compile(r"[脚尾]注\d+")
_ROMAN_TWINS = {Scheme.LOWER: Scheme.LOWER_ROMAN, Scheme.LOWER_BRACKETS: Scheme.LOWER_ROMAN_BRACKETS}
# Numbers that divide a document also where they stand in a table's first column; 1, 2, 3 there only count its rows.
_ROW_SCHEMES = frozenset(
    {Scheme.PART, Scheme.CHAPTER, Scheme.SECTION, Scheme.ARTICLE, Scheme.CHINESE, Scheme.FINANCIAL}
)
# A title whose number has lost the space behind it, as on a page; the 1.1 that follows tells it from 3个工作日.
_TIGHT_TITLE = re.compile(r"\s*(\d{1,2})(?=[\u4e00-\u9fff])")
_TITLE_REACH = 2
_LONGEST_STATEMENT_FREE = 60
_LONGEST_TITLE = 30
_OUTER = 1000


@dataclass(frozen=True, slots=True)
class Line:
    """A block read closely.

    Attributes:
        clean: clean text of the whole block, a typed label included.
        label: the number in front, typed or automatic.
        body: clean text without the number in front.
        words: raw text without the number in front (spaces separate a title from its text).
        is_sentence: whether the words state something: a full stop or a semicolon in them, or a long text.
        could_be_title: whether the words have the form of a title: short, no sentence, no open end.
        outer: the body, or the beginning and end of a very long one: what says where it stands is said there.
    """

    block: Block
    clean: CleanText
    label: Label | None
    body: str
    words: str
    is_sentence: bool = field(init=False)
    could_be_title: bool = field(init=False)
    outer: str = field(init=False)

    def __post_init__(self) -> None:
        states = len(self.body) > _LONGEST_STATEMENT_FREE or bool(_SENTENCE_MARK.search(self.body))
        is_short = 0 < len(self.body) <= _LONGEST_TITLE
        is_huge = len(self.body) > 2 * _OUTER
        object.__setattr__(self, "outer", self.body[:_OUTER] + self.body[-_OUTER:] if is_huge else self.body)
        object.__setattr__(self, "is_sentence", states)
        object.__setattr__(self, "could_be_title", is_short and not states and not _OPEN_END.search(self.body))

    @property
    def is_row(self) -> bool:
        """Whether the block is a table row."""
        return self.block.kind is BlockKind.ROW

    @property
    def is_styled(self) -> bool:
        """Whether the file itself marks the block as a heading."""
        return self.block.kind is BlockKind.HEADING

    @property
    def is_note(self) -> bool:
        """Whether the block is a footnote or endnote, read where it is referred to."""
        return bool(_NOTE.fullmatch(self.block.label))

    @property
    def scheme(self) -> Scheme | None:
        """How its number numbers; None without one."""
        return self.label.scheme if self.label else None

    @property
    def values(self) -> tuple[int, ...]:
        """The numbers of its label."""
        return self.label.values if self.label else ()


def read_lines(blocks: Iterable[Block]) -> tuple[Line, ...]:
    """The blocks that have words or an automatic number, taken apart; letters that are Roman numbers told by their order."""
    lines = (_read_line(block) for block in blocks if block.text.strip() or block.label.strip())
    return _with_tight_titles(tuple(_with_roman_numbers(lines)))


def _read_line(block: Block) -> Line:
    clean = normalize(block.text)
    if block.kind is BlockKind.CONTENTS:
        return Line(block, clean, None, clean.text, block.text)
    if block.kind is BlockKind.ROW:
        return Line(block, clean, _row_label(block), clean.text, block.text)
    if automatic := _automatic_label(block.label):
        return Line(block, clean, automatic, clean.text, block.text)
    label = parse_label(block.text)
    if label is None:
        return Line(block, clean, None, clean.text, block.text)
    words = block.text[label.end :]
    return Line(block, clean, label, normalize(words).text, words)


def _automatic_label(shown: str) -> Label | None:
    """The label of an automatic number; a bullet (•, -) is none."""
    if not shown.strip():
        return None
    # A word behind it lets a number that stands alone be read as one in front of a text.
    return parse_label(f"{shown.strip()} 正文") or parse_label(f"{shown.strip()}、正文")


def _row_label(block: Block) -> Label | None:
    """The number of a clause that is written into a table row (第三条 违约责任 | …)."""
    first = block.cells[0] if block.cells else ""
    label = _automatic_label(block.label) or parse_label(first)
    return label if label is not None and label.scheme in _ROW_SCHEMES else None


def _with_roman_numbers(lines: Iterable[Line]) -> Iterator[Line]:
    """The letters i, v, x as numbers, where the letter before them (h, u, w) did not come last in a list of letters."""
    last: dict[Scheme, tuple[int, ...]] = {}
    for line in lines:
        label = line.label
        if label is None or label.scheme not in _ROMAN_TWINS:
            yield line
            continue
        roman = parse_roman(label.text.strip("（）)."))
        place = label.values[0]
        is_letter = roman is None or (len(label.text.strip("（）).、")) == 1 and last.get(label.scheme) == (place - 1,))
        if not is_letter and roman is not None:
            label = replace(label, scheme=_ROMAN_TWINS[label.scheme], values=(roman,))
        last[label.scheme] = label.values
        yield replace(line, label=label)


def _with_tight_titles(lines: tuple[Line, ...]) -> tuple[Line, ...]:
    """1释义 as the title 1 释义 where 1.1 or 1.1.1 comes next."""
    found = list(lines)
    for at, line in enumerate(lines):
        match = _TIGHT_TITLE.match(line.block.text) if line.label is None and line.could_be_title else None
        if match is None or line.is_row or line.block.kind is BlockKind.CONTENTS:
            continue
        number = int(match[1])
        if any(
            other.scheme in DECIMALS and other.values[:2] == (number, 1)
            for other in lines[at + 1 : at + 1 + _TITLE_REACH]
        ):
            words = line.block.text[match.end() :]
            label = Label(match[1], Scheme.ARABIC_BARE, (number,), match.end())
            found[at] = Line(line.block, line.clean, label, normalize(words).text, words)
    return tuple(found)
