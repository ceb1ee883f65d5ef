"""Reading order: columns, turned pages, watermarks, footnotes, what cannot be seen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain

import pytest

from contractkit.readers.pdf import read_pdf

Pdf = Callable[..., bytes]
Draw = Callable[..., str]

LEFT = "第一条 甲方将本市停车泊位、公共自行车和城市照明三类公共数据交给乙方开展运营，具体资源名称和更新频率见附件一，未列入的数据不得提供，确需增加的由双方另行签订补充协议并报主管部门备案。"
RIGHT = "第二条 运营期限为四年，自双方签章之日起计算，期限届满前六个月，任何一方都可以书面提出续期，双方另行签订协议，续期不超过一年，超过的部分无效，由此产生的费用由提出一方承担并在三十日内结清。"


def lines(text: str, width: int = 20) -> list[str]:
    return [text[at : at + width] for at in range(0, len(text), width)]


def column(draw: Draw, text: str, x: float, top: float = 700, size: float = 10) -> list[str]:
    return [draw(line, x, top - 16 * at, size) for at, line in enumerate(lines(text))]


def words(data: bytes) -> list[str]:
    return [block.text for block in read_pdf(data).blocks]


def drawn(pdf: Pdf, *graphics: str, page_extra: str = "") -> bytes:
    return pdf([[] for _ in graphics], graphics=graphics, page_extra=page_extra)


@pytest.mark.parametrize("lowered", [0, 5], ids=["level", "staggered"])
@pytest.mark.parametrize("interleaved", [False, True])
def test_two_columns(pdf: Pdf, draw: Draw, lowered: int, interleaved: bool) -> None:
    left, right = column(draw, LEFT, 60), column(draw, RIGHT, 310, 700 - lowered)
    order = list(chain(*zip(left, right, strict=True))) if interleaved else left + right
    title = draw("停车数据运营协议", 220, 760, 18)
    assert words(drawn(pdf, "\n".join([*order, title]))) == ["停车数据运营协议", LEFT, RIGHT]


def test_sentence_from_column_to_column(pdf: Pdf, draw: Draw) -> None:
    text = LEFT + LEFT.removeprefix("第一条 ")
    left, right = column(draw, text[:100], 60), column(draw, text[100:], 310)
    assert "".join(words(drawn(pdf, "\n".join(left + right)))) == text
    assert len(words(drawn(pdf, "\n".join(left + right)))) == 1


def test_form_entries_are_no_columns(pdf: Pdf, draw: Draw) -> None:
    entries = [(f"项目{number}：", f"内容{number}") for number in "一二三四五六"]
    order = [
        draw(word, x, 700 - 20 * at)
        for at, entry in enumerate(entries)
        for x, word in zip((60, 300), entry, strict=True)
    ]
    assert [text.split() for text in words(drawn(pdf, "\n".join(order)))] == [list(entry) for entry in entries]


def test_headings_drawn_before_all_text(pdf: Pdf, draw: Draw) -> None:
    heads = [draw("第一章 总则", 60, 700, 14), draw("第二章 数据", 60, 640, 14)]
    texts = [draw("本章说明目的。", 60, 670), draw("本章说明数据。", 60, 610)]
    expected = ["第一章 总则", "本章说明目的。", "第二章 数据", "本章说明数据。"]
    assert words(drawn(pdf, "\n".join(heads + texts))) == expected


@pytest.mark.parametrize(
    ("turn", "places", "extra"),
    [
        ("0 1 -1 0", [(100, 100), (130, 100)], "/Rotate 90"),
        ("0 1 -1 0", [(100, 100), (130, 100)], ""),
        ("0 -1 1 0", [(500, 700), (470, 700)], "/Rotate 270"),
        ("-1 0 0 -1", [(500, 100), (500, 130)], "/Rotate 180"),
    ],
)
def test_turned_pages(pdf: Pdf, draw: Draw, turn: str, places: list[tuple[int, int]], extra: str) -> None:
    texts = ["乙方应当在平台内加工数据，不得", "带出平台。"]
    graphics = "\n".join(draw(text, x, y, 14, turn=turn) for text, (x, y) in zip(texts, places, strict=True))
    assert words(drawn(pdf, graphics, page_extra=extra)) == ["".join(texts)]


def test_table_on_a_turned_page(pdf: Pdf, draw: Draw) -> None:
    # As seen upright: two columns of 150, two rows of 50.
    rules = [f"0.5 w {x} 100 m {x} 400 l S" for x in (100, 150, 200)]
    rules += [f"0.5 w 100 {y} m 200 {y} l S" for y in (100, 250, 400)]
    cells = [("名称", 130, 110), ("更新", 130, 260), ("车位", 180, 110), ("每日", 180, 260)]
    graphics = "\n".join([*rules, *(draw(text, x, y, turn="0 1 -1 0") for text, x, y in cells)])
    found = read_pdf(drawn(pdf, graphics, page_extra="/Rotate 90")).blocks
    assert [block.cells for block in found] == [("名称", "更新"), ("车位", "每日")]


def test_page_with_an_origin_of_its_own(pdf: Pdf, draw: Draw) -> None:
    data = drawn(pdf, "\n".join(column(draw, LEFT, -240, 1100)))
    assert words(data.replace(b"[0 0 595 842]", b"[-300 400 295 1242]")) == [LEFT]


def test_slanted_watermark(pdf: Pdf, draw: Draw) -> None:
    mark = draw("内部资料请勿外传", 100, 300, 40, turn="0.707 0.707 -0.707 0.707")
    source = read_pdf(drawn(pdf, "\n".join([mark, *column(draw, LEFT, 60)])))
    assert [block.text for block in source.blocks] == [LEFT]
    assert [(loss.what, loss.words) for loss in source.losses] == [("水印", ("内部资料请勿外传",))]


def test_level_watermark(pdf: Pdf, draw: Draw) -> None:
    mark = draw("征求意见稿", 150, 640, 60)
    pages = ["\n".join([*column(draw, text, 60), mark]) for text in (LEFT, RIGHT, LEFT)]
    source = read_pdf(drawn(pdf, *pages))
    assert [block.text for block in source.blocks] == [LEFT, RIGHT, LEFT]
    assert [(loss.what, loss.words) for loss in source.losses] == [("水印", ("征求意见稿",))]


@pytest.mark.parametrize("place", [{"before": "3 Tr"}, {"x": -400}, {"y": 2000}], ids=["no colour", "left", "above"])
def test_what_cannot_be_seen_is_told_apart(pdf: Pdf, draw: Draw, place: dict[str, object]) -> None:
    hidden = draw("乙方可以再许可他人。", **{"x": 60, "y": 500, **place})
    seen = draw("乙方不得再许可他人。", 60, 700, before="0 Tr")
    source = read_pdf(drawn(pdf, f"{hidden}\n{seen}"))
    assert [block.text for block in source.blocks] == ["乙方不得再许可他人。"]
    assert [(loss.what, loss.words) for loss in source.losses] == [("隐藏文字", ("乙方可以再许可他人。",))]


def test_vertical_writing_keeps_its_order(pdf: Pdf, draw: Draw) -> None:
    text = ("竖排第一列", "竖排第二列")
    graphics = "\n".join(
        draw(one, 400 - 30 * at, 700 - 20 * step) for at, line in enumerate(text) for step, one in enumerate(line)
    )
    assert "".join(words(drawn(pdf, graphics))) == "".join(text)


def test_footnote_does_not_part_a_sentence(pdf: Pdf, draw: Draw) -> None:
    text = LEFT + LEFT.removeprefix("第一条 ")
    body = [draw(line, 60, 700 - 20 * at) for at, line in enumerate(lines(text[:120], 30))]
    note = [draw("①公共数据，是指各级机关在履职中收集和产生的", 60, 100, 8), draw("数据。", 60, 88, 8)]
    rest = [draw(line, 60, 780 - 20 * at) for at, line in enumerate(lines(text[120:], 30))]
    found = words(drawn(pdf, "\n".join(body + note), "\n".join(rest)))
    assert found == [text, "①公共数据，是指各级机关在履职中收集和产生的数据。"]


def test_rare_characters(pdf: Pdf) -> None:
    assert words(pdf([[(90, 700, 14, "𠮷野数据𠮷")]])) == ["𠮷野数据𠮷"]


def test_kangxi_radicals_stay_as_they_are(pdf: Pdf) -> None:
    assert words(pdf([[(90, 700, 14, "⼄⽅应当按⽉报告。")]])) == ["⼄⽅应当按⽉报告。"]


def test_marks_drawn_after_their_words(pdf: Pdf) -> None:
    line = [(90.0, 700.0, 12.0, "本协议所称"), (162.0, 700.0, 12.0, "平台"), (150.0, 700.0, 12.0, "《")]
    line += [(186.0, 700.0, 12.0, "》"), (198.0, 700.0, 12.0, "由甲方指定。")]
    assert words(pdf([line])) == ["本协议所称《平台》由甲方指定。"]


def test_document_on_one_line(pdf: Pdf) -> None:
    clauses = [f"第{number}条 乙方应当按照约定使用数据。" for number in "一二三四五六"]
    data = pdf([[(10.0, 700.0, 3.0, " ".join(clauses))]])
    assert words(data) == clauses


def test_row_that_the_page_parts(pdf: Pdf) -> None:
    rules = "\n".join(
        [f"0.5 w {x} 640 m {x} 740 l S" for x in (90, 150, 250)] + [f"90 {y} m 250 {y} l S" for y in (740, 690, 640)]
    )
    first = [(95.0, 720.0, 12.0, "编号"), (155.0, 720.0, 12.0, "名称")]
    first += [(95.0, 670.0, 12.0, "甲一"), (155.0, 670.0, 12.0, "停车泊位实时")]
    second = [(155.0, 720.0, 12.0, "余量信息"), (95.0, 670.0, 12.0, "甲二"), (155.0, 670.0, 12.0, "公交到站")]
    found = read_pdf(pdf([first, second], graphics=[rules, rules])).blocks
    assert [block.cells for block in found] == [
        ("编号", "名称"),
        ("甲一", "停车泊位实时余量信息"),
        ("甲二", "公交到站"),
    ]
