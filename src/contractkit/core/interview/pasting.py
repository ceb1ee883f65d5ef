"""Rows copied from a spreadsheet or read from a table → rows of a list."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO

from contractkit.core.interview.answers import Row
from contractkit.core.interview.question import Question
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.interview.values import Plain, read
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.text import clean_prose
from contractkit.core.zh.normalize import normalize

Table = Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a table means.

    Attributes:
        rows: one for each line with content; cells that are no answers hold what was written.
        ignored: headings, or numbers of columns, that belong to no column of the list.
    """

    rows: tuple[Row, ...]
    ignored: tuple[str, ...]


def table_of(text: str) -> Table:
    """Cells of a text as spreadsheets put it on the clipboard (tabs, quotes round line feeds), or of CSV."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    mark = "\t" if "\t" in lines else "," if lines.count(",") >= lines.strip("\n").count("\n") + 1 else "\t"
    return [
        row for row in csv.reader(StringIO(lines), delimiter=mark, strict=False) if any(cell.strip() for cell in row)
    ]


def sheet_of(question: Question, table: Table) -> Sheet:
    """The rows that a table means; its first line may be headings (labels, model titles or keys), in any order."""
    lines = [line for line in table if any(str(cell).strip() for cell in line)]
    if not lines:
        return Sheet((), ())
    known = _headings(question, lines[0])
    if any(known):
        columns, body = known, lines[1:]
        ignored = tuple(
            str(cell) for cell, column in zip(lines[0], known, strict=True) if column is None and str(cell).strip()
        )
    else:
        columns, body = list(question.columns), lines
        widest = max(len(line) for line in lines)
        ignored = tuple(f"第{at + 1}列" for at in range(len(columns), widest))
    return Sheet(tuple(_row(columns, line) for line in body), ignored)


def _headings(question: Question, line: Sequence[str]) -> list[Question | None]:
    """The column under each heading; none at all where fewer than half of the cells are headings."""
    names: dict[str, Question] = {}
    for column in question.columns:
        for name in (column.label, ".".join(map(str, column.keys)), str(column.keys[-1])):
            names.setdefault(_bare(name), column)
    found = [names.get(_bare(str(cell))) for cell in line]
    filled = sum(bool(str(cell).strip()) for cell in line)
    return found if 2 * sum(one is not None for one in found) >= filled else [None] * len(line)


def _bare(name: str) -> str:
    return normalize(name).text.partition("（")[0].strip().lower()


def _row(columns: Sequence[Question | None], line: Sequence[str]) -> Row:
    row: dict[Keys, Plain] = {}
    for column, cell in zip(columns, line, strict=False):
        if column is not None and str(cell).strip():
            row[column.keys] = value_or_text(column, str(cell))
    return row


def value_or_text(question: Question, text: str) -> Plain:
    """The value that a text means, or the text as it was typed where it is no answer: nothing typed is lost."""
    try:
        return read(question, text)
    except Unreadable:
        kept = str(clean_prose(text))  # without what Word and YAML cannot hold
        return tuple(kept.split("\n")) if question.is_list else kept or None
