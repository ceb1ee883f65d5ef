"""Which columns are known, and what is said of those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from contractkit.core.matter.fields import find, titles
from contractkit.core.matter.rows.headings import answer_paths, fold, list_paths
from contractkit.errors import InvalidData
from contractkit.library.headings import load_headings
from tables.reading import read
from tables.workbooks import good_row, workbook

HEADINGS = load_headings()


def test_every_answer_has_a_heading() -> None:
    assert set(HEADINGS.matter) == set(answer_paths())
    assert set(HEADINGS.lists) == set(list_paths())


@pytest.mark.parametrize("below", list(HEADINGS.lists), ids=".".join)
def test_every_column_of_a_list_has_a_heading(below: tuple[str, ...]) -> None:
    field = find(below)
    assert field is not None
    assert field.part is not None
    assert set(HEADINGS.lists[below].columns) == set(answer_paths(field.part))


def test_no_sheet_has_the_name_of_another() -> None:
    names = [fold(name) for one in HEADINGS.lists.values() for name in one.sheet]
    names += [fold(name) for name in (*HEADINGS.sheet, *HEADINGS.aside)]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    "heading",
    ["协议编号", "agreement.number", "授权运营协议→协议编号", "合同编号", "协议 编号", "*协议编号", "AGREEMENT.NUMBER"],
)
def test_headings_paths_and_titles_are_known(tmp_path: Path, heading: str) -> None:
    row = good_row(1)
    row[heading] = row.pop("协议编号")
    assert read(workbook(tmp_path / "表.xlsx", [row])).only.agreement.number == "QYJT-2026-001"


def test_every_path_and_title_of_the_main_sheet_is_known() -> None:
    known = HEADINGS.names()
    for keys in answer_paths():
        assert known[fold(".".join(map(str, keys)))] == keys
        assert known[fold(titles(keys))] == keys


def told(path: Path, mapping: Path | None = None) -> list[str]:
    with pytest.raises(InvalidData) as error:
        read(path, mapping=mapping)
    return [str(problem) for problem in error.value.problems]


def test_unknown_and_double_headings_are_told(tmp_path: Path) -> None:
    row = {**good_row(1), "协仪编号": "x", "内部备注": "y", "合同编号": "z"}
    found = told(workbook(tmp_path / "表.xlsx", [row]))
    assert len(found) == 3
    assert "工作表“事项”P列：认不出列名“协仪编号”。" in found[0]
    assert "映射文件" in found[1]
    assert "R列：列名“合同编号”与I列“协议编号”指同一项" in found[2]


def test_an_unknown_sheet_is_told_with_the_nearest(tmp_path: Path) -> None:
    found = told(workbook(tmp_path / "表.xlsx", [good_row(1)], {"收益分配表": [{"a": 1}]}))
    assert found == [
        f"{tmp_path / '表.xlsx'}：认不出工作表“收益分配表”。 是否为“收益分配”？请改名；不需要读取的，在映射文件的 sheets 里写 ignore，或者删去。"
    ]


def test_a_mapping_makes_headings_known(tmp_path: Path) -> None:
    row = good_row(1)
    row["受托方"] = row.pop("运营机构名称")
    row["合同号"] = row.pop("协议编号")
    row["内部备注"] = "不读"
    shares = [{"事项编号": "A-001", "谁": "运营机构", "比例": 100, "用途或者缴付方式": "投入"}]
    path = workbook(tmp_path / "表.xlsx", [row], {"分钱": shares, "草稿": [{"x": 1}]})
    mapping = tmp_path / "映射.yaml"
    mapping.write_text(
        "受托方: parties.operator.name\n合同号: 协议编号\n内部备注: ignore\n谁: revenue.shares.party\n"
        "sheets:\n  分钱: 收益分配\n  草稿: ignore\n",
        encoding="utf-8",
    )
    matter = read(path, mapping=mapping).only
    assert matter.parties.operator.name == "青原第1数据运营有限公司"
    assert [share.party for share in matter.revenue.shares] == ["运营机构"]


def test_a_mapping_with_mistakes_is_told_by_line(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", [good_row(1)])
    mapping = tmp_path / "映射.yaml"
    mapping.write_text("协议编号: agreement.numbr\n备注: [a]\nsheets:\n  事项: 杂项\n", encoding="utf-8")
    found = told(path, mapping)
    assert [line.split(" ")[0].rpartition(":")[2] for line in found] == ["1", "2", "4"]
    assert "是否为“agreement.number”" in found[0]


def test_a_mapping_that_speaks_of_what_is_not_there_is_told(tmp_path: Path) -> None:
    path = workbook(tmp_path / "表.xlsx", [good_row(1)])
    mapping = tmp_path / "映射.yaml"
    mapping.write_text("协议编码: agreement.number\n", encoding="utf-8")
    (line,) = told(path, mapping)
    assert "表格里没有列名“协议编码”" in line
    assert "是否为“协议编号”" in line
