"""The words of one paragraph, joined over runs, links, fields, controls and tracked changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from contractkit.readers.word import drawings
from contractkit.readers.word.fields import FIELD_CHARACTER, Fields, is_contents
from contractkit.readers.word.formulas import linear
from contractkit.readers.word.losses import Lost
from contractkit.readers.word.names import (
    ALTERNATE,
    ID,
    RPR,
    RUBY,
    RUN,
    VAL,
    Element,
    M,
    T,
    W,
    chosen,
    is_on,
    properties,
)
from contractkit.readers.word.styles import Styles
from contractkit.readers.word.symbols import is_symbol_font, symbol, symbol_of

DELETIONS = frozenset({W + "del", W + "moveFrom"})
_MARKS = {
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
        "delText",
        "delInstrText",
        "rt",
        "rubyPr",
    )
)
_NOTES = {W + "footnoteReference": "footnote", W + "endnoteReference": "endnote"}
_VANISH, _RUN_STYLE, _RUN_FONTS = W + "vanish", W + "rStyle", W + "rFonts"
_INSTRUCTION = W + "instrText"


@dataclass(slots=True)
class Words:
    """What a paragraph holds.

    Attributes:
        parts: its words in order.
        contents: some words are entries of a table of contents.
        other: some words are not.
        boxes: text boxes anchored in it, as elements, and word art, as text.
        notes: notes referred to: ("footnote" or "endnote", id).
        anchor: the `w:p` that its first words stand in.
    """

    parts: list[str] = field(default_factory=list)
    contents: bool = False
    other: bool = False
    boxes: list[Element | str] = field(default_factory=list)
    notes: list[tuple[str, str]] = field(default_factory=list)
    anchor: Element | None = None

    @property
    def text(self) -> str:
        """The words as they stand: blanks to be filled in are often nothing but spaces at the end."""
        return "".join(self.parts)


class Inline:
    """Reads the paragraphs of one story, whose fields run over paragraphs."""

    def __init__(self, styles: Styles, fields: Fields, lost: Counter[Lost]) -> None:
        self._styles = styles
        self._fields = fields
        self._lost = lost
        self._words = Words()
        self._style_hides = False
        self._in_hidden = False
        self._font = ""
        self._handlers: dict[str, Callable[[Element], object]] = {
            T: self._text,
            RUN: self._run,
            RUBY: lambda node: self._visit(node.findall(W + "rubyBase")),
            ALTERNATE: self._alternate,
            FIELD_CHARACTER: self._field_character,
            _INSTRUCTION: lambda node: self._fields.instruct(node.text or ""),
            W + "fldSimple": self._simple_field,
            W + "sym": lambda node: self._add(symbol_of(node)),
            W + "subDoc": lambda _: lost.update([Lost.EMBEDDED_FILE]),
            M + "oMath": lambda node: self._add(linear(node)),
            **dict.fromkeys(_MARKS, lambda node: self._add(_MARKS[node.tag])),
            **dict.fromkeys(_SKIPPED, lambda _: None),
            **dict.fromkeys(_NOTES, self._note),
            **dict.fromkeys(DELETIONS, self._deletion),
            **dict.fromkeys(drawings.HOLDERS, self._drawing),
        }

    def read(self, paragraph: Element, words: Words, *, hidden: bool) -> None:
        """Add the words of a `w:p` to `words`; `hidden` is what the paragraph's style says."""
        self._words, self._style_hides, self._in_hidden = words, hidden, False
        self._visit(paragraph)

    def _visit(self, nodes: Iterable[Element]) -> None:
        handlers = self._handlers
        for node in nodes:
            handler = handlers.get(node.tag)
            if handler is not None:
                handler(node)
            elif len(node):
                self._visit(node)

    def _add(self, text: str) -> None:
        if not text or not self._fields.visible:
            return
        words = self._words
        words.parts.append(text)
        self._in_hidden = False
        self._fields.wrote()
        if not text.isspace():
            if self._fields.in_contents:
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
            hidden = self._is_hidden(own)
            fonts = own.get(_RUN_FONTS)
            font = "" if fonts is None else fonts.get(W + "ascii", "")
            self._font = font if is_symbol_font(font) else ""
        else:
            hidden = self._style_hides or self._styles.hidden_by_default
        if hidden:
            self._hidden_run(run)
        else:
            self._visit(run)
        self._font = ""

    def _is_hidden(self, own: Mapping[str, Element]) -> bool:
        """Direct formatting decides; else paragraph and character style cancel each other out, as switches do."""
        direct = is_on(own.get(_VANISH))
        if direct is not None:
            return direct
        style = own.get(_RUN_STYLE)
        by_character = style is not None and self._styles.facts(style.get(VAL, "")).hidden
        return self._styles.hidden_by_default or (self._style_hides != by_character)

    def _hidden_run(self, run: Element) -> None:
        """Count hidden words once per stretch; fields go on, because a hidden instruction is still one."""
        for node in run.iter():
            if node.tag == FIELD_CHARACTER:
                self._fields.character(node)
            elif node.tag == _INSTRUCTION:
                self._fields.instruct(node.text or "")
            elif (node.tag == T and node.text) or node.tag in drawings.HOLDERS:
                if not self._in_hidden:
                    self._lost[Lost.HIDDEN] += 1
                self._in_hidden = True

    def _alternate(self, node: Element) -> None:
        branch = chosen(node)
        if branch is not None:
            self._visit(branch)

    def _field_character(self, node: Element) -> None:
        shown = self._fields.character(node)
        if shown is None:
            self._lost[Lost.FIELD_NUMBER] += 1
        else:
            self._add(shown)

    def _simple_field(self, node: Element) -> None:
        outer = self._fields.in_contents
        self._fields.in_contents = outer or is_contents(node.get(W + "instr", ""))
        self._visit(node)
        self._fields.in_contents = outer

    def _note(self, node: Element) -> None:
        if self._fields.visible:
            self._words.notes.append((_NOTES[node.tag], node.get(ID, "")))

    def _deletion(self, node: Element) -> None:
        if (
            any(child.text for child in node.iter(W + "delText", T))
            or next(node.iter(*drawings.HOLDERS), None) is not None
        ):
            self._lost[Lost.DELETED] += 1

    def _drawing(self, node: Element) -> None:
        if self._fields.visible:
            self._words.boxes.extend(drawings.contents(node, self._lost))
