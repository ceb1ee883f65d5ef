"""The clause library on disk (`clauses/<kind>/*.md`, `structure.yaml`) → Catalog; see clauses/README.md.

Every mistake is a Problem with file and line, and all of them come at once.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, TypeVar

from contractkit.core.clauses.clause import Catalog, Clause, ClauseText, Part, Structure
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position, Side
from contractkit.errors import InvalidData, Problem
from contractkit.library import yaml_source
from contractkit.library.yaml_source import Keys, YamlFile

_POSITION: Final = re.compile(r"##\s+(?P<position>\S+?)(?:（(?P<side>[^）]+)）)?$")
_ID: Final = re.compile(r"[a-z0-9_.]+")
_T = TypeVar("_T", Position, Side)


def load_catalog(folder: Path) -> Catalog:
    """Read the clause library below `folder` (which holds `plan/` and `agreement/`).

    Raises:
        InvalidData: with every mistake found, file and line each.
    """
    problems: list[Problem] = []
    clauses: dict[tuple[Kind, str], Clause] = {}
    structures: dict[Kind, Structure] = {}
    digest = hashlib.sha256()
    for kind in Kind:
        for path in sorted((folder / kind.value).glob("*.md")):
            if (text := _text(path, _name(path, folder), problems)) is None:
                continue
            digest.update(f"{path.name}\0{text}\0".encode())
            for clause in _ClauseFile(_name(path, folder), kind, text, problems).clauses():
                _add(clause, clauses, problems)
        structure = folder / kind.value / "structure.yaml"
        if structure.is_file():
            digest.update((_text(structure, _name(structure, folder), []) or "").encode())
        structures[kind] = _structure(structure, _name(structure, folder), kind, problems)
    if problems:
        raise InvalidData(f"条款库有{len(problems)}处问题", problems=problems)
    return Catalog(clauses, structures, digest.hexdigest())


def _text(path: Path, name: str, problems: list[Problem]) -> str | None:
    """The text of a file, with the same line ends on every system (the hash must be the same, too)."""
    try:
        return yaml_source.read_text(path, name=name).replace("\r\n", "\n")
    except InvalidData as error:
        problems.extend(error.problems)
        return None


def _name(path: Path, folder: Path) -> str:
    return f"{folder.name}/{path.relative_to(folder).as_posix()}"


def _add(clause: Clause, clauses: dict[tuple[Kind, str], Clause], problems: list[Problem]) -> None:
    if other := clauses.get((clause.kind, clause.id)):
        message = f"条款“{clause.id}”重复，另一处在 {other.file}:{other.line}"
        problems.append(Problem(message, "合并两处，或者改用别的编号。", clause.file, clause.line))
        return
    clauses[clause.kind, clause.id] = clause


@dataclass(slots=True)
class _Open:
    """A clause while its lines are read."""

    id: str
    title: str
    line: int
    basis: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    texts: list[ClauseText] = field(default_factory=list)


class _ClauseFile:
    """Reads one clause file line by line."""

    def __init__(self, name: str, kind: Kind, text: str, problems: list[Problem]) -> None:
        self.name = name
        self.kind = kind
        self.problems = problems
        self.lines = text.splitlines()
        self.item = ""
        self.current: _Open | None = None
        self.heading: tuple[Position, Side | None, int] | None = None
        self.body: list[str] = []

    def clauses(self) -> list[Clause]:
        """The clauses of the file; mistakes go to `problems`."""
        start = self._front_matter()
        found: list[Clause] = []
        for number, line in enumerate(self.lines[start:], start + 1):
            if line.startswith("# "):
                self._close(found)
                self._open(line, number)
            elif line.startswith("## "):
                self._close_text()
                self._begin_text(line, number)
            elif self.heading is not None:
                self.body.append(line)
            elif line.strip():
                self._note(line, number)
        self._close(found)
        if not found:
            self._problem("文件里没有条款", 1, "以“# 编号 名称”开始一个条款。")
        return found

    def _front_matter(self) -> int:
        """Read the front matter; the index of the first line after it."""
        if not self.lines or self.lines[0].strip() != "---":
            self._problem("文件开头缺少“---”之间的说明（item、title）", 1, "参照 clauses/README.md 补上。")
            return 0
        end = next((i for i, line in enumerate(self.lines[1:], 1) if line.strip() == "---"), None)
        if end is None:
            self._problem("开头的“---”没有对应的结束行", 1, "在说明之后另起一行写“---”。")
            return len(self.lines)
        try:
            front = yaml_source.parse("\n".join(self.lines[1:end]), name=self.name, first_line=2)
        except InvalidData as error:
            self.problems.extend(error.problems)
            return end + 1
        self._read_front(front)
        return end + 1

    def _read_front(self, front: YamlFile) -> None:
        if not isinstance(front.data, dict):
            self._problem("开头的说明须为“键: 值”", 2, "参照 clauses/README.md。")
            return
        for key in front.data:
            if key not in {"item", "id", "title"}:
                self.problems.append(front.problem(f"不认识的键“{key}”", (key,), "可用：item、id、title。"))
        if "title" not in front.data or not ({"item", "id"} & set(front.data)):
            self._problem("开头的说明须有 title，以及 item 或者 id", 1, "参照 clauses/README.md 补上。")
        self.item = str(front.data.get("item") or "")

    def _open(self, line: str, number: int) -> None:
        name, _, title = line[2:].strip().partition(" ")
        if not _ID.fullmatch(name):
            self._problem(f"条款编号“{name}”写法不对", number, "编号只用小写字母、数字、点和下划线，后面空一格写名称。")
        self.current = _Open(name, title.strip() or name, number)

    def _begin_text(self, line: str, number: int) -> None:
        match = _POSITION.fullmatch(line.strip())
        position = _member(Position, match["position"]) if match else None
        side = _member(Side, match["side"]) if match and match["side"] else None
        if self.current is None:
            self._problem("立场写在条款之前", number, "先写“# 编号 名称”。")
        elif position is None or (match and match["side"] and side is None):
            self._problem(
                f"不认识的立场“{line[3:].strip()}”",
                number,
                "可写：首选、备选、底线，后面可加（实施机构）或者（运营机构）。",
            )
        else:
            self.heading = (position, side, number + 1)
            if any((text.position, text.side) == (position, side) for text in self.current.texts):
                self._problem(f"条款“{self.current.id}”的立场“{line[3:].strip()}”重复", number, "合并两处。")
            return
        self.heading = None

    def _note(self, line: str, number: int) -> None:
        text = line.strip()
        if self.current and text.startswith("依据："):
            self.current.basis.extend(part.strip() for part in text[3:].rstrip("。").split("；") if part.strip())
        elif self.current and text.startswith("说明："):
            self.current.notes.append(text[3:].strip())
        else:
            self._problem("这一行不属于任何立场", number, "条款文字写在“## 首选”等之下；提示以“依据：”“说明：”开头。")

    def _close_text(self) -> None:
        if self.heading and self.current:
            position, side, line = self.heading
            heading_line = line - 1
            while self.body and not self.body[0].strip():
                self.body.pop(0)
                line += 1
            text = "\n".join(self.body).rstrip()
            if not text:
                self._problem(
                    f"条款“{self.current.id}”的“{position.value}”没有文字",
                    heading_line,
                    "写上条款文字，或者删去该立场。",
                )
            self.current.texts.append(ClauseText(position, side, text, line))
        self.heading, self.body = None, []

    def _close(self, found: list[Clause]) -> None:
        self._close_text()
        if (open_ := self.current) is None:
            return
        sides = {text.side for text in open_.texts if text.position is Position.PREFERRED}
        if None not in sides and sides != set(Side):
            message = f"条款“{open_.id}”缺少通用的“首选”"
            self._problem(message, open_.line, "补上“## 首选”，或者为两方各写一个。")
        statutory = open_.id[:1].isdigit()  # local elements and supporting clauses may stand in any file
        if statutory and not open_.id.startswith(f"{self.item}."):
            message = f"条款编号“{open_.id}”和文件开头的条目“{self.item or '（无）'}”不一致"
            self._problem(message, open_.line, "改正编号，或者移到它所属条目的文件。")
        basis, notes, texts = tuple(open_.basis), tuple(open_.notes), tuple(open_.texts)
        found.append(Clause(open_.id, self.kind, self.item, open_.title, basis, notes, texts, self.name, open_.line))
        self.current = None

    def _problem(self, message: str, line: int, remedy: str) -> None:
        self.problems.append(Problem(message, remedy, self.name, line))


def _member(enum: type[_T], value: str) -> _T | None:
    return next((member for member in enum if member.value == value), None)


def _structure(path: Path, name: str, kind: Kind, problems: list[Problem]) -> Structure:
    empty = Structure(kind, "", (), (), name)
    if not path.is_file():
        problems.append(Problem("缺少编排文件", "新建 structure.yaml，写明各部分的顺序。", name))
        return empty
    try:
        source = yaml_source.load(path, name=name)
    except InvalidData as error:
        problems.extend(error.problems)
        return empty
    reader = _StructureReader(source, problems)
    if not isinstance(source.data, dict):
        problems.append(source.problem("编排文件须为“键: 值”", (), "参照 clauses/README.md。"))
        return empty
    unknown = [key for key in source.data if key not in {"title", "parts", "annexes"}]
    problems.extend(source.problem(f"不认识的键“{key}”", (key,), "可用：title、parts、annexes。") for key in unknown)
    title = source.data.get("title")
    if not isinstance(title, str):
        problems.append(source.problem("缺少文件标题 title", (), "参照 clauses/README.md 补上。"))
    return Structure(kind, str(title or ""), reader.parts("parts"), reader.parts("annexes"), name)


class _StructureReader:
    def __init__(self, source: YamlFile, problems: list[Problem]) -> None:
        self.source = source
        self.problems = problems

    def parts(self, key: str) -> tuple[Part, ...]:
        """The parts below one key; mistakes go to `problems`."""
        rows = self.source.data.get(key, [])
        if not isinstance(rows, list):
            self._problem(f"{key} 须为列表", (key,), "每个部分以“- ”开头。")
            return ()
        return tuple(part for i, row in enumerate(rows) if (part := self._part(row, (key, i), key)))

    def _part(self, row: Any, keys: Keys, key: str) -> Part | None:
        if not isinstance(row, dict):
            self._problem("每个部分须有 title 和 clauses", keys, "参照 clauses/README.md。")
            return None
        allowed = {"title", "clauses", "when"} | ({"key"} if key == "annexes" else set())
        for name in row:
            if name not in allowed:
                self._problem(f"不认识的键“{name}”", (*keys, name), f"可用：{'、'.join(sorted(allowed))}。")
        title, clauses = row.get("title"), row.get("clauses")
        if not isinstance(title, str) or not isinstance(clauses, list) or not all(isinstance(c, str) for c in clauses):
            self._problem("每个部分须有 title（文字）和 clauses（条款编号列表）", keys, "参照 clauses/README.md。")
            return None
        if key == "annexes" and not row.get("key"):
            self._problem("附件须有 key", keys, "写一个英文短名，供条款引用。")
        return Part(str(row.get("key", "")), title, tuple(clauses), str(row.get("when") or ""), self.source.line(*keys))

    def _problem(self, message: str, keys: Keys, remedy: str) -> None:
        self.problems.append(self.source.problem(message, keys, remedy))
