"""What a remedy says: the text, where it belongs, what is left to fill in."""

from __future__ import annotations

from dataclasses import dataclass

from contractkit.core.matter.standpoint import Position, Side


@dataclass(frozen=True, slots=True)
class Blank:
    """Something that only the parties know.

    Attributes:
        mark: as it stands in the text (`【待填：披露渠道】`).
        says: what to fill in, in Chinese, with an example where there is one.
    """

    mark: str
    says: str


@dataclass(frozen=True, slots=True)
class Remedy:
    """Clause text for one element that is missing or put off.

    Attributes:
        clause: id of the clause.
        source: file and line of the text (`agreement/14.6.md:13`).
        position: whose text it is.
        side: the side it is written for; None for both.
        note: what the reader must know of the choice, in Chinese (there is no 备选, so it is 首选); mostly empty.
        place: where it belongs, as a Chinese sentence.
        number: the number that the new article or paragraph has there; empty where it has none.
        paragraphs: the text, each with its number in front, names and numbers those of the draft.
        blanks: what is left to fill in, in order.
    """

    clause: str
    source: str
    position: Position
    side: Side | None
    note: str
    place: str
    number: str
    paragraphs: tuple[str, ...]
    blanks: tuple[Blank, ...] = ()


def failed(clause: str, why: str) -> Remedy:
    """In place of a remedy that could not be written."""
    note = f"补缺的文字没有写成（{why}），请检查条款库（contractkit lint），或者自行起草。"
    return Remedy(clause, "", Position.PREFERRED, None, note, "", "", ())
