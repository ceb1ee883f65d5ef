"""Quotes in their context: the words of the same passage around them, for reports that people read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding, ItemVerdict
from contractkit.core.document.tree import Document

_MOST: Final = 60  # characters on either side


class Surroundings:
    """Finds what stands around quotes of one document."""

    def __init__(self, document: Document) -> None:
        """Take the document.

        Args:
            document: from which the quotes are.
        """
        self._texts = {passage.location.paragraph: passage.text for passage in document.passages}

    def of_items(self, items: Iterable[ItemVerdict]) -> tuple[ItemVerdict, ...]:
        """The verdicts with their evidence in context."""
        return tuple(replace(item, elements=tuple(self._element(one) for one in item.elements)) for item in items)

    def of_findings(self, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """The findings with their evidence in context."""
        return tuple(replace(finding, evidence=self._all(finding.evidence)) for finding in findings)

    def _element(self, element: ElementVerdict) -> ElementVerdict:
        aspects = tuple(replace(aspect, evidence=self._all(aspect.evidence)) for aspect in element.aspects)
        return replace(element, evidence=self._all(element.evidence), aspects=aspects)

    def _all(self, evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
        return tuple(self._surrounded(one) for one in evidence)

    def _surrounded(self, evidence: Evidence) -> Evidence:
        text = self._texts.get(evidence.location.paragraph, "")
        start = text.find(evidence.quote)
        if start < 0:
            return evidence
        end = start + len(evidence.quote)
        before = ("…" if start > _MOST else "") + text[max(start - _MOST, 0) : start]
        after = text[end : end + _MOST] + ("…" if len(text) > end + _MOST else "")
        return replace(evidence, before=before, after=after)
