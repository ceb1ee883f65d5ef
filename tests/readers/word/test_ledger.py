"""What was found without counting, or not read: its words, its share of the document, and what it withholds."""

from __future__ import annotations

import pytest

from contractkit.core.document.tree import Loss
from contractkit.errors import UnreadableDocument
from contractkit.office import find_office
from contractkit.readers.options import RevisionView
from contractkit.readers.word import chunks, read_docx
from word_files import cell, in_run, link, p, r, row, style, styled, table, word_file

EMU = 12_700


def losses(data: bytes) -> dict[str, Loss]:
    return {loss.what: loss for loss in read_docx(data).losses}


def picture(width: int, height: int) -> str:
    """A picture of that size in points."""
    extent = f'<wp:extent cx="{width * EMU}" cy="{height * EMU}"/>'
    return in_run(f'<w:drawing><wp:inline>{extent}<a:graphic><a:blip r:embed="x"/></a:graphic></wp:inline></w:drawing>')


def test_hidden_words_are_told_by_stretches() -> None:
    hidden = style("yin", "<w:rPr><w:vanish/></w:rPr>", kind="character")
    body = p(
        r("显示") + r("密", "<w:vanish/>") + r("语", '<w:rStyle w:val="yin"/>') + r("文字") + r("又", "<w:vanish/>")
    ) + table(
        row(cell(p(r("甲"))), cell(p(r("乙")))), row(cell(p(r("隐"))), cell(p(r("行"))), properties="<w:hidden/>")
    )
    loss = losses(word_file(body, {"styles": hidden}))["隐藏文字"]
    assert (loss.count, loss.words) == (3, ("密语", "又", "隐行"))
    assert loss.share == pytest.approx(5 / (5 + 4 + len("甲 | 乙")), abs=1e-4)


def test_comments_are_told_with_their_author() -> None:
    comments = (
        f'<w:comment w:id="0" w:author="对方法务">{p(r("期限太长。"))}{p(r("改为三年。"))}</w:comment>'
        f'<w:comment w:id="1">{p(r("同意"))}</w:comment>'
    )
    loss = losses(word_file(p(r("运营期限五年。")), {"comments": comments}))["批注"]
    assert loss.words == ("对方法务：期限太长。\n改为三年。", "同意")
    assert not loss.withholds


def test_words_covered_by_a_tall_cell() -> None:
    body = table(
        row(cell(p(r("甲")), '<w:vMerge w:val="restart"/>'), cell(p(r("一")))),
        row(cell(p(r("盖住")), "<w:vMerge/>"), cell(p(r("二")))),
    )
    assert losses(word_file(body))["被合并单元格的文字"].words == ("盖住",)


@pytest.mark.parametrize(
    ("width", "height", "share", "withholds"),
    [(60, 60, pytest.approx(0.0071, abs=2e-3), False), (595, 842, pytest.approx(0.5, abs=0.01), True)],
    ids=["a seal", "a page"],
)
def test_pictures_by_the_part_of_a_page_they_cover(width: int, height: int, share: float, *, withholds: bool) -> None:
    loss = losses(word_file(p(r("字" * 900) + picture(width, height))))["图片"]
    assert (loss.share, loss.withholds) == (share, withholds)


def test_picture_of_old_word_and_one_without_size() -> None:
    shape = '<w:pict><v:shape style="position:absolute;width:297.6pt;height:29.7cm"><v:imagedata r:id="x"/></v:shape></w:pict>'
    loss = losses(word_file(p(r("字" * 900) + in_run(shape))))["图片"]
    assert loss.share == pytest.approx(1 / 3, abs=0.01)
    bare = in_run('<w:drawing><wp:inline><a:blip r:embed="x"/></wp:inline></w:drawing>')
    assert losses(word_file(p(r("正文") + bare)))["图片"].share is None


def ole(program: str, kind: str = "Embed") -> str:
    return in_run(
        f'<w:object><v:shape><v:imagedata r:id="x"/></v:shape><o:OLEObject Type="{kind}" ProgID="{program}"/></w:object>'
    )


@pytest.mark.parametrize(
    ("content", "what", "withholds"),
    [
        (ole("Excel.Sheet.12"), "嵌入对象", False),
        (ole("Word.Document.12"), "嵌入的文档", True),
        (ole("Package"), "嵌入的文档", True),
        (ole("Word.Document.12", "Link"), "链接的外部内容", False),
        (in_run('<w:drawing><a:blip r:link="rIdX"/></w:drawing>'), "链接的外部内容", False),
        ('<w:subDoc r:id="rIdX"/>', "嵌入文件", True),
    ],
)
def test_objects_and_links(content: str, what: str, *, withholds: bool) -> None:
    data = word_file(p(r("正文") + content), links=link("rIdX", "image", "http://example.invalid/a.png", "External"))
    found = losses(data)
    assert set(found) == {what}
    assert found[what].withholds is withholds


def test_macros_are_said() -> None:
    data = word_file(p(r("正文")), members={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
    assert losses(data)["宏"].count == 1
    assert "宏" in losses(word_file(p(r("正文")), links=link("m", "vbaProject", "macros.bin")))


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.docx", b"PK\x03\x04 broken"), ("a.bin", b"\x00\x01"), ("a.docx", b""), ("a.xml", "<a/>")],
    ids=["damaged", "unknown", "empty", "other XML"],
)
def test_embedded_file_that_cannot_be_read_withholds(name: str, content: bytes | str) -> None:
    data = word_file(
        p(r("正文")) + '<w:altChunk r:id="c"/>', members={f"word/{name}": content}, links=link("c", "aFChunk", name)
    )
    source = read_docx(data)
    assert [(loss.what, loss.withholds) for loss in source.losses] == [("嵌入文件", True)]
    assert [block.text for block in source.blocks] == ["正文"]


def test_embedded_file_elsewhere_is_not_fetched() -> None:
    data = word_file(
        p(r("正文")) + '<w:altChunk r:id="c"/>', links=link("c", "aFChunk", "http://example.invalid/a.docx", "External")
    )
    assert losses(data)["嵌入文件"].withholds


@pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")
def test_the_view_holds_in_an_embedded_rtf() -> None:
    rtf = (
        rb"{\rtf1\ansi{\*\revtbl{Unknown;}{A;}}\pard Term "
        rb"{\deleted\revauthdel1\revdttmdel0 three}{\revised\revauth1\revdttm0 five} years.\par}"
    )
    data = word_file(
        p(r("正文")) + '<w:altChunk r:id="c"/>', members={"word/c.rtf": rtf}, links=link("c", "aFChunk", "c.rtf")
    )
    shown = {view: read_docx(data, view).blocks[1].text for view in (RevisionView.ACCEPTED, RevisionView.ORIGINAL)}
    assert shown == {RevisionView.ACCEPTED: "Term five years.", RevisionView.ORIGINAL: "Term three years."}


def test_losses_of_an_embedded_file_are_ours() -> None:
    inner = word_file(p(r("内") + r("密", "<w:vanish/>")))
    page = "<html><body><p>网页</p><p hidden>藏</p><iframe src='http://example.invalid'></iframe></body></html>"
    data = word_file(
        p(r("正文")) + '<w:altChunk r:id="a"/><w:altChunk r:id="b"/>',
        members={"word/a.docx": inner, "word/b.html": page},
        links=link("a", "aFChunk", "a.docx") + link("b", "aFChunk", "b.html"),
    )
    found = losses(data)
    assert found["隐藏文字"].words == ("密", "藏")
    assert found["内嵌网页"].withholds


def test_embedded_files_end_at_some_depth() -> None:
    data = word_file(p(r("第0层")))
    for depth in range(1, 6):
        data = word_file(
            p(r(f"第{depth}层")) + '<w:altChunk r:id="c"/>',
            members={"word/c.docx": data},
            links=link("c", "aFChunk", "c.docx"),
        )
    source = read_docx(data)
    assert [block.text for block in source.blocks] == ["第5层", "第4层", "第3层"]
    assert [(loss.what, loss.count, loss.withholds) for loss in source.losses] == [("嵌入文件", 1, True)]


def test_embedded_files_are_not_read_without_end() -> None:
    data = word_file(
        p(r("正文")) + '<w:altChunk r:id="c"/>' * 300, members={"word/c.txt": "甲"}, links=link("c", "aFChunk", "c.txt")
    )
    source = read_docx(data)
    assert len(source.blocks) == 1 + chunks.Budget().chunks
    assert losses(data)["嵌入文件"].count == 300 - chunks.Budget().chunks


def test_tables_of_an_embedded_file_go_on_with_our_numbers() -> None:
    two = table(row(cell(p(r("甲"))), cell(p(r("乙")))))
    data = word_file(
        two + '<w:altChunk r:id="c"/>' + two,
        members={"word/c.docx": word_file(two + p(r("间")) + two)},
        links=link("c", "aFChunk", "c.docx"),
    )
    places = [(block.location.paragraph, block.location.table) for block in read_docx(data).blocks]
    assert places == [(1, 1), (2, 2), (3, None), (4, 3), (5, 4)]


def test_a_document_of_pictures_alone_is_a_scan() -> None:
    with pytest.raises(UnreadableDocument, match="只有 2 张图片"):
        read_docx(word_file(p(picture(500, 700)) + p(picture(500, 700))))


def test_style_names_of_contents_without_a_styles_part() -> None:
    source = read_docx(word_file(p(r("保密 3"), styled("TOC1")) + p(r("正文"))))
    assert [block.kind.value for block in source.blocks] == ["contents", "paragraph"]


def test_diagram_that_is_not_there_is_said() -> None:
    body = p(r("正文") + in_run('<w:drawing><dgm:relIds r:dm="rIdD"/></w:drawing>'))
    assert losses(word_file(body))["图示"].count == 1
    broken = word_file(body, members={"word/d.xml": "<a"}, links=link("rIdD", "diagramData", "d.xml"))
    assert losses(broken)["图示"].count == 1
