"""What the tests of the checker share: documents from Markdown, and the checker's data loaded once."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Final

from contractkit.core.checker.finding import ElementVerdict
from contractkit.core.checker.recognition.cues import Cues
from contractkit.core.checker.recognition.recogniser import Learnt, Recogniser
from contractkit.core.clauses.draft import BlockStyle, Draft
from contractkit.core.document.outline import build
from contractkit.core.document.tree import Block, BlockKind, Document, Location, Source
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Element, Kind
from contractkit.library.cues import load_cues
from contractkit.library.law import load_registry
from contractkit.library.learnt import load_learnt
from contractkit.library.yaml_source import load
from contractkit.readers.markdown import read_markdown

CASES: Final = Path(__file__).parent / "cases"
EDITION: Final = "nda-2025"
LOCALITIES: Final = ("henan", "guangdong", "hunan", "shanxi", "shaanxi")


@cache
def cues() -> Cues:
    """The cues that come with contractkit."""
    return load_cues()


@cache
def learnt() -> Learnt:
    """What was learnt, as it comes with contractkit."""
    return load_learnt()


@cache
def requirements(locality: str = "") -> Requirements:
    """What the edition of 2025 requires, with the additions of a locality."""
    return load_registry().requirements(EDITION, locality)


@cache
def elements(kind: Kind) -> dict[str, Element]:
    """All elements of a kind by id, those that localities add included."""
    every = (requirements(locality) for locality in ("", *LOCALITIES))
    return {element.id: element for one in every for item in one.of_kind(kind) for element in item.elements}


def document(markdown: str) -> Document:
    """The outline of a Markdown text."""
    return build(read_markdown(markdown.encode()))


def agreement(text: str, heading: str = "约定事项") -> Document:
    """An agreement with a cover and one article (or one annex) with this text."""
    front = "# 云汀市公共数据资源授权运营协议\n\n甲方：云汀市数据局\n\n乙方：云汀数源运营有限公司\n\n"
    number = "" if heading.startswith("附件") else "第三条 "
    return document(f"{front}## {number}{heading}\n\n{text}\n")


def judge(draft: Document, element_id: str, kind: Kind = Kind.AGREEMENT) -> ElementVerdict:
    """The verdict on one element of a document."""
    return Recogniser(draft, cues(), kind, learnt()).judge(elements(kind)[element_id])


def cases(name: str) -> Any:
    """The values of a case file (`agreement/14.1.yaml`)."""
    return load(CASES / name).data


def source_of(draft: Draft) -> Source:
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
