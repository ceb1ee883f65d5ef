"""The words of one paragraph, joined over runs, links, fields, controls and tracked changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from contractkit.core.document.tree import Revision
from contractkit.readers.word import drawings
from contractkit.readers.word.fields import FIELD_CHARACTER, Fields, is_contents
from contractkit.readers.word.formulas import linear
from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import (
    ALTERNATE,
    DELETED_T,
    ID,
    NO_PROPERTIES,
    RPR,
    RUBY,
    RUN,
    RUN_FONTS,
    Element,
    M,
    T,
    W,
    chosen,
    properties,
    property_changes,
)
from contractkit.readers.word.revisions import DELETIONS, revision
from contractkit.readers.word.shared import Shared
from contractkit.readers.word.styles import StyleFacts
from contractkit.readers.word.symbols import is_symbol_font, symbol, symbol_of

MARKS = {
    W + "tab": "\t",
    W + "ptab": "\t",
    W + "br": "\n",
    W + "cr": "\n",
    W + "noBreakHyphen": "-",
}
_SKIPPED = tuple(
    W + name
    for name in (
        "pPr",
        "rPr",
        "sdtPr",
        "sdtEndPr",
        "customXmlPr",
        "smartTagPr",
        "rt",
        "rubyPr",
    )
)
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_INSTRUCTIONS = (W + "instrText", W + "delInstrText")
_TEXTS = frozenset({T, DELETED_T})
_RUN_CHANGE = W + "rPrChange"
ASCII = W + "ascii"


@dataclass(slots=True)
class Words:
    """What a paragraph holds.

    Attributes:
        parts: its words in order.
        length: characters in `parts`.
        contents: some words are entries of a table of contents.
        other: some words are not.
        struck: there are words struck out, which do not count.
        boxes: text boxes anchored in it, as elements; word art, as text; diagrams.
        notes: notes referred to: ("footnote" or "endnote", id).
        revisions: stretches that tracked changes concern; only in the marked view.
        anchor: the `w:p` that its first words stand in.
        pieces: where the words stand: (offset, offset after, element that shows them); only in a traced reading.
    """

    parts: list[str] = field(default_factory=list)
    length: int = 0
    contents: bool = False
    other: bool = False
    struck: bool = False
    boxes: list[Element | str | drawings.Diagram] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    revisions: list[Revision] = field(default_factory=list)
    anchor: Element | None = None
    pieces: list[tuple[int, int, Element]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The words as they stand: blanks to be filled in are often nothing but spaces at the end."""
        return "".join(self.parts)


class Inline:
    """Reads the paragraphs of one story, whose fields run over paragraphs."""

    def __init__(self, shared: Shared, fields: Fields) -> None:
        rules = shared.rules
        self.fields = fields
        self._styles = shared.styles
        self._ledger = shared.ledger
        self._page = shared.page
        self._rules = rules
        self._words = Words()
        self._style = StyleFacts()
        # What a run says that has no properties of its own: hidden, struck out.
        self._plain = False, False
        self._is_struck = False
        # A stretch of words that do not count, and why.
        self._apart: list[str] = []
        self._why = Lost.HIDDEN
        self._font = ""
        formula_gone = DELETIONS if rules.is_marked else rules.gone
        self._handlers: dict[str, Callable[[Element], object]] = {
            T: self._text,
            DELETED_T: self._text,
            RUN: self._run,
            RUBY: lambda node: self._visit(node.findall(W + "rubyBase")),
            ALTERNATE: self._alternate,
            FIELD_CHARACTER: self._field_character,
            W + "fldSimple": self._simple_field,
            W + "sym": lambda node: self._add(symbol_of(node)),
            W + "subDoc": lambda _: shared.ledger.add(Lost.EMBEDDED_FILE),
            M + "oMath": lambda node: self._add(linear(node, formula_gone)),
            **dict.fromkeys(_INSTRUCTIONS, lambda node: self.fields.instruct(node.text or "")),
            **dict.fromkeys(MARKS, lambda node: self._add(MARKS[node.tag])),
            **dict.fromkeys(_SKIPPED, lambda _: None),
            **dict.fromkeys(_NOTES, self._note),
            **dict.fromkeys(rules.gone, self._left_out),
            **(dict.fromkeys(rules.kept, self._change) if rules.is_marked else {}),
            **dict.fromkeys(drawings.HOLDERS, self._drawing),
        }

    def read(self, paragraph: Element, words: Words, style: StyleFacts) -> None:
        """Add the words of a `w:p` to `words`; `style` is the paragraph's."""
        self._words, self._style = words, style
        self._plain = self._styles.is_hidden(NO_PROPERTIES, style), self._styles.is_struck(NO_PROPERTIES, style)
        self._is_struck = False
        self._visit(paragraph)
        if self._apart:
            self._tell_apart()

    def _visit(self, nodes: Iterable[Element]) -> None:
        handlers = self._handlers
        for node in nodes:
            handler = handlers.get(node.tag)
            if handler is not None:
                handler(node)
            elif len(node):
                self._visit(node)

    def _add(self, text: str) -> None:
        if not text or not self.fields.visible:
            return
        if self._is_struck and not text.isspace():
            self._strike(text)
            return
        words = self._words
        words.parts.append(text)
        words.length += len(text)
        if self._apart and not self._is_struck:
            self._tell_apart()
        if self.fields.is_open:
            self.fields.wrote()
        if not text.isspace():
            if self.fields.in_contents:
                words.contents = True
            else:
                words.other = True

    def _text(self, node: Element) -> None:
        text = node.text or ""
        if self._font:
            text = "".join(symbol(self._font, ord(character)) for character in text)
        self._add(text)

    def _run(self, run: Element) -> None:
        own = properties(run, RPR)
        if own:
            if self._rules.is_original and _RUN_CHANGE in own:
                own = property_changes(own[_RUN_CHANGE])
            hidden, struck = self._styles.is_hidden(own, self._style), self._styles.is_struck(own, self._style)
            fonts = own.get(RUN_FONTS)
            font = "" if fonts is None else fonts.get(ASCII, "")
            self._font = font if is_symbol_font(font) else ""
        else:
            hidden, struck = self._plain
        outer, self._is_struck = self._is_struck, struck
        if hidden:
            self._hidden_run(run)
        else:
            self._visit(run)
        self._font, self._is_struck = "", outer

    def _strike(self, text: str) -> None:
        """Take note of words struck out; a field that shows them has words all the same."""
        self._words.struck = True
        self._set_apart(Lost.STRUCK, text)
        if self.fields.is_open:
            self.fields.wrote()

    def _hidden_run(self, run: Element) -> None:
        """Take note of hidden words, once per stretch; fields go on, because a hidden instruction is still one."""
        for node in run.iter():
            tag = node.tag
            if tag == FIELD_CHARACTER:
                self.fields.character(node)
            elif tag in _INSTRUCTIONS:
                self.fields.instruct(node.text or "")
            elif self.fields.visible and ((tag in _TEXTS and node.text) or tag in drawings.HOLDERS):
                self._set_apart(Lost.HIDDEN, node.text or "" if tag in _TEXTS else "")

    def _set_apart(self, why: Lost, text: str) -> None:
        if self._apart and why is not self._why:
            self._tell_apart()
        self._why = why
        self._apart.append(text)

    def _tell_apart(self) -> None:
        """Report a stretch of words that do not count and that has come to its end."""
        self._ledger.add(self._why, "".join(self._apart))
        self._apart = []

    def _alternate(self, node: Element) -> None:
        branch = chosen(node)
        if branch is not None:
            self._visit(branch)

    def _field_character(self, node: Element) -> None:
        shown = self.fields.character(node)
        if shown is None:
            self._ledger.add(Lost.FIELD_NUMBER)
        else:
            self._add(shown)

    def _simple_field(self, node: Element) -> None:
        outer = self.fields.in_contents
        self.fields.in_contents = outer or is_contents(node.get(W + "instr", ""))
        self._visit(node)
        self.fields.in_contents = outer

    def _note(self, node: Element) -> None:
        if self.fields.visible:
            self._words.notes.append((_NOTES[node.tag], node.get(ID, "")))

    def _left_out(self, node: Element) -> None:
        """Words that the view does not have: deleted ones in the accepted view, inserted ones in the original."""
        words = words_of(node)
        if self._rules.lost is not None and (words or next(node.iter(*drawings.HOLDERS), None) is not None):
            self._ledger.add(self._rules.lost, words)

    def _change(self, node: Element) -> None:
        start = self._words.length
        self._visit(node)
        if self._words.length > start:
            self._words.revisions.append(revision(node, start, self._words.length))

    def _drawing(self, node: Element) -> None:
        if self.fields.visible:
            self._words.boxes.extend(drawings.contents(node, self._ledger, self._page))


class TracedInline(Inline):
    """Reads the same words, and takes down which element shows which of them."""

    def __init__(self, shared: Shared, fields: Fields) -> None:
        super().__init__(shared, fields)
        self._handlers = {tag: self._noted(handler) for tag, handler in self._handlers.items()}
        self._node: Element | None = None

    def _noted(self, handler: Callable[[Element], object]) -> Callable[[Element], object]:
        def noted(node: Element) -> None:
            self._node = node
            handler(node)

        return noted

    def _add(self, text: str) -> None:
        words = self._words
        before = words.length
        super()._add(text)
        if words.length > before and self._node is not None:
            words.pieces.append((before, words.length, self._node))


def words_of(node: Element) -> str:
    """All words anywhere inside an element, whether they count or not."""
    return "".join(text.text or "" for text in node.iter(T, DELETED_T))
