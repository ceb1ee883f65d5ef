"""extract: a file goes in, a matter file with its sources comes out and goes on in the interview."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contractkit.core.extraction.fact import Confidence
from contractkit.core.law.requirement import Kind
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.library.interview import load_materials
from contractkit.library.interview_matter import load_answers
from contractkit.library.yaml_source import load
from contractkit.workflows.extract import Extracted, ExtractOptions, extract_file, write_matter
from contractkit.workflows.extract.matter_file import to_yaml

DRAFT = """# 云汀市文旅数据授权运营协议

授予方：云汀市文化广电和旅游局（云汀市文昌路6号）

承运方：云汀文旅数据运营有限公司

## 第一条 期限

合作期三年，自2026年4月1日起至2029年3月31日止。

## 第二条 收益

年度结余四成缴入市财政，六成留给承运方。

## 第三条 期间

本协议的授权期限为三年。

## 附件一 数据目录

| 编号 | 资源名称 | 分级 | 更新 |
| --- | --- | --- | --- |
| WL-1 | {{ 7*7 }} # 客流 | 三级 | 每日 |
| WL-2 | 票务 | 一般 | 每月 |
"""


@pytest.fixture(scope="module")
def draft(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("draft") / "对方文本.md"
    path.write_text(DRAFT, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def found(draft: Path) -> Extracted:
    return extract_file(draft, ExtractOptions())


def test_the_matter_file_is_an_unfinished_matter_with_its_sources(found: Extracted, tmp_path: Path) -> None:
    matter, sources = write_matter(found, tmp_path / "事项.yaml")
    assert sources.name == "事项.sources.json"
    data = load(matter).data
    assert data["term"] == {"start": "2026-04-01", "end": "2029-03-31", "years": 3}
    assert data["revenue"]["shares"] == [{"party": "市财政", "percent": 40}, {"party": "承运方", "percent": 60}]
    assert [row["code"] for row in data["resources"]["catalogue"]] == ["WL-1", "WL-2"]
    answers = load_answers(matter, load_materials().script)
    assert answers["parties", "operator", "name"] == "云汀文旅数据运营有限公司"


def test_over_each_field_stands_where_it_was_read(found: Extracted) -> None:
    lines = to_yaml(found).splitlines()
    at = lines.index("  start: 2026-04-01")
    assert lines[at - 1] == "  # 确定｜第一条：“合作期三年，自2026年4月1日起至2029年3月31日止。”"
    code = next(number for number, line in enumerate(lines) if line == "    - code: WL-1")
    assert lines[code - 1].startswith("    # 确定｜附件一：")
    assert "# 待核对：" in lines
    assert any(line.startswith("#   各方：") and "统一社会信用代码" in line for line in lines)


def test_every_source_is_words_of_the_file(found: Extracted, draft: Path) -> None:
    text = draft.read_text(encoding="utf-8")
    for fact in found.facts.settled:
        for part in fact.source.text.split(" | "):
            assert part in text


def test_what_is_not_in_the_document_is_listed(found: Extracted) -> None:
    assert ("parties", "operator", "credit_code") in found.absent.missing
    assert ("plan", "necessity") in found.absent.elsewhere
    assert ("term", "years") not in {*found.absent.missing, *found.absent.elsewhere}
    assert (found.kind, found.facts.doubts[0].message[:9]) == (Kind.AGREEMENT, "数据资源→数据资源"[:9])


def test_the_sources_are_the_json_of_the_command(found: Extracted, tmp_path: Path) -> None:
    _, sources = write_matter(found, tmp_path / "m.yaml")
    content = json.loads(sources.read_text(encoding="utf-8"))
    years = next(one for one in content["fields"] if one["field"] == "term.years")
    assert content["schema"] == "contractkit.extract/1"
    assert (years["value"], years["confidence"], years["source"]["path"]) == (3, Confidence.CERTAIN.value, ["第一条"])
    assert [one["field"] for one in content["beyond"]] == ["term.months"]


def test_a_file_that_is_there_stays(found: Extracted, tmp_path: Path) -> None:
    target = tmp_path / "m.yaml"
    target.write_text("name: 改过的\n", encoding="utf-8")
    with pytest.raises(UsageError, match="已有文件"):
        write_matter(found, target)
    assert target.read_text(encoding="utf-8") == "name: 改过的\n"
    write_matter(found, target, replace=True)
    assert "term:" in target.read_text(encoding="utf-8")


def test_what_is_no_agreement_cannot_be_read_back(tmp_path: Path) -> None:
    path = tmp_path / "菜谱.txt"
    path.write_text("西红柿炒鸡蛋\n先把鸡蛋打散。\n", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="没有读到任何属于授权运营事项的内容"):
        extract_file(path, ExtractOptions())


def test_a_missing_and_a_broken_file_are_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个文件"):
        extract_file(tmp_path / "没有.docx", ExtractOptions())
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04" + b"\x00" * 60)
    with pytest.raises(UnreadableDocument):
        extract_file(broken, ExtractOptions())
