"""The fast way through a story: one pass over its elements takes down the paragraphs that hold nothing but words.

Most paragraphs are so in most documents. Whatever has to be looked at more closely (a tracked change, a field, a picture,
text hidden or struck out) keeps its paragraph out, and `inline` reads it. Both ways give the same words; a test reads random
documents in both.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from contractkit.readers.word.drawings import HOLDERS
from contractkit.readers.word.inline import ASCII, MARKS
from contractkit.readers.word.names import (
    ALTERNATE,
    DELETED_T,
    DOUBLE_STRIKE,
    RUN_FONTS,
    RUN_STYLE,
    STRIKE,
    VAL,
    VANISH,
    Element,
    M,
    P,
    T,
    W,
    is_on,
)
from contractkit.readers.word.revisions import DELETIONS, INSERTIONS, Rules
from contractkit.readers.word.styles import Styles
from contractkit.readers.word.symbols import is_symbol_font

_TEXT, _PARAGRAPH, _STYLE, _MARK, _LIST, _LEVEL, _OUTLINE, _FONTS, _STRIKE, _CELL, _OTHER = range(11)
_KINDS = {
    T: _TEXT,
    P: _PARAGRAPH,
    W + "pStyle": _STYLE,
    **dict.fromkeys(MARKS, _MARK),
    W + "numId": _LIST,
    W + "ilvl": _LEVEL,
    W + "outlineLvl": _OUTLINE,
    RUN_FONTS: _FONTS,
    STRIKE: _STRIKE,
    DOUBLE_STRIKE: _STRIKE,
    **dict.fromkeys((W + name for name in ("gridSpan", "vMerge", "hMerge", "cellIns", "cellDel", "tcPrChange")), _CELL),
    **dict.fromkeys((*HOLDERS, *DELETIONS, ALTERNATE, DELETED_T, VANISH, M + "oMath"), _OTHER),
    **dict.fromkeys(
        (
            W + name
            for name in (
                "fldChar",
                "fldSimple",
                "footnoteReference",
                "endnoteReference",
                "pPrChange",
                "ruby",
                "subDoc",
                "sym",
            )
        ),
        _OTHER,
    ),
}

# Words, style, own list and list level, outline level, each as the file has it.
Plain: TypeAlias = tuple[str, str | None, str | None, str | None, str | None]


@dataclass(frozen=True, slots=True)
class Survey:
    """What is simple about a story.

    Attributes:
        paragraphs: the plain paragraphs by their `w:p`.
        plain_cells: no cell of a table spans columns or rows, and none was inserted or deleted.
    """

    paragraphs: dict[Element, Plain] = field(default_factory=dict)
    plain_cells: bool = False


NOTHING = Survey()


def survey(root: Element, styles: Styles, rules: Rules) -> Survey:
    """Go over a story; nothing about it is simple where the document's defaults set all text apart."""
    if styles.hidden_by_default or styles.struck_by_default:
        return NOTHING
    others = INSERTIONS | {W + "rPrChange"} if rules.is_original or rules.is_marked else frozenset()
    if styles.some_apart:
        others |= {RUN_STYLE}
    return _survey(root, {**_KINDS, **dict.fromkeys(others, _OTHER)})


def _survey(root: Element, kinds: dict[str, int]) -> Survey:  # noqa: C901, PLR0912 - the one hot loop; calls cost more than all it does
    found: dict[Element, Plain] = {}
    plain_cells = True
    paragraph = style = list_id = list_level = outline = None
    last = root
    parts: list[str] = []
    for node in root.iter(*kinds):
        kind = kinds[node.tag]
        if kind == _TEXT:
            if text := node.text:
                parts.append(text)
        elif kind == _PARAGRAPH:
            if paragraph is not None:
                found[paragraph] = "".join(parts), style, list_id, list_level, outline
            last, before, paragraph = node, last, node
            if node.getprevious() is not before and (outer := next(node.iterancestors(P), None)) is not None:
                # In a text box, say: neither is plain, and what follows belongs to the outer one again.
                found.pop(outer, None)
                last, paragraph = root, None
            parts = []
            style = list_id = list_level = outline = None
        elif kind == _FONTS:
            if (font := node.get(ASCII)) and is_symbol_font(font):
                paragraph = None
        elif kind == _STRIKE:
            # Other programs write on every run that it is not struck out.
            if is_on(node):
                paragraph = None
        elif kind == _STYLE:
            style = node.get(VAL)
        elif kind == _MARK:
            # A tab stop among the properties of a paragraph has a value, a tab among its words has none.
            if node.get(VAL) is None:
                parts.append(MARKS[node.tag])
        elif kind == _LIST:
            list_id = node.get(VAL)
        elif kind == _LEVEL:
            list_level = node.get(VAL)
        elif kind == _OUTLINE:
            outline = node.get(VAL)
        elif kind == _CELL:
            plain_cells = False
        else:
            paragraph = None
    if paragraph is not None:
        found[paragraph] = "".join(parts), style, list_id, list_level, outline
    return Survey(found, plain_cells)
