"""The report as JUnit XML: a suite for each document, a case for each element and for each finding."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding, Severity, Status
from contractkit.core.checker.report import DocumentReport, Report
from contractkit.reporters import words
from contractkit.reporters.columns import visible
from contractkit.reporters.glossary import Glossary

_NO_XML: Final = re.compile("[\ud800-\udfff\ufffe\uffff]")


def junit_chunks(report: Report, glossary: Glossary) -> Iterator[str]:
    """The XML text, document by document.

    A gap that counts is a failure, and so is a finding of severity error; what was accepted, what is not law yet, and
    lesser findings are skipped cases with their reason; what could not be judged is an error.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="contractkit">\n'
    for document in report.documents:
        yield from _suite(document, glossary)
    yield "</testsuites>\n"


def _suite(document: DocumentReport, glossary: Glossary) -> Iterator[str]:
    cases = [*_cases(document, glossary)]
    counts = {kind: sum(f"<{kind} " in case for case in cases) for kind in ("failure", "error", "skipped")}
    attributes = (
        f"failures={_quoted(counts['failure'])} errors={_quoted(counts['error'])} skipped={_quoted(counts['skipped'])}"
    )
    yield f"<testsuite name={_quoted(document.path)} tests={_quoted(len(cases))} {attributes}>\n"
    facts = {"verdict": document.verdict.value, "kind": document.kind.value, "sha256": document.sha256}
    listed = "".join(f"<property name={_quoted(name)} value={_quoted(value)}/>" for name, value in facts.items())
    yield f"<properties>{listed}</properties>\n"
    yield from cases
    if document.reading.losses:
        lines = "\n".join(f"{words.loss_heading(loss)}：{words.loss(loss)}" for loss in document.reading.losses)
        yield f"<system-out>{_inert(lines)}</system-out>\n"
    yield "</testsuite>\n"


def _cases(document: DocumentReport, glossary: Glossary) -> Iterator[str]:
    if not document.items:
        outcome = _outcome("error", document.error) if document.error else _outcome("skipped", words.doubt(document))
        yield _case(words.VERDICT[document.verdict], document.path, outcome)
    for item in document.items:
        for element in item.elements:
            yield _case(f"{element.id} {element.title}", f"{document.path}.{item.id}", _of_element(element))
    for finding in document.findings:
        name = f"{finding.rule} {glossary.rule_title(finding.rule)}"
        yield _case(name, f"{document.path}.findings", _of_finding(finding))


def _case(name: str, group: str, outcome: str) -> str:
    return f"<testcase name={_quoted(name)} classname={_quoted(group)}>{outcome}</testcase>\n"


def _of_element(element: ElementVerdict) -> str:
    if element.status is Status.PRESENT:
        return ""
    if element.accepted is not None:
        return _outcome("skipped", f"{words.ACCEPTED}：{words.deviation(element.accepted)}")
    if element.status is Status.NOT_ASSESSED:
        return _outcome("error", element.reason)
    if not element.counts:
        return _outcome("skipped", f"地方规定尚未施行，不计入结论。{element.reason}")
    remedy = element.remedy
    text = [words.remedy_head(remedy), *remedy.paragraphs] if remedy else []
    return _outcome("failure", f"{words.STATUS[element.status]}：{element.reason}", [*_places(element.evidence), *text])


def _of_finding(finding: Finding) -> str:
    if finding.accepted is not None:
        return _outcome("skipped", f"{words.ACCEPTED}：{words.deviation(finding.accepted)}")
    message = f"{words.SEVERITY[finding.severity]}：{finding.message}"
    if finding.severity is not Severity.ERROR:
        return _outcome("skipped", message)
    return _outcome(
        "failure",
        message,
        [*_places(finding.evidence), *_of_plan(finding), f"依据：{finding.basis}", f"处理：{finding.remedy}"],
    )


def _of_plan(finding: Finding) -> list[str]:
    return [f"实施方案：{line}" for line in _places(finding.plan)]


def _outcome(kind: str, message: str, lines: list[str] | None = None) -> str:
    attributes = f"message={_quoted(message)}" + ("" if kind == "skipped" else f" type={_quoted(kind)}")
    return f"<{kind} {attributes}>{_inert(chr(10).join(lines or ()))}</{kind}>"


def _places(evidence: tuple[Evidence, ...]) -> list[str]:
    return [f"“{one.quote}”（{words.place(one.path, one.location)}）" for one in evidence]


def _inert(text: str) -> str:
    return escape(_possible(text))


def _quoted(value: str | int) -> str:
    return quoteattr(_possible(str(value)))


def _possible(text: str) -> str:
    """Text that XML can hold: control characters written out, what no XML can hold as its code."""
    return _NO_XML.sub(lambda match: ascii(match.group())[1:-1], visible(text))
