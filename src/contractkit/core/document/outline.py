"""From a source to a document: every block in its place, with its path, its headings and its zone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contractkit.core.document.annexes import Annexes, find_annexes, label_of, signs_for_itself
from contractkit.core.document.contents import contents_lines
from contractkit.core.document.headings import Form, Shape, shape_of
from contractkit.core.document.language import detect
from contractkit.core.document.line import Line, read_lines
from contractkit.core.document.nesting import Stack, enclosing_divisions
from contractkit.core.document.signing import goes_on_signing
from contractkit.core.document.tables import RowPlace, row_places
from contractkit.core.document.title_lines import best_title, further_documents, title_lines
from contractkit.core.document.titles import is_front_note, is_introduction, names_a_plan
from contractkit.core.document.tree import Document, Passage, Source, Zone
from contractkit.core.document.zones import assign_zones
from contractkit.core.zh.labels import Scheme

_HEADINGS = frozenset({Form.TITLE, Form.HEADING, Form.SUBTITLE, Form.NAMED})


def build(source: Source) -> Document:
    """The outline of `source`: one passage for each block that has words or an automatic number."""
    lines = read_lines(source.blocks)
    contents = contents_lines(lines)
    annexes = find_annexes(lines, contents)
    titles = title_lines(lines, contents)
    restarts = further_documents(lines, contents) - (annexes.titles.keys() - titles)
    shapes = _shapes(lines, contents, titles | restarts, annexes)
    stacks = enclosing_divisions(lines, shapes, contents)
    zones = assign_zones(lines, shapes, stacks, contents, restarts)
    stacks, zones = _with_final_signature(lines, shapes, stacks, zones)
    places = row_places(lines)
    passages = tuple(_passage(at, line, shapes[at], stacks[at], zones[at], places[at]) for at, line in enumerate(lines))
    return Document(
        source=source,
        passages=passages,
        title=best_title(lines, shapes, zones),
        language=detect("\n".join(block.text for block in source.blocks)),
    )


def _shapes(
    lines: Sequence[Line], contents: frozenset[int], titles: frozenset[int], annexes: Annexes
) -> tuple[Shape, ...]:
    """The form of each line, with what only the whole document tells: its kind, and where its annexes are."""
    is_plan = any(names_a_plan(lines[at].body) for at in titles)
    shapes: list[Shape] = []
    is_front = True
    for at, line in enumerate(lines):
        if at in titles:
            shape = Shape(Form.TITLE)
        elif at in annexes.named:
            shape = Shape(Form.NAMED, line.body, label=label_of(annexes.named[at]))
        elif at in annexes.titles:
            label = label_of(annexes.titles[at])
            shape = Shape(Form.HEADING, line.body, Zone.ANNEX, is_special=True, label=label, scheme=Scheme.ANNEX)
        elif is_front and line.label is None and is_front_note(line.body):
            shape = Shape(Form.HEADING, line.body, Zone.RECITAL, is_special=True)
        else:
            shape = _shape_in_document(lines, at, is_plan=is_plan)
        is_front = is_front and (at in contents or line.scheme in (None, Scheme.ANNEX))
        shapes.append(shape)
    return tuple(shapes)


def _with_final_signature(
    lines: Sequence[Line], shapes: Sequence[Shape], stacks: tuple[Stack, ...], zones: tuple[Zone, ...]
) -> tuple[tuple[Stack, ...], tuple[Zone, ...]]:
    """Take out of the last annex the signatures of a document that is signed nowhere else."""
    if Zone.SIGNATURE in zones:
        return stacks, zones
    last = max((at for at, shape in enumerate(shapes) if shape.zone is Zone.ANNEX and shape.is_special), default=None)
    if last is None or signs_for_itself(shapes[last].title):
        return stacks, zones
    first = next((at for at in range(last + 1, len(lines)) if shapes[at].signs), len(lines))
    end = next((at for at in range(first + 1, len(lines)) if not _is_signed(lines[at], shapes[at])), len(lines))
    signed = range(first, end)
    return (
        tuple(() if at in signed else stack for at, stack in enumerate(stacks)),
        tuple(Zone.SIGNATURE if at in signed else zone for at, zone in enumerate(zones)),
    )


def _is_signed(line: Line, shape: Shape) -> bool:
    return shape.signs or goes_on_signing(line)


def _shape_in_document(lines: Sequence[Line], at: int, *, is_plan: bool) -> Shape:
    shape, label = shape_of(lines, at), lines[at].label
    if is_plan and shape.zone is Zone.RECITAL and is_introduction(shape.title, label.scheme if label else None):
        return replace(shape, zone=None, is_special=False)
    return shape


def _passage(at: int, line: Line, shape: Shape, stack: Stack, zone: Zone, place: RowPlace) -> Passage:
    block = line.block
    return Passage(
        index=at,
        text=block.text,
        clean=line.clean,
        zone=zone,
        location=block.location,
        kind=block.kind,
        label="" if zone is Zone.CONTENTS else _label_text(line),
        path=_path(line, shape, stack, "" if zone is Zone.SIGNATURE else place.key),
        headings=tuple(division.heading for division in stack if division.heading),
        is_heading=shape.form in _HEADINGS and zone is not Zone.CONTENTS,
        cells=block.cells,
        header=place.header,
        confidence=block.confidence,
        anchor=block.anchor,
    )


def _path(line: Line, shape: Shape, stack: Stack, key: str) -> tuple[str, ...]:
    """The marks of the open divisions, then what names the passage though it opens none: a note, an annex in a list, a row."""
    own = key
    if line.is_note:
        own = line.block.label
    elif shape.form is Form.NAMED and shape.label is not None:
        own = shape.label.text
    return (*(division.mark for division in stack), *((own,) if own else ()))


def _label_text(line: Line) -> str:
    """The number as it reads; an automatic one of an unknown form as the program shows it, a bullet not at all."""
    shown = line.block.label.strip()
    if line.label:
        return line.label.text
    return shown if any(character.isalnum() for character in shown) else ""
