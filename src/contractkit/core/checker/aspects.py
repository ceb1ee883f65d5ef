"""The aspects that the law names within an element: Art. 10 names five of a feasibility study.

An aspect is dealt with by operative words that speak of it, or by a text under a title that names it (3. 市场规模。…).
"""

from __future__ import annotations

from contractkit.core.checker.finding import AspectVerdict, Evidence
from contractkit.core.checker.recognition.cues import Aspect, ElementCues
from contractkit.core.checker.recognition.evidence import quote, whole
from contractkit.core.checker.recognition.reading import Reading, ReadPassage
from contractkit.core.document.tree import Zone

_LONGEST_TITLE = 20  # clean characters of a title that stands in front of its text in one paragraph
_SHORTEST_TEXT = 12  # operative characters below a title that say something
_BINDING = frozenset({Zone.PROVISION, Zone.ANNEX})


def aspects_of(cues: ElementCues, reading: Reading) -> tuple[AspectVerdict, ...]:
    """Each aspect of an element in the order of the law, with the first words that deal with it."""
    return tuple(AspectVerdict(one.key, one.name, _evidence(one, reading)) for one in cues.aspects)


def _evidence(aspect: Aspect, reading: Reading) -> tuple[Evidence, ...]:
    for line in reading.pages.matching(aspect.pattern):
        read = reading.passages[line.passage]
        match = aspect.pattern.search(read.operative[line.start : line.end])
        if match is not None and not read.silent and not read.passage.is_heading:
            return (quote(read.passage, line.start + match.start(), line.start + match.end()),)
    titled = (read for read in reading.passages if _is_titled(aspect, read))
    return tuple(whole(read.passage) for read, _ in zip(titled, range(1), strict=False))


def _is_titled(aspect: Aspect, read: ReadPassage) -> bool:
    """Whether a passage says something under a title that names the aspect: above it, or in front of its text."""
    if read.silent or read.passage.is_heading or read.passage.zone not in _BINDING or not read.lines:
        return False
    first = read.lines[0]
    runs_in = first.end <= _LONGEST_TITLE and aspect.pattern.search(read.text[: first.end]) is not None
    above = bool(read.passage.headings) and aspect.pattern.search(read.passage.headings[-1]) is not None
    said = read.operative[first.end if runs_in else 0 :].replace("。", "").replace("\n", "")
    return (runs_in or above) and len(said.strip()) >= _SHORTEST_TEXT
