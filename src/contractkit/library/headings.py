"""Column headings from disk: those that are always known (data/tables/headings.yaml), and a user's mapping file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from contractkit.core.matter.fields import Keys
from contractkit.core.matter.rows.headings import KEY, Headings, ListHeadings, fold, nearest
from contractkit.core.matter.rows.layout import IGNORE, Mapped, resolve
from contractkit.errors import InvalidData, Problem
from contractkit.library.assets import tables_folder
from contractkit.library.yaml_source import YamlFile, load

_SHEETS = "sheets"


def load_headings(path: Path | None = None) -> Headings:
    """The headings that are always known.

    Args:
        path: an office's own file; by default the one that comes with contractkit.

    Raises:
        UsageError: there is no such file.
        InvalidData: with every mistake: a path that is no answer, a heading that stands for two answers.
    """
    file = load(path or tables_folder() / "headings.yaml")
    problems: list[Problem] = []
    data = file.data if isinstance(file.data, dict) else {}
    lists = {
        tuple(name.split(".")): ListHeadings(
            _texts(one.get("sheet")),
            {tuple(path.split(".")): _texts(names) for path, names in (one.get("columns") or {}).items()},
        )
        for name, one in (data.get("lists") or {}).items()
    }
    headings = Headings(
        _texts(data.get("key")),
        _texts(data.get("sheet")),
        _texts(data.get("aside")),
        _texts(data.get("example")),
        {tuple(path.split(".")): _texts(names) for path, names in (data.get("matter") or {}).items()},
        lists,
        {tuple(path.split(".")): str(marks) for path, marks in (data.get("separators") or {}).items()},
    )
    problems += _heading_problems(file, headings)
    if problems:
        raise InvalidData(f"{file.name} 有 {len(problems)} 处错误。", remedy="请逐处改正。", problems=problems)
    return headings


def load_mapping(path: Path, headings: Headings) -> Mapped:
    """A user's mapping file: heading → path, known heading, `key` or `ignore`; below `sheets` the same for sheets.

    Raises:
        UsageError: there is no such file.
        InvalidData: with every mistake, each with its line.
    """
    file = load(path)
    data = file.data if isinstance(file.data, dict) else {}
    sheets = data.get(_SHEETS)
    sheets = sheets if isinstance(sheets, Mapping) else {}
    columns = {name: said for name, said in data.items() if name != _SHEETS}
    problems = [*_column_problems(columns, headings, file), *_sheet_problems(sheets, headings, file)]
    if problems:
        raise InvalidData(f"{file.name} 有 {len(problems)} 处错误。", remedy="请逐处改正后再运行。", problems=problems)
    places = {fold(name): (file.name, file.line(name)) for name in columns}
    places |= {fold(name): (file.name, file.line(_SHEETS, name)) for name in sheets}
    return Mapped(
        {fold(name): str(said) for name, said in columns.items()},
        {fold(name): str(said) for name, said in sheets.items()},
        {fold(name): name for name in (*columns, *sheets)},
        places,
    )


def _texts(value: Any) -> tuple[str, ...]:
    return tuple(str(one) for one in value) if isinstance(value, list) else ()


def _heading_problems(file: YamlFile, headings: Headings) -> Iterator[Problem]:
    for below, known in (((), headings.matter), *((at, one.columns) for at, one in headings.lists.items())):
        where = ("matter",) if not below else ("lists", ".".join(map(str, below)), "columns")
        seen: dict[str, Keys] = {fold(name): KEY for name in headings.key}
        for keys, names in known.items():
            at = (*where, ".".join(map(str, keys)))
            path = ".".join(map(str, keys))
            if not names:
                yield file.problem("没有列名。", at, "请至少写一个列名。")
            if resolve(path, headings, Mapped(), below) is None:
                yield file.problem(f"没有“{path}”这一项。", at, "请照字段路径改正。")
            for name in names:
                if seen.setdefault(fold(name), keys) != keys:
                    yield file.problem(f"列名“{name}”指了两项。", at, "请改其中一处。")


def _column_problems(columns: Mapping[str, Any], headings: Headings, file: YamlFile) -> Iterator[Problem]:
    known = [names[0] for names in headings.matter.values()]
    known += [names[0] for one in headings.lists.values() for names in one.columns.values()]
    for name, said in columns.items():
        if not isinstance(said, str):
            yield file.problem(f"“{name}”没有写明对应的字段。", (name,), "请写字段路径、已有的列名，或者 ignore。")
        elif all(resolve(said, headings, Mapped(), below) is None for below in ((), *headings.lists)):
            near = nearest(said, [*known, *(".".join(map(str, keys)) for keys in headings.matter)])
            remedy = f"是否为“{near}”？" if near else ""
            if fold(said) != IGNORE:
                message = f"“{name}”对应的“{said}”不是字段路径，也不是已有的列名。"
                yield file.problem(message, (name,), remedy + "字段路径见 `contractkit show schema`。")


def _sheet_problems(sheets: Mapping[str, Any], headings: Headings, file: YamlFile) -> Iterator[Problem]:
    known = headings.sheets()
    for name, said in sheets.items():
        if not isinstance(said, str) or (fold(said) not in known and fold(said) != IGNORE):
            names = "、".join(one.sheet[0] for one in headings.lists.values())
            remedy = f"请写：{headings.sheet[0]}、{names}，或者 ignore。"
            yield file.problem(f"工作表“{name}”对应的内容认不出。", (_SHEETS, name), remedy)


def load_instructions() -> tuple[str, tuple[str, ...]]:
    """Title and paragraphs of the instruction sheet of an empty table."""
    file = load(tables_folder() / "template.yaml")
    return str(file.data["title"]), _texts(file.data["lines"])
