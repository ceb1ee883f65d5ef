"""Whose side somebody stands on, and how far they go."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    """Whose draft it is, or for whom a draft is checked: the clause positions are written from this side."""

    IMPLEMENTING_BODY = "实施机构"
    OPERATOR = "运营机构"


class Position(StrEnum):
    """Which text of a clause is used."""

    PREFERRED = "首选"
    FALLBACK = "备选"
    WALK_AWAY = "底线"
