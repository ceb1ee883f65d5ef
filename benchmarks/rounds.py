"""Answers to returned drafts: is every decision told as it was taken, every silent edit found, and none invented?

    python benchmarks/rounds.py [DRAFT.docx ...] [--answers 200] [--seed 1] [--gaps 4]

Returns each draft with our comments and insertions, then makes --answers answers to them: a random decision on each insertion
(accept, reject, leave, delete as a tracked change, fill in its blanks, change within it silently, with a mark, or after
accepting), silent and tracked edits of their own words, every third one written anew as another program does. By default
the samples, and --gaps documents of contractkit's own from which provisions were taken out. Prints what was told rightly.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from contractkit.core.law.requirement import Kind
from contractkit.workflows.answer.child import ReadFile, read_file, said
from contractkit.workflows.check import CheckOptions
from contractkit.workflows.generate import GenerateOptions, generate_matter, open_workshop
from contractkit.workflows.return_draft import ReturnOptions, return_drafts

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from answers import Done, answer_to, faults_of, with_gaps

ROOT = Path(__file__).parents[1]
WE = "我方法务"
DAY = date(2026, 3, 4)
ON = datetime(2026, 3, 4, 9, 0)  # noqa: DTZ001 - as Word shows it
EVERY_THIRD = 3


def main() -> int:
    """Return, answer, tell; 1 where anything was told wrongly."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("drafts", type=Path, nargs="*")
    parser.add_argument("--answers", type=int, default=200)
    parser.add_argument("--gaps", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        drafts = arguments.drafts or [*own(folder, arguments.gaps), ROOT / "samples/drafts/flawed-agreement.docx"]
        options = ReturnOptions(folder / "returned", WE, ON)
        _, sent = return_drafts(drafts, CheckOptions(on=DAY), options)
        returned = [read_file(one.path) for one in sent if one.path is not None]
        return int(round_of(returned, arguments.answers, arguments.seed, folder / "answer.docx"))


def own(folder: Path, number: int) -> Iterator[Path]:
    """Documents of contractkit's own, with gaps."""
    matters = [ROOT / "samples/traffic.yaml", ROOT / "samples/medical.yaml"]
    options, workshop = GenerateOptions(tuple(Kind), folder / "made"), open_workshop()
    made = [generate_matter(matter, options, workshop) for matter in matters]
    paths = [document.path for outcome in made for document in outcome.documents]
    for at in range(number):
        target = folder / f"gaps-{at}.docx"
        target.write_bytes(with_gaps(paths[at % len(paths)].read_bytes(), random.Random(at), 0.5))  # noqa: S311
        yield target


def round_of(returned: list[ReadFile], number: int, seed: int, path: Path) -> bool:
    """Make and read the answers, print the counts; tell whether anything was wrong."""
    counts, seconds, wrong = Counter[str](), 0.0, 0
    for at in range(number):
        rng = random.Random(seed * 10_000 + at)  # noqa: S311 - nothing secret
        one = returned[at % len(returned)]
        data, done = answer_to(one.data, WE, rng, rewrite=at % EVERY_THIRD == 0)
        path.write_bytes(data)
        begun = time.perf_counter()
        answer = read_file(path)
        words = said(one, answer, WE)
        seconds += time.perf_counter() - begun
        faults = faults_of(done, words)
        count(done, faults, counts)
        wrong += bool(faults)
        for fault in faults:
            print(f"第{at}份（{one.path.name}）{fault}")
    print(
        f"{number} 份答复，返回稿 {len(returned)} 份；{wrong} 份有不符；读和对照 {seconds / number * 1000:.0f} 毫秒一份"
    )
    print("  ".join(f"{name} {times}" for name, times in sorted(counts.items())))
    return wrong > 0


def count(done: Done, faults: list[str], counts: Counter[str]) -> None:
    """What was done, and what was told otherwise."""
    counts["决定"] += len(done.decisions)
    for one in done.decisions:
        counts[f"其中{one.value}"] += 1
    counts["未标明"] += len(done.silent)
    counts["修订"] += len(done.tracked)
    counts["填写"] += len(done.filled)
    for fault in faults:
        counts[fault.split("：", 1)[0] + "不符"] += 1


if __name__ == "__main__":
    raise SystemExit(main())
