from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date

from rich.console import Console

from contractkit.core.checker.deviation import Deviation, Idle
from contractkit.core.checker.finding import AspectVerdict, Severity
from contractkit.core.checker.remedies.remedy import Blank, Remedy
from contractkit.core.checker.report import Report
from contractkit.core.document.tree import Loss
from contractkit.core.matter.standpoint import Position, Side
from contractkit.reporters.console import print_report
from contractkit.reporters.json_report import to_json
from contractkit.reporters.markdown import inert, to_markdown
from contractkit.reporters.words import share

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


def test_recognised_words_carry_their_confidence(report: Report) -> None:
    document = report.documents[0]
    (finding,) = document.findings
    recognised = replace(finding, evidence=(replace(finding.evidence[0], confidence=0.98765),))
    content = json.loads(to_json(replace(report, documents=(replace(document, findings=(recognised,)),))))
    location = content["documents"][0]["findings"][0]["evidence"][0]["location"]
    assert list(location.items()) == [("paragraph", 17), ("page", 2), ("confidence", 0.9877)]


def test_markdown_says_the_same_and_keeps_the_drafts_words_inert(report: Report) -> None:
    text = to_markdown(report)
    for words in ("法定内容不齐备", "虚置1项", "缺失1项", "term-too-long", "改为不超过五年", "没有文字层", "批注2处"):
        assert words in text
    assert "<b>" not in text.replace("\\<b\\>", "")
    row = next(line for line in text.splitlines() if line.startswith("| 14.4 技术支撑平台 | 技术支撑平台"))
    assert row.replace("\\|", "").count("|") == 5


def test_inert_text_has_no_acting_character() -> None:
    assert inert("a|b\n*c* <d>") == "a\\|b \\*c\\* \\<d\\>"
    assert inert("&lt; $x$ @a") == "\\&lt; \\$x\\$ \\@a"
    assert inert("http://x.cn www.x.cn 14:30") == "http\\://x.cn www\\.x.cn 14:30"


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


def test_a_finding_without_remedy_or_item_has_no_empty_line(report: Report) -> None:
    document = report.documents[0]
    bare = replace(document.findings[0], item="", remedy="", basis="")
    text = to_markdown(replace(report, documents=(replace(document, findings=(bare,)),)))
    assert "- **错误** `term-too-long`：期限六年" in text
    assert "处理：" not in text
    assert "依据：" not in text


def test_a_draft_does_not_steer_the_terminal(report: Report) -> None:
    document = report.documents[0]
    evidence = replace(document.findings[0].evidence[0], quote="甲\x1b[2J乙\x9b31m")
    finding = replace(document.findings[0], evidence=(evidence,))
    hostile = replace(document, path="\x1b]0;x\x07.docx", findings=(finding,))
    out = io.StringIO()
    print_report(replace(report, documents=(hostile,)), Console(file=out, width=160, highlight=False))
    assert "甲\\x1b[2J乙\\x9b31m" in out.getvalue()
    assert not {"\x1b", "\x07", "\x9b"} & set(out.getvalue())


def test_what_a_locality_leaves_out_is_said(report: Report) -> None:
    local = replace(report, locality="shanghai", notes=("本地清单未列资金条件，建议仍然写明。",))
    out = io.StringIO()
    print_report(local, Console(file=out, width=160, highlight=False))
    assert "地方规定：本地清单未列资金条件" in out.getvalue()
    assert "- 本地清单未列资金条件" in to_markdown(local)


def with_losses(report: Report, *losses: Loss) -> Report:
    document = report.documents[0]
    return replace(report, documents=(replace(document, reading=replace(document.reading, losses=losses)),))


def on_console(report: Report) -> str:
    out = io.StringIO()
    print_report(report, Console(file=out, width=400, highlight=False))
    return out.getvalue()


def test_the_ledger_tells_share_and_words(report: Report) -> None:
    hidden = Loss("隐藏文字", 4, "隐藏文字不计入正文。", words=("甲方不得[b]撤回[/b]", "乙", "丙\n丁", "戊"))
    page = Loss("乱码页", 1, "第3页的文字层不可信。", withholds=True, share=0.125)
    ledger = with_losses(report, hidden, page)
    first, second = json.loads(to_json(ledger))["documents"][0]["reading"]["not_read"]
    assert first == {"what": "隐藏文字", "count": 4, "note": "隐藏文字不计入正文。", "words": list(hidden.words)}
    assert second == {"what": "乱码页", "count": 1, "note": "第3页的文字层不可信。", "share": 0.125}
    text = on_console(ledger)
    assert "未计入：隐藏文字4处。隐藏文字不计入正文。内容：“甲方不得[b]撤回[/b]”、“乙”、“丙 丁”等4条" in text
    assert "未读取：乱码页1处。第3页的文字层不可信。约占全文12%。" in text
    markdown = to_markdown(ledger)
    assert "- 未计入：隐藏文字4处。隐藏文字不计入正文。内容：“甲方不得\\[b\\]撤回" in markdown
    assert "- 未读取：乱码页1处。第3页的文字层不可信。约占全文12%。" in markdown


def test_long_words_and_many_of_them_are_cut_with_their_number(report: Report) -> None:
    ledger = with_losses(report, Loss("批注", 300, words=("长" * 5000, *("短" for _ in range(299)))))
    (entry,) = json.loads(to_json(ledger))["documents"][0]["reading"]["not_read"]
    assert (len(entry["words"]), entry["words_more"]) == (200, 100)
    assert entry["words"][0] == "长" * 2000 + "……（另有3000字）"
    text = on_console(ledger)
    assert "“" + "长" * 40 + "……（另有4960字）”" in text
    assert "等300条" in text


def test_shares_are_told_as_people_say_them() -> None:
    assert [share(part) for part in (0.0, 0.004, 0.01, 0.5, 1.0)] == [
        "不到全文的1%",
        "不到全文的1%",
        "约占全文1%",
        "约占全文50%",
        "约占全文100%",
    ]


def test_marks_of_direction_are_written_out(report: Report) -> None:
    turned = "甲\u202e乙\u202c\u2067丙\u200f"
    ledger = with_losses(report, Loss("批注", 1, words=(turned,)))
    written = "甲\\u202e乙\\u202c\\u2067丙\\u200f"
    assert written in on_console(ledger)
    assert inert(written) in to_markdown(ledger)
    for text in (on_console(ledger), to_markdown(ledger)):
        assert not set("\u202e\u202c\u2067\u200f") & set(text)
    (entry,) = json.loads(to_json(ledger))["documents"][0]["reading"]["not_read"]
    assert entry["words"] == [turned]


DEVIATION = Deviation("14.4.other", (QUOTE,), "客户*接受*", "李文", date(2027, 1, 1), date(2026, 3, 1), 4)
REMEDY = Remedy(
    clause="14.4.third",
    source="agreement/14.4.md:9",
    position=Position.FALLBACK,
    side=Side.OPERATOR,
    note="",
    place="在第八条之后增加一条，编为第九条。",
    number="第九条",
    paragraphs=("第九条\u3000乙方应当【待填：平台名称】。", "（一）保密。"),
    blanks=(Blank("【待填：平台名称】", "技术支撑平台→平台名称"),),
)


def settled(report: Report) -> Report:
    """The report with an accepted deviation, an expired one, remedies, aspects and a side."""
    document = report.documents[0]
    (item,) = document.items
    present, deferred, missing = item.elements
    aspects = (AspectVerdict("a", "社会需求", present.evidence), AspectVerdict("b", "市场规模"))
    elements = (
        replace(present, aspects=aspects),
        replace(deferred, accepted=DEVIATION, remedy=REMEDY),
        replace(missing, severity=Severity.WARNING, insist="须写明。", accept="可以简写。", remedy=REMEDY),
    )
    document = replace(
        document,
        items=(replace(item, elements=elements),),
        findings=(replace(document.findings[0], accepted=DEVIATION),),
        idle=(Idle(replace(DEVIATION, subject="share-total"), "已于2026-01-01到期，不再计入。"),),
    )
    return replace(report, documents=(document,), side=Side.OPERATOR, playbook="本所.yaml")


def test_json_carries_remedies_acceptances_and_the_side(report: Report) -> None:
    content = json.loads(to_json(settled(report)))
    assert (content["party"], content["playbook"]) == ("operator", "本所.yaml")
    (document,) = content["documents"]
    present, deferred, missing = document["items"][0]["elements"]
    assert [(one["name"], one["covered"]) for one in present["aspects"]] == [("社会需求", True), ("市场规模", False)]
    accepted = {"reason": "客户*接受*", "by": "李文", "accepted": "2026-03-01", "until": "2027-01-01"}
    assert deferred["accepted"] == document["findings"][0]["accepted"] == accepted
    assert (missing["severity"], missing["insist"], missing["accept"]) == ("warning", "须写明。", "可以简写。")
    assert missing["remedy"] == {
        "clause": "14.4.third",
        "source": "agreement/14.4.md:9",
        "position": "fallback",
        "side": "operator",
        "note": "",
        "place": "在第八条之后增加一条，编为第九条。",
        "number": "第九条",
        "paragraphs": list(REMEDY.paragraphs),
        "blanks": [{"mark": "【待填：平台名称】", "says": "技术支撑平台→平台名称"}],
    }
    assert document["idle_deviations"] == [
        {"id": "share-total", "words": [QUOTE], **accepted, "why": "已于2026-01-01到期，不再计入。"}
    ]


def test_the_console_offers_remedies_when_asked(report: Report) -> None:
    out = io.StringIO()
    print_report(settled(report), Console(file=out, width=400, highlight=False), remedies=True)
    text = out.getvalue()
    for words in (
        "审查标准：本所.yaml；站在乙方（运营机构）一方",
        "其他（虚置，已接受）、第三（缺失）",
        "3项要素：具备1项、虚置1项、缺失1项（其中已接受1项）",
        "14.4 技术支撑平台应当涉及的各方面",
        "涉及  社会需求（第三条 → （二），第2页，第17段）",
        "未见  市场规模",
        "缺失  14.4.third 第三（警告）",
        "坚持：须写明。",
        "可让：可以简写。",
        "补缺：在第八条之后增加一条，编为第九条。（备选，运营机构）",
        "第九条\u3000乙方应当【待填：平台名称】。",
        "【待填：平台名称】　技术支撑平台→平台名称",
        "已接受的偏离：客户*接受*；接受人李文；有效期至2027-01-01。",
        "问题（1项，其中已接受1项）",
        "已接受的偏离，没有计入（1项）",
        "第4行　share-total",
    ):
        assert words in text, words
    assert text.count("补缺：") == 1  # what was accepted needs none
    text.encode("gbk")


def test_the_console_is_short_unless_remedies_are_asked_for(report: Report) -> None:
    text = on_console(settled(report))
    assert "第九条" not in text
    assert "加 --remedies 逐项写出补缺的条款文字" in text


def test_markdown_carries_them_in_full(report: Report) -> None:
    text = to_markdown(settled(report))
    for words in (
        "- 审查标准：本所.yaml；站在乙方（运营机构）一方",
        "#### 缺失 14.4.third 第三（警告）",
        "- 补缺：在第八条之后增加一条，编为第九条。（备选，运营机构）",
        "> 第九条 乙方应当【待填：平台名称】。\n>\n> （一）保密。",
        "- 已接受的偏离：客户\\*接受\\*；接受人李文；有效期至2027-01-01。",
        "  - 已接受的偏离：客户",
        "### 已接受的偏离，没有计入",
        "| 14.4 技术支撑平台 | 　市场规模 | 未见 |",
    ):
        assert words in text, words


def test_what_is_no_law_yet_is_shown_beside(report: Report) -> None:
    document = report.documents[0]
    (item,) = document.items
    *others, missing = item.elements
    elements = (*others, replace(missing, counts=False))
    local = replace(report, documents=(replace(document, items=(replace(item, elements=elements),)),))
    text = on_console(local)
    assert "2项要素：具备1项、虚置1项；另有1项地方要素尚未施行，不计入" in text
    assert "缺失  14.4.third 第三（地方规定尚未施行，不计入结论）" in text
    assert json.loads(to_json(local))["documents"][0]["items"][0]["elements"][2]["counts"] is False


def test_the_nearest_passages_say_what_they_lack(report: Report) -> None:
    document = report.documents[0]
    (item,) = document.items
    *others, missing = item.elements
    near = replace(item.elements[0].evidence[0], lacks="没有写明平台的名称")
    elements = (*others, replace(missing, evidence=(near,)))
    nearest = replace(report, documents=(replace(document, items=(replace(item, elements=elements),)),))
    assert f"相近：“{QUOTE}”（第三条 → （二），第2页，第17段），但没有写明平台的名称。" in on_console(nearest)
    assert "，但没有写明平台的名称。" in to_markdown(nearest)
    evidence = json.loads(to_json(nearest))["documents"][0]["items"][0]["elements"][2]["evidence"]
    assert [one["lacks"] for one in evidence] == ["没有写明平台的名称"]
