"""One story of a document (body, text box, note, header): its paragraphs and tables in reading order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol

from contractkit.core.document.tree import BlockKind
from contractkit.readers.word.fields import Fields
from contractkit.readers.word.formulas import linear
from contractkit.readers.word.inline import Inline, TracedInline, Words, words_of
from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import (
    ALTERNATE,
    PPR,
    RPR,
    TBL,
    VAL,
    VANISH,
    Element,
    M,
    P,
    W,
    chosen,
    is_on,
    properties,
    property_changes,
    value,
    value_of,
)
from contractkit.readers.word.revisions import DELETIONS, changes, revision
from contractkit.readers.word.shared import Shared
from contractkit.readers.word.styles import StyleFacts, outline_level
from contractkit.readers.word.survey import NOTHING, Survey

_STYLE, _OUTLINE, _LIST, _CHANGE = (W + name for name in ("pStyle", "outlineLvl", "numPr", "pPrChange"))
_CONTENTS_CONTROL = f"{W}sdtPr/{W}docPartObj/{W}docPartGallery"
_NO_CONTENT = frozenset(W + name for name in ("sectPr", "sdtPr", "sdtEndPr", "customXmlPr", "tcPr", "tblPr", "tblGrid"))


class Sink(Protocol):
    """Where the paragraphs and tables of a story go."""

    def paragraph(
        self, kind: BlockKind, text: str, label: str, level: int | None, anchor: Element, words: Words | None, /
    ) -> None:
        """Take a paragraph.

        Args:
            kind: what it is.
            text: its words as they stand, maybe none.
            label: its automatic number.
            level: heading level 1-9, or None.
            anchor: the `w:p`.
            words: text boxes, notes and revisions; None for a paragraph of words alone.
        """

    def table(self, element: Element, story: Story, /) -> None:
        """Take a `w:tbl`."""

    def embedded(self, element: Element, /) -> None:
        """Take a `w:altChunk`."""


class Story:
    """Reads one story; paragraphs whose mark is gone run on into the next."""

    def __init__(self, shared: Shared, root: Element, survey: Survey = NOTHING) -> None:
        """`survey` may be given for the story of a whole part, to read it faster."""
        self.survey = survey
        self._shared = shared
        self._styles = shared.styles
        self._rules = shared.rules
        self._fields = Fields.of(root, shared.rules.gone)
        self._inline = Inline(shared, self._fields) if shared.trace is None else TracedInline(shared, self._fields)
        self._open: Words | None = None
        self._contents_depth = 0
        self._sink: Sink
        self._wrappers: dict[str, Callable[[Element], object]] = {
            ALTERNATE: self._alternate,
            W + "altChunk": self._embedded,
            W + "subDoc": lambda _: shared.ledger.add(Lost.EMBEDDED_FILE),
            **dict.fromkeys((M + "oMath", M + "oMathPara"), self._formula),
            **dict.fromkeys(_NO_CONTENT, lambda _: None),
            **dict.fromkeys(shared.rules.gone, self._left_out),
        }

    def read(self, container: Element, sink: Sink) -> None:
        """Give the paragraphs and tables inside `container` to `sink`."""
        outer = getattr(self, "_sink", sink), self._open
        self._sink, self._open = sink, None
        self._items(container)
        self._run_out()
        self._sink, self._open = outer

    def _items(self, container: Element) -> None:
        for node in container:
            tag = node.tag
            if tag == P:
                self._paragraph(node)
            elif tag == TBL:
                self._run_out()
                self._sink.table(node, self)
            else:
                wrapper = self._wrappers.get(tag)
                if wrapper is not None:
                    wrapper(node)
                elif len(node):
                    self._inside(node)

    def _inside(self, node: Element) -> None:
        """Content controls and custom XML: wrappers that may hold paragraphs."""
        gallery = node.find(_CONTENTS_CONTROL)
        is_contents = gallery is not None and gallery.get(VAL, "") == "Table of Contents"
        self._contents_depth += is_contents
        self._items(node)
        self._contents_depth -= is_contents

    def _alternate(self, node: Element) -> None:
        branch = chosen(node)
        if branch is not None:
            self._items(branch)

    def _embedded(self, node: Element) -> None:
        self._run_out()
        self._sink.embedded(node)

    def _formula(self, node: Element) -> None:
        self._run_out()
        gone = DELETIONS if self._rules.is_marked else self._rules.gone
        self._sink.paragraph(BlockKind.PARAGRAPH, linear(node, gone), "", None, node, None)

    def _left_out(self, node: Element) -> None:
        if self._rules.lost is not None:
            self._shared.ledger.add(self._rules.lost, words_of(node))

    def _run_out(self) -> None:
        """The paragraph that wants to run on where no paragraph follows."""
        if self._open is not None:
            words, self._open = self._open, None
            if words.anchor is not None:
                self._sink.paragraph(BlockKind.PARAGRAPH, words.text, "", None, words.anchor, words)

    def _paragraph(self, node: Element) -> None:
        plain = self.survey.paragraphs.get(node)
        if plain is None or self._open is not None or self._fields.is_open:
            self._full_paragraph(node)
            return
        text, style, list_id, list_level, outline = plain
        facts = self._styles.facts(style or "")
        if facts.hidden or facts.struck or facts.double_struck:
            self._full_paragraph(node)
            return
        label = self._shared.numbering.label(list_id, list_level, facts) if list_id or facts.list_id else ""
        if text or label:
            level = None if outline is None else outline_level(outline)
            level = (facts.level if level is None else level) or None
            kind = _kind(level, facts.contents or self._contents_depth > 0)
            self._sink.paragraph(kind, text, label, level, node, None)

    def _full_paragraph(self, node: Element) -> None:
        own = properties(node, PPR)
        mark = own.get(RPR)
        if self._rules.is_original and _CHANGE in own:
            own = property_changes(own[_CHANGE])
        facts = self._styles.facts(value_of(own.get(_STYLE)) or "")
        words = self._open or Words()
        self._open = None
        if not words.parts:
            words.anchor = node
        self._inline.read(node, words, facts)
        if mark is not None and not self._rules.gone.isdisjoint(child.tag for child in mark):
            self._open = words
        else:
            self._whole(own, facts, mark, words)

    def _whole(self, own: Mapping[str, Element], facts: StyleFacts, mark: Element | None, words: Words) -> None:
        text, label = words.text, ""
        if text.strip() or not self._is_hidden(mark, facts):
            label = self._label(own.get(_LIST), facts)
            if words.struck and not text.strip():
                # The number counts on, but it belongs to words that do not.
                label = ""
        if self._rules.is_marked and mark is not None:
            marks = changes({child.tag: child for child in mark})
            words.revisions += [revision(change, words.length, words.length) for change in marks]
        level = outline_level(value_of(own.get(_OUTLINE)))
        level = (facts.level if level is None else level) or None
        contents = facts.contents or self._contents_depth > 0 or (words.contents and not words.other)
        if words.anchor is not None:
            self._sink.paragraph(_kind(level, contents), text, label, level, words.anchor, words)

    def _label(self, own: Element | None, facts: StyleFacts) -> str:
        if own is not None and any(child.tag in self._rules.gone for child in own):
            # The numbering itself was inserted, or deleted.
            own = None
        return self._shared.numbering.label(value(own, W + "numId"), value(own, W + "ilvl"), facts)

    def _is_hidden(self, mark: Element | None, facts: StyleFacts) -> bool:
        """Whether a paragraph mark is hidden; without words, Word then shows and counts no number either."""
        direct = None if mark is None else is_on(mark.find(VANISH))
        return (facts.hidden or self._styles.hidden_by_default) if direct is None else direct


def _kind(level: int | None, contents: bool) -> BlockKind:  # noqa: FBT001 - two facts, one kind
    return BlockKind.CONTENTS if contents else BlockKind.HEADING if level else BlockKind.PARAGRAPH
