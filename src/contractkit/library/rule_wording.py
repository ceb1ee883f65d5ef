"""What all rule pages share, and the frames of rules that work by wording, from disk.

In a pattern `{运营方}` stands for a word list of `_terms.yaml`, and `…` for up to forty characters of the same sentence
that forbid nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contractkit.core.checker.rules.context import Frame, Wording
from contractkit.core.checker.rules.likeness import Likeness
from contractkit.core.law.requirement import Kind
from contractkit.core.zh.patterns import Pattern
from contractkit.errors import Problem
from contractkit.library.patterns import Patterns
from contractkit.library.remembered import load
from contractkit.library.rule_weights import load_weights
from contractkit.library.yaml_source import Keys, YamlFile

TERMS_FILE = "_terms.yaml"
PLACES_FILE = "_places.yaml"
_WEIGHTS_FILE = "_weights.json"
_TERM = re.compile(r"\{([^{}\d,][^{}]*)\}")
_GAP = r"(?:(?!不得|不能|不可|不应|不予|禁止|严禁)[^。；]){0,40}?"

Text = Annotated[str, Field(min_length=1)]
Texts = Annotated[tuple[Text, ...], Field(min_length=1)]
Places = Mapping[Kind, tuple[tuple[Pattern, str], ...]]


class Shape(BaseModel):
    """What every part of a page has in common: nothing unknown in it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class FrameFile(Shape):
    """A frame as it is written on a page."""

    says: Text
    all: Texts
    around: tuple[Text, ...] = ()
    unless: tuple[Text, ...] = ()
    unless_section: tuple[Text, ...] = ()
    affirmed: bool = True
    least: float | None = None


class WordingFile(Shape):
    """The frames of a page; `least` counts for those that say nothing else; `proposed` and `refused` are margins as in `Wording`."""

    about: Text
    least: float
    proposed: float | None = None
    refused: float | None = None
    frames: Annotated[tuple[FrameFile, ...], Field(min_length=1)]
    unless: tuple[Text, ...] = ()
    unless_heading: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Shared:
    """What all pages use.

    Attributes:
        terms: word lists by name, as regular expressions.
        likeness: learnt weights by rule name.
        places: per kind, what a clause about an item looks like.
        patterns: what the pages' patterns are collected in.
    """

    terms: Mapping[str, str]
    likeness: Likeness
    places: Places
    patterns: Patterns


def load_shared(folder: Path, problems: list[Problem]) -> Shared:
    """What all pages of a folder use; mistakes are added to `problems`.

    Raises:
        UsageError: a file is not there.
        InvalidData: a file is damaged.
    """
    terms = _terms(load(folder / TERMS_FILE, name=TERMS_FILE), problems)
    patterns = Patterns()
    places = _places(load(folder / PLACES_FILE, name=PLACES_FILE), patterns, problems)
    return Shared(terms, load_weights(folder / _WEIGHTS_FILE), places, patterns)


def read_wording(content: WordingFile, file: YamlFile, shared: Shared, problems: list[Problem]) -> Wording | None:
    """The frames of one page; None where not even its first pattern can be read."""
    compiler = _Compiler(file, shared, problems)
    about = compiler.patterns((content.about,), ("wording", "about"))
    if not about:
        return None
    return Wording(
        about=about[0],
        frames=tuple(
            _frame(frame, content.least, compiler, ("wording", "frames", index))
            for index, frame in enumerate(content.frames)
        ),
        unless=compiler.patterns(content.unless, ("wording", "unless")),
        unless_heading=compiler.patterns(content.unless_heading, ("wording", "unless_heading")),
        likeness=shared.likeness,
        proposed=math.inf if content.proposed is None else content.proposed,
        refused=-math.inf if content.refused is None else content.refused,
    )


def _frame(content: FrameFile, least: float, compiler: _Compiler, keys: Keys) -> Frame:
    return Frame(
        says=content.says,
        all=compiler.patterns(content.all, (*keys, "all")),
        around=compiler.patterns(content.around, (*keys, "around")),
        unless=compiler.patterns(content.unless, (*keys, "unless")),
        unless_section=compiler.patterns(content.unless_section, (*keys, "unless_section")),
        affirmed=content.affirmed,
        least=least if content.least is None else content.least,
    )


@dataclass(frozen=True, slots=True)
class _Compiler:
    """Turns the patterns of one file into regular expressions; collects what is wrong with them."""

    file: YamlFile
    shared: Shared
    problems: list[Problem]

    def patterns(self, texts: Iterable[str], keys: Keys) -> tuple[Pattern, ...]:
        """The patterns of a list at a path of the file; those with unknown terms are left out."""
        compiled = (self._pattern(text, (*keys, index)) for index, text in enumerate(texts))
        return tuple(pattern for pattern in compiled if pattern is not None)

    def _pattern(self, text: str, keys: Keys) -> Pattern | None:
        terms = self.shared.terms
        unknown = next((name for name in _TERM.findall(text) if name not in terms), None)
        if unknown is not None:
            self.problems.append(self.file.problem(*_unknown(unknown, keys)))
            return None
        expanded = _TERM.sub(lambda match: terms[match[1]], text).replace("…", _GAP)
        return self.shared.patterns.add(expanded, 0, partial(self._report, keys))

    def _report(self, keys: Keys, error: re.error) -> None:
        self.problems.append(self.file.problem(*_faulty("句式", error, keys)))


def _terms(file: YamlFile, problems: list[Problem]) -> Mapping[str, str]:
    """The word lists, each of which may use those above it; one that is no regular expression counts as its plain words."""
    if not isinstance(file.data, dict):
        problems.append(file.problem("词组应当是“名称: 词组”。", (), "请逐行写“名称: 词组”。"))
        return {}
    found: dict[str, str] = {}
    for name, value in file.data.items():
        unknown = next((one for one in _TERM.findall(str(value)) if one not in found), None)
        if unknown is not None:
            problems.append(file.problem(*_unknown(unknown, (name,))))
        found[name] = _TERM.sub(lambda match: found.get(match[1], ""), str(value))
        try:
            re.compile(found[name])
        except re.error as error:
            problems.append(file.problem(*_faulty("词组", error, (name,))))
            found[name] = re.escape(found[name])
    return found


def _places(file: YamlFile, patterns: Patterns, problems: list[Problem]) -> Places:
    """Per kind the items and what their clauses look like."""

    def report(keys: Keys, error: re.error) -> None:
        problems.append(file.problem(*_faulty("句式", error, keys)))

    found: dict[Kind, tuple[tuple[Pattern, str], ...]] = {}
    for kind in Kind:
        entries = file.data.get(kind.value) if isinstance(file.data, dict) else None
        if not isinstance(entries, dict):
            problems.append(file.problem(f"缺少 {kind.value}。", (), f"请在 {kind.value} 之下逐行写“条目: 句式”。"))
            continue
        found[kind] = tuple(
            (patterns.add(str(pattern), 0, partial(report, (kind.value, item))), item)
            for item, pattern in entries.items()
        )
    return found


def _unknown(name: str, keys: Keys) -> tuple[str, Keys, str]:
    return f"不认识的词组“{{{name}}}”。", keys, f"请先在 {TERMS_FILE} 中写出该词组。"


def _faulty(what: str, error: re.error, keys: Keys) -> tuple[str, Keys, str]:
    return f"{what}不是合法的正则表达式：{error.msg}。", keys, "请检查括号是否配对。"
