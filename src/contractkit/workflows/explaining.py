"""The glossary of a report: what its rules and elements are about."""

from __future__ import annotations

from datetime import date

from contractkit.core.checker.report import Report
from contractkit.library.law import load_registry
from contractkit.library.rule_pages import load_rule_pages
from contractkit.reporters.glossary import Glossary, Topic


def glossary_of(report: Report, on: date) -> Glossary:
    """What is known of the rules, and of the elements of the report's edition and locality.

    Raises:
        InvalidData: the law or a rule page has mistakes.
    """
    requirements = load_registry().requirements(report.edition, report.locality, on)
    edition = requirements.edition
    number = f"（{edition.document_number}）" if edition.document_number else ""
    rules = (Topic(page.name, page.title, page.why, page.basis, page.remedy) for page in load_rule_pages().values())
    elements = (
        Topic(element.id, element.title, element.asks, f"《{edition.title}》{item.article}")
        for item in requirements.items
        for element in item.elements
    )
    return Glossary(
        f"《{edition.title}》{number}",
        on.isoformat(),
        {topic.id: topic for topic in rules},
        {topic.id: topic for topic in elements},
    )
