"""Mutants of generated documents: in each, one element is deleted, left blank, put off, denied, recited, only defined, or put on somebody else.

A document is generated, read back, and every block is traced to the clause that it comes from; a mutant changes the blocks of
all clauses that state its element, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import Any, Final

from contractkit.core.clauses.assembly import assemble
from contractkit.core.clauses.draft import Draft
from contractkit.core.document.tree import CELL_SEPARATOR, Block, BlockKind, Location, Source
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.library.matter import LoadedMatter
from contractkit.library.yaml_source import load
from contractkit.readers.word.reader import read_docx
from contractkit.rendering.package import Properties
from contractkit.rendering.word import render
from contractkit.workflows.generate import Workshop

KINDS: Final = ("delete", "blank", "defer", "negate", "recital", "definition", "party")
PARTLY: Final = "~"
_DATA: Final = Path(__file__).with_name("mutation.yaml")
_LOOK_AHEAD: Final = 60  # lines of a draft that one block of the file may skip
_SPACE: Final = re.compile(r"\s")
_NUMBER: Final = re.compile(
    r"(?:第[^条]{1,5}条|\d+(?:\.\d+)*[.、]?|（[一二三四五六七八九十]+）|[一二三四五六七八九十]+、|附件[一二三四五六七八九十]+)\s*"
)
_DUTY: Final = re.compile(r"应当|不得|须(?!知)")
_PARTY: Final = re.compile(r"甲方|乙方|双方|实施机构|运营机构|运营单位")
_SUBJECT: Final = re.compile(rf"(?:^|[，：、\s]|由|\d)(?:{_PARTY.pattern})")
_FLIPPED: Final = (("不得", "可以"), ("应当", "无须"))


@dataclass(frozen=True, slots=True)
class Base:
    """A generated document.

    Attributes:
        owners: for each block the clause that it comes from; empty for what no clause wrote.
        front: index of the first block behind cover and contents; recitals go there.
    """

    name: str
    kind: Kind
    requirements: Requirements
    source: Source
    owners: tuple[str, ...]
    front: int


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed document.

    Attributes:
        kind: one of `KINDS`.
        wording: what was written instead, for people.
    """

    element: str
    kind: str
    wording: str
    source: Source


@dataclass(frozen=True, slots=True)
class _Work:
    """One element of one document; whatever states it is marked as its own."""

    base: Base
    element: str
    topics: Sequence[str]
    swaps: bool

    @property
    def blocks(self) -> Iterator[tuple[Block, bool]]:
        """All blocks, and whether they state the element."""
        return zip(self.base.source.blocks, (owner == self.element for owner in self.base.owners), strict=True)

    def mutant(self, kind: str, wording: str, blocks: Sequence[Block]) -> Mutant:
        """A mutant of these blocks, numbered anew."""
        placed = tuple(
            replace(block, location=replace(block.location, paragraph=at)) for at, block in enumerate(blocks, start=1)
        )
        return Mutant(self.element, kind, wording, replace(self.base.source, blocks=placed))


def base_of(name: str, loaded: LoadedMatter, kind: Kind, workshop: Workshop) -> Base:
    """The document of a matter as a reader sees it.

    Raises:
        InvalidData: a clause has mistakes.
        ValueError: a paragraph of the draft was not found in the file.
    """
    draft = assemble(loaded.matter, workshop.catalog, loaded.requirements, kind)
    signed = loaded.matter.agreement.signing_date
    properties = Properties(draft.title, name, signed, {})
    source = read_docx(render(draft, loaded.matter, loaded.requirements, workshop.templates[kind], properties))
    owners = _owners(source, draft)
    front = next(at for at, owner in enumerate(owners) if owner)
    while front and source.blocks[front - 1].kind is BlockKind.HEADING:
        front -= 1
    plain = tuple(
        replace(block, anchor=None) for block in source.blocks
    )  # what belongs to a file cannot be sent to a process
    return Base(name, kind, loaded.requirements, replace(source, blocks=plain), owners, front)


def mutants(base: Base, *, shift: int | None = None) -> Iterator[Mutant]:
    """The mutants of a document.

    Args:
        base: the document.
        shift: of several wordings of a kind take one, another one with each shift; None for all.
    """
    data = _data()
    demanded = {element.id for item in base.requirements.of_kind(base.kind) for element in item.elements}
    for number, (element, entry) in enumerate(data["elements"].items()):
        if element not in demanded:
            continue
        marked = _marked(base, element, entry.get("also", ()), entry.get("columns", {}))
        work = _Work(marked, element, entry["topics"], entry.get("swap", False))
        for kind in KINDS:
            made = list(_made(work, kind, data))
            yield from made if shift is None else (made[(number + shift) % len(made)],)


def owners_of(base: Base) -> Iterator[tuple[str, tuple[str, ...]]]:
    """For each element the owners of all blocks: itself where they state it, `PARTLY` where a column of a table does."""
    for element, entry in _data()["elements"].items():
        if (element.split(".")[0] == "9") == (base.kind is Kind.PLAN):
            columns = entry.get("columns", {})
            owners = _marked(base, element, entry.get("also", ()), columns).owners
            yield element, tuple(PARTLY if owner in columns else owner for owner in owners)


def _marked(base: Base, element: str, also: Sequence[str], columns: Mapping[str, str]) -> Base:
    """The document with everything that states an element marked as its own, and the columns that state it empty."""
    others = dict[str, re.Pattern[str]]()
    for one in also:
        clause, _, wanted = one.partition(" ~ ")
        others[clause] = re.compile(wanted)
    blocks, owners = list[Block](), list[str]()
    header: tuple[str, ...] = ()
    for block, owner in zip(base.source.blocks, base.owners, strict=True):
        names = block.location.row == 1
        header = block.cells if names else header
        listed = owner in columns and bool(block.cells)
        states = owner in others and not (listed and names) and others[owner].search(block.text) is not None
        owners.append(element if states else owner)
        blocks.append(_emptied(block, header, columns[owner]) if listed and not names else block)
    return replace(base, source=replace(base.source, blocks=tuple(blocks)), owners=tuple(owners))


def _emptied(row: Block, header: Sequence[str], column: str) -> Block:
    """A row with nothing in a column; the table goes on naming the column."""
    at = [number for number, name in enumerate(header) if name == column]
    cells = tuple("" if number in at else cell for number, cell in enumerate(row.cells))
    return replace(row, cells=cells, text=CELL_SEPARATOR.join(cells))


def _made(work: _Work, kind: str, data: Mapping[str, Any]) -> Iterator[Mutant]:
    sentences = data["sentences"][work.base.kind.value].get(kind, ())
    said = [sentence.format(topic=topic) for sentence in sentences for topic in work.topics]
    if kind == "delete":
        yield work.mutant(kind, "整条删去", _without(work))
    elif kind == "recital":
        yield work.mutant(kind, "原文移入鉴于部分", _recited(work))
        for sentence in said:
            yield work.mutant(kind, sentence, _inserted(_without(work), work.base.front, ("鉴于", sentence)))
    elif kind == "definition":
        for sentence in said:
            yield work.mutant(kind, sentence, _defined(work, sentence))
    else:
        for sentence in said:
            yield work.mutant(kind, sentence, _instead(work, sentence))
        yield from _turned(work, kind, data)


def _turned(work: _Work, kind: str, data: Mapping[str, Any]) -> Iterator[Mutant]:
    """The clause's own sentences, their duties denied or put on somebody else."""
    if kind == "negate" and (blocks := _rewritten(work, _flip)):
        yield work.mutant(kind, "原文的应当改为无须、不得改为可以", blocks)
    if kind == "party" and work.swaps:
        for other in data["others"]:
            if blocks := _rewritten(work, partial(_swapped, other)):
                yield work.mutant(kind, f"原文的当事人换成{other}", blocks)


def _swapped(other: str, text: str) -> str:
    """The sentences that have a party as their subject, with somebody else in its place."""
    kept = [part for part in re.findall(r"[^。；]+[。；]?", text) if _SUBJECT.search(part)]
    return _PARTY.sub(other, "".join(kept))


def _flip(text: str) -> str:
    """A sentence with its duties denied; nothing where it has none."""
    kept = [part for part in re.findall(r"[^。；]+[。；]?", text) if _DUTY.search(part)]
    flipped = "".join(kept)
    for old, new in _FLIPPED:
        flipped = flipped.replace(old, new)
    return flipped


def _rewritten(work: _Work, change: Callable[[str], str]) -> list[Block]:
    """The document with the paragraphs of the element changed and its tables gone; empty where nothing of it is left."""
    blocks: list[Block] = []
    left = 0
    for block, states in work.blocks:
        if not states or block.kind is BlockKind.HEADING:
            blocks.append(block)
        elif block.kind is BlockKind.PARAGRAPH and (text := change(block.text)):
            left += 1
            blocks.append(replace(block, text=text))
    return blocks if left else []


def _without(work: _Work) -> list[Block]:
    """The document without the element; headings with nothing under them go, too."""
    return _tidied([block for block, states in work.blocks if not states])


def _instead(work: _Work, sentence: str) -> list[Block]:
    """The document with one sentence in place of the element; its own headings stay."""
    blocks: list[Block] = []
    said = False
    for block, states in work.blocks:
        if not states or (block.kind is BlockKind.HEADING and not said):
            blocks.append(block)
        elif not said:
            said = True
            number = _NUMBER.match(block.text) if block.kind is BlockKind.PARAGRAPH else None
            text = f"{number.group() if number else ''}{sentence}"
            blocks.append(Block(BlockKind.PARAGRAPH, text, Location(1), label=block.label))
    return _tidied(blocks)


def _recited(work: _Work) -> list[Block]:
    """The element's own words behind 鉴于, at the front."""
    own = [block for block, states in work.blocks if states]
    words = [_bare(block.text) for block in own if block.kind is not BlockKind.HEADING]
    return _inserted(_without(work), work.base.front, ("鉴于", *(f"鉴于{text}" for text in words)))


def _defined(work: _Work, sentence: str) -> list[Block]:
    """The document with a definition instead of the element, among the definitions or at the front."""
    blocks = _without(work)
    owned = zip(work.base.source.blocks, work.base.owners, strict=True)
    definitions = {id(block) for block, owner in owned if owner == "definitions"}
    places = [at for at, block in enumerate(blocks) if id(block) in definitions]
    return _inserted(blocks, (places[0] if places else work.base.front) + 1, (sentence,))


def _inserted(blocks: Sequence[Block], at: int, texts: Sequence[str]) -> list[Block]:
    """Paragraphs put in; a bare 鉴于 is their heading."""
    new = [
        Block(
            BlockKind.HEADING if text == "鉴于" else BlockKind.PARAGRAPH,
            text,
            Location(1),
            level=1 if text == "鉴于" else None,
        )
        for text in texts
    ]
    return [*blocks[:at], *new, *blocks[at:]]


def _tidied(blocks: Sequence[Block]) -> list[Block]:
    """Without headings that have nothing under them, and without their entries in the contents."""
    kept: list[Block] = []
    gone: set[str] = set()
    for block in reversed(blocks):
        below = kept[-1] if kept else None
        empty = below is None or (below.kind is BlockKind.HEADING and (below.level or 9) <= (block.level or 9))
        if block.kind is BlockKind.HEADING and empty:
            gone.add(_key(block.label + block.text))
        else:
            kept.append(block)
    kept.reverse()
    return [block for block in kept if block.kind is not BlockKind.CONTENTS or not _names(block, gone)]


def _names(entry: Block, gone: set[str]) -> bool:
    text = _key(entry.label + entry.text)
    return any(text.startswith(heading) for heading in gone)


def _owners(source: Source, draft: Draft) -> tuple[str, ...]:
    """For each block of the file the clause that wrote it, found by its words in the order of the draft."""
    lines = [(_key(text), clause) for text, clause in _lines(draft)]
    owners: list[str] = []
    at = 0
    for block in source.blocks:
        key = _key(block.label + block.text)
        ahead = range(at, min(at + _LOOK_AHEAD, len(lines)))
        found = None if block.kind is BlockKind.CONTENTS else next((n for n in ahead if lines[n][0] == key), None)
        owners.append("" if found is None else lines[found][1])
        at = at if found is None else found + 1
    if at < len(lines) - 1:
        raise ValueError(f"not found in the file: {lines[at]}")
    return tuple(owners)


def _lines(draft: Draft) -> Iterator[tuple[str, str]]:
    for block in draft.blocks:
        if block.table is None:
            yield block.number + block.text, block.clause
        else:
            for row in (block.table.header, *block.table.rows):
                yield CELL_SEPARATOR.join(row), block.clause


def _bare(text: str) -> str:
    """The words without the number in front."""
    number = _NUMBER.match(text)
    return text[number.end() :] if number else text


def _key(text: str) -> str:
    return _SPACE.sub("", text)


@cache
def _data() -> Any:
    return load(_DATA).data
