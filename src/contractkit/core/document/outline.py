"""From a source to a document: every block in its place, with its path, its headings and its zone."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from contractkit.core.document.contents import contents_lines
from contractkit.core.document.headings import Form, Shape, shape_of
from contractkit.core.document.language import detect
from contractkit.core.document.line import Line, read_line
from contractkit.core.document.nesting import Stack, enclosing_divisions
from contractkit.core.document.titles import (
    ends_like_title,
    has_title_word,
    is_introduction,
    names_a_plan,
    zone_of_title,
)
from contractkit.core.document.tree import Document, Passage, Source, Zone
from contractkit.core.document.zones import assign_zones
from contractkit.core.zh.normalize import normalize

_FRONT_LINES = 60


def build(source: Source) -> Document:
    """The outline of `source`: one passage for each block that has words or an automatic number."""
    lines = tuple(read_line(block) for block in source.blocks if block.text.strip() or block.label.strip())
    contents = contents_lines(lines)
    titles = _title_lines(lines, contents)
    is_plan = any(names_a_plan(lines[at].body) for at in titles)
    shapes = tuple(
        Shape(Form.TITLE) if at in titles else _shape_in_document(lines, at, is_plan=is_plan)
        for at in range(len(lines))
    )
    stacks = enclosing_divisions(lines, shapes, contents)
    zones = assign_zones(lines, shapes, stacks, contents)
    stacks = _without_signed_divisions(stacks, zones)
    headers = _table_headers(lines)
    passages = tuple(
        _passage(at, lines[at], shapes[at], stacks[at], zones[at], headers[at]) for at in range(len(lines))
    )
    return Document(
        source=source,
        passages=passages,
        title=_best_title(lines, shapes, zones),
        language=detect("\n".join(block.text for block in source.blocks)),
    )


def _without_signed_divisions(stacks: Sequence[Stack], zones: Sequence[Zone]) -> tuple[Stack, ...]:
    """The divisions without those that an unheaded signature ended: it does not stand in the last article."""
    ended: Stack | None = None
    found: list[Stack] = []
    for stack, zone in zip(stacks, zones, strict=True):
        if zone is Zone.SIGNATURE and all(division.zone is not zone for division in stack):
            ended = stack
        found.append(() if stack == ended else stack)
    return tuple(found)


def _shape_in_document(lines: Sequence[Line], at: int, *, is_plan: bool) -> Shape:
    shape, label = shape_of(lines, at), lines[at].label
    if is_plan and shape.zone is Zone.RECITAL and is_introduction(shape.title, label.scheme if label else None):
        return replace(shape, zone=None, is_special=False)
    return shape


def _passage(at: int, line: Line, shape: Shape, stack: Stack, zone: Zone, header: tuple[str, ...]) -> Passage:
    block = line.block
    return Passage(
        index=at,
        text=block.text,
        clean=line.clean,
        zone=zone,
        location=block.location,
        kind=block.kind,
        label="" if zone is Zone.CONTENTS else _label_text(line),
        path=tuple(division.mark for division in stack),
        headings=tuple(division.heading for division in stack if division.heading),
        is_heading=shape.form in (Form.TITLE, Form.HEADING, Form.SUBTITLE) and zone is not Zone.CONTENTS,
        cells=block.cells,
        header=header,
        anchor=block.anchor,
    )


def _label_text(line: Line) -> str:
    """The number as it reads; an automatic one of an unknown form as the program shows it, a bullet not at all."""
    shown = line.block.label.strip()
    if line.label:
        return line.label.text
    return shown if any(character.isalnum() for character in shown) else ""


def _table_headers(lines: Sequence[Line]) -> tuple[tuple[str, ...], ...]:
    """For each row after a table's first, the clean cells of the first; a first row with sentences is no header."""
    headers: list[tuple[str, ...]] = []
    table: tuple[int | None] | None = None
    header: tuple[str, ...] = ()
    for line in lines:
        if not line.is_row:
            table = None
            headers.append(())
            continue
        this = (line.block.location.table,)
        if this != table:
            table, header = this, _header_cells(line)
            headers.append(())
        else:
            headers.append(header)
    return tuple(headers)


def _header_cells(line: Line) -> tuple[str, ...]:
    cells = tuple(normalize(cell).text for cell in line.block.cells)
    is_header = len(cells) > 1 and all(len(cell) <= 24 and not re.search("[。：]|__", cell) for cell in cells)
    return cells if is_header else ()


def _title_lines(lines: Sequence[Line], contents: frozenset[int]) -> frozenset[int]:
    """Positions of the document's own title: unnumbered top headings in front, and lines that repeat the title."""
    found: set[int] = set()
    words: set[str] = set()
    in_front = True
    for at, line in enumerate(lines[:_FRONT_LINES]):
        if at in contents or line.is_row or line.label is not None:
            in_front = in_front and not (line.label and _opens_body(lines, at))
        elif line.body in words or (in_front and _reads_like_title(line, stands_first=at == 0)):
            found.add(at)
            words.add(line.body)
        else:
            in_front = in_front and not _opens_body(lines, at)
    return frozenset(found)


def _reads_like_title(line: Line, *, stands_first: bool) -> bool:
    """Whether an unnumbered line is the title: by its words, or as a top heading that the document begins with."""
    if zone_of_title(line.body.rstrip("："), None) is not None:
        return False
    is_top = line.is_styled and (line.block.level or 1) <= 1
    return (is_top and stands_first) or ((line.is_styled or line.could_be_title) and ends_like_title(line.body))


def _opens_body(lines: Sequence[Line], at: int) -> bool:
    shape = shape_of(lines, at)
    return shape.form is Form.HEADING and not shape.is_special


def _best_title(lines: Sequence[Line], shapes: Sequence[Shape], zones: Sequence[Zone]) -> str:
    """The title line that names the document best; a notice (关于印发…的通知) yields to what it encloses."""
    candidates = [line for line, shape in zip(lines, shapes, strict=True) if shape.form is Form.TITLE]
    if not candidates:
        front = zip(lines[:_FRONT_LINES], zones, strict=False)
        candidates = [line for line, zone in front if zone is Zone.COVER and not line.is_row and line.could_be_title][
            :3
        ]
    ranked = sorted(candidates, key=_title_rank)
    return ranked[0].clean.text if ranked else ""


def _title_rank(line: Line) -> tuple[bool, bool, bool, int]:
    text = line.clean.text
    is_notice = text.endswith("通知") or text.startswith("关于印发")
    return is_notice, not ends_like_title(text), not has_title_word(text), -min(len(text), 8)
