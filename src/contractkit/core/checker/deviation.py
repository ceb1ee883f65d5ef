"""Deviations that somebody has accepted: what, on which words, why, who, until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contractkit.core.zh.normalize import normalize


@dataclass(frozen=True, slots=True)
class Deviation:
    """A gap or a finding that an office has decided to live with.

    Attributes:
        subject: element id (`14.6.disclosure`) or rule name (`term-too-long`).
        words: the words of the draft that were accepted, as they stood; empty for an element that is missing.
        reason: why, in Chinese.
        by: who accepted it.
        until: the last day on which it holds.
        accepted: the day on which it was written down; None where the file does not say.
        line: 1-based line of its file; 0 where there is none.
    """

    subject: str
    words: tuple[str, ...]
    reason: str
    by: str
    until: date
    accepted: date | None = None
    line: int = 0

    @property
    def key(self) -> tuple[str, tuple[str, ...]]:
        """What it is found by: the subject and the words, without what typing changes (spaces, full-width forms)."""
        return self.subject, key_of(self.words)

    def holds(self, on: date) -> bool:
        """Whether it still holds on a day."""
        return on <= self.until


@dataclass(frozen=True, slots=True)
class Idle:
    """An accepted deviation that does not count.

    Attributes:
        why: in Chinese, one sentence with what to do.
    """

    deviation: Deviation
    why: str


def key_of(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words in the form in which they are compared, sorted: where they stand in the draft does not matter."""
    return tuple(sorted(_bare(one) for one in words))


def _bare(words: str) -> str:
    return "".join(normalize(words).text.split())
