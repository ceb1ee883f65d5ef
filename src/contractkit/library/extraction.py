"""The wording by which facts are recognised on disk (`data/extraction/*.yaml`) → Lexicon."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from contractkit.core.document.tree import Zone
from contractkit.core.extraction.fact import TERM_MONTHS, Confidence
from contractkit.core.extraction.lexicon import Cue, Lexicon, PartyWords, Pattern, ShareWords, TableWords, TermWords
from contractkit.core.extraction.wording.reading import OwnWording, own_wording
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys, find
from contractkit.core.matter.standpoint import Side
from contractkit.errors import InvalidData, Problem
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.extraction_shapes import (
    CoverFile,
    CueEntry,
    FieldsFile,
    PartiesFile,
    SharesFile,
    TableEntry,
    TablesFile,
    TermFile,
    WordsFile,
)
from contractkit.library.validation import validate
from contractkit.library.yaml_source import YamlFile, load

_WORD = re.compile(r"\{([\u4e00-\u9fff]+)\}")
_NEVER = re.compile(r"(?!)")


def load_lexicon(folder: Path | None = None) -> Lexicon:
    """The wording that comes with contractkit, or that of another folder.

    Raises:
        InvalidData: with every mistake: a field that a matter does not have, a pattern that is none, ….
    """
    return _load(folder or assets.extraction_folder())


@lru_cache(maxsize=4)
def load_wording(folder: Path | None = None) -> OwnWording:
    """The clause library turned round, for reading what it wrote.

    Args:
        folder: folder of an office's own clause library; by default the one that comes with contractkit.

    Raises:
        InvalidData: the library has mistakes.
    """
    return own_wording(load_catalog(folder or assets.clauses_folder()), _load_cover(assets.extraction_folder()))


@lru_cache(maxsize=4)
def _load(folder: Path) -> Lexicon:
    problems: list[Problem] = []
    reader = _Reader(folder, problems)
    parts = (reader.parties(), reader.term(), reader.shares(), reader.tables(), reader.cues())
    parties, term, shares, tables, cues = parts
    if problems or parties is None or term is None or shares is None:
        raise InvalidData(f"提取用语有 {len(problems)} 处错误。", remedy="请逐处改正。", problems=problems)
    return Lexicon(parties, term, shares, tables, cues)


def _load_cover(folder: Path) -> Mapping[Kind, str]:
    problems: list[Problem] = []
    file = load(folder / "cover.yaml", name="cover.yaml")
    known = validate(CoverFile, file, problems)
    if known is None:
        raise InvalidData(f"提取用语有 {len(problems)} 处错误。", remedy="请逐处改正。", problems=problems)
    return {Kind.PLAN: known.plan, Kind.AGREEMENT: known.agreement}


class _Reader:
    """Reads the files of one folder; `problems` collects every mistake."""

    def __init__(self, folder: Path, problems: list[Problem]) -> None:
        self.folder = folder
        self.problems = problems
        self.words: dict[str, str] = {}
        file = self.file("words.yaml")
        known = validate(WordsFile, file, problems) if file else None
        for name, pattern in (known.root if known else {}).items():
            self.words[name] = self.spelt(file, (name,), pattern)

    def file(self, name: str) -> YamlFile | None:
        try:
            return load(self.folder / name, name=name)
        except InvalidData as error:
            self.problems.extend(error.problems)
            return None

    def parties(self) -> PartyWords | None:
        file = self.file("parties.yaml")
        known = validate(PartiesFile, file, self.problems) if file else None
        if file is None or known is None:
            return None
        return PartyWords(
            roles=self.by_side(file, "roles", known.roles),
            other=self.pattern(file, ("other",), known.other),
            first=self.by_side(file, "first", known.first),
            names=self.by_side(file, "names", known.names),
            labels={
                tuple(path.split(".")): self.pattern(file, ("labels", path), text)
                for path, text in known.labels.items()
                if path == "contact" or self.known_keys(file, ("labels", path), f"parties.operator.{path}")
            },
        )

    def term(self) -> TermWords | None:
        file = self.file("term.yaml")
        known = validate(TermFile, file, self.problems) if file else None
        if file is None or known is None:
            return None
        read = {name: self.pattern(file, (name,), text) for name, text in known.model_dump().items()}
        return TermWords(**read)

    def shares(self) -> ShareWords | None:
        file = self.file("shares.yaml")
        known = validate(SharesFile, file, self.problems) if file else None
        if file is None or known is None:
            return None
        read: dict[str, Any] = {}
        for name, value in known.model_dump().items():
            if isinstance(value, str):
                read[name] = self.pattern(file, (name,), value)
            else:
                group = "parties" if name == "among" else "party"
                read[name] = tuple(self.pattern(file, (name, at), one, group) for at, one in enumerate(value))
        return ShareWords(**read)

    def tables(self) -> tuple[TableWords, ...]:
        file = self.file("tables.yaml")
        known = validate(TablesFile, file, self.problems) if file else None
        if file is None or known is None:
            return ()
        return tuple(
            self.table(file, at, entry)
            for at, entry in enumerate(known.tables)
            if self.known_keys(file, ("tables", at, "list"), entry.list)
        )

    def table(self, file: YamlFile, at: int, entry: TableEntry) -> TableWords:
        here: tuple[str | int, ...] = ("tables", at)
        member = entry.list
        columns: dict[Keys, Pattern] = {
            tuple(path.split(".")): self.pattern(file, (*here, "columns", path), text)
            for path, text in entry.columns.items()
            if self.known_keys(file, (*here, "columns", path), f"{member}.0.{path}")
        }
        return TableWords(
            keys=tuple(member.split(".")),
            title=self.pattern(file, (*here, "title"), entry.title),
            needs=tuple(tuple(path.split(".")) for path in entry.needs),
            columns=columns,
            values=self.meanings(file, (*here, "values"), entry.values),
            implied=self.meanings(file, (*here, "implied"), entry.implied),
            names=tuple(self.pattern(file, (*here, "names", n), one, "value") for n, one in enumerate(entry.names)),
            lead=self.pattern(file, (*here, "lead"), entry.lead),
        )

    def meanings(
        self, file: YamlFile, here: tuple[str | int, ...], known: Mapping[str, Mapping[str, str]]
    ) -> dict[Keys, tuple[tuple[Pattern, str], ...]]:
        return {
            tuple(path.split(".")): tuple(
                (self.pattern(file, (*here, path, value), text), value) for value, text in meant.items()
            )
            for path, meant in known.items()
        }

    def cues(self) -> tuple[Cue, ...]:
        found: list[Cue] = []
        for path in sorted(self.folder.glob("fields-*.yaml")):
            file = self.file(path.name)
            known = validate(FieldsFile, file, self.problems) if file else None
            if file is not None and known is not None:
                found += [
                    self.cue(file, at, entry)
                    for at, entry in enumerate(known.fields)
                    if self.known_keys(file, ("fields", at, "field"), entry.field)
                ]
        return tuple(found)

    def cue(self, file: YamlFile, at: int, entry: CueEntry) -> Cue:
        here: tuple[str | int, ...] = ("fields", at)
        optional = {
            name: self.pattern(file, (*here, name), text) if (text := getattr(entry, name)) else None
            for name in ("about", "unless")
        }
        group = "value" if entry.write == "{value}" else ""
        return Cue(
            keys=tuple(entry.field.split(".")),
            patterns=tuple(
                self.pattern(file, (*here, "patterns", n), one, group) for n, one in enumerate(entry.patterns)
            ),
            about=optional["about"],
            unless=optional["unless"],
            write=entry.write,
            marks=entry.marks,
            zones=frozenset(Zone(one) for one in entry.zones),
            confidence=Confidence(entry.confidence),
            basis=entry.basis,
        )

    def by_side(self, file: YamlFile, name: str, known: Mapping[Side, str]) -> dict[Side, Pattern]:
        return {side: self.pattern(file, (name, side.value), text) for side, text in known.items()}

    def pattern(self, file: YamlFile, keys: tuple[str | int, ...], text: str, group: str = "") -> Pattern:
        """A pattern with its {词} filled in; a mistake becomes a problem."""
        try:
            found = re.compile(self.spelt(file, keys, text))
        except re.error as error:
            self.problems.append(file.problem(f"不是合法的正则表达式：{error}。", keys, "请改正括号和符号。"))
            return _NEVER
        if group and group not in found.groupindex:
            self.problems.append(file.problem("没有写明取哪一段。", keys, f"请用 (?P<{group}>…) 括起要取的内容。"))
        return found

    def spelt(self, file: YamlFile | None, keys: tuple[str | int, ...], text: str) -> str:
        def word(match: re.Match[str]) -> str:
            if match[1] not in self.words and file is not None:
                self.problems.append(file.problem(f"words.yaml 中没有“{match[1]}”。", keys, "请改正或者补上。"))
            return f"(?:{self.words.get(match[1], '')})"

        return _WORD.sub(word, text)

    def known_keys(self, file: YamlFile, keys: tuple[str | int, ...], path: str) -> bool:
        at: Keys = tuple(int(key) if key.isdecimal() else key for key in path.split("."))
        if find(at) is not None or at == TERM_MONTHS:
            return True
        self.problems.append(
            file.problem(f"事项中没有字段“{path.replace('.0.', '.')}”。", keys, "字段见 contractkit show schema。")
        )
        return False
