"""All topics to choose from."""

from __future__ import annotations

from typing import ClassVar, Final

from rich.cells import cell_len
from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contractkit.core.interview.fields import FieldState
from contractkit.core.interview.question import Topic
from contractkit.core.interview.session import Session
from contractkit.tui.widgets.dialog import Dialog

_TITLE: Final = 26  # cells


class TopicScreen(Dialog[str]):
    """Answers with the id of the chosen topic."""

    title_text: ClassVar[str] = "题目"

    def __init__(self, session: Session, current: Topic | None) -> None:
        super().__init__()
        self._session = session
        self._current = current

    def body(self) -> list[Widget]:
        """The list."""
        options = [
            Option(self._line(at, topic), id=topic.id) for at, topic in enumerate(self._session.topics(), start=1)
        ]
        return [OptionList(*options, markup=False)]

    def on_mount(self) -> None:
        """Begin at the present topic."""
        topics = self._session.topics()
        chosen = self.query_one(OptionList)
        chosen.highlighted = topics.index(self._current) if self._current in topics else 0
        chosen.focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_id)

    def _line(self, at: int, topic: Topic) -> Content:
        fields = self._session.fields(topic.id)
        wrong = sum(view.state is FieldState.ATTENTION for view in fields)
        doubtful = sum(view.state is FieldState.DOUBTFUL for view in fields)
        empty = sum(view.state is FieldState.EMPTY for view in fields)
        told = [f"{wrong}处须处理"] if wrong else []
        told += [f"{doubtful}处存疑"] if doubtful else []
        told += [f"{empty}处未填"] if empty else []
        state = "　".join(told) or "✓ 完成"
        gap = " " * max(2, _TITLE - cell_len(topic.title))
        return Content.assemble((f"{at:>2}  ", "$text-muted"), topic.title, gap, (state, "$text-muted"))
