"""Files made to crash, to hang or to swell end soon, in a Source or in a Chinese sentence."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contractkit.errors import UnreadableDocument
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx
from word_constructs import CONSTRUCTS
from word_constructs_numbers import CONSTRUCTS as NUMBERED
from word_files import (
    DECLARED,
    abstract,
    cell,
    control,
    in_run,
    inserted,
    instance,
    instruction,
    level,
    mark,
    numbered,
    p,
    r,
    relationships,
    row,
    shape_box,
    style,
    styled,
    table,
    vml_box,
    word_file,
    zipped,
)

LONG = 1_000_000
NAMES = sorted(CONSTRUCTS) + sorted(NUMBERED)


def build(name: str) -> bytes:
    case = CONSTRUCTS.get(name) or NUMBERED[name]
    return word_file(case.body, case.parts, case.members, case.links)


def outcome(data: bytes, view: RevisionView = RevisionView.ACCEPTED) -> bool:
    """Whether a file can be read; anything but a Source or the error for users fails the test."""
    try:
        source = read_docx(data, view)
    except UnreadableDocument as error:
        return not (error.message.endswith("。") and error.remedy)
    assert source.blocks
    "".join(block.label + block.text for block in source.blocks).encode()
    return True


def seconds(data: bytes) -> float:
    start = time.process_time()
    outcome(data)
    return time.process_time() - start


BODIES = {
    "tables": lambda inner: table(row(cell(inner + p()))),
    "tables of two cells": lambda inner: table(row(cell(inner + p()), cell(p(r("旁"))))),
    "controls": control,
    "text boxes": lambda inner: p(in_run(shape_box(inner))),
    "old text boxes": lambda inner: p(in_run(vml_box(inner))),
    "insertions": inserted,
    "alternatives": lambda inner: f"<mc:AlternateContent><mc:Choice>{inner}</mc:Choice></mc:AlternateContent>",
}


@pytest.mark.parametrize("wrap", BODIES.values(), ids=BODIES.keys())
@pytest.mark.parametrize("depth", [20, 500])
def test_deep_nesting(wrap: object, depth: int) -> None:
    assert callable(wrap)
    body = p(r("甲方授权乙方运营。"))
    for _ in range(depth):
        body = wrap(body)
    assert outcome(word_file(body)) is (depth == 20)


def test_deep_nesting_inside_a_paragraph() -> None:
    for begin, end in (("<w:hyperlink>", "</w:hyperlink>"), ("<m:oMath>", "</m:oMath>"), ("<w:ins>", "</w:ins>")):
        assert outcome(word_file(p(begin * 200 + r("甲") + end * 200) + p(r("乙"))))
    with pytest.raises(UnreadableDocument, match="嵌套"):
        read_docx(word_file(p("<w:hyperlink>" * 500 + "</w:hyperlink>" * 500)))


def test_a_paragraph_inside_a_paragraph_loses_nothing() -> None:
    source = read_docx(word_file(p(r("甲") + p(r("乙")) + r("丙")) + p(r("丁"))))
    assert [block.text for block in source.blocks] == ["甲乙丙", "丁"]


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE d [<!ENTITY a "甲"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE d [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE d SYSTEM "http://example.invalid/d.dtd">',
        '<!DOCTYPE d [<!ENTITY % e SYSTEM "http://example.invalid/e.dtd"> %e;]>',
    ],
    ids=["laughs", "file", "network", "parameter"],
)
@pytest.mark.parametrize("part", ["word/document.xml", "word/_rels/document.xml.rels", "word/styles.xml"])
def test_entities_in_any_part(doctype: str, part: str) -> None:
    data = word_file(p(r("正文")), {"styles": style("a")})
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = {name: archive.read(name).decode() for name in archive.namelist()}
    members[part] = doctype + members[part].replace("正文", "&b;" if "b " in doctype else "正文")
    with pytest.raises(UnreadableDocument, match=r"DTD|不是完整的 XML"):
        read_docx(zipped(members))


def test_part_of_nothing_but_blanks_is_a_bomb() -> None:
    document = f"<w:document {DECLARED}><w:body>{p(r('甲'))}{' ' * (40 * 1024 * 1024)}</w:body></w:document>"
    with pytest.raises(UnreadableDocument, match="超出可读范围"):
        read_docx(zipped({"word/document.xml": document}))


def test_bomb_inside_an_embedded_file_is_a_loss() -> None:
    inner = zipped({"word/document.xml": f"<w:document {DECLARED}>{' ' * (40 * 1024 * 1024)}</w:document>"})
    data = word_file(
        p(r("正文")) + '<w:altChunk r:id="c"/>',
        members={"word/c.docx": inner, "word/_rels/document.xml.rels": relationships("")},
    )
    assert [loss.what for loss in read_docx(data).losses] == ["嵌入文件"]


FIVE_MEGABYTES = {
    "one run": lambda size: p(r("公共数据授权运营。" * (size // 9))),
    "many runs": lambda size: p(r("公共数据") * (size // 40)),
    "many lines": lambda size: p(in_run("<w:t>数据</w:t><w:br/>" * (size // 40))),
    "many fields": lambda size: p((mark("begin") + r("数")) * (size // 400)),
    "nested fields": lambda size: p(
        mark("begin") * (size // 400) + mark("separate") + r("据") + mark("end") * (size // 400)
    ),
    "one instruction": lambda size: p(
        mark("begin") + instruction(" EQ \\s\\up1(") * (size // 100) + mark("end") + r("数")
    ),
    "hidden runs": lambda size: p(r("正文") + r("密", "<w:vanish/>") * (size // 100)),
    "changes": lambda size: p((inserted(r("新")) + inserted(r("旧"), "moveFrom")) * (size // 300)),
    "joined paragraphs": lambda size: p(r("数据"), "<w:rPr><w:del/></w:rPr>") * (size // 200) + p(r("完")),
    "numbers": lambda size: p(r("条"), numbered(1)) * (size // 200),
    "wide rows": lambda size: table(row(*(cell(p(r("格"))) for _ in range(size // 200)))),
    "boxes": lambda size: p(in_run(vml_box(p(r("框")))) * (size // 400)),
}


@pytest.mark.parametrize("make", FIVE_MEGABYTES.values(), ids=FIVE_MEGABYTES.keys())
def test_time_grows_with_size_alone(make: object) -> None:
    assert callable(make)
    parts = {"numbering": abstract(0, level(0, "第%1条", "chineseCounting")) + instance(1, 0)}
    small, large = (word_file(make(size), parts) for size in (LONG // 4, LONG * 2))
    # Eight times the size: thirty times the time is far from the square (64), and time on a busy machine is uneven.
    assert seconds(large) < 30 * max(seconds(small), 0.02)


def test_five_megabytes_in_one_paragraph() -> None:
    text = "甲方授权乙方运营公共数据，" * 130_000
    start = time.process_time()
    (block,) = read_docx(word_file(p(r(text)))).blocks
    assert block.text == text
    assert len(text.encode()) > 5_000_000
    assert time.process_time() - start < 5


def test_a_text_beyond_the_parser_is_told_as_such() -> None:
    with pytest.raises(UnreadableDocument, match="10 MB"):
        read_docx(word_file(p(r("数" * 4_000_000))))


def test_styles_and_lists_in_circles() -> None:
    parts = {
        "styles": style("a", based_on="b") + style("b", based_on="a") + style("ls", kind="numbering"),
        "numbering": abstract(0, extra='<w:numStyleLink w:val="ls"/>') + instance(1, 0) + instance(2, 7),
    }
    body = p(r("甲"), styled("a")) + p(r("乙"), numbered(1)) + p(r("丙"), numbered(2, 99)) + p(r("丁"), numbered(3))
    assert [block.text for block in read_docx(word_file(body, parts)).blocks] == ["甲", "乙", "丙", "丁"]


@pytest.mark.parametrize("value", ["", "x", "-5", "9" * 30, "9" * 5000, "\uff11\uff12"])
def test_senseless_numbers(value: str) -> None:
    parts = {
        "numbering": f'<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="{value}"><w:start w:val="{value}"/><w:numFmt w:val="{value}"/>'
        f'<w:lvlText w:val="%1%9{value[:5]}"/></w:lvl></w:abstractNum>{instance(1, 0)}'
    }
    body = (
        p(r("甲"), f'<w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="{value}"/>')
        + p(in_run(f'<w:sym w:font="Wingdings" w:char="{value}"/><w:sym w:font="x" w:char="DC00"/>'))
        + table(
            row(
                cell(p(r("乙")), f'<w:gridSpan w:val="{value}"/>'),
                cell(p(r("丙"))),
                properties=f'<w:gridBefore w:val="{value}"/>',
            )
        )
        + p(in_run(f'<w:drawing><wp:extent cx="{value}" cy="{value}"/><a:blip/></w:drawing>'))
        + p(in_run(f'<w:pict><v:shape style="width:{value}pt;height:{value}pt"><v:imagedata/></v:shape></w:pict>'))
        + f'<w:sectPr><w:pgSz w:w="{value}" w:h="{value}"/></w:sectPr>'
    )
    assert outcome(word_file(body, parts))


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(NAMES), data=st.data())
def test_flipped_bytes(name: str, data: st.DataObject) -> None:
    content = bytearray(build(name))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    outcome(bytes(content))
    outcome(bytes(content[: data.draw(st.integers(0, len(content)))]))


@settings(max_examples=150, deadline=None)
@given(name=st.sampled_from(NAMES), view=st.sampled_from(RevisionView), data=st.data())
def test_changed_xml(name: str, view: RevisionView, data: st.DataObject) -> None:
    """Damage behind an intact zip: swapped, doubled and dropped pieces of any part."""
    with zipfile.ZipFile(io.BytesIO(build(name))) as archive:
        members: dict[str, bytes | str] = {member: archive.read(member) for member in archive.namelist()}
    target = data.draw(st.sampled_from(sorted(members)))
    content = members[target]
    assert isinstance(content, bytes)
    pieces = content.split(b"<")
    for _ in range(data.draw(st.integers(1, 4))):
        at, other = data.draw(st.integers(0, len(pieces) - 1)), data.draw(st.integers(0, len(pieces) - 1))
        change = data.draw(st.sampled_from(["swap", "double", "drop", "bytes"]))
        if change == "swap":
            pieces[at], pieces[other] = pieces[other], pieces[at]
        elif change == "double":
            pieces.insert(at, pieces[other])
        elif change == "drop" and len(pieces) > 1:
            del pieces[at]
        else:
            pieces[at] += data.draw(st.binary(max_size=3))
    members[target] = b"<".join(pieces)
    outcome(zipped(members), view)
