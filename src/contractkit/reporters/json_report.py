"""The report as JSON, schema `contractkit.report/1`: one object for all files."""

from __future__ import annotations

import json
from typing import Any, Final

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding, ItemVerdict
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.core.document.tree import Loss

SCHEMA: Final = "contractkit.report/1"
# Comments and hidden text of one kind: as many entries, and characters of each, are given; the rest is counted.
_MOST_WORDS: Final = 200
_LONGEST_WORDS: Final = 2000


def to_json(report: Report) -> str:
    """The report as JSON text, two spaces indented, Chinese as it is."""
    content: dict[str, Any] = {"schema": SCHEMA, "edition": report.edition}
    if report.locality:
        content["locality"] = report.locality
    content["documents"] = [_document(document) for document in report.documents]
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _document(document: DocumentReport) -> dict[str, Any]:
    reading = document.reading
    not_read = [_loss(loss) for loss in reading.losses]
    return {
        "path": document.path,
        "sha256": document.sha256,
        "kind": document.kind.value,
        "language": document.language,
        "verdict": document.verdict.value,
        "items": [_item(item) for item in document.items],
        "findings": [_finding(finding) for finding in document.findings],
        "reading": {"format": reading.format, "characters": reading.characters, "not_read": not_read},
        "error": document.error,
    }


def _loss(loss: Loss) -> dict[str, Any]:
    """One entry of the ledger; `share` and `words` only where they are known."""
    content: dict[str, Any] = {"what": loss.what, "count": loss.count, "note": loss.note}
    if loss.share is not None:
        content["share"] = round(loss.share, 4)
    if loss.words:
        content["words"] = [_bounded(words) for words in loss.words[:_MOST_WORDS]]
    if len(loss.words) > _MOST_WORDS:
        content["words_more"] = len(loss.words) - _MOST_WORDS
    return content


def _bounded(words: str) -> str:
    left = len(words) - _LONGEST_WORDS
    return words if left <= 0 else f"{words[:_LONGEST_WORDS]}……（另有{left}字）"


def _item(item: ItemVerdict) -> dict[str, Any]:
    elements = [_element(element) for element in item.elements]
    return {"id": item.id, "title": item.title, "status": item.status.value, "elements": elements}


def _element(element: ElementVerdict) -> dict[str, Any]:
    return {
        "id": element.id,
        "status": element.status.value,
        "reason": element.reason,
        "evidence": [_evidence(evidence) for evidence in element.evidence],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "item": finding.item,
        "message": finding.message,
        "remedy": finding.remedy,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    """`confidence` stands last in the location, only for words that were recognised in a picture."""
    location: dict[str, float] = {**evidence.location.as_dict()}
    if evidence.confidence is not None:
        location["confidence"] = round(evidence.confidence, 4)
    return {"quote": evidence.quote, "path": list(evidence.path), "location": location}
