"""Pairs in free wording, and our own plans and agreements of one matter: what differs is found, nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from checks import source_of
from contractkit.core.against.compare import Against, beside
from contractkit.core.against.plan import Plan
from contractkit.core.checker.conformity import Relation
from contractkit.core.clauses.assembly import assemble
from contractkit.core.document import outline
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter
from contractkit.library.rule_pages import load_rule_pages
from contractkit.readers.markdown import read_markdown
from contractkit.workflows.judging import text_of

ROOT = Path(__file__).parents[3]
PAIRS = sorted((ROOT / "benchmarks" / "pairs").glob("*/*.plan.md"))
SAMPLES = ("traffic.yaml", "medical.yaml")


def held_against(plan: Document, agreement: Document) -> Against:
    return beside(Plan.of("方案", "0" * 64, text_of(plan)), text_of(agreement), load_rule_pages())


@pytest.mark.parametrize("path", PAIRS, ids=lambda path: path.name.removesuffix(".plan.md"))
def test_of_freely_worded_pairs_only_the_known_differences_are_told(path: Path) -> None:
    stem = path.name.removesuffix(".plan.md")
    agreement = outline.build(read_markdown(path.with_name(f"{stem}.agreement.md").read_bytes()))
    found = held_against(outline.build(read_markdown(path.read_bytes())), agreement).findings
    expected = path.with_name(f"{stem}.expected").read_text(encoding="utf-8").split()
    assert Counter(finding.rule for finding in found) == Counter(expected)


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_we_draft_of_one_matter_agrees_with_itself(sample: str) -> None:
    registry, catalog = load_registry(), load_catalog(assets.clauses_folder())
    loaded: Any = load_matter(ROOT / "samples" / sample, registry)
    plan, agreement = (
        outline.build(source_of(assemble(loaded.matter, catalog, loaded.requirements, kind))) for kind in Kind
    )
    against = held_against(plan, agreement)
    assert against.findings == ()
    relations = Counter(point.relation for point in against.conformity.points)
    assert relations[Relation.AGREES] >= 50
    assert relations[Relation.DIFFERS] == 0
