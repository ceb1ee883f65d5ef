"""Where imported answers were read: the words of a draft, how far they can be trusted, what was not found in it.

A source belongs to an answer for as long as the answer is what was read there: nothing has to be kept up when rows move,
or when somebody answers otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from contractkit.core.extraction.fact import Confidence
from contractkit.core.interview.values import Plain
from contractkit.core.matter.fields import Keys

CONFIDENCE = {Confidence.CERTAIN: "确定", Confidence.PROBABLE: "较可信", Confidence.DOUBTFUL: "存疑"}


@dataclass(frozen=True, slots=True)
class Source:
    """The words that one answer was read from.

    Attributes:
        keys: the field, list members counted as in the draft.
        value: as an answer holds it.
        quote: exactly as the draft has it.
        place: where, for a person: 第三条、（二）.
        basis: what the confidence rests on, in Chinese.
    """

    keys: Keys
    value: Plain
    quote: str
    place: str
    confidence: Confidence
    basis: str

    @property
    def told(self) -> str:
        """草案（第三条）：“…”　较可信：条文写明."""
        basis = f"：{self.basis}" if self.basis else ""
        return f"草案原文（{self.place}）：“{self.quote}”　{CONFIDENCE[self.confidence]}{basis}"


@dataclass(frozen=True, slots=True)
class Open:
    """Something in the draft that was not taken for an answer, or for which nothing was taken.

    Attributes:
        keys: the field it concerns.
        message: what is the matter, in Chinese.
        candidates: what stands in the draft.
    """

    keys: Keys
    message: str
    candidates: tuple[Source, ...] = ()

    @property
    def told(self) -> str:
        """The message, then where each candidate stands."""
        return "".join((self.message, *(f"\n草案原文（{one.place}）：“{one.quote}”" for one in self.candidates)))


@dataclass(frozen=True, slots=True, eq=False)
class Sources:
    """Everything known of where answers were read.

    Attributes:
        document: the draft's file name; empty where there is none.
        found: one for each answer that was read.
        open: what contradicts or could not be placed.
        missing: fields that such a document states and this one does not.
    """

    document: str = ""
    found: tuple[Source, ...] = ()
    open: tuple[Open, ...] = ()
    missing: tuple[Keys, ...] = ()
    _by_field: dict[Keys, list[Source]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for one in self.found:
            self._by_field.setdefault(fields(one.keys), []).append(one)

    def of(self, keys: Keys, value: Plain) -> Source | None:
        """Where an answer, or a cell of a list, was read; None where it is not what was read."""
        if not self.found:
            return None
        same = [one for one in self._by_field.get(fields(keys), ()) if one.value == value]
        return next((one for one in same if one.keys == keys), same[0] if same else None)

    def open_at(self, root: Keys) -> tuple[Open, ...]:
        """What is open at a field, or anywhere in a list."""
        return tuple(one for one in self.open if one.keys[: len(root)] == root)

    def below(self, root: Keys) -> Iterator[Source]:
        """What was read for a field, or for all of a list."""
        return (one for one in self.found if one.keys[: len(root)] == root)


NO_SOURCES = Sources()


def fields(keys: Keys) -> Keys:
    """A path without the numbers of members."""
    return tuple(key for key in keys if isinstance(key, str))
