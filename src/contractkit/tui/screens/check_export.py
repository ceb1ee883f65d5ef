"""Where a report goes, and in which format."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from contractkit.errors import ContractkitError
from contractkit.tui.widgets.dialog import Dialog
from contractkit.tui.widgets.phrase_input.paths import PathInput
from contractkit.workflows.export_report import FORMATS, Finished, ReportFormat, export_report

_RETURNED: Final = ".docx"


class ExportDialog(Dialog[Path]):
    """Asks for the format, then for the path; the answer is the file that was written."""

    DEFAULT_CSS: ClassVar[str] = """
    ExportDialog .path { height: auto; }
    ExportDialog #trouble { height: auto; color: $text-error; }
    """
    title_text = "导出审查报告"
    keys_text = "↑↓ 选择格式　回车 写出　Tab 修改路径　Esc 返回"

    def __init__(self, finished: Finished) -> None:
        super().__init__()
        self._finished = finished
        self._beside = finished.paths[0].absolute()
        self._formats = OptionList(*(Option(Content(form.title)) for form in FORMATS), id="formats")
        self._path = PathInput(id="path")
        self._trouble = Static("", markup=False, id="trouble")

    def body(self) -> list[Widget]:
        """Formats, path, what went wrong."""
        return [self._formats, Vertical(self._path, classes="path"), self._trouble]

    def on_mount(self) -> None:
        """Begin with the formats."""
        self._formats.highlighted = 0
        self._formats.focus()

    @on(OptionList.OptionHighlighted, "#formats")
    def _propose(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        self._path.load(str(self._proposed(FORMATS[event.option_index])))

    @on(OptionList.OptionSelected, "#formats")
    @on(Input.Submitted, "#path")
    def _write(self, event: OptionList.OptionSelected | Input.Submitted) -> None:
        event.stop()
        if (path := self._path.path) is not None:
            self._trouble.update("正在写出……")
            self._export(FORMATS[self._formats.highlighted or 0], path)

    @work(thread=True, exclusive=True)
    def _export(self, form: ReportFormat, path: Path) -> None:
        try:
            written = export_report(self._finished, form, path)
        except ContractkitError as error:
            self.app.call_from_thread(self._trouble.update, str(error))
            return
        self.app.call_from_thread(self.dismiss, written)

    def _proposed(self, form: ReportFormat) -> Path:
        """A name beside the draft that is not taken yet."""
        stem = f"{self._beside.stem}_审查报告"
        number = 1
        # Several drafts go back as files of a folder.
        ending = "" if form.ending == _RETURNED and self._beside.suffix.lower() in ("", ".zip") else form.ending
        while (path := self._beside.with_name(f"{stem}{f'_{number}' if number > 1 else ''}{ending}")).exists():
            number += 1
        return path
