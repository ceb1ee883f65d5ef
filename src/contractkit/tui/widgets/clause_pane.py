"""The law in force and the clause as it will stand, with what the last answer changed marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from contractkit.core.clauses.draft import DraftTable
from contractkit.core.interview.assess import ItemState
from contractkit.core.interview.drafting import PreviewBlock
from contractkit.tui.widgets.prose import Prose

Spans = tuple[tuple[int, int], ...]

_CHANGED: Final = "bold underline $text-accent"
_BLANK: Final = "italic $text-warning"
_ROWS_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class Shown:
    """One element in the pane.

    Attributes:
        heading: 14.6 信息披露要求（首选）.
        blocks: its text as it will stand.
        changed: per block, what the last answer changed.
    """

    heading: str
    blocks: tuple[PreviewBlock, ...]
    changed: tuple[Spans, ...]


class ClausePane(VerticalScroll):
    """Read only; ↑↓ PgUp PgDn scroll it when it has the focus."""

    DEFAULT_CSS: ClassVar[str] = """
    ClausePane { padding: 0 1; scrollbar-size-vertical: 1; }
    ClausePane > .heading { color: $text-primary; text-style: bold; margin: 0; }
    ClausePane > .law { color: $text-muted; margin: 0 0 1 0; }
    ClausePane > .text { margin: 0 0 1 0; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", show=False),
        Binding("k", "scroll_up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__(id="clause", can_focus=True)
        self._law_heading = Prose(classes="heading")
        self._law = Prose(classes="law")
        self._text = Prose(classes="text")

    def compose(self) -> ComposeResult:
        """The law, then the text."""
        yield self._law_heading
        yield self._law
        yield self._text

    def show(self, item: ItemState | None, elements: Sequence[Shown], empty: str) -> None:
        """Show an item's law and the text of some of its elements; `empty` where there is none."""
        self._law_heading.update(f"依据　{item.article}　{item.title}" if item else "依据")
        self._law.update(item.text if item else empty)
        self._text.update(Content("\n").join(line for shown in elements for line in _lines(shown)))


def _lines(shown: Shown) -> Iterator[Content]:
    yield Content.styled(f"条款　{shown.heading}", "bold $text-primary")
    if not shown.blocks:
        yield Content.styled("（本事项不写这一条款）", "$text-muted")
    for at, block in enumerate(shown.blocks):
        changed = shown.changed[at] if at < len(shown.changed) else ()
        if block.table is not None:
            yield from table_lines(block.table)
        else:
            yield marked(block, changed)
    yield Content("")


def marked(block: PreviewBlock, changed: Spans) -> Content:
    """A block with its number; what is blank and what changed are marked by more than colour."""
    text = Content(block.text)
    for start, end in block.blanks:
        text = text.stylize(_BLANK, start, end)
    for start, end in changed:
        text = text.stylize(_CHANGED, start, end)
    return Content.assemble((f"{block.number}　" if block.number else "", "$text-muted"), text)


def table_lines(table: DraftTable) -> Iterator[Content]:
    """The first rows of a table, cells separated by bars."""
    yield Content.styled(" │ ".join(table.header), "bold")
    for row in table.rows[:_ROWS_SHOWN]:
        yield Content(" │ ".join(cell.replace("\n", " ") for cell in row))
    if (more := len(table.rows) - _ROWS_SHOWN) > 0:
        yield Content.styled(f"……另有{more}行", "$text-muted")
