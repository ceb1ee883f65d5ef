"""The Chinese words of statuses, severities and verdicts, one place for every format."""

from __future__ import annotations

from typing import Final

from contractkit.core.checker.finding import ItemStatus, Severity, Status
from contractkit.core.checker.report import DocumentKind, DocumentReport, Verdict
from contractkit.core.document.tree import Location
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
