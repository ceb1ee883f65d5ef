"""Delimited text, JSON lines and folders of matter files."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import pytest

from contractkit.errors import InvalidData, UsageError
from tables.reading import read
from tables.workbooks import BASE, good_row


def delimited(path: Path, rows: list[dict[str, Any]], *, encoding: str = "utf-8", delimiter: str = ",") -> Path:
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode(encoding))
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_encodings_and_delimiters_are_told_apart(tmp_path: Path, encoding: str, delimiter: str) -> None:
    row = {**good_row(1), "方案文号": "青交发〔2026〕1号，附件；共3件"}
    path = delimited(tmp_path / "表.csv", [row], encoding=encoding, delimiter=delimiter)
    assert read(path).only.plan.number == "青交发〔2026〕1号，附件；共3件"


def test_a_mistake_in_a_text_is_told_with_row_and_column(tmp_path: Path) -> None:
    rows = [good_row(1), {**good_row(2), "方案文号": "两行\n文号"}, {**good_row(3), "期限（年）": "六"}]
    found = read(delimited(tmp_path / "表.csv", rows))
    assert list(found.matters) == ["A-001", "A-002"]
    assert str(found.problems[0]).startswith(
        f"{tmp_path / '表.csv'} 第4行第7列“届满日”（事项编号 A-003）：自起始日起算 6 年"
    )


def test_a_code_that_excel_has_spoilt_is_told(tmp_path: Path) -> None:
    found = read(delimited(tmp_path / "表.csv", [{**good_row(1), "运营机构统一社会信用代码": "9.1199E+17"}]))
    assert "后面的数字已经丢失" in found.problems[0].message


def test_more_cells_than_headings_are_told(tmp_path: Path) -> None:
    path = delimited(tmp_path / "表.csv", [good_row(1), good_row(2)])
    path.write_text(path.read_text(encoding="utf-8").rstrip() + ",多出,\n", encoding="utf-8")
    found = read(path)
    assert list(found.matters) == ["A-001"]
    assert [problem.message for problem in found.problems] == ["第16列没有列名，却有内容“多出”。"]


def test_a_quote_that_never_closes_stops_nothing_before_it(tmp_path: Path) -> None:
    path = delimited(tmp_path / "表.csv", [good_row(1)])
    path.write_text(path.read_text(encoding="utf-8") + '"A-002,没有配对\n', encoding="utf-8")
    found = read(path)
    assert list(found.matters) == ["A-001"]
    assert "双引号没有配对" in found.problems[0].message
    assert found.problems[0].line == 3


def test_a_text_in_no_known_encoding_says_so(tmp_path: Path) -> None:
    path = tmp_path / "表.csv"
    path.write_bytes("授权运营名称\n".encode() + b"\xff\xff\xff\n")
    with pytest.raises(InvalidData) as told:
        read(path)
    assert told.value.problems[0].line == 2


def json_lines(path: Path, *lines: object) -> Path:
    texts = [line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines]
    path.write_text("\n".join(texts), encoding="utf-8")
    return path


def test_json_may_name_headings_paths_and_parts(tmp_path: Path) -> None:
    line = {
        "key": "B-1",
        "授权运营名称": "青原市停车领域公共数据资源授权运营",
        "parties.operator.name": "青原泊位数据有限公司",
        "agreement": {"number": "QY-1", "dispute": {"negotiation_days": "三十日"}},
        "revenue.shares": [
            {"party": "青原市财政", "percent": 40, "use": "缴库"},
            {"party": "运营机构", "percent": 60, "use": "投入"},
        ],
    }
    matter = read(json_lines(tmp_path / "表.jsonl", line)).only
    assert matter.parties.operator.name == "青原泊位数据有限公司"
    assert matter.parties.operator.address == "青原市高新区云舟街66号数据产业园3号楼"
    assert (matter.agreement.number, matter.agreement.dispute.negotiation_days) == ("QY-1", 30)
    assert [share.percent for share in matter.revenue.shares] == [40, 60]


def test_json_mistakes_are_told_by_line(tmp_path: Path) -> None:
    path = json_lines(
        tmp_path / "表.jsonl",
        {"协议编号": "QY-1"},
        '{"协议编号": "QY-2",}',
        "",
        '["QY-4"]',
        '{"协议编号": "QY-5", "协议编号": "QY-6"}',
        {"协议编号": "QY-6", "合同编号": "QY-7"},
        {"协议编码": "QY-7"},
        {"agreement": {"numer": "QY-8"}},
        {"key": "K", "协议编号": "QY-9"},
        {"key": "K", "协议编号": "QY-10"},
    )
    found = read(path)
    assert list(found.matters) == ["第1行", "K"]
    expected = [
        (2, "不是合法的 JSON：第 "),
        (4, "须为一个 JSON 对象"),
        (5, "字段“协议编号”写了两次"),
        (6, "字段名“合同编号”与“协议编号”指同一项"),
        (7, "认不出字段名“协议编码”"),
        (8, "授权运营协议→numer：没有这个字段"),
        (10, "“事项编号”“K”与第 9 行重复"),
    ]
    assert [problem.line for problem in found.problems] == [line for line, _ in expected]
    for problem, (_, words) in zip(found.problems, expected, strict=True):
        assert problem.message.startswith(words)
    assert "是否为“协议编号”" in found.problems[4].remedy


def test_a_folder_of_matters_is_a_table(tmp_path: Path) -> None:
    (tmp_path / "甲.yaml").write_text("agreement:\n  number: QY-甲\n", encoding="utf-8")
    (tmp_path / "乙.yml").write_text("agreement:\n  number: QY-乙\nterm:\n  years: 六十\n", encoding="utf-8")
    (tmp_path / "丙.yaml").write_text("agreement: [", encoding="utf-8")
    (tmp_path / "丁.yaml").write_bytes(b"\xff\xfe\xfd")
    (tmp_path / "说明.txt").write_text("不是事项", encoding="utf-8")
    found = read(tmp_path)
    assert {key: matter.agreement.number for key, matter in found.matters.items()} == {"甲": "QY-甲"}
    assert {(Path(problem.file).name, problem.line) for problem in found.problems} >= {("乙.yml", 4), ("丙.yaml", 1)}
    assert any("不是 UTF-8" in problem.message for problem in found.problems)
    assert [problem.file for problem in found.notices] == [str(tmp_path / "说明.txt")]


def test_an_empty_folder_and_a_strange_file_are_wrong_usage(tmp_path: Path) -> None:
    (tmp_path / "表.xls").write_bytes(b"")
    (tmp_path / "空").mkdir()
    for path in (tmp_path / "表.xls", tmp_path / "空", tmp_path / "没有.csv"):
        with pytest.raises(UsageError):
            read(path)


def test_a_mistake_of_the_base_is_told_at_the_base(tmp_path: Path) -> None:
    base = tmp_path / "基础.yaml"
    base.write_text(BASE.read_text(encoding="utf-8").replace("forum: 诉讼", "forum: 调解"), encoding="utf-8")
    row = good_row(1)
    del row["争议解决方式"]
    found = read(delimited(tmp_path / "表.csv", [row]), base=base)
    (problem,) = found.problems
    assert problem.message == "争议解决方式：没有“调解”这个选项。"
    assert f"来自基础事项 {base} 第" in problem.remedy


def test_without_a_base_what_is_missing_is_named_by_its_heading(tmp_path: Path) -> None:
    found = read(delimited(tmp_path / "表.csv", [good_row(1)]), base=None)
    said = {problem.field: str(problem) for problem in found.problems}
    assert "实施机构" in said["parties.implementing_body"]
    assert "数据资源" in said["resources"]
    assert "请在“平台" not in said["agreement.signing_place"]
    assert "请填写“签订地点”，或者用 --base 提供" in said["agreement.signing_place"]
