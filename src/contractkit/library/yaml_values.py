"""From the events of a YAML parser to plain values (see `yaml_source`), each with its line."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)
from ruamel.yaml.reader import ReaderError

from contractkit.errors import Problem
from contractkit.library.yaml_source import Keys, field_name

_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,14})")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]{0,14})\.[0-9]+")
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_FULL_WIDTH_COLON = re.compile(r"\s*(?:- )?[^\s\"'#:：]+：(?!.*:(?:\s|$))")

# What the parser says → what a lawyer can act on. First match wins.
_SYNTAX = (
    (r"'\\t'", "缩进用了制表符（Tab）。", "请改用空格缩进。"),
    (r"while scanning a quoted scalar", "引号没有配对。", "请检查该行的引号，首尾须为同一种半角引号。"),
    (r"unknown escape character", "双引号里有无法识别的反斜杠。", "请改用单引号，或把 \\ 写成 \\\\。"),
    (
        r"mapping values are not allowed",
        "此处不能再出现“键: 值”，多为缩进不齐，或值中含半角冒号。",
        "请对齐缩进；值中有“: ”时整体加引号。",
    ),
    (r"could not find expected ':'", "该行不是“键: 值”。", "请在键后写半角冒号和空格。"),
    (r"flow (sequence|mapping)", "方括号或花括号没有配对，或其中缺少逗号。", "请检查括号，以半角逗号分隔各项。"),
    (r"cannot start any token", "值不能以 @、%、` 等符号开头。", "请给整个值加引号。"),
    (r"while parsing a block", "缩进不齐，或引号之外还有文字。", "请让同一层的各行左端对齐；值中有引号时整体加引号。"),
)


class Builder:
    """Builds plain values from parser events; collects problems instead of stopping at the first."""

    def __init__(self, text: str, name: str, first_line: int) -> None:
        self.text = text
        self.name = name
        self.first_line = first_line
        self.lines: dict[Keys, int] = {}
        self.problems: list[Problem] = []
        self._breaks = [match.start() for match in re.finditer("\n", text)]

    def build(self) -> Any:
        """The value of the document; None for an empty one."""
        data: Any = None
        documents = 0
        try:
            events = iter(YAML(typ="safe", pure=True).parse(self.text))
            for event in events:
                if isinstance(event, DocumentStartEvent):
                    documents += 1
                    if documents == 2:
                        self._problem(
                            event, "一个文件只能有一份内容，此处“---”另起了一份。", (), "请删去“---”或拆成两个文件。"
                        )
                elif isinstance(event, MappingStartEvent | SequenceStartEvent | ScalarEvent) and documents == 1:
                    data = self._value(event, events, ())
        except YAMLError as error:
            self.problems.append(self._syntax_problem(error))
        except RecursionError:
            self.problems.append(Problem("嵌套层数过多。", "请减少层级。", self.name, self.first_line))
        return data

    def _value(self, event: Event, events: Iterator[Event], keys: Keys) -> Any:
        self.lines.setdefault(keys, self._line(event))
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            self._problem(event, "不支持锚点（&）与引用（*）。", keys, "请照写一遍内容；值以 & 或 * 开头时加引号。")
        elif getattr(event, "tag", None):
            self._problem(event, "不支持标签（!）。", keys, "请删去标签；值以 ! 开头时加引号。")
        if isinstance(event, MappingStartEvent):
            return self._mapping(events, keys)
        if isinstance(event, SequenceStartEvent):
            return self._sequence(events, keys)
        return _scalar(event) if isinstance(event, ScalarEvent) else None

    def _sequence(self, events: Iterator[Event], keys: Keys) -> list[Any]:
        values: list[Any] = []
        for event in events:
            if isinstance(event, SequenceEndEvent):
                break
            values.append(self._value(event, events, (*keys, len(values))))
        return values

    def _mapping(self, events: Iterator[Event], keys: Keys) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, MappingEndEvent):
                break
            key = self._key(event, events, keys)
            path = (*keys, key)
            if key in values:
                first = self.lines[path]
                self._problem(event, f"键“{key}”写了两次，第一次在第 {first} 行。", path, "请合并或删去一处。")
            self.lines.setdefault(path, self._line(event))
            values.setdefault(key, self._value(next(events), events, path))
        return values

    def _key(self, event: Event, events: Iterator[Event], keys: Keys) -> str:
        if isinstance(event, ScalarEvent):
            return str(event.value)
        self._problem(event, "键必须是文字。", keys, "模板变量“{{ … }}”整体须加引号。")
        self._value(event, events, (*keys, "?"))
        return "?"

    def _line(self, event: Event) -> int:
        return self._line_at(event.start_mark.index)

    def _line_at(self, offset: int) -> int:
        return bisect_right(self._breaks, offset - 1) + self.first_line

    def _problem(self, event: Event, message: str, keys: Keys, remedy: str) -> None:
        self.problems.append(Problem(message, remedy, self.name, self._line(event), field_name(keys)))

    def _syntax_problem(self, error: YAMLError) -> Problem:
        if isinstance(error, ReaderError):
            line = self._line_at(max(self.text.find(_character(error)), 0))
            return Problem("文件里有不可见的控制字符。", "请删去该行的不可见字符。", self.name, line)
        at = self._syntax_line(error)
        said = f"{getattr(error, 'context', '')} {getattr(error, 'problem', '')}"
        if colon := self._full_width_colon(at, before="mapping values" in said):
            return Problem(
                "键后面用了全角冒号“：”。", "请改为半角冒号加空格“: ”。", self.name, colon + self.first_line - 1
            )
        for pattern, message, remedy in _SYNTAX:
            if re.search(pattern, said):
                return Problem(message, remedy, self.name, at + self.first_line - 1)
        return Problem(
            "不是合法的 YAML。", "请检查该行及上一行的缩进、冒号和引号。", self.name, at + self.first_line - 1
        )

    def _full_width_colon(self, at: int, *, before: bool) -> int | None:
        """The line, `at` or the one before it at the same indent, whose key ends with a full-width colon."""
        lines = ["", *self.text.split("\n"), ""]
        here, above = lines[at], lines[at - 1]
        if _FULL_WIDTH_COLON.match(here):
            return at
        same_indent = len(here) - len(here.lstrip()) == len(above) - len(above.lstrip())
        return at - 1 if before and same_indent and _FULL_WIDTH_COLON.match(above) else None

    def _syntax_line(self, error: YAMLError) -> int:
        """Line within the text: where an unclosed quote, bracket or key began, else where parsing stopped."""
        if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
            return 1
        began = re.search("quoted scalar|simple key|flow", error.context or "")
        mark = error.context_mark if began and error.context_mark else error.problem_mark
        return bisect_right(self._breaks, int(mark.index) - 1) + 1


def _character(error: ReaderError) -> str:
    return chr(error.character) if isinstance(error.character, int) else str(error.character)


def _scalar(event: ScalarEvent) -> str | int | Decimal | bool | None:
    text = str(event.value)
    if event.style is not None:
        return text
    if text in _NULLS:
        return None
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if _INTEGER.fullmatch(text):
        return int(text)
    return Decimal(text) if _DECIMAL.fullmatch(text) else text
