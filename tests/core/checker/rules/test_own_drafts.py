"""What we draft ourselves gives no finding: 第八条 with 8.1, references such as 第8.1款, annexes with tables."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from contractkit.core.checker.report import DocumentKind
from contractkit.core.checker.rules import RULES, RuleContext, RulePage
from contractkit.core.clauses.assembly import assemble
from contractkit.core.clauses.draft import BlockStyle, Draft
from contractkit.core.document import outline
from contractkit.core.document.tree import Block, BlockKind, Location, Source
from contractkit.core.law.requirement import Kind
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter

SAMPLES = Path(__file__).parents[4] / "samples"


def _source(draft: Draft) -> Source:
    """The draft as a reader would yield it, with typed numbers."""
    blocks: list[Block] = []
    tables = 0
    for block in draft.blocks:
        place = len(blocks) + 1
        if block.table is None:
            is_heading = block.style in {BlockStyle.PART, BlockStyle.SECTION, BlockStyle.ANNEX}
            kind = BlockKind.HEADING if is_heading else BlockKind.PARAGRAPH
            text = " ".join(part for part in (block.number, block.text) if part)
            blocks.append(
                Block(
                    kind,
                    text,
                    Location(place),
                    level=(2 if block.style is BlockStyle.SECTION else 1) if is_heading else None,
                )
            )
            continue
        tables += 1
        for at, row in enumerate((block.table.header, *block.table.rows)):
            location = Location(place + at, table=tables, row=at + 1)
            blocks.append(Block(BlockKind.ROW, " | ".join(row), location, cells=row))
    return Source("text", tuple(blocks))


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("sample", ["traffic.yaml", "medical.yaml"])
def test_no_finding(pages: Mapping[str, RulePage], sample: str, kind: Kind) -> None:
    loaded = load_matter(SAMPLES / sample, load_registry())
    draft = assemble(loaded.matter, load_catalog(assets.clauses_folder()), loaded.requirements, kind)
    document = outline.build(_source(draft))
    context = RuleContext(document, DocumentKind(kind.value), loaded.requirements, pages)
    assert len(document.passages) > 100
    assert [finding.message for rule in RULES for finding in rule.find(context)] == []
