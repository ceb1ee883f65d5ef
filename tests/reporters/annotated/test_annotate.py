"""Comments stand on the exact words whatever holds them; nothing else of the file changes."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from contractkit.core.checker.remedies.numbering import Role
from contractkit.core.checker.remedies.together import Insertion, Line
from contractkit.core.document.tree import Block
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx, read_docx_with_places
from contractkit.reporters.annotated import Annotated, NewText, Remark, Signature, accepted, annotate, rejected
from contractkit.reporters.annotated.package import WordPackage
from word_constructs import CONSTRUCTS, Case
from word_files import (
    abstract,
    cell,
    control,
    deleted,
    in_run,
    inserted,
    instance,
    level,
    numbered,
    p,
    r,
    row,
    style,
    styled,
    table,
    vml_box,
    word_file,
)
from word_validity import W, faults

SAMPLES = Path(__file__).parents[3] / "samples" / "drafts"
WE = Signature("我方法务", datetime(2026, 3, 4, 5, 6, 7))  # noqa: DTZ001 - as Word shows it
NOTE = ("【错误】期限过长。", "依据：第十一条。", "建议：改为五年。")


def written(data: bytes, remarks: list[Remark], texts: list[NewText] | None = None) -> Annotated:
    _, places = read_docx_with_places(data)
    return annotate(data, places, remarks, texts or [], WE)


def part(data: bytes, name: str = "word/document.xml") -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def commented(data: bytes, number: int = 0) -> str:
    """The words between the ends of a comment, told from the XML alone."""
    root = etree.fromstring(part(data))
    ids = [node.get(W + "id") for node in root.iter(W + "commentRangeStart")]
    open_, words = False, []
    for node in root.iter():
        if node.tag == W + "commentRangeStart" and node.get(W + "id") == ids[number]:
            open_ = True
        elif node.tag == W + "commentRangeEnd" and node.get(W + "id") == ids[number]:
            open_ = False
        elif open_ and node.tag == W + "t":
            words.append(node.text or "")
    return "".join(words)


def unmarked(xml: bytes) -> bytes:
    """The XML without the ends and references of comments."""
    xml = re.sub(rb"<w:commentRange(?:Start|End) [^>]*/>", b"", xml)
    return re.sub(rb"<w:r><w:commentReference [^>]*/></w:r>", b"", xml)


HOLDERS = {
    "几段文字": p(r("授权期限为") + r("二十") + r("年，自签订之日起")),
    "一段之中": p(r("授权期限为二十年，自签订之日起")),
    "内容控件": p(r("授权期限") + control(r("为二十年，自")) + r("签订之日起")),
    "整段内容控件": control(p(r("授权期限为二十年，自签订之日起"))),
    "修订插入": p(r("授权期限") + inserted(r("为二十年，自") + r("签订")) + r("之日起")),
    "修订删除之后": p(r("授权期限为") + deleted("三") + r("二十年，自签订之日起")),
    "超链接": p(f'<w:hyperlink w:anchor="x">{r("授权期限为二")}{r("十年，自签订")}</w:hyperlink>' + r("之日起")),
    "表格单元格": table(row(cell(p(r("授权期限"))), cell(p(r("授权期限为二十年，自签订之日起"))))),
    "嵌套表格": table(
        row(cell(table(row(cell(p(r("授权期限为二十年，自签订之日起"))), cell(p(r("乙"))))) + p()), cell(p(r("甲"))))
    ),
    "文本框": p(r("前") + in_run(vml_box(p(r("授权期限为二十年，自签订之日起"))))),
    "带格式的文字": p(r("授权期限为二十年，自签订之日起", "<w:b/><w:sz w:val='30'/>")),
    "转义的字符": p(r("甲&乙<丙>授权期限为二十年，自签订之日起")),
}


@pytest.mark.parametrize("body", HOLDERS.values(), ids=HOLDERS)
@pytest.mark.parametrize("quote", ["二十年", "授权期限为二十年", "年，自", "期限为二十年，自签订之日起"])
def test_a_comment_stands_on_the_exact_words(body: str, quote: str) -> None:
    data = word_file(p(r("第一段。")) + body + p(r("末段。")))
    blocks = read_docx(data).blocks
    at, block = next((at, one) for at, one in enumerate(blocks, 1) if quote in one.text)
    start = block.text.index(quote)
    done = written(data, [Remark(at, start, start + len(quote), NOTE)])
    assert commented(done.data) == quote
    assert faults(done.data) == []
    for view in RevisionView:
        assert read_docx(done.data, view).blocks == read_docx(data, view).blocks
    comments = part(done.data, "word/comments.xml").decode()
    assert all(line in comments for line in NOTE)
    assert 'w:author="我方法务" w:date="2026-03-04T05:06:07Z"' in comments


def test_a_reference_stands_outside_links_and_other_peoples_insertions() -> None:
    data = word_file(p(r("甲") + inserted(r("乙丙丁")) + f'<w:hyperlink w:anchor="x">{r("戊己")}</w:hyperlink>'))
    done = written(data, [Remark(1, 1, 3, NOTE), Remark(1, 4, 5, NOTE)])
    root = etree.fromstring(part(done.data))
    around = [
        next(iter(node.iterancestors(W + "p", W + "ins", W + "hyperlink"))).tag
        for node in root.iter(W + "commentReference")
    ]
    assert around == [W + "p", W + "p"]
    assert [commented(done.data, 0), commented(done.data, 1)] == ["乙丙", "戊"]


def test_runs_that_are_not_split_keep_their_bytes() -> None:
    body = p("<w:r w:rsidR='00A1'><w:t>甲方</w:t></w:r>" + r("乙方") + r("丙方"), "<w:jc w:val='both'></w:jc>") + p(
        r("丁")
    )
    data = word_file(body)
    done = written(data, [Remark(1, 2, 4, NOTE), Remark(2, 0, 1, NOTE)])
    assert unmarked(part(done.data)) == part(data)


def test_parts_that_need_no_change_keep_their_bytes() -> None:
    data = (SAMPLES / "flawed-agreement.docx").read_bytes()
    done = written(data, [Remark(3, 0, 2, NOTE)])
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(io.BytesIO(done.data)) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        assert new.namelist() == old.namelist()
        assert [one.date_time for one in new.infolist()] == [one.date_time for one in old.infolist()]
    assert changed == {"word/document.xml", "word/comments.xml"}


class Pipe(io.RawIOBase):
    """What cannot be sought in: a zip written to it has its sizes behind the bytes."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.parts.append(bytes(data))
        return len(data)


def test_members_are_copied_as_they_are_packed_whatever_the_zip_looks_like() -> None:
    pipe = Pipe()
    with zipfile.ZipFile(io.BytesIO(word_file(p(r("甲方应当付款。"))))) as old, zipfile.ZipFile(pipe, "w") as new:
        for at, name in enumerate(old.namelist()):
            new.writestr(name, old.read(name), compress_type=(zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED)[at % 2])
    package = WordPackage.opened(b"".join(pipe.parts))
    package.put("word/new.xml", b"<a/>")
    with zipfile.ZipFile(io.BytesIO(package.written())) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == [*package.members, "word/new.xml"]
        assert all(archive.read(name) == content for name, content in package.members.items())


def test_comments_that_are_there_stay() -> None:
    ours = '<w:comment w:id="3" w:author="对方"><w:p><w:r><w:t>请核对</w:t></w:r></w:p></w:comment>'
    body = p(
        '<w:commentRangeStart w:id="3"/>'
        + r("甲方")
        + '<w:commentRangeEnd w:id="3"/>'
        + in_run('<w:commentReference w:id="3"/>')
    )
    types = (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/comments.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/></Types>'
    )
    data = word_file(body, {"comments": ours}, {"[Content_Types].xml": types})
    done = written(data, [Remark(1, 0, 2, NOTE), Remark(1, 1, 2, NOTE)])
    root = etree.fromstring(part(done.data, "word/comments.xml"))
    assert [node.get(W + "id") for node in root] == ["3", "4", "5"]
    assert ours.encode() in part(done.data, "word/comments.xml")
    assert faults(done.data) == []


def test_words_of_a_note_are_commented_where_the_note_is_referred_to() -> None:
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>以附件为准</w:t></w:r></w:p></w:footnote>'
    data = word_file(p(r("正文") + in_run('<w:footnoteReference w:id="2"/>')), {"footnotes": note})
    assert read_docx(data).blocks[1].text == "以附件为准"
    done = written(data, [Remark(2, 0, 3, NOTE)])
    assert faults(done.data) == []
    assert b"commentReference" in part(done.data)
    assert part(done.data, "word/footnotes.xml") == part(data, "word/footnotes.xml")


@pytest.mark.parametrize("case", CONSTRUCTS.values(), ids=CONSTRUCTS)
def test_every_construct_bears_a_comment_on_every_block(case: Case) -> None:
    data = word_file(case.body, case.parts, case.members, case.links)
    source, places = read_docx_with_places(data, case.view)
    remarks = [Remark(at, len(one.text) // 3, len(one.text), NOTE) for at, one in enumerate(source.blocks, 1)]
    done = annotate(data, places, remarks, [], WE)
    assert read_docx(done.data, case.view).blocks == source.blocks
    assert [one for one in faults(done.data) if one not in faults(data)] == []
    assert len(done.comments) == len(source.blocks)


def test_a_file_in_other_prefixes_is_written_in_them() -> None:
    plain = word_file(p(r("授权期限为二十年")))
    xml = part(plain).decode().replace("xmlns:w=", "xmlns:x=").replace("<w:", "<x:").replace("</w:", "</x:")
    with zipfile.ZipFile(io.BytesIO(plain)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, xml if name == "word/document.xml" else content)
    done = written(target.getvalue(), [Remark(1, 5, 8, NOTE)])
    assert commented(done.data) == "二十年"
    assert faults(done.data) == []


def line(text: str, like: int, number: str = "", role: Role = Role.BODY, **more: object) -> Line:
    return Line(role, text, number, more.get("cells", ()), like, bool(more.get("automatic")))  # type: ignore[arg-type]  # cells


def put(data: bytes, after: int, *lines: Line) -> Annotated:
    return written(data, [], [NewText(Insertion("14.2.term", after, lines), NOTE)])


def texts(data: bytes, view: RevisionView = RevisionView.ACCEPTED) -> list[str]:
    return [block.label + block.text for block in read_docx(data, view).blocks]


LIST = {"numbering": abstract(0, level(0, "第%1条", "chineseCounting")) + instance(1, 0)}
PLACES: dict[str, tuple[str, list[str]]] = {
    "段落": (p(r("甲")) + p(r("乙")), ["甲", "新", "乙"]),
    "内容控件": (control(p(r("甲"))) + p(r("乙")), ["甲", "新", "乙"]),
    "多段内容控件": (control(p(r("甲")) + p(r("丙"))) + p(r("乙")), ["甲", "新", "丙", "乙"]),
    "锁定的内容控件": (
        control(p(r("甲")) + p(r("丙")), '<w:lock w:val="contentLocked"/>') + p(r("乙")),
        ["甲", "丙", "新", "乙"],
    ),
    "表格": (table(row(cell(p(r("甲"))), cell(p(r("丙"))))) + p(r("乙")), ["甲 | 丙", "新", "乙"]),
    "文本框": (p(in_run(vml_box(p(r("甲")) + p(r("丙"))))) + p(r("乙")), ["甲", "丙", "新", "乙"]),
    "末段": (p(r("甲")), ["甲", "新"]),
}


@pytest.mark.parametrize(("body", "expected"), PLACES.values(), ids=PLACES)
def test_new_text_comes_behind_its_place_and_can_be_taken_back(body: str, expected: list[str]) -> None:
    data = word_file(body)
    done = put(data, 1, line("新", 1))
    assert texts(done.data) == expected
    assert texts(accepted(done.data, done.changes)) == expected
    assert texts(done.data, RevisionView.ORIGINAL) == texts(data)
    assert part(rejected(done.data, done.changes)) == part(data)
    assert faults(done.data) == []


def test_new_text_looks_like_its_model() -> None:
    look = '<w:pStyle w:val="Kuan"/><w:spacing w:line="360"/><w:ind w:firstLine="480"/><w:outlineLvl w:val="9"/>'
    body = p(r("正文", "<w:rFonts w:eastAsia='仿宋'/><w:strike w:val='0'/><w:sz w:val='32'/>"), look)
    done = put(word_file(body, {"styles": style("Kuan")}), 1, line("新的一段", 1, "（一）", Role.ITEM))
    (new,) = [
        node
        for node in etree.fromstring(part(done.data)).iter(W + "p")
        if "新的一段" in "".join(map(str, node.itertext()))
    ]
    assert [etree.QName(one).localname for one in new[0]] == ["pStyle", "spacing", "ind", "outlineLvl", "rPr"]
    worn = [[etree.QName(one).localname for one in properties] for properties in new.iterfind(f".//{W}r/{W}rPr")]
    assert worn == [["rFonts", "sz"], ["rFonts", "sz"]]
    assert "".join(map(str, new.itertext())) == "（一）新的一段"


def test_an_automatic_number_counts_on_and_a_typed_one_stands_without_the_list() -> None:
    data = word_file(p(r("甲"), numbered(1)) + p(r("乙"), numbered(1)), LIST)
    counting = put(data, 2, line("丙", 2, "第三条", Role.ARTICLE, automatic=True))
    assert texts(counting.data) == ["第一条甲", "第二条乙", "第三条丙"]
    typed = put(data, 1, line("丙", 1, "第一条之一", Role.ARTICLE))
    assert texts(typed.data) == ["第一条甲", "第一条之一\u3000丙", "第二条乙"]


def test_a_number_that_the_style_brings_is_taken_off_and_its_indent_kept() -> None:
    tiao = style("Tiao", f'<w:pPr>{numbered(1)}<w:ind w:firstLine="420"/></w:pPr>')
    data = word_file(p(r("甲"), styled("Tiao")), {**LIST, "styles": tiao})
    done = put(data, 1, line("丙", 1, "第一条之一", Role.ARTICLE))
    assert texts(done.data) == ["第一条甲", "第一条之一\u3000丙"]
    assert b'<w:ind w:firstLine="420"/>' in part(done.data)
    assert faults(done.data) == []


def test_a_table_comes_as_inserted_rows() -> None:
    data = word_file(p(r("甲")) + table(row(cell(p(r("旧"))), cell(p(r("表"))))) + p(r("乙")))
    rows = (("指标", "分值"), ("质量", "60"))
    done = put(data, 1, line("标准如下：", 1), *(line(" | ".join(one), 1, role=Role.ROW, cells=one) for one in rows))
    assert texts(done.data) == ["甲", "标准如下：", "指标 | 分值", "质量 | 60", "旧 | 表", "乙"]
    assert part(rejected(done.data, done.changes)) == part(data)
    assert faults(done.data) == []


def test_other_peoples_changes_stay_open() -> None:
    data = word_file(p(r("甲") + inserted(r("乙")) + deleted("丙")) + p(r("丁")))
    done = put(data, 1, line("新", 2))
    for settled in (accepted(done.data, done.changes), rejected(done.data, done.changes)):
        assert part(settled).count("对方法务".encode()) == 2
    assert texts(rejected(done.data, done.changes), RevisionView.ORIGINAL) == ["甲丙", "丁"]


def spans(blocks: tuple[Block, ...]) -> Iterator[tuple[int, int]]:
    """Blocks of which every character stands in one element."""
    yield from (
        (at, len(one.text)) for at, one in enumerate(blocks, 1) if one.text and not one.cells and "\n" not in one.text
    )


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_any_number_of_comments_anywhere_leave_the_words_alone(data: st.DataObject) -> None:
    draft = (SAMPLES / "flawed-agreement.docx").read_bytes()
    source, places = read_docx_with_places(draft)
    every = list(spans(source.blocks))
    remarks = []
    for at, length in data.draw(st.lists(st.sampled_from(every), min_size=1, max_size=12)):
        start = data.draw(st.integers(0, length - 1))
        remarks.append(Remark(at, start, data.draw(st.integers(start + 1, length)), NOTE))
    done = annotate(draft, places, remarks, [], WE)
    assert read_docx(done.data).blocks == source.blocks
    assert faults(done.data) == faults(draft)
    quotes = {source.blocks[one.block - 1].text[one.start : one.end] for one in remarks}
    total = part(done.data).count(b"<w:commentRangeStart")
    found = {commented(done.data, number) for number in range(total)}
    assert {one.replace("\t", "") for one in quotes} <= found
