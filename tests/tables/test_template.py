"""The empty workbook: its example is a whole matter, its drop-downs are the models' choices."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from contractkit.core.matter.matter import SelectionMethod
from contractkit.core.matter.products import Category
from contractkit.errors import UsageError
from contractkit.library.headings import load_headings
from contractkit.library.matter import load_matter
from contractkit.tables.problems import ERRORS
from contractkit.workflows.tables import open_table, write_template
from tables.reading import REGISTRY, read
from tables.workbooks import BASE

HEADINGS = load_headings()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "空白.xlsx"
    write_template(path)
    return path


def test_the_example_is_the_sample(template: Path) -> None:
    with open_table(template, examples=True) as table:
        (row,) = table.rows()
        assert table.reader.read(row, REGISTRY).matter == load_matter(BASE, REGISTRY).matter


def test_the_example_makes_nothing_by_itself(template: Path) -> None:
    found = read(template, base=None)
    assert not found.matters
    assert not found.problems
    assert [problem.message for problem in found.notices] == ["跳过 1 个示例行（事项编号是“示例”的不生成文件）。"]


def test_the_example_filled_in_makes_a_matter(template: Path, tmp_path: Path) -> None:
    book = load_workbook(template)
    for page in book.worksheets[1:]:
        for row in page.iter_rows(min_row=3, max_col=1):
            row[0].value = row[0].value and "甲-1"
    book.save(path := tmp_path / "填好.xlsx")
    assert read(path, base=None).only == load_matter(BASE, REGISTRY).matter


def test_sheets_and_headings_are_those_of_the_data(template: Path) -> None:
    book = load_workbook(template)
    names = [HEADINGS.aside[0], HEADINGS.sheet[0], *(one.sheet[0] for one in HEADINGS.lists.values())]
    assert book.sheetnames == names
    heads = [cell.value for cell in book["事项"][2]]
    assert heads == [HEADINGS.key[0], *(found[0] for found in HEADINGS.matter.values())]
    assert ERRORS in HEADINGS.aside
    assert len(list(book["填写说明"].values)) > 5


def test_every_heading_has_a_note(template: Path) -> None:
    book = load_workbook(template)
    for page in book.worksheets[1:]:
        for cell in page[2]:
            assert cell.comment is not None
            assert cell.comment.text
    note = book["事项"]["G2"].comment.text
    assert "各方→实施机构→统一社会信用代码" in note
    assert "必填" in note


def test_choices_are_drop_downs(template: Path) -> None:
    book = load_workbook(template)
    offered = {one.formula1.strip('"') for page in book.worksheets for one in page.data_validations.dataValidation}
    for choices in (SelectionMethod, Category):
        assert ",".join(one.value for one in choices) in offered


def test_codes_and_phones_are_text_and_dates_are_dates(template: Path) -> None:
    page = load_workbook(template)["事项"]
    formats = {cell.value: page.cell(3, cell.column).number_format for cell in page[2]}
    assert formats["运营机构统一社会信用代码"] == "@"
    assert formats["运营机构联系电话"] == "@"
    assert formats["签订日期"] == "yyyy-mm-dd"
    (code,) = [cell.column for cell in page[2] if cell.value == "运营机构统一社会信用代码"]
    (below,) = [one for one in page.column_dimensions.values() if one.min <= code <= one.max]
    assert below.number_format == "@"


def test_a_filled_table_is_not_overwritten(template: Path) -> None:
    with pytest.raises(UsageError, match="已有同名文件"):
        write_template(template)
    with pytest.raises(UsageError, match="只能是"):
        write_template(template.with_suffix(".csv"))
