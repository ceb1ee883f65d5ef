"""The sentences of a document that bind, prepared once for all rules that work by wording."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from contractkit.core.checker.rules.context import Span, lead_ins, operative, sentences
from contractkit.core.checker.rules.polarity import affirmed
from contractkit.core.checker.rules.reported import is_reported
from contractkit.core.checker.rules.roles import Roles
from contractkit.core.document.tree import Document, Passage

_Thing = TypeVar("_Thing")
_BREACHES = re.compile(
    r"(?:下列|以下|如下)(?:情形|行为|情况|事项)[^。；]{0,12}(?:解除|终止|违约|处罚|禁止|不得)|(?:违约|违规|违法|禁止)(?:情形|行为|事项)|负面清单|(?:可|有权)(?:书面|单方)?[^，。；]{0,8}(?:终结|终止|解除|收回)[^，。；]{0,8}(?:协议|合同|授权)"
    r"|下列(?:情形|行为|情况)之一|不得(?:有|实施|从事)?(?:下列|以下|如下)|禁止(?:下列|以下)|不得[：]"
)
_INLINE_LIST = re.compile(r"^[^。；]{2,60}：(?=（[一1]）|[①1一][.、]?)")
_OPENING = 60  # characters of a passage that announce what it is


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence that binds.

    Attributes:
        span: where it stands.
        text: its clean words, the parties' own names read as 甲方 and 乙方; same length.
        live: the same without the clauses that grant nothing (see `affirmed`); same length.
        around: what is said over it: the nearest heading, the head of its table, the words that announce its list.
        above: the two nearest headings, the head of its table and the words that announce its list, as they are written.
        section: the clean words of everything under the same heading, its own passage included.
    """

    span: Span
    text: str
    live: str
    around: str
    above: str
    section: str


def statements(document: Document) -> tuple[Statement, ...]:
    """The statements of a document in reading order; lists of breaches and reports of others are left out."""
    return _read(Same(document))


class Same(Generic[_Thing]):
    """A thing as a key: the same object, not an equal one, whose comparison would read all of it."""

    __slots__ = ("thing",)

    def __init__(self, thing: _Thing) -> None:
        self.thing = thing

    def __hash__(self) -> int:
        return id(self.thing)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.thing is self.thing


@lru_cache(maxsize=1)  # the rules ask for the same document one after the other
def _read(key: Same[Document]) -> tuple[Statement, ...]:
    document, roles, found = key.thing, Roles(key.thing), list[Statement]()
    leads, sections = lead_ins(document), _sections(document)
    for passage in operative(document):
        lead = roles.read(leads[passage.index])
        if _is_of_breaches(passage, lead):
            continue
        over = " ".join((*passage.headings[-1:], *(cell for cell in passage.header if cell), lead))
        above = " ".join((*passage.headings[-2:], "|".join(passage.header), leads[passage.index]))
        inline = _INLINE_LIST.match(passage.clean.text)
        for span in sentences(passage):
            if is_reported(span):
                continue
            text = roles.read(span.text)
            around = over if inline is None or not span.start else f"{over} {roles.read(inline[0])}"
            found.append(Statement(span, text, affirmed(text), around, above, sections[passage.index]))
    return tuple(found)


def _sections(document: Document) -> tuple[str, ...]:
    """For each passage the clean words of all that stand under the same headings; of itself alone under none."""
    under: dict[tuple[str, ...], list[str]] = {}
    for passage in document.passages:
        under.setdefault(passage.headings, []).append(passage.clean.text)
    joined = {headings: "\n".join(texts) for headings, texts in under.items()}
    return tuple(joined[one.headings] if one.headings else one.clean.text for one in document.passages)


def _is_of_breaches(passage: Passage, lead: str) -> bool:
    """Whether a passage stands among breaches, grounds of termination or prohibitions."""
    return _BREACHES.search("\n".join((passage.clean.text[:_OPENING], *passage.headings[-1:], lead))) is not None
