"""Rows and cells: merged cells once, nested tables after their row, frames as paragraphs."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from contractkit.core.document.tree import BlockKind
from contractkit.readers.word import read_docx
from contractkit.readers.word.tables import cell_paragraphs

Docx = Callable[..., bytes]


def p(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def cell(content: str, properties: str = "") -> str:
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inner}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def blocks(data: bytes) -> list[tuple[str, tuple[str, ...]]]:
    return [(block.kind.value, block.cells or (block.text,)) for block in read_docx(data).blocks]


def test_rows_with_their_cells(docx: Docx) -> None:
    found = read_docx(docx(p("前") + table(row(cell("名称"), cell("期限")), row(cell("气象数据"), cell("")))))
    assert [(block.text, block.location.table, block.location.row) for block in found.blocks] == [
        ("前", None, None),
        ("名称 | 期限", 1, 1),
        ("气象数据 | ", 1, 2),
    ]


def test_paragraphs_of_a_cell_stay_apart(docx: Docx) -> None:
    assert blocks(docx(table(row(cell(p("甲") + p("乙")), cell("丙"))))) == [("row", ("甲\n乙", "丙"))]


def test_wide_cell_counts_once_and_keeps_the_columns(docx: Docx) -> None:
    wide = cell("合计", '<w:gridSpan w:val="2"/>')
    assert blocks(docx(table(row(wide, cell("100")), row(cell("甲"), wide)))) == [
        ("row", ("合计", "", "100")),
        ("row", ("甲", "合计")),
    ]


def test_columns_skipped_before_the_first_cell(docx: Docx) -> None:
    shifted = row(cell("乙"), cell("丙"), properties='<w:gridBefore w:val="1"/>')
    assert blocks(docx(table(shifted))) == [("row", ("", "乙", "丙"))]


def test_tall_cell_counts_once(docx: Docx) -> None:
    first = row(cell("甲局", '<w:vMerge w:val="restart"/>'), cell("一"))
    second = row(cell("遮住的字", "<w:vMerge/>"), cell("二"))
    source = read_docx(docx(table(first, second)))
    assert [block.cells for block in source.blocks] == [("甲局", "一"), ("", "二")]
    assert [(loss.what, loss.count) for loss in source.losses] == [("被合并单元格的文字", 1)]


def test_nested_table_after_its_row(docx: Docx) -> None:
    inner = table(row(cell("内一"), cell("内二")))
    assert blocks(docx(table(row(cell(p("外") + inner + p("外后")), cell("旁"))))) == [
        ("row", ("外\n外后", "旁")),
        ("row", ("内一", "内二")),
    ]


def test_frame_of_one_column_is_paragraphs(docx: Docx) -> None:
    found = read_docx(docx(table(row(cell(p("第一条 范围") + table(row(cell("内文"))) + p("第二条 期限")))))).blocks
    assert [(block.kind, block.text, block.location.table) for block in found] == [
        (BlockKind.PARAGRAPH, "第一条 范围", 1),
        (BlockKind.PARAGRAPH, "内文", 2),
        (BlockKind.PARAGRAPH, "第二条 期限", 1),
    ]


def test_controls_around_rows_and_cells(docx: Docx) -> None:
    controlled_cell = f"<w:sdt><w:sdtPr/><w:sdtContent>{cell('控格')}</w:sdtContent></w:sdt>"
    controlled_row = f"<w:sdt><w:sdtPr/><w:sdtContent>{row(cell('甲'), controlled_cell)}</w:sdtContent></w:sdt>"
    assert blocks(docx(table(controlled_row))) == [("row", ("甲", "控格"))]


def test_deleted_and_hidden_rows_and_cells_do_not_count(docx: Docx) -> None:
    source = read_docx(
        docx(
            table(
                row(cell("留"), cell("下")),
                row(cell("删"), cell("行"), properties='<w:del w:id="1"/>'),
                row(cell("隐"), cell("行"), properties="<w:hidden/>"),
                row(cell("增"), cell("删格", '<w:cellDel w:id="3"/>'), cell("行"), properties='<w:ins w:id="2"/>'),
            )
        )
    )
    assert [block.text for block in source.blocks] == ["留 | 下", "增 | 行"]
    assert {loss.what: loss.count for loss in source.losses} == {"修订删除": 2, "隐藏文字": 1}


def numbered(text: str, list_id: int = 1) -> str:
    run = f"<w:r><w:t>{text}</w:t></w:r>" if text else ""
    return f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_id}"/></w:numPr></w:pPr>{run}</w:p>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/>'
    '</w:lvl></w:abstractNum><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
)


def test_numbers_inside_cells_stand_in_front_of_their_words(docx: Docx) -> None:
    source = read_docx(
        docx(
            table(
                row(cell(numbered("")), cell("甲")),
                row(cell(numbered("乙")), cell(numbered("丙") + p("丁"))),
                row(cell(numbered("戊", 2)), cell("")),
            ),
            numbering=NUMBERING,
        )
    )
    assert [(block.label, block.cells) for block in source.blocks] == [
        ("", ("1.", "甲")),
        ("", ("2. 乙", "3. 丙\n丁")),
        ("", ("（一）戊", "")),
    ]
    assert source.losses == ()


def test_a_cell_paragraph_can_be_found_again(docx: Docx) -> None:
    wide = cell("甲", '<w:gridSpan w:val="2"/>')
    inner = table(row(cell("内一"), cell("内二")))
    source = read_docx(docx(table(row(wide, cell(p("乙") + inner + p("丙")), properties='<w:gridBefore w:val="1"/>'))))
    block = source.blocks[0]
    assert isinstance(block.anchor, etree._Element)
    found = [["".join(map(str, paragraph.itertext())) for paragraph in cell] for cell in cell_paragraphs(block.anchor)]
    assert found == [[], ["甲"], [], ["乙", "丙"]]
    assert block.cells == ("", "甲", "", "乙\n丙")
