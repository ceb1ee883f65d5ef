"""What a table row is about: the header of its columns, and the key in front of its values.

A table lists things below a header (序号 | 名称 | 比例), or it is a list of keys and values without one (授权期限 | 三年), also
with two pairs in a row (甲方 | … | 乙方 | …). The first row of the second kind is no header.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from contractkit.core.document.line import Line
from contractkit.core.document.signing import is_date, signs
from contractkit.core.zh.normalize import normalize

_LONGEST_HEADER = 24
_LONGEST_KEY = 24
_NO_HEADER = re.compile(r"[。：□☐☑]|__|\{\{")
_COUNTS = re.compile(
    r"序号|编号|项次|行号|No\.?|[(（]?\d{1,3}[)）、.]?|[(（]?[一二三四五六七八九十]{1,3}[)）、.]?|[A-Z]{1,4}-?\d{1,4}(?:-\d{1,3})?",
    re.IGNORECASE,
)
_NAMES_COLUMN = re.compile(
    r".*(?:序号|名称|内容|说明|备注|比例|对象|要素|栏目|事项|指标|类别|类型|分类|要求|标准|方式|方法|频率|周期|形式|用途|字段|等级|级别|措施|分值|权重|维度"
    r"|职责|任务|金额|单价|费用|价格|代码|粒度|数量|规格|岗位|条款|填写|填报|情况|结果|口径|目标值|限制|来源|次数|频次|年度|合计|单位|部门|领域|环节|阶段|节点|时间"
    r"|时限|责任人|联络人|分配)(?:（[^（）]*）)?"
)
_NAMES_VALUE = re.compile(
    r".*(?:名称|编号|代码|日期|时间|地址|住所|电话|传真|邮箱|邮编|联系人|联系方式|代表人?|负责人|账[号户]|开户行|开户银行|期限|范围|方式|金额|职务|代理人)|[甲乙丙丁]方"
)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """What a table says about one of its rows.

    Attributes:
        header: the clean cells of the row that names the columns; empty for itself, rows above it, and tables without one.
        key: the clean words that say what the row is about: its first cell, or the second where the first only counts.
    """

    header: tuple[str, ...] = ()
    key: str = ""


_NOWHERE = RowPlace()


def row_places(lines: Sequence[Line]) -> tuple[RowPlace, ...]:
    """For each line its place in its table; an empty one for lines that are no rows."""
    places: list[RowPlace] = []
    for table, rows in groupby(lines, key=lambda line: (line.is_row, line.block.location.table)):
        if table[0]:
            places.extend(_in_table(tuple(rows)))
        else:
            places.extend(_NOWHERE for _ in rows)
    return tuple(places)


def _in_table(rows: Sequence[Line]) -> Iterator[RowPlace]:
    table = tuple(tuple(normalize(cell).text for cell in row.block.cells) for row in rows)
    at = _header_at(table)
    has_pairs = at is None and _is_paired(table)
    for number, (row, cells) in enumerate(zip(rows, table, strict=True)):
        header = table[at] if at is not None and number > at else ()
        is_named = at is not None and number <= at
        holds_pairs = has_pairs and len(_filled(cells)) > 2
        has_key = not (is_named or holds_pairs or row.label is not None or signs(row) or is_date(row))
        yield RowPlace(header, _key(cells) if has_key else "")


def _header_at(table: Sequence[tuple[str, ...]]) -> int | None:
    """The row that names the columns: the first, or the second below a title over the whole width."""
    at = 1 if len(table) > 2 and len(_filled(table[0])) == 1 and len(_filled(table[1])) > 1 else 0
    row, below = table[at], table[at + 1 :]
    if len(row) < 2 or not all(len(cell) <= _LONGEST_HEADER and not _NO_HEADER.search(cell) for cell in row):
        return None
    if not all(row[1:]):
        return None
    return at if _names_columns(row, below) else None


def _names_columns(row: tuple[str, ...], below: Sequence[tuple[str, ...]]) -> bool:
    if _COUNTS.fullmatch(row[0]) and not row[0][-1:].isdigit():
        return True
    if len(row) == 2:
        return bool(_NAMES_COLUMN.fullmatch(row[1])) and not row[1].isdigit()
    if below and all(_COUNTS.fullmatch(cells[0]) for cells in below if cells and cells[0]):
        return not _COUNTS.fullmatch(row[0])
    return not _is_paired((row, *below))


def _is_paired(table: Sequence[tuple[str, ...]]) -> bool:
    """Whether rows hold two keys with a value each."""
    pairs = [cells for cells in table if len(_filled(cells)) > 2]
    if not pairs or any(len(cells) % 2 for cells in pairs):
        return False
    keys = [cell for cells in pairs for cell in cells[::2] if cell]
    values = [cell for cells in pairs for cell in cells[1::2] if cell]
    return _share(keys) > 0.5 > _share(values)


def _share(cells: Sequence[str]) -> float:
    return sum(bool(_NAMES_VALUE.fullmatch(cell.rstrip("："))) for cell in cells) / max(len(cells), 1)


def _filled(cells: Sequence[str]) -> list[str]:
    return [cell for cell in cells if cell]


def _key(cells: Sequence[str]) -> str:
    """The first cell that says something, or the second behind a number."""
    at = next((at for at, cell in enumerate(cells) if cell and not _COUNTS.fullmatch(cell)), None)
    if at is None or at > 1 or (at == 0 and len(cells) < 2):
        return ""
    key = cells[at].rstrip("：")
    is_word = any(character.isalnum() for character in key)
    return key if is_word and len(key) <= _LONGEST_KEY and not re.search("[。；，：_]|\\{\\{", key) else ""
