"""White space in a page: source line ends are none, `<br>` ends a line, an indented line begins a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contractkit.readers.lines import clauses

BREAK = "\0"
"""Stands for `<br>` while words are collected; no decoded text holds it."""

_WIDE = (
    "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uff60\u2018-\u201d\u2014\u2026\U00020000-\U0003ffff"
)
_WIDE_END = re.compile(f"(?<=[{_WIDE}])[ \t]*[\r\n][ \t\r\n\f]*(?=[{_WIDE}])")
_SPACES = re.compile("[ \t\r\n\f]+")
_SPACED_BREAK = re.compile(f" ?{BREAK} ?")
_INDENTED = re.compile("[\u00a0 ]{2,}|\u3000{1,}")


def collapsed(text: str) -> str:
    """White space as a browser shows it, each `BREAK` a line end; one of the source between two 汉字 is nothing."""
    return _SPACED_BREAK.sub("\n", _SPACES.sub(" ", _WIDE_END.sub("", text))).strip(" \n")


def paragraphs(text: str) -> Iterator[str]:
    """The paragraphs of collapsed text: apart where a line is blank or indented, or where a clause begins or ends."""
    held: list[str] = []
    for line in text.split("\n"):
        if held and (not line.strip() or _INDENTED.match(line)):
            yield from clauses("\n".join(held))
            held = []
        if line.strip():
            held.append(line)
    if held:
        yield from clauses("\n".join(held))
