"""Learn the weights of the passage scorer: `train_scorer.py PHRASES... [--cases DIR] [--output FILE]`.

Needs the dependency group `train`. The same passages give the same file, byte for byte. Printed are figures on
held-out passages: every fifth passage of each element and label, scored by models that never saw it.

Per element one linear model (logistic regression) over character n-grams, every number folded to `0`, a text's
n-grams weighted by 1/√count. It learns carrying passages of the element (and, at half weight, of its counterpart in
the other kind of document) against its deferred and absent ones, and at low weight against passages written for other
items. What a near miss really serves (`neighbour`), and passages of the same item, are left out: they may serve it too.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from passages import FOLDS, Labelled, load_cases, load_phrases
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

from contractkit.core.checker.recognition.scorer import grams_of
from contractkit.library.scorer import SCHEMA

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 3
LEAST_TEXTS = 2  # an n-gram of a single text teaches nothing
KEPT = 400  # n-grams per element; twice as many gain 0.01 of held-out AUC
STRENGTH = 5.0  # of the logistic regression (C)
SEED = 0
COUNTERPART_WEIGHT = 0.5
OTHER_ITEM_WEIGHT = 0.3
OTHER_KIND_WEIGHT = 0.15
DECIMALS = 3
AGAINST = ("absent", "deferred", "other")
COUNTERPARTS = {
    "9.5.scope": "14.1.scope",
    "9.5.catalogue": "14.1.catalogue",
    "9.6.term": "14.2.term",
    "9.7.public_good": "14.3.product_list",
    "9.7.industry": "14.3.product_list",
    "9.6.technical_support": "14.4.platform",
    "9.6.asset_management": "14.5.equipment",
    "9.8.accounting": "14.7.accounting",
    "9.8.revenue_sharing": "14.7.revenue_sharing",
    "9.9.data_security": "14.8.data_security",
    "9.9.personal_information": "14.8.personal_information",
    "9.9.emergency": "14.8.emergency",
    "9.11.assessment": "14.9.evaluation",
    "9.6.evaluation_criteria": "14.9.evaluation",
    "9.6.exit": "14.9.renewal_or_exit",
}
Numbers = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Table:
    """All passages as a matrix: one row each, one column per n-gram."""

    passages: tuple[Labelled, ...]
    grams: tuple[str, ...]
    values: csr_matrix


@dataclass(frozen=True, slots=True)
class Model:
    """Weights per column and the bias of one element, as the regression gives them."""

    weights: Numbers
    bias: float

    def margins(self, values: csr_matrix) -> Numbers:
        """One margin per row."""
        return np.asarray(values @ self.weights + self.bias, dtype=np.float64)


def main() -> None:
    """Read, learn, print the held-out figures, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("phrases", type=Path, nargs="+", help="folders of labelled passages (*.jsonl)")
    parser.add_argument("--cases", type=Path, default=ROOT / "tests" / "cases")
    parser.add_argument("--output", type=Path, default=ROOT / "src/contractkit/data/recognition/scorer.json")
    options = parser.parse_args()
    passages = chain.from_iterable(map(load_phrases, options.phrases))
    table = tabulate((*passages, *load_cases(options.cases)))
    elements = sorted({passage.element for passage in table.passages if passage.fold >= 0})
    entries: dict[str, object] = {}
    rows_of_figures: list[tuple[float, ...]] = []
    sys.stdout.write(
        f"{'AUC held out, against':28} every fifth: {' '.join(AGAINST)} | all folds: {' '.join(AGAINST)}\n"
    )
    for element in elements:
        held_out = margins_held_out(table, element)
        rows_of_figures.append(figures(table, element, held_out))
        sys.stdout.write(_line(element, rows_of_figures[-1]))
        rows, *_ = rows_for(table, element)
        entries[element] = entry(table, fit(table, element, rows), scale(table, element, held_out))
    sys.stdout.write(_line("mean", tuple(np.nanmean(np.array(rows_of_figures), axis=0))))
    content = {"schema": SCHEMA, "longest": LONGEST, "elements": entries}
    options.output.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(content, ensure_ascii=False, indent=0, separators=(",", ":"))
    options.output.write_text(text + "\n", encoding="utf-8")


def tabulate(passages: Sequence[Labelled]) -> Table:
    """Count n-grams and lay out the matrix."""
    found = [grams_of(passage.text, LONGEST) for passage in passages]
    texts = Counter(gram for grams in found for gram in grams)
    kept = sorted(gram for gram, count in texts.items() if count >= LEAST_TEXTS)
    column = {gram: at for at, gram in enumerate(kept)}
    places = [(row, column[gram]) for row, grams in enumerate(found) for gram in sorted(grams) if gram in column]
    values = [1 / np.sqrt(len(found[row])) for row, _ in places]
    rows, columns = zip(*places, strict=True)
    return Table(tuple(passages), tuple(kept), csr_matrix((values, (rows, columns)), (len(passages), len(kept))))


def rows_for(table: Table, element: str) -> tuple[list[int], list[int], list[float]]:
    """Rows to learn an element from, with 1 or 0 and a weight each."""
    rows, answers, weights = list[int](), list[int](), list[float]()
    for row, passage in enumerate(table.passages):
        answer, weight = lesson(passage, element)
        if weight:
            rows.append(row)
            answers.append(answer)
            weights.append(weight)
    return rows, answers, weights


def lesson(passage: Labelled, element: str) -> tuple[int, float]:
    """What a passage teaches about an element: yes or no, and how much; weight 0 where it may not be asked."""
    if not passage.element:
        return 0, float(element in passage.refused)
    if passage.element == element:
        return int(passage.speaks_for(element)), 1.0
    if passage.neighbour == element:
        return 0, 0.0
    if passage.element in counterparts(element) and passage.label == "present":
        return 1, COUNTERPART_WEIGHT
    if _item(passage.element) in {_item(other) for other in (element, *counterparts(element))}:
        return 0, 0.0
    same_kind = _item(passage.element).split(".")[0] == _item(element).split(".")[0]
    return 0, OTHER_ITEM_WEIGHT if same_kind else OTHER_KIND_WEIGHT


def counterparts(element: str) -> frozenset[str]:
    """Elements of the other kind of document that ask for the same."""
    pairs = [*COUNTERPARTS.items(), *((there, here) for here, there in COUNTERPARTS.items())]
    return frozenset(there for here, there in pairs if here == element)


def _item(element: str) -> str:
    return element.rsplit(".", 1)[0]


def fit(table: Table, element: str, only: Iterable[int]) -> Model:
    """Learn from some of the element's rows; yes and no weigh the same in total."""
    wanted = frozenset(only)
    rows, answers, weights = rows_for(table, element)
    kept = [at for at, row in enumerate(rows) if row in wanted]
    yes = np.array([answers[at] for at in kept])
    weight = np.array([weights[at] for at in kept])
    weight[yes == 1] *= weight[yes == 0].sum() / weight[yes == 1].sum()
    weight *= len(weight) / weight.sum()
    regression = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=SEED)
    regression.fit(table.values[[rows[at] for at in kept]], yes, weight)
    learnt = regression.coef_[0]
    learnt[np.argsort(-np.abs(learnt), kind="stable")[KEPT:]] = 0.0
    return Model(learnt, float(regression.intercept_[0]))


def margins_held_out(table: Table, element: str) -> Numbers:
    """A margin for each passage, from a model that did not learn from its fold; our own cases keep 0."""
    rows, *_ = rows_for(table, element)
    margins = np.zeros(len(table.passages))
    for fold in range(FOLDS):
        outside = [row for row in rows if table.passages[row].fold != fold]
        held = [row for row, passage in enumerate(table.passages) if passage.fold == fold]
        margins[held] = fit(table, element, outside).margins(table.values[held])
    return margins


def scale(table: Table, element: str, margins: Numbers) -> tuple[float, float]:
    """Zero and unit of an element's margins: the end of the weakest 15 % of carrying passages; 3 % to 50 % is 4."""
    carrying = [row for row, passage in enumerate(table.passages) if passage.fold >= 0 and passage.speaks_for(element)]
    low, zero, middle = np.quantile(margins[carrying], (0.03, 0.15, 0.5))
    return float(zero), float(middle - low) / 4


def entry(table: Table, model: Model, scaled: tuple[float, float]) -> dict[str, object]:
    """The weights of one element as they are written: strongest first, in units of the margin."""
    zero, unit = scaled
    grams = {gram: round(weight / unit, DECIMALS) for gram, weight in zip(table.grams, model.weights, strict=True)}
    kept = sorted(((gram, weight) for gram, weight in grams.items() if weight), key=lambda one: (-abs(one[1]), one[0]))
    return {"bias": round((model.bias - zero) / unit, DECIMALS), "grams": dict(kept)}


def figures(table: Table, element: str, margins: Numbers) -> tuple[float, ...]:
    """AUC of carrying passages against those of each of `AGAINST`, every fifth passage first, then all folds."""
    return tuple(
        _auc(of("present"), of(name))
        for folds in ({0}, set(range(FOLDS)))
        for of in (_by_group(table, element, margins, folds),)
        for name in AGAINST
    )


def _by_group(table: Table, element: str, margins: Numbers, folds: set[int]) -> Callable[[str], list[float]]:
    groups: dict[str, list[float]] = {}
    for passage, margin in zip(table.passages, margins, strict=True):
        if passage.fold in folds and (name := _group(passage, element)):
            groups.setdefault(name, []).append(float(margin))
    return lambda name: groups.get(name, [])


def _line(name: str, values: Sequence[float]) -> str:
    return f"{name:28} {' '.join(f'{value:.3f}' for value in values)}\n"


def _group(passage: Labelled, element: str) -> str:
    if passage.element == element:
        return passage.label
    answer, weight = lesson(passage, element)
    return "other" if weight and not answer else ""


def _auc(higher: Sequence[float], lower: Sequence[float]) -> float:
    if not lower:
        return float("nan")
    answers = [1] * len(higher) + [0] * len(lower)
    return float(roc_auc_score(answers, [*higher, *lower]))


if __name__ == "__main__":
    main()
