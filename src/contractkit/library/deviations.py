"""Accepted deviations on disk: a YAML file beside the draft, read strictly and added to without touching the rest."""

from __future__ import annotations

import io
from collections.abc import Collection, Sequence
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import BaseModel, ConfigDict, Field
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from contractkit.core.checker.deviation import Deviation
from contractkit.errors import InvalidData, Problem
from contractkit.library.validation import validate
from contractkit.library.yaml_source import YamlFile, load, parse, read_text

_HEAD: Final = """\
# 已接受的偏离。每一项：id 是要素编号或者规则名称；words 是所接受的原文（要素缺失的不写），原文改动后该项不再适用；
# reason 理由，by 接受人，accepted 登记日期，until 有效期的最后一天。用 contractkit accept 登记，也可以手写。
deviations: []
"""
_WIDEST: Final = 1_000_000  # columns: words are never folded, so that a search finds them

_Text = Annotated[str, Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)


class _Entry(_Shape):
    id: _Text
    words: tuple[_Text, ...] = ()
    reason: _Text
    by: _Text
    accepted: date | None = None
    until: date


class _File(_Shape):
    deviations: tuple[_Entry, ...]


def load_deviations(path: Path, known: Collection[str] = ()) -> tuple[Deviation, ...]:
    """The accepted deviations of a file.

    Args:
        path: the file.
        known: element ids and rule names that exist; empty to admit any.

    Raises:
        UsageError: there is no such file.
        InvalidData: with every mistake, each with file and line.
    """
    return _deviations(load(path), known)


def with_deviation(path: Path, added: Sequence[Deviation]) -> str:
    """The text of a file with deviations added; one with the same key is replaced, comments and the rest stay.

    Args:
        path: the file; it need not exist.
        added: what to add.

    Raises:
        InvalidData: the file has mistakes.
    """
    text = read_text(path) if path.exists() else _HEAD
    there = _deviations(parse(text, name=str(path)), ())
    editor = _editor()
    content: CommentedMap = editor.load(text)
    entries: Any = content["deviations"]
    if not there:
        entries = content["deviations"] = CommentedSeq()
    places = {deviation.key: at for at, deviation in enumerate(there)}
    for deviation in added:
        if (at := places.get(deviation.key)) is not None:
            entries[at] = _entry(deviation)
        else:
            places[deviation.key] = len(entries)
            entries.append(_entry(deviation))
    stream = io.StringIO()
    editor.dump(content, stream)
    return stream.getvalue()


def _deviations(file: YamlFile, known: Collection[str]) -> tuple[Deviation, ...]:
    problems: list[Problem] = []
    content = validate(_File, file, problems)
    found: list[Deviation] = []
    for at, entry in enumerate(content.deviations if content else ()):
        line = file.line("deviations", at)
        found.append(Deviation(entry.id, entry.words, entry.reason, entry.by, entry.until, entry.accepted, line))
        if known and entry.id not in known:
            near = get_close_matches(entry.id, known, n=1, cutoff=0.5)
            remedy = f"是不是 {near[0]}？" if near else "请写要素编号或者规则名称。"
            problems.append(file.problem(f"没有“{entry.id}”这个要素或者规则。", ("deviations", at, "id"), remedy))
    if problems:
        raise InvalidData(f"偏离登记 {file.name} 有 {len(problems)} 处错误。", problems=problems)
    return tuple(found)


def _entry(deviation: Deviation) -> CommentedMap:
    """One entry as it is written: words and sentences in quotes, so that none of them is read as anything else."""
    entry = CommentedMap(id=DoubleQuotedScalarString(deviation.subject))
    if deviation.words:
        entry["words"] = CommentedSeq(DoubleQuotedScalarString(words) for words in deviation.words)
    entry["reason"] = DoubleQuotedScalarString(deviation.reason)
    entry["by"] = DoubleQuotedScalarString(deviation.by)
    if deviation.accepted is not None:
        entry["accepted"] = deviation.accepted
    entry["until"] = deviation.until
    return entry


def _editor() -> YAML:
    """Keeps comments, quotes and order of what is already there."""
    editor = YAML(typ="rt")
    editor.preserve_quotes = True
    editor.width = _WIDEST
    editor.representer.ignore_aliases = lambda _: True  # anchors are not ours to read
    editor.indent(mapping=2, sequence=4, offset=2)
    return editor
