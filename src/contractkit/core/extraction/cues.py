"""Single fields that sentences state, by the wording in data/extraction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from contractkit.core.extraction.fact import Fact
from contractkit.core.extraction.lexicon import Cue
from contractkit.core.extraction.sentence import Sentence
from contractkit.core.extraction.values import Unfit, read_value


def read_cues(sentences: Iterable[Sentence], cues: Iterable[Cue]) -> Iterator[tuple[Fact, str]]:
    """Every reading of the fields that have a cue, each with the reason why it is no answer, or an empty one."""
    known = tuple(cues)
    for sentence in sentences:
        for cue in known:
            yield from _read(sentence, cue)


def _read(sentence: Sentence, cue: Cue) -> Iterator[tuple[Fact, str]]:
    if cue.zones and sentence.passage.zone not in cue.zones:
        return
    if cue.about is not None and not (cue.about.search(sentence.text) or cue.about.search(sentence.over)):
        return
    if cue.unless is not None and cue.unless.search(sentence.text):
        return
    for pattern in cue.patterns:
        if (match := pattern.search(sentence.text)) is not None:
            yield _fact(sentence, cue, match)
            return


def _fact(sentence: Sentence, cue: Cue, match: re.Match[str]) -> tuple[Fact, str]:
    start, end = match.span("value") if "value" in match.re.groupindex else match.span()
    words = sentence.raw(start, end) if cue.write == "{value}" else cue.write.format_map(_groups(match))
    fact = Fact(cue.keys, words, sentence.quote(start, end), cue.confidence, cue.basis)
    value = read_value(cue.keys, words, cue.marks)
    return (fact, value.reason) if isinstance(value, Unfit) else (replace(fact, value=value), "")


def _groups(match: re.Match[str]) -> dict[str, str]:
    return {name: value or "" for name, value in match.groupdict().items()}
