"""Blocks as a reader yields them, and the passages that the outline makes of them.

A reader turns bytes into a `Source`: blocks in reading order plus everything that is not the document's own words
(headers, comments, hidden text) and what could not be read. `outline.build` turns a Source into a `Document` of
passages, each with its path of headings and its zone. Rules look at passages, evidence quotes their raw text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from contractkit.core.zh.normalize import CleanText


class BlockKind(StrEnum):
    """What a block is in the file."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"  # styled or marked as a heading by the file itself
    ROW = "row"  # one table row; `cells` holds its cells
    CONTENTS = "contents"  # an entry of a table of contents


class Zone(StrEnum):
    """Where in a document a passage stands."""

    COVER = "cover"
    CONTENTS = "contents"
    RECITAL = "recital"
    DEFINITIONS = "definitions"
    PROVISION = "provision"
    ANNEX = "annex"
    SIGNATURE = "signature"


@dataclass(frozen=True, slots=True)
class Location:
    """Where words stand in the file; all numbers count from 1.

    Attributes:
        paragraph: running number of the block in reading order.
        page: page of a PDF; None where the format has no fixed pages.
        table: running number of the table, for rows.
        row: number of the row in its table.
        line: line of a plain-text file.
    """

    paragraph: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    line: int | None = None

    def as_dict(self) -> dict[str, int]:
        """The known parts only, for the JSON report."""
        names = ("paragraph", "page", "table", "row", "line")
        return {name: value for name in names if (value := getattr(self, name)) is not None}


CELL_SEPARATOR = " | "


class RevisionKind(StrEnum):
    """What a tracked change did to words."""

    INSERTED = "inserted"
    DELETED = "deleted"
    MOVED_TO = "moved_to"
    MOVED_FROM = "moved_from"


@dataclass(frozen=True, slots=True)
class Revision:
    """A stretch of a block's text that a tracked change concerns; only in the marked view.

    Attributes:
        start: offset in `Block.text` at which it begins.
        end: offset after it.
        author: as the file gives it; may be empty.
        date: as the file gives it (ISO 8601); may be empty.
    """

    kind: RevisionKind
    start: int
    end: int
    author: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph or table row with the words that count.

    Attributes:
        text: the raw words, exactly as they stand; a row's cells joined by `CELL_SEPARATOR`.
        label: the automatic number as the program shows it ("（一）", "第三条"), when it is not part of `text`.
        level: heading level 1-9 where the file gives one.
        cells: the cells of a row; a merged cell once.
        revisions: tracked changes within `text`, in order; only in the marked view.
        confidence: how sure text recognition is of the words, 0 to 1; None where they are text in the file.
        anchor: the file's own element, for annotating later; never compared.
    """

    kind: BlockKind
    text: str
    location: Location
    label: str = ""
    level: int | None = None
    cells: tuple[str, ...] = ()
    revisions: tuple[Revision, ...] = ()
    confidence: float | None = None
    anchor: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Loss:
    """Something of the file that was not read or does not count, said aloud.

    Attributes:
        what: a short Chinese name (`批注`, `隐藏文字`, `图片`).
        count: how many.
        note: a Chinese sentence on what that means for the check; may be empty.
        withholds: running text of the document was not read, so that nothing can be called missing.
        share: the part of the document it may concern, 0 to 1; None where that cannot be told.
        words: the words found that do not count (a comment, a hidden sentence), each as it stands; empty for
            what was not read.
    """

    what: str
    count: int
    note: str = ""
    withholds: bool = False
    share: float | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A file as it was read.

    Attributes:
        format: `docx`, `doc`, `wps`, `rtf`, `odt`, `pdf`, `scan` (a PDF read by text recognition alone), `image`,
            `ofd`, `html`, `markdown`, `text`.
        blocks: the body in reading order.
        furniture: headers and footers, apart from the body.
        losses: what was not read, and words that are there without counting (comments, hidden, deleted).
    """

    format: str
    blocks: tuple[Block, ...]
    furniture: tuple[str, ...] = ()
    losses: tuple[Loss, ...] = ()

    @property
    def characters(self) -> int:
        """Number of characters in the body, labels included."""
        return sum(len(block.label) + len(block.text) for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Passage:
    """A block in its place: what recognisers and rules look at.

    Attributes:
        index: position in `Document.passages`.
        text: the block's raw text (evidence is quoted from here).
        clean: the text for matching, with an offset map back to `text`.
        label: the number in front, typed or automatic, as it reads ("第三条", "3.1", "（二）"); may be empty.
        path: labels or headings of the enclosing divisions, outermost first, then the own label when there is one, or
            what a table row is about (its key: 授权期限).
        headings: full heading texts (clean) of the enclosing divisions, outermost first; own heading included.
        is_heading: a heading without provision text of its own.
        header: for table rows, the clean cells of the row that names the columns; empty otherwise.
        confidence: how sure text recognition is of the words, 0 to 1; None where they are text in the file.
    """

    index: int
    text: str
    clean: CleanText
    zone: Zone
    location: Location
    kind: BlockKind
    label: str = ""
    path: tuple[str, ...] = ()
    headings: tuple[str, ...] = ()
    is_heading: bool = False
    cells: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    confidence: float | None = None
    anchor: object = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Document:
    """A source with its outline."""

    source: Source
    passages: tuple[Passage, ...]
    title: str = ""
    language: str = "zh-Hans"
