"""Does every answer of a matter stand in its documents? Asked anew only for what differs from the last matter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from contractkit.core.clauses.draft import Draft, DraftBlock
from contractkit.core.clauses.language import TRAILING
from contractkit.core.matter.leaves import leaves, shown_answers
from contractkit.core.matter.matter import Matter
from contractkit.errors import RenderingError
from contractkit.rendering.proof import Proof
from contractkit.workflows.readback import unstated

_SPACE: Final = re.compile(r"\s+")
_KEPT: Final = 4000


class Stated:
    """Which block an answer was last found in; a draft that has the same block states it, too."""

    def __init__(self) -> None:
        self._found: dict[str, DraftBlock] = {}
        self._texts: dict[int, tuple[DraftBlock, str]] = {}

    def demand(self, matter: Matter, drafts: Sequence[Draft], proofs: Sequence[Proof]) -> None:
        """Every answer must stand in one of the documents, in the words in which documents show it.

        Args:
            matter: the answers.
            drafts: whose blocks were found in the files.
            proofs: what the files say, blocks and all around them.

        Raises:
            RenderingError: with those that stand in none.
        """
        blocks = {id(block): block for draft in drafts for block in draft.blocks}
        lost = False
        for line in _lines(matter):
            found = self._found.get(line)
            if found is None or id(found) not in blocks:
                lost = not self._finds(line, blocks.values(), proofs) or lost
        if lost:
            _refuse(matter, proofs)

    def _finds(self, line: str, blocks: Iterable[DraftBlock], proofs: Sequence[Proof]) -> bool:
        block = next((block for block in blocks if line in self._text(block)), None)
        if block is None:
            return any(proof.says(line) for proof in proofs)
        if len(self._found) >= _KEPT:
            self._found.clear()
        self._found[line] = block
        return True

    def _text(self, block: DraftBlock) -> str:
        known = self._texts.get(id(block))
        if known is None or known[0] is not block:
            if len(self._texts) >= _KEPT:
                self._texts.clear()
            known = self._texts[id(block)] = (block, _squeeze("".join(_texts(block))))
        return known[1]


def _lines(matter: Matter) -> Iterator[str]:
    for _, shown in shown_answers(matter):
        for line in shown.split("\n"):
            yield _squeeze(line).rstrip(TRAILING)


def _texts(block: DraftBlock) -> Iterator[str]:
    yield block.text
    for row in (block.table.header, *block.table.rows) if block.table else ():
        yield from row


def _refuse(matter: Matter, proofs: Sequence[Proof]) -> None:
    """Look once more as `generate` does, across paragraphs, and name the fields."""
    if lost := unstated(leaves(matter), [text for proof in proofs for text in (proof.text, proof.around)]):
        shown = "；".join(f"{leaf.title}（{leaf.field}）“{leaf.shown[:30]}”" for leaf in lost[:5])
        raise RenderingError(f"有{len(lost)}项内容没有写进任何文件：{shown}", remedy="在条款库中写上这些变量。")


def _squeeze(text: str) -> str:
    return _SPACE.sub("", text)
