from __future__ import annotations

import io
import json

from rich.console import Console

from contractkit.core.checker.report import Report
from contractkit.reporters.console import print_report
from contractkit.reporters.json_report import to_json
from contractkit.reporters.markdown import inert, to_markdown

QUOTE = "平台由[bold]乙方[/bold]建设 | <b>a</b> *重点* `x`"


def test_json_is_the_fixed_surface(report: Report) -> None:
    content = json.loads(to_json(report))
    assert (content["schema"], content["edition"]) == ("contractkit.report/1", "nda-2025")
    first, second = content["documents"]
    keys = {"path", "sha256", "kind", "language", "verdict", "items", "findings", "reading", "error"}
    assert set(first) == set(second) == keys
    assert (first["kind"], first["verdict"], first["error"]) == ("agreement", "incomplete", None)
    assert (second["kind"], second["verdict"], second["items"]) == ("other", "not_assessed", [])
    (item,) = first["items"]
    assert (item["id"], item["status"]) == ("14.4", "partial")
    assert [element["status"] for element in item["elements"]] == ["present", "deferred", "missing"]
    evidence = {"quote": QUOTE, "path": ["第三条", "（二）"], "location": {"paragraph": 17, "page": 2}}
    assert item["elements"][0]["evidence"] == [evidence]
    (finding,) = first["findings"]
    assert (finding["rule"], finding["severity"], finding["item"]) == ("term-too-long", "error", "14.2")
    assert finding["evidence"] == [evidence]
    assert first["reading"] == {
        "format": "docx",
        "characters": 8123,
        "not_read": [{"what": "批注", "count": 2, "note": "批注不是正文。"}],
    }


def test_markdown_says_the_same_and_keeps_the_drafts_words_inert(report: Report) -> None:
    text = to_markdown(report)
    for words in ("法定内容不齐备", "虚置1项", "缺失1项", "term-too-long", "改为不超过五年", "没有文字层", "批注2处"):
        assert words in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    row = next(line for line in text.splitlines() if line.startswith("| 14.4 技术支撑平台 | 技术支撑平台"))
    assert row.replace("\\|", "").count("|") == 5


def test_inert_text_has_no_acting_character() -> None:
    assert inert("a|b\n*c* <d>") == "a\\|b \\*c\\* \\<d\\>"


def test_the_console_shows_words_as_they_are(report: Report) -> None:
    out = io.StringIO()
    print_report(report, Console(file=out, width=160, highlight=False))
    text = out.getvalue()
    for words in (
        "草稿[x].docx",
        "法定内容不齐备",
        "其他（虚置）、第三（缺失）",
        QUOTE,
        "第三条 → （二），第2页",
        "没有文字层",
    ):
        assert words in text
    text.encode("gbk")  # nothing that a GBK console lacks
