"""The playbook from disk: `clauses/playbook.yaml`, and the files of offices that change and extend it.

Every mistake is a Problem with file and line, and all those of a file come at once.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated, Final

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.playbook import Entry, Playbook, Terms
from contractkit.core.matter.standpoint import Position, Side
from contractkit.errors import InvalidData, Problem
from contractkit.library.assets import clauses_folder
from contractkit.library.validation import validate
from contractkit.library.yaml_source import Keys, YamlFile, load

DEFAULT: Final = "default"
"""As `extends`: the playbook of the clause library."""
NOTHING: Final = "none"
"""As `extends`: begin with nothing."""
PARTIES: Final[Mapping[object, Side]] = {"甲方": Side.IMPLEMENTING_BODY, "乙方": Side.OPERATOR}
"""What the sides are called in the clauses that come with contractkit."""
_FEW: Final = 3

_Sentence = Annotated[str, Field(max_length=500)]
_Side = Annotated[Side, BeforeValidator(lambda given: PARTIES.get(given, given))]


class _Shape(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True, coerce_numbers_to_str=True)


class _RuleTerms(_Shape):
    severity: Severity | None = None
    insist: _Sentence | None = None
    accept: _Sentence | None = None


class _ElementTerms(_RuleTerms):
    position: Position | None = None


class _RuleEntry(_RuleTerms):
    sides: dict[_Side, _RuleTerms] = {}


class _ElementEntry(_ElementTerms):
    sides: dict[_Side, _ElementTerms] = {}


class _PlaybookFile(_Shape):
    name: str = ""
    extends: str = DEFAULT
    default: Severity | None = None
    elements: dict[str, _ElementEntry] = {}
    rules: dict[str, _RuleEntry] = {}


@dataclass(frozen=True, slots=True)
class Known:
    """The ids that a playbook may name; an empty collection admits any.

    Attributes:
        elements: element ids, those of localities included.
        rules: rule names.
    """

    elements: Collection[str] = ()
    rules: Collection[str] = ()


def load_playbook(path: Path | None = None, library: Path | None = None, known: Known | None = None) -> Playbook:
    """The playbook of a file, laid over the one that it extends.

    Args:
        path: an office's file; None for the one of the clause library alone.
        library: folder of the clause library; by default the one that comes with contractkit.
        known: ids that exist; another one is a mistake.

    Raises:
        UsageError: there is no such file.
        InvalidData: with every mistake found in the first file that has any, each with file and line.
    """
    base = (library or clauses_folder()) / "playbook.yaml"
    return _Loader(base, known or Known()).load(path or base)


@dataclass(slots=True)
class _Loader:
    """Loads a file and what it extends; remembers which files are open, to meet none twice."""

    base: Path
    known: Known
    open: list[Path] = field(default_factory=list)

    def load(self, path: Path) -> Playbook:
        """The playbook of a file over what it extends."""
        file = load(path)
        problems: list[Problem] = []
        content = validate(_PlaybookFile, file, problems)
        self._check_ids(file, "elements", self.known.elements, problems)
        self._check_ids(file, "rules", self.known.rules, problems)
        below = self._below(file, path, content.extends, problems) if content is not None else None
        if problems or content is None:
            raise InvalidData(f"审查标准 {file.name} 有 {len(problems)} 处错误。", problems=problems)
        elements = {name: _element(entry) for name, entry in content.elements.items()}
        rules = {name: _rule(entry) for name, entry in content.rules.items()}
        return self._lower(below).extended(elements, rules, content.default)

    def _below(self, file: YamlFile, path: Path, extends: str, problems: list[Problem]) -> Path | None:
        """The file that this one extends; a mistake where it is one that is being read."""
        here = path.resolve()
        if extends == NOTHING or here == self.base.resolve():
            return None
        below = self.base if extends == DEFAULT else path.parent / extends
        self.open.append(here)
        if below.resolve() in self.open:
            message, remedy = f"extends 转了一圈又回到 {extends}。", f"请改为另一个文件、{DEFAULT} 或者 {NOTHING}。"
            problems.append(file.problem(message, ("extends",), remedy))
        elif not below.is_file():
            remedy = f"请写相对于本文件的路径；{DEFAULT} 是随附的审查标准，{NOTHING} 是从头写起。"
            problems.append(file.problem(f"没有这个文件：{extends}。", ("extends",), remedy))
        return below

    def _lower(self, below: Path | None) -> Playbook:
        return Playbook() if below is None else self.load(below)

    def _check_ids(self, file: YamlFile, key: str, known: Collection[str], problems: list[Problem]) -> None:
        """Ids that do not exist, also in a file that has other mistakes."""
        what, listing = _KINDS[key]
        given = file.data.get(key) if isinstance(file.data, dict) else None
        for name in given if known and isinstance(given, dict) else ():
            if name not in known:
                keys: Keys = (key, name)
                problems.append(file.problem(f"没有{what}“{name}”。", keys, _suggestion(name, known, listing)))


_KINDS: Final = {
    "elements": ("要素", "contractkit show requirement"),
    "rules": ("规则", "contractkit show rule"),
}


def _suggestion(name: str, known: Collection[str], listing: str) -> str:
    near = get_close_matches(name, known, n=_FEW, cutoff=0.5)
    return f"最接近的是：{'、'.join(near)}。" if near else f"全部编号见 {listing}。"


def _element(entry: _ElementEntry) -> Entry:
    sides = {side: _terms(terms, terms.position) for side, terms in entry.sides.items()}
    return Entry(_terms(entry, entry.position), sides)


def _rule(entry: _RuleEntry) -> Entry:
    return Entry(_terms(entry), {side: _terms(terms) for side, terms in entry.sides.items()})


def _terms(terms: _RuleTerms, position: Position | None = None) -> Terms:
    return Terms(terms.severity, terms.insist, terms.accept, position)
