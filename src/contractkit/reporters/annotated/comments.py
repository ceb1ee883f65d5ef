"""The comments part: our comments behind those that are there, or a part of its own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contractkit.reporters.annotated.edits import Edits
from contractkit.reporters.annotated.names import MAIN, STRICT, attribute, clean, run
from contractkit.reporters.annotated.part import XmlPart
from contractkit.reporters.annotated.pen import Signature

_HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_INITIALS: Final = 2


def ends_of(comment: str) -> tuple[str, str]:
    """What stands in front of the words of a comment and behind them."""
    return f'<w:commentRangeStart w:id="{comment}"/>', f'<w:commentRangeEnd w:id="{comment}"/>'


def reference(comment: str) -> str:
    """The run that makes a comment of the words marked."""
    return f'<w:r><w:commentReference w:id="{comment}"/></w:r>'


def comment_xml(comment: str, lines: Sequence[str], signature: Signature) -> str:
    """A comment of some paragraphs, the first in bold."""
    paragraphs = "".join(
        f"<w:p>{'<w:r><w:annotationRef/></w:r>' if at == 0 else ''}{run(line, '<w:b/>' if at == 0 else '')}</w:p>"
        for at, line in enumerate(lines)
    )
    initials = attribute(clean(signature.author)[:_INITIALS])
    return f'<w:comment w:id="{comment}" {signature.attributes} w:initials={initials}>{paragraphs}</w:comment>'


def with_comments(data: bytes | None, comments: Sequence[str], *, strict: bool) -> bytes:
    """The part with further comments; a new one where the package has none."""
    if data is None:
        own = STRICT if strict else MAIN
        return f'{_HEAD}<w:comments xmlns:w="{own}">{"".join(comments)}</w:comments>'.encode()
    part = XmlPart(data)
    edits = Edits(part)
    edits.append(part.root, part.fragment("".join(comments)))
    return edits.applied()
