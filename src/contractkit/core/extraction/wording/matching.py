"""Finding the lines of our clauses in a document, and what they hold.

A line with enough fixed text is known by itself, so one clause that somebody changed does not hide the next. Lines
without fixed text (the members of a list, paragraphs the user wrote) are read behind the line that leads to them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.extraction.layout import is_laid_out
from contractkit.core.extraction.values import takes_paragraphs
from contractkit.core.extraction.wording.line import Taken, begins, is_numbered, read_line
from contractkit.core.extraction.wording.template import Branches, Form, Implied, Line, Loop, Mark, Node, Slot, in_first
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys

_MOST_PARAGRAPHS = 400


@dataclass(frozen=True, slots=True)
class Unit:
    """A line that can be known by its fixed text, with what is read behind it.

    Attributes:
        line: the line.
        behind: lists and paragraphs without fixed text.
        until: lines that end what stands behind it.
        implied: what follows from the condition it stands under.
        clause: id of its clause.
    """

    line: Line
    behind: tuple[Node, ...]
    until: tuple[Line, ...]
    implied: Implied
    clause: str

    @property
    def first(self) -> str:
        """The line's first fixed text, as far as every file has it alike."""
        return next((part.partition("\u3000")[0] for part in self.line.parts if isinstance(part, str)), "")


@dataclass(frozen=True, slots=True)
class Found:
    """What one slot held at one place.

    Attributes:
        taken: the slot and its text.
        passage: where it stands.
        start: raw offset of the text in the passage.
        clause: id of the clause.
        run: number of the place; what has the same stands in one list.
        whole: for a list, whether all its members stand there in their order.
        weight: how much fixed text the line has that was recognised.
    """

    taken: Taken
    passage: Passage
    start: int
    clause: str
    run: int
    whole: bool = False
    weight: int = 0


@dataclass(slots=True)
class _Reading:
    """Where a unit is being read, and what it has yielded so far."""

    at: int
    found: list[Found] = field(default_factory=list)


def units(nodes: Sequence[Node], clause: str, implied: Implied = (), after: tuple[Line, ...] = ()) -> Iterator[Unit]:
    """The units of a clause text.

    Args:
        nodes: its lines.
        clause: its id.
        implied: what holds for all of them.
        after: lines that may follow behind the last.
    """
    at = 0
    twins = _twins(nodes)
    while at < len(nodes):
        node = nodes[at]
        if isinstance(node, Branches):
            follow = _first_lines(nodes[at + 1 :]) or after
            for also, body in node.branches:
                yield from units(body, clause, (*implied, *also), follow)
            at += 1
        elif isinstance(node, Line) and (node.mark is Mark.HEADER or not _hangs(node, twins)):
            end = at + 1
            while end < len(nodes) and _hangs(nodes[end], twins):
                end += 1
            for inner in nodes[at + 1 : end]:
                for also, body in inner.branches if isinstance(inner, Branches) else ():
                    yield from units(body, clause, (*implied, *also), _first_lines(nodes[end:]) or after)
            yield Unit(node, tuple(nodes[at + 1 : end]), _first_lines(nodes[end:]) or after, implied, clause)
            at = end
        else:
            at += 1


def cover_units(nodes: Sequence[Node]) -> Iterator[Unit]:
    """The units of what a Word template writes on the cover: every line by itself, a table's rows behind its first."""
    lines = [node for node in nodes if isinstance(node, Line)]
    rows = tuple(line for line in lines if line.mark is Mark.ROW)
    for line in lines:
        if line.mark is not Mark.ROW:
            behind = rows if line.mark is Mark.HEADER else ()
            yield Unit(line, behind, (), (), "封面")


def find_units(document: Document, known: Sequence[Unit], kind: Kind, before: int | None = None) -> Iterator[Found]:
    """What the slots of all units hold in a document, or in its passages before the one with this number."""
    passages = [
        one
        for one in document.passages[:before]
        if one.kind is not BlockKind.CONTENTS and one.zone is not Zone.CONTENTS
    ]
    laid_out = is_laid_out(document)
    texts = [(unit.first, unit) for unit in known if unit.line.mark is not Mark.HEADER]
    headers = [unit for unit in known if unit.line.mark is Mark.HEADER]
    for at, passage in enumerate(passages):
        if passage.kind is BlockKind.ROW:
            for unit in headers:
                yield from _Matcher(passages, kind, unit, at, laid_out).table(at)
            continue
        for first, unit in texts:
            if first in passage.text and begins(unit.line, passage.text, kind):
                yield from _Matcher(passages, kind, unit, at, laid_out).read(at)


def _is_header(line: Line, passage: Passage) -> bool:
    if passage.kind is not BlockKind.ROW:
        return False
    return tuple("".join(map(str, cell)) for cell in line.cells) == tuple(cell.strip() for cell in passage.cells)


def _twins(nodes: Sequence[Node]) -> frozenset[tuple[Mark, tuple[str, ...]]]:
    """The fixed texts that several lines have: those lines are told by the one they stand behind."""
    seen = Counter(node.fixed for node in nodes if isinstance(node, Line))
    return frozenset(fixed for fixed, times in seen.items() if times > 1)


def _hangs(node: Node, twins: frozenset[tuple[Mark, tuple[str, ...]]]) -> bool:
    """Whether a node is read behind the line before it."""
    if isinstance(node, Line):
        return not node.is_anchor or node.mark is Mark.HEADER or (node.mark is Mark.ITEM and node.fixed in twins)
    if isinstance(node, Branches):
        return any(body and _hangs(body[0], twins) for _, body in node.branches)
    return True


def _first_lines(nodes: Sequence[Node]) -> tuple[Line, ...]:
    """The lines that may come next: up to the first that is sure to come."""
    found: list[Line] = []
    for node in nodes:
        if isinstance(node, Line) and node.is_anchor:
            return (*found, node)
        if isinstance(node, Branches):
            for _, body in node.branches:
                found += _first_lines(body)
        elif isinstance(node, Loop):
            found += _first_lines(node.body)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Matcher:
    passages: Sequence[Passage]
    kind: Kind
    unit: Unit
    run: int
    laid_out: bool  # from pages: headings are known by their words alone, and a table goes on on the next page

    def read(self, at: int) -> Iterator[Found]:
        """The unit's own line, over as many paragraphs as its texts have, and what stands behind it."""
        reading = _Reading(at)
        if not self.line(self.unit.line, reading, 0, ()):
            return
        texts = {one.taken.keys: one.taken.text for one in reading.found}
        for keys, value in self.unit.implied:
            text = value if isinstance(value, str) else texts.get(value)
            if text is not None:
                taken = Taken(keys, text, 0, text, Form.AS_IS)
                reading.found.append(Found(taken, self.passages[at], 0, self.unit.clause, self.run))
        yield from reading.found
        yield from self.behind(reading.at)

    def table(self, at: int) -> Iterator[Found]:
        """The rows behind the one that names the columns; one with slots of its own is read itself."""
        line, passage = self.unit.line, self.passages[at]
        if _is_header(line, passage):
            yield from self.behind(at + 1)
        elif any(isinstance(part, Slot) for cell in line.cells for part in cell):
            reading = _Reading(at)
            self.row(line, reading, 0, ())
            if reading.at > at:
                yield from reading.found
                yield from self.behind(reading.at)

    def behind(self, at: int) -> Iterator[Found]:
        reading = _Reading(at)
        self.follow(self.unit.behind, reading)
        yield from reading.found

    def follow(self, nodes: Sequence[Node], reading: _Reading) -> None:
        """Lists, paragraphs and lines that hang on what stands before them; of several sets the first that is there."""
        for node in nodes:
            if reading.at >= len(self.passages):
                return
            if isinstance(node, Loop):
                self.loop(node, reading)
            elif isinstance(node, Line):
                self.hanging(node, reading)
            else:
                before = reading.at
                for _, body in node.branches:
                    if reading.at == before and body and _hangs(body[0], frozenset()):
                        self.follow(body, reading)

    def hanging(self, line: Line, reading: _Reading) -> None:
        """A line that is told by the one it stands behind."""
        if line.is_prose:
            self.prose(line, reading, 0)
        elif line.mark is Mark.HEADER:
            reading.at += int(_is_header(line, self.passages[reading.at]))
        elif line.mark is Mark.ROW:
            self.row(line, reading, 0, ())
        else:
            self.line(line, reading, 0, ())

    def line(self, line: Line, reading: _Reading, index: int, member: tuple[str, ...]) -> bool:
        """Read one line at the reading's place; several paragraphs of one text are joined until the line is complete."""
        text = ""
        for end in range(reading.at, min(reading.at + _MOST_PARAGRAPHS, len(self.passages))):
            passage = self.passages[end]
            if passage.kind is BlockKind.ROW or (end > reading.at and self.ends(passage)):
                return False
            text = passage.text if end == reading.at else f"{text}\n{passage.text}"
            taken = read_line(line.parts, text, self.kind, line.mark, index, member)
            if taken is not None and not self.goes_on(line, end + 1):
                self.keep(line, taken, reading, self.passages[reading.at])
                reading.at = end + 1
                return True
            if not self.has_paragraphs(line):
                return False
        return False

    def has_paragraphs(self, line: Line) -> bool:
        """Whether a slot of the line can hold several paragraphs."""
        return any(isinstance(part, Slot) and takes_paragraphs(in_first(part.keys)) for part in line.parts)

    def goes_on(self, line: Line, at: int) -> bool:
        """Whether the paragraph behind belongs to the last text of this line: it is no line that may come next."""
        last = line.parts[-1] if line.parts else ""
        ends_in_text = isinstance(last, str) and len(last) <= 1 and len(line.parts) > 1
        if not ends_in_text or not self.has_paragraphs(line) or at >= len(self.passages):
            return False
        passage = self.passages[at]
        return not is_numbered(passage.text, self.kind) and not self.ends(passage)

    def ends(self, passage: Passage) -> bool:
        """Whether a passage is a line that comes behind this unit, or a heading."""
        is_text = passage.kind is BlockKind.PARAGRAPH and not (self.laid_out and passage.is_heading)
        if not is_text or passage.zone is Zone.SIGNATURE:
            return True
        return any(one.mark is not Mark.HEADER and begins(one, passage.text, self.kind) for one in self.unit.until)

    def prose(self, line: Line, reading: _Reading, index: int, following: Line | None = None) -> None:
        """Paragraphs that the user wrote, up to the next line of ours, or the next member's first line."""
        start = reading.at
        end = start
        while end < len(self.passages) and end - start < _MOST_PARAGRAPHS:
            passage = self.passages[end]
            if self.ends(passage) or is_numbered(passage.text, self.kind):
                break
            if following is not None and begins(following, passage.text, self.kind, index + 1):
                break
            end += 1
        if end == start:
            return
        text = "\n".join(passage.text for passage in self.passages[start:end])
        taken = read_line(line.parts, text, self.kind, Mark.ROW, index)
        if taken is not None:
            self.keep(line, taken, reading, self.passages[start])
            reading.at = end

    def loop(self, loop: Loop, reading: _Reading) -> None:
        """The members of a list, as many as stand there."""
        index = 0
        while index < (len(loop.members) or _MOST_PARAGRAPHS * 10):
            member = loop.members[index] if loop.members else ()
            before = reading.at
            found = len(reading.found)
            ended = self.member(loop.body, reading, index, member, loop)
            if reading.at == before:
                break
            reading.found[found:] = [replace(one, whole=loop.is_whole) for one in reading.found[found:]]
            for keys, value in loop.implied:
                if not isinstance(value, str):
                    continue
                placed: Keys = tuple(index if key == "*" else key for key in keys)
                taken = Taken(placed, value, 0, value, Form.AS_IS)
                reading.found.append(Found(taken, self.passages[before], 0, self.unit.clause, self.run, loop.is_whole))
            index += 1
            if ended:
                break

    def member(self, body: Sequence[Node], reading: _Reading, index: int, member: tuple[str, ...], loop: Loop) -> bool:
        """One member; whether its text says that it is the last."""
        ended = False
        for node in body:
            if isinstance(node, Branches):
                before = reading.at
                for _, branch in node.branches:
                    ended = self.member(branch, reading, index, member, loop) or ended
                    if reading.at != before:
                        break
            elif isinstance(node, Line):
                ended = self.one(node, reading, (index, member), loop) or ended
        return ended

    def one(self, line: Line, reading: _Reading, place: tuple[int, tuple[str, ...]], loop: Loop) -> bool:
        index, member = place
        if reading.at >= len(self.passages):
            return False
        passage = self.passages[reading.at]
        if line.mark in {Mark.ROW, Mark.HEADER}:
            self.row(line, reading, index, member)
            return False
        if line.is_prose:
            self.prose(line, reading, index, next((one for one in loop.body if isinstance(one, Line)), None))
            return False
        return self.line(line, reading, index, member) and line.mark is Mark.ITEM and passage.text.endswith("。")

    def row(self, line: Line, reading: _Reading, index: int, member: tuple[str, ...]) -> None:
        passage, before = self.passages[reading.at], self.passages[max(0, reading.at - 1)]
        if passage.kind is not BlockKind.ROW or len(passage.cells) != len(line.cells):
            return
        if line.mark is Mark.ROW and passage.location.table != before.location.table and not self.laid_out:
            return
        found: list[Taken] = []
        offset = 0
        for parts, cell in zip(line.cells, passage.cells, strict=True):
            start = max(passage.text.find(cell, offset), offset)
            taken = read_line(parts, cell, self.kind, Mark.ROW, index, member)
            if taken is None:
                return
            found += [replace(one, start=one.start + start) for one in taken]
            offset = start + len(cell)
        self.keep(line, tuple(found), reading, passage)
        reading.at += 1

    def keep(self, line: Line, taken: Sequence[Taken], reading: _Reading, passage: Passage) -> None:
        reading.found += [
            Found(one, passage, one.start, self.unit.clause, self.run, weight=line.weight) for one in taken
        ]
