"""Does a line begin or end a clause? Readers ask where a file breaks lines without saying why."""

from __future__ import annotations

from contractkit.core.zh.labels import parse_label

_BULLETS = frozenset("■□●◆▪•☑☐✓")
_ENDS = ("。", "；", "：", "！", "？", ";", ":", "。”", "。）", "；”")


def begins_item(line: str) -> bool:
    """Whether a line begins with the number or bullet of a clause: 第三条, 一、, （二）, 3., 4.2, ①, 附件1, ●."""
    return line.lstrip()[:1] in _BULLETS or parse_label(line) is not None


def ends_sentence(line: str) -> bool:
    """Whether a line ends where a clause may end."""
    return line.rstrip().endswith(_ENDS)


def clauses(text: str) -> list[str]:
    """Split at manual line breaks, but only where a clause ends or a new one begins; other breaks stay in the text."""
    if "\n" not in text:
        return [text] if text.strip() else []
    pieces: list[list[str]] = []
    for line in text.split("\n"):
        if pieces and not begins_item(line) and not ends_sentence(pieces[-1][-1]):
            pieces[-1].append(line)
        else:
            pieces.append([line])
    return [piece for lines in pieces if (piece := "\n".join(lines).strip("\n")).strip()]
