"""The steps from the old version to the new one, in an order in which both can be read: for a file with tracked changes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from contractkit.core.document.tree import Block, BlockKind, Source
from contractkit.core.redline.align import BlockUnits, aligned
from contractkit.core.zh.labels import parse_label


class StepKind(StrEnum):
    """What is to be done with a passage."""

    KEEP = "keep"  # with other words, perhaps
    ADD = "add"
    REMOVE = "remove"
    MOVE_IN = "move_in"  # the very same words come from elsewhere
    MOVE_OUT = "move_out"


@dataclass(frozen=True, slots=True)
class Words:
    """A block as it stands, to be written anew.

    Attributes:
        block: its running number.
        text: its words, an automatic number in front.
        cells: of a row; empty for a paragraph.
        is_heading: the file itself marks it as one.
        number: its automatic number; empty for none.
        plain: its words without an automatic number.
        is_contents: a line of a table of contents.
    """

    block: int
    text: str
    cells: tuple[str, ...] = ()
    is_heading: bool = False
    number: str = ""
    plain: str = ""
    is_contents: bool = False

    def without_number(self) -> Words:
        """Without the number that is typed in front, beside a version in which the program writes it."""
        label = None if self.number or self.cells or self.is_contents else parse_label(self.plain)
        return self if label is None else replace(self, plain=self.plain[label.end :])


@dataclass(frozen=True, slots=True)
class Step:
    """One step; `move` is the number of the move that it is an end of, else 0."""

    kind: StepKind
    old: Words | None
    new: Words | None
    move: int = 0


def script(old: Source, new: Source) -> tuple[Step, ...]:
    """All steps: their old sides in order are the old version, their new sides the new one."""
    return tuple(_Script(_with_words(old), _with_words(new)).steps())


class _Script:
    def __init__(self, old: list[Block], new: list[Block]) -> None:
        self._old, self._new = list(map(_words, old)), list(map(_words, new))
        pairs = [pair for pair in aligned(BlockUnits(old), BlockUnits(new)) if pair.old and pair.new]
        self._kept = {pair.new[0]: pair.old[0] for pair in pairs if not pair.moved}
        same = [pair for pair in pairs if pair.moved and old[pair.old[0]].text == new[pair.new[0]].text]
        self._out = {pair.old[0]: number for number, pair in enumerate(same, 1)}
        self._in = {pair.new[0]: number for number, pair in enumerate(same, 1)}

    def steps(self) -> Iterator[Step]:
        at = 0
        for to, words in enumerate(self._new):
            kept = self._kept.get(to)
            if kept is not None:
                yield from self._gone(range(at, kept))
                at = kept + 1
                yield Step(StepKind.KEEP, self._old[kept], words)
            elif move := self._in.get(to):
                yield Step(StepKind.MOVE_IN, None, words, move)
            else:
                yield Step(StepKind.ADD, None, words)
        yield from self._gone(range(at, len(self._old)))

    def _gone(self, places: range) -> Iterator[Step]:
        for at in places:
            move = self._out.get(at, 0)
            yield Step(StepKind.MOVE_OUT if move else StepKind.REMOVE, self._old[at], None, move)


def _with_words(source: Source) -> list[Block]:
    return [block for block in source.blocks if block.text.strip() or block.label.strip()]


def _words(block: Block) -> Words:
    is_row = block.kind is BlockKind.ROW
    number = "" if is_row else block.label
    space = "" if not number or number.endswith(("、", "）", ")", ".")) else "\u3000"
    return Words(
        block.location.paragraph,
        f"{number}{space if block.text else ''}{block.text}",
        block.cells if is_row else (),
        block.kind is BlockKind.HEADING,
        number,
        block.text,
        block.kind is BlockKind.CONTENTS,
    )


def texts(steps: Sequence[Step], *, of_old: bool) -> str:
    """The words of one side in their order, without any space: what a file made of the steps must say."""
    sides = (step.old if of_old else step.new for step in steps)
    return "".join("".join(side.text.split()) for side in sides if side is not None)
