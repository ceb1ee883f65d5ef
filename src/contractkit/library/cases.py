"""The cases from disk: `plan/`, `agreement/` and `rules/`, and the list of those that the check judges wrongly.

A file of an item holds for each element why it matters and its texts: `present`, `deferred`, `absent` and `near`; a
file of a rule holds `passes`, `fails` and `near`, each text of a rule that compares with the plan beside the plan's. Every mistake is reported with file and line, all at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from contractkit.core.against.compare import PLAN_RULES
from contractkit.core.checker.case import Case, CasePage, Cases, Outcome, Sort
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, Problem
from contractkit.library.assets import cases_folder
from contractkit.library.validation import validate
from contractkit.library.yaml_source import Keys, YamlFile, load

RULES: Final = "rules"
WRONG: Final = "wrongly_judged.yaml"
WHOLE: Final = "whole.yaml"
"""A complete agreement, not cases."""

# Group of a file → what its texts show, and what the check must say of them.
_ELEMENT: Final = {
    "present": (Sort.PASS, Outcome.PRESENT),
    "deferred": (Sort.FAIL, Outcome.DEFERRED),
    "absent": (Sort.FAIL, Outcome.MISSING),
    "near": (Sort.NEAR, Outcome.MISSING),
}
_RULE: Final = {
    "passes": (Sort.PASS, Outcome.SILENT),
    "fails": (Sort.FAIL, Outcome.FOUND),
    "near": (Sort.NEAR, Outcome.SILENT),
}
_PLAN_RULES: Final = frozenset(rule.name for rule in PLAN_RULES)
_Groups = Mapping[str, tuple[Sort, Outcome]]
_Text = Annotated[str, Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class _Entry(_Shape):
    text: _Text
    heading: str = ""
    why: str = ""


class _Explained(_Entry):
    why: _Text


class _Pair(_Entry):
    plan: _Text


class _ExplainedPair(_Pair):
    why: _Text


_Plain = Annotated[_Entry, BeforeValidator(lambda given: {"text": given} if isinstance(given, str) else given)]


class _ElementFile(_Shape):
    why: _Text
    present: tuple[_Plain, ...]
    deferred: tuple[_Plain, ...]
    absent: tuple[_Explained, ...] = ()
    near: tuple[_Explained, ...] = ()


class _ItemFile(_Shape):
    item: str = ""
    elements: dict[str, _ElementFile]


class _RuleFile(_Shape):
    rule: _Text
    passes: tuple[_Plain, ...]
    fails: tuple[_Plain, ...]
    near: tuple[_Explained, ...]


class _PlanRuleFile(_Shape):
    rule: _Text
    passes: tuple[_Pair, ...]
    fails: tuple[_Pair, ...]
    near: tuple[_ExplainedPair, ...]


class _WrongEntry(_Shape):
    subject: _Text
    judged: Outcome
    text: _Text


class _WrongFile(_Shape):
    texts: tuple[_WrongEntry, ...]


@dataclass(frozen=True, slots=True)
class _Page:
    """Where the texts of one subject stand in a file."""

    file: YamlFile
    keys: Keys
    subject: str
    kind: Kind | None

    def read(self, content: _ElementFile | _RuleFile | _PlanRuleFile, groups: _Groups) -> CasePage:
        """The cases of all groups, in the order of the file."""
        cases = tuple(case for group, meant in groups.items() for case in self._group(content, group, *meant))
        return CasePage(self.subject, content.why if isinstance(content, _ElementFile) else "", cases)

    def _group(self, content: object, group: str, sort: Sort, expected: Outcome) -> Iterator[Case]:
        entries: Sequence[_Entry] = getattr(content, group)
        for index, entry in enumerate(entries):
            place = f"{self.file.name}:{self.file.line(*self.keys, group, index)}"
            text = entry.text.rstrip("\n")
            plan = entry.plan.rstrip("\n") if isinstance(entry, _Pair) else ""
            yield Case(self.subject, self.kind, sort, expected, text, entry.heading, entry.why, place, plan)


def load_cases(folder: Path | None = None) -> Cases:
    """All cases.

    Args:
        folder: where they are; by default those that come with the program.

    Raises:
        UsageError: a file is not there.
        InvalidData: with every mistake, each with file and line.
    """
    folder = folder or cases_folder()
    problems: list[Problem] = []
    pages = {page.subject: page for page in _pages(folder, problems)}
    wrong = _wrong(folder / WRONG, pages, problems)
    if problems:
        raise InvalidData(f"用例有 {len(problems)} 处错误。", problems=problems)
    return Cases(MappingProxyType(pages), MappingProxyType(wrong))


def _pages(folder: Path, problems: list[Problem]) -> Iterator[CasePage]:
    for kind in Kind:
        for file in _files(folder / kind.value, problems):
            if (item := validate(_ItemFile, file, problems)) is None:
                continue
            for name, element in item.elements.items():
                subject = f"{item.item}.{name}" if item.item else name
                yield _Page(file, ("elements", name), subject, kind).read(element, _ELEMENT)
    for file in _files(folder / RULES, problems):
        is_pair = Path(file.name).stem in _PLAN_RULES
        rule = validate(_PlanRuleFile, file, problems) if is_pair else validate(_RuleFile, file, problems)
        if rule is not None:
            yield _Page(file, (), rule.rule, None).read(rule, _RULE)


def _files(folder: Path, problems: list[Problem]) -> Iterator[YamlFile]:
    for path in sorted(folder.glob("*.yaml")):
        if path.name == WHOLE:
            continue
        try:
            yield load(path, name=f"{folder.name}/{path.name}")
        except InvalidData as error:
            problems.extend(error.problems)


def _wrong(path: Path, pages: Mapping[str, CasePage], problems: list[Problem]) -> dict[tuple[str, str], Outcome]:
    """The list of what is judged wrongly; a text that is no case is a problem."""
    if not path.is_file():
        return {}
    file = load(path, name=path.name)
    content = validate(_WrongFile, file, problems)
    known = {(case.subject, case.text) for page in pages.values() for case in page.cases}
    wrong: dict[tuple[str, str], Outcome] = {}
    for index, entry in enumerate(content.texts if content is not None else ()):
        if (entry.subject, entry.text) not in known:
            problems.append(file.problem("用例中没有这段文字。", ("texts", index), "请重新生成这份清单。"))
        wrong[entry.subject, entry.text] = entry.judged
    return wrong
