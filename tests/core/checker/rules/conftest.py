"""The rules on texts, read as a plain-text file is."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from contractkit.core.checker.finding import Finding
from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules import RULES, RuleContext, RulePage
from contractkit.core.document import outline
from contractkit.core.document.tree import Source
from contractkit.library.law import load_registry
from contractkit.library.rule_pages import load_rule_pages
from contractkit.readers.markdown import read_markdown

Find = Callable[..., list[Finding]]


@pytest.fixture(scope="session")
def pages() -> Mapping[str, RulePage]:
    return load_rule_pages()


@pytest.fixture(scope="session")
def find(pages: Mapping[str, RulePage]) -> Find:
    """`find(text, rule, kind)`: the findings of one rule, or of all, in a text or a source, with their quotes proved to be verbatim."""
    requirements = load_registry().requirements("nda-2025")

    def found(text: str | Source, rule: str = "", kind: DocumentKind = DocumentKind.AGREEMENT) -> list[Finding]:
        document = outline.build(text if isinstance(text, Source) else read_markdown(text.encode()))
        context = RuleContext(document, kind, requirements, pages)
        findings = [finding for one in RULES if rule in ("", one.name) for finding in one.find(context)]
        raw = [passage.text for passage in document.passages]
        for finding in findings:
            assert finding.evidence
            assert all(quote.quote and any(quote.quote in words for words in raw) for quote in finding.evidence)
        return findings

    return found
