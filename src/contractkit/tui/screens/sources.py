"""What was read in the draft: first what is doubtful, then what was not found, then every answer with its words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

from textual import on
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contractkit.core.interview.readings import Readings, readings
from contractkit.core.interview.session import Session
from contractkit.core.interview.sources import CONFIDENCE, Source
from contractkit.core.interview.values import written
from contractkit.core.matter.fields import Keys, titles
from contractkit.tui.widgets.dialog import Dialog
from contractkit.tui.widgets.prose import Prose

_INDENT = "\n     "


class SourcesScreen(Dialog[Keys]):
    """Answers with the field to go to."""

    DEFAULT_CSS: ClassVar[str] = """
    SourcesScreen OptionList { height: 1fr; }
    SourcesScreen .told { margin: 0 0 1 0; }
    """
    title_text: ClassVar[str] = "草案的出处"
    keys_text: ClassVar[str] = "↑↓ PgUp PgDn 选择　回车 到这一项　Esc 返回"
    large: ClassVar[bool] = True

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._readings: Readings = readings(session.view)
        self._document = session.snapshot.sources.document
        self._places: dict[str, Keys] = {}

    def body(self) -> list[Widget]:
        """How much was found, then all of it."""
        found = self._readings
        told = (
            f"{self._document}：存疑{len(found.doubts)}处，没有读到{len(found.missing)}项，读到{len(found.found)}项。"
            "请对照原文逐项核对；没有读到的照常填写。"
        )
        return [Prose(told, classes="told"), OptionList(*self._options(), markup=False)]

    def on_mount(self) -> None:
        """Put the cursor on the first line that leads somewhere."""
        chosen = self.query_one(OptionList)
        chosen.highlighted = next((at for at, one in enumerate(chosen.options) if not one.disabled), None)
        chosen.focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        if event.option_id is not None:
            self.dismiss(self._places[event.option_id])

    def _options(self) -> Iterator[Option]:
        found = self._readings
        if found.doubts:
            yield _heading("存疑（到这一项后按 Ctrl+T 认可，或者改正）")
        for one in found.doubts:
            yield self._line(one.keys, Content(_INDENT + one.message.replace("\n", _INDENT)), "? ")
        if found.unplaced:
            yield _heading("没有归入任何一项")
        yield from (Option(one.told.replace("\n", _INDENT), disabled=True) for one in found.unplaced)
        if found.missing:
            yield _heading("没有读到")
        for keys in found.missing:
            yield self._line(keys, Content(""), "- ")
        if found.found:
            yield _heading("读到")
        for source, keys in found.found:
            yield self._line(keys, self._words(source, keys), "✓ ")

    def _line(self, keys: Keys, told: Content, sign: str) -> Option:
        name = str(len(self._places))
        self._places[name] = keys
        return Option(Content.assemble(sign, (titles(keys), "bold"), told), id=name)

    def _words(self, source: Source, keys: Keys) -> Content:
        """The value, how sure it is, and the words of the draft in the next line."""
        question = self._session.script.question(keys)
        value = written(question, source.value).replace("\n", "；") if question is not None else str(source.value)
        sure = f"{CONFIDENCE[source.confidence]}：{source.basis}"
        return Content.assemble(f"　{value}　", (f"{sure}{_INDENT}（{source.place}）“{source.quote}”", "$text-muted"))


def _heading(text: str) -> Option:
    return Option(Content.styled(text, "bold $text-primary"), disabled=True)
