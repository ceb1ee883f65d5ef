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
)

CASES: dict[str, tuple[str, dict[str, int]]] = {
    "nothing": (SHOWN, {}),
    "deletion": (SHOWN + p('<w:del w:id="1"><w:r><w:delText>旧</w:delText></w:r></w:del>'), {"修订删除": 1}),
    "deletion of a mark alone": (SHOWN + p('<w:del w:id="1"><w:r/></w:del>'), {}),
    "move": (SHOWN + p('<w:moveFrom w:id="1"><w:r><w:t>旧</w:t></w:r></w:moveFrom>'), {"修订删除": 1}),
    "hidden directly": (SHOWN + p(run("密", "<w:vanish/>") + run("文", "<w:vanish/>")), {"隐藏文字": 1}),
    "hidden by a character style": (SHOWN + p(run("密", '<w:rStyle w:val="yin"/>')), {"隐藏文字": 1}),
    "hidden by the paragraph style": (SHOWN + p(run("密"), '<w:pStyle w:val="yinduan"/>'), {"隐藏文字": 1}),
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
    ],
    ids=["switched off", "two styles cancel out", "hidden on the web only"],
)
def test_what_looks_hidden_but_is_shown(docx: Docx, body: str) -> None:
    source = read_docx(docx(body, styles=HIDDEN_STYLES))
    assert [block.text for block in source.blocks] == ["正文"]
    assert source.losses == ()


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
