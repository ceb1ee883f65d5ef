"""What `contractkit show clause` prints, in plain text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from contractkit.core.clauses.clause import Clause, ClauseText
from contractkit.reporters.columns import pad, wrap


def show_clauses(clauses: Iterable[Clause]) -> str:
    """All clauses, one line each: id, title, positions."""
    lines = ["条款（`show clause 编号` 查看全文）"]
    for clause in clauses:
        positions = "、".join(dict.fromkeys(_position(text) for text in clause.texts))
        lines.append(f"{pad(clause.id, 30)}{pad(clause.title, 34)}{positions}")
    return "\n".join(lines) + "\n"


def show_clause(clause: Clause) -> str:
    """One clause: law, drafting notes, every position."""
    lines = [f"{clause.id}　{clause.title}", f"文件　{clause.file}:{clause.line}"]
    lines += wrap("；".join(clause.basis), first="依据　", indent="　　　") if clause.basis else []
    for note in clause.notes:
        lines += wrap(note, first="说明　", indent="　　　")
    for text in clause.texts:
        lines += ["", f"【{_position(text)}】", *_paragraphs(text)]
    return "\n".join(lines) + "\n"


def clause_lines(clause: Clause) -> list[str]:
    """A clause in a few lines, for the page of a requirement."""
    positions = "、".join(_position(text) for text in clause.texts)
    return [f"{clause.file}:{clause.line}（{positions}）", *clause.texts[0].text.splitlines()]


def _position(text: ClauseText) -> str:
    return text.position.value + (f"（{text.side.value}）" if text.side else "")


def _paragraphs(text: ClauseText) -> Iterator[str]:
    for line in text.text.splitlines():
        if line.strip():
            yield from wrap(line.strip())
