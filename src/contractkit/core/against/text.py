"""One of the two documents: what it states, where it states it, and where it only refers to the other."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from contractkit.core.against.names import letters, stem
from contractkit.core.checker.finding import Evidence
from contractkit.core.checker.rules.context import Span, lead_ins, operative, sentences
from contractkit.core.document.tree import BlockKind, Document, Zone
from contractkit.core.extraction.fact import Fact, Facts, Quote

SPOKEN: Final = frozenset(Zone) - {Zone.CONTENTS, Zone.SIGNATURE}
"""Where a document may state a fact: also on its cover, in definitions and in recitals."""

_SHORTEST: Final = 3  # characters of a name that is not met by chance
_OUTSIDE: Final = re.compile(
    r"不(?:予)?(?:纳入|列入|包括|包含|授权|提供给)|不含(?!个人|敏感)|不在授权|除外|排除在|剔除|暂缓|负面清单|范围之外|不(?:属于|在)[^，。；]{0,8}范围"
)
_PLAN: Final = r"(?:经[^，。；]{0,16}(?:审定|审议|批准|同意|批复|审核)[^，。；]{0,12}|《[^《》]{2,60}》|已?批准的|本项目|本次)?(?:的)?(?:实施方案|授权运营方案|运营方案|《[^《》]{2,60}方案》|(?<=[照按依以与同见])方案)"
_AS_IN: Final = re.compile(
    rf"(?:以|按照?|依照|依据|根据|遵照|参照|详?见|同|与|适用|执行|沿用|采用){_PLAN}[^。；]{{0,30}}?(?:为准|执行|一致|相同|确定|所列|所附|所载|载明|列明|规定|明确|办理|内容|附件|目录|清单|附表|部分|分配)"
    rf"|(?:详?见|同|适用|执行|沿用){_PLAN}"
)
_CONFLICT: Final = re.compile(r"不一致|冲突|抵触|不符|出入")


@dataclass(frozen=True, slots=True)
class Text:
    """A plan or an agreement.

    Attributes:
        document: its outline.
        facts: what it states.
    """

    document: Document
    facts: Facts

    def evidence(self, *facts: Fact | None) -> tuple[Evidence, ...]:
        """The words on which facts rest; each passage once."""
        found = (self.quoted(fact.source) for fact in facts if fact is not None)
        return tuple(dict.fromkeys(found))

    def quoted(self, quote: Quote) -> Evidence:
        """The words of a quote as evidence."""
        passage = self.document.passages[quote.passage]
        return Evidence(quote.text, quote.path, quote.location, passage.confidence)

    def mention(self, name: str, where: re.Pattern[str]) -> Evidence | None:
        """Where a text under headings of this kind names something, without saying that it stays outside."""
        found = self._naming(name, outside=False)
        return next((span.evidence() for span in found if _under(span, where)), None)

    def excluded(self, name: str) -> Evidence | None:
        """Where the text says that something stays outside."""
        return next((span.evidence() for span in self._naming(name, outside=True)), None)

    def refers(self, topic: re.Pattern[str]) -> Evidence | None:
        """Where the text leaves a topic to the plan (数据资源以实施方案附件一所列为准); not where it only ranks the two."""
        for span in _sentences(self.document):
            match = _AS_IN.search(span.text)
            about = span.text + " ".join(span.passage.headings[-1:])
            if match is not None and topic.search(about) and not _CONFLICT.search(span.text):
                return span.evidence()
        return None

    def _naming(self, name: str, *, outside: bool) -> Iterator[Span]:
        wanted = stem(name)
        if len(wanted) < _SHORTEST:
            return
        leads = lead_ins(self.document)
        for span in _sentences(self.document):
            if wanted in letters(span.text) and is_outside(span, leads) is outside:
                yield span


def _sentences(document: Document) -> Iterator[Span]:
    return (span for passage in operative(document, SPOKEN) for span in sentences(passage))


def is_outside(span: Span, leads: Sequence[str]) -> bool:
    """Whether a sentence, the words that announce its list or its heading say that something stays outside."""
    above = (leads[span.passage.index], *span.passage.headings[-1:])
    own = span.passage.kind is not BlockKind.ROW and _OUTSIDE.search(span.text)
    return bool(own) or any(_OUTSIDE.search(one) for one in above)


def _under(span: Span, where: re.Pattern[str]) -> bool:
    around: Iterable[str] = (*span.passage.headings, *span.passage.header, span.text)
    return any(where.search(one) for one in around)
