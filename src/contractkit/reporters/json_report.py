"""The report as JSON, schema `contractkit.report/1`: one object for all files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Final

from contractkit.core.checker.conformity import Conformity, Point
from contractkit.core.checker.deviation import Deviation, Idle
from contractkit.core.checker.finding import AspectVerdict, ElementVerdict, Evidence, Finding, ItemVerdict
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.core.document.tree import Loss

SCHEMA: Final = "contractkit.report/1"
# Comments and hidden text of one kind: as many entries, and characters of each, are given; the rest is counted.
_MOST_WORDS: Final = 200
_LONGEST_WORDS: Final = 2000
_CLOSE: Final = "\n}"


def to_json(report: Report) -> str:
    """The report as JSON text, two spaces indented, Chinese as it is."""
    return "".join(json_chunks(report))


def json_chunks(report: Report) -> Iterator[str]:
    """The same text, document by document: a thousand documents are never in memory at once."""
    head: dict[str, Any] = {"schema": SCHEMA, "edition": report.edition}
    if report.locality:
        head["locality"] = report.locality
    if report.notes:
        head["locality_notes"] = list(report.notes)
    if report.playbook:
        head["playbook"] = report.playbook
    if report.side:
        head["party"] = report.side.name.lower()
    yield f'{_text(head, 0).removesuffix(_CLOSE)},\n  "documents": ['
    separator = "\n    "
    for document in report.documents:
        yield separator + _text(_document(document), 4)
        separator = ",\n    "
    yield "]" if separator == "\n    " else "\n  ]"
    if report.idle:
        yield f',\n  "idle_deviations": {_text([_idle(one) for one in report.idle], 2)}'
    yield "\n}\n"


def _text(value: Any, margin: int) -> str:
    """JSON text whose further lines begin so many columns in; no string of JSON has a line feed in it."""
    return json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n" + " " * margin)


def _document(document: DocumentReport) -> dict[str, Any]:
    reading = document.reading
    not_read = [_loss(loss) for loss in reading.losses]
    content = {
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
    if document.idle:
        content["idle_deviations"] = [_idle(one) for one in document.idle]
    if document.against is not None:
        content["against"] = _against(document.against)
    return content


def _against(conformity: Conformity) -> dict[str, Any]:
    """The agreement beside its plan; words of the plan stand under `plan_evidence`, never under `evidence`."""
    content: dict[str, Any] = {
        "plan": {"path": conformity.plan, "sha256": conformity.sha256, "not_read": list(conformity.unread)},
        "points": [_point(point) for point in conformity.points],
    }
    return content


def _point(point: Point) -> dict[str, Any]:
    return {
        "topic": point.topic.value,
        "subject": point.subject,
        "relation": point.relation.value,
        "says": point.says,
        "evidence": [_evidence(one) for one in point.agreement],
        "plan_evidence": [_evidence(one) for one in point.plan],
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
    content: dict[str, Any] = {
        "id": element.id,
        "status": element.status.value,
        "severity": element.severity.value,
        "reason": element.reason,
        "evidence": [_evidence(evidence) for evidence in element.evidence],
    }
    if not element.counts:
        content["counts"] = False
    if element.aspects:
        content["aspects"] = [_aspect(aspect) for aspect in element.aspects]
    if element.is_gap:
        content |= _standard(element)
    if element.remedy is not None:
        content["remedy"] = _remedy(element.remedy)
    return content


def _aspect(aspect: AspectVerdict) -> dict[str, Any]:
    evidence = [_evidence(one) for one in aspect.evidence]
    return {"key": aspect.key, "name": aspect.name, "covered": aspect.covered, "evidence": evidence}


def _standard(verdict: ElementVerdict | Finding) -> dict[str, Any]:
    """What the playbook holds of it, and what was accepted; only what there is."""
    content: dict[str, Any] = {"insist": verdict.insist, "accept": verdict.accept}
    content = {key: text for key, text in content.items() if text}
    return content | ({"accepted": _deviation(verdict.accepted)} if verdict.accepted else {})


def _deviation(deviation: Deviation) -> dict[str, Any]:
    accepted = deviation.accepted.isoformat() if deviation.accepted else None
    return {"reason": deviation.reason, "by": deviation.by, "accepted": accepted, "until": deviation.until.isoformat()}


def _idle(idle: Idle) -> dict[str, Any]:
    deviation = idle.deviation
    return {"id": deviation.subject, "words": list(deviation.words), **_deviation(deviation), "why": idle.why}


def _remedy(remedy: Remedy) -> dict[str, Any]:
    return {
        "clause": remedy.clause,
        "source": remedy.source,
        "position": remedy.position.name.lower(),
        "side": remedy.side.name.lower() if remedy.side else None,
        "note": remedy.note,
        "place": remedy.place,
        "number": remedy.number,
        "paragraphs": list(remedy.paragraphs),
        "blanks": [{"mark": blank.mark, "says": blank.says} for blank in remedy.blanks],
    }


def _finding(finding: Finding) -> dict[str, Any]:
    content = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "item": finding.item,
        "message": finding.message,
        "remedy": finding.remedy,
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        **_standard(finding),
    }
    return content | ({"plan_evidence": [_evidence(one) for one in finding.plan]} if finding.plan else {})


def _evidence(evidence: Evidence) -> dict[str, Any]:
    """`confidence` stands last in the location, only for words that were recognised in a picture.

    `lacks` is there only for the nearest passages of what is missing.
    """
    location: dict[str, float] = {**evidence.location.as_dict()}
    if evidence.confidence is not None:
        location["confidence"] = round(evidence.confidence, 4)
    content: dict[str, Any] = {"quote": evidence.quote, "path": list(evidence.path), "location": location}
    return content | ({"lacks": evidence.lacks} if evidence.lacks else {})
