"""A comparison as a whole: the changes, and what they do to what the law demands."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from contractkit.core.document.tree import Source
from contractkit.core.redline.alterations import Alteration, Term
from contractkit.core.redline.compare import Change

_BINDS = frozenset({"应当", "应该", "必须", "不得", "不应当", "不可", "不可以", "禁止", "有义务", "有责任", "须"})
_LEAVES_FREE = frozenset({"可以", "有权", "无须", "无需", "不必", "无权"})


class Effect(StrEnum):
    """What a change does to an element that the law demands."""

    LOST = "lost"  # it was there, and is missing now
    WEAKER = "weaker"  # it is put off now, or what bound before is now left free
    CHANGED = "changed"  # it is there in both, in words that say something else
    STRONGER = "stronger"
    GAINED = "gained"  # it was missing or put off, and is there now


@dataclass(frozen=True, slots=True)
class ElementEffect:
    """What became of one element.

    Attributes:
        old: its status in the old version, as the check calls it; new: in the new one.
        changes: numbers of the changes that it rests on, counted from 1.
        why: half a Chinese sentence.
    """

    id: str
    title: str
    old: str
    new: str
    effect: Effect
    changes: tuple[int, ...]
    why: str


@dataclass(frozen=True, slots=True)
class FindingEffect:
    """A problem that came with the new version, or that is gone in it.

    Attributes:
        appeared: it came.
        quote: the words that it rests on; may be empty.
    """

    rule: str
    severity: str
    message: str
    quote: str
    appeared: bool


@dataclass(frozen=True, slots=True)
class Version:
    """One of the two versions.

    Attributes:
        format: as the reader calls it.
        unread: what was not read in it, as Chinese sentences.
    """

    path: str
    sha256: str
    format: str
    unread: tuple[str, ...] = ()

    @classmethod
    def of(cls, path: str, data: bytes, source: Source) -> Self:
        """The version that a file's bytes are, as it was read."""
        unread = tuple(f"{loss.what}{loss.count}处。{loss.note}" for loss in source.losses if loss.withholds)
        return cls(path, hashlib.sha256(data).hexdigest(), source.format, unread)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions and what lies between them.

    Attributes:
        kind: what they are, as the check calls it: `plan`, `agreement` or `other`.
        elements: only those to which something happened.
    """

    old: Version
    new: Version
    kind: str
    changes: tuple[Change, ...]
    elements: tuple[ElementEffect, ...]
    findings: tuple[FindingEffect, ...]


def leaning(found: tuple[Alteration, ...]) -> Effect | None:
    """Whether the words that bind became weaker or stronger; None where they did not change, or in both directions."""
    leanings = {_leaning(one) for one in found if one.term is Term.MODAL} - {None}
    return leanings.pop() if len(leanings) == 1 else None


def _leaning(one: Alteration) -> Effect | None:
    before, after = one.old in _BINDS, one.new in _BINDS
    if before and not after and (not one.new or one.new in _LEAVES_FREE):
        return Effect.WEAKER
    if after and not before and (not one.old or one.old in _LEAVES_FREE):
        return Effect.STRONGER
    return None
