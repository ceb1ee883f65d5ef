"""What the learnt models learn from about the rules that work by wording: sentences that break a rule, and near misses.

Sentences come from `rules/RULE.txt` (a line each: `+` breaks the rule, `-` is a lawful near miss), from a file of labelled
findings (`rule`, `label` violates or complies, `heading`, `text`; every fifth of a rule and label is left out), and from the
findings of labelled drafts, whose other sentences break no rule.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contractkit.core.checker.recognition.margins import RULE, spoken
from contractkit.core.zh.normalize import normalize

RULES = sorted(path.stem for path in (Path(__file__).parent / "rules").glob("*.txt"))
FOLDS = 5
_NEAR, _OTHER_RULE, _ORDINARY = 1.0, 0.1, 0.3
_SHORT = 8  # clean characters: a shorter sentence is not taken for a part of labelled words
Answers = Mapping[str, tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence under a heading, and per rule (`rule:NAME`) whether it breaks it and how much that counts."""

    heading: str
    text: str
    answers: Answers


def written() -> Iterator[Sentence]:
    """The sentences of `rules/RULE.txt`."""
    for rule in RULES:
        for line in (Path(__file__).parent / "rules" / f"{rule}.txt").read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield Sentence("", _read(line[2:]), _answers(rule, breaks=line[0] == "+"))


def labelled(path: Path) -> Iterator[Sentence]:
    """The sentences of a file of labelled findings, without every fifth."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        kept = (entry["rule"], entry["label"])
        counts[kept] += 1
        if entry["rule"] in RULES and counts[kept] % FOLDS:
            answers = _answers(entry["rule"], breaks=entry["label"] == "violates")
            yield Sentence(_read(entry.get("heading") or ""), _read(entry["text"]), answers)


def none_broken(weight: float = _ORDINARY) -> Answers:
    """The answers about a sentence that breaks no rule."""
    return {RULE + rule: (0.0, weight) for rule in RULES}


class DraftFindings:
    """What a labelled draft says about the rules.

    Args:
        truth: the draft's labels.
    """

    def __init__(self, truth: Mapping[str, Any]) -> None:
        self._quotes: dict[str, list[str]] = {}
        for finding in truth["findings"]:
            self._quotes.setdefault(finding["rule"], []).append(_read(finding["quote"]))
        self._near = [_read(one["quote"]) for one in truth.get("near_rules", ())]

    def answers(self, text: str) -> Answers:
        """Per rule whether a sentence is one of those labelled."""
        is_near = any(_holds(text, quote) for quote in self._near)
        return {RULE + rule: self._answer(self._quotes.get(rule, ()), text, is_near=is_near) for rule in RULES}

    def _answer(self, quotes: Sequence[str], text: str, *, is_near: bool) -> tuple[float, float]:
        if any(_holds(text, quote) for quote in quotes):
            return 1.0, 1.0
        if is_near:
            return 0.0, _NEAR
        return 0.0, _OTHER_RULE if quotes else _ORDINARY


def _holds(text: str, quote: str) -> bool:
    return quote in text or (len(text) > _SHORT and text.strip("。；") in quote)


def _answers(own: str, *, breaks: bool) -> Answers:
    others = {RULE + rule: (0.0, _OTHER_RULE) for rule in RULES if rule != own}
    return {**others, RULE + own: (float(breaks), _NEAR)}


def _read(text: str) -> str:
    return spoken(normalize(text).text)
