"""Recognition cues from disk: `clauses/lexicon.yaml`, `screens.yaml`, `kinds.yaml` and all `*.cues.yaml`.

`<词>` in a pattern stands for a word list of `clauses/lexicon.yaml` or of the `lexicon.yaml` beside the cue file. Every
mistake is reported with file and line, all at once.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from enum import StrEnum
from itertools import groupby
from pathlib import Path
from typing import Any, TypeVar

from contractkit.core.checker.recognition.cues import (
    PROVISIONS,
    Aspect,
    Cue,
    Cues,
    ElementCues,
    KindRule,
    Reach,
    Screen,
    Sign,
    Subject,
    Window,
)
from contractkit.core.document.tree import Zone
from contractkit.core.law.requirement import Kind
from contractkit.core.zh.patterns import LatePattern, Pattern
from contractkit.errors import InvalidData, Problem
from contractkit.library.assets import clauses_folder
from contractkit.library.patterns import Patterns
from contractkit.library.remembered import load
from contractkit.library.yaml_source import Keys, YamlFile

_WORD = re.compile(r"(?<![?P])<([^<>=!\s]+)>")
_DEPTH = 8
_CUE_KEYS = {
    "name",
    "all",
    "some",
    "at_least",
    "near",
    "none",
    "subject",
    "window",
    "heading",
    "not_heading",
    "lead",
    "zones",
    "despite",
    "weak",
}
_ELEMENT_KEYS = {"recognise", "touches", "never", "deferred_if", "aspects", "also_in", "others_too"}
_SCREEN_KEYS = {"name", "says", "if", "unless", "reach", "defers", "kinds"}
_SIGN_KEYS = {"name", "any", "times", "where", "points"}
_KIND_KEYS = {"form", "forms", "matter", "matters", "veto", "elements"}
_SHARE_KEYS = {"least", "common"}
_Choice = TypeVar("_Choice", bound=StrEnum)
Words = Mapping[str, str]


def load_cues(folder: Path | None = None) -> Cues:
    """All recognition data below a `clauses` folder; by default of the one that comes with contractkit.

    Raises:
        UsageError: a file that must be there is not.
        InvalidData: with every mistake found, each with file and line.
    """
    folder = folder or clauses_folder()
    problems: list[Problem] = []
    patterns = Patterns()
    words = _words(load(folder / "lexicon.yaml"), {}, problems)
    screens_file = load(folder / "screens.yaml")
    base = _Reader(screens_file, words, patterns, problems)
    elements: dict[str, ElementCues] = {}
    for beside, paths in groupby(sorted(folder.rglob("*.cues.yaml")), key=lambda path: path.parent):
        lists = _words_beside(beside, folder, words, problems)
        for path in paths:
            _add(elements, path, lists, patterns, problems)
    cues = Cues(
        elements,
        tuple(base.screens()),
        base.pattern(screens_file.data.get("says_something"), ("says_something",)) or LatePattern(r"(?!)"),
        base.parties(),
        _Reader(load(folder / "kinds.yaml"), words, patterns, problems).kinds(),
    )
    patterns.try_all()
    if problems:
        raise InvalidData(f"识别线索有 {len(problems)} 处错误。", problems=problems)
    return cues


def _add(
    elements: dict[str, ElementCues], path: Path, words: Words, patterns: Patterns, problems: list[Problem]
) -> None:
    """The elements of one cue file, under their full ids."""
    try:
        file = load(path)
    except InvalidData as error:
        problems.extend(error.problems)
        return
    reader = _Reader(file, words, patterns, problems)
    for cues in reader.elements():
        if cues.id in elements:
            problems.append(file.problem(f"要素 {cues.id} 在两个文件里都有线索。", ("elements",), "请合并到一处。"))
        elements[cues.id] = cues


def _words_beside(folder: Path, root: Path, words: Words, problems: list[Problem]) -> Words:
    """The word lists for the cue files of one folder: its own, if it has any, and the common ones."""
    beside = folder / "lexicon.yaml"
    if folder == root or not beside.exists():
        return words
    return _words(load(beside), words, problems)


def _words(file: YamlFile, inherited: Words, problems: list[Problem]) -> Words:
    """Each word list as one regular expression, with the lists it names worked in."""
    lists: dict[str, list[str]] = {}
    for name, entries in file.data.items():
        if not isinstance(entries, list) or not all(isinstance(entry, str) for entry in entries):
            problems.append(file.problem(f"词表“{name}”应为一列词。", (name,), "每行一个词，以“- ”开头。"))
            continue
        lists[name] = entries
    joined = {**inherited, **{name: f"(?:{'|'.join(entries)})" for name, entries in lists.items()}}
    for _ in range(_DEPTH):
        joined = {name: _with_words(text, joined) for name, text in joined.items()}
    problems.extend(
        file.problem(f"词表“{name}”里的 {unknown[0]} 没有定义。", (name,))
        for name in lists
        if (unknown := _WORD.search(joined[name]))
    )
    return joined


def _with_words(text: str, words: Words) -> str:
    return _WORD.sub(lambda match: words.get(match[1], match[0]), text)


class _Reader:
    """One file of recognition data; collects problems instead of stopping at the first."""

    def __init__(self, file: YamlFile, words: Words, patterns: Patterns, problems: list[Problem]) -> None:
        self.file = file
        self.words = words
        self.patterns = patterns
        self.problems = problems

    def elements(self) -> Iterator[ElementCues]:
        item = str(self.file.data.get("item", ""))
        for name, entry in self._mapping(self.file.data.get("elements"), ("elements",)).items():
            keys: Keys = ("elements", name)
            self._known(entry, _ELEMENT_KEYS, keys)
            yield ElementCues(
                id=f"{item}.{name}" if item else name,
                recognise=tuple(self._cues(entry, keys)),
                touches=self.pattern(entry.get("touches"), (*keys, "touches")),
                never=self.pattern(entry.get("never"), (*keys, "never")),
                deferred_if=self.pattern(entry.get("deferred_if"), (*keys, "deferred_if")),
                aspects=tuple(self._aspects(entry, keys)),
                zones=PROVISIONS | self._zones(entry, "also_in", keys),
                others_too=str(entry.get("others_too", "false")).lower() == "true",
            )

    def _cues(self, entry: Mapping[str, Any], keys: Keys) -> Iterator[Cue]:
        found = False
        for at, cue in enumerate(self._list(entry.get("recognise"), (*keys, "recognise"))):
            found = True
            yield self._cue(cue, (*keys, "recognise", at))
        if not found:
            self._problem("没有任何识别线索。", keys, "请在 recognise 下至少写一条。")

    def _cue(self, entry: Mapping[str, Any], keys: Keys) -> Cue:
        self._known(entry, _CUE_KEYS, keys)
        groups = self._groups(entry.get("all"), (*keys, "all"))
        some = self._groups(entry.get("some"), (*keys, "some"))
        if not groups and not some:
            self._problem("线索没有任何识别式。", keys, "请写 all 或 some。")
        return Cue(
            name=str(entry.get("name", "")),
            groups=groups,
            some=some,
            at_least=int(entry.get("at_least", 1 if some else 0)),
            near=entry.get("near"),
            none=self.pattern(entry.get("none"), (*keys, "none")),
            subject=self._choice(Subject, entry.get("subject"), (*keys, "subject")),
            window=self._choice(Window, entry.get("window"), (*keys, "window")) or Window.SENTENCE,
            heading=self.pattern(entry.get("heading"), (*keys, "heading")),
            lead=self.pattern(entry.get("lead"), (*keys, "lead")),
            not_heading=self.pattern(entry.get("not_heading"), (*keys, "not_heading")),
            zones=self._zones(entry, "zones", keys) or PROVISIONS,
            despite=frozenset(self._list(entry.get("despite"), (*keys, "despite"))),
            weak=bool(entry.get("weak", False)),
        )

    def _zones(self, entry: Mapping[str, Any], key: str, keys: Keys) -> frozenset[Zone]:
        zones = [self._choice(Zone, zone, (*keys, key)) for zone in self._list(entry.get(key), (*keys, key))]
        return frozenset(zone for zone in zones if zone)

    def _aspects(self, entry: Mapping[str, Any], keys: Keys) -> Iterator[Aspect]:
        for at, aspect in enumerate(self._list(entry.get("aspects"), (*keys, "aspects"))):
            pattern = self.pattern(aspect.get("any"), (*keys, "aspects", at, "any"))
            if pattern is not None:
                yield Aspect(str(aspect.get("key", "")), str(aspect.get("name", "")), pattern)

    def screens(self) -> Iterator[Screen]:
        for at, entry in enumerate(self._list(self.file.data.get("screens"), ("screens",))):
            keys: Keys = ("screens", at)
            self._known(entry, _SCREEN_KEYS, keys)
            pattern = self.pattern(entry.get("if"), (*keys, "if"))
            if pattern is None:
                self._problem("缺少 if。", keys)
                continue
            kinds = [self._choice(Kind, kind, (*keys, "kinds")) for kind in self._list(entry.get("kinds"), keys)]
            yield Screen(
                name=str(entry.get("name", "")),
                says=str(entry.get("says", "")),
                pattern=pattern,
                reach=self._choice(Reach, entry.get("reach"), (*keys, "reach")) or Reach.CLAUSE,
                unless=self.pattern(entry.get("unless"), (*keys, "unless")),
                defers=bool(entry.get("defers", False)),
                kinds=frozenset(kind for kind in kinds if kind) or frozenset(Kind),
            )

    def parties(self) -> dict[Subject, tuple[str, ...]]:
        parties: dict[Subject, tuple[str, ...]] = {}
        for name, entries in self._mapping(self.file.data.get("parties"), ("parties",)).items():
            side = self._choice(Subject, name, ("parties", name))
            forms = [self._expanded(entry, ("parties", name)) for entry in entries]
            if side:
                parties[side] = tuple(forms)
        return parties

    def kinds(self) -> dict[Kind, KindRule]:
        rules: dict[Kind, KindRule] = {}
        for name, entry in self.file.data.items():
            kind = self._choice(Kind, name, (name,))
            if kind:
                self._known(entry, _KIND_KEYS, (name,))
                rules[kind] = KindRule(
                    form=tuple(self._signs(entry, "form", name)),
                    forms=int(entry.get("forms", 1)),
                    matter=tuple(self._signs(entry, "matter", name)),
                    matters=int(entry.get("matters", 1)),
                    veto=tuple(self._signs(entry, "veto", name)),
                    **self._share(entry.get("elements"), (name, "elements")),
                )
        return rules

    def _share(self, entry: object, keys: Keys) -> dict[str, Any]:
        """How many elements make a document one of a kind, and which do not count."""
        share = self._mapping(entry, keys)
        self._known(share, _SHARE_KEYS, keys)
        common = [str(one) for one in self._list(share.get("common"), (*keys, "common"))]
        return {"elements": float(share.get("least", math.inf)), "common": frozenset(common)}

    def _signs(self, entry: Mapping[str, Any], part: str, kind: str) -> Iterator[Sign]:
        for at, sign in enumerate(self._list(entry.get(part), (kind, part))):
            keys: Keys = (kind, part, at)
            self._known(sign, _SIGN_KEYS, keys)
            pattern = self.pattern(sign.get("any"), (*keys, "any"))
            if pattern is not None:
                yield Sign(
                    name=str(sign["name"]),
                    pattern=pattern,
                    times=int(sign.get("times", 1)),
                    where=str(sign.get("where", "text")),
                    points=int(sign.get("points", 1)),
                )

    def pattern(self, entries: object, keys: Keys) -> Pattern | None:
        """One regular expression for a list of alternatives; None for nothing."""
        alternatives = [entries] if isinstance(entries, str) else self._list(entries, keys)
        if not alternatives:
            return None
        expanded = [self._expanded(entry, (*keys, at)) for at, entry in enumerate(alternatives)]

        def report(error: re.error) -> None:
            self._problem(f"识别式写错：{error}。", keys, "请检查括号和反斜杠。")

        return self.patterns.add("|".join(expanded), re.MULTILINE, report)

    def _groups(self, entries: object, keys: Keys) -> tuple[Pattern, ...]:
        groups = [self.pattern(group, (*keys, at)) for at, group in enumerate(self._list(entries, keys))]
        return tuple(group for group in groups if group is not None)

    def _expanded(self, entry: object, keys: Keys) -> str:
        if not isinstance(entry, str):
            self._problem(f"识别式应为文字，这里是 {entry}。", keys, "请给它加上单引号。")
            return "(?!)"
        text = _with_words(entry, self.words)
        if unknown := _WORD.search(text):
            self._problem(f"词表里没有 {unknown[0]}。", keys, "请在 lexicon.yaml 里补上，或改用已有的词表。")
            return "(?!)"
        return text

    def _choice(self, choices: type[_Choice], value: object, keys: Keys) -> _Choice | None:
        if value is None:
            return None
        try:
            return choices(str(value))
        except ValueError:
            self._problem(f"“{value}”不能用在这里。", keys, f"可用：{'、'.join(choices)}。")
            return None

    def _known(self, entry: object, known: set[str], keys: Keys) -> None:
        for name in set(self._mapping(entry, keys)) - known:
            self._problem(f"不认识的键“{name}”。", (*keys, name), f"可用：{'、'.join(sorted(known))}。")

    def _mapping(self, entry: object, keys: Keys) -> Mapping[str, Any]:
        if isinstance(entry, dict):
            return entry
        if entry is not None:
            self._problem("这里应为“键: 值”。", keys)
        return {}

    def _list(self, entry: object, keys: Keys) -> list[Any]:
        if isinstance(entry, list):
            return entry
        if entry is not None:
            self._problem("这里应为一列。", keys, "每行一项，以“- ”开头，或写在方括号里。")
        return []

    def _problem(self, message: str, keys: Keys, remedy: str = "") -> None:
        self.problems.append(self.file.problem(message, keys, remedy))
