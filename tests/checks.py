"""What the tests of the checker share: documents from Markdown, and the checker's data loaded once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Final

from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.recognition.cues import Cues
from contractkit.core.checker.recognition.recogniser import Recogniser
from contractkit.core.document.outline import build
from contractkit.core.document.tree import Document
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Element, Kind
from contractkit.library.cues import load_cues
from contractkit.library.law import load_registry
from contractkit.library.scorer import load_scorer
from contractkit.library.yaml_source import load
from contractkit.readers.markdown import read_markdown

CASES: Final = Path(__file__).parent / "cases"
EDITION: Final = "nda-2025"
LOCALITIES: Final = ("henan", "guangdong", "hunan", "shanxi", "shaanxi")

_STATUS: Final = {"present": Status.PRESENT, "deferred": Status.DEFERRED, "absent": Status.MISSING}


@dataclass(frozen=True)
class Case:
    """One text of tests/cases, and what the check must say of one element when a document holds just this text."""

    element: str
    expected: Status
    heading: str
    text: str

    def __str__(self) -> str:
        return f"{self.element}-{self.expected}-{self.text[:16]}"


@cache
def cues() -> Cues:
    """The cues that come with contractkit."""
    return load_cues()


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
    return Recogniser(draft, cues(), kind, load_scorer()).judge(elements(kind)[element_id])


def cases(name: str) -> Any:
    """The values of a case file (`agreement/14.1.yaml`)."""
    return load(CASES / name).data


def labelled_cases(kind: Kind, heading: str) -> Iterator[Case]:
    """All labelled texts of a kind; `heading` is for those that name none."""
    for path in sorted((CASES / kind.value).glob("*.yaml")):
        data = cases(f"{kind.value}/{path.name}")
        for name, groups in data.get("elements", {}).items():
            element = f"{data['item']}.{name}" if "item" in data else name
            for group, texts in groups.items():
                for text in texts:
                    entry = {"text": text} if isinstance(text, str) else text
                    yield Case(element, _STATUS[group], entry.get("heading", heading), entry["text"])
