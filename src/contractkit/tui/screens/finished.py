"""What was generated, how its check came out, and what to do next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from contractkit.reporters import words
from contractkit.tui.checking import check_screen
from contractkit.tui.folder import open_folder
from contractkit.tui.widgets.dialog import Dialog
from contractkit.tui.widgets.prose import Prose

if TYPE_CHECKING:
    from contractkit.workflows.generate import Generated, Outcome


class FinishedScreen(Dialog[None]):
    """The files, the verdict of their own check, and what to do next."""

    DEFAULT_CSS: ClassVar[str] = """
    FinishedScreen VerticalScroll { height: auto; max-height: 70%; margin: 0 0 1 0; }
    """
    title_text: ClassVar[str] = "已生成"

    def __init__(self, outcome: Outcome, folder: Path) -> None:
        super().__init__()
        self._outcome = outcome
        self._folder = folder

    def body(self) -> list[Widget]:
        """The files above, the choices below."""
        told = Content("\n").join(line for line in _lines(self._outcome))
        choices = [Option("打开文件夹", id="folder")]
        choices += [
            Option(f"逐项看审查结果：{made.path.name}", id=f"check-{at}")
            for at, made in enumerate(self._outcome.documents)
        ]
        choices.append(Option("返回", id="back"))
        return [VerticalScroll(Prose(told), can_focus=False), OptionList(*choices, markup=False)]

    def on_mount(self) -> None:
        """Put the cursor on the first choice."""
        self.query_one(OptionList).focus()

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        wanted = event.option_id or ""
        if wanted == "folder":
            if failure := open_folder(self._folder):
                self.notify(failure, severity="warning", markup=False)
        elif wanted.startswith("check-"):
            made = self._outcome.documents[int(wanted.removeprefix("check-"))]
            self.app.push_screen(check_screen(made.path))
        else:
            self.dismiss(None)


def _lines(outcome: Outcome) -> Iterator[Content]:
    for made in outcome.documents:
        yield from _document(made)
    for warning in outcome.warnings:
        yield Content(f"? 提醒　{warning}")
    if outcome.fonts:
        yield Content.styled(f"PDF 实际使用的字体：{'、'.join(outcome.fonts)}", "$text-muted")


def _document(made: Generated) -> Iterator[Content]:
    report = made.report
    yield Content.styled(f"✓ {made.path}", "bold")
    yield Content.styled(f"　自查：{words.VERDICT[report.verdict]}，{words.coverage(report)}", "$text-success")
    if made.pdf:
        yield Content(f"　{made.pdf}")
    for finding in report.findings:
        yield Content(f"　? 提醒　{finding.message}{finding.remedy}")
