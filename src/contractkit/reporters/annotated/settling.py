"""Our tracked changes accepted or rejected, and nobody else's: what the file says either way can then be read and compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from contractkit.reporters.annotated.edits import Edits
from contractkit.reporters.annotated.names import DEL, DELETED_T, ID, INS, PPR, RPR, RUN, TBL, TR, P, W
from contractkit.reporters.annotated.package import WordPackage
from contractkit.reporters.annotated.part import Node, XmlPart

_AROUND: Final = (INS, DEL)
_GONE: Final = (DEL, W + "moveFrom")
_COME: Final = (INS, W + "moveTo")
_HARD: Final = (W + "cellIns", W + "cellDel", W + "cellMerge")
_PROPERTIES: Final = tuple(
    W + name
    for name in (
        "rPrChange",
        "pPrChange",
        "sectPrChange",
        "tblPrChange",
        "trPrChange",
        "tcPrChange",
        "tblGridChange",
        "numberingChange",
    )
)
_RANGES: Final = tuple(W + f"move{way}Range{end}" for way in ("From", "To") for end in ("Start", "End"))
_COMMENT: Final = (W + "commentRangeStart", W + "commentRangeEnd")
_ANY_CHANGE: Final = (*_GONE, *_COME, *_HARD, *_PROPERTIES)


def accepted(data: bytes, changes: frozenset[str]) -> bytes:
    """The file with the tracked changes of these ids accepted."""
    return _settled(data, changes, gone=DEL, kept=INS)


def rejected(data: bytes, changes: frozenset[str]) -> bytes:
    """The file with the tracked changes of these ids rejected."""
    return _settled(data, changes, gone=INS, kept=DEL)


def _settled(data: bytes, changes: frozenset[str], *, gone: str, kept: str) -> bytes:
    package = WordPackage.opened(data)
    part = XmlPart(package.content(package.main))
    edits = Edits(part)
    removed: set[int] = set()
    for node in _outermost_first(part, changes, gone):
        if not any(outer.number in removed for outer in (node, *node.ancestors())):
            removed.add(node.number)
            edits.replace(node.start, node.end, b"")
    for node in part.nodes:
        is_ours = node.tag in _AROUND and node.attributes.get(ID) in changes
        if is_ours and node.tag == kept and not any(outer.number in removed for outer in (node, *node.ancestors())):
            edits.replace(node.start, node.inside, b"")
            if node.outside != node.end:
                edits.replace(node.outside, node.end, b"")
            if kept == DEL:
                _restore(node, edits)
    package.put(package.main, edits.applied())
    return package.written()


def _outermost_first(part: XmlPart, changes: frozenset[str], gone: str) -> Iterator[Node]:
    """What goes: words, and the paragraphs, rows and tables of which nothing else is left."""
    ours = [node for node in part.nodes if node.tag == gone and node.attributes.get(ID) in changes]
    rows = [outer for node in ours for outer in _row_of(node)]
    for row in rows:
        table = row.parent
        whole = table is not None and table.tag == TBL and all(one in rows for one in table.children if one.tag == TR)
        yield table if whole and table is not None else row
    for node in ours:
        mark = node.parent
        if mark is not None and mark.tag == RPR and mark.parent is not None and mark.parent.tag == PPR:
            paragraph = mark.parent.parent
            if paragraph is not None and paragraph.tag == P:
                yield paragraph
    yield from ours


def _row_of(node: Node) -> Iterator[Node]:
    properties = node.parent
    if properties is not None and properties.tag == W + "trPr" and properties.parent is not None:
        yield properties.parent


def _restore(deletion: Node, edits: Edits) -> None:
    """Deleted words are words again."""
    for node in deletion.all():
        if node.tag == DELETED_T:
            raw = edits.part.raw(node)
            edits.replace(node.start, node.end, raw.replace(b"delText", b"t"))


def _emptied(paragraph: Node, edits: Edits) -> bool:
    """Take away a paragraph of which nothing is left; comments on it go to the next. False where something is left."""
    kept = [one for one in paragraph.children if one.tag not in (*_GONE, *_RANGES, PPR)]
    if any(one.tag not in _COMMENT and not _refers(one) for one in kept):
        return False
    siblings = paragraph.parent.children if paragraph.parent is not None else []
    following = siblings[siblings.index(paragraph) + 1 :][:1]
    if kept and not (following and following[0].tag == P and following[0].children):
        return False
    if kept:
        own = following[0].child(PPR)
        comments = b"".join(map(edits.part.raw, kept))
        edits.insert(own.end if own is not None else following[0].inside, comments)
    edits.replace(paragraph.start, paragraph.end, b"")
    return True


def _refers(node: Node) -> bool:
    """Whether a run is nothing but the mark of a comment."""
    return node.tag == RUN and all(one.tag in (RPR, W + "commentReference") for one in node.children)


def _marked(node: Node) -> Node | None:
    """The paragraph whose mark a change takes away; None for a change of anything else."""
    mark = node.parent
    if node.tag not in _GONE or mark is None or mark.tag != RPR or mark.parent is None or mark.parent.tag != PPR:
        return None
    return mark.parent.parent


def resolved(data: bytes) -> bytes | None:
    """The file with every tracked change in it accepted, whoever made it; None where that takes more than leaving out.

    A paragraph whose mark was deleted runs on into the next, and cells that came or went change a table: those files stay.
    """
    package = WordPackage.opened(data)
    part = XmlPart(package.content(package.main))
    if not any(node.tag in _ANY_CHANGE for node in part.nodes):
        return data
    edits = Edits(part)
    for node in part.nodes:
        if node.tag in _HARD:
            return None
        paragraph = _marked(node)
        if paragraph is not None:
            if not _emptied(paragraph, edits):
                return None
            continue
        if node.tag in _GONE and node.parent is not None and node.parent.tag == W + "trPr":
            row = node.parent.parent
            if row is not None:
                edits.replace(row.start, row.end, b"")
        elif (
            node.tag in _GONE
            or node.tag in _PROPERTIES
            or node.tag in _RANGES
            or (node.inside == node.end and node.tag in _COME)
        ):
            edits.replace(node.start, node.end, b"")
        elif node.tag in _COME:
            edits.replace(node.start, node.inside, b"")
            edits.replace(node.outside, node.end, b"")
    package.put(package.main, edits.applied())
    return package.written()
