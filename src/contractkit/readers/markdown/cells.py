"""The cells of a table row in Markdown."""

from __future__ import annotations

import re

_BORDER = re.compile(r"(?<!\\)\|")
_RULE_CELL = re.compile(r":?-+:?")


def is_row(line: str) -> bool:
    """Whether a line is a row by itself: it begins with a bar and has another."""
    return line.lstrip().startswith("|") and line.count("|") > 1


def is_rule(line: str) -> bool:
    """Whether a row is the rule below a header."""
    return all(_RULE_CELL.fullmatch(cell) for cell in split_row(line))


def split_row(line: str) -> list[str]:
    """The raw cells; an escaped bar is a bar."""
    inner = line.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.strip().replace("\\|", "|") for cell in _BORDER.split(inner)]
