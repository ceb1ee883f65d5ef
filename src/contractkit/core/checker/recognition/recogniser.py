"""The verdict on one element: cues and the learnt model propose, rules take out what does not bind, signs are weighed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from contractkit.core.checker.aspects import aspects_of
from contractkit.core.checker.finding import ElementVerdict, Evidence, Status
from contractkit.core.checker.recognition.candidates import PROPOSED, Candidate, Candidates, names_topic
from contractkit.core.checker.recognition.cues import Cues, ElementCues, Window
from contractkit.core.checker.recognition.deferral import Deferral, deferral
from contractkit.core.checker.recognition.evidence import quote
from contractkit.core.checker.recognition.margins import FURTHEST, Margins, Models
from contractkit.core.checker.recognition.matching import Hit, Matcher
from contractkit.core.checker.recognition.nearest import Nearest
from contractkit.core.checker.recognition.parties import Parties
from contractkit.core.checker.recognition.reading import Line, Reading, read
from contractkit.core.checker.recognition.weighing import Signs, Weighings, summed
from contractkit.core.document.tree import Document, Passage
from contractkit.core.law.requirement import Element, Kind

_QUOTED = 3  # places quoted for an element that is there
_HITS_LOOKED_AT = 60
_ROWS = 3  # so many rows under a heading are a list
_SURELY_NOT = -4.5  # margin of a sentence that puts the element off


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt from labelled texts: a model of sentences, and how much each sign counts."""

    models: Models
    weighings: Weighings

    def knows(self, element: str) -> bool:
        """Whether examples of this element were learnt from."""
        return element in self.models.grams.elements


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that speaks about one element in a document.

    Attributes:
        candidates: sentences that may carry it.
        put_off: a rule's sign that it is put off.
        puts_off: the sentence that reads most like one that puts it off, and the signs for it.
    """

    candidates: tuple[Candidate, ...]
    put_off: Deferral | None
    puts_off: tuple[Line | None, Signs]


class Recogniser:
    """Judges the elements of one document.

    Args:
        learnt: without it (and for elements that nobody wrote examples for) the cues decide alone.
    """

    def __init__(self, document: Document, cues: Cues, kind: Kind, learnt: Learnt | None = None) -> None:
        self.cues = cues
        self.learnt = learnt
        self.reading: Reading = read(document, cues, kind)
        self._parties = Parties(cues.parties, document)
        self._operative = Matcher(self.reading, self._parties)

    @cached_property
    def margins(self) -> Margins | None:
        """What the model says of every sentence; None without a model."""
        if self.learnt is None:
            return None
        return Margins(self.reading, self.learnt.models)

    @cached_property
    def _candidates(self) -> Candidates:
        return Candidates(self.reading, self.margins, self._parties)

    def judge(self, element: Element) -> ElementVerdict:
        """Present, deferred or missing, with reason and evidence; not assessed where nobody wrote cues."""
        cues = self.cues.elements.get(element.id)
        if cues is None:
            return ElementVerdict(
                element.id, element.title, Status.NOT_ASSESSED, "没有为该要素编写识别线索，本项未判断。"
            )
        gathered = self.gather(cues)
        carriers = self._carriers(cues, gathered)
        if carriers:
            return self._present(element, cues, carriers)
        deferred = self._deferred(cues, gathered)
        if deferred is not None:
            reason = f"文件提到“{element.title}”，但{deferred.why}。"
            return ElementVerdict(element.id, element.title, Status.DEFERRED, reason, (deferred.evidence,))
        return self._missing(element, cues)

    def gather(self, cues: ElementCues) -> Gathered:
        """The candidates of an element with their signs, and what says that it is put off."""
        hits = tuple(hit for hit, _ in zip(self._operative.hits(cues), range(_HITS_LOOKED_AT), strict=False))
        put_off = self._put_off(cues)
        line, margin = self._most_deferring(cues)
        whole: Signs = {
            "put off": float(put_off is not None),
            "put off explicitly": float(put_off is not None and put_off.explicit),
            "put off by its words": margin,
        }
        place = put_off.evidence.location if put_off is not None and put_off.explicit else None
        found = tuple(self._candidates.of(cues, hits, whole, place))
        best = max((one.signs["both"] for one in found), default=-FURTHEST)
        return Gathered(found, put_off, (line, {**whole, "best margin": best}))

    def _put_off(self, cues: ElementCues) -> Deferral | None:
        """What a rule says puts the element off, unless the model is sure that its words put off something else."""
        found = deferral(cues, self.reading)
        if found is None or self.margins is None:
            return found
        lines = [
            line
            for line in self.margins.lines
            if self.reading.passages[line.passage].passage.location == found.evidence.location
        ]
        self.margins.read_whole(lines)
        margins = [self.margins.puts_off(line, cues.id) for line in lines]
        return found if not margins or max(margins) > _SURELY_NOT else None

    def _most_deferring(self, cues: ElementCues) -> tuple[Line | None, float]:
        if self.margins is None:
            return None, -FURTHEST
        for line in self.margins.putting_off(cues.id, 1):
            return line, self.margins.puts_off(line, cues.id)
        return None, -FURTHEST

    def _carriers(self, cues: ElementCues, gathered: Gathered) -> tuple[Hit, ...]:
        """What carries the element, best first; one hit per passage."""
        if self.learnt is None or not self.learnt.knows(cues.id):
            return self._by_cues(cues, gathered)
        weighings = self.learnt.weighings
        together = summed([one.signs for one in gathered.candidates], weighings.ranks)
        ranked = sorted(gathered.candidates, key=lambda one: -weighings.ranks.standing(one.signs))
        if weighings.carries.standing(together) < 0:
            rows = tuple(one.hit for one in ranked if _is_listed(one))
            return rows if len(rows) >= _ROWS else ()
        firm = [one.hit for at, one in enumerate(ranked) if at == 0 or weighings.ranks.standing(one.signs) >= 0]
        return tuple({hit.passage: hit for hit in reversed(firm)}.values())[::-1]

    def _by_cues(self, cues: ElementCues, gathered: Gathered) -> tuple[Hit, ...]:
        """The hits of cues; incidental ones yield to words that put the topic off."""
        hits = tuple(one.hit for one in gathered.candidates if one.hit.cue is not PROPOSED)
        explicit = gathered.put_off is not None and gathered.put_off.explicit
        return () if explicit and not any(self._is_telling(cues, hit) for hit in hits) else hits

    def _is_telling(self, cues: ElementCues, hit: Hit) -> bool:
        """Whether the hit stands where the topic is named."""
        read_passage = self.reading.passages[hit.passage]
        if hit.cue.heading is not None or hit.cue.window is Window.ROW or names_topic(cues, read_passage):
            return True
        return cues.touches is None or cues.touches.search(read_passage.text) is not None

    def _deferred(self, cues: ElementCues, gathered: Gathered) -> Deferral | None:
        """How the element is put off, by rule or by words that read like it."""
        if self.learnt is None or not self.learnt.knows(cues.id):
            return gathered.put_off
        line, signs = gathered.puts_off
        if self.learnt.weighings.puts_off.standing(signs) < 0:
            return None
        if gathered.put_off is not None:
            return gathered.put_off
        if line is None:
            return None
        words = quote(self.reading.passages[line.passage].passage, line.start, line.end)
        return Deferral("留待以后确定或者没有写出内容", words) if words.quote else None

    def _present(self, element: Element, cues: ElementCues, hits: tuple[Hit, ...]) -> ElementVerdict:
        passages = self.reading.passages
        where = _place(passages[hits[0].passage].passage)
        by = "" if hits[0].cue is PROPOSED else f"（{hits[0].cue.name}）"
        reason = f"{where}写明了{element.title}{by}。"
        if cues.aspects:
            reason += self._aspects(cues)
        quotes = tuple(quote(passages[hit.passage].passage, hit.start, hit.end) for hit in hits[:_QUOTED])
        return ElementVerdict(element.id, element.title, Status.PRESENT, reason, quotes)

    def _aspects(self, cues: ElementCues) -> str:
        covered = self.covered_aspects(cues.id)
        lacking = [aspect.name for aspect in cues.aspects if aspect.key not in covered]
        return f"其中未见：{'、'.join(lacking)}。" if lacking else "各方面均有涉及。"

    def covered_aspects(self, element_id: str) -> tuple[str, ...]:
        """Keys of the aspects of an element that the operative text deals with, in the order of the law."""
        return tuple(one.key for one in aspects_of(self.cues.elements[element_id], self.reading) if one.covered)

    def _missing(self, element: Element, cues: ElementCues) -> ElementVerdict:
        nearest = Nearest(self.reading, self.margins, self._parties).of(element, cues)
        return ElementVerdict(element.id, element.title, Status.MISSING, _why_missing(element, nearest), nearest)


def _is_listed(candidate: Candidate) -> bool:
    """Whether a cue finds a row of a table that a heading announces: a list says what it lists, however it is worded."""
    cue = candidate.hit.cue
    return cue.window is Window.ROW and cue.heading is not None and not candidate.signs["put off here"]


def _why_missing(element: Element, nearest: tuple[Evidence, ...]) -> str:
    if not nearest:
        return f"没有写明{element.title}：正文和附件中没有涉及。"
    return f"没有写明{element.title}：正文和附件都看过，最接近的一处{nearest[0].lacks}。"


def _place(passage: Passage) -> str:
    """`第八条8.1`; a label that repeats its parent's (`8`, `8.1`) stands alone."""
    path = passage.path
    labels = [one for one, after in pairwise((*path, "")) if not after.startswith(one)]
    return "".join(labels) or f"第{passage.location.paragraph}段"
