"""One question on the screen: its box, what it means, where the answer comes from, what is wrong with it."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, TextArea

from contractkit.core.interview.answers import Origin
from contractkit.core.interview.fields import FieldState, FieldView
from contractkit.core.interview.question import Question
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.interview.values import read, written
from contractkit.core.matter.fields import Keys
from contractkit.tui.widgets.choices import Choices, Members
from contractkit.tui.widgets.phrase_input import PhraseArea, PhraseInput
from contractkit.tui.widgets.prose import Prose

_LONG: Final = {AnswerKind.PROSE, AnswerKind.LINES}
_SHOWN_BACK: Final = {
    AnswerKind.DATE,
    AnswerKind.LENGTH,
    AnswerKind.NUMBER,
    AnswerKind.PERCENT,
    AnswerKind.TEN_THOUSANDTH,
    AnswerKind.MONEY,
    AnswerKind.PHONE,
    AnswerKind.CREDIT_CODE,
}


_DOUBTS_SHOWN: Final = 3


class Line(PhraseInput):
    """A field of one line; Enter goes on before the next key is read, so that none goes astray."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "screen.next_field", "填好，到下一项", show=False)]


Answering = Line | PhraseArea | Choices | Members


class FieldRow(Vertical):
    """A question with its answer; it shows a `FieldView` and hands over what is typed."""

    DEFAULT_CSS: ClassVar[str] = """
    FieldRow { height: auto; margin: 0 0 1 0; }
    FieldRow > .box {
        border: round $border-blurred; background: transparent; padding: 0 1;
        border-title-color: $foreground; border-subtitle-color: $text-muted;
    }
    FieldRow > .box:focus { border: heavy $primary; border-title-style: bold; background-tint: $foreground 0%; }
    FieldRow.-attention > .box { border: round $error; border-subtitle-color: $text-error; }
    FieldRow.-attention > .box:focus { border: heavy $error; }
    FieldRow.-doubtful > .box { border: round $warning; border-subtitle-color: $text-warning; }
    FieldRow.-doubtful > .box:focus { border: heavy $warning; }
    FieldRow > .source { color: $text-secondary; }
    FieldRow > PhraseArea.box { height: auto; min-height: 5; max-height: 14; }
    FieldRow > Prose { padding: 0 2; color: $text-muted; }
    FieldRow > .trouble { color: $text-error; }
    FieldRow > .hidden { display: none; }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down", "screen.next_field", "下一项", show=False),
        Binding("up", "screen.previous_field", "上一项", show=False),
    ]

    class Left(Message):
        """The field lost the focus; what stands in it may be an answer."""

    class Entered(Message):
        """The field got the focus."""

        def __init__(self, keys: Keys) -> None:
            super().__init__()
            self.keys = keys

    def __init__(self, view: FieldView, options: tuple[tuple[str, str], ...], members: tuple[str, ...]) -> None:
        """Make the row.

        Args:
            view: the field as it stands.
            options: value and label of each choice; empty where anything goes.
            members: titles of the rows of a list.
        """
        super().__init__()
        self.view = view
        self._loaded = ""
        self._members = members
        self._box = _box_for(view.question, options)
        self._help = Prose(classes="help")
        self._trouble = Prose(classes="trouble")
        self._source = Prose(classes="source")

    @property
    def keys(self) -> Keys:
        """The path of the question."""
        return self.view.keys

    @property
    def typed(self) -> str:
        """What stands in the box."""
        if isinstance(self._box, PhraseInput):
            return self._box.value
        if isinstance(self._box, PhraseArea):
            return self._box.text
        return self._box.chosen if isinstance(self._box, Choices) else self._loaded

    @property
    def changed(self) -> bool:
        """Whether something stands in the box that was not handed over."""
        return self.typed != self._loaded

    def compose(self) -> ComposeResult:
        """The box, then help, then where it was read, then what is wrong."""
        yield self._box
        yield self._help
        yield self._source
        yield self._trouble

    def on_mount(self) -> None:
        """Fill in what the view says."""
        self.load(self.view, self._members)

    @property
    def box(self) -> Answering:
        """What is typed into, or chosen from."""
        return self._box

    def load(self, view: FieldView, members: tuple[str, ...] = ()) -> None:
        """Show a field as it now stands; what is being typed there is not touched."""
        typing = self.changed
        self.view = view
        if not typing:
            self._fill(view.text, members)
        self._box.border_title = _title(view)
        self._help.update(_help(view))
        self._help.set_class(not self._help.text, "hidden")
        self._source.update(_source(view))
        self._source.set_class(not self._source.text, "hidden")
        self._say_state()
        self._say_trouble()

    def taken(self) -> None:
        """What stands in the box was handed over."""
        self._loaded = self.typed

    def _fill(self, text: str, members: tuple[str, ...]) -> None:
        self._loaded = text
        if isinstance(self._box, PhraseInput | PhraseArea):
            if self.typed != text:
                self._box.load(text)
        elif isinstance(self._box, Choices):
            self._box.choose(text)
        elif isinstance(self._box, Members):
            self._box.show(members)

    def _say_state(self) -> None:
        back = _understood(self.view.question, self.typed) if self.changed else ""
        self._box.border_subtitle = Content(back or _state(self.view))
        self.set_class(self.view.state is FieldState.ATTENTION, "-attention")
        self.set_class(self.view.state is FieldState.DOUBTFUL, "-doubtful")

    def _say_trouble(self) -> None:
        trouble = self.view.trouble
        told = f"! {trouble.message}{trouble.remedy}" if trouble else ""
        self._trouble.update(told)
        self._trouble.set_class(not told, "hidden")

    @on(Input.Changed)
    @on(TextArea.Changed)
    def _typing(self) -> None:
        self._say_state()

    def on_descendant_focus(self) -> None:
        """Tell that this question is being answered."""
        self.post_message(self.Entered(self.keys))

    def on_descendant_blur(self) -> None:
        """Tell that it is left."""
        self.post_message(self.Left())


def _box_for(question: Question, options: tuple[tuple[str, str], ...]) -> Answering:
    if question.kind is AnswerKind.ROWS:
        return Members("按回车打开表格，逐行填写、粘贴或者导入", classes="box")
    if question.kind is AnswerKind.POSITIONS:
        return Members("按回车逐条比较和选择", classes="box")
    if question.kind is AnswerKind.CHOICE:
        return Choices(options, classes="box")
    if question.kind in _LONG:
        return PhraseArea(classes="box", placeholder=_placeholder(question), highlight_cursor_line=False)
    return Line(classes="box", placeholder=_placeholder(question))


def _placeholder(question: Question) -> str:
    return f"例：{question.example}" if question.example else ""


def _title(view: FieldView) -> Content:
    mark = "" if view.required else "（可不填）"
    return Content.assemble(view.label, (mark, "$text-muted"))


def _state(view: FieldView) -> str:
    """已填 · 填写; 默认值; 须处理; 未填."""
    if view.state is FieldState.ATTENTION:
        return view.state.value
    if view.state is FieldState.DOUBTFUL:
        return f"{view.state.value} · {'Ctrl+T 认可' if view.text else '请对照原文填写'}"
    if view.origin is None:
        return FieldState.EMPTY.value  # that it may stay so is said in the title
    if view.origin is Origin.DEFAULT:
        return view.origin.value
    return f"{view.state.value} · {view.origin.value}"


def _source(view: FieldView) -> Content:
    """What the draft says of the field: the doubtful first, with a sign before it; the words that it was read from."""
    lines = [Content.assemble(("? 存疑　", "bold $text-warning"), one.message) for one in view.doubts[:_DOUBTS_SHOWN]]
    if (more := len(view.doubts) - _DOUBTS_SHOWN) > 0:
        lines.append(Content(f"……另有{more}处存疑"))
    if view.source is not None and not view.doubts:
        lines.append(Content(view.source.told))
    return Content("\n").join(lines)


def _understood(question: Question, text: str) -> str:
    """What a date, period, amount or share is read as while it is typed; nothing where it is not read yet."""
    if question.kind not in _SHOWN_BACK or not text.strip():
        return ""
    try:
        return f"读作 {written(question, read(question, text))}"
    except Unreadable:
        return ""


def _help(view: FieldView) -> str:
    """What to write; for a default also where it comes from."""
    question = view.question
    several = "一行一项。" if question.kind is AnswerKind.LINES else ""
    source = (
        f"\n默认值：{question.default_source}。" if view.origin is Origin.DEFAULT and question.default_source else ""
    )
    return f"{question.help}{several}{source}".strip()
