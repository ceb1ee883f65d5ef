"""A table that people have, opened over a base matter: rows, and who understands them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Final, Protocol

from contractkit.core.matter.matter import Matter
from contractkit.core.matter.rows.headings import Headings
from contractkit.core.matter.rows.layout import Layout, Mapped, resolve
from contractkit.core.matter.rows.row import Row
from contractkit.errors import Problem, UsageError
from contractkit.library.assets import example_matter
from contractkit.library.headings import load_headings, load_instructions, load_mapping
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter
from contractkit.library.matter_rows import BaseMatter, RowReader, load_base
from contractkit.tables.delimited import open_delimited
from contractkit.tables.documents import FolderTable, JsonTable
from contractkit.tables.grid import Grid
from contractkit.tables.problems import annotate, write_csv_list, write_list
from contractkit.tables.sheets import sheets_of
from contractkit.tables.table import GridTable
from contractkit.tables.template import Instructions, write_template_to
from contractkit.tables.workbook import Workbook
from contractkit.tables.writing import write_matters
from contractkit.workflows.files import write_atomically

_WORKBOOKS: Final = frozenset({".xlsx", ".xlsm"})
_TEXTS: Final = frozenset({".csv", ".tsv", ".txt"})
_JSON: Final = frozenset({".jsonl", ".ndjson"})
_CHUNK: Final = 2**20
_MOST_TO_MARK: Final = (
    16 * 2**20
)  # bytes of a workbook; to mark cells it has to be in memory as a whole, fifty times larger


class Rows(Protocol):
    """What every kind of table gives."""

    @property
    def layout(self) -> Layout:
        """Which column holds what."""

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What is worth saying, complete after one pass."""

    def rows(self) -> Iterator[Row]:
        """All rows in order."""


@dataclass(slots=True)
class Table:
    """An open table; use it as a context.

    Attributes:
        path: of the file or folder.
        sha256: of the file, the base matter and the mapping; of a folder only of the latter two.
        reader: understands and validates the rows; picklable.
    """

    path: Path
    sha256: str
    reader: RowReader
    _rows: Rows
    _open: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Table:
        return self

    def __exit__(self, *_: object) -> None:
        self._open.close()

    @property
    def notices(self) -> tuple[Problem, ...]:
        """What was met that stops nothing: hidden rows and columns, merged cells, blank and example rows."""
        return self._rows.notices

    def rows(self) -> Iterator[Row]:
        """All rows in order, read anew from the file each time.

        Raises:
            InvalidData: the file is damaged.
        """
        return self._rows.rows()


def open_table(path: Path, *, base: Path | None = None, mapping: Path | None = None, examples: bool = False) -> Table:
    """Open a workbook, a delimited file, a file of JSON lines, or a folder of matter files.

    Args:
        path: the table.
        base: a matter file that supplies what the rows leave out; it need not be complete.
        mapping: a YAML file that says what headings stand for that are not known.
        examples: read the example rows of a template, too.

    Raises:
        UsageError: there is no such file, or it is of another kind.
        InvalidData: the headings, the base or the mapping have mistakes, or the file is damaged.
    """
    if not path.exists():
        raise UsageError(f"没有这个文件：{path}", remedy="请检查路径。")
    headings = load_headings()
    mapped = load_mapping(mapping, headings) if mapping else Mapped()
    beneath = load_base(base) if base else BaseMatter()
    with ExitStack() as stack:
        rows = _rows(path, (headings, mapped), beneath, _sha256(base) if base else "", stack, examples=examples)
        sha256 = _of_all(path, base, mapping)
        return Table(path, sha256, RowReader(rows.layout, beneath), rows, stack.pop_all())


def _rows(
    path: Path, known: tuple[Headings, Mapped], base: BaseMatter, salt: str, stack: ExitStack, *, examples: bool
) -> Rows:
    ending = path.suffix.lower()
    if path.is_dir() or ending in _JSON:
        layout = Layout(str(path), None, (), *known)
        return FolderTable(path, layout, salt) if path.is_dir() else JsonTable(path, layout, salt)
    sheets = sheets_of(str(path), _grids(path, ending, known, stack), *known)
    return GridTable(sheets, salt, base.lines, examples=examples)


def _grids(path: Path, ending: str, known: tuple[Headings, Mapped], stack: ExitStack) -> tuple[Grid, ...]:
    if ending in _WORKBOOKS:
        return stack.enter_context(Workbook(path)).sheets()
    if ending in _TEXTS:
        return (open_delimited(path, partial(_known, known=known)),)
    raise UsageError(
        f"{path} 不是可以读取的表格。",
        remedy="请用 .xlsx、.csv、.jsonl 文件，或者放事项文件的文件夹；.xls、.et、.ods 请另存为 .xlsx。",
    )


def _known(texts: list[str], known: tuple[Headings, Mapped]) -> int:
    return sum(resolve(text, *known) is not None for text in texts)


def _of_all(*paths: Path | None) -> str:
    found = [_sha256(path) if path is not None and path.is_file() else "" for path in paths]
    return hashlib.sha256("\n".join(found).encode()).hexdigest()


def _sha256(path: Path) -> str:
    total = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            total.update(chunk)
    return total.hexdigest()


def write_template(path: Path, *, overwrite: bool = False) -> None:
    """Write an empty workbook to fill in, with an example.

    Args:
        path: ends with .xlsx.
        overwrite: replace a file that is there.

    Raises:
        UsageError: the name has another ending, the file is there, or it cannot be written.
    """
    if path.suffix.lower() != ".xlsx":
        raise UsageError(f"空白表格只能是 .xlsx 文件：{path}", remedy="请把文件名改成以 .xlsx 结尾。")
    if path.exists() and not overwrite:
        raise UsageError(f"已有同名文件：{path}", remedy="请换一个文件名，以免覆盖填好的表格。")
    target = BytesIO()
    example = load_matter(example_matter(), load_registry()).matter
    write_template_to(target, load_headings(), Instructions(*load_instructions()), example)
    write_atomically(path, target.getvalue())


def write_problems(source: Path, problems: Iterable[Problem], target: Path) -> Path:
    """Write mistakes back: into a copy of the workbook, or as a list.

    Args:
        source: the table; a workbook is copied and marked unless it is very large.
        problems: what `RowReader.read` complained of.
        target: .xlsx (.xlsm for a workbook with macros) or .csv; the source itself is never written.

    Returns:
        The target.

    Raises:
        UsageError: the target is the source, has another ending, or cannot be written.
        InvalidData: the workbook is damaged.
    """
    if target.resolve() == source.resolve():
        raise UsageError(f"不能把错误写回原表 {source}。", remedy="请换一个文件名。")
    found, data, ending = tuple(problems), BytesIO(), target.suffix.lower()
    if ending == ".csv":
        write_csv_list(found, data)
    elif ending == source.suffix.lower() and ending in _WORKBOOKS and source.stat().st_size <= _MOST_TO_MARK:
        annotate(source, found, data)
    elif ending == ".xlsx":
        write_list(found, data)
    else:
        raise UsageError(f"错误清单不能写成 {target.name}。", remedy="请用 .xlsx 或者 .csv。")
    write_atomically(target, data.getvalue())
    return target


def write_rows(path: Path, matters: Iterable[tuple[str, Matter]]) -> None:
    """Write matters as a workbook that reads back the same: the inverse of `open_table`.

    Args:
        path: the workbook, replaced if it exists.
        matters: key and matter; the keys differ.

    Raises:
        UsageError: an answer is longer than a cell can hold, or the file cannot be written.
    """
    target = BytesIO()
    write_matters(target, matters, load_headings())
    write_atomically(path, target.getvalue())
