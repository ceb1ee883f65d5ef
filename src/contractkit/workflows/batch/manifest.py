"""The list of a run: each row with its files, their hashes, what was proved of them, and how long it took."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import xlsxwriter

from contractkit.workflows.batch.request import Verdict
from contractkit.workflows.destination import Destination

SCHEMA: Final = "contractkit.batch/1"
JSON: Final = "manifest.json"
SHEET: Final = "manifest.xlsx"
WORDS: Final = {
    Verdict.COMPLETE: "法定内容齐备（已自查）",
    Verdict.WRITTEN: "已读回核对",
    Verdict.UNREAD: "未读回",
}
_HEAD: Final = ("行", "事项", "结果", "文件", "SHA-256", "核对", "耗时（秒）", "说明")
_RESULT: Final = _HEAD.index("结果")
_WIDTHS: Final = (8, 28, 8, 60, 20, 22, 10, 80)

Entry = tuple[int, Mapping[str, Any] | None]


def write_manifest(place: Destination, entries: Iterable[Entry], about: Mapping[str, Any]) -> str:
    """Write both lists; entry by entry, so that twenty thousand rows need no more memory than one.

    Args:
        place: where the documents are.
        entries: row by row: its position in the table, and its line in the journal; None for a row not done yet.
        about: what the run was asked for.

    Returns:
        Where the JSON list is.

    Raises:
        UsageError: one cannot be written.
    """
    with tempfile.TemporaryDirectory() as scratch:
        text, sheet = Path(scratch) / JSON, Path(scratch) / SHEET
        book = xlsxwriter.Workbook(
            sheet, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "tmpdir": scratch}
        )
        lines = _Sheet(book)
        with text.open("w", encoding="utf-8", errors="backslashreplace", newline="\n") as stream:
            stream.write(json.dumps({"schema": SCHEMA, **about}, ensure_ascii=False)[:-1] + ', "rows": [')
            for number, line in enumerate(_rows(entries)):
                stream.write((",\n" if number else "\n") + json.dumps(line, ensure_ascii=False))
                lines.add(line)
            stream.write("\n]}\n")
        lines.finish()
        book.close()
        place.write(JSON, text.read_bytes())
        place.write(SHEET, sheet.read_bytes())
    return str(place.folder / JSON) if place.folder else f"{str(place).rstrip('/')}/{JSON}"


def _rows(entries: Iterable[Entry]) -> Iterator[dict[str, Any]]:
    for position, entry in entries:
        if entry is None:
            yield {"position": position, "status": "pending"}
        else:
            status = "failed" if entry.get("problems") else "done"
            yield {
                "position": position,
                "status": status,
                **{name: value for name, value in entry.items() if name != "key"},
            }


class _Sheet:
    """The workbook: one line a file, or one for a row without files."""

    def __init__(self, book: Any) -> None:
        self._sheet = book.add_worksheet("清单")
        self._line = 1
        bold = book.add_format({"bold": True, "bg_color": "#DDE6F0", "border": 1})
        for column, (title, width) in enumerate(zip(_HEAD, _WIDTHS, strict=True)):
            self._sheet.set_column(column, column, width)
            self._sheet.write_string(0, column, title, bold)
        self._sheet.freeze_panes(1, 0)
        self._looks = {
            result: book.add_format({"bg_color": colour})
            for result, colour in (("未完成", "#FFC7CE"), ("未做", "#FFEB9C"))
        }

    def finish(self) -> None:
        """Make it a list to look things up in: rows to do stand out, every column can be filtered."""
        last = len(_HEAD) - 1
        self._sheet.autofilter(0, 0, max(1, self._line - 1), last)
        for result, look in self._looks.items():
            about = {"type": "cell", "criteria": "==", "value": f'"{result}"', "format": look}
            self._sheet.conditional_format(1, _RESULT, max(1, self._line - 1), _RESULT, about)

    def add(self, row: Mapping[str, Any]) -> None:
        """The lines of one row."""
        notes = "；".join((*row.get("problems", ()), *row.get("warnings", ())))
        result = {"done": "完成", "failed": "未完成", "pending": "未做"}[row["status"]]
        head = (row.get("row", ""), row.get("label", ""), result)
        files: Sequence[Mapping[str, Any]] = row.get("files") or ({},)
        for file in files:
            verdict = WORDS[Verdict(file["verdict"])] if file else ""
            cells = (*head, file.get("name", ""), file.get("sha256", ""), verdict, row.get("seconds", ""), notes)
            for column, value in enumerate(cells):
                if isinstance(value, int | float):
                    self._sheet.write_number(self._line, column, value)
                elif value:
                    self._sheet.write_string(self._line, column, str(value)[:32_000])
            self._line += 1
