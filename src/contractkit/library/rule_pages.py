"""The pages of the rules from disk: law, reason, remedy, examples and wording patterns, one YAML file per rule.

In a pattern `{运营方}` stands for a word list of `_terms.yaml`, and `…` for up to forty characters of the same sentence
that forbid nothing. Every mistake is reported with file and line, all at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.rules import RULES, RulePage
from contractkit.core.checker.rules.context import Wording
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, Problem
from contractkit.library.validation import validate
from contractkit.library.yaml_source import Keys, YamlFile, load

_TERM = re.compile(r"\{([^{}\d,][^{}]*)\}")
_GAP = r"(?:(?!不得|不能|不可|不应|不予|禁止|严禁)[^。；]){0,40}?"
_TERMS_FILE = "_terms.yaml"

_Text = Annotated[str, Field(min_length=1)]
_Texts = Annotated[tuple[_Text, ...], Field(min_length=1)]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class _WordingFile(_Shape):
    violates: _Texts
    together: tuple[_Texts, ...] = ()
    unless: tuple[_Text, ...] = ()
    unless_heading: tuple[_Text, ...] = ()


class _PageFile(_Shape):
    name: _Text
    title: _Text
    severity: Severity
    items: dict[Kind, _Text]
    basis: _Text
    why: _Text
    remedy: _Text
    passes: _Texts
    fails: _Texts
    wording: _WordingFile | None = None


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
    terms = _terms(load(folder / _TERMS_FILE, name=_TERMS_FILE), problems)
    names = {rule.name for rule in RULES}
    pages: dict[str, RulePage] = {}
    for path in sorted(folder.glob("*.yaml")):
        if path.name == _TERMS_FILE:
            continue
        names.discard(path.stem)
        if (page := _page(path, terms, problems)) is not None:
            pages[page.name] = page
    problems += [
        Problem(f"规则 {name} 没有说明页。", f"请在该文件夹中编写 {name}.yaml。", str(folder)) for name in sorted(names)
    ]
    if problems:
        raise InvalidData(f"规则说明页有 {len(problems)} 处错误。", problems=problems)
    return MappingProxyType(pages)


def _page(path: Path, terms: Mapping[str, str], problems: list[Problem]) -> RulePage | None:
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
    if path.stem not in {rule.name for rule in RULES}:
        problems.append(file.problem(f"没有名为 {path.stem} 的规则。", ("name",), "请改正文件名，或者删去此页。"))
    return RulePage(
        name=path.stem,
        title=content.title,
        severity=content.severity,
        items=MappingProxyType(content.items),
        basis=content.basis,
        why=content.why,
        remedy=content.remedy,
        passes=content.passes,
        fails=content.fails,
        wording=_wording(content.wording, _Compiler(file, terms, problems)) if content.wording else None,
    )


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Turns the patterns of one file into regular expressions; collects what is wrong with them."""

    file: YamlFile
    terms: Mapping[str, str]
    problems: list[Problem]

    def patterns(self, texts: Iterable[str], keys: Keys) -> tuple[re.Pattern[str], ...]:
        """The patterns of a list at a path of the file; faulty ones are left out."""
        compiled = (self._pattern(text, (*keys, index)) for index, text in enumerate(texts))
        return tuple(pattern for pattern in compiled if pattern is not None)

    def _pattern(self, text: str, keys: Keys) -> re.Pattern[str] | None:
        unknown = next((name for name in _TERM.findall(text) if name not in self.terms), None)
        if unknown is not None:
            remedy = f"请先在 {_TERMS_FILE} 中写出该词组。"
            self.problems.append(self.file.problem(f"不认识的词组“{{{unknown}}}”。", keys, remedy))
            return None
        expanded = _TERM.sub(lambda match: self.terms[match[1]], text).replace("…", _GAP)
        try:
            return re.compile(expanded)
        except re.error as error:
            self.problems.append(self.file.problem(*_faulty("句式", error, keys)))
            return None


def _wording(content: _WordingFile, compiler: _Compiler) -> Wording:
    return Wording(
        violates=compiler.patterns(content.violates, ("wording", "violates")),
        together=tuple(
            compiler.patterns(group, ("wording", "together", index)) for index, group in enumerate(content.together)
        ),
        unless=compiler.patterns(content.unless, ("wording", "unless")),
        unless_heading=compiler.patterns(content.unless_heading, ("wording", "unless_heading")),
    )


def _terms(file: YamlFile, problems: list[Problem]) -> Mapping[str, str]:
    """The word lists; one that is no regular expression is a problem and counts as its plain words."""
    if not isinstance(file.data, dict):
        problems.append(file.problem("词组应当是“名称: 词组”。", (), "请逐行写“名称: 词组”。"))
        return {}
    found: dict[str, str] = {}
    for name, value in file.data.items():
        found[name] = str(value)
        try:
            re.compile(found[name])
        except re.error as error:
            problems.append(file.problem(*_faulty("词组", error, (name,))))
            found[name] = re.escape(found[name])
    return found


def _faulty(what: str, error: re.error, keys: Keys) -> tuple[str, Keys, str]:
    return f"{what}不是合法的正则表达式：{error.msg}。", keys, "请检查括号是否配对。"
