"""The Chinese words of statuses, severities and verdicts, one place for every format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from contractkit.core.checker.deviation import Deviation, Idle
from contractkit.core.checker.finding import ElementVerdict, Finding, ItemStatus, Severity, Status
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentKind, DocumentReport, Report, Verdict
from contractkit.core.document.tree import Location, Loss
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Side

STATUS: Final = {
    Status.PRESENT: "具备",
    Status.DEFERRED: "虚置",
    Status.MISSING: "缺失",
    Status.NOT_ASSESSED: "未能判断",
}
ITEM_STATUS: Final = {
    ItemStatus.PRESENT: "具备",
    ItemStatus.PARTIAL: "部分",
    ItemStatus.MISSING: "缺失",
    ItemStatus.NOT_ASSESSED: "未能判断",
}
SEVERITY: Final = {Severity.ERROR: "错误", Severity.WARNING: "警告", Severity.INFO: "提示"}
KIND: Final = {
    DocumentKind.PLAN: "实施方案",
    DocumentKind.AGREEMENT: "授权运营协议",
    DocumentKind.OTHER: "其他文件",
}
VERDICT: Final = {
    Verdict.COMPLETE: "法定内容齐备",
    Verdict.INCOMPLETE: "法定内容不齐备",
    Verdict.NOT_APPLICABLE: "不适用（既不是实施方案，也不是授权运营协议）",
    Verdict.NOT_ASSESSED: "未能作出结论",
}
RENUMBER: Final = "补缺的编号按本文件现有的编号分别给出，同时采用几项的，依次顺延。"
ACCEPTED: Final = "已接受的偏离"
PARTY: Final = {Side.IMPLEMENTING_BODY: "甲方", Side.OPERATOR: "乙方"}
# Of a loss: how many comments or hidden sentences are shown where people read, and how much of each.
_MOST_WORDS: Final = 3
_LONGEST_WORDS: Final = 40


def kind_name(kind: Kind) -> str:
    """实施方案 or 授权运营协议."""
    return KIND[DocumentKind(kind.value)]


def place(path: tuple[str, ...], location: Location) -> str:
    """Where words stand, for people: 第三条 → （二），第17段."""
    parts = [" → ".join(path)] if path else []
    if location.page is not None:
        parts.append(f"第{location.page}页")
    if location.table is not None and location.row is not None:
        parts.append(f"表{location.table}第{location.row}行")
    else:
        parts.append(f"第{location.paragraph}段")
    return "，".join(parts)


def loss(one: Loss) -> str:
    """What was lost or does not count, in one line: 批注2处。批注不是正文。约占全文3%。内容：“……”."""
    parts = [f"{one.what}{one.count}处。", one.note]
    if one.share is not None:
        parts.append(f"{share(one.share)}。")
    if one.words:
        shown = "、".join(f"“{_shortened(words)}”" for words in one.words[:_MOST_WORDS])
        more = len(one.words) - _MOST_WORDS
        parts.append(f"内容：{shown}" + (f"等{len(one.words)}条，全部内容见 JSON 报告。" if more > 0 else "。"))
    return "".join(parts)


def loss_heading(one: Loss) -> str:
    """未读取 for text that may be the document's own, 未计入 for words that do not count, 说明 for all else."""
    if one.withholds:
        return "未读取"
    return "未计入" if one.words or one.share is not None else "说明"


def share(part: float) -> str:
    """A part of the document, 0 to 1: 约占全文12%."""
    percent = round(part * 100)
    return "不到全文的1%" if percent < 1 else f"约占全文{percent}%"


def _shortened(words: str) -> str:
    flat = " ".join(words.split())
    left = len(flat) - _LONGEST_WORDS
    return flat if left <= 0 else f"{flat[:_LONGEST_WORDS]}……（另有{left}字）"


def coverage(report: DocumentReport) -> str:
    """How many elements are there: 34项要素：具备30项、虚置1项、缺失3项（其中已接受1项）."""
    every = [element for item in report.items for element in item.elements]
    elements = [element for element in every if element.counts]
    statuses = [element.status for element in elements]
    counts = [f"{STATUS[status]}{statuses.count(status)}项" for status in Status if status in statuses]
    return f"{len(statuses)}项要素：{'、'.join(counts)}{_accepted(elements)}{_beside(every)}" if statuses else ""


def _beside(elements: Sequence[ElementVerdict]) -> str:
    """What rules demand that are not in force."""
    number = sum(not element.counts for element in elements)
    return f"；另有{number}项地方要素尚未施行，不计入" if number else ""


def findings_count(report: DocumentReport) -> str:
    """How many findings there are: 4项，其中已接受1项."""
    return f"{len(report.findings)}项{_accepted(report.findings, bracket=False)}"


def _accepted(verdicts: Sequence[ElementVerdict] | Sequence[Finding], *, bracket: bool = True) -> str:
    number = sum(verdict.accepted is not None for verdict in verdicts)
    if not number:
        return ""
    return f"（其中已接受{number}项）" if bracket else f"，其中已接受{number}项"


def deviation(one: Deviation) -> str:
    """Why, by whom, until when."""
    return f"{one.reason.rstrip('。；;.')}；接受人{one.by}；有效期至{one.until.isoformat()}。"


def idle(one: Idle) -> str:
    """An accepted deviation that does not count, with why and its place."""
    quoted = f"“{'”“'.join(one.deviation.words)}”" if one.deviation.words else ""
    line = f"第{one.deviation.line}行　" if one.deviation.line else ""
    return f"{line}{one.deviation.subject}{quoted}：{one.why}（{deviation(one.deviation).rstrip('。')}）"


def remedy_head(remedy: Remedy) -> str:
    """Where the text belongs and whose it is: 在第八条之后增加一条，编为第九条。（首选，乙方）."""
    if not remedy.paragraphs:
        return remedy.note
    whose = remedy.position.value + (f"，{remedy.side.value}" if remedy.side else "")
    return f"{remedy.place}（{whose}）{remedy.note}"


def gap_title(verdict: ElementVerdict) -> str:
    """缺失  14.13.other 其他事项（警告）; the severity only where it is not the usual one."""
    grave = "" if verdict.severity is Severity.ERROR else f"（{SEVERITY[verdict.severity]}）"
    if not verdict.counts:
        grave = "（地方规定尚未施行，不计入结论）"
    return f"{STATUS[verdict.status]}  {verdict.id} {verdict.title}{grave}"


def standpoint(report: Report) -> str:
    """By whose measure the check was made: 审查标准：本所.yaml；站在甲方（实施机构）一方; empty for nobody's."""
    parts = [f"审查标准：{report.playbook}"] if report.playbook else []
    if report.side is not None:
        parts.append(f"站在{PARTY[report.side]}（{report.side.value}）一方")
    return "；".join(parts)


def doubt(report: DocumentReport) -> str:
    """For a document that was judged to be something else: why, and how to have it checked all the same."""
    if report.verdict is not Verdict.NOT_APPLICABLE:
        return ""
    return f"{report.kind_reason}如确系实施方案或者授权运营协议，请加 --kind plan 或者 --kind agreement 再审查。"
