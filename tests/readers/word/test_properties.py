"""Random documents: what is built is what is read, in every view."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings

from contractkit.core.document.tree import Block, BlockKind, RevisionKind, Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx, reader
from contractkit.readers.word.survey import NOTHING
from word_files import abstract, instance, level, style, word_file
from word_trees import ACCEPTED, ORIGINAL, Node, Reading, documents

PARTS = {
    "styles": style("yin", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    + style("yinduan", "<w:rPr><w:vanish/></w:rPr>")
    + style("hua", "<w:rPr><w:strike/></w:rPr>", kind="character")
    + style("huaduan", "<w:rPr><w:dstrike/></w:rPr>")
    + style("heading1", "<w:pPr><w:outlineLvl w:val='0'/></w:pPr>"),
    "comments": '<w:comment w:id="0" w:author="甲"><w:p><w:r><w:t>假批注</w:t></w:r></w:p></w:comment>',
    "numbering": abstract(0, level(0, "第%1条", "chineseCounting"), level(1, "（%2）")) + instance(1, 0),
}
OUT = {
    ACCEPTED: {RevisionKind.DELETED, RevisionKind.MOVED_FROM},
    ORIGINAL: {RevisionKind.INSERTED, RevisionKind.MOVED_TO},
}


def read(nodes: list[Node], view: RevisionView) -> Source:
    data = word_file("".join(node.xml for node in nodes), PARTS)
    try:
        return read_docx(data, view)
    except UnreadableDocument:
        return Source("docx", ())


def squeezed(text: str) -> str:
    return re.sub(r"[\s|]", "", text)


@settings(max_examples=50, deadline=None)
@given(nodes=documents())
def test_what_is_shown_is_read_once_and_in_order(nodes: list[Node]) -> None:
    for view in (ACCEPTED, ORIGINAL):
        source = read(nodes, view)
        text = "".join(block.text for block in source.blocks)
        assert squeezed(text) == Reading(view).read(nodes)
        assert "假" not in text
        assert [block.location.paragraph for block in source.blocks] == list(range(1, len(source.blocks) + 1))


def without(block: Block, kinds: set[RevisionKind]) -> str:
    cut = {at for each in block.revisions if each.kind in kinds for at in range(each.start, each.end)}
    return "".join(character for at, character in enumerate(block.text) if at not in cut)


@settings(max_examples=50, deadline=None)
@given(nodes=documents(boxes=False))
def test_marked_holds_both_texts(nodes: list[Node]) -> None:
    blocks = read(nodes, RevisionView.MARKED).blocks
    for block in blocks:
        places = [(each.start, -each.end) for each in block.revisions]
        assert places == sorted(places)
        assert all(0 <= each.start <= each.end <= len(block.text) for each in block.revisions)
        assert block.kind is not BlockKind.ROW or block.text == " | ".join(block.cells)
    for view, out in OUT.items():
        expected = Reading(view).read(nodes)
        assert squeezed("".join(without(block, out) for block in blocks)) == expected


@settings(max_examples=50, deadline=None)
@given(nodes=documents(numbered=True))
def test_the_fast_way_reads_the_same(nodes: list[Node]) -> None:
    for view in RevisionView:
        fast = read(nodes, view)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reader, "survey", lambda *_: NOTHING)
            assert read(nodes, view) == fast
