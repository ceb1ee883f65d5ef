"""The texts that a clause is offered in, compared; one is chosen for this matter."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from textual import on
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contractkit.core.interview.differing import compare_texts
from contractkit.core.interview.drafting import PreviewBlock
from contractkit.core.interview.positions import PositionChoice, position_choices
from contractkit.tui.widgets.clause_pane import table_lines
from contractkit.tui.widgets.dialog import Dialog
from contractkit.tui.widgets.prose import Prose
from contractkit.workflows.interview import Interview

_ONLY_HERE = "bold underline $text-accent"


class PositionScreen(Dialog[None]):
    """Left the positions, beside them the text in use and the text at hand, with what differs marked."""

    DEFAULT_CSS: ClassVar[str] = """
    PositionScreen #choices { width: 34; height: 1fr; margin: 0 2 0 0; }
    PositionScreen #choices > Prose { color: $text-muted; margin: 1 0 0 0; }
    PositionScreen .text { width: 1fr; height: 1fr; padding: 0 1; border-left: solid $border-blurred; }
    PositionScreen .heading { text-style: bold; color: $text-primary; }
    PositionScreen.-narrow #all { layout: vertical; overflow-y: auto; }
    PositionScreen.-narrow #choices { width: 1fr; height: auto; max-height: 9; }
    PositionScreen.-narrow #choices > Prose { display: none; }
    PositionScreen.-narrow .text { border-left: none; border-top: solid $border-blurred; }
    PositionScreen.-narrow #used { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  declared so by Textual
    title_text: ClassVar[str] = "条款立场"
    keys_text: ClassVar[str] = "↑↓ 比较　回车 选用　Tab 滚动文字　Esc 返回"
    large: ClassVar[bool] = True

    def __init__(self, interview: Interview, elements: Mapping[str, str]) -> None:
        """Make the dialog for some elements, with what each is called."""
        super().__init__()
        self._interview = interview
        self._choices: list[tuple[str, PositionChoice]] = []
        self._elements = elements
        self._list = OptionList(markup=False)
        self._notes = Prose()
        self._used = Prose()
        self._other = Prose()

    def body(self) -> list[Widget]:
        """Choices left, texts right."""
        return [Horizontal(*self._columns(), id="all")]

    def _columns(self) -> list[Widget]:
        return [
            Vertical(self._list, self._notes, id="choices"),
            VerticalScroll(Prose("现在选用的文字", classes="heading"), self._used, classes="text", id="used"),
            VerticalScroll(Prose("光标所在的文字", classes="heading"), self._other, classes="text"),
        ]

    def on_mount(self) -> None:
        """List the positions, with the cursor on the one in use."""
        self._load()
        self._list.focus()

    def _load(self) -> None:
        session, materials = self._interview.session, self._interview.materials
        self._choices = [
            (element, choice)
            for element in self._elements
            for choice in position_choices(session.snapshot, materials, element)
        ]
        kept = self._list.highlighted
        self._list.set_options(list(self._options()))
        self._list.highlighted = kept if kept is not None else 1 if self._choices else None

    def _options(self) -> Iterator[Option]:
        """Each element's name, which cannot be chosen, and its positions."""
        before = ""
        for at, (element, choice) in enumerate(self._choices):
            if element != before:
                yield Option(self._elements[element], disabled=True)
            before = element
            mark, used = ("✓ ", "（选用）") if choice.chosen else ("  ", "")
            yield Option(Content.assemble("  ", mark, (choice.position.value, "bold"), used), id=str(at))

    @on(OptionList.OptionHighlighted)
    def _compare(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        element, choice = self._choices[int(event.option_id or 0)]
        used = next((one for name, one in self._choices if name == element and one.chosen), choice)
        left, right = _text(used.blocks), _text(choice.blocks)
        here, there = compare_texts(left.plain, right.plain)
        self._used.update(_marked(left, here))
        self._other.update(_marked(right, there))
        basis = [f"依据：{'；'.join(choice.basis)}"] if choice.basis else []
        self._notes.update("\n".join([*(f"说明：{note}" for note in choice.notes), *basis]))

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        element, choice = self._choices[int(event.option_id or 0)]
        outcome = self._interview.session.choose_position(element, choice.position)
        if outcome.trouble is not None:
            self.notify(f"{outcome.trouble.message}{outcome.trouble.remedy}", severity="error", markup=False)
        self._load()
        self._list.highlighted = event.option_index


def _text(blocks: tuple[PreviewBlock, ...]) -> Content:
    lines: list[Content] = []
    for block in blocks:
        if block.table is not None:
            lines.extend(table_lines(block.table))
        else:
            lines.append(Content(f"{block.number}　{block.text}" if block.number else block.text))
    return Content("\n").join(lines)


def _marked(text: Content, spans: tuple[tuple[int, int], ...]) -> Content:
    for start, end in spans:
        text = text.stylize(_ONLY_HERE, start, end)
    return text
