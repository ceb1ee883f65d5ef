"""The Chinese words of statuses, severities and verdicts, one place for every format."""

from __future__ import annotations

from typing import Final

from contractkit.core.checker.finding import ItemStatus, Severity, Status
from contractkit.core.checker.report import DocumentKind, DocumentReport, Verdict
from contractkit.core.document.tree import Location, Loss
from contractkit.core.law.requirement import Kind

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
    """How many elements are there: 34项要素中具备30项、虚置1项、缺失3项."""
    statuses = [element.status for item in report.items for element in item.elements]
    counts = [f"{STATUS[status]}{statuses.count(status)}项" for status in Status if status in statuses]
    return f"{len(statuses)}项要素：{'、'.join(counts)}" if statuses else ""


def doubt(report: DocumentReport) -> str:
    """For a document that was judged to be something else: why, and how to have it checked all the same."""
    if report.verdict is not Verdict.NOT_APPLICABLE:
        return ""
    return f"{report.kind_reason}如确系实施方案或者授权运营协议，请加 --kind plan 或者 --kind agreement 再审查。"
