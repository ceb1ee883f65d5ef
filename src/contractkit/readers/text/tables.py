"""Tables in plain text: drawn with box characters or bars, made of tabs, or lined up with spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from contractkit.core.zh.labels import parse_label
from contractkit.readers.text.source_lines import TextLine, display_width


@dataclass(frozen=True, slots=True)
class TextRow:
    """A row and the line where it begins."""

    number: int
    cells: tuple[str, ...]


# The rows and where the table ends; no rows for a run of lines that is no table after all, so that it is asked once.
_Found = tuple[tuple[TextRow, ...], int]

_LONGEST_ROW = 4000
_BOX_SIDE = "│┃║┆┇┊┋"
_DRAWN = re.compile(r"[\u2500-\u257f+\-=|:\s]+")
_BOX = re.compile("[\u2500-\u257f]")
_ASCII_BORDER = re.compile(r"\+(?:[-=]{2,}\+)+")
_BAR_RULE = re.compile(r"\|?(?:\s*:?-{3,}:?\s*\|)+(?:\s*:?-{3,}:?\s*)?")
_GAP = re.compile(r" {2,}|[ \u3000]*\u3000[ \u3000]*")
_COLON_END = re.compile(r"[：:]\s*$|_{2,}|[（(](?:盖章|签章|签字|公章)[)）]")
_PAGE_NUMBER = re.compile(r"[-—\s]*\d{1,4}[-—\s]*")
_CONTENTS = re.compile(r"\s*(?:目\s*[录次錄]|contents)\s*", re.IGNORECASE)
_NUMBER_COLUMN = frozenset({"序号", "编号", "号", "项次", "序", "No.", "NO.", "no."})
_ALIGNED_LINES = 3
_SHIFT = 2  # columns by which cells of one column may begin apart


def with_tables(lines: Sequence[TextLine]) -> Iterator[list[TextLine] | tuple[TextRow, ...]]:
    """The text in order: stretches of lines outside tables, and the rows of each table."""
    outside: list[TextLine] = []
    at = 0
    while at < len(lines):
        rows, end = _table_at(lines, at, outside) or ((), at + 1)
        if rows:
            if outside:
                yield outside
            outside = []
            yield rows
        else:
            end = max(end, at + 1)  # whatever was found, the text goes on
            outside.extend(lines[at:end])
        at = end
    if outside:
        yield outside


def _table_at(lines: Sequence[TextLine], at: int, before: Sequence[TextLine]) -> _Found | None:
    if lines[at].is_blank or len(lines[at].text) > _LONGEST_ROW:
        return None
    return _drawn(lines, at) or _barred(lines, at) or _tabbed(lines, at, before) or _aligned(lines, at)


def _run(lines: Sequence[TextLine], at: int, belongs: Callable[[str], bool]) -> int:
    end = at
    while end < len(lines) and len(lines[end].text) <= _LONGEST_ROW and belongs(lines[end].text):
        end += 1
    return end


def _drawn(lines: Sequence[TextLine], at: int) -> _Found | None:
    """A table with drawn borders; lines between two borders are one row where every row has its border."""
    first = lines[at].text.strip()
    if not (_is_border(first) or (first[0] in _BOX_SIDE and _is_drawn(first))):
        return None
    end = _run(lines, at, _is_drawn)
    groups: list[list[TextLine]] = [[]]
    for line in lines[at:end]:
        if _is_border(line.text):
            groups.append([])
        else:
            groups[-1].append(line)
    groups = [group for group in groups if group]
    is_grid = len(groups) > 2 or (len(groups) == 2 and len(groups[1]) == 1)
    rows = groups if is_grid else [[line] for group in groups for line in group]
    return tuple(_drawn_row(row) for row in rows), end


def _is_border(text: str) -> bool:
    stripped = text.strip()
    if len(stripped) < 3 or not _DRAWN.fullmatch(stripped):
        return False
    return bool(_ASCII_BORDER.fullmatch(stripped) or len(_BOX.findall(stripped)) * 2 > len(stripped))


def _is_drawn(text: str) -> bool:
    stripped = text.strip()
    if stripped[:1] in _BOX_SIDE and stripped:
        return any(side in stripped[1:] for side in _BOX_SIDE) or _is_border(text)
    is_ascii_row = stripped.startswith("|") and stripped.endswith("|") and len(stripped) > 2
    return _is_border(text) or (is_ascii_row and not _BAR_RULE.fullmatch(stripped))


def _drawn_row(lines: Sequence[TextLine]) -> TextRow:
    split = [[cell.strip() for cell in re.split(f"[{_BOX_SIDE}|]", line.text.strip()[1:-1])] for line in lines]
    width = max(len(cells) for cells in split)
    cells = ("\n".join(filter(None, (cells[at] for cells in split if at < len(cells)))) for at in range(width))
    return TextRow(lines[0].number, tuple(cells))


def _barred(lines: Sequence[TextLine], at: int) -> _Found | None:
    """Lines whose cells stand between bars; the rule below a header has no words."""
    end = _run(lines, at, lambda text: " | " in text or bool(_BAR_RULE.fullmatch(text.strip())))
    rows = [line for line in lines[at:end] if not _BAR_RULE.fullmatch(line.text.strip())]
    return (tuple(TextRow(line.number, _bar_cells(line.text)) for line in rows), end) if rows else None


def _bar_cells(text: str) -> tuple[str, ...]:
    inner = text.strip()
    inner = inner.removeprefix("|")
    inner = inner.removesuffix("|")
    return tuple(cell.strip() for cell in inner.split("|"))


def _tabbed(lines: Sequence[TextLine], at: int, before: Sequence[TextLine]) -> _Found | None:
    """Two or more lines with tabs between words, unless the tabs only set off numbers, signatures or page numbers."""
    end = _run(lines, at, lambda text: "\t" in text.strip())
    if end - at < 2:
        return None
    texts = [line.text.rstrip() for line in lines[at:end]]
    indent = min(len(text) - len(text.lstrip("\t")) for text in texts)
    split = [tuple(cell.strip() for cell in text[indent:].split("\t")) for text in texts]
    if _is_list(split) or _is_form(split) or _is_contents(split, before):
        return (), end
    return tuple(TextRow(line.number, cells) for line, cells in zip(lines[at:end], split, strict=True)), end


def _is_list(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first column is the numbering of paragraphs."""
    if max(len(row) for row in rows) > 2 or rows[0][0] in _NUMBER_COLUMN:
        return False
    numbered = sum(_is_number(row[0]) for row in rows)
    return numbered * 2 >= len(rows)


def _is_number(cell: str) -> bool:
    label = parse_label(f"{cell} 甲") if cell else None
    return label is not None and label.end >= len(cell)


def _is_form(rows: Sequence[tuple[str, ...]]) -> bool:
    """Whether most cells are fields to fill in or to sign, side by side."""
    cells = [cell for row in rows for cell in row if cell]
    return sum(bool(_COLON_END.search(cell)) for cell in cells) * 5 > len(cells) * 3


def _is_contents(rows: Sequence[tuple[str, ...]], before: Sequence[TextLine]) -> bool:
    """Whether every line ends in a page number and stands below 目录 or begins with a number."""
    if not all(_PAGE_NUMBER.fullmatch(row[-1]) for row in rows):
        return False
    above = next((line.text for line in reversed(before[-4:]) if not line.is_blank), "")
    labelled = sum(parse_label(row[0]) is not None for row in rows)
    return bool(_CONTENTS.fullmatch(above)) or labelled * 2 > len(rows)


def _aligned(lines: Sequence[TextLine], at: int) -> _Found | None:
    """Three or more lines with three or more cells, each column beginning or ending at one place."""
    columns = 0 if "\t" in lines[at].text else len(_spaced(lines[at].text))
    if columns < 3:
        return None
    end = _run(lines, at, lambda text: "\t" not in text and len(_spaced(text)) == columns)
    split = [_spaced(line.text) for line in lines[at:end]]
    if len(split) < _ALIGNED_LINES or not all(_lines_up(split, column) for column in range(columns)):
        return (), end
    rows = [tuple(cell for _, cell in cells) for cells in split]
    if _is_form(rows):
        return (), end
    return tuple(TextRow(line.number, cells) for line, cells in zip(lines[at:end], rows, strict=True)), end


def _spaced(text: str) -> list[tuple[int, str]]:
    """The cells between gaps of two or more spaces, each with the column where it begins."""
    line = text.rstrip()
    start = len(line) - len(line.lstrip())
    marks = [(start, start), *(gap.span() for gap in _GAP.finditer(line, start)), (len(line), len(line))]
    cells = [(before[1], line[before[1] : after[0]]) for before, after in pairwise(marks)]
    return [(display_width(line[:begin]), cell) for begin, cell in cells if cell]


def _lines_up(rows: Sequence[list[tuple[int, str]]], column: int) -> bool:
    begins = [row[column][0] for row in rows]
    ends = [row[column][0] + display_width(row[column][1]) for row in rows]
    return max(begins) - min(begins) <= _SHIFT or max(ends) - min(ends) <= _SHIFT
