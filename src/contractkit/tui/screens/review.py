"""Review and finish: what is wrong first, then what is missing, what changed, and the documents."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contractkit.core.interview.assess import Assessment
from contractkit.core.interview.troubles import Severity, Trouble
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Side
from contractkit.errors import ContractkitError
from contractkit.tui.screens.ask import AskScreen, PathScreen
from contractkit.tui.screens.failure import FailureScreen
from contractkit.tui.screens.finished import FinishedScreen
from contractkit.tui.screens.sources import SourcesScreen
from contractkit.tui.screens.wait import WaitScreen
from contractkit.tui.widgets.key_bar import KeyBar
from contractkit.tui.widgets.prose import Prose
from contractkit.tui.widgets.top_line import TopLine
from contractkit.workflows.interview import Changed, Interview
from contractkit.workflows.interview.order import Order

if TYPE_CHECKING:
    from contractkit.workflows.generate import Outcome

_KINDS: Final = {"all": tuple(Kind), "plan": (Kind.PLAN,), "agreement": (Kind.AGREEMENT,)}
_LABELS: Final = {"all": "生成实施方案和授权运营协议", "plan": "只生成实施方案", "agreement": "只生成授权运营协议"}
_SIGN: Final = {Severity.ERROR: "!", Severity.DOUBTFUL: "?", Severity.MISSING: "-", Severity.NOTICE: "?"}
_STYLE: Final = {
    Severity.ERROR: "bold $text-error",
    Severity.DOUBTFUL: "bold $text-warning",
    Severity.MISSING: "$text-muted",
    Severity.NOTICE: "$text-warning",
}


class ReviewScreen(Screen[Keys | None]):
    """Answers with the field to go to, or None."""

    CSS: ClassVar[str] = """
    ReviewScreen #body { height: 1fr; }
    ReviewScreen .column { height: 1fr; padding: 0 1; }
    ReviewScreen #troubles-column { width: 3fr; }
    ReviewScreen #right-column { width: 2fr; border-left: solid $border-blurred; }
    ReviewScreen .heading { text-style: bold; color: $text-primary; margin: 1 0 0 0; }
    ReviewScreen OptionList { border: none; background: transparent; padding: 0; }
    ReviewScreen OptionList:focus { border: none; background-tint: $foreground 0%; }
    ReviewScreen #troubles { height: 1fr; }
    ReviewScreen #actions { height: auto; }
    ReviewScreen #changes { height: 1fr; scrollbar-size-vertical: 1; }
    ReviewScreen.-narrow #body { layout: vertical; }
    ReviewScreen.-narrow .column { width: 1fr; }
    ReviewScreen.-narrow .heading { margin: 0; }
    ReviewScreen.-narrow #troubles-column { height: 1fr; }
    ReviewScreen.-narrow #right-column { height: 8; border-left: none; border-top: solid $border-blurred; }
    ReviewScreen.-narrow #changes { display: none; }
    ReviewScreen.-narrow #changes-heading { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]  # noqa: RUF012  declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "返回填写"),
        Binding("tab", "app.focus_next", "问题与生成之间切换"),
        Binding("f9", "make('all')", "生成两份文件"),
        Binding("ctrl+s", "save", "保存"),
    ]

    def __init__(self, interview: Interview, clauses: Path | None) -> None:
        """Make the screen.

        Args:
            interview: with the answers.
            clauses: folder of an office's own clause library.
        """
        super().__init__()
        self._interview = interview
        self._clauses = clauses
        self._out = interview.path.parent / "out"
        self._pdf = self._overwrite = False
        self._troubles: tuple[Trouble, ...] = ()
        self._top = TopLine()
        self._verdict = Prose(classes="heading")
        self._list = OptionList(markup=False, id="troubles")
        self._actions = OptionList(markup=False, id="actions")
        self._changes = Prose()

    def compose(self) -> ComposeResult:
        """Troubles left, documents and changes right."""
        yield self._top
        with Horizontal(id="body"):
            with Vertical(classes="column", id="troubles-column"):
                yield self._verdict
                yield self._list
            with Vertical(classes="column", id="right-column"):
                yield Prose("生成文件", classes="heading")
                yield self._actions
                yield Prose("上次保存以来改了什么", classes="heading", id="changes-heading")
                with VerticalScroll(id="changes", can_focus=False):
                    yield self._changes
        yield KeyBar()

    def on_mount(self) -> None:
        """Show what there is, with the cursor on the first trouble, or on the documents where there is none."""
        self._top.name_it(f"检查与生成　{self._interview.session.field(('name',)).text}")
        self._top.saved(self._interview.save_failure)
        self._show(self._interview.assess())
        self._show_actions()
        (self._list if self._troubles else self._actions).focus()

    def _show(self, assessment: Assessment) -> None:
        self._top.cover(assessment.coverage)
        self._troubles = assessment.troubles
        self._verdict.update(_verdict(assessment))
        self._list.set_options([Option(_trouble_line(one)) for one in self._troubles])
        self._list.highlighted = 0 if self._troubles else None
        self._list.display = bool(self._troubles)
        changes = self._interview.changed_since_save()
        self._changes.update(Content("\n").join(_change(one) for one in changes) if changes else "没有改动。")

    def _show_actions(self) -> None:
        kept = self._actions.highlighted or 0
        options = [Option(label, id=name) for name, label in _LABELS.items()]
        options.append(Option(_toggle("另生成 PDF", on=self._pdf), id="pdf"))
        options.append(Option(_toggle("覆盖生成后被人改动过的同名文件", on=self._overwrite), id="overwrite"))
        options.append(Option(f"文件夹：{self._out}", id="out"))
        if self._interview.session.snapshot.sources.document:
            options.append(Option("对照草案的出处……", id="sources"))
        options.append(Option("把本单位的资料留给以后的事项……", id="profile"))
        self._actions.set_options(options)
        self._actions.highlighted = kept

    @on(OptionList.OptionSelected, "#troubles")
    def _go_there(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        self.dismiss(self._troubles[event.option_index].keys)

    @on(OptionList.OptionSelected, "#actions")
    def _act(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id == "pdf":
            self._pdf = not self._pdf
        elif event.option_id == "overwrite":
            self._overwrite = not self._overwrite
        elif event.option_id == "out":
            self.app.push_screen(PathScreen("写到哪个文件夹", "不存在的会新建。", str(self._out)), self._put_out)
        elif event.option_id == "sources":
            self.app.push_screen(SourcesScreen(self._interview.session), self._to_source)
        elif event.option_id == "profile":
            text = "本单位是哪一方？这一方的名称、代码、住所、联系人等，以后新建事项时自动填入。"
            sides = tuple((side.value, side.value) for side in Side)
            self.app.push_screen(AskScreen("留作本单位资料", text, sides), self._keep_profile)
        elif event.option_id is not None:
            self.action_make(event.option_id)
        self._show_actions()

    def _to_source(self, keys: Keys | None) -> None:
        if keys is not None:
            self.dismiss(keys)

    def _put_out(self, path: str | None) -> None:
        if path is not None:
            self._out = Path(path).expanduser()
            self._show_actions()

    def _keep_profile(self, side: str | None) -> None:
        if side is None:
            return
        try:
            kept = self._interview.save_profile(Side(side))
        except ContractkitError as error:
            self.app.push_screen(FailureScreen("没有留下", error))
        else:
            self.notify(f"已写入 {kept}", markup=False)

    def action_make(self, name: str) -> None:
        """Make the documents, checked before they are written."""
        self.app.push_screen(WaitScreen(f"正在{_LABELS[name]}，写完后逐项自查……"))
        order = Order(_KINDS[name], self._out, pdf=self._pdf, overwrite=self._overwrite, clauses=self._clauses)
        self._make(order)

    @work(thread=True, exclusive=True, group="make")
    def _make(self, order: Order) -> None:
        try:
            outcome = self._interview.finish(order)
        except ContractkitError as error:
            self.app.call_from_thread(self._failed, error)
        else:
            self.app.call_from_thread(self._made, outcome)

    def _made(self, outcome: Outcome) -> None:
        self.app.pop_screen()
        self._top.saved(self._interview.save_failure)
        self._show(self._interview.assess())
        self.app.push_screen(FinishedScreen(outcome, self._out))

    def _failed(self, error: ContractkitError) -> None:
        self.app.pop_screen()
        self.app.push_screen(FailureScreen("没有生成", error))

    def action_save(self) -> None:
        """Write the matter now."""
        try:
            self._interview.save()
        except ContractkitError as error:
            self.app.push_screen(FailureScreen("没有存盘", error))
        self._top.saved(self._interview.save_failure)
        self._show(self._interview.assess())

    def action_back(self) -> None:
        """Go back to the questions."""
        self.dismiss(None)


def _verdict(assessment: Assessment) -> str:
    counts = {one: sum(trouble.severity is one for trouble in assessment.troubles) for one in Severity}
    told = "，".join(f"{one.value}{count}处" for one, count in counts.items() if count)
    if assessment.complete:
        return f"可以生成文件。{told}" + ("（回车看这一处）" if told else "")
    return f"还不能生成：{told}（回车到那一处）"


def _trouble_line(trouble: Trouble) -> Content:
    head = f"{_SIGN[trouble.severity]} {trouble.severity.value}　"
    told = "" if trouble.severity is Severity.MISSING else f"　{trouble.message}{trouble.remedy}"
    return Content.assemble((head, _STYLE[trouble.severity]), trouble.title, (told, "$text-muted"))


def _change(change: Changed) -> Content:
    before, after = (text.replace("\n", " ") or "（未填）" for text in (change.before, change.after))
    return Content.assemble((f"{change.title}　", "bold"), (before, "strike $text-muted"), " → ", (after, "underline"))


def _toggle(label: str, *, on: bool) -> str:
    return f"[{'✓' if on else ' '}] {label}"
