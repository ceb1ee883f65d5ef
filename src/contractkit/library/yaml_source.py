"""YAML that people write: plain values, the line of every key, and problems in Chinese.

A small, predictable YAML: no tags, no anchors, one document. What a scalar becomes (unquoted scalars only, anything
in quotes or in a block stays text):

- `true`, `false` (also `True`, `TRUE`, …) → bool; `null`, `~`, nothing → None
- whole numbers without a leading zero and of at most 15 digits → int
- decimals such as `33.4` or `1.10` → `decimal.Decimal`, which keeps the digits as written
- everything else stays text as written: `0371`, credit codes, dates, times, `1e5`, `0x1F`, `yes`, `no`

Keys are always text as written, so that `14.1` and `14.10` remain two keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contractkit.errors import InvalidData, Problem, UsageError

Keys = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class YamlFile:
    """One YAML file: its plain values and where each of them stands.

    Attributes:
        name: the path as the user gave it.
        data: dict (text keys), list, str, int, Decimal, bool or None.
        lines: 1-based line by path; of the key for an entry, of the first character for a list member.
    """

    name: str
    data: Any
    lines: Mapping[Keys, int]

    def line(self, *keys: str | int) -> int:
        """Line of the entry at this path (list members by 0-based index); of the nearest known parent if unknown."""
        for end in range(len(keys), 0, -1):
            if keys[:end] in self.lines:
                return self.lines[keys[:end]]
        return self.lines.get((), 1)

    @property
    def wording(self) -> Mapping[str, tuple[str, str]]:
        """Messages of matter files speak of keys and lines by themselves."""
        return {}

    def heading(self, keys: Keys) -> str:
        """What a person looks for to find the entry at this path."""
        return field_name(keys)

    def problem(self, message: str, keys: Keys = (), remedy: str = "") -> Problem:
        """A problem at this path, with file, line and field."""
        return Problem(message, remedy, self.name, self.line(*keys), field_name(keys))


def load(path: Path, *, name: str = "") -> YamlFile:
    """Read a YAML file.

    Args:
        path: the file, UTF-8 with or without a byte order mark.
        name: how messages call the file; by default the path.

    Raises:
        UsageError: there is no such file.
        InvalidData: the file is not UTF-8 or not YAML, or uses what is not allowed here (see the module).
    """
    return parse(read_text(path, name=name), name=name or str(path))


def read_text(path: Path, *, name: str = "") -> str:
    """Text of a UTF-8 file without its byte order mark.

    Raises:
        UsageError: there is no such file.
        InvalidData: the file is not UTF-8.
    """
    name = name or str(path)
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise UsageError(f"读不到文件：{name}", remedy="请检查路径和权限。") from error
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        problem = Problem("文件不是 UTF-8 编码。", "请在编辑器中另存为 UTF-8。", name, line)
        raise _invalid(name, [problem]) from error


def parse(text: str, *, name: str, first_line: int = 1) -> YamlFile:
    """Read YAML text, for instance the front matter of a Markdown file.

    Args:
        text: the YAML.
        name: how messages call the file.
        first_line: line of the file on which the text begins.

    Raises:
        InvalidData: with all problems found.
    """
    from contractkit.library.yaml_values import Builder  # noqa: PLC0415  the parser is loaded when there is something to parse

    builder = Builder(text, name, first_line)
    data = builder.build()
    if not builder.problems and not isinstance(data, dict | list):
        builder.problems.append(_not_structured(text, name, first_line, data))
    if builder.problems:
        raise _invalid(name, builder.problems)
    return YamlFile(name, data, builder.lines)


def field_name(keys: Keys) -> str:
    """`("resources", 0, "code")` → `resources.第1项.code`."""
    return ".".join(f"第{key + 1}项" if isinstance(key, int) else key for key in keys)


def _not_structured(text: str, name: str, first_line: int, data: object) -> Problem:
    if data is None:
        return Problem("文件是空的。", "请按示例填写内容。", name, first_line)
    if "：" in text:
        return Problem("没有读到任何“键: 值”。", "键后面须为半角冒号加空格“: ”，不是全角“：”。", name, first_line)
    return Problem("没有读到任何“键: 值”。", "请按“键: 值”逐行填写。", name, first_line)


def _invalid(name: str, problems: list[Problem]) -> InvalidData:
    return InvalidData(f"{name} 有 {len(problems)} 处错误。", problems=problems)
