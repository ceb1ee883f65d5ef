"""Reports as HTML, workbook, SARIF and JUnit: whole, and with nothing in a draft's words that acts."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pytest
from lxml import etree

from contractkit.core.checker.report import Report
from contractkit.reporters.html import html_chunks
from contractkit.reporters.json_report import to_json
from contractkit.reporters.junit import junit_chunks
from contractkit.reporters.markdown import to_markdown
from contractkit.reporters.sarif import sarif_chunks
from contractkit.reporters.xlsx import write_xlsx
from hostile_reports import GLOSSARY, HOSTILE, document, encoded, hostile_report


class Page(HTMLParser):
    """Which elements, attributes and texts a page has."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def page_of(report: Report) -> tuple[str, Page]:
    text = encoded(html_chunks(report, GLOSSARY))
    page = Page()
    page.feed(text)
    return text, page


def test_no_words_of_a_draft_act_in_html() -> None:
    text, page = page_of(hostile_report())
    assert page.tags.count("script") == 1
    assert page.tags.count("style") == 1
    assert not {"img", "iframe", "object", "link", "form", "base", "embed"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on")]
    assert {name for name, _ in page.attributes} <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "href",
        "hidden",
        "type",
        "value",
        "rowspan",
        "colspan",
        "scope",
        "title",
        "width",
        "height",
        "x",
        "y",
        "role",
        "aria-label",
    }
    assert all((value or "").startswith("#d") for name, value in page.attributes if name == "href")
    assert not re.search(
        "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202e\u2066\ufffe\uffff]", text.replace("\ufffe", "").replace("\uffff", "")
    )
    told = "".join(page.text)
    for words in ("<script>alert(1)</script>", "=HYPERLINK", "&lt;b&gt;", "\\x1b[31m红", "右\\u202e左"):
        assert words in told


def test_a_page_fetches_nothing_and_runs_only_what_is_ours() -> None:
    text, page = page_of(hostile_report())
    policy = next(value for name, value in page.attributes if name == "content" and "default-src" in (value or ""))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(inside.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in policy


def test_one_document_needs_no_script() -> None:
    report = hostile_report()
    text, page = page_of(replace(report, documents=report.documents[:1]))
    assert "script" not in page.tags
    assert "script-src" not in text
    assert "details" not in page.tags


def test_a_page_shows_what_there_is_in_context() -> None:
    report = Report("nda-2025", "", (document("平台由乙方建设"),))
    _, page = page_of(report)
    told = "".join(page.text)
    for words in (
        "《规范》",
        "法定内容不齐备",
        "缺失",
        "虚置",
        "期限过长",
        "第十四条第（四）项",
        "平台由乙方建设",
        "第2页",
        "读取情况",
    ):
        assert words in told
    assert "mark" in page.tags


def test_a_single_document_begins_with_all_items_at_a_glance() -> None:
    text, page = page_of(Report("nda-2025", "", (document("平台由乙方建设"),)))
    (glance,) = re.findall(r'<ul class="glance">(.*?)</ul>', text)
    assert re.findall(r">([有虚缺])</b>", glance) == ["有", "虚", "缺"]
    assert "第三：缺失" in glance
    assert page.tags.index("ul") < page.tags.index("section")


def test_many_documents_stay_readable() -> None:
    report = Report("nda-2025", "", tuple(document("平台", number) for number in range(300)))
    text, page = page_of(report)
    assert page.tags.count("details") == 300
    assert 'id="d299"' in text
    assert text.count("<tr") >= 300
    assert len(text) < 2_000_000
    assert "全部依据见 JSON 或者 xlsx 报告" in text


def workbook(report: Report, folder: Path) -> Path:
    path = folder / "报告.xlsx"
    write_xlsx(report, GLOSSARY, path)
    return path


def test_nothing_in_a_workbook_is_a_formula_or_a_link(tmp_path: Path) -> None:
    path = workbook(hostile_report(), tmp_path)
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            data = package.read(name)
            tree = etree.fromstring(data)
            if name.startswith("xl/worksheets/sheet"):
                assert b"<f>" not in data
                assert b"hyperlink" not in data
                assert tree.tag.endswith("worksheet")
            if name.endswith(".rels"):
                assert b"TargetMode" not in data
    book = openpyxl.load_workbook(path)
    quotes = [row[5].value for row in book["依据"].iter_rows(min_row=2)]
    assert '=HYPERLINK("http://x/","点")' in quotes
    assert "12345678901234567890" in quotes
    assert "_x0041_" in "".join(map(str, quotes)).replace("_x005F_x0041_", "_x0041_")
    for sheet in book:
        for row in sheet.iter_rows():
            assert all(cell.data_type in "ns" and cell.hyperlink is None for cell in row)


def test_a_workbook_has_a_matrix_that_can_be_filtered(tmp_path: Path) -> None:
    report = Report("nda-2025", "", tuple(document("平台", number) for number in range(40)))
    book = openpyxl.load_workbook(workbook(report, tmp_path))
    assert book.sheetnames == ["总览", "授权运营协议矩阵", "文件", "缺漏", "问题", "依据", "读取情况"]
    matrix = book["授权运营协议矩阵"]
    assert [cell.value for cell in matrix[2]] == ["文件", "结论", "缺漏", "错误", "警告", "平台", "其他", "第三"]
    assert [cell.value for cell in matrix[3]][1:] == ["不齐备", 2, 1, 0, "有", "虚", "缺"]
    assert matrix[3][7].fill.fgColor.rgb != matrix[3][5].fill.fgColor.rgb
    assert matrix.freeze_panes == "B3"
    assert matrix.auto_filter.ref == "A2:H42"
    assert book["缺漏"].max_row == 81
    with zipfile.ZipFile(tmp_path / "报告.xlsx") as package:
        assert sum(name.startswith("xl/charts/chart") for name in package.namelist()) == 3


def test_sarif_has_the_shape_that_programs_expect() -> None:
    log = json.loads(encoded(sarif_chunks(hostile_report(), GLOSSARY)))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["14.4.third", "term-too-long"]
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert len(run["results"]) == 3 * len(HOSTILE)
    for result in run["results"]:
        assert result["level"] in {"error", "warning", "note"}
        assert result["message"]["text"]
        if "ruleIndex" in result:
            assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        for location in result["locations"]:
            uri = location["physicalLocation"]["artifactLocation"]["uri"]
            assert re.fullmatch(r"[A-Za-z0-9/._~%:-]+", uri)
            assert location["physicalLocation"].get("region", {"startLine": 1})["startLine"] >= 1
    (invocation,) = run["invocations"]
    assert invocation["executionSuccessful"] is False
    assert len(invocation["toolExecutionNotifications"]) == 1


def test_nothing_acts_in_markdown() -> None:
    text = to_markdown(hostile_report())
    assert not re.search(r"(?<!\\)<|(?<!\\)\[[^\]]*\]\(|[\x00-\x08\x0b-\x1f\x7f\u202e\u2066]", text)
    assert "http://evil" not in text
    assert "\\<script\\>alert" in text


def test_junit_counts_what_it_tells() -> None:
    root = etree.fromstring(encoded(junit_chunks(hostile_report(), GLOSSARY)).encode())
    suites = root.findall("testsuite")
    assert len(suites) == len(HOSTILE) + 1
    for suite in suites:
        assert int(suite.get("tests", "")) == len(suite.findall("testcase"))
        for kind in ("failures", "errors"):
            assert int(suite.get(kind, "")) == len(suite.findall(f"testcase/{kind[:-1]}"))
    assert suites[0].get("failures") == "3"
    assert suites[-1].get("errors") == "1"


@pytest.mark.parametrize("size", [0, 1, 3])
def test_json_in_pieces_is_json_as_it_was(size: int) -> None:
    report = replace(hostile_report(), documents=hostile_report().documents[:size])
    text = to_json(report)
    assert json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n" == text
