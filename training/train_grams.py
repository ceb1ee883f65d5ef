"""Learn the linear model over n-grams: `train_grams.py --phrases DIR... --drafts DIR... [--without ID...] [--without-findings ID...] [--output FILE]`.

Needs the dependency group `train`. The seed is fixed. Per element (and for each being put off) one
logistic regression on all lessons that answer about it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from lessons import Lesson, all_lessons, lessons_options
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from contractkit.core.checker.recognition.learnt.grams import GramModel, GramTable, grams_of
from contractkit.library.grams import SCHEMA

ROOT = Path(__file__).resolve().parents[1]
LEAST_TEXTS = 3  # an n-gram of fewer texts teaches little
CONTEXT = 0.5  # how much the context counts beside the text
STRENGTH = 5.0  # of the regressions (C)
SEED = 0
Matrix = Any


def main() -> None:
    """Read, learn, write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    lessons_options(parser)
    parser.add_argument("--output", type=Path, default=ROOT / "src/contractkit/data/recognition/grams.npz")
    options = parser.parse_args()
    lessons = all_lessons(options)
    sys.stdout.write(f"{len(lessons)} lessons\n")
    write(options.output, fit(lessons))


def fit(lessons: Sequence[Lesson]) -> GramModel:
    """The model learnt from the lessons."""
    columns = sorted({name for lesson in lessons for name in lesson.answers})
    text, context = _vectorizer(), _vectorizer()
    rows: Matrix = hstack(
        [
            text.fit_transform([lesson.text for lesson in lessons]),
            context.fit_transform([lesson.context for lesson in lessons]) * CONTEXT,
        ]
    ).tocsr()
    weights = np.zeros((rows.shape[1], len(columns)), dtype=np.float32)
    bias = np.zeros(len(columns), dtype=np.float32)
    for at, name in enumerate(columns):
        weights[:, at], bias[at] = _regress(rows, lessons, name)
    scale = (np.abs(weights).max(axis=0) / 127 + 1e-9).astype(np.float32)
    whole = np.round(weights / scale).astype(np.int8)
    cut = len(text.vocabulary_)
    return GramModel(
        tuple(columns),
        GramTable(dict(text.vocabulary_), text.idf_.astype(np.float32), whole[:cut]),
        GramTable(
            dict(context.vocabulary_),
            (context.idf_).astype(np.float32),
            np.round(whole[cut:] * CONTEXT).astype(np.int8),
        ),
        scale,
        bias,
    )


def _vectorizer() -> Any:
    return TfidfVectorizer(analyzer=lambda text: list(grams_of(text)), min_df=LEAST_TEXTS, sublinear_tf=True)


def _regress(rows: csr_matrix, lessons: Sequence[Lesson], name: str) -> tuple[np.ndarray[Any, Any], float]:
    kept = [at for at, lesson in enumerate(lessons) if name in lesson.answers]
    answers = np.array([lessons[at].answers[name][0] for at in kept])
    weights = np.array([lessons[at].answers[name][1] for at in kept])
    regression = LogisticRegression(C=STRENGTH, solver="liblinear", max_iter=300, random_state=SEED)
    regression.fit(rows[kept], answers, weights)
    return regression.coef_[0].astype(np.float32), float(regression.intercept_[0])


def write(path: Path, model: GramModel) -> None:
    """The model as arrays; n-grams as one JSON text, in the order of the rows."""
    names = {side: sorted(table.row, key=table.row.__getitem__) for side, table in _tables(model)}
    about = json.dumps({"schema": SCHEMA, "elements": model.elements, **names}, ensure_ascii=False)
    arrays = {
        f"{side}.{part}": getattr(table, part) for side, table in _tables(model) for part in ("rarity", "weights")
    }
    with path.open("wb") as file:
        np.savez_compressed(
            file, about=np.frombuffer(about.encode(), dtype=np.uint8), scale=model.scale, bias=model.bias, **arrays
        )


def _tables(model: GramModel) -> tuple[tuple[str, GramTable], ...]:
    return ("text", model.text), ("context", model.context)


if __name__ == "__main__":
    main()
