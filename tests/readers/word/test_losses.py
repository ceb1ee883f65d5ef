"""What does not count is not in the words, and is said aloud."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.word import read_docx

Docx = Callable[..., bytes]


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


SHOWN = p(run("正文"))
PICTURE = '<w:r><w:drawing><wp:inline><a:graphic><a:blip r:embed="x"/></a:graphic></wp:inline></w:drawing></w:r>'
HIDDEN_STYLES = (
    '<w:style w:type="character" w:styleId="yin"><w:name w:val="隐"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="yinduan"><w:name w:val="隐段"/><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="hua"><w:name w:val="划"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="huaduan"><w:name w:val="划段"/><w:rPr><w:strike/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="shuang"><w:name w:val="双线"/><w:rPr><w:dstrike/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="budan"><w:name w:val="不划"/><w:rPr><w:dstrike w:val="0"/></w:rPr></w:style>'
)

CASES: dict[str, tuple[str, dict[str, int]]] = {
    "nothing": (SHOWN, {}),
    "deletion": (SHOWN + p('<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'), {"修订删除": 1}),
    "deletion of a mark alone": (SHOWN + p('<w:del w:id="1"><w:r/></w:del>'), {}),
    "move": (SHOWN + p('<w:moveFrom w:id="1"><w:r><w:t>旧</w:t></w:r></w:moveFrom>'), {"修订删除": 1}),
    "hidden directly": (SHOWN + p(run("密", "<w:vanish/>") + run("文", "<w:vanish/>")), {"隐藏文字": 1}),
    "hidden by a character style": (SHOWN + p(run("密", '<w:rStyle w:val="yin"/>')), {"隐藏文字": 1}),
    "hidden by the paragraph style": (SHOWN + p(run("密"), '<w:pStyle w:val="yinduan"/>'), {"隐藏文字": 1}),
    "struck out directly": (SHOWN + p(run("旧", "<w:strike/>") + run("文", "<w:dstrike/>")), {"删除线文字": 1}),
    "struck out by a character style": (SHOWN + p(run("旧", '<w:rStyle w:val="hua"/>')), {"删除线文字": 1}),
    "struck out by the paragraph style": (SHOWN + p(run("旧"), '<w:pStyle w:val="huaduan"/>'), {"删除线文字": 1}),
    "two lines by the paragraph style": (
        SHOWN + p("<w:r><w:t>旧</w:t></w:r>", '<w:pStyle w:val="shuang"/>'),
        {"删除线文字": 1},
    ),
    "hidden and struck out": (
        SHOWN + p(run("密", "<w:vanish/><w:strike/>") + run("旧", "<w:strike/>")),
        {"隐藏文字": 1, "删除线文字": 1},
    ),
    "a note that is not there": (
        p(run("正文") + '<w:r><w:footnoteReference w:id="9"/></w:r><w:r><w:footnoteReference w:id="9"/></w:r>'),
        {"缺失的脚注尾注": 1},
    ),
    "a picture": (SHOWN + p(PICTURE) + p(PICTURE), {"图片": 2}),
    "a chart": (SHOWN + p('<w:r><w:drawing><c:chart r:id="x"/></w:drawing></w:r>'), {"图表": 1}),
    "a diagram": (SHOWN + p('<w:r><w:drawing><dgm:relIds r:dm="x"/></w:drawing></w:r>'), {"图示": 1}),
    "an object with its preview": (
        SHOWN
        + p(
            '<w:r><w:object><v:shape><v:imagedata r:id="x"/></v:shape><o:OLEObject ProgID="Excel.Sheet.12"/></w:object></w:r>'
        ),
        {"嵌入对象": 1},
    ),
    "an embedded file": (SHOWN + '<w:altChunk r:id="x"/>' + p('<w:subDoc r:id="y"/>'), {"嵌入文件": 2}),
    "a number that no file holds": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> LISTNUM </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
            + run("正文")
        ),
        {"域编号": 1},
    ),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_losses(docx: Docx, body: str, expected: dict[str, int]) -> None:
    source = read_docx(docx(body, styles=HIDDEN_STYLES))
    assert [block.text for block in source.blocks] == ["正文"]
    assert {loss.what: loss.count for loss in source.losses} == expected
    assert all(loss.note.endswith("。") for loss in source.losses)


@pytest.mark.parametrize(
    "body",
    [
        p(run("正文", '<w:vanish w:val="0"/>'), '<w:pStyle w:val="yinduan"/>'),
        p(run("正文", '<w:rStyle w:val="yin"/>'), '<w:pStyle w:val="yinduan"/>'),
        p(run("正文", "<w:webHidden/>")),
        p(run("正文", '<w:strike w:val="false"/><w:dstrike w:val="0"/>')),
        p(run("正文", '<w:strike w:val="0"/>'), '<w:pStyle w:val="huaduan"/>'),
        p(run("正文", '<w:rStyle w:val="hua"/>'), '<w:pStyle w:val="huaduan"/>'),
        p(run("正文", '<w:rStyle w:val="budan"/>'), '<w:pStyle w:val="shuang"/>'),
    ],
    ids=[
        "switched off",
        "two styles cancel out",
        "hidden on the web only",
        "not struck out",
        "a line switched off",
        "two lines cancel out",
        "a character style without two lines",
    ],
)
def test_what_looks_hidden_but_is_shown(docx: Docx, body: str) -> None:
    source = read_docx(docx(body, styles=HIDDEN_STYLES))
    assert [block.text for block in source.blocks] == ["正文"]
    assert source.losses == ()


def test_struck_words_are_told_with_their_share(docx: Docx) -> None:
    body = p(
        run("期限")
        + run("三", "<w:strike/>")
        + run("个月", "<w:strike/>")
        + run("五年，")
        + run("可以", "<w:dstrike/>")
    )
    source = read_docx(docx(body))
    assert [block.text for block in source.blocks] == ["期限五年，"]
    (loss,) = source.losses
    assert (loss.what, loss.count, loss.words, loss.share) == ("删除线文字", 2, ("三个月", "可以"), 0.5)
    assert not loss.withholds


def test_struck_by_default(docx: Docx) -> None:
    styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:strike/></w:rPr></w:rPrDefault></w:docDefaults>"
    body = p("<w:r><w:t>旧</w:t></w:r>") + p(run("正文", '<w:strike w:val="false"/>'))
    assert [block.text for block in read_docx(docx(body, styles=styles)).blocks] == ["正文"]


def test_what_hangs_on_struck_words_is_read(docx: Docx) -> None:
    note = f'<w:footnote w:id="2">{p(run("注"))}</w:footnote>'
    body = p(
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>旧</w:t><w:br/><w:footnoteReference w:id='2'/></w:r>" + run("第二条 新")
    )
    source = read_docx(docx(body, footnotes=note))
    assert [(block.label, block.text) for block in source.blocks] == [("", "第二条 新"), ("脚注1", "注")]
    assert [loss.words for loss in source.losses] == [("旧",)]


def test_hidden_by_default(docx: Docx) -> None:
    styles = "<w:docDefaults><w:rPrDefault><w:rPr><w:vanish/></w:rPr></w:rPrDefault></w:docDefaults>"
    body = p("<w:r><w:t>密</w:t></w:r>") + p(run("正文", '<w:vanish w:val="false"/>'))
    assert [block.text for block in read_docx(docx(body, styles=styles)).blocks] == ["正文"]


def test_comments_are_counted(docx: Docx) -> None:
    comment = f'<w:comment w:id="0" w:author="甲">{p(run("乙方应当赔偿"))}</w:comment>'
    body = p(
        '<w:commentRangeStart w:id="0"/>'
        + run("正文")
        + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    )
    source = read_docx(docx(body, comments=comment))
    assert [block.text for block in source.blocks] == ["正文"]
    assert [(loss.what, loss.count) for loss in source.losses] == [("批注", 1)]


def test_scan_pasted_into_word_is_unreadable(docx: Docx) -> None:
    with pytest.raises(UnreadableDocument, match="只有 2 张图片") as caught:
        read_docx(docx(p(PICTURE) + p(PICTURE)))
    assert "OCR" in caught.value.remedy


def test_document_without_words_is_unreadable(docx: Docx) -> None:
    with pytest.raises(UnreadableDocument, match="没有文字"):
        read_docx(docx(p("")))
