"""A Markdown file as a Source: the structure by markdown-it, the words with their lines, nothing left out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from contractkit.core.document.tree import BlockKind, Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.blocks import BlockList
from contractkit.readers.decoding import decode
from contractkit.readers.html.ledger import Ledger, Lost
from contractkit.readers.html.reader import add_html
from contractkit.readers.lines import ends_sentence
from contractkit.readers.markdown.cells import is_row, is_rule, split_row
from contractkit.readers.markdown.marks import BREAK, words
from contractkit.readers.plain import add_text, kind_of
from contractkit.readers.text.one_line import split_at_numbering
from contractkit.readers.text.reflow import reflow, wrapped_width
from contractkit.readers.text.source_lines import TextLine

_MANY_BRACKETS = 2000  # the search for links is quadratic in them
_LONGEST_TITLE = 80
_DEEPEST = 100
_PLAIN = re.compile(r"[^\\`*_\[\]!<>&~\x00\n]*")
_NOTE = re.compile(r"\[\^([^\]\s]{1,40})\]:[ \t]*")
_NOTE_LINE = re.compile(rf"^ {{0,3}}{_NOTE.pattern}", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^([^\]\s]{1,40})\]")
_TICK = re.compile(r"\[([ xX])\](?=\s)")
_METADATA = re.compile(r"(?:[A-Za-z_][\w -]*:(?:\s.*)?|\s+.*|- .*|#.*|)")
_QUOTE_MARKS = re.compile(r"\s*(?:>\s?)*")
_ITEM_MARKS = re.compile(r"\s*(?:(?:>|[-+*](?=\s)|\d{1,9}[.)](?=\s))\s*)*")
_WORD = re.compile(r"\w")


def read_markdown(data: bytes) -> Source:
    """A Markdown file: headings, lists with their numbers, tables, paragraphs; a line of a paragraph is a block.

    Marks of emphasis and addresses of links are not part of the text; comments, pictures and struck words are told.

    Raises:
        UnreadableDocument: no encoding fits, or there are no words.
    """
    decoded = decode(data)
    ledger = Ledger()
    reading = _Reading(decoded.text, ledger)
    reading.read()
    if not reading.blocks.blocks:
        raise UnreadableDocument("文件里没有文字。", remedy="请确认交来的是否为完整的文件。")
    losses = (*decoded.losses, *ledger.losses())
    return Source("markdown", tuple(reading.blocks.blocks), tuple(reading.furniture), losses)


@cache
def _block_parser() -> MarkdownIt:
    """Blocks only. Indented text is text, not code; [甲]: 乙 is text, not a link's address."""
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable("table").disable(["code", "reference", "inline"])
    return parser.use(front_matter_plugin)


@cache
def _inline_parser(*, with_links: bool) -> MarkdownIt:
    """Words only. Emphasis is ours to find, see `marks`; escaped characters stay apart for that."""
    parser = MarkdownIt("commonmark").enable("strikethrough").disable(["emphasis", "text_join"])
    return parser if with_links else parser.disable(["link", "image"])


class _Reading:
    def __init__(self, text: str, ledger: Ledger) -> None:
        self.blocks = BlockList()
        self.furniture: list[str] = []
        self._ledger = ledger
        self._lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        self._notes = {match[1]: number for number, match in enumerate(_NOTE_LINE.finditer(text), start=1)}
        self._read_to = 0  # lines so far that a token covers
        self._width = 0
        self._numbers: list[_Numbers] = []
        self._marker = ""
        self._label = ""
        self._item = 0  # the line where the last list item begins

    def read(self) -> None:
        """Read the whole file."""
        tokens = _block_parser().parse("\n".join(self._lines))
        paragraphs = (token for before, token in pairwise(tokens) if before.type == "paragraph_open")
        self._width = wrapped_width([line for token in paragraphs for line in _raw_lines(token)])
        at = 0
        while at < len(tokens):
            at = self._token(tokens, at)
        self._uncovered(len(self._lines))

    def _token(self, tokens: Sequence[Token], at: int) -> int:
        """Read one token, or a run that belongs together; returns the position of the next."""
        token = tokens[at]
        match token.type:
            case "inline":
                self._inline(token, tokens[at - 1])
            case "tr_open":
                return self._row(tokens, at)
            case "table_open":
                self._number_alone()
                self.blocks.begin_table()
            case "ordered_list_open" | "ordered_list_close" | "list_item_open" | "list_item_close":
                self._list(tokens, at)
            case "fence" | "code_block":
                self._number_alone()
                self._cover(token)
                self.furniture += add_text(self.blocks, token.content, first_line=_first(token) + 1)
            case "front_matter":
                self._front_matter(token)
            case "html_block":
                return self._html(tokens, at)
            case "hr":
                self._cover(token)
            case _:
                pass
        return at + 1

    def _list(self, tokens: Sequence[Token], at: int) -> None:
        token = tokens[at]
        if token.type == "ordered_list_open":
            self._numbers.append(_Numbers(tokens, at))
        elif token.type == "ordered_list_close":
            self._numbers.pop()
        elif token.type == "list_item_close":
            self._number_alone()
        else:
            if token.info:
                self._number_alone()
                self._marker, self._label = self._numbers[-1].next(token)
            self._item = _first(token)

    def _number_alone(self) -> None:
        """No words of the item stand behind its number: it ends, or a table, code or another number follows."""
        if self._marker or self._label:
            self._uncovered(self._item - 1)
            self._read_to = max(self._read_to, self._item)
            self.blocks.paragraph(self._marker, line=self._item, label=self._label)
            self._marker = self._label = ""

    def _inline(self, token: Token, opening: Token) -> None:
        self._cover(token)
        is_setext = opening.markup in {"=", "-"} and opening.type == "heading_open"
        if opening.type != "heading_open" or (is_setext and not _is_title(token.content)):
            self._paragraph(token)
            return
        text = self._words(token.content).replace("\n", " ").replace(BREAK, " ")
        self._add(BlockKind.HEADING, text, _first(token), level=int(opening.tag[1]))

    def _paragraph(self, token: Token) -> None:
        raw = token.content.split("\n")
        if any(is_row(line) for line in raw):
            self._mixed(raw, _first(token))
            return
        lines = [
            TextLine(_first(token) + number, piece)
            for number, line in enumerate(self._words(token.content).split("\n"))
            for piece in line.split(BREAK)
        ]
        for paragraph in reflow(lines, self._width):
            for part in split_at_numbering(paragraph.text):
                self._add(kind_of(part), part, paragraph.number)

    def _mixed(self, raw: Sequence[str], first: int) -> None:
        """Lines of a paragraph among which are rows of a table without a rule below its header."""
        is_open = False
        for number, line in enumerate(raw, start=first):
            if not is_row(line):
                self._add(kind_of(line), self._words(line), number)
                is_open = False
            elif not is_rule(line):
                if not is_open:
                    self.blocks.begin_table()
                    is_open = True
                self.blocks.row([self._words(cell).strip() for cell in split_row(line)], line=number)

    def _row(self, tokens: Sequence[Token], at: int) -> int:
        """A row from its line: the parser drops cells beyond the header's."""
        number = _first(tokens[at])
        line = self._lines[number - 1]
        self._read_to = max(self._read_to, number + 1)  # a rule may follow
        marks = _ITEM_MARKS if number == self._item else _QUOTE_MARKS
        cells = split_row(line[marks.match(line).end() :])  # type: ignore[union-attr]  # both match the empty string
        self.blocks.row([self._words(cell).replace(BREAK, "\n").strip() for cell in cells], line=number)
        while tokens[at].type != "tr_close":
            at += 1
        return at + 1

    def _html(self, tokens: Sequence[Token], at: int) -> int:
        """HTML blocks with nothing between are one piece: a blank line in a table does not end it."""
        self._number_alone()
        html: list[str] = []
        while at < len(tokens) and tokens[at].type == "html_block":
            self._cover(tokens[at])
            html.append(tokens[at].content)
            at += 1
        text = "\n".join(html)
        if text.count("<!--") > text.count("-->"):
            self._ledger.withhold(Lost.COMMENT)
        self.furniture += add_html(self.blocks, self._ledger, text)
        return at

    def _front_matter(self, token: Token) -> None:
        """Metadata in front; a contract that begins with a rule is none."""
        self._cover(token)
        if all(_METADATA.fullmatch(line) for line in token.content.split("\n")):
            self._ledger.set_apart(Lost.FRONT_MATTER, token.content)
        else:
            self.furniture += add_text(self.blocks, token.content, first_line=_first(token) + 1)

    def _words(self, raw: str) -> str:
        if _PLAIN.fullmatch(raw):
            return raw
        inline = _inline_parser(with_links=raw.count("[") <= _MANY_BRACKETS).parseInline(raw)
        text = words([child for token in inline for child in token.children or ()], self._ledger)
        return _NOTE_MARK.sub(self._note_mark, text) if self._notes else text

    def _note_mark(self, match: re.Match[str]) -> str:
        """Nothing for the mark of a note; at its text the mark stays, to be told as its label."""
        is_mark = match[1] in self._notes and not match.string.startswith(":", match.end())
        return "" if is_mark else match[0]

    def _add(self, kind: BlockKind, text: str, line: int, level: int | None = None) -> None:
        marker, label = self._marker, self._label
        note = _NOTE.match(text)
        if note and note[1] in self._notes:
            text, label = text[note.end() :], f"脚注{self._notes[note[1]]}"
        text = _TICK.sub(lambda tick: "☐" if tick[1] == " " else "☑", text, count=1) if _TICK.match(text) else text
        if self.blocks.paragraph(f"{marker} {text}", line=line, kind=kind, label=label, level=level):
            self._marker = self._label = ""

    def _cover(self, token: Token) -> None:
        """The lines of a token are read; those between it and the last are looked at for words."""
        first, end = token.map or (self._read_to, self._read_to)
        self._uncovered(first)
        self._read_to = max(self._read_to, end)

    def _uncovered(self, end: int) -> None:
        """Lines that the parser passed over, as it does below a hundred levels, are paragraphs."""
        for number in range(self._read_to + 1, end + 1):
            line = self._lines[number - 1]
            if _WORD.search(line):
                text = line[_QUOTE_MARKS.match(line).end() :]  # type: ignore[union-attr]  # matches the empty string
                self.blocks.paragraph(text, line=number)
        self._read_to = max(self._read_to, end)


class _Numbers:
    """The numbers of a list: as typed, or counted where the same one is typed every time."""

    def __init__(self, tokens: Sequence[Token], at: int) -> None:
        typed = list(_items(tokens, at))
        self._is_counted = len(typed) > 1 and len(set(typed)) == 1
        self._next = int(typed[0]) if typed else 1

    def next(self, item: Token) -> tuple[str, str]:
        """The marker in front of an item's words, and its label; one of them is empty."""
        if not self._is_counted:
            return f"{item.info}{item.markup}", ""
        self._next += 1
        return "", f"{self._next - 1}{item.markup}"


def _items(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """The typed numbers of the list that opens at a position."""
    level = tokens[at].level
    for position in range(at + 1, len(tokens)):
        token = tokens[position]
        if token.level == level:
            return
        if token.type == "list_item_open" and token.level == level + 1:
            yield token.info


def _first(token: Token) -> int:
    return (token.map or (0, 0))[0] + 1


def _raw_lines(token: Token) -> Iterator[TextLine]:
    for number, line in enumerate(token.content.split("\n"), start=_first(token)):
        yield TextLine(number, line)


def _is_title(text: str) -> bool:
    """Whether words over a line of === or --- are a title, and not a paragraph that a rule follows."""
    return "\n" not in text and len(text) <= _LONGEST_TITLE and not ends_sentence(text)
