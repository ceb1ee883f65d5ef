"""The playbook from disk: `clauses/playbook.yaml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.playbook import Playbook, Standard
from contractkit.errors import InvalidData, Problem
from contractkit.library.assets import clauses_folder
from contractkit.library.yaml_source import Keys, YamlFile, load

_STANDARD_KEYS = frozenset({"severity", "insist", "accept"})


def load_playbook(path: Path | None = None) -> Playbook:
    """The playbook of a file; by default of the one that comes with contractkit.

    Raises:
        UsageError: there is no such file.
        InvalidData: with every mistake found, each with file and line.
    """
    file = load(path or clauses_folder() / "playbook.yaml")
    problems: list[Problem] = []
    default = _severity(file, file.data.get("default"), ("default",), problems) or Severity.ERROR
    entries = file.data.get("elements") or {}
    if not isinstance(entries, dict):
        problems.append(file.problem("elements 应为“要素编号: 内容”。", ("elements",)))
        entries = {}
    elements = {name: _standard(file, name, entry, default, problems) for name, entry in entries.items()}
    if problems:
        raise InvalidData(f"审查标准有 {len(problems)} 处错误。", problems=problems)
    return Playbook(default, elements)


def _standard(file: YamlFile, name: str, entry: object, default: Severity, problems: list[Problem]) -> Standard:
    keys: Keys = ("elements", name)
    fields: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    if not isinstance(entry, dict):
        problems.append(file.problem("这里应为“键: 值”。", keys, "可用：severity、insist、accept。"))
    problems.extend(
        file.problem(f"不认识的键“{unknown}”。", (*keys, unknown), "可用：severity、insist、accept。")
        for unknown in sorted(fields.keys() - _STANDARD_KEYS)
    )
    severity = _severity(file, fields.get("severity"), (*keys, "severity"), problems)
    return Standard(severity or default, str(fields.get("insist") or ""), str(fields.get("accept") or ""))


def _severity(file: YamlFile, value: object, keys: Keys, problems: list[Problem]) -> Severity | None:
    if value is None:
        return None
    try:
        return Severity(str(value))
    except ValueError:
        problems.append(file.problem(f"“{value}”不是级别。", keys, "可用：error、warning、info。"))
        return None
