"""A finished check: coverage, the list of findings and gaps, and what is said of the one that is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from rich.cells import cell_len
from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from contractkit.core.checker.report import DocumentReport, Report
from contractkit.reporters import words
from contractkit.reporters.columns import visible
from contractkit.tui.screens.check_detail import Background, detail, overview
from contractkit.tui.screens.check_entries import Entry, Filter, entries, passing
from contractkit.tui.widgets.prose import Prose
from contractkit.workflows.passages import Passage

_FILTERS: Final = tuple(Filter)
_PATH: Final = 58  # cells of the terminal
_WIDE: Final = 110  # cells from which on list and detail stand side by side


class CheckResult(Vertical):
    """One document of a report at a time."""

    DEFAULT_CSS: ClassVar[str] = """
    CheckResult > .head { height: auto; padding: 0 1; background: $panel; }
    CheckResult > .filters { height: 1; padding: 0 1; }
    CheckResult > Container { height: 1fr; layout: vertical; }
    CheckResult > Container.-wide { layout: horizontal; }
    CheckResult OptionList { height: 2fr; border: none; text-wrap: nowrap; text-overflow: ellipsis; padding: 0 1; background: $surface; scrollbar-gutter: stable; }
    CheckResult OptionList:focus { border: none; }
    CheckResult VerticalScroll { height: 3fr; padding: 0 1; border-top: solid $border-blurred; }
    CheckResult VerticalScroll:focus { border-top: solid $border; }
    CheckResult Container.-wide > OptionList { width: 2fr; height: 1fr; }
    CheckResult Container.-wide > VerticalScroll { width: 3fr; height: 1fr; border-top: none; border-left: solid $border-blurred; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(
            Binding(str(number), f"filter({number})", one.value, show=False)
            for number, one in enumerate(_FILTERS, start=1)
        ),
        Binding("f", "next_filter", "筛选", key_display="1-6"),
        Binding("tab", "app.focus_next", "看详情", key_display="Tab"),
        Binding("left", "document(-1)", "上一文件", key_display="←"),
        Binding("right", "document(1)", "下一文件", key_display="→"),
    ]

    @dataclass
    class Shown(Message):
        """Another document is shown: its words are wanted."""

        document: DocumentReport

    def __init__(self) -> None:
        super().__init__()
        self._report: Report | None = None
        self._number = 0
        self._filter = Filter.OPEN
        self._entries: tuple[Entry, ...] = ()
        self._background = Background({})
        self._head = Prose("", classes="head")
        self._filters = Static("", markup=False, classes="filters")
        self._list = OptionList(id="entries", markup=False)
        self._detail = Prose("")
        self._panes = Container()

    def compose(self) -> ComposeResult:
        """Head, filters, list, detail."""
        yield self._head
        yield self._filters
        with self._panes:
            yield self._list
            with VerticalScroll():
                yield self._detail

    def show(self, report: Report, background: Background) -> None:
        """Show a report from its first document on."""
        self._report, self._background, self._number = report, background, 0
        self._show_document()
        self._list.focus()

    def show_passages(self, document: DocumentReport, passages: tuple[Passage, ...]) -> None:
        """Take the words of a document that were read again, if it is still the one shown."""
        if document == self._document:
            self._background = Background(self._background.law, passages)
            self._show_detail()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """One document has none before or after it."""
        del parameters
        return action != "document" or (self._report is not None and len(self._report.documents) > 1)

    def action_filter(self, number: int) -> None:
        """Show what a filter lets through."""
        self._filter = _FILTERS[number - 1]
        self._show_list()

    def action_next_filter(self) -> None:
        """Take the next filter."""
        self.action_filter((_FILTERS.index(self._filter) + 1) % len(_FILTERS) + 1)

    def action_document(self, by: int) -> None:
        """Show another document of the report."""
        if self._report is not None:
            self._number = (self._number + by) % len(self._report.documents)
            self._show_document()

    def on_resize(self, event: events.Resize) -> None:
        """List and detail side by side where there is room."""
        self._panes.set_class(event.size.width >= _WIDE, "-wide")

    @property
    def _document(self) -> DocumentReport | None:
        return self._report.documents[self._number] if self._report is not None and self._report.documents else None

    def _show_document(self) -> None:
        document, report = self._document, self._report
        if document is None or report is None:
            self._head.update("没有可以审查的文件。")
            return
        self._entries = entries(document)
        self._filter = Filter.OPEN if passing(self._entries, Filter.OPEN) else Filter.ALL
        self._background = Background(self._background.law)
        self._head.update(_heading(document, report, self._number))
        self._show_list()
        self.post_message(self.Shown(document))

    def _show_list(self) -> None:
        self._filters.update(_filter_line(self._entries, self._filter))
        self._list.clear_options()
        self._list.add_options([Option(_first_line(self._document)), *map(_line, self._shown)])
        self._list.highlighted = 1 if self._shown and self._document and not self._document.error else 0

    @property
    def _shown(self) -> tuple[Entry, ...]:
        return passing(self._entries, self._filter)

    @on(OptionList.OptionHighlighted, "#entries")
    def _highlighted(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._show_detail()
        self.query_one(VerticalScroll).scroll_home(animate=False)

    @on(OptionList.OptionSelected, "#entries")
    def _selected(self, event: OptionList.OptionSelected) -> None:
        """Enter goes to the detail, to scroll in it."""
        event.stop()
        self.query_one(VerticalScroll).focus()

    def _show_detail(self) -> None:
        at, document = self._list.highlighted, self._document
        if document is None or not at or at > len(self._shown):
            self._detail.update(overview(document) if document is not None else "")
        else:
            self._detail.update(detail(self._shown[at - 1], self._background))


def _heading(document: DocumentReport, report: Report, number: int) -> Content:
    of = f"（第{number + 1}个，共{len(report.documents)}个）" if len(report.documents) > 1 else ""
    counts = words.coverage(document)
    law = f"规范版本：{report.edition}" + (f"；地方规定：{report.locality}" if report.locality else "")
    return Content("\n").join(
        [
            Content.assemble((_shortened(visible(document.path)), "bold"), of),
            Content.assemble(f"{words.KIND[document.kind]}　", (words.VERDICT[document.verdict], "bold"), f"　{law}"),
            *([Content(f"{counts}；问题{words.findings_count(document)}")] if counts else []),
        ]
    )


def _shortened(path: str) -> str:
    """A path on one line: its end says more than its beginning."""
    while cell_len(path) > _PATH and len(path) > 1:
        path = f"…{path[2:]}"
    return path


def _filter_line(found: tuple[Entry, ...], chosen: Filter) -> Content:
    parts = []
    for number, one in enumerate(_FILTERS, start=1):
        text = f"{number} {one.value} {len(passing(found, one))}"
        parts.append(Content.assemble((f"[{text}]", "bold reverse")) if one is chosen else Content(f" {text} "))
    return Content("").join(parts)


def _first_line(document: DocumentReport | None) -> Content:
    return Content.assemble(("总评  ", "bold"), "" if document is None else words.VERDICT[document.verdict])


def _line(entry: Entry) -> Option:
    style = {"错误": "bold $error", "缺失": "bold $error", "虚置": "bold $warning", "警告": "bold $warning"}.get(
        entry.mark, ""
    )
    return Option(Content.assemble((entry.mark, style), "  ", visible(entry.title)))
