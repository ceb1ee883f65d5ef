"""For an element that is missing: the passages that come nearest to it, and what each lacks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from contractkit.core.checker.finding import Evidence
from contractkit.core.checker.recognition.cues import ElementCues
from contractkit.core.checker.recognition.evidence import quote
from contractkit.core.checker.recognition.margins import Margins
from contractkit.core.checker.recognition.parties import Parties
from contractkit.core.checker.recognition.reading import Line, Reading, ReadPassage
from contractkit.core.law.requirement import Element

_SHOWN = 3
_LOOKED_AT = 8
_LEAST = -3.0  # a sentence with a lower margin has nothing to do with the element


@dataclass(frozen=True, slots=True)
class Nearest:
    """Finds what comes nearest to a missing element."""

    reading: Reading
    margins: Margins | None
    parties: Parties

    def of(self, element: Element, cues: ElementCues) -> tuple[Evidence, ...]:
        """Up to three passages, nearest first; `lacks` says in half a Chinese sentence why each does not do."""
        found: dict[int, Evidence] = {}
        for line in self._lines(cues):
            read = self.reading.passages[line.passage]
            if len(found) == _SHOWN:
                break
            if line.passage in found:
                continue
            words = quote(read.passage, line.start, line.end)
            if words.quote:
                found[line.passage] = replace(words, lacks=self._lacks(element, cues, read, line))
        return tuple(found.values())

    def _lines(self, cues: ElementCues) -> Iterator[Line]:
        if self.margins is not None:
            for line in self.margins.nearest(cues.id, _LOOKED_AT):
                if self.margins.whole(line, cues.id) >= _LEAST:
                    yield line
        if cues.touches is not None:
            yield from self.reading.raw_pages.matching(cues.touches)

    def _lacks(self, element: Element, cues: ElementCues, read: ReadPassage, line: Line) -> str:
        if read.silent:
            return read.silent
        if read.passage.is_heading:
            return "只是标题"
        for hold in read.holds:
            if hold.start < line.end and hold.end > line.start:
                return hold.screen.says
        sentence = read.text[line.start : line.end]
        wanted = {cue.subject for cue in cues.recognise if cue.subject}
        others = not cues.others_too and self.parties.binds_only_others(sentence, read.text[: line.start], read.lead)
        if others or (
            wanted and not any(self.parties.allows(one, sentence, len(sentence), len(sentence)) for one in wanted)
        ):
            return "约束的不是应当承担这项义务的一方"
        return f"没有{element.asks.rstrip('。')}"
