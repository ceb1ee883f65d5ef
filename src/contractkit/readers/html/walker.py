"""Through a page in reading order: words collected between the starts and ends of blocks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from contractkit.core.document.tree import BlockKind
from contractkit.readers.blocks import BlockList
from contractkit.readers.html.controls import CONTROLS, shown
from contractkit.readers.html.ledger import Ledger, Lost
from contractkit.readers.html.markers import Counter
from contractkit.readers.html.styling import Declarations, Shade, Sheet, is_hidden, is_struck
from contractkit.readers.html.tables import CELLS, Tables, layout_tables
from contractkit.readers.html.text import BREAK, collapsed, paragraphs
from contractkit.readers.plain import add_text, kind_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "caption",
    ]
)
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_LISTS = frozenset({"ol", "ul", "menu", "dir"})
_STRUCK = frozenset({"del", "s", "strike"})
_NO_WORDS = frozenset({"script", "style", "rp", "rt", "rtc", "colgroup", "datalist", "annotation", "annotation-xml"})
_NOT_SHOWN = frozenset({"template", "noscript", "noframes", "noembed"})
_FRAMES = frozenset({"iframe", "frame"})
_OBJECTS = frozenset({"object", "embed", "applet", "video", "audio", "canvas"})
_CONTENTS_CLASS = re.compile(r"(?:^|\s)msotoc\d", re.IGNORECASE)
_MACHINE_COMMENT = re.compile(r"\s*\[(?:if|endif)|\?|!\[", re.IGNORECASE)
_HAN = re.compile("[\u3400-\u9fff]")


class Walker:
    """Reads a tree into blocks.

    Attributes:
        furniture: the page's title, and headers and footers that Word wrote into it.
    """

    def __init__(self, blocks: BlockList, ledger: Ledger) -> None:
        self.furniture: list[str] = []
        self._blocks = blocks
        self._ledger = ledger
        self._sheet = Sheet()
        self._tables = Tables(blocks)
        self._layout: frozenset[Element] = frozenset()
        self._lists: list[Counter] = []
        self._pieces: list[str] = []
        # The elements that changed what is shown, innermost last, and the words that are not shown where we are.
        self._shades: list[tuple[Element | None, Shade]] = [(None, Shade())]
        self._unseen: list[str] = []
        self._label = ""
        self._level: int | None = None
        self._is_contents = False
        self._preformatted: Element | None = None
        self._are_rows: list[bool] = []  # for each open table: whether it is one, and not the page's arrangement

    def walk(self, root: Element) -> None:
        """Add all that a page shows."""
        for sheet in root.iter("style"):
            self._sheet.add(sheet.text or "")
        self._layout = layout_tables(root)
        for outside in (*root.itersiblings(preceding=True), *root.itersiblings()):
            self._comment(outside)
        walk = etree.iterwalk(root, events=("start", "end", "comment", "pi"))
        skipped: Element | None = None
        for event, node in walk:
            if event == "start":
                if self._start(node):
                    self._text(node.text)
                else:
                    walk.skip_subtree()
                    skipped = node
                continue
            if event == "end" and node is skipped:
                skipped = None
            elif event == "end":
                self._end(node)
            else:
                self._comment(node)
            if node is not root:
                self._text(node.tail)
        self._flush()

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._shades[-1][1].hides_words:
            self._unseen.append(text)
        else:
            self._pieces.append(text if self._preformatted is None else text.replace("\n", BREAK))

    def _comment(self, node: Element) -> None:
        words = node.text or ""
        if not _MACHINE_COMMENT.match(words) and _HAN.search(words):
            self._ledger.set_apart(Lost.COMMENT, words)

    def _start(self, node: Element) -> bool:
        """Open an element; False where nothing in it is read."""
        tag = node.tag
        style = self._sheet.style(node)
        shade = self._shades[-1][1].inside(node, style)
        if self._is_apart(node, style, shade):
            return False
        if tag in CONTROLS:
            self._control(node, style, shade)
            return False
        if shade is not self._shades[-1][1]:
            self._shades.append((node, shade))
        if tag == "br":
            self._pieces.append(BREAK)
            self._unseen.append(" ")
        elif tag == "q":
            self._text("“")
        elif tag in _BLOCKS:
            self._flush()
            self._open(node, style)
        return True

    def _control(self, node: Element, style: Declarations, shade: Shade) -> None:
        """A control, whose words have a size of their own."""
        if shade.is_invisible or Shade().inside(node, style).is_tiny:
            self._ledger.set_apart(Lost.HIDDEN, _words(node))
        else:
            self._pieces.append(shown(node, self._ledger))

    def _is_apart(self, node: Element, style: Declarations, shade: Shade) -> bool:
        """Whether an element has no words of the document; what it has is told."""
        tag = node.tag
        if tag in _NO_WORDS:
            return True
        if tag == "title":
            self._title(node)
        elif tag in _NOT_SHOWN or is_hidden(node, style):
            self._ledger.set_apart(Lost.HIDDEN, _words(node))
        elif tag in _STRUCK or (style and is_struck(style)):
            self._ledger.set_apart(Lost.DELETED, _words(node))
        elif shade.is_invisible and (tag == "img" or tag in _FRAMES or tag in _OBJECTS):
            self._ledger.set_apart(Lost.HIDDEN, node.get("alt", ""))
        elif tag == "img":
            self._ledger.lose(Lost.PICTURE, node.get("alt", ""))
        elif tag in _FRAMES or tag in _OBJECTS:
            self._embedded(node)
        else:
            return self._is_word_part(node, style)
        return True

    def _is_word_part(self, node: Element, style: Declarations) -> bool:
        """Comments, headers and footers where Word writes them into a page."""
        part = style.get("mso-element", "") if style else ""
        if part in {"comment", "comment-list"} or "MsoCommentReference" in (node.get("class") or ""):
            self._ledger.set_apart(Lost.COMMENT, _words(node))
            return True
        if part in {"header", "footer"}:
            self._furnish(node)
            return True
        return False

    def _title(self, node: Element) -> None:
        """The page's title; a drawing's title shows only under the mouse."""
        parent = node.getparent()
        if parent is not None and parent.tag in {"head", "body", "html"}:
            self._furnish(node)

    def _furnish(self, node: Element) -> None:
        if words := collapsed(_words(node)):
            self.furniture.append(words)

    def _embedded(self, node: Element) -> None:
        """A frame or object; one without any size is there to count visitors."""
        if node.get("width") != "0" and node.get("height") != "0":
            self._ledger.lose(Lost.FRAME if node.tag in _FRAMES else Lost.OBJECT)

    def _open(self, node: Element, style: Declarations) -> None:
        """Open a block element; the words before it are out already."""
        tag = node.tag
        if tag in _LEVELS:
            self._level = _LEVELS[tag]
        elif tag in _LISTS:
            self._lists.append(Counter(node, style))
        elif tag == "li":
            self._label_alone()
            label = self._lists[-1].marker(node, style) if self._lists else ""
            self._label = "" if self._shades[-1][1].hides_words else label
        elif tag == "p":
            self._is_contents = bool(_CONTENTS_CLASS.search(node.get("class") or ""))
        elif tag == "pre" and self._preformatted is None:
            self._preformatted = node
        elif tag == "table":
            self._are_rows.append(node not in self._layout)
            if self._are_rows[-1]:
                self._tables.begin()
        elif self._are_rows and self._are_rows[-1]:
            self._open_part(node)

    def _open_part(self, node: Element) -> None:
        if node.tag == "tr":
            self._tables.begin_row()
        elif node.tag in CELLS:
            self._tables.begin_cell(node)
        elif node.tag == "tfoot":
            self._tables.footer(begins=True)

    def _end(self, node: Element) -> None:
        tag = node.tag
        if tag == "q":
            self._text("”")
        if node is self._shades[-1][0]:
            self._shades.pop()
            self._tell_unseen()
        if tag not in _BLOCKS:
            return
        self._flush()
        if tag in _LEVELS:
            self._level = None
        elif tag in _LISTS:
            self._lists.pop()
        elif tag == "p":
            self._is_contents = False
        elif node is self._preformatted:
            self._preformatted = None
        elif tag == "li":
            self._label_alone()
        elif self._are_rows:
            self._end_part(tag)

    def _end_part(self, tag: object) -> None:
        """A table or a part of one ends; the parts of one that arranges the page are nothing."""
        if tag == "table":
            if self._are_rows.pop():
                self._tables.end()
        elif not self._are_rows[-1]:
            return
        elif tag == "tr":
            self._tables.end_row()
        elif tag in CELLS:
            self._tables.end_cell()
        elif tag == "tfoot":
            self._tables.footer(begins=False)

    def _flush(self) -> None:
        """A block ends: its words are a paragraph, or a line of the open cell; an item's number waits for words."""
        if self._unseen:
            self._unseen.append(" ")
        if not self._pieces:
            return
        text = "".join(self._pieces)
        self._pieces = []
        is_plain = self._preformatted is not None
        text = text.replace(BREAK, "\n") if is_plain else collapsed(text)
        if not text.strip():
            return
        label, self._label = self._label, ""
        if self._tables.lines is not None:
            self._tables.lines.append(f"{label} {text}" if label else text)
        elif is_plain and not label:
            self.furniture.extend(add_text(self._blocks, text, first_line=None))
        else:
            self._paragraphs(text, label)

    def _tell_unseen(self) -> None:
        words, self._unseen = "".join(self._unseen), []
        self._ledger.set_apart(Lost.HIDDEN, words)

    def _label_alone(self) -> None:
        """A list item ends without words behind its number."""
        label, self._label = self._label, ""
        if label and self._tables.lines is not None:
            self._tables.lines.append(label)
        elif label:
            self._blocks.paragraph("", label=label)

    def _paragraphs(self, text: str, label: str) -> None:
        for at, part in enumerate(paragraphs(text)):
            level = self._level
            kind = BlockKind.CONTENTS if self._is_contents else BlockKind.HEADING if level else kind_of(part)
            self._blocks.paragraph(part, kind=kind, label=label if at == 0 else "", level=level)


def _words(node: Element) -> str:
    """The words in an element that is set apart."""
    parts = [node.text or ""] if node.tag not in _NO_WORDS else []
    for inner in node.iterdescendants():
        if inner.tag not in _NO_WORDS and isinstance(inner.tag, str):
            parts.append(inner.text or "")
        if inner.tag in _BLOCKS or inner.tag == "br":
            parts.append(" ")
        parts.append(inner.tail or "")
    return "".join(parts)
