"""PDF files as they come: paragraphs, furniture, tables, pages that cannot be read."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.document.tree import BlockKind
from contractkit.errors import UnreadableDocument
from contractkit.readers.pdf import read_pdf

Pdf = Callable[..., bytes]
Text = tuple[float, float, float, str]

LEFT, SIZE, PITCH, TOP = 90.0, 14.0, 26.0, 740.0
COLUMN = 30


def page(*paragraphs: str, indent: int = 2, top: float = TOP) -> list[Text]:
    """Paragraphs set in lines of 30 characters, the first line indented."""
    texts: list[Text] = []
    y = top
    for paragraph in paragraphs:
        rest, x = paragraph, LEFT + indent * SIZE
        while rest:
            room = COLUMN - (indent if x > LEFT else 0)
            texts.append((x, y, SIZE, rest[:room]))
            rest, x, y = rest[room:], LEFT, y - PITCH
    return texts


def words(data: bytes) -> list[str]:
    return [block.text for block in read_pdf(data).blocks]


ARTICLES = (
    "第一条 甲方将本市停车泊位、公共自行车和城市照明三类公共数据交给乙方开展运营，具体资源名称和更新频率见附件一。",
    "第二条 运营期限为四年，自双方签章之日起计算。期限届满前六个月，任何一方都可以书面提出续期，双方另行签订协议。",
    "第三条 乙方应当在甲方指定的运营平台内加工数据，不得将原始数据带出平台。",
)


def test_lines_become_paragraphs(pdf: Pdf) -> None:
    assert words(pdf([page(*ARTICLES)])) == list(ARTICLES)


def test_paragraphs_without_indent(pdf: Pdf) -> None:
    assert words(pdf([page(*ARTICLES, indent=0)])) == list(ARTICLES)


def test_reference_at_the_beginning_of_a_line_is_no_clause(pdf: Pdf) -> None:
    text = "第九条 乙方逾期支付收益分成款项的，甲方可以按照本协议的第八条约定的方式催告，催告期为十个工作日，期满仍不支付的解除。"
    assert text[COLUMN - 2 :].startswith("第八条约定")
    assert words(pdf([page(text, *ARTICLES)])) == [text, *ARTICLES]


def test_paragraph_over_two_pages_and_furniture(pdf: Pdf) -> None:
    whole = page(*ARTICLES)
    cut = next(index for index, text in enumerate(whole) if text[3].startswith("第二条")) + 1
    pages = []
    for number, body in enumerate(
        (whole[:cut], [(x, y + 100, size, text) for x, y, size, text in whole[cut:]]), start=1
    ):
        header = [(220.0, 800.0, 9.0, "停车数据运营协议（送审稿）")]
        footer = [(280.0, 40.0, 9.0, f"— {number} —")]
        pages.append([*footer, *header, *body])
    source = read_pdf(pdf(pages))
    assert [block.text for block in source.blocks] == list(ARTICLES)
    assert [block.location.page for block in source.blocks] == [1, 1, 2]
    assert set(source.furniture) == {"停车数据运营协议（送审稿）", "— 1 —"}


@pytest.mark.parametrize("number", ["第 1 页 共 3 页", "1/3", "-1-", "Page 1 of 3", "·1·", "12"])
def test_page_numbers(pdf: Pdf, number: str) -> None:
    source = read_pdf(pdf([[*page(*ARTICLES), (280.0, 40.0, 9.0, number)]]))
    assert [block.text for block in source.blocks] == list(ARTICLES)
    assert source.furniture == (number,)


def test_what_stands_twice_in_the_body_is_no_furniture(pdf: Pdf) -> None:
    first = page(*ARTICLES, "甲方（盖章）：")
    second = page("附件一 资源清单说明如下，以下各项由甲方按月更新。", "甲方（盖章）：")
    assert words(pdf([first, second])).count("甲方（盖章）：") == 2


def test_two_identical_pages_are_no_furniture(pdf: Pdf) -> None:
    source = read_pdf(pdf([page(*ARTICLES), page(*ARTICLES)]))
    assert [block.text for block in source.blocks] == [*ARTICLES, *ARTICLES]
    assert source.furniture == ()


def test_gaps_and_order_within_a_line(pdf: Pdf) -> None:
    line = [
        (300.0, 700.0, SIZE, "乙方："),
        (LEFT, 700.0, SIZE, "甲方："),
        (LEFT, 660.0, SIZE, "第一条"),
        (LEFT + 4 * SIZE, 660.0, SIZE, "范围"),
    ]
    first, second = words(pdf([line]))
    assert first.replace(" ", "") == "甲方：乙方："
    assert first.count(" ") > 10
    assert second == "第一条 范围"


def test_bold_by_printing_twice(pdf: Pdf) -> None:
    assert words(pdf([[(LEFT, 700.0, SIZE, "违约责任"), (LEFT + 0.3, 700.0, SIZE, "违约责任")]])) == ["违约责任"]


def test_title_over_two_lines(pdf: Pdf) -> None:
    title = [(180.0, 760.0, 22.0, "临澧市停车数据授权"), (235.0, 728.0, 22.0, "运营协议")]
    body = page(*ARTICLES, top=680.0)
    centre = [((LEFT + LEFT + COLUMN * SIZE) / 2 - len(text) * 11, y, size, text) for _, y, size, text in title]
    assert words(pdf([[*centre, *body]])) == ["临澧市停车数据授权运营协议", *ARTICLES]


def test_contents_entries(pdf: Pdf) -> None:
    entries = [
        (LEFT, 700.0 - 20 * index, SIZE, f"第{number}章 总则{'.' * 30}{index + 1}")
        for index, number in enumerate("一二三")
    ]
    source = read_pdf(pdf([entries, page(*ARTICLES)]))
    assert [block.kind for block in source.blocks] == [BlockKind.CONTENTS] * 3 + [BlockKind.PARAGRAPH] * 3


def grid(columns: list[float], rows: list[float]) -> str:
    upright = [f"{x} {rows[-1]} m {x} {rows[0]} l S" for x in columns]
    level = [f"{columns[0]} {y} m {columns[-1]} {y} l S" for y in rows]
    return "\n".join(["0.5 w", *upright, *level])


def test_table_cells(pdf: Pdf) -> None:
    cells = [
        (95.0, 685.0, 12.0, "数据名称"),
        (195.0, 685.0, 12.0, "更新"),
        (95.0, 660.0, 12.0, "停车泊位实时空"),
        (95.0, 645.0, 12.0, "余信息"),
        (195.0, 660.0, 12.0, "每五分钟"),
        (195.0, 620.0, 12.0, "每日"),
    ]
    before, after = [(90.0, 720.0, 12.0, "资源清单：")], [(90.0, 580.0, 12.0, "以上由甲方提供。")]
    data = pdf([[*before, *cells, *after]], graphics=[grid([90, 190, 290, 390], [700, 675, 635, 610])])
    source = read_pdf(data)
    assert [(block.kind.value, block.cells or block.text) for block in source.blocks] == [
        ("paragraph", "资源清单："),
        ("row", ("数据名称", "更新", "")),
        ("row", ("停车泊位实时空余信息", "每五分钟", "")),
        ("row", ("", "每日", "")),
        ("paragraph", "以上由甲方提供。"),
    ]
    assert [(block.location.table, block.location.row) for block in source.blocks][1:4] == [(1, 1), (1, 2), (1, 3)]


def test_cells_drawn_as_one_path(pdf: Pdf) -> None:
    boxes = "0.5 w 90 600 100 40 re S 190 600 100 40 re S 90 640 100 40 re S 190 640 100 40 re S"
    cells = [
        (95.0, 655.0, 12.0, "甲"),
        (195.0, 655.0, 12.0, "乙"),
        (95.0, 615.0, 12.0, "丙"),
        (195.0, 615.0, 12.0, "丁"),
    ]
    assert [block.cells for block in read_pdf(pdf([cells], graphics=[boxes])).blocks] == [("甲", "乙"), ("丙", "丁")]


def test_table_that_goes_on_with_its_heading_row(pdf: Pdf) -> None:
    lines = grid([90, 190, 290], [740, 715, 690])
    first = [
        (95.0, 722.0, 12.0, "名称"),
        (195.0, 722.0, 12.0, "更新"),
        (95.0, 697.0, 12.0, "甲"),
        (195.0, 697.0, 12.0, "每日"),
    ]
    second = [*first[:2], (95.0, 697.0, 12.0, "乙"), (195.0, 697.0, 12.0, "每周")]
    blocks = read_pdf(pdf([first, second], graphics=[lines, lines])).blocks
    assert [(block.text, block.location.table, block.location.row, block.location.page) for block in blocks] == [
        ("名称 | 更新", 1, 1, 1),
        ("甲 | 每日", 1, 2, 1),
        ("乙 | 每周", 1, 3, 2),
    ]


def test_frame_around_text_is_no_table(pdf: Pdf) -> None:
    data = pdf([page(*ARTICLES)], graphics=["0.5 w 60 400 480 370 re S"])
    assert words(data) == list(ARTICLES)


def test_pypdf_reads_where_pdfium_finds_nothing(pdf: Pdf) -> None:
    data = pdf([page(*ARTICLES)]).replace(b"/DescendantFonts [4 0 R]", b"/DescendantFonts 4 0 R")
    assert words(data) == list(ARTICLES)


def test_digits_that_pdfium_passes_over_are_said_aloud(pdf: Pdf) -> None:
    source = read_pdf(
        pdf(
            [
                [
                    *page(*ARTICLES),
                    (LEFT, 500.0, SIZE, "期限为"),
                    (LEFT + 3 * SIZE, 500.0, SIZE, "5"),
                    (LEFT + 4 * SIZE, 500.0, SIZE, "年。"),
                ]
            ]
        )
    )
    assert "期限为5年。" in source.blocks[-1].text or [loss.what for loss in source.losses] == ["未读出的字符"]


def test_empty_file(pdf: Pdf) -> None:
    with pytest.raises(UnreadableDocument, match="没有任何内容"):
        read_pdf(pdf([[]]))


def test_damaged_files(pdf: Pdf) -> None:
    data = pdf([page(*ARTICLES)])
    for size in range(0, len(data), 101):
        try:
            assert read_pdf(data[:size]).blocks
        except UnreadableDocument as error:
            assert error.remedy  # noqa: PT017 - PDFium mends some truncated files
