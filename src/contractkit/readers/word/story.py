"""One story of a document (body, text box, note, header): its paragraphs and tables in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from contractkit.readers.word.fields import Fields
from contractkit.readers.word.formulas import linear
from contractkit.readers.word.inline import DELETIONS, Inline, Words
from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import (
    ALTERNATE,
    PPR,
    RPR,
    TBL,
    VAL,
    Element,
    M,
    P,
    W,
    chosen,
    is_on,
    properties,
    value_of,
)
from contractkit.readers.word.numbering import Numbering
from contractkit.readers.word.styles import StyleFacts, Styles, outline_level

_EMBEDDED = frozenset({W + "altChunk", W + "subDoc"})
_FORMULAS = frozenset({M + "oMath", M + "oMathPara"})
_STYLE, _OUTLINE, _LIST = W + "pStyle", W + "outlineLvl", W + "numPr"
_CONTENTS_CONTROL = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"
_NO_CONTENT = frozenset(W + name for name in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "tcPr", "tblPr", "tblGrid"))


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph as Word shows it.

    Attributes:
        text: its words.
        label: its automatic number.
        level: heading level 1-9, or None.
        contents: an entry of a table of contents.
        words: where text boxes, notes and the element are.
    """

    text: str
    label: str
    level: int | None
    contents: bool
    words: Words


@dataclass(frozen=True, slots=True)
class Shared:
    """What all stories of a document share: its styles, the running numbers, the losses so far."""

    styles: Styles
    numbering: Numbering
    lost: Counter[Lost]


class Story:
    """Reads one story; paragraphs whose mark is deleted run on into the next."""

    def __init__(self, shared: Shared, inline: Inline) -> None:
        self._shared = shared
        self._inline = inline
        self._open: Words | None = None
        self._contents_depth = 0

    @classmethod
    def of(cls, root: Element, shared: Shared) -> Story:
        """The story whose paragraphs are within `root`."""
        return cls(shared, Inline(shared.styles, Fields.of(root), shared.lost))

    def within(self) -> Story:
        """A story for a table cell: its own paragraphs, the same fields."""
        inner = Story(self._shared, self._inline)
        inner._contents_depth = self._contents_depth
        return inner

    def items(self, container: Element) -> Iterator[Paragraph | Element]:
        """Paragraphs, and tables as their element (`w:tbl`), in reading order."""
        yield from self._items(container)
        yield from self._run_out()

    def _run_out(self) -> Iterator[Paragraph]:
        """The paragraph that wants to run on where no paragraph follows."""
        if self._open is not None:
            words, self._open = self._open, None
            yield Paragraph(words.text, "", None, contents=False, words=words)

    def _items(self, container: Element) -> Iterator[Paragraph | Element]:
        for node in container:
            tag = node.tag
            if tag == P:
                paragraph = self._paragraph(node)
                if paragraph is not None:
                    yield paragraph
            elif tag == TBL:
                yield from self._run_out()
                yield node
            elif tag in _EMBEDDED:
                self._shared.lost[Lost.EMBEDDED_FILE] += 1
            elif tag in _FORMULAS:
                words = Words(parts=[linear(node)], anchor=node)
                yield Paragraph(words.text, "", None, contents=False, words=words)
            elif tag in DELETIONS:
                self._shared.lost[Lost.DELETED] += 1
            elif tag not in _NO_CONTENT and len(node):
                yield from self._inside(node)

    def _inside(self, node: Element) -> Iterator[Paragraph | Element]:
        """Content controls, custom XML, alternatives: wrappers that may hold paragraphs."""
        if node.tag == ALTERNATE:
            branch = chosen(node)
            yield from self._items(branch) if branch is not None else ()
            return
        gallery = node.find(_CONTENTS_CONTROL)
        is_contents = gallery is not None and gallery.get(VAL, "") == "Table of Contents"
        self._contents_depth += is_contents
        yield from self._items(node)
        self._contents_depth -= is_contents

    def _paragraph(self, node: Element) -> Paragraph | None:
        """The paragraph of a `w:p`; None while its mark is deleted and it runs on."""
        own = properties(node, PPR)
        facts = self._shared.styles.facts(value_of(own.get(_STYLE)) or "")
        words = self._open or Words()
        self._open = None
        if not words.parts:
            words.anchor = node
        self._inline.read(node, words, hidden=facts.hidden)
        mark = own.get(RPR)
        if mark is not None and not DELETIONS.isdisjoint(child.tag for child in mark):
            self._open = words
            return None
        text = words.text
        if not text.strip() and self._is_hidden(mark, facts):
            return Paragraph("", "", None, contents=False, words=words)
        level = outline_level(value_of(own.get(_OUTLINE)))
        return Paragraph(
            text=text,
            label=self._shared.numbering.label(own.get(_LIST), facts),
            level=(facts.level if level is None else level) or None,
            contents=self._is_contents(words, facts),
            words=words,
        )

    def _is_hidden(self, mark: Element | None, facts: StyleFacts) -> bool:
        """Whether a paragraph mark is hidden; without words, Word then shows and counts no number either."""
        direct = None if mark is None else is_on(mark.find(W + "vanish"))
        return (facts.hidden or self._shared.styles.hidden_by_default) if direct is None else direct

    def _is_contents(self, words: Words, facts: StyleFacts) -> bool:
        return facts.contents or self._contents_depth > 0 or (words.contents and not words.other)
