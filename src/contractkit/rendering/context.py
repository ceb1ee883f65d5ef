"""What a template may use: the draft in the shape that template tags walk, and the matter's fields."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from contractkit.core.clauses.assembly import facts_of
from contractkit.core.clauses.draft import BlockStyle, Draft, DraftBlock, DraftTable
from contractkit.core.law.edition import Requirements
from contractkit.core.matter.matter import Matter

_TITLE_LINE: Final = 18  # characters of the templates' title size in a line
_TITLE_WORDS: Final = re.compile("公共数据|授权运营|实施方案|协议")


@dataclass(frozen=True, slots=True)
class AnnexView:
    """One annex for a template."""

    number: str
    title: str
    blocks: tuple[DraftBlock, ...]


def context_of(draft: Draft, matter: Matter, requirements: Requirements) -> dict[str, object]:
    """The variables of a template; a block's style compares with the plain words of `BlockStyle`."""
    body, annexes = _divide(draft.blocks)
    context = dict(facts_of(matter, requirements))
    context.update(title=draft.title, contents=draft.contents, blocks=body, annexes=annexes)
    context["broken_title"] = broken(draft.title)
    return context


def broken(title: str) -> str:
    """A long title in lines of about the same length, broken before a word; lines are separated by a line break."""
    count = -(-len(title) // _TITLE_LINE)
    places = sorted({match.start() for match in _TITLE_WORDS.finditer(title)} - {0})
    if count < 2 or not places:
        return title
    ideal = [len(title) * number / count for number in range(1, count)]
    chosen = sorted({min(places, key=lambda place: abs(place - wanted)) for wanted in ideal})
    return "\n".join(title[start:end] for start, end in pairwise([0, *chosen, len(title)]))


def tables_of(draft: Draft) -> tuple[DraftTable, ...]:
    """The draft's tables, in order."""
    return tuple(block.table for block in draft.blocks if block.table)


def _divide(blocks: tuple[DraftBlock, ...]) -> tuple[tuple[DraftBlock, ...], tuple[AnnexView, ...]]:
    annex = BlockStyle.ANNEX
    heads = [at for at, block in enumerate(blocks) if block.style is annex]
    ends = [*heads[1:], len(blocks)] if heads else []
    annexes = (
        AnnexView(blocks[at].number, blocks[at].text, blocks[at + 1 : end]) for at, end in zip(heads, ends, strict=True)
    )
    return blocks[: heads[0]] if heads else blocks, tuple(annexes)
