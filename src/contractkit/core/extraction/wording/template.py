"""A clause text taken apart: lines with slots, repeated lines, lines that stand only under a condition.

Every control tag of a clause text stands on a line of its own (clauses/README.md); a text that is written otherwise is
left out, and its facts are read like anybody's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import TypeAlias

from contractkit.core.matter.fields import Keys, find

_TAG = re.compile(r"\{%-?\s*(?P<tag>.*?)\s*-?%\}")
_FOR = re.compile(r"for (?P<name>\w+) in (?P<over>[\w.]+|\[[\w., ]+\])(?: if (?P<test>.+))?")
_TEST = re.compile(r"(?P<path>[\w.]+) == \"(?P<value>[^\"]*)\"")
_EQUAL = re.compile(r"(?P<one>[a-z_.]+) == (?P<other>[a-z_.]+)")
_EXPRESSION = re.compile(r"\{\{\s*(?P<inside>.*?)\s*\}\}")
_PATH = re.compile(r"(?P<path>[a-z_]+(?:\.[a-z_]+)*)(?P<filters>(?: \| .+)?)")
_CONSTANTS = re.compile(r"\"(?P<first>[^\"]*)\" if loop\.(?:last|first) else \"(?P<second>[^\"]*)\"")
_OPTIONAL = re.compile(r"\"(?P<before>[^\"]*)\" ~ (?P<path>[\w.]+) ~ \"(?P<behind>[^\"]*)\" if (?P=path) else \"\"")
_REFERENCE = re.compile(r"(?:article|clause|annex)\(")
_INDEX = re.compile(r"loop\.index \| chinese")
_CELL = re.compile(r"(?:\{\{.*?\}\}|[^|])+")
_RULE = re.compile(r"[\s|:-]+")
OPEN = "?"
"""What stands in a path for the member of a fixed row of parts."""
_ANCHOR = 5  # characters of fixed text by which a line is known again


class Mark(StrEnum):
    """What a line of a clause text becomes."""

    PLAIN = "plain"
    ITEM = "item"
    SECTION = "section"
    ANNEX = "annex"
    HEADER = "header"  # the row that names a table's columns
    ROW = "row"


class Form(StrEnum):
    """How a slot writes its value."""

    AS_IS = "as_is"
    BARE = "bare"  # without the user's own final punctuation
    ENDED = "ended"  # like bare, with ； or 。 behind it
    MONEY = "money"
    JOINED = "joined"
    OPTIONAL = "optional"  # with words around it, or nothing at all
    INDEX = "index"  # the number of the repetition in 汉字
    CHOICE = "choice"  # one of the fixed texts
    REFERENCE = "reference"
    ANY = "any"  # what is computed and holds no answer by itself


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that was filled in.

    Attributes:
        keys: the field; `*` where the number of the repetition belongs. Empty where the slot holds no answer.
        form: how it is written.
        texts: what joins the members; the words around an optional one; the choices.
    """

    keys: tuple[str, ...]
    form: Form
    texts: tuple[str, ...] = ()


Part: TypeAlias = str | Slot
Implied: TypeAlias = tuple[tuple[tuple[str, ...], str | tuple[str, ...]], ...]
"""What follows from the condition under which a line stands: field and value, or the field that has the same value."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line.

    Attributes:
        parts: fixed texts and slots; of a table's line one tuple a cell.
    """

    mark: Mark
    parts: tuple[Part, ...] = ()
    cells: tuple[tuple[Part, ...], ...] = ()

    @property
    def is_anchor(self) -> bool:
        """Whether its fixed text is enough to know it by."""
        if self.mark in {Mark.HEADER, Mark.ANNEX}:
            return True
        if self.mark is Mark.SECTION and all(isinstance(part, str) for part in self.parts):
            return True
        return self.weight >= _ANCHOR

    @property
    def weight(self) -> int:
        """How much fixed text it has."""
        return sum(len(part) for part in self.parts if isinstance(part, str))

    @property
    def fixed(self) -> tuple[Mark, tuple[str, ...]]:
        """What tells it from other lines."""
        return self.mark, tuple(part for part in self.parts if isinstance(part, str))

    @property
    def is_prose(self) -> bool:
        """Whether it is one slot and nothing else: paragraphs that the user wrote."""
        return self.mark is Mark.PLAIN and len(self.parts) == 1 and isinstance(self.parts[0], Slot)


@dataclass(frozen=True, slots=True)
class Loop:
    """Lines that are repeated for each member of a list.

    Attributes:
        keys: the list; empty for a fixed row of parts.
        members: the paths of a fixed row of parts.
        body: what is repeated.
        implied: what holds for each member.
        is_whole: whether all members stand here, in their order.
    """

    keys: tuple[str, ...]
    members: tuple[tuple[str, ...], ...]
    body: tuple[Node, ...]
    implied: Implied
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Branches:
    """Lines of which one set stands, or none."""

    branches: tuple[tuple[Implied, tuple[Node, ...]], ...]


Node: TypeAlias = Line | Loop | Branches


class _Unreadable(Exception):
    """A clause text that is written in another form."""


def parse(text: str) -> tuple[Node, ...]:
    """The lines of a clause text; none where it is not written one tag a line."""
    try:
        lines = tuple(line.strip() for line in text.splitlines() if line.strip())
        nodes, rest = _Parser(lines).block(0, {}, ())
        return nodes if rest == len(lines) else ()
    except _Unreadable:
        return ()


Scope: TypeAlias = Mapping[str, tuple[tuple[str, ...], ...]]
"""Names of loops and the paths they stand for."""


class _Parser:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.in_table = False

    def block(self, at: int, scope: Scope, ends: tuple[str, ...]) -> tuple[tuple[Node, ...], int]:
        """The nodes from line `at` to a tag that begins with one of `ends`."""
        nodes: list[Node] = []
        while at < len(self.lines):
            tag = _TAG.fullmatch(self.lines[at])
            if tag is None:
                nodes += self.line(self.lines[at], scope)
                at += 1
            elif ends and tag["tag"].startswith(ends):
                return tuple(nodes), at
            else:
                node, at = self.control(at, tag["tag"], scope)
                nodes.append(node)
        if ends:
            raise _Unreadable
        return tuple(nodes), at

    def control(self, at: int, tag: str, scope: Scope) -> tuple[Node, int]:
        if (loop := _FOR.fullmatch(tag)) is not None:
            return self.loop(at, loop, scope)
        if tag.startswith("if "):
            return self.branches(at, tag.removeprefix("if "), scope)
        raise _Unreadable

    def loop(self, at: int, match: re.Match[str], scope: Scope) -> tuple[Node, int]:
        over = match["over"]
        name = match["name"]
        if over.startswith("["):
            members = tuple(tuple(one.strip().split(".")) for one in over.strip("[]").split(","))
            body, end = self.block(at + 1, {**scope, name: members}, ("endfor",))
            return Loop((), members, body, (), is_whole=True), end + 1
        keys = _resolved(over, scope)
        body, end = self.block(at + 1, {**scope, name: ((*keys, "*"),)}, ("endfor",))
        implied = _implied(match["test"] or "", {**scope, name: ((*keys, "*"),)})
        return Loop(keys, (), body, implied, is_whole=match["test"] is None), end + 1

    def branches(self, at: int, test: str, scope: Scope) -> tuple[Node, int]:
        found: list[tuple[Implied, tuple[Node, ...]]] = []
        tests: list[str] = []
        while True:
            body, end = self.block(at + 1, scope, ("elif ", "else", "endif"))
            found.append((_implied(test, scope) if test else _other_choice(tests, scope), body))
            tests.append(test)
            tag = _TAG.fullmatch(self.lines[end])
            said = tag["tag"] if tag else ""
            if said == "endif":
                return Branches(tuple(found)), end + 1
            at, test = end, said.removeprefix("elif ") if said.startswith("elif ") else ""

    def line(self, text: str, scope: Scope) -> Iterator[Line]:
        if "{%" in text:
            raise _Unreadable
        if not text.startswith("|"):
            self.in_table = False
            for prefix, mark in (("### ", Mark.SECTION), ("- ", Mark.ITEM), ("+ ", Mark.PLAIN)):
                if text.startswith(prefix):
                    yield Line(mark, _parts(text.removeprefix(prefix).strip(), scope))
                    return
            yield Line(Mark.PLAIN, _parts(text, scope))
        elif not (_RULE.fullmatch(text) and "-" in text):
            cells = tuple(_parts(cell.strip(), scope) for cell in _CELL.findall(text.strip("|")))
            yield Line(Mark.ROW if self.in_table else Mark.HEADER, (), cells)
            self.in_table = True


def _parts(text: str, scope: Scope) -> tuple[Part, ...]:
    found: list[Part] = []
    at = 0
    for match in _EXPRESSION.finditer(text):
        found += [text[at : match.start()]] if match.start() > at else []
        found.append(_slot(match["inside"], scope))
        at = match.end()
    return (*found, text[at:]) if at < len(text) else tuple(found)


def _slot(inside: str, scope: Scope) -> Slot:
    if _REFERENCE.match(inside) or _INDEX.fullmatch(inside):
        return Slot((), Form.INDEX if inside.startswith("loop") else Form.REFERENCE)
    if (choice := _CONSTANTS.fullmatch(inside)) is not None:
        return Slot((), Form.CHOICE, (choice["first"], choice["second"]))
    if (optional := _OPTIONAL.fullmatch(inside)) is not None:
        return _known(_resolved(optional["path"], scope), Form.OPTIONAL, (optional["before"], optional["behind"]))
    path = _PATH.fullmatch(inside)
    if path is None:
        return Slot((), Form.ANY)
    keys = _resolved(path["path"], scope)
    filters = path["filters"].replace(" ", "")
    forms = {"": Form.AS_IS, "|bare": Form.BARE, "|item(loop)": Form.ENDED, "|money": Form.MONEY}
    if (form := forms.get(filters)) is not None:
        return _known(keys, form)
    joined = re.search(r"\|join\(\"(?P<mark>[^\"]+)\"\)$", filters)
    return _known(keys, Form.JOINED, (joined["mark"],)) if joined else Slot((), Form.ANY)


def _known(keys: tuple[str, ...], form: Form, texts: tuple[str, ...] = ()) -> Slot:
    """The slot, without its field where a matter has none (regulation.title)."""
    is_open = keys[0] == OPEN
    return Slot(keys, form, texts) if is_open or find(in_first(keys)) is not None else Slot((), Form.ANY)


def in_first(keys: tuple[str, ...]) -> Keys:
    """A path with the first member in the place of every repetition."""
    return tuple(0 if key == "*" else key for key in keys)


def _resolved(path: str, scope: Scope) -> tuple[str, ...]:
    """A path with the names of loops replaced; the member of a fixed row stays open."""
    head, *rest = path.split(".")
    known = scope.get(head)
    if known is None:
        return (head, *rest)
    return (*known[0], *rest) if len(known) == 1 else (OPEN, *rest)


def _implied(test: str, scope: Scope) -> Implied:
    """What an equation says, also as the first of several conditions."""
    found: list[tuple[tuple[str, ...], str | tuple[str, ...]]] = []
    for one in test.split(" and "):
        if (equal := _EQUAL.fullmatch(one.strip())) is not None:
            found.append((_resolved(equal["other"], scope), _resolved(equal["one"], scope)))
        elif (match := _TEST.fullmatch(one.strip())) is not None:
            keys = _resolved(match["path"], scope)
            if find(in_first(keys)) is not None:
                found.append((keys, match["value"]))
    return tuple(found)


def _other_choice(tests: Sequence[str], scope: Scope) -> Implied:
    """The one choice that is left when all others have been tested."""
    equations = [_implied(test, scope) for test in tests]
    fields = {keys for found in equations for keys, _ in found}
    if len(fields) != 1 or not all(equations):
        return ()
    keys = next(iter(fields))
    field = find(in_first(keys))
    choices = field.kind if field else None
    if not (isinstance(choices, type) and issubclass(choices, Enum)):
        return ()
    left = {str(one.value) for one in choices} - {value for found in equations for _, value in found}
    return ((keys, left.pop()),) if len(left) == 1 else ()
