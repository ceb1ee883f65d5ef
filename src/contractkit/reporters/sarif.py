"""The report as SARIF 2.1.0, for programs that collect findings: one result per gap and per finding."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final
from urllib.parse import quote

from contractkit import __version__
from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding, Severity, Status
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.core.checker.settlement import gaps
from contractkit.reporters import words
from contractkit.reporters.columns import visible
from contractkit.reporters.glossary import Glossary, Topic

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVEL: Final = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_HALF: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")  # halves of characters that stand for no byte of a name
_UNREAD: Final = "not-read"


def sarif_chunks(report: Report, glossary: Glossary) -> Iterator[str]:
    """The SARIF log as JSON text, document by document.

    Elements of the law are rules of their own (`14.6.disclosure`): an element that is missing or put off is a result
    of that rule. What was accepted is suppressed, not left out. Places are numbers of paragraphs, pages and rows,
    which SARIF does not know: they are in `logicalLocations`; only plain text has lines.
    """
    rules = {topic.id: topic for topic in (*glossary.elements.values(), *glossary.rules.values())}
    names = sorted(rules)
    index = {name: at for at, name in enumerate(names)}
    driver = {
        "name": "contractkit",
        "semanticVersion": __version__,
        "language": "zh-CN",
        "rules": [_rule(rules[name]) for name in names],
    }
    yield f'{{"$schema": {_text(_SCHEMA)}, "version": "2.1.0", "runs": [{{"tool": {{"driver": {_text(driver)}}},\n'
    yield '"columnKind": "unicodeCodePoints", "results": ['
    separator = "\n"
    unread: list[dict[str, Any]] = []
    for document in report.documents:
        for result in _results(document, index):
            yield separator + _text(result)
            separator = ",\n"
        if document.error is not None:
            unread.append(_notification(document))
    invocation = {"executionSuccessful": not unread, "toolExecutionNotifications": unread}
    yield f'\n], "invocations": [{_text(invocation)}]}}]}}\n'


def _rule(topic: Topic) -> dict[str, Any]:
    help_ = "\n".join(part for part in (topic.about, f"依据：{topic.basis}", topic.remedy) if part)
    return {
        "id": topic.id,
        "name": topic.id,
        "shortDescription": {"text": topic.title},
        "fullDescription": {"text": topic.about or topic.title},
        "help": {"text": help_},
    }


def _results(document: DocumentReport, index: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    items = {element.id: item.id for item in document.items for element in item.elements}
    for gap in gaps(document):
        yield _result(document, gap, items[gap.id], index)
    for finding in document.findings:
        yield _result(document, finding, finding.item, index)


def _result(
    document: DocumentReport, verdict: ElementVerdict | Finding, item: str, index: Mapping[str, int]
) -> dict[str, Any]:
    rule, message, evidence = _said(verdict)
    level = _LEVEL[verdict.severity]
    if isinstance(verdict, ElementVerdict) and not verdict.counts:
        level = "note"
    result: dict[str, Any] = {
        "ruleId": rule,
        "level": level,
        "kind": "fail",
        "message": {"text": visible(message)},
        "locations": [_location(document.path, one) for one in evidence]
        or [{"physicalLocation": _artifact(document.path)}],
        "properties": {"item": item, "sha256": document.sha256},
    }
    if isinstance(verdict, Finding) and verdict.plan and document.against is not None:
        plan = document.against.plan
        result["relatedLocations"] = [_location(plan, one) | {"message": {"text": "实施方案"}} for one in verdict.plan]
    if rule in index:
        result["ruleIndex"] = index[rule]
    if verdict.accepted is not None:
        reason = visible(words.deviation(verdict.accepted))
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": reason}]
    return result


def _said(verdict: ElementVerdict | Finding) -> tuple[str, str, tuple[Evidence, ...]]:
    """Rule, message, and the words it is about; the nearest passages of what is missing are not about it."""
    if isinstance(verdict, Finding):
        return verdict.rule, f"{verdict.message}{verdict.remedy}", verdict.evidence
    remedy = words.remedy_head(verdict.remedy) if verdict.remedy and not verdict.accepted else ""
    message = f"{words.STATUS[verdict.status]}：{verdict.title}。{verdict.reason}{f'补缺：{remedy}' if remedy else ''}"
    return verdict.id, message, verdict.evidence if verdict.status is Status.DEFERRED else ()


def _location(path: str, evidence: Evidence) -> dict[str, Any]:
    physical = _artifact(path)
    physical["region"] = {"snippet": {"text": visible(evidence.quote)}}
    if evidence.location.line is not None:
        physical["region"]["startLine"] = evidence.location.line
    else:  # a region needs a place: the number of the paragraph stands for the line, as people count
        physical["region"]["startLine"] = evidence.location.paragraph
    place = visible(words.place(evidence.path, evidence.location))
    return {
        "physicalLocation": physical,
        "logicalLocations": [{"fullyQualifiedName": place, "kind": "element"}],
        "properties": evidence.location.as_dict(),
    }


def _artifact(path: str) -> dict[str, Any]:
    return {"artifactLocation": {"uri": _uri(path)}}


def _uri(path: str) -> str:
    """A path as a relative or file URI; damaged characters survive as their bytes."""
    slashed = _HALF.sub("?", path.replace("\\", "/"))
    encoded = quote(slashed.encode("utf-8", "surrogateescape"), safe="/")
    return f"file://{'' if slashed.startswith('/') else '/'}{encoded}" if _absolute(slashed) else encoded


def _absolute(path: str) -> bool:
    return path.startswith("/") or (path[1:3] == ":/")


def _notification(document: DocumentReport) -> dict[str, Any]:
    return {
        "descriptor": {"id": _UNREAD},
        "level": "error",
        "message": {"text": visible(document.error or "")},
        "locations": [{"physicalLocation": _artifact(document.path)}],
    }


def _text(value: Mapping[str, Any] | Iterable[Any] | str) -> str:
    return json.dumps(value, ensure_ascii=False)
