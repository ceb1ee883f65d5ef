"""Lists of parts that stand in tables: data resources, products, milestones; several tables of one list are joined.

A row belongs to the member with its code, or with its name where tables have no codes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.extraction.fact import Confidence, Fact, Quote, raw_quote
from contractkit.core.extraction.lexicon import TableWords
from contractkit.core.extraction.sentence import Sentence
from contractkit.core.extraction.values import Unfit, read_value
from contractkit.core.matter.fields import Keys
from contractkit.core.zh.normalize import normalize

_BLANK = re.compile(r"^[\s_＿/—\-－、]*$|【\s*】|_{2,}|＿{2,}")
_MARKS = "、，,；;"
_ITEM = re.compile(r"^[（(]?(?:[\d一二三四五六七八九十]+)[）).、]\s*")
_NAME_ENDS = "：，；。（—、"
_LONGEST_NAME = 30
_SPLIT = re.compile(r"[、；;]|(?<=[^（])和(?=[^）])")


@dataclass(frozen=True, slots=True)
class Cell:
    """What one cell says of one member, or why it says nothing.

    Attributes:
        path: below the member.
        text: as it stands.
        value: text by which it is read; empty for `text`.
        source: where it stands.
    """

    path: Keys
    text: str
    source: Quote


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of one list.

    Attributes:
        facts: by member.
        unfit: cells that are no answers, with the reason.
    """

    facts: tuple[Fact, ...]
    unfit: tuple[tuple[Fact, str], ...]


def read_table(document: Document, sentences: Sequence[Sentence], words: TableWords) -> Table:
    """All members of a list that the document's tables state, else those that a sentence names."""
    members: dict[str, dict[Keys, Cell]] = {}
    for rows in _tables(document):
        columns = _columns(rows[0].header, words)
        title = _title(document, rows[0])
        if not columns or not _is_meant(title, columns, words):
            continue
        for number, row in enumerate(rows):
            cells = {one.path: one for one in _cells(row, columns, title, words)}
            if cells:
                members.setdefault(_member(cells, members, number), {}).update(
                    {
                        path: cell
                        for path, cell in cells.items()
                        if path not in members.get(_member(cells, members, number), {})
                    }
                )
    if members:
        return _facts(members.values(), words, Confidence.CERTAIN, "在清单表格的同名栏目中载明")
    return _facts(tuple(_named(sentences, words)), words, Confidence.PROBABLE, "条文中列举的名称，没有清单表格")


def _tables(document: Document) -> Iterator[tuple[Passage, ...]]:
    rows = [
        one for one in document.passages if one.kind is BlockKind.ROW and one.header and one.zone is not Zone.CONTENTS
    ]
    for _, group in groupby(rows, key=lambda one: (one.location.table, one.header)):
        yield tuple(group)


def _columns(header: Sequence[str], words: TableWords) -> dict[int, Keys]:
    found: dict[int, Keys] = {}
    for path, pattern in words.columns.items():
        at = next((at for at, cell in enumerate(header) if at not in found and pattern.fullmatch(cell.strip())), None)
        if at is not None:
            found[at] = path
    return found


def _title(document: Document, row: Passage) -> str:
    """The headings over a table and what stands directly over it, the nearest last."""
    for passage in reversed(document.passages[max(0, row.index - 2100) : row.index]):
        if passage.location.table != row.location.table:
            near = passage.clean.text if len(passage.clean.text) <= 120 else ""
            return " ".join((*row.headings, near))
    return " ".join(row.headings)


def _is_meant(title: str, columns: Mapping[int, Keys], words: TableWords) -> bool:
    held = set(columns.values())
    return bool(words.title.search(title)) and all(path in held for path in words.needs)


def _cells(row: Passage, columns: Mapping[int, Keys], title: str, words: TableWords) -> Iterator[Cell]:
    source = raw_quote(row, 0, len(row.text))
    for at, path in columns.items():
        if at < len(row.cells) and not _BLANK.search(row.cells[at]):
            yield Cell(path, _meant(row.cells[at].strip(), words.values.get(path, ())), source)
    held = set(columns.values())
    for path, known in words.implied.items():
        if path not in held and (value := _meant(title, known, otherwise="")):
            yield Cell(path, value, source)


def _meant(text: str, known: Iterable[tuple[re.Pattern[str], str]], otherwise: str | None = None) -> str:
    clean = normalize(text).text
    return next((value for pattern, value in known if pattern.search(clean)), text if otherwise is None else otherwise)


def _member(cells: Mapping[Keys, Cell], members: Mapping[str, Mapping[Keys, Cell]], number: int) -> str:
    """The member a row is about: that with its code, else that with its name, else a new one."""
    code, name = cells.get(("code",)), cells.get(("name",))
    if code is not None:
        return f"code {code.text}"
    if name is not None:
        same = [key for key, known in members.items() if (one := known.get(("name",))) and one.text == name.text]
        return same[0] if same else f"name {name.text}"
    return f"row {number} {next(iter(cells.values())).text}"


def _named(sentences: Sequence[Sentence], words: TableWords) -> Iterator[dict[Keys, Cell]]:
    """Members by name only: item by item under a lead, else all in one sentence."""
    listed = [one for one in sentences if one.lead and one.passage.label and words.lead.search(one.lead)]
    for passage, (sentence, *_) in groupby(listed, key=lambda one: one.passage):
        label = _ITEM.match(sentence.text)
        start = label.end() if label else 0
        end = next(
            (at for at in range(start, len(sentence.text)) if sentence.text[at] in _NAME_ENDS), len(sentence.text)
        )
        if 2 <= end - start <= _LONGEST_NAME and passage.path[:-1] == listed[0].passage.path[:-1]:
            yield {("name",): Cell(("name",), sentence.raw(start, end), sentence.quote(start, end))}
    for sentence in () if listed else sentences:
        for pattern in words.names:
            if (match := pattern.search(sentence.text)) is None:
                continue
            source = sentence.quote(*match.span("value"))
            names = [_ITEM.sub("", one.strip()).strip() for one in _SPLIT.split(sentence.raw(*match.span("value")))]
            for name in filter(None, names):
                yield {("name",): Cell(("name",), name, source)}
            return


def _facts(members: Iterable[Mapping[Keys, Cell]], words: TableWords, confidence: Confidence, basis: str) -> Table:
    facts: list[Fact] = []
    unfit: list[tuple[Fact, str]] = []
    for number, member in enumerate(members):
        for path, cell in member.items():
            keys = (*words.keys, number, *path)
            value = read_value(keys, cell.text, _MARKS)
            fact = Fact(keys, cell.text if isinstance(value, Unfit) else value, cell.source, confidence, basis)
            if isinstance(value, Unfit):
                unfit.append((fact, value.reason))
            else:
                facts.append(fact)
    return Table(tuple(facts), tuple(unfit))
