"""JSON lines: one object a line, its names headings or paths, its values single answers, parts or lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from contractkit.core.matter.rows.row import Fault
from contractkit.tables.text import encoding_of

_DEPTH = 20


class _Refused(ValueError):
    """Something that JSON allows and a matter does not."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.kind)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class Document:
    """One line.

    Attributes:
        number: from 1.
        data: the object, or None when there is a fault.
    """

    number: int
    data: dict[str, Any] | None
    fault: Fault | None = None


def documents(path: Path) -> Iterator[Document]:
    """All lines that are not blank.

    Raises:
        InvalidData: the encoding cannot be told.
    """
    with path.open(encoding=encoding_of(path), newline="") as stream:
        for number, line in enumerate(stream, start=1):
            if line.strip():
                yield _document(number, line)


def _document(number: int, line: str) -> Document:
    try:
        data = json.loads(line, object_pairs_hook=_once, parse_float=Decimal, parse_constant=_constant)
    except _Refused as error:
        return Document(number, None, error.fault)
    except (ValueError, RecursionError) as error:
        column = getattr(error, "colno", None)
        shown = f"第 {column} 个字符处读不下去" if column else "读不下去"
        return Document(number, None, Fault("json_broken", shown))
    if not isinstance(data, dict):
        return Document(number, None, Fault("json_not_object", line.strip()[:40]))
    return Document(number, data)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise _Refused(Fault("json_twice", name))
        found[name] = value
    return found


def _constant(name: str) -> Any:
    raise _Refused(Fault("json_broken", f"{name} 不是数字"))
