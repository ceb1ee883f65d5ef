"""Pages without a text layer, with a garbled one, or with a scanner's: what is read, and what is said."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.pdf import read_pdf, recognition
from contractkit.readers.pdf.recognition import draw as draw_page

Pdf = Callable[..., bytes]
IMAGE = "q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x41 EI Q"
CLAUSES = (
    "第一条 甲方将本市停车泊位和公共自行车两类公共数据交给乙方运营。",
    "第二条 运营期限为四年，自双方签章之日起计算，期满不自动延长。",
    "第三条 乙方应当在甲方指定的平台内加工，不得将原始数据带出。",
)
LINES = [(90.0, 740.0 - 26 * at, 14.0, text) for at, text in enumerate(CLAUSES)]


def garbled(text: str) -> str:
    return "".join(chr(0x4E00 + ord(one) * 7919 % 20_900) for one in text)


def test_scan_is_read_by_recognition(pdf: Pdf, fake_recogniser: Any) -> None:
    reader = fake_recogniser(("第一条 乙方按年报告。", 0.97), ("第二条 期限为三年。", 0.91))
    source = read_pdf(pdf([[], []], graphics=[IMAGE, IMAGE]), recogniser=reader)
    assert source.format == "scan"
    assert [(block.text, block.location.page, block.confidence) for block in source.blocks] == [
        ("第一条 乙方按年报告。", 1, 0.97),
        ("第二条 期限为三年。", 1, 0.91),
        ("第一条 乙方按年报告。", 2, 0.97),
        ("第二条 期限为三年。", 2, 0.91),
    ]
    assert [loss.what for loss in source.losses] == ["文字识别的页"]


def test_confidence_of_a_paragraph_is_that_of_its_least_sure_line(pdf: Pdf, fake_recogniser: Any) -> None:
    long = "乙方应当在每个季度结束后十五日内向甲方书面报告数据使用情况和产品"
    reader = fake_recogniser((long, 0.99), ("上架情况，并接受检查。", 0.88))
    (block,) = read_pdf(pdf([[]], graphics=[IMAGE]), recogniser=reader).blocks
    assert block.text == f"{long}上架情况，并接受检查。"
    assert block.confidence == 0.88


def test_doubtful_lines_withhold(pdf: Pdf, fake_recogniser: Any) -> None:
    reader = fake_recogniser(("第一条 乙方按年向甲方报告。", 0.99), ("期限为三年，期满不得延长。", 0.41))
    source = read_pdf(pdf([[]], graphics=[IMAGE]), recogniser=reader)
    (loss,) = (loss for loss in source.losses if loss.withholds)
    assert loss.share == pytest.approx(13 / 27, abs=0.05)


def test_page_numbers_of_scans_are_furniture(pdf: Pdf, fake_recogniser: Any) -> None:
    lines = [("第一条 乙方按年报告。", 0.99)]
    reader = fake_recogniser(*lines, ("— 3 —", 0.99), top=100.0)
    reader.lines = (*lines, *[("正文内容在这里继续写明。", 0.99)] * 26, ("— 3 —", 0.99))
    source = read_pdf(pdf([[]], graphics=[IMAGE]), recogniser=reader)
    assert source.furniture == ("— 3 —",)


def test_only_pages_without_text_are_recognised(pdf: Pdf, fake_recogniser: Any) -> None:
    reader = fake_recogniser(("附件一 资源清单。", 0.95))
    source = read_pdf(pdf([LINES, [], LINES], graphics=["", IMAGE]), recogniser=reader)
    assert source.format == "pdf"
    assert len(reader.pictures) == 1
    assert [block.confidence for block in source.blocks] == [None] * 3 + [0.95] + [None] * 3


def test_garbled_page_is_recognised_instead(pdf: Pdf, fake_recogniser: Any) -> None:
    broken = [(x, y, size, garbled(text)) for x, y, size, text in LINES * 2]
    reader = fake_recogniser(("附件一 资源清单。", 0.95))
    source = read_pdf(pdf([LINES, broken]), recogniser=reader)
    assert [block.text for block in source.blocks] == [*CLAUSES, "附件一 资源清单。"]


def test_picture_of_a_page(pdf: Pdf) -> None:
    document = pypdfium2.PdfDocument(pdf([[]], graphics=["0 0 1 rg 0 421 595 421 re f"]))
    picture = draw_page(document[0])
    assert (picture.width, picture.height, picture.dpi) == (1653, 2339, 200)
    assert len(picture.pixels) == 1653 * 2339 * 3
    assert picture.pixels[:3] == b"\xff\x00\x00"
    assert picture.pixels[-3:] == b"\xff\xff\xff"
    document.close()


def test_huge_page_is_drawn_small(pdf: Pdf) -> None:
    document = pypdfium2.PdfDocument(pdf([[]], graphics=[""]).replace(b"[0 0 595 842]", b"[0 0 9e6 842]"))
    picture = draw_page(document[0])
    assert picture.width * picture.height <= 16_000_000
    assert len(picture.pixels) == picture.width * picture.height * 3
    document.close()


def test_no_more_pages_than_can_be_waited_for(pdf: Pdf, fake_recogniser: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recognition, "MAX_PAGES", 2)
    reader = fake_recogniser(("第一条 乙方按年报告。", 0.95))
    source = read_pdf(pdf([[]] * 3, graphics=[IMAGE] * 3), recogniser=reader)
    (loss,) = (loss for loss in source.losses if loss.withholds)
    assert (loss.what, loss.count, loss.withholds) == ("未识别页", 1, True)
    assert loss.share == pytest.approx(1 / 3)


@pytest.mark.usefixtures("without_ocr")
class TestWithoutTheExtra:
    """What is said where text recognition is not installed."""

    COMMAND = 'python -m pip install "rapidocr>=3.10,<4" onnxruntime'

    def test_scan(self, pdf: Pdf) -> None:
        with pytest.raises(UnreadableDocument, match="全部 2 页没有文字层") as caught:
            read_pdf(pdf([[], []], graphics=[IMAGE, IMAGE]))
        assert caught.value.exit_code == 3
        assert self.COMMAND in caught.value.remedy

    def test_stamp_of_a_scanning_program_is_no_text_layer(self, pdf: Pdf) -> None:
        stamp = [(400.0, 20.0, 9.0, "由某扫描软件创建")]
        with pytest.raises(UnreadableDocument, match="没有文字层"):
            read_pdf(pdf([stamp, stamp], graphics=[IMAGE, IMAGE]))

    def test_some_pages(self, pdf: Pdf) -> None:
        source = read_pdf(pdf([LINES, [], LINES, []], graphics=["", IMAGE, ""]))
        (loss,) = source.losses
        assert (loss.what, loss.count, loss.withholds) == ("无文字页", 1, True)
        assert loss.share == pytest.approx(1 / 3)
        assert "第 2 页" in loss.note
        assert self.COMMAND in loss.note

    def test_garbled_text_layer(self, pdf: Pdf) -> None:
        broken = [(x, y, size, garbled(text)) for x, y, size, text in LINES * 2]
        with pytest.raises(UnreadableDocument, match="乱码"):
            read_pdf(pdf([broken]))
        source = read_pdf(pdf([LINES, broken, LINES]))
        assert [(loss.what, loss.count) for loss in source.losses] == [("乱码页", 1)]
        assert len(source.blocks) == 6

    def test_garbled_lines_on_a_page(self, pdf: Pdf) -> None:
        first = [(90.0, 760.0 - 20 * at, 12.0, CLAUSES[at % 3]) for at in range(16)]
        broken = [(90.0, 430.0 - 20 * at, 12.0, garbled(CLAUSES[at % 3])) for at in range(5)]
        source = read_pdf(pdf([first + broken]))
        assert [(loss.what, loss.withholds) for loss in source.losses] == [("部分乱码页", True)]
        assert "".join(block.text for block in source.blocks) == "".join(text for *_, text in first)

    def test_header_over_a_picture_is_not_the_page(self, pdf: Pdf) -> None:
        header = [(90.0, 800.0, 9.0, "停车数据授权运营协议（送审稿）　　合同编号：TC-2025-0117　　共三份第二份　机密")]
        source = read_pdf(pdf([LINES, header, LINES], graphics=["", IMAGE]))
        assert [(loss.what, loss.withholds) for loss in source.losses] == [("图片页", True)]


def test_text_layer_of_a_scanner(pdf: Pdf, draw: Callable[..., str]) -> None:
    layer = "\n".join(draw(text, 90, 740 - 26 * at, 14, before="3 Tr") for at, text in enumerate(CLAUSES))
    source = read_pdf(pdf([[]], graphics=[f"{IMAGE}\n{layer}"]))
    assert [block.text for block in source.blocks] == list(CLAUSES)
    (loss,) = source.losses
    assert (loss.what, loss.withholds, loss.share) == ("扫描件自带的文字层", False, 1.0)
