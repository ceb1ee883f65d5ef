"""Checking a counterparty's draft on the screen: choose, wait, read, export."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.screen import Screen
from textual.widgets import ContentSwitcher, Static
from textual.worker import get_current_worker

from contractkit.core.checker.report import DocumentReport
from contractkit.errors import ContractkitError
from contractkit.readers.options import ReadingOptions
from contractkit.tui.screens.check_detail import Background
from contractkit.tui.screens.check_export import ExportDialog
from contractkit.tui.screens.check_result import CheckResult
from contractkit.tui.screens.check_running import CheckRunning
from contractkit.tui.screens.check_start import CheckStart
from contractkit.tui.widgets.key_bar import KeyBar
from contractkit.workflows.check import CheckOptions, Progress, check_files
from contractkit.workflows.confined.processes import end_confined
from contractkit.workflows.export_report import Finished
from contractkit.workflows.passages import read_passages
from contractkit.workflows.standpoint import Standpoint
from contractkit.workflows.statute import statute


class _Unwanted(Exception):
    """Nobody waits for this check any more."""


@dataclass(frozen=True, slots=True)
class CheckDefaults:
    """What a check is made with where the screen does not ask; see `CheckOptions`."""

    edition: str | None = None
    locality: str = ""
    clauses: Path | None = None
    playbook: Path | None = None
    worker: str = ""


class CheckScreen(Screen[None]):
    """Choose a draft, have it checked, read the result."""

    CSS: ClassVar[str] = """
    CheckScreen > .title { height: 1; background: $panel; padding: 0 1; text-style: bold; }
    CheckScreen > ContentSwitcher { height: 1fr; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+e", "export", "导出报告", key_display="^E"),
        Binding("ctrl+r", "again", "重新审查", key_display="^R"),
        Binding("escape", "back", "返回", key_display="Esc"),
    ]

    def __init__(
        self, folder: Path | None = None, *, file: Path | None = None, defaults: CheckDefaults | None = None
    ) -> None:
        """Prepare.

        Args:
            folder: where drafts are looked for first; by default the current one.
            file: to be checked at once.
            defaults: what the screen does not ask for.
        """
        super().__init__()
        self._defaults = defaults or CheckDefaults()
        self._wanted = CheckStart.Chosen(file, None, None, None) if file is not None else None
        self._finished: Finished | None = None
        self._start = CheckStart(folder or Path())
        self._waiting = CheckRunning()
        self._result = CheckResult()
        self._pages = ContentSwitcher(initial="start")

    def compose(self) -> ComposeResult:
        """Three pages, one shown."""
        yield Static(Content("审查对方文本"), classes="title")
        with self._pages:
            for page, name in ((self._start, "start"), (self._waiting, "running"), (self._result, "result")):
                page.id = name
                yield page
        yield KeyBar()

    def on_mount(self) -> None:
        """Begin with the choice, or with the check where it is made already."""
        self._start.begin()
        if self._wanted is not None:
            self._begin(self._wanted)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A report is exported, and made anew, where there is one."""
        del parameters
        return action not in ("export", "again") or self._pages.current == "result"

    def action_back(self) -> None:
        """Stop the check, leave the result, or leave the screen."""
        match self._pages.current:
            case "running":
                self._waiting.stop()
                self.workers.cancel_group(self, "check")
                end_confined()  # a file that hangs would give no sign at which the check could end
                self._turn("start")
                self._start.begin("已停止审查。")
            case "result":
                self.workers.cancel_group(self, "passages")
                self._turn("start")
                self._start.begin(path=self._wanted.path if self._wanted is not None else None)
            case _:
                self.dismiss(None)

    def action_again(self) -> None:
        """Check the same document as it is now."""
        if self._wanted is not None:
            self._begin(self._wanted)

    def action_export(self) -> None:
        """Write the report into a file."""
        if self._finished is not None:
            self.app.push_screen(ExportDialog(self._finished), self._exported)

    def _exported(self, path: Path | None) -> None:
        if path is not None:
            self.notify(f"已写入 {path}", title="导出审查报告", markup=False)

    @on(CheckStart.Chosen)
    def _begin(self, chosen: CheckStart.Chosen) -> None:
        self._wanted = chosen
        self._turn("running")
        self._waiting.begin(str(chosen.path))
        self._check(chosen, self._options(chosen))

    def _options(self, chosen: CheckStart.Chosen) -> CheckOptions:
        given = self._defaults
        options = CheckOptions(
            on=date.today(),  # noqa: DTZ011  the law of this place and day
            kind=chosen.kind,
            edition=given.edition,
            locality=given.locality,
            clauses=given.clauses,
            reading=ReadingOptions(password=chosen.password),
            standpoint=Standpoint(given.playbook, chosen.side),
        )
        return replace(options, worker=given.worker) if given.worker else options

    @work(thread=True, exclusive=True, group="check")
    def _check(self, chosen: CheckStart.Chosen, options: CheckOptions) -> None:
        worker = get_current_worker()

        def hear(progress: Progress) -> None:
            if worker.is_cancelled:
                raise _Unwanted
            self.app.call_from_thread(self._waiting.hear, progress)

        try:
            report = check_files([chosen.path], options, hear)
            background = Background(statute(report, options.on))
        except _Unwanted:
            return
        except ContractkitError as error:
            self._tell(worker.is_cancelled, error)
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._show, Finished(report, (chosen.path,), options), background)

    def _tell(self, unwanted: bool, error: ContractkitError) -> None:  # noqa: FBT001
        """Why there is no report, with all that is wrong."""
        if not unwanted:
            text = "\n".join((str(error), *(str(problem) for problem in error.problems[:5])))
            self.app.call_from_thread(self._failed, text)

    def _failed(self, text: str) -> None:
        self._turn("start")
        self._start.begin(text)

    def _show(self, finished: Finished, background: Background) -> None:
        self._finished = finished
        self._turn("result")
        self._result.show(finished.report, background)

    @on(CheckResult.Shown)
    def _shown(self, event: CheckResult.Shown) -> None:
        if self._wanted is not None and event.document.error is None:
            self._read(event.document, self._wanted)

    @work(thread=True, exclusive=True, group="passages")
    def _read(self, document: DocumentReport, chosen: CheckStart.Chosen) -> None:
        """The words around the evidence; where they cannot be read any more, the evidence stands alone."""
        worker = get_current_worker()
        path = chosen.path if chosen.path.is_file() else Path(document.path)
        try:
            passages = read_passages(path, document.path, ReadingOptions(password=chosen.password))
        except ContractkitError:
            return
        if not worker.is_cancelled:
            self.app.call_from_thread(self._result.show_passages, document, passages)

    def _turn(self, page: str) -> None:
        self._pages.current = page
        self.refresh_bindings()
