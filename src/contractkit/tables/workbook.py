"""Workbooks (.xlsx, .xlsm): sheets row by row, with cached values, formats and what is hidden or merged."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any, Final
from xml.etree.ElementTree import ParseError

from openpyxl.packaging.manifest import Manifest
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._reader import FORMULA_TAG, VALUE_TAG, WorkSheetParser
from openpyxl.xml.constants import SHARED_STRINGS

from contractkit.core.matter.rows.layout import letter
from contractkit.core.matter.rows.row import Fault, Raw
from contractkit.core.matter.rows.values import is_blank
from contractkit.errors import InvalidData, Problem
from contractkit.tables.grid import Line
from contractkit.tables.strings import SharedStrings

_DAMAGED: Final = (
    zipfile.BadZipFile, zlib.error, InvalidFileException, ParseError, OSError, EOFError,
    KeyError, ValueError, IndexError, TypeError, AttributeError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What openpyxl and zipfile raise on a broken package; they have no exception of their own."""

_MERGE: Final = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)"')
_CHUNK: Final = 2**20
_OVERLAP: Final = 256  # longer than any mergeCell element
_PADDED: Final = re.compile("0{2,}")


@dataclass(frozen=True, slots=True)
class Formats:
    """What the number formats of a workbook do to its numbers, by style.

    Attributes:
        dates: shown as a date or a time.
        durations: shown as a length of time.
        percent: shown with %.
        padded: shown with leading zeros, to this many digits.
        epoch: the day from which dates count.
    """

    dates: frozenset[int]
    durations: frozenset[int]
    percent: frozenset[int]
    padded: Mapping[int, int]
    epoch: datetime


class Workbook:
    """An open workbook; close it, or use it as a context."""

    def __init__(self, path: Path) -> None:
        """Open a workbook.

        Raises:
            InvalidData: it is no workbook, or damaged, or protected by a password.
        """
        self.path = path
        with damaged_is_told(path), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _refuse_other_formats(path)
            self._reader = _Reader(str(path), read_only=True, data_only=True)
            try:
                self._reader.read()
            except BaseException:
                self.close()
                raise
            self._formats = _formats(self._reader.wb)

    def __enter__(self) -> Workbook:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the file and delete what was kept aside."""
        self._reader.archive.close()
        if isinstance(self._reader.shared_strings, SharedStrings):
            self._reader.shared_strings.close()

    def sheets(self) -> tuple[Sheet, ...]:
        """The sheets with cells, in order; charts are none."""
        pages = [page for page in self._reader.wb._sheets if hasattr(page, "_worksheet_path")]  # noqa: SLF001
        return tuple(
            Sheet(page.title, self, page._worksheet_path, is_hidden=page.sheet_state != "visible")  # noqa: SLF001
            for page in pages
        )

    @contextmanager
    def parser(self, part: str) -> Iterator[_Parser]:
        """A parser over one part, whose stream is closed afterwards."""
        with self._reader.archive.open(part) as stream:
            yield _Parser(stream, self._reader.shared_strings, self._formats)

    def merged(self, part: str) -> tuple[tuple[int, int, int, int], ...]:
        """The merged ranges of one part: first column, first row, last column, last row.

        They stand behind the cells in the file, so they are looked for beforehand.
        """
        found: list[bytes] = []
        with damaged_is_told(self.path), self._reader.archive.open(part) as stream:
            kept = b""
            while chunk := stream.read(_CHUNK):
                text = kept + chunk
                matches = list(_MERGE.finditer(text))
                found += [match[1] for match in matches]
                kept = text[max(len(text) - _OVERLAP, matches[-1].end() if matches else 0) :]
        return tuple(range_boundaries(one.decode()) for one in found)


@dataclass(slots=True)
class Sheet:
    """One sheet of an open workbook."""

    name: str
    book: Workbook
    part: str
    is_hidden: bool
    _said: list[Problem] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """All rows that have cells; cells merged from top to bottom hold their value in each row.

        Raises:
            InvalidData: the sheet is damaged.
        """
        merged = _Merged(self.book.merged(self.part))
        hidden: list[int] = []
        with damaged_is_told(self.book.path), self.book.parser(self.part) as parser:
            for number, cells in parser.parse():
                values = {cell["column"]: cell["value"] for cell in cells if not is_blank(cell["value"])}
                values = merged.spread(number, values)
                if values:
                    hidden += [number] if parser.is_hidden else []
                    yield Line(number, values)
            self._said = list(self._notices(hidden, parser.hidden_columns, merged.filled))

    def notices(self) -> tuple[Problem, ...]:
        """What is hidden or merged and was read all the same."""
        return tuple(self._said)

    def _notices(self, rows: list[int], columns: list[int], filled: int) -> Iterator[Problem]:
        at = f"工作表“{self.name}”"
        file = str(self.book.path)
        if self.is_hidden:
            yield Problem(f"{at}是隐藏的，照样读取。", "不需要的请删去。", file)
        if rows:
            shown = "、".join(map(str, rows[:10])) + ("等" if len(rows) > 10 else "")
            yield Problem(f"{at}有 {len(rows)} 个隐藏行（第 {shown} 行），照样读取。", "不需要的行请删去。", file)
        if columns:
            shown = "、".join(map(letter, columns[:10])) + ("等" if len(columns) > 10 else "")
            yield Problem(f"{at}有 {len(columns)} 个隐藏列（{shown} 列），照样读取。", "不需要的列请删去。", file)
        if filled:
            yield Problem(f"{at}有上下合并的单元格，{filled} 格按合并区域的内容读取。", "请核对。", file)


class _Merged:
    """The merged ranges of a sheet while its rows are read from top to bottom."""

    def __init__(self, ranges: tuple[tuple[int, int, int, int], ...]) -> None:
        self.filled = 0
        self._tall = [one for one in ranges if one[0] == one[2] and one[1] < one[3]]
        self._wide = [one for one in ranges if one[0] < one[2]]
        self._values: dict[tuple[int, int, int, int], Raw] = {}

    def spread(self, number: int, values: dict[int, Raw]) -> dict[int, Raw]:
        """The cells of a row with what merged ranges put into it."""
        for one in self._tall:
            column, top, _, bottom = one
            if number == top and column in values:
                self._values[one] = values[column]
            elif top < number <= bottom and one in self._values:
                values[column] = self._values[one]
                self.filled += 1
        for left, top, _, bottom in self._wide:
            if number > 1 and top <= number <= bottom and left in values:
                values[left] = Fault("merged_across", str(values[left]))
        return values


class _Reader(ExcelReader):  # type: ignore[misc]
    """Keeps the shared strings on disk."""

    package: Manifest

    def read_strings(self) -> None:
        """Read the table of shared strings."""
        part = self.package.find(SHARED_STRINGS)
        if part is not None:
            with self.archive.open(part.PartName[1:]) as xml:
                self.shared_strings = SharedStrings(xml)


class _Parser(WorkSheetParser):  # type: ignore[misc]
    """Values as they are shown, faults for what has none; keeps nothing of the rows it has passed."""

    def __init__(self, stream: Any, strings: Any, formats: Formats) -> None:
        super().__init__(stream, strings, data_only=True)
        self.formats = formats
        self.is_hidden = False
        self.hidden_columns: list[int] = []

    def parse_row(self, row: Any) -> tuple[int, list[dict[str, Any]]]:
        """One row: its number and its cells."""
        found: tuple[int, list[dict[str, Any]]] = super().parse_row(row)
        self.row_dimensions.clear()
        self.is_hidden = row.get("hidden") in {"1", "true"}
        return found

    def parse_column_dimensions(self, col: Any) -> None:
        """Only whether columns are hidden; a range to the edge of the sheet hides what is not used."""
        first, last = int(col.get("min", 1)), int(col.get("max", 1))
        if col.get("hidden") in {"1", "true"} and last - first < 1000:
            self.hidden_columns += range(first, last + 1)

    def parse_formatting(self, _: Any) -> None:
        """Colours by rule say nothing here."""

    def parse_extensions(self, _: Any) -> None:
        """Nor do extensions."""

    def parse_cell(self, element: Any) -> dict[str, Any]:
        """One cell: column and value, among others."""
        try:
            cell: dict[str, Any] = super().parse_cell(element)
        except ValueError:
            text = element.findtext(VALUE_TAG, "")
            return {"column": self.col_counter, "value": Fault("error_value", text)}
        value, style = cell["value"], cell["style_id"]
        if cell["data_type"] == "e":
            cell["value"] = Fault("error_value", str(value))
        elif value is None and (formula := element.find(FORMULA_TAG)) is not None:
            shown = element.find(VALUE_TAG)
            if element.get("t") != "str" or shown is None:
                cell["value"] = Fault("formula_without_value", f"={formula.text or ''}")
        elif style and isinstance(value, int | float) and not isinstance(value, bool):
            cell["value"] = self._shown(value, style)
        return cell

    def _shown(self, value: float, style: int) -> Raw:
        """A number as its format shows it, where the format changes what it means."""
        formats = self.formats
        if style in formats.dates:
            try:
                found: date | time = from_excel(value, formats.epoch, timedelta=style in formats.durations)
            except (OverflowError, ValueError):
                return Fault("error_value", str(value))
            return found
        if style in formats.percent:
            return f"{(Decimal(format(value, '.15g')) * 100).normalize():f}%"
        if style in formats.padded and value == int(value):
            return str(int(value)).zfill(formats.padded[style])
        return value


def _formats(book: Any) -> Formats:
    percent: set[int] = set()
    padded: dict[int, int] = {}
    for style, one in enumerate(book._cell_styles):  # noqa: SLF001  openpyxl has no other way to a style's format
        if one.numFmtId < BUILTIN_FORMATS_MAX_SIZE:
            shown = BUILTIN_FORMATS.get(one.numFmtId, "General")
        else:
            shown = book._number_formats[one.numFmtId - BUILTIN_FORMATS_MAX_SIZE]  # noqa: SLF001
        if "%" in shown.partition(";")[0]:
            percent.add(style)
        elif _PADDED.fullmatch(shown):
            padded[style] = len(shown)
    return Formats(
        frozenset(book._date_formats),  # noqa: SLF001
        frozenset(book._timedelta_formats),  # noqa: SLF001
        frozenset(percent),
        padded,
        book.epoch,
    )


def _refuse_other_formats(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(8)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        problem = "加了打开密码，或者是旧版 .xls 格式。"
        raise InvalidData(f"{path} {problem}", remedy="请用 Excel 或者 WPS 打开，去掉密码，另存为 .xlsx 后再用。")


@contextmanager
def damaged_is_told(path: Path) -> Iterator[None]:
    """A damaged package as one clear error."""
    try:
        yield
    except FileNotFoundError:
        raise
    except _DAMAGED as error:
        raise InvalidData(
            f"{path} 不是可以读取的工作簿，或者已经损坏。", remedy="请用 Excel 或者 WPS 打开后另存为 .xlsx 再用。"
        ) from error
