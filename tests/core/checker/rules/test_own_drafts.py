"""What we draft ourselves gives no finding: 第八条 with 8.1, references such as 第8.1款, annexes with tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from checks import source_of
from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules import RULES, RuleContext, RulePage
from contractkit.core.clauses.assembly import assemble
from contractkit.core.document import outline
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter

SAMPLES = Path(__file__).parents[4] / "samples"


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("sample", ["traffic.yaml", "medical.yaml"])
def test_no_finding(pages: Mapping[str, RulePage], sample: str, kind: Kind) -> None:
    loaded = load_matter(SAMPLES / sample, load_registry())
    draft = assemble(loaded.matter, load_catalog(assets.clauses_folder()), loaded.requirements, kind)
    document = outline.build(source_of(draft))
    context = RuleContext(document, DocumentKind(kind.value), loaded.requirements, pages)
    assert len(document.passages) > 100
    assert [finding.message for rule in RULES for finding in rule.find(context)] == []
