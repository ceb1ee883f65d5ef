"""Figures and lists as people read them in a report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

_MOST: Final = 12  # names in a sentence


def length(months: int) -> str:
    """60 → 5年; 54 → 4年零6个月."""
    years, rest = divmod(months, 12)
    if not years:
        return f"{rest}个月"
    return f"{years}年零{rest}个月" if rest else f"{years}年"


def day(one: date) -> str:
    """2026年3月1日."""
    return f"{one.year}年{one.month}月{one.day}日"


def listed(names: Iterable[str]) -> str:
    """“甲”“乙”; a long list is cut short, with its number."""
    found: Sequence[str] = list(names)
    shown = "".join(f"“{name}”" for name in found[:_MOST])
    return shown if len(found) <= _MOST else f"{shown}等{len(found)}项"
