"""Where in a draft the missing text belongs: into the words that put it off, or beside what is nearest to it in matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.remedies.layout import Division, Layout
from contractkit.core.clauses.clause import Structure
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone

_ANNEXES: Mapping[str, str] = {
    "catalogue": "14.1.catalogue",
    "products": "14.3.product_list",
    "evaluation": "14.9.evaluation",
}
"""What an annex of ours holds as a whole; a draft may have it in its provisions."""


class Way(Enum):
    """How the text comes into the draft."""

    REPLACE = auto()  # instead of the words that put it off
    INSIDE = auto()  # at the end of an article
    AFTER = auto()  # as a new article behind another one
    BEHIND = auto()  # behind a passage of a draft without numbers; at the end where there is none


@dataclass(frozen=True, slots=True)
class Spot:
    """A place for new text.

    Attributes:
        article: the article that it is about; None for BEHIND, and for words that stand in none.
        passage: the passage that is rewritten or after which the text comes; None where an article says it all.
        words: the words that are rewritten, as they stand; for REPLACE only.
    """

    way: Way
    article: Division | None = None
    passage: Passage | None = None
    words: str = ""


class Places:
    """Finds places in one draft from what was found in it."""

    def __init__(
        self, document: Document, layout: Layout, structure: Structure, verdicts: Iterable[ElementVerdict]
    ) -> None:
        self.layout = layout
        self._verdicts = {verdict.id: verdict for verdict in verdicts}
        self._passages = {passage.location.paragraph: passage for passage in document.passages}
        self._parts = [part.clauses for part in structure.parts]
        self._order = [clause for part in self._parts for clause in part]

    def spot(self, verdict: ElementVerdict) -> Spot:
        """Where the text for a gap belongs."""
        if verdict.status is Status.DEFERRED:
            for evidence in verdict.evidence:
                passage = self._passages[evidence.location.paragraph]
                article = self.layout.article_of(passage)
                if passage.is_heading and article is not None:
                    return Spot(Way.INSIDE, article, passage)
                return Spot(Way.REPLACE, article, passage, evidence.quote)
        return self._beside(verdict)

    def article_about(self, names: Iterable[str]) -> Division | None:
        """The article that deals with the first of these elements that has one."""
        return next((article for name in names for _, article in self._where(name)), None)

    def annex_about(self, key: str) -> Passage | None:
        """Where the draft has what an annex of ours holds: in an annex, else in its provisions; None where nowhere."""
        name = _ANNEXES.get(key, "")
        verdict = self._verdicts.get(name)
        told = list(self._told(name)) if verdict is not None and verdict.status is Status.PRESENT else []
        return next((passage for passage in told if passage.zone is Zone.ANNEX), next(iter(told), None))

    def elements_of(self, item: str) -> tuple[str, ...]:
        """The elements of an item that were looked for."""
        return tuple(name for name in self._verdicts if name.startswith(f"{item}."))

    def _beside(self, verdict: ElementVerdict) -> Spot:
        """Into the one article of the same subject, where articles have titles; else behind what is nearest to it."""
        kin = [article for name in self._kin(verdict.id) for _, article in self._where(name)]
        if kin:
            alone = {article.label for article in kin} == {kin[0].label}
            return Spot(Way.INSIDE if self.layout.titled and alone else Way.AFTER, kin[0])
        at = self._order.index(verdict.id) if verdict.id in self._order else len(self._order)
        for name in reversed(self._order[:at]):
            for passage, article in self._where(name):
                return Spot(Way.AFTER, article, passage)
        if self.layout.articles:
            return Spot(Way.AFTER, self.layout.articles[-1])
        told = (passage for name in reversed(self._order[:at]) for passage in self._told(name))
        return Spot(Way.BEHIND, passage=next((one for one in told if one.zone is Zone.PROVISION), None))

    def _kin(self, name: str) -> Iterator[str]:
        """The elements that our own documents keep in one article with this one, then those of its item; nearest first."""
        part = next((part for part in self._parts if name in part), ())
        at = part.index(name) if name in part else 0
        yield from sorted((one for one in part if one != name), key=lambda one: abs(part.index(one) - at))
        yield from (one for one in self.elements_of(name.rpartition(".")[0]) if one != name and one not in part)

    def _where(self, name: str) -> Iterator[tuple[Passage, Division]]:
        for passage in self._told(name):
            article = self.layout.article_of(passage)
            if article is not None and passage.zone is Zone.PROVISION:
                yield passage, article

    def _told(self, name: str) -> Iterator[Passage]:
        """The passages that carry an element, or put it off."""
        verdict = self._verdicts.get(name)
        if verdict is None or verdict.status not in (Status.PRESENT, Status.DEFERRED):
            return
        for evidence in verdict.evidence:
            passage = self._passages[evidence.location.paragraph]
            if passage.kind is not BlockKind.CONTENTS:
                yield passage
