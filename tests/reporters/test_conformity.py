"""An agreement beside its plan in every form of the report: there, and inert."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from pathlib import Path

import openpyxl
from lxml import etree
from rich.console import Console

from contractkit.core.checker.conformity import Conformity, Point, Relation, Topic
from contractkit.core.checker.finding import Evidence
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.core.document.tree import Location
from contractkit.reporters.annotated.saying import finding_lines
from contractkit.reporters.console import print_report
from contractkit.reporters.html import html_chunks
from contractkit.reporters.json_report import to_json
from contractkit.reporters.junit import junit_chunks
from contractkit.reporters.markdown import to_markdown
from contractkit.reporters.sarif import sarif_chunks
from contractkit.reporters.xlsx import write_xlsx
from hostile_reports import GLOSSARY, HOSTILE, document, encoded

from .test_every_form import Page

OURS, THEIRS = "运营期限为五年", "授权运营期限为三年"
PLAN = "方案（审定）.docx"


def held_against(words: str = "") -> DocumentReport:
    """An agreement with one difference, one point that agrees and one that only the plan states."""
    agreement = (Evidence(f"{OURS}{words}", ("第六条",), Location(30)),)
    plan = (Evidence(f"{THEIRS}{words}", ("七", "（一）"), Location(146, page=4)),)
    points = (
        Point(Topic.TERM, f"授权运营期限{words}", Relation.DIFFERS, f"长2年{words}。", agreement, plan),
        Point(Topic.SCOPE, "数据资源“公交客流”", Relation.AGREES, "两份文件都列出这项资源。", agreement, plan),
        Point(Topic.SHARES, "收益分配比例", Relation.PLAN_ONLY, "协议没有写明。", (), plan),
    )
    whole = document("正文")
    finding = replace(whole.findings[0], rule="plan-term-differs", plan=plan)
    return replace(
        whole, findings=(finding,), against=Conformity(f"{PLAN}{words}", "b" * 64, points, ("图片1处没有读取。",))
    )


def report(*documents: DocumentReport) -> Report:
    return Report("nda-2025", "", documents or (held_against(),))


def console_text(whole: Report) -> str:
    console = Console(record=True, width=120, file=io.StringIO())
    print_report(whole, console)
    return console.export_text()


def test_the_terminal_counts_what_agrees_and_lists_the_rest() -> None:
    text = console_text(report())
    assert "与实施方案对照（3项：不一致1项、一致1项、仅见于方案1项）" in text
    assert f"方案：“{THEIRS}”（七 → （一），第4页，第146段）" in text
    assert "仅见于方案：收益分配比例：协议没有写明。" in text
    assert "方案中图片1处没有读取。" in text


def test_json_has_the_words_of_the_plan_under_their_own_key() -> None:
    (one,) = json.loads(to_json(report()))["documents"]
    assert one["findings"][0]["plan_evidence"] == [
        {"quote": THEIRS, "path": ["七", "（一）"], "location": {"paragraph": 146, "page": 4}}
    ]
    assert THEIRS not in json.dumps(one["findings"][0]["evidence"], ensure_ascii=False)
    assert [point["relation"] for point in one["against"]["points"]] == ["differs", "agrees", "plan_only"]
    assert one["against"]["plan"] == {"path": PLAN, "sha256": "b" * 64, "not_read": ["图片1处没有读取。"]}
    assert "against" not in json.loads(to_json(report(document("正文"))))["documents"][0]


def test_html_and_markdown_show_both_side_by_side() -> None:
    page = Page()
    page.feed(encoded(html_chunks(report(), GLOSSARY)))
    told = "".join(page.text)
    for words in ("与实施方案对照", PLAN, OURS, THEIRS, "仅见于方案"):
        assert words in told
    row = next(line for line in to_markdown(report()).splitlines() if line.startswith("| 期限 |"))
    assert row.index(OURS) < row.index(THEIRS)


def test_a_workbook_has_a_sheet_of_it_only_where_there_was_a_plan(tmp_path: Path) -> None:
    for name, whole in (("有", report()), ("无", report(document("正文")))):
        write_xlsx(whole, GLOSSARY, tmp_path / f"{name}.xlsx")
    book = openpyxl.load_workbook(tmp_path / "有.xlsx")
    rows = list(book["与实施方案对照"].iter_rows(min_row=2, values_only=True))
    assert [row[3] for row in rows] == ["不一致", "一致", "仅见于方案"]
    assert THEIRS in str(rows[0][6])
    assert book["问题"]["L2"].value == THEIRS
    assert "与实施方案对照" not in openpyxl.load_workbook(tmp_path / "无.xlsx").sheetnames


def test_sarif_points_into_the_plan_as_a_related_place() -> None:
    (run,) = json.loads(encoded(sarif_chunks(report(), GLOSSARY)))["runs"]
    result = next(one for one in run["results"] if one["ruleId"] == "plan-term-differs")
    (related,) = result["relatedLocations"]
    assert related["physicalLocation"]["region"]["snippet"]["text"] == THEIRS
    assert related["physicalLocation"]["artifactLocation"]["uri"].endswith(".docx")
    assert related["message"] == {"text": "实施方案"}


def test_junit_and_comments_quote_the_plan() -> None:
    root = etree.fromstring(encoded(junit_chunks(report(), GLOSSARY)).encode())
    failures = [failure.text or "" for failure in root.iter("failure")]
    assert any(f"实施方案：“{THEIRS}”" in text for text in failures)
    lines = list(finding_lines(held_against().findings[0]))
    assert f"实施方案（七 → （一），第4页，第146段）：“{THEIRS}”" in lines


def test_nothing_in_a_plan_acts(tmp_path: Path) -> None:
    whole = report(*(held_against(words) for words in HOSTILE))
    page = Page()
    page.feed(encoded(html_chunks(whole, GLOSSARY)))
    assert not {"img", "iframe", "form"} & set(page.tags)
    assert page.tags.count("script") == 1
    write_xlsx(whole, GLOSSARY, tmp_path / "报告.xlsx")
    book = openpyxl.load_workbook(tmp_path / "报告.xlsx")
    assert all(cell.data_type in "ns" for row in book["与实施方案对照"].iter_rows() for cell in row)
    assert re.search(r"(?<!\\)<", to_markdown(whole)) is None
    assert "[31m" not in console_text(whole).replace("\\x1b[31m", "")
