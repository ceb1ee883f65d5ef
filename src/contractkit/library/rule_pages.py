"""The pages of the rules from disk: law, reason, remedy and frames, one YAML file per rule.

Every mistake is reported with file and line, all at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType

from contractkit.core.against.compare import PLAN_RULES
from contractkit.core.checker.finding import Severity
from contractkit.core.checker.rules import RULES, RulePage
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, Problem
from contractkit.library.remembered import load
from contractkit.library.rule_wording import (
    PLACES_FILE,
    TERMS_FILE,
    Shape,
    Shared,
    Text,
    WordingFile,
    load_shared,
    read_wording,
)
from contractkit.library.validation import validate

RULE_NAMES = (*(rule.name for rule in RULES), *(rule.name for rule in PLAN_RULES))
"""Of every rule that has a page, those included that hold an agreement against its plan."""

_SHARED_FILES = frozenset({TERMS_FILE, PLACES_FILE})


class _PageFile(Shape):
    name: Text
    title: Text
    severity: Severity
    items: dict[Kind, Text]
    basis: Text
    why: Text
    remedy: Text
    placed: bool = False
    wording: WordingFile | None = None


def load_rule_pages(folder: Path | None = None) -> Mapping[str, RulePage]:
    """The page of every rule, by name.

    Args:
        folder: where the pages are; by default those that come with the program.

    Raises:
        UsageError: the word lists are not there.
        InvalidData: with every mistake, each with file and line; also where a rule has no page or a page no rule.
    """
    folder = folder or Path(str(files("contractkit") / "data" / "rules"))
    problems: list[Problem] = []
    shared = load_shared(folder, problems)
    names = set(RULE_NAMES)
    pages: dict[str, RulePage] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name in _SHARED_FILES:
            continue
        names.discard(path.stem)
        if (page := _page(path, shared, problems)) is not None:
            pages[page.name] = page
    shared.patterns.try_all()
    problems += [
        Problem(f"规则 {name} 没有说明页。", f"请在该文件夹中编写 {name}.yaml。", str(folder)) for name in sorted(names)
    ]
    if problems:
        raise InvalidData(f"规则说明页有 {len(problems)} 处错误。", problems=problems)
    return MappingProxyType(pages)


def _page(path: Path, shared: Shared, problems: list[Problem]) -> RulePage | None:
    try:
        file = load(path, name=path.name)
    except InvalidData as error:
        problems.extend(error.problems)
        return None
    content = validate(_PageFile, file, problems)
    if content is None:
        return None
    if content.name != path.stem:
        problems.append(file.problem(f"name 与文件名不一致：{content.name}。", ("name",), f"请改为 {path.stem}。"))
    if path.stem not in RULE_NAMES:
        problems.append(file.problem(f"没有名为 {path.stem} 的规则。", ("name",), "请改正文件名，或者删去此页。"))
    return RulePage(
        name=path.stem,
        title=content.title,
        severity=content.severity,
        items=MappingProxyType(content.items),
        basis=content.basis,
        why=content.why,
        remedy=content.remedy,
        wording=read_wording(content.wording, file, shared, problems) if content.wording else None,
        places=shared.places if content.placed else {},
    )
