"""Rows of a table → valid matters, by the same models and in the same words as matter files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from contractkit.core.law.registry import Registry
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.rows.layout import Layout, letter
from contractkit.core.matter.rows.place import Place, RowSource
from contractkit.core.matter.rows.reading import over, source_of
from contractkit.core.matter.rows.row import Fault, Row
from contractkit.errors import InvalidData, Problem
from contractkit.library.matter import KeptParts, LoadedMatter, read_matter
from contractkit.library.yaml_source import YamlFile, load, parse

_KEYLESS: Final = frozenset({"key_missing", "key_repeated"})


@dataclass(frozen=True, slots=True)
class BaseMatter:
    """What a base matter supplies: a matter file that need not be complete.

    Attributes:
        data: plain answers.
        lines: path → file and line.
    """

    data: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[Keys, tuple[str, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowReader:
    """Understands and validates rows; picklable, given to every worker once.

    Attributes:
        layout: of the table.
        base: of all rows.
    """

    layout: Layout
    base: BaseMatter

    def read(self, row: Row, registry: Registry, kept: KeptParts | None = None) -> LoadedMatter:
        """The valid matter of a row, with what a careful lawyer points out.

        Args:
            row: as it was read.
            registry: of the law.
            kept: made of the base's data, for many rows.

        Raises:
            InvalidData: with every mistake of the row, each at its cell.
        """
        if isinstance(row.document, str):
            return read_matter(self._parsed(row), registry, sha256=row.sha256, kept=kept)
        source = self._source(row)
        told: list[Problem] = [source.fault(fault, self._place(row, fault)) for fault in row.faults]
        told += [source.fault(fault, place) for place, fault in source.faults]
        if row.cells is None and row.document is None:
            raise _invalid(row, told)
        try:
            loaded = read_matter(source, registry, sha256=row.sha256, kept=kept)
        except InvalidData as error:
            raise _invalid(row, [*told, *self._causes(row, _once(error.problems))]) from None
        if told:
            raise _invalid(row, told)
        return loaded

    def answers(self, row: Row) -> dict[str, Any]:
        """The plain answers of a row over the base, not validated; what cannot be understood stays as it is written.

        Raises:
            InvalidData: a matter file that is no YAML.
        """
        found = self._parsed(row).data if isinstance(row.document, str) else self._source(row).data
        return dict(found)

    def _causes(self, row: Row, problems: list[Problem]) -> list[Problem]:
        """Problems without those that follow from a faulty key: such a row has none of its lists."""
        if not any(fault.kind in _KEYLESS for fault in row.faults):
            return problems
        lists = {".".join(map(str, sheet.below)) for sheet in self.layout.lists}
        return [problem for problem in problems if problem.field not in lists]

    def _source(self, row: Row) -> RowSource:
        return source_of(row, self.layout, self.base.data, self.base.lines)

    def _parsed(self, row: Row) -> YamlFile:
        """A file of a folder, over the base."""
        file = parse(row.document, name=row.sheet)
        given = file.data if isinstance(file.data, Mapping) else {}
        return YamlFile(file.name, over(self.base.data, given), file.lines)

    def _place(self, row: Row, fault: Fault) -> Place:
        """Where a mistake of the row as a whole is told: at the key column where it is about the key."""
        cells = row.cells or (row.lists[0] if row.lists else None)
        if cells is None or not fault.kind.startswith("key_"):
            sheet, at = fault.context.get("sheet", row.sheet), fault.context.get("column", "")
            return Place(str(sheet), fault.context.get("row", row.number), str(at), "", fault.shown)
        layout = self.layout.sheet(cells.sheet)
        if layout.key is None:
            return Place(layout.name, row.number, "", "", row.key)
        at = letter(layout.key) if layout.name else f"第{layout.key}"
        return Place(layout.name, row.number, at, layout.columns[layout.key].heading, row.key)


def load_base(path: Path) -> BaseMatter:
    """Read a base matter.

    Raises:
        UsageError: there is no such file.
        InvalidData: it is no YAML, or holds no answers.
    """
    file = load(path)
    if not isinstance(file.data, Mapping):
        problem = Problem("基础事项须为“键: 值”的形式。", "请照 samples 里的示例填写。", file.name, 1)
        raise InvalidData(f"{file.name} 有 1 处错误。", problems=[problem])
    return BaseMatter(file.data, {keys: (file.name, line) for keys, line in file.lines.items()})


def _once(problems: tuple[Problem, ...]) -> list[Problem]:
    """A cell that cannot be used is told once, whatever the models say of it."""
    return list(dict.fromkeys(problems))


def _invalid(row: Row, problems: Sequence[Problem]) -> InvalidData:
    message = f"{row.label} 有 {len(problems)} 处错误。"
    return InvalidData(message, remedy="请在表格里改正后再运行。", problems=problems)
