"""From a Word file, remarks and new text to the file that goes back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from contractkit.core.checker.remedies.renumbering import Replacement
from contractkit.core.document.places import WordPlaces
from contractkit.reporters.annotated.anchors import Anchors
from contractkit.reporters.annotated.comments import comment_xml, ends_of, reference, with_comments
from contractkit.reporters.annotated.edits import Edits
from contractkit.reporters.annotated.insertions import Writer
from contractkit.reporters.annotated.looks import Looks
from contractkit.reporters.annotated.package import WordPackage
from contractkit.reporters.annotated.part import XmlPart
from contractkit.reporters.annotated.pen import Pen, Signature
from contractkit.reporters.annotated.remarks import NewText, Remark
from contractkit.reporters.annotated.replacing import Replacer, struck
from contractkit.reporters.annotated.styles import ParagraphStyles


@dataclass(frozen=True, slots=True)
class Annotated:
    """The file that goes back.

    Attributes:
        changes: ids of our tracked changes.
        comments: ids of our comments.
        was_signed: the draft carried a digital signature, which no longer holds.
    """

    data: bytes
    changes: frozenset[str]
    comments: frozenset[str]
    was_signed: bool = False


def annotate(
    data: bytes,
    places: WordPlaces,
    remarks: Sequence[Remark],
    texts: Sequence[NewText],
    signature: Signature,
    replacements: Sequence[Replacement] = (),
) -> Annotated:
    """Write remarks and new text into a Word file.

    Args:
        data: the file.
        places: where the words of its blocks stand.
        remarks: comments on words; those on the same words in the order given.
        texts: insertions; those at the same place in the order given.
        signature: whose they are.
        replacements: words of the draft in whose place others come, as tracked changes.

    Raises:
        ValueError: a part is no well-formed XML, before or after; or words to be replaced stand in no place where they can be.
    """
    package = WordPackage.opened(data)
    part = XmlPart(package.content(package.main))
    noted = package.content(package.comments) if package.comments else None
    pen = Pen.for_parts(signature, (part, XmlPart(noted)) if noted is not None else (part,))
    comments: list[str] = []
    edits = Edits(part)
    anchors = Anchors(edits, places)
    for remark in remarks:
        own = _noted(remark.lines, pen, comments)
        begin, end = map(part.fragment, ends_of(own))
        anchors.mark(remark.block, (remark.start, remark.end), begin, end, part.fragment(reference(own)))
    styles = ParagraphStyles.read(package.related("styles"), package.related("numbering"))
    writer = Writer(edits, Looks(part, places, styles), pen)
    for text in texts:
        writer.write(text.insertion, _noted(text.lines, pen, comments) if text.lines else "")
    replacer = Replacer(part, places, anchors, pen)
    for one in replacements:
        replacer.replace(one)
    anchors.finish()
    package.put(package.main, _sound(struck(edits.applied(), replacer.deletions)))
    if comments:
        written = _sound(with_comments(noted, comments, strict=part.strict))
        if package.comments:
            package.put(package.comments, written)
        else:
            package.add_comments(written, strict=part.strict)
    return Annotated(package.written(), frozenset(pen.changes), frozenset(pen.comments), package.is_signed)


def _noted(lines: Sequence[str], pen: Pen, comments: list[str]) -> str:
    """The id of a new comment, which joins the others."""
    own = pen.comment()
    comments.append(comment_xml(own, lines, pen.signature))
    return own


def _sound(data: bytes) -> bytes:
    """The data, when it can be parsed."""
    XmlPart(data)
    return data
