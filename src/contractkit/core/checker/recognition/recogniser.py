"""The verdict on one element: its cues against all passages of a document."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from contractkit.core.checker.finding import ElementVerdict, Evidence, Status
from contractkit.core.checker.recognition.cues import Cues, ElementCues, Window
from contractkit.core.checker.recognition.deferral import deferral
from contractkit.core.checker.recognition.evidence import quote
from contractkit.core.checker.recognition.matching import Hit, Matcher
from contractkit.core.checker.recognition.parties import Parties
from contractkit.core.checker.recognition.reading import Line, Reading, ReadPassage, read
from contractkit.core.checker.recognition.scorer import Scorer
from contractkit.core.checker.recognition.standing import (
    LEAST_PROPOSED,
    LEAST_STANDING,
    PROPOSED,
    carriers,
    names_topic,
    proposals,
)
from contractkit.core.document.tree import Document, Passage
from contractkit.core.law.requirement import Element, Kind

_NEAREST = 3
_QUOTED = 3  # places quoted for an element that is there
_HITS_LOOKED_AT = 60


class Recogniser:
    """Judges the elements of one document.

    Args:
        scorer: ranks the passages that cues propose and refuses weak ones; without it the cues decide alone.
        least: the standing that a passage must have to count (see `standing`).
        proposed: the margin that a sentence must have to count without a cue.
    """

    def __init__(
        self,
        document: Document,
        cues: Cues,
        kind: Kind,
        scorer: Scorer | None = None,
        least: float = LEAST_STANDING,
        proposed: float = LEAST_PROPOSED,
    ) -> None:
        self.cues = cues
        self.scorer = scorer
        self.least = least
        self.proposed = proposed
        self.reading: Reading = read(document, cues, kind)
        self._parties = Parties(cues.parties, document)
        self._operative = Matcher(self.reading, self._parties)
        self._anything = Matcher(self.reading, self._parties, operative=False)

    def judge(self, element: Element) -> ElementVerdict:
        """Present, deferred or missing, with reason and evidence; not assessed where nobody wrote cues."""
        cues = self.cues.elements.get(element.id)
        if cues is None:
            return ElementVerdict(
                element.id, element.title, Status.NOT_ASSESSED, "没有为该要素编写识别线索，本项未判断。"
            )
        hits, weak = self._hits(cues)
        telling = any(self._is_telling(cues, hit) for hit in hits)
        put_off = None if telling else deferral(cues, self.reading)
        if hits and not (put_off and put_off.explicit):
            return self._present(element, cues, hits)
        if put_off is not None:
            reason = f"文件提到“{element.title}”，但{put_off.why}。"
            return ElementVerdict(element.id, element.title, Status.DEFERRED, reason, (put_off.evidence,))
        return self._missing(element, cues, weak)

    def _hits(self, cues: ElementCues) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
        """The best hit of each passage that carries the element, best passage first; and of those refused as weak."""
        hits = (hit for hit, _ in zip(self._operative.hits(cues), range(_HITS_LOOKED_AT), strict=False))
        found = carriers(cues, hits, self.reading, self.scorer)
        firm = tuple(carrier.hit for carrier in found if carrier.reaches(self.least))
        if not firm and self.scorer is not None:
            firm = tuple(one.hit for one in proposals(cues, self.reading, self.scorer, self._parties, self.proposed))
        return firm, tuple(carrier.hit for carrier in found if not carrier.reaches(self.least))

    def _is_telling(self, cues: ElementCues, hit: Hit) -> bool:
        """Whether the hit stands where the topic is named; an incidental one yields to words that put the topic off."""
        if hit.cue is PROPOSED:
            return False
        if (
            hit.cue.heading is not None
            or hit.cue.window is Window.ROW
            or names_topic(cues, self.reading.passages[hit.passage])
        ):
            return True
        return cues.touches is None or cues.touches.search(self.reading.passages[hit.passage].text) is not None

    def _present(self, element: Element, cues: ElementCues, hits: tuple[Hit, ...]) -> ElementVerdict:
        passage = self.reading.passages[hits[0].passage].passage
        where = _place(passage)
        reason = f"{where}写明了{element.title}（{hits[0].cue.name}）。"
        if cues.aspects:
            reason += self._aspects(cues)
        return ElementVerdict(element.id, element.title, Status.PRESENT, reason, self._quotes(hits[:_QUOTED]))

    def _quotes(self, hits: tuple[Hit, ...]) -> tuple[Evidence, ...]:
        passages = self.reading.passages
        return tuple(quote(passages[hit.passage].passage, hit.start, hit.end) for hit in hits)

    def _aspects(self, cues: ElementCues) -> str:
        covered = self.covered_aspects(cues.id)
        lacking = [aspect.name for aspect in cues.aspects if aspect.key not in covered]
        return f"其中未见：{'、'.join(lacking)}。" if lacking else "各方面均有涉及。"

    def covered_aspects(self, element_id: str) -> tuple[str, ...]:
        """Keys of the aspects of an element that the operative text deals with, in the order of the law."""
        cues = self.cues.elements[element_id]
        lines = self.reading.pages
        return tuple(aspect.key for aspect in cues.aspects if self._binding(lines.matching(aspect.pattern)))

    def _binding(self, lines: Iterable[Line]) -> bool:
        return any(not self.reading.passages[line.passage].silent for line in lines)

    def _missing(self, element: Element, cues: ElementCues, weak: tuple[Hit, ...]) -> ElementVerdict:
        if weak:
            where = _place(self.reading.passages[weak[0].passage].passage)
            reason = f"没有写明{element.title}：{where}仅有字面相近的表述，{_lacks(element)}"
            return ElementVerdict(element.id, element.title, Status.MISSING, reason, self._quotes(weak[:_NEAREST]))
        refused = self._refused(cues)
        if refused is not None:
            why, evidence = refused
            reason = f"没有写明{element.title}：最接近的一处{why}。"
            return ElementVerdict(element.id, element.title, Status.MISSING, reason, (evidence,))
        nearest = self._nearest(cues)
        if nearest:
            reason = f"没有写明{element.title}：正文和附件中只有字面相近的表述，{_lacks(element)}"
        else:
            reason = f"没有写明{element.title}：正文和附件中没有涉及。"
        return ElementVerdict(element.id, element.title, Status.MISSING, reason, nearest)

    def _refused(self, cues: ElementCues) -> tuple[str, Evidence] | None:
        """A passage that carries the words but binds nobody, and why."""
        for hit, _ in zip(self._anything.hits(cues), range(_HITS_LOOKED_AT), strict=False):
            read_passage = self.reading.passages[hit.passage]
            why = _why_refused(read_passage, hit)
            if why:
                return why, quote(read_passage.passage, hit.start, hit.end)
        return None

    def _nearest(self, cues: ElementCues) -> tuple[Evidence, ...]:
        if cues.touches is None:
            return ()
        found: dict[int, Evidence] = {}
        for line in self.reading.raw_pages.matching(cues.touches):
            passage = self.reading.passages[line.passage].passage
            match = cues.touches.search(passage.clean.text, line.start, line.end)
            if match and passage.index not in found and len(found) < _NEAREST:
                found[passage.index] = quote(passage, *match.span())
        return tuple(found.values())


def _place(passage: Passage) -> str:
    """`第八条8.1`; a label that repeats its parent's (`8`, `8.1`) stands alone."""
    path = passage.path
    labels = [one for one, after in pairwise((*path, "")) if not after.startswith(one)]
    return "".join(labels) or f"第{passage.location.paragraph}段"


def _why_refused(read_passage: ReadPassage, hit: Hit) -> str:
    if read_passage.silent:
        return read_passage.silent
    for hold in read_passage.holds:
        if hold.start < hit.end and hold.end > hit.start:
            return hold.screen.says
    return ""


def _lacks(element: Element) -> str:
    """The end of a reason: what the document would have to say."""
    return f"应当{element.asks.rstrip('。')}。"
