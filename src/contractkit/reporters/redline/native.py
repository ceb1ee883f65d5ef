"""The changes in the new version's own file: its words, styles, tables and pictures, with what came and went tracked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, TypeAlias

from contractkit.core.document.places import Piece, WordPlaces
from contractkit.core.redline.diff import Op, differences
from contractkit.core.redline.script import Step, StepKind, Words
from contractkit.core.zh.labels import Scheme, parse_label
from contractkit.reporters.annotated.anchors import Anchors
from contractkit.reporters.annotated.edits import Edits
from contractkit.reporters.annotated.insertions import place_behind
from contractkit.reporters.annotated.looks import Looks
from contractkit.reporters.annotated.names import PPR, RPR, TR, P, W, text_node
from contractkit.reporters.annotated.package import WordPackage
from contractkit.reporters.annotated.part import Node, XmlPart
from contractkit.reporters.annotated.pen import Pen, Signature
from contractkit.reporters.annotated.styles import ParagraphStyles

_Way: TypeAlias = tuple[Scheme | None, bool]  # in which a paragraph is numbered, and whether it is a heading
_ROW_PROPERTIES: Final = W + "trPr"
_BEHIND_MARK: Final = (W + "sectPr", W + "pPrChange")
_NAMES: Final = {
    StepKind.ADD: "ins",
    StepKind.REMOVE: "del",
    StepKind.MOVE_IN: "moveTo",
    StepKind.MOVE_OUT: "moveFrom",
}


class NotNative(Exception):
    """The changes do not fit into the file as it is built."""


def native_redline(data: bytes, places: WordPlaces, steps: Sequence[Step], signature: Signature) -> bytes:
    """The file with the steps as tracked changes.

    Args:
        data: the new version, without tracked changes of its own.
        places: where the words of its blocks stand.
        steps: from the old version to it.
        signature: whose the changes are.

    Raises:
        NotNative: something changed where no change can be tracked, in part of a paragraph say.
        ValueError: a part is no well-formed XML.
    """
    package = WordPackage.opened(data)
    part = XmlPart(package.content(package.main))
    noted = package.content(package.comments) if package.comments else None
    pen = Pen.for_parts(signature, (part, XmlPart(noted)) if noted is not None else (part,))
    styles = ParagraphStyles.read(package.related("styles"), package.related("numbering"))
    edits = Edits(part)
    _Writer(edits, places, Looks(part, places, styles), pen).write(steps)
    package.put(package.main, edits.applied())
    part.release()
    return package.written()


class _Writer:
    def __init__(self, edits: Edits, places: WordPlaces, looks: Looks, pen: Pen) -> None:
        self._edits = edits
        self._part = edits.part
        self._places = places
        self._looks = looks
        self._pen = pen
        self._anchors = Anchors(edits, places)
        self._shared = Counter(places.holders.values())
        self._so_far: list[Words] = []  # paragraphs of the new version
        self._to_come: list[Words] = []

    def write(self, steps: Sequence[Step]) -> None:
        """Track all steps."""
        last: Words | None = None
        self._to_come = [step.new for step in reversed(steps) if step.new is not None and not step.new.cells]
        for at, step in enumerate(steps):
            if step.kind is StepKind.KEEP and step.old is not None and step.new is not None:
                self._kept(step.old, step.new)
            elif step.new is not None:
                self._come(step, step.new)
            elif step.old is not None:
                following = next((one.new for one in steps[at:] if one.new is not None), None)
                self._gone(step, step.old, last, following)
            last = step.new or last
            if step.new is not None and not step.new.cells:
                self._so_far.append(self._to_come.pop())
        self._anchors.finish()

    def _kept(self, old: Words, new: Words) -> None:
        """Words that changed within a passage, a row cell by cell."""
        if not new.cells:
            if bool(old.number) != bool(new.number):
                old = old.without_number()
            self._differing(new.block, 0, old.plain, new.plain)
            return
        if len(old.cells) != len(new.cells):
            raise NotNative
        at = 0
        for one, other in zip(old.cells, new.cells, strict=True):
            self._differing(new.block, at, one, other)
            at += len(other) + len(" | ")

    def _differing(self, block: int, at: int, old: str, new: str) -> None:
        end = at + len(new)
        for segment in differences(old, new):
            if segment.op is Op.DELETE:
                self._delete(block, at, end, segment.text)
                continue
            if segment.op is Op.INSERT:
                self._wrap(block, at, at + len(segment.text), "ins")
            at += len(segment.text)

    def _delete(self, block: int, at: int, end: int, text: str) -> None:
        """Words that went, in front of what stands there now; behind the last words where nothing does."""
        if "\n" in text or "\t" in text:
            raise NotNative
        pieces = self._places.pieces.get(block, ())
        before = next((one for one in reversed(pieces) if one.start < at <= one.end), None)
        behind = next((one for one in pieces if one.start <= at < min(one.end, end)), None)
        beside = before or behind
        if beside is None:
            raise NotNative
        look = self._look(beside)
        xml = self._part.compose(
            f"<w:del {self._pen.change()}><w:r><w:rPr>{{{{look}}}}</w:rPr>{{{{text}}}}</w:r></w:del>",
            look=look,
            text=self._part.fragment(text_node(text, "delText")),
        )
        self._anchors.point(beside, at, xml, behind=before is not None)

    def _look(self, piece: Piece) -> bytes:
        run = self._part.nodes[piece.element].parent
        own = run.child(RPR) if run is not None else None
        kept = (one for one in own.children if one.tag != W + "rPrChange") if own is not None else ()
        return b"".join(map(self._part.raw, kept))

    def _wrap(self, block: int, start: int, end: int, name: str) -> None:
        """Words that came, run by run: a change cannot hold a link or reach out of one."""
        if start >= end:
            return
        pieces = [one for one in self._places.pieces.get(block, ()) if one.start < end and one.end > start]
        covered = sum(min(one.end, end) - max(one.start, start) for one in pieces)
        if covered != end - start:
            raise NotNative
        for run in _by_run(pieces, self._part):
            begin = self._part.fragment_tag(f"<w:{name} {self._pen.change()}>")
            close = self._part.fragment_tag(f"</w:{name}>")
            self._anchors.wrap((run[0], max(run[0].start, start)), (run[-1], min(run[-1].end, end)), begin, close)

    def _come(self, step: Step, new: Words) -> None:
        name = _NAMES[step.kind]
        holder = self._part.nodes[self._places.holders[new.block]]
        if new.cells:
            if holder.tag != TR or step.move:
                raise NotNative
            self._mark_row(holder)
            at = 0
            for cell in new.cells:
                self._wrap(new.block, at, at + len(cell), name)
                at += len(cell) + len(" | ")
            return
        if holder.tag != P or self._shared[holder.number] > 1:
            raise NotNative
        self._wrap(new.block, 0, len(new.plain), name)
        self._mark(holder, name)

    def _mark(self, paragraph: Node, name: str) -> None:
        """The mark of a paragraph that came."""
        change = f"<w:{name} {self._pen.change()}/>"
        own = paragraph.child(PPR)
        if own is None:
            self._edits.insert(paragraph.inside, self._part.fragment(f"<w:pPr><w:rPr>{change}</w:rPr></w:pPr>"))
            return
        properties = own.child(RPR)
        if properties is None:
            behind = next((one for one in own.children if one.tag in _BEHIND_MARK), None)
            xml = self._part.fragment(f"<w:rPr>{change}</w:rPr>")
            if behind is None:
                self._edits.append(own, xml)
            else:
                self._edits.insert(behind.start, xml)
        elif properties.children:
            self._edits.insert(properties.inside, self._part.fragment(change))
        else:
            self._edits.append(properties, self._part.fragment(change))

    def _mark_row(self, row: Node) -> None:
        change = f"<w:ins {self._pen.change()}/>"
        own = row.child(_ROW_PROPERTIES)
        if own is not None:
            self._edits.append(own, self._part.fragment(change))
            return
        exceptions = row.child(W + "tblPrEx")
        at = exceptions.end if exceptions is not None else row.inside
        self._edits.insert(at, self._part.fragment(f"<w:trPr>{change}</w:trPr>"))

    def _gone(self, step: Step, old: Words, last: Words | None, following: Words | None) -> None:
        name = _NAMES[step.kind]
        if old.cells:
            self._gone_row(old, last, following)
            return
        if (
            last is not None
            and last.cells
            and following is not None
            and following.cells
            and self._same_table(last, following)
        ):
            raise NotNative
        model = _model(old, (last, following, self._alike(_way(old))))
        look = self._looks.of(model.block) if model is not None else None
        counts = bool(old.number and look is not None and look.list_id)
        change, around = self._pen.change(), self._pen.change()
        xml = self._part.compose(
            f"<w:p><w:pPr>{{{{look}}}}<w:rPr><w:{name} {change}/></w:rPr></w:pPr><w:{name} {around}><w:r><w:rPr>{{{{words}}}}"
            f"</w:rPr>{{{{text}}}}</w:r></w:{name}></w:p>",
            look=b"" if look is None else look.counting if counts else look.plain,
            words=look.words if look is not None else b"",
            text=self._part.fragment(_broken(old.plain if counts else old.text, "delText" if name == "del" else "t")),
        )
        self._put(xml, last, following)

    def _alike(self, way: _Way) -> Words | None:
        """The last paragraph so far that is numbered in a way, else the first that will be."""
        nearest = chain(reversed(self._so_far), reversed(self._to_come))
        return next((one for one in nearest if _way(one) == way), None)

    def _put(self, xml: bytes, last: Words | None, following: Words | None) -> None:
        """Behind the last words that stay; in front of the first where none do."""
        if last is not None:
            self._edits.insert(place_behind(self._looks, self._part, last.block).end, xml)
        elif following is not None:
            self._edits.insert(place_behind(self._looks, self._part, following.block).start, xml)
        else:
            raise NotNative

    def _same_table(self, one: Words, other: Words) -> bool:
        first, second = (self._part.nodes[self._places.holders[words.block]].parent for words in (one, other))
        return first is second

    def _gone_row(self, old: Words, last: Words | None, following: Words | None) -> None:
        """A row that went, beside one of its table that stays."""
        beside = next((one for one in (last, following) if one is not None and one.cells), None)
        holder = self._part.nodes[self._places.holders[beside.block]] if beside is not None else None
        if beside is None or holder is None or holder.tag != TR:
            raise NotNative
        words = self._looks.of(beside.block).words
        cells = b"".join(
            self._part.compose(
                '<w:tc><w:tcPr><w:tcW w:w="0" w:type="auto"/></w:tcPr><w:p>'
                f"<w:del {self._pen.change()}><w:r><w:rPr>{{{{words}}}}</w:rPr>{{{{text}}}}</w:r></w:del></w:p></w:tc>",
                words=words,
                text=self._part.fragment(_broken(cell, "delText")),
            )
            for cell in old.cells
        )
        row = self._part.compose(
            f"<w:tr><w:trPr><w:del {self._pen.change()}/></w:trPr>{{{{cells}}}}</w:tr>", cells=cells
        )
        self._edits.insert(holder.end if beside is last else holder.start, row)


def _model(old: Words, beside: Sequence[Words | None]) -> Words | None:
    """What a paragraph that went looks like: the first of these that is numbered in the same way, else a neighbour."""
    found = [one for one in beside if one is not None and not one.cells]
    return next((one for one in found if _way(one) == _way(old)), next(iter(found), None))


def _way(words: Words) -> _Way:
    return _scheme(words.number) if words.number else None, words.is_heading


@lru_cache(maxsize=1024)
def _scheme(number: str) -> Scheme | None:
    label = parse_label(f"{number} 正文")
    return label.scheme if label is not None else None


def _by_run(pieces: Sequence[Piece], part: XmlPart) -> Iterator[list[Piece]]:
    run: list[Piece] = []
    for piece in pieces:
        if run and part.nodes[run[-1].element].parent is not part.nodes[piece.element].parent:
            yield run
            run = []
        run.append(piece)
    if run:
        yield run


def _broken(text: str, kind: str) -> str:
    """Words with their line breaks and tabs."""
    parts = []
    for number, line in enumerate(text.split("\n")):
        parts.append("<w:br/>" if number else "")
        for at, piece in enumerate(line.split("\t")):
            parts.append("<w:tab/>" if at else "")
            parts.append(text_node(piece, kind) if piece else "")
    return "".join(parts)
