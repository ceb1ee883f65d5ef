"""Reports against the formal definitions of their formats: whatever a draft says, the file stays what programs expect."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from contractkit.core.checker.deviation import Deviation
from contractkit.core.checker.report import Report
from contractkit.core.document.tree import Location
from contractkit.reporters.junit import junit_chunks
from contractkit.reporters.sarif import sarif_chunks
from hostile_reports import GLOSSARY, encoded, hostile_report

SCHEMAS = Path(__file__).parent / "schemas"


def plain(report: Report) -> Report:
    return report


def without_documents(report: Report) -> Report:
    return replace(report, documents=())


def with_accepted(report: Report) -> Report:
    """The first document's gaps and findings accepted, with a reason that tries to act."""
    first = report.documents[0]
    reason = Deviation("term-too-long", ("</x>",), "]]>\x00=1+1", "甲", date(2027, 1, 1))
    findings = tuple(replace(one, accepted=reason) for one in first.findings)
    return replace(report, documents=(replace(first, findings=findings), *report.documents[1:]))


def with_lines(report: Report) -> Report:
    """Places as plain text has them: lines, and recognised words with their confidence."""
    first = report.documents[0]
    evidence = replace(first.findings[0].evidence[0], location=Location(3, line=1), confidence=0.5)
    findings = (replace(first.findings[0], evidence=(evidence, evidence)),)
    return replace(report, documents=(replace(first, findings=findings),))


REPORTS = (plain, without_documents, with_accepted, with_lines)


@pytest.mark.parametrize("made", REPORTS)
def test_sarif_is_valid(made: Callable[[Report], Report]) -> None:
    jsonschema: Any = pytest.importorskip("jsonschema", reason="pip install jsonschema")
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    log = json.loads(encoded(sarif_chunks(made(hostile_report()), GLOSSARY)))
    checker = jsonschema.Draft4Validator.FORMAT_CHECKER
    faults = [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:200]}"
        for one in jsonschema.Draft4Validator(schema, format_checker=checker).iter_errors(log)
    ]
    assert faults == []


@pytest.mark.parametrize("made", REPORTS)
def test_junit_is_valid(made: Callable[[Report], Report]) -> None:
    schema = etree.XMLSchema(etree.parse(SCHEMAS / "junit.xsd"))
    tree = etree.fromstring(encoded(junit_chunks(made(hostile_report()), GLOSSARY)).encode())
    assert schema.validate(tree), str(schema.error_log)
