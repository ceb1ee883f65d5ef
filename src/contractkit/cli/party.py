"""For whom a draft is checked, in the words of users."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from contractkit.core.matter.standpoint import Position, Side


class PartyChoice(StrEnum):
    """The party that we stand by; 甲方 is the implementing body, as in the clauses that come with contractkit."""

    FIRST = "甲方"
    SECOND = "乙方"
    IMPLEMENTING_BODY = "implementing_body"
    OPERATOR = "operator"


class PositionChoice(StrEnum):
    """Which clause text closes gaps."""

    PREFERRED = "首选"
    FALLBACK = "备选"
    WALK_AWAY = "底线"


def side_of(party: PartyChoice | None) -> Side | None:
    """The side of a party."""
    from contractkit.core.matter.standpoint import Side

    if party is None:
        return None
    first = party in (PartyChoice.FIRST, PartyChoice.IMPLEMENTING_BODY)
    return Side.IMPLEMENTING_BODY if first else Side.OPERATOR


def position_of(position: PositionChoice | None) -> Position | None:
    """The position as the clauses have it."""
    from contractkit.core.matter.standpoint import Position

    return None if position is None else Position(position.value)
