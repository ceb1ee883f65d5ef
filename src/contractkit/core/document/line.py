"""One block on its way to becoming a passage: its words with the number in front taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contractkit.core.document.tree import Block, BlockKind
from contractkit.core.zh.labels import Label, parse_label
from contractkit.core.zh.normalize import CleanText, normalize

_SENTENCE_MARK = re.compile(r"[。；！？]")
_OPEN_END = re.compile(r"[。；！？：，、]$")


@dataclass(frozen=True, slots=True)
class Line:
    """A block read closely.

    Attributes:
        clean: clean text of the whole block, a typed label included.
        label: the number in front, typed or automatic.
        body: clean text without the number in front.
        words: raw text without the number in front (spaces separate a title from its text).
    """

    block: Block
    clean: CleanText
    label: Label | None
    body: str
    words: str

    @property
    def is_row(self) -> bool:
        """Whether the block is a table row."""
        return self.block.kind is BlockKind.ROW

    @property
    def is_styled(self) -> bool:
        """Whether the file itself marks the block as a heading."""
        return self.block.kind is BlockKind.HEADING

    @property
    def is_sentence(self) -> bool:
        """Whether the words state something: a full stop or a semicolon in them, or a long text."""
        return bool(_SENTENCE_MARK.search(self.body)) or len(self.body) > 60

    @property
    def could_be_title(self) -> bool:
        """Whether the words have the form of a title: short, no sentence, no open end."""
        return 0 < len(self.body) <= 30 and not self.is_sentence and not _OPEN_END.search(self.body)


def read_line(block: Block) -> Line:
    """Take `block` apart; table rows and contents entries have no label."""
    clean = normalize(block.text)
    if block.kind in (BlockKind.ROW, BlockKind.CONTENTS):
        return Line(block, clean, None, clean.text, block.text)
    if automatic := _automatic_label(block.label):
        return Line(block, clean, automatic, clean.text, block.text)
    label = parse_label(block.text)
    words = block.text[label.end :] if label else block.text
    return Line(block, clean, label, normalize(words).text if label else clean.text, words)


def _automatic_label(shown: str) -> Label | None:
    """The label of an automatic number; a bullet (•, -) is none."""
    if not shown.strip():
        return None
    # A word behind it lets a number that stands alone be read as one in front of a text.
    return parse_label(f"{shown.strip()} 正文") or parse_label(f"{shown.strip()}、正文")
