"""The questions of one topic, one below the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content

from contractkit.core.interview.fields import FieldView
from contractkit.core.interview.question import Topic
from contractkit.core.interview.session import Session
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.matter.fields import Keys
from contractkit.tui.widgets.field_row import FieldRow
from contractkit.tui.widgets.prose import Prose


class TopicForm(VerticalScroll):
    """Loads a topic from the session; what is typed is fetched from it, never stored here."""

    DEFAULT_CSS: ClassVar[str] = """
    TopicForm { padding: 0 1; scrollbar-size-vertical: 1; }
    TopicForm > .topic { text-style: bold; color: $text-primary; }
    TopicForm > .intro { color: $text-muted; margin: 0 0 1 0; }
    """

    def __init__(self, session: Session) -> None:
        super().__init__(id="form", can_focus=False)
        self._session = session
        self.topic: Topic | None = None

    @property
    def rows(self) -> list[FieldRow]:
        """The questions shown, from the top."""
        return list(self.query(FieldRow))

    async def show(self, topic: Topic) -> None:
        """Show a topic; the same one again is brought up to date in place."""
        views = self._session.fields(topic.id)
        if topic == self.topic and [row.keys for row in self.rows] == [view.keys for view in views]:
            self._load(views)
            return
        self.topic = topic
        self.screen.set_focus(None)  # or the removal would hand the focus to one field after the other
        with self.app.batch_update():
            await self.remove_children()
            await self.mount_all(self._parts(topic, views))
            self.scroll_home(animate=False)

    def reload(self) -> None:
        """Show what the session now says."""
        if self.topic is not None:
            self._load(self._session.fields(self.topic.id))

    def row(self, keys: Keys) -> FieldRow | None:
        """The row that asks for a field; for a cell or a line the row of its list."""
        found = [row for row in self.rows if keys[: len(row.keys)] == row.keys]
        return found[0] if found else None

    def stale(self) -> bool:
        """Whether other questions are asked now than those shown."""
        if self.topic is None:
            return False
        return [row.keys for row in self.rows] != [view.keys for view in self._session.fields(self.topic.id)]

    def _parts(self, topic: Topic, views: tuple[FieldView, ...]) -> Iterator[Prose | FieldRow]:
        topics = self._session.topics()
        place = f"　{topics.index(topic) + 1}/{len(topics)}" if topic in topics else ""
        yield Prose(Content.assemble(topic.title, (place, "not bold $text-muted")), classes="topic")
        yield Prose(topic.intro, classes="intro")
        for view in views:
            yield FieldRow(view, self._options(view), self._members(view))

    def _load(self, views: tuple[FieldView, ...]) -> None:
        shown = {view.keys: view for view in views}
        for row in self.rows:
            if (view := shown.get(row.keys)) is not None:
                row.load(view, self._members(view))

    def _options(self, view: FieldView) -> tuple[tuple[str, str], ...]:
        if view.question.kind is not AnswerKind.CHOICE:
            return ()
        options = tuple((choice.value, choice.label) for choice in self._session.choices(view.keys))
        return options if view.required or view.question.default else (("", "（不选）"), *options)

    def _members(self, view: FieldView) -> tuple[str, ...]:
        if view.question.kind is AnswerKind.POSITIONS:
            return tuple(one for one in view.text.split("；") if one)
        return row_titles(self._session, view.keys) if view.question.kind is AnswerKind.ROWS else ()

    def compose(self) -> ComposeResult:
        """Nothing before a topic is shown."""
        yield from ()


def row_titles(session: Session, keys: Keys) -> tuple[str, ...]:
    """What the rows of a list are called: the text of the column that names them."""
    question = session.script.question(keys)
    if question is None:
        return ()
    at = [column.keys for column in question.columns].index(question.title_column)
    return tuple(cells[at] for cells in session.cell_texts(keys))
