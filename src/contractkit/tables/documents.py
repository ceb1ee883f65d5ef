"""Tables whose rows are whole documents: JSON lines, and folders of matter files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from contractkit.core.matter.rows.headings import KEY
from contractkit.core.matter.rows.layout import Layout, resolve
from contractkit.core.matter.rows.row import Fault, Row, digest
from contractkit.errors import Problem, UsageError
from contractkit.tables.json_lines import Document, documents

_ENDINGS: Final = frozenset({".yaml", ".yml"})


@dataclass(slots=True)
class JsonTable:
    """The rows of a file of JSON lines.

    Attributes:
        salt: what the content of a row depends on besides itself: the base matter.
        notices: what is worth saying about the table.
    """

    path: Path
    layout: Layout
    salt: str
    notices: tuple[Problem, ...] = ()

    def rows(self) -> Iterator[Row]:
        """All lines, in order.

        Raises:
            InvalidData: the encoding cannot be told.
        """
        seen: dict[str, int] = {}
        for document in documents(self.path):
            key = self._key(document)
            faults = [] if document.fault is None else [document.fault]
            if key and (first := seen.setdefault(key, document.number)) != document.number:
                faults.append(Fault("key_repeated", key, {"heading": self.layout.headings.key[0], "first": first}))
            sha256 = digest([self.salt, _ordered(document.data)])
            yield Row(document.number, "", key, sha256, document=document.data, faults=tuple(faults))

    def _key(self, document: Document) -> str:
        for name, value in (document.data or {}).items():
            if resolve(name, self.layout.headings, self.layout.mapped) == KEY:
                return str(value).strip()
        return ""


@dataclass(slots=True)
class FolderTable:
    """The matter files of a folder, each a row with the file's name as its key.

    Attributes:
        notices: what is worth saying: files that are no matter files.
    """

    path: Path
    layout: Layout
    salt: str
    notices: tuple[Problem, ...] = field(default=())

    def rows(self) -> Iterator[Row]:
        """All matter files, in the order of their names.

        Raises:
            UsageError: there is none.
        """
        files = sorted(one for one in self.path.iterdir() if one.is_file() and not one.name.startswith("."))
        matters = [one for one in files if one.suffix.lower() in _ENDINGS]
        if not matters:
            raise UsageError(f"文件夹 {self.path} 里没有事项文件。", remedy="请放入 .yaml 事项文件。")
        self.notices = tuple(
            Problem("不是事项文件，没有读取。", "事项文件以 .yaml 结尾。", str(one))
            for one in files
            if one not in matters
        )
        for number, file in enumerate(matters, start=1):
            yield _row(number, file, self.salt)


def _row(number: int, file: Path, salt: str) -> Row:
    try:
        data = file.read_bytes()
        text = data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        shown = "文件不是 UTF-8 编码。" if isinstance(error, UnicodeDecodeError) else f"读不到文件：{error.strerror}。"
        return Row(number, str(file), file.stem, digest([salt, str(file)]), faults=(Fault("file_unreadable", shown),))
    return Row(number, str(file), file.stem, digest([salt, text]), document=text)


def _ordered(value: Any) -> Any:
    """A JSON value without the order of its names."""
    if isinstance(value, Mapping):
        return [(key, _ordered(value[key])) for key in sorted(value)]
    return [_ordered(one) for one in value] if isinstance(value, list) else value
