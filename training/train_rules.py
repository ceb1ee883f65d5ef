"""Learn which sentences the rules that work by wording look at closer: `train_rules.py [FINDINGS.jsonl] [DRAFTS...]`.

Needs the dependency group `train`. The same texts give the same file, byte for byte. Per rule one linear model (logistic
regression) over character n-grams of what a sentence affirms (`affirmed`), or of the sentence as it is written for rules
that are broken by a prohibition or a denial: it learns sentences that break the rule
against lawful near misses, sentences that break other rules, and the passages of `training/phrases`. Whether a proposed
sentence really grants something, and to whom, the frames on the rule's page decide.

Sentences come from `training/rules/RULE.txt` (a line each, `+` breaks the rule, `-` is a near miss), from a file of
labelled findings (`rule`, `label` violates or complies, `text`; every fifth of a rule and label is left out and only
measured), and from folders of labelled drafts (the quotes of their findings).
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from passages import load_phrases
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from contractkit.core.checker.rules.likeness import grams_of
from contractkit.core.checker.rules.polarity import affirmed
from contractkit.core.zh.normalize import normalize
from contractkit.library.rule_weights import SCHEMA

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 3
LEAST_TEXTS = 2  # an n-gram of a single text teaches nothing
KEPT = 1500  # n-grams per rule
STRENGTH = 30.0  # of the logistic regression (C)
NEAR_WEIGHT = 3.0  # a near miss teaches more than any sentence
QUIET = 0.0004  # share of ordinary sentences that may lie above margin 0
DECIMALS = 3
FOLDS = 5
AS_WRITTEN = frozenset({"monopoly-clause", "no-competitive-selection"})
"""Rules whose frames of this kind say `affirmed: false`."""
_SENTENCE = re.compile(r"[^。；\n]+")
_SHORTEST = 7  # clean characters
_OVERLAP = 12  # clean characters of a quote by which its sentence is known


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence and what it is: `breaks` or `near` for a rule, or `ordinary` without one; held out or not."""

    text: str
    rule: str
    label: str
    held_out: bool = False


def main() -> None:
    """Read, learn, print the held-out figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="*", help="a file of labelled findings, folders of labelled drafts")
    parser.add_argument("--output", type=Path, default=ROOT / "src/contractkit/data/rules/_weights.json")
    options = parser.parse_args()
    rules = sorted(path.stem for path in (ROOT / "training/rules").glob("*.txt"))
    examples = [*own(), *ordinary()]
    for source in options.sources:
        examples += [one for one in (quoted(source) if source.is_dir() else found(source)) if one.rule in ("", *rules)]
    entries = {rule: learn(rule, examples) for rule in rules}
    content = {"schema": SCHEMA, "longest": LONGEST, "rules": entries}
    text = json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":"))
    options.output.write_text(text + "\n", encoding="utf-8")


def own() -> Iterator[Example]:
    """The sentences written for this."""
    for path in sorted((ROOT / "training/rules").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield Example(_read(line[2:]), path.stem, "breaks" if line[0] == "+" else "near")


def found(path: Path) -> Iterator[Example]:
    """Labelled findings; every fifth of a rule and label is held out."""
    counts: Counter[tuple[str, str]] = Counter()
    for line in path.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        kept = (entry["rule"], entry["label"])
        counts[kept] += 1
        label = "breaks" if entry["label"] == "violates" else "near"
        yield Example(_read(entry["text"]), entry["rule"], label, held_out=counts[kept] % FOLDS == 0)


def quoted(folder: Path) -> Iterator[Example]:
    """The quotes of the findings in labelled drafts, and the other sentences; those of every fifth draft are held out."""
    for number, path in enumerate(sorted(folder.glob("*.json"))):
        findings = json.loads(path.read_text(encoding="utf-8"))["findings"]
        quotes = [_read(finding["quote"]) for finding in findings]
        for finding, quote in zip(findings, quotes, strict=True):
            yield Example(quote, finding["rule"], "breaks")
        for match in _SENTENCE.finditer(_read(path.with_suffix(".md").read_text(encoding="utf-8"))):
            text = match[0].strip()
            if len(text) >= _SHORTEST and not any(quote[:_OVERLAP] in text or text in quote for quote in quotes):
                yield Example(text, "", "ordinary", held_out=number % FOLDS == 0)


def ordinary() -> Iterator[Example]:
    """The sentences of the passages about elements; every fifth passage is held out."""
    for passage in load_phrases(ROOT / "training/phrases"):
        for match in _SENTENCE.finditer(passage.text):
            if len(match[0]) >= _SHORTEST:
                yield Example(match[0], "", "ordinary", held_out=passage.fold == 0)


def learn(rule: str, examples: Sequence[Example]) -> dict[str, object]:
    """The weights of one rule as they are written; prints how it does on what is held out."""
    examples = _view(rule, examples)
    texts = [one for one in examples if not one.held_out]
    found_grams = [grams_of(one.text, LONGEST) for one in texts]
    shared = Counter(gram for grams in found_grams for gram in grams)
    kept = sorted(gram for gram, count in shared.items() if count >= LEAST_TEXTS)
    column = {gram: at for at, gram in enumerate(kept)}
    answers = np.array([int((one.rule, one.label) == (rule, "breaks")) for one in texts])
    weight = np.array([NEAR_WEIGHT if (one.rule, one.label) == (rule, "near") else 1.0 for one in texts])
    weight[answers == 1] *= weight[answers == 0].sum() / weight[answers == 1].sum()
    regression = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=0)
    regression.fit(_matrix(found_grams, column), answers, weight * len(weight) / weight.sum())
    learnt = regression.coef_[0]
    learnt[np.argsort(-np.abs(learnt), kind="stable")[KEPT:]] = 0.0
    bias = float(regression.intercept_[0])
    grams = {gram: float(value) for gram, value in zip(kept, learnt, strict=True) if value}
    zero = _zero(examples, grams, bias)
    _report(rule, examples, grams, bias - zero)
    strongest = sorted(grams.items(), key=lambda item: (-abs(item[1]), item[0]))
    return {"bias": round(bias - zero, DECIMALS), "grams": {gram: round(value, DECIMALS) for gram, value in strongest}}


def _zero(examples: Sequence[Example], grams: dict[str, float], bias: float) -> float:
    """The margin that only `QUIET` of the ordinary sentences exceed that are held out."""
    unseen = (one for one in examples if one.label == "ordinary" and one.held_out)
    margins = sorted((_margin(one.text, grams, bias) for one in unseen), reverse=True)
    return margins[int(QUIET * len(margins))]


def _report(rule: str, examples: Sequence[Example], grams: dict[str, float], bias: float) -> None:
    def share(label: str) -> str:
        margins = [
            _margin(one.text, grams, bias)
            for one in examples
            if one.held_out and one.label == label and one.rule in ("", rule)
        ]
        return f"{sum(margin >= 0 for margin in margins)}/{len(margins)}"

    sys.stdout.write(
        f"{rule:28} held out, above 0: breaks {share('breaks')}, near {share('near')}, ordinary {share('ordinary')}\n"
    )


def _margin(text: str, grams: dict[str, float], bias: float) -> float:
    found_grams = grams_of(text, LONGEST)
    return bias + sum(grams.get(gram, 0.0) for gram in found_grams) / float(np.sqrt(len(found_grams) or 1))


def _matrix(found_grams: Sequence[frozenset[str]], column: dict[str, int]) -> Any:
    places = [(row, column[gram]) for row, grams in enumerate(found_grams) for gram in sorted(grams) if gram in column]
    values = [1 / np.sqrt(len(found_grams[row])) for row, _ in places]
    rows, columns = zip(*places, strict=True)
    return csr_matrix((values, (rows, columns)), (len(found_grams), len(column)))


def _read(text: str) -> str:
    return normalize(text).text


def _view(rule: str, examples: Sequence[Example]) -> list[Example]:
    """The examples with the words that count for a rule."""
    return [one if rule in AS_WRITTEN else replace(one, text=affirmed(one.text)) for one in examples]


if __name__ == "__main__":
    main()
