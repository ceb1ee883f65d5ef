"""The interview: items left, questions in the middle, law and clause right; one of them at a time where it is narrow."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.worker import get_current_worker

from contractkit.core.interview.assess import Assessment, assess
from contractkit.core.matter.fields import Keys
from contractkit.errors import ContractkitError
from contractkit.tui.screens.failure import FailureScreen
from contractkit.tui.screens.positions import PositionScreen
from contractkit.tui.screens.review import ReviewScreen
from contractkit.tui.screens.sources import SourcesScreen
from contractkit.tui.screens.table import TableScreen
from contractkit.tui.screens.topics import TopicScreen
from contractkit.tui.shown import served_items, shown_elements
from contractkit.tui.widgets.clause_pane import ClausePane
from contractkit.tui.widgets.field_row import FieldRow
from contractkit.tui.widgets.item_list import ItemList
from contractkit.tui.widgets.key_bar import KeyBar
from contractkit.tui.widgets.prose import Prose
from contractkit.tui.widgets.top_line import TopLine
from contractkit.tui.widgets.topic_form import TopicForm
from contractkit.workflows.interview import Interview

_PANES: Final = ("items", "form", "clause")
_POSITIONS: Final = ("positions",)


class InterviewScreen(Screen[None]):
    """Draws one interview; every change goes to its session, and everything shown comes from there."""

    CSS: ClassVar[str] = """
    InterviewScreen #body { height: 1fr; }
    InterviewScreen #told { background: $panel; padding: 0 1; }
    InterviewScreen .pane { height: 1fr; }
    InterviewScreen #items-pane { width: 42; border-right: solid $border-blurred; }
    InterviewScreen #form-pane { width: 6fr; }
    InterviewScreen #clause-pane { width: 5fr; border-left: solid $border-blurred; }
    InterviewScreen.-narrow .pane { width: 1fr; border: none; display: none; }
    InterviewScreen.-narrow.-on-items #items-pane { display: block; }
    InterviewScreen.-narrow.-on-form #form-pane { display: block; }
    InterviewScreen.-narrow.-on-clause #clause-pane { display: block; }
    InterviewScreen.-middle #items-pane { display: none; }
    InterviewScreen.-middle.-on-items #items-pane { display: block; }
    InterviewScreen.-middle.-on-items #clause-pane { display: none; }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-middle"), (150, "-wide")]  # noqa: RUF012  declared so by Textual
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "next_field", "下一项", show=False),
        Binding("shift+tab", "previous_field", "上一项", show=False),
        Binding("escape", "pane('form')", "回到填写", show=False),
        Binding("f2", "pane('items')", "条目"),
        Binding("f3", "pane('clause')", "条文"),
        Binding("f4", "positions", "立场"),
        Binding("f5", "topics", "题目"),
        Binding("f6", "next_open", "下一缺项"),
        Binding("f7", "topic(-1)", "上一题"),
        Binding("f8", "topic(1)", "下一题"),
        Binding("f9", "review", "检查与生成"),
        Binding("ctrl+t", "confirm", "认可存疑", key_display="^T"),
        Binding("ctrl+r", "sources", "草案出处", key_display="^R"),
        Binding("ctrl+z", "undo", "撤销"),
        Binding("ctrl+y", "redo", "重做"),
        Binding("ctrl+s", "save", "保存"),
    ]

    def __init__(self, interview: Interview, clauses: Path | None = None, *, sources_first: bool = False) -> None:
        """Make the screen.

        Args:
            interview: the matter.
            clauses: folder of an office's own clause library.
            sources_first: show first what was read in the draft.
        """
        super().__init__()
        self.interview = interview
        self._clauses = clauses
        self._sources_first = sources_first
        self.session = interview.session
        self.assessment: Assessment | None = None
        self.before: Assessment | None = None
        self._top = TopLine()
        self._items = ItemList()
        self._form = TopicForm(self.session)
        self._clause = ClausePane()
        self._told = Prose(id="told")

    def compose(self) -> ComposeResult:
        """Three panes between two lines."""
        yield self._top
        with Horizontal(id="body"):
            with Vertical(classes="pane", id="items-pane"):
                yield self._items
            with Vertical(classes="pane", id="form-pane"):
                yield self._form
            with Vertical(classes="pane", id="clause-pane"):
                yield self._clause
        yield self._told
        yield KeyBar()

    async def on_mount(self) -> None:
        """Go to where the interview was left."""
        self.action_pane("form")
        await self.go(self.session.place)
        self.refresh_matter()
        self.tell("　".join(self.interview.notices))
        if self._sources_first:
            self.action_sources()

    def tell(self, text: str) -> None:
        """Say something until the next step; no timer takes it away, which would disturb an input method."""
        self._told.update(text)
        self._told.display = bool(text)

    async def go(self, keys: Keys) -> None:
        """Show the topic of a field and put the cursor there."""
        self.tell("")
        topic = self.session.script.topic_of(keys) or self.session.topics()[0]
        await self._form.show(topic)
        row = self._form.row(keys) or next(iter(self._form.rows), None)
        self.action_pane("form")
        if row is not None:
            self.set_focus(row.box)

    def refresh_matter(self) -> None:
        """Show what follows from the answers: states, coverage, clause text."""
        self._top.name_it(self.session.field(("name",)).text or self.interview.path.name)
        self._top.saved(self.interview.save_failure)
        self._assess()

    @work(thread=True, exclusive=True, group="assess")
    def _assess(self) -> None:
        """Judging takes some tens of milliseconds, so that it does not hold up the keys."""
        worker = get_current_worker()
        assessment = assess(self.session.snapshot, self.interview.materials)
        _ = assessment.coverage, assessment.drafts  # computed when first asked for: here, not between two keys
        if not worker.is_cancelled:
            self.app.call_from_thread(self._assessed, assessment)

    def _assessed(self, assessment: Assessment) -> None:
        self.before, self.assessment = self.assessment, assessment
        self._top.cover(assessment.coverage)
        self._items.show(assessment.items, self._served())
        self._show_clause()

    def _served(self) -> frozenset[str]:
        """The items that the question at hand serves."""
        return served_items(self.session, self.session.place, self.assessment) if self.assessment else frozenset()

    def _show_clause(self) -> None:
        if self.assessment is None:
            return
        item, elements = shown_elements(self.session, self.session.place, self.assessment, self.before)
        self._clause.show(item, elements, "这一题的内容不直接写入法定条目。")

    def commit(self) -> None:
        """Hand over what stands in the fields and was not handed over yet."""
        changed = False
        for row in self._form.rows:
            if row.changed:
                self.session.answer(row.keys, row.typed)
                row.taken()
                changed = True
        if changed:
            self._form.reload()
            self.refresh_matter()

    @on(FieldRow.Left)
    def _left(self) -> None:
        self.commit()

    @on(FieldRow.Entered)
    async def _entered(self, event: FieldRow.Entered) -> None:
        row = self._form.row(event.keys)
        if row is None or not row.box.has_focus:
            return  # the cursor has gone on since
        if event.keys != self.session.place:
            self.session.goto(event.keys)
        self._items.mark(self._served())
        self._show_clause()
        if self._form.stale() and self._form.topic is not None:
            await self._form.show(self._form.topic)
            await self.go(event.keys)

    async def action_open_list(self, row: int) -> None:
        """Open the list at hand over the whole screen, at a row."""
        self.commit()
        place = self.session.script.place(self.session.place)
        if place is None or place.root[:1] == _POSITIONS:
            items = self.assessment.items if self.assessment else ()
            self._choose_positions(tuple(element.id for item in items for element in item.elements))
        else:
            await self.app.push_screen(TableScreen(self.interview, place.root, row), self._back_from_table)

    def _back_from_table(self, _: None) -> None:
        self._form.reload()
        self.refresh_matter()

    @on(ItemList.Picked)
    async def _picked(self, event: ItemList.Picked) -> None:
        self.commit()
        fields = self.session.fields_of_item(event.item)
        wanted = next((view for view in fields if view.is_open), next(iter(fields), None))
        if wanted is not None:
            await self.go(wanted.keys)

    async def action_next_field(self) -> None:
        """Go to the next question, in the next topic after the last one."""
        self.commit()
        if (keys := self.session.next()) is None:
            self.action_review()
        else:
            await self.go(keys)

    async def action_previous_field(self) -> None:
        """Go back to the question before."""
        self.commit()
        if (keys := self.session.back()) is not None:
            await self.go(keys)

    async def action_next_open(self) -> None:
        """Go to the next question that is open or wrong."""
        self.commit()
        if (keys := self.session.next_open()) is None:
            self.tell("没有未填或者须处理的题目了。按 F9 检查与生成。")
        else:
            await self.go(keys)

    async def action_topic(self, step: int) -> None:
        """Go to the first question of the next or the last topic."""
        self.commit()
        topics = self.session.topics()
        at = topics.index(self._form.topic) if self._form.topic in topics else 0
        if 0 <= at + step < len(topics):
            await self.go_topic(topics[at + step].id)

    async def go_topic(self, topic_id: str) -> None:
        """Go to the first question of a topic."""
        fields = self.session.fields(topic_id)
        if fields:
            self.session.goto(fields[0].keys)
            await self.go(fields[0].keys)

    def action_pane(self, name: str) -> None:
        """Show a pane (where it is narrow) and put the cursor there; the same key again goes back."""
        shown = next((one for one in _PANES if self.has_class(f"-on-{one}")), "")
        if name != "form" and (shown == name):
            name = "form"
        for one in _PANES:
            self.set_class(one == name, f"-on-{one}")
        if name == "items":
            self._items.focus()
        elif name == "clause":
            self._clause.focus()
        elif shown != "form" and (row := self._form.row(self.session.place)) is not None:
            self.set_focus(row.box)

    def action_topics(self) -> None:
        """Choose a topic from a list."""
        self.commit()
        self.app.push_screen(TopicScreen(self.session, self._form.topic), self._topic_chosen)

    async def _topic_chosen(self, topic_id: str | None) -> None:
        if topic_id is not None:
            await self.go_topic(topic_id)

    def action_positions(self) -> None:
        """Choose between the texts of the clause at hand."""
        self.commit()
        question = self.session.script.question(self.session.place)
        if question is None or not question.elements:
            self.tell("这一题不直接写入条款，没有立场可选。")
            return
        self._choose_positions(question.elements)

    def _choose_positions(self, elements: tuple[str, ...]) -> None:
        items = self.assessment.items if self.assessment else ()
        names = {one.id: f"{item.id} {one.title}" for item in items for one in item.elements}
        served = {element: names[element] for element in elements if element in names}
        self.app.push_screen(PositionScreen(self.interview, served), self._back_from_table)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """What a draft is needed for is offered where the matter began with one."""
        del parameters
        return action not in {"confirm", "sources"} or bool(self.session.snapshot.sources.document)

    def action_confirm(self) -> None:
        """Say that what was read in the draft with doubt is right."""
        self.commit()
        if not self.session.confirm(self.session.place):
            self.tell("这一项没有存疑的内容。")
            return
        self._form.reload()
        self.refresh_matter()
        self.tell("已认可。按 F6 到下一处未填、须处理或者存疑的题目。")

    def action_sources(self) -> None:
        """See everything that was read in the draft, what is doubtful, what was not found."""
        self.commit()
        self.app.push_screen(SourcesScreen(self.session), self._back_from_review)

    def action_review(self) -> None:
        """See what is wrong or missing, then make the documents."""
        self.commit()
        self.app.push_screen(ReviewScreen(self.interview, self._clauses), self._back_from_review)

    async def _back_from_review(self, keys: Keys | None) -> None:
        self._form.reload()
        self.refresh_matter()
        if keys is not None:
            self.session.goto(keys)
            await self.go(keys)

    async def action_undo(self) -> None:
        """Take the last change back and show where it was."""
        self.commit()
        await self._shown_change(self.session.undo(), "没有可以撤销的了。")

    async def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self.commit()
        await self._shown_change(self.session.redo(), "没有可以重做的了。")

    async def _shown_change(self, keys: Keys | None, nothing: str) -> None:
        if keys is None:
            self.tell(nothing)
            return
        await self.go(keys)
        self._form.reload()
        self.refresh_matter()

    def action_save(self) -> None:
        """Write the matter now; the review tells what changes from here on."""
        self.commit()
        try:
            self.interview.save()
        except ContractkitError as error:
            self.app.push_screen(FailureScreen("没有存盘", error))
        else:
            self.tell(f"已写入 {self.interview.path}")
        self._top.saved(self.interview.save_failure)
