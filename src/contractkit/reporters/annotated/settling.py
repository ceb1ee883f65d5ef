"""Our tracked changes accepted or rejected, and nobody else's: what the file says either way can then be read and compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
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
# Most files have no tracked change at all, and their bytes tell so without being parsed.
_NAMES: Final = "|".join(name.rpartition("}")[2] for name in _ANY_CHANGE)
_SOME_CHANGE: Final = re.compile(rf"[<:](?:{_NAMES})[\s/>]".encode())
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")


def accepted(data: bytes, changes: frozenset[str]) -> bytes:
    """The file with the tracked changes of these ids accepted."""
    return _settled(data, _with_ids(changes), gone=DEL, kept=INS)


def rejected(data: bytes, changes: frozenset[str]) -> bytes:
    """The file with the tracked changes of these ids rejected."""
    return _settled(data, _with_ids(changes), gone=INS, kept=DEL)


def rejected_of(data: bytes, author: str) -> bytes:
    """The file with the insertions and deletions of one author rejected, whatever ids another program gave them.

    Raises:
        ValueError: the main part is no well-formed XML.
    """
    return _settled(data, lambda node: node.attributes.get(W + "author") == author, gone=INS, kept=DEL)


def _with_ids(changes: frozenset[str]) -> Callable[[Node], bool]:
    return lambda node: node.attributes.get(ID) in changes


def _settled(data: bytes, is_ours: Callable[[Node], bool], *, gone: str, kept: str) -> bytes:
    package = WordPackage.opened(data)
    part = XmlPart(package.content(package.main))
    edits = Edits(part)
    removed: set[int] = set()
    for node in _outermost_first(part, is_ours, gone):
        if not any(outer.number in removed for outer in (node, *node.ancestors())):
            removed.add(node.number)
            edits.replace(node.start, node.end, b"")
    for node in part.nodes:
        if (
            node.tag in _AROUND
            and node.tag == kept
            and is_ours(node)
            and not any(outer.number in removed for outer in (node, *node.ancestors()))
        ):
            edits.replace(node.start, node.inside, b"")
            if node.outside != node.end:
                edits.replace(node.outside, node.end, b"")
            if kept == DEL:
                _restore(node, edits)
    package.put(package.main, edits.applied())
    return package.written()


def _outermost_first(part: XmlPart, is_ours: Callable[[Node], bool], gone: str) -> Iterator[Node]:
    """What goes: words, and the paragraphs, rows and tables of which nothing else is left."""
    ours = [node for node in part.nodes if node.tag == gone and is_ours(node)]
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
    kept = list(_left(paragraph))
    if any(one.tag not in _COMMENT and not _refers(one) for one in kept):
        return False
    siblings = paragraph.parent.children if paragraph.parent is not None else []
    following = next((one for one in siblings[siblings.index(paragraph) + 1 :] if not _goes(one)), None)
    if kept and not (following is not None and following.tag == P and following.children):
        return False
    if kept and following is not None:
        own = following.child(PPR)
        comments = b"".join(map(edits.part.raw, kept))
        edits.insert(own.end if own is not None else following.inside, comments)
    edits.replace(paragraph.start, paragraph.end, b"")
    return True


def _goes(node: Node) -> bool:
    """Whether a paragraph goes as well, its mark being deleted."""
    own = node.child(PPR) if node.tag == P else None
    marks = own.child(RPR) if own is not None else None
    return marks is not None and any(one.tag in _GONE for one in marks.children)


def _left(node: Node) -> Iterator[Node]:
    """What is left in a paragraph without what goes, insertions opened."""
    for one in node.children:
        if one.tag in _COME:
            yield from _left(one)
        elif one.tag not in (*_GONE, *_RANGES, PPR):
            yield one


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
    content = package.content(package.main)
    if not content.startswith(_WIDE) and not _SOME_CHANGE.search(content):
        return data
    part = XmlPart(content)
    if not any(node.tag in _ANY_CHANGE for node in part.nodes):
        return data
    edits = Edits(part)
    if not all(_resolve(node, edits) for node in part.nodes):
        return None
    package.put(package.main, edits.applied())
    return package.written()


def _resolve(node: Node, edits: Edits) -> bool:
    """Accept a change, if the element is one; False where that takes more than leaving out."""
    if node.tag in _HARD:
        return False
    paragraph = _marked(node)
    if paragraph is not None:
        return _emptied(paragraph, edits)
    if node.tag in _GONE and node.parent is not None and node.parent.tag == W + "trPr":
        row = node.parent.parent
        if row is not None:
            edits.replace(row.start, row.end, b"")
    elif node.tag in (*_GONE, *_PROPERTIES, *_RANGES) or (node.inside == node.end and node.tag in _COME):
        edits.replace(node.start, node.end, b"")
    elif node.tag in _COME:
        edits.replace(node.start, node.inside, b"")
        edits.replace(node.outside, node.end, b"")
    return True
