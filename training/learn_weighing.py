"""Learn how much each sign counts: `learn_weighing.py DRAFTS... [--encoder FILE] [--output FILE]`.

Needs the dependency group `train`. DRAFTS are folders of labelled drafts (NAME.md with NAME.json) from which the encoder
did NOT learn: its margins on what it has seen are better than on what it has not.

Logistic regressions over the signs that the recogniser gathers. Whether a draft has an element is learnt from what its
candidates say together, with the threshold at which gaps are found best; whether it is put off, from gaps only.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from contractkit.core.checker.recognition.margins import Models
from contractkit.core.checker.recognition.recogniser import Learnt, Recogniser
from contractkit.core.checker.recognition.weighing import Signs, Weighing, Weighings, summed
from contractkit.core.document import outline
from contractkit.core.law.requirement import Kind
from contractkit.library.cues import load_cues
from contractkit.library.encoder import load_encoder
from contractkit.library.grams import load_grams
from contractkit.library.learnt import SCHEMA
from contractkit.readers.detect import read

ROOT = Path(__file__).resolve().parents[1]
STRENGTH = 0.1  # of the regressions (C), on standardised signs
NEARLY = 0.01  # of F1
DECIMALS = 3
RANKS = Weighing(
    -0.5, {"words": 1.0, "margin": 0.35, "cue and heading": 0.5, "held": -1.0, "deferring": -0.2}
)  # set by hand: learnt ones put no more labelled words first
Numbers = np.ndarray[Any, Any]
NO_WEIGHTS = Weighings(RANKS, Weighing(0.0, {}), Weighing(0.0, {}))


@dataclass(frozen=True, slots=True)
class Lesson:
    """One element of one draft.

    Attributes:
        label: `present`, `deferred` or `missing`.
        candidates: signs of each candidate.
        whole: signs for the element being put off.
    """

    draft: str
    element: str
    label: str
    candidates: tuple[Signs, ...]
    whole: Signs


def main() -> None:
    """Gather, learn, print the figures on the drafts themselves, write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("drafts", type=Path, nargs="+")
    parser.add_argument("--only", nargs="*", default=[], help="of these drafts only")
    parser.add_argument("--encoder", type=Path, default=None)
    parser.add_argument("--grams", type=Path, default=None)
    parser.add_argument("--output", type=Path, default=ROOT / "src/contractkit/data/recognition/weighing.yaml")
    options = parser.parse_args()
    models = Models(load_grams(options.grams), load_encoder(options.encoder))
    lessons = list(gather(options.drafts, models, frozenset(options.only)))
    weighings = learn(lessons)
    write(options.output, weighings)
    sys.stdout.write(figures(lessons, weighings) + "\n")


def gather(folders: Iterable[Path], models: Models, only: frozenset[str] = frozenset()) -> Iterator[Lesson]:
    """The lessons of all labelled plans and agreements below some folders."""
    cues = load_cues()
    learnt = Learnt(models, NO_WEIGHTS)
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        truth = json.loads(path.read_text(encoding="utf-8"))
        if truth["kind"] == "other" or (only and path.stem not in only):
            continue
        document = outline.build(read(path.with_suffix(".md")))
        recogniser = Recogniser(document, cues, Kind(truth["kind"]), learnt)
        for element, label in truth["elements"].items():
            if element in cues.elements:
                yield _lesson(path.stem, element, label, recogniser)


def _lesson(draft: str, element: str, label: Mapping[str, Any], recogniser: Recogniser) -> Lesson:
    gathered = recogniser.gather(recogniser.cues.elements[element])
    signs = tuple(one.signs for one in gathered.candidates)
    return Lesson(draft, element, label["label"], signs, gathered.puts_off[1])


def learn(lessons: Sequence[Lesson]) -> Weighings:
    """All three weighings."""
    return Weighings(RANKS, learn_carries(lessons, RANKS), learn_puts_off(lessons))


def learn_carries(lessons: Sequence[Lesson], ranks: Weighing) -> Weighing:
    """The weights for a draft having the element, and the threshold at which gaps are found best."""
    together = [summed(lesson.candidates, ranks) for lesson in lessons]
    present = [lesson.label == "present" for lesson in lessons]
    weighing = regress(together, present)
    return _with_threshold(weighing, np.array([weighing.standing(one) for one in together]), np.array(present))


def _with_threshold(weighing: Weighing, standings: Numbers, present: Numbers) -> Weighing:
    """Move the bias to the middle of where the F1 of gaps is best, or nearly so: that middle hardly hangs on chance."""
    cuts = np.unique(np.round(standings, 2))
    scores = np.array(
        [2 * np.sum((standings < cut) & ~present) / (np.sum(standings < cut) + np.sum(~present)) for cut in cuts]
    )
    cut = float(np.median(cuts[scores >= scores.max() - NEARLY]))
    return Weighing(round(weighing.bias - cut, DECIMALS), weighing.weights)


def learn_puts_off(lessons: Sequence[Lesson]) -> Weighing:
    """The weights for a gap being deferred rather than missing."""
    gaps = [lesson for lesson in lessons if lesson.label != "present"]
    return regress([one.whole for one in gaps], [one.label == "deferred" for one in gaps])


def regress(signs: Sequence[Signs], answers: Sequence[bool]) -> Weighing:
    """A logistic regression on standardised signs, its weights given for the signs as they are."""
    names = sorted({name for one in signs for name in one})
    table = np.array([[one.get(name, 0.0) for name in names] for one in signs])
    spread = table.std(axis=0)
    spread[spread == 0] = 1.0
    regression = LogisticRegression(C=STRENGTH, max_iter=2000)
    regression.fit(table / spread, np.array(answers))
    learnt = regression.coef_[0] / spread
    return Weighing(
        round(float(regression.intercept_[0]), DECIMALS),
        {name: round(float(weight), DECIMALS) for name, weight in zip(names, learnt, strict=True)},
    )


def figures(lessons: Sequence[Lesson], weighings: Weighings) -> str:
    """How gaps are found and how many statuses are right, on the lessons themselves."""
    found = right = said = three = 0
    for lesson in lessons:
        together = summed(lesson.candidates, weighings.ranks)
        is_gap, says_gap = lesson.label != "present", weighings.carries.standing(together) < 0
        found += is_gap and says_gap
        said += says_gap
        right += (not is_gap) and (not says_gap)
        puts_off = weighings.puts_off.standing(lesson.whole) >= 0
        status = "present" if not says_gap else "deferred" if puts_off else "missing"
        three += status == lesson.label
    gaps = sum(lesson.label != "present" for lesson in lessons)
    claims = len(lessons) - said
    return (
        f"{len(lessons)} elements: gaps P {found / max(said, 1):.3f} R {found / max(gaps, 1):.3f} "
        f"F1 {2 * found / max(said + gaps, 1):.3f}, claims right {right / max(claims, 1):.3f}, "
        f"three ways {three / max(len(lessons), 1):.3f}"
    )


def write(path: Path, weighings: Weighings) -> None:
    """The weights as YAML, heaviest sign first."""
    lines = [
        "# 各种迹象的分量，由 training/learn_weighing.py 学得：分量之和加 bias 不小于 0，即为“是”。",
        f"schema: {SCHEMA}",
    ]
    for name, weighing in (
        ("ranks", weighings.ranks),
        ("carries", weighings.carries),
        ("puts_off", weighings.puts_off),
    ):
        lines += [f"{name}:", f"  bias: {weighing.bias}", "  weights:"]
        heaviest = sorted(weighing.weights.items(), key=lambda one: (-abs(one[1]), one[0]))
        lines += [f'    "{sign}": {weight}' for sign, weight in heaviest]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
