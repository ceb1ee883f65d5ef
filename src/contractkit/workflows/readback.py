"""Reading a finished file back: is every word of the draft in it?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from contractkit.core.clauses.language import TRAILING
from contractkit.core.document.tree import BlockKind, Source
from contractkit.core.matter.leaves import Leaf

_SPACE: Final = re.compile(r"\s+")


def lost_words(source: Source, ordered: tuple[str, ...], anywhere: tuple[str, ...]) -> tuple[str, ...]:
    """The texts that the file does not hold.

    Args:
        source: the finished file as our own reader reads it.
        ordered: the draft's texts, which must stand one after the other (entries of the contents do not count).
        anywhere: the template's fixed texts, which must stand somewhere, headers and footers included.
    """
    body = _squeeze("".join(b.label + b.text for b in source.blocks if b.kind is not BlockKind.CONTENTS))
    whole = _squeeze("".join((*(b.label + b.text for b in source.blocks), *source.furniture)))
    lost = [text for text in anywhere if _squeeze(text) not in whole]
    position = 0
    for text in ordered:
        wanted = _squeeze(text)
        found = body.find(wanted, position)
        if found < 0:
            lost.append(text)
        else:
            position = found + len(wanted)
    return tuple(lost)


def unstated(values: Iterable[Leaf], texts: Iterable[str]) -> tuple[Leaf, ...]:
    """The values of a matter that stand in none of the texts.

    Each paragraph of a value counts by itself, and without its final punctuation, which a list may replace.
    """
    whole = _squeeze("".join(texts))
    return tuple(leaf for leaf in values if any(_bare(line) not in whole for line in leaf.shown.split("\n")))


def _bare(line: str) -> str:
    return _squeeze(line).rstrip(TRAILING)


def _squeeze(text: str) -> str:
    return _SPACE.sub("", text)
