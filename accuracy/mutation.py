"""Does the check flag exactly what is wrong: `python accuracy/mutation.py [--all] [--random N] [--sample N] [--jobs N]`.

Plans and agreements are generated from the sample matters, one in the preferred and one in the fallback position, and with `--random`
from random matters; from each of them every element in turn is deleted, left blank, put off, denied, moved into the recitals, only defined, or put on
somebody else (`mutants.py`, `mutation.yaml`). A mutant is right where exactly its element is not present. Printed is the share
per kind of mutant and the elements that fall short, with what was said instead. Exit code 1 below 0.98 over all mutants, below
0.98 of any kind, or where an unchanged document has an element that is not present.
"""

from __future__ import annotations

import argparse
import os
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from mutants import KINDS, Base, Mutant, base_of, mutants

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.finding import Status
from contractkit.core.checker.recognition.recogniser import Recogniser
from contractkit.core.document import outline
from contractkit.core.document.tree import Source
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position
from contractkit.library.matter import LoadedMatter, load_matter
from contractkit.workflows.generate import Workshop, open_workshop
from contractkit.workflows.judging import open_knowledge

ROOT = Path(__file__).resolve().parents[1]
MATTERS = {"traffic": Position.PREFERRED, "medical": Position.FALLBACK}
LEAST = 0.98
SEED = 4


@dataclass(frozen=True, slots=True)
class Judged:
    """What the check says of a mutant.

    Attributes:
        flagged: elements that it does not call present.
    """

    base: str
    element: str
    kind: str
    wording: str
    flagged: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Exactly the changed element is flagged."""
        return self.flagged == (self.element,)


def main() -> int:
    """Make the documents and their mutants, judge them, print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--all", action="store_true", help="every matter in every position, and every wording; else they take turns"
    )
    parser.add_argument("--random", type=int, default=0, help="how many random matters besides the samples")
    parser.add_argument("--sample", type=int, default=0, help="judge only so many mutants, drawn with a fixed seed")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--verbose", action="store_true", help="print every mutant judged wrongly")
    options = parser.parse_args()
    bases = all_bases(open_workshop(), options.random, full=options.all)
    unchanged = {base.name: flagged(base.source, base.kind, base.requirements) for base in bases}
    work = [(base, one) for at, base in enumerate(bases) for one in mutants(base, shift=None if options.all else at)]
    if options.sample:
        work = drawn(work, options.sample)
    judged = list[Judged]()
    for one in judge_all(work, options.jobs):
        judged.append(one)
        if options.verbose and not one.right:
            print(f"{one.base} {one.element} {one.kind}: {one.wording} → {' '.join(one.flagged) or '-'}", flush=True)
    print_all(judged, unchanged)
    return int(any(unchanged.values()) or any(share < LEAST for share in shares(judged).values()))


def all_bases(workshop: Workshop, randoms: int, *, full: bool = False) -> list[Base]:
    """The documents: both kinds of each sample matter in its position (or in both), and of random matters."""
    matters = list[tuple[str, LoadedMatter]]()
    for name, its in MATTERS.items():
        loaded = load_matter(ROOT / "samples" / f"{name}.yaml", workshop.registry)
        for position in (Position.PREFERRED, Position.FALLBACK) if full else (its,):
            matters.append((f"{name}-{position.value}", _in_position(loaded, position, workshop)))
    matters += [(f"random-{at}", loaded) for at, loaded in enumerate(random_matters(randoms, workshop))]
    return [base_of(f"{name}-{kind.value}", loaded, kind, workshop) for name, loaded in matters for kind in Kind]


def random_matters(count: int, workshop: Workshop) -> Iterator[LoadedMatter]:
    """Matters as the tests make them, always the same ones."""
    if not count:
        return
    sys.path.insert(0, str(ROOT / "tests"))
    from strategies import _Maker, sample  # noqa: PLC0415 - only with the tests at hand

    draw = random.Random(SEED)  # noqa: S311 - no secret
    for at in range(count):
        maker = _Maker(random.Random(draw.random()), ["数据", "协议", "（一）"], 30, any_position=True)  # noqa: S311
        matter = maker.matter(sample(f"{tuple(MATTERS)[at % len(MATTERS)]}.yaml"))
        edition = matter.edition or workshop.registry.default(matter.agreement.signing_date).id
        yield LoadedMatter(matter, (), "0" * 64, workshop.registry.requirements(edition, matter.locality or ""))


def _in_position(loaded: LoadedMatter, position: Position, workshop: Workshop) -> LoadedMatter:
    """The matter with every clause that has it in this position."""
    side = loaded.matter.side
    offered = {
        name
        for _, name in workshop.catalog.clauses
        for clause in workshop.catalog.named(name)
        if clause.text_for(position, side)
    }
    positions = dict.fromkeys(sorted(offered), position)
    return replace(loaded, matter=loaded.matter.model_copy(update={"positions": positions}))


def drawn(work: Sequence[tuple[Base, Mutant]], count: int) -> list[tuple[Base, Mutant]]:
    """So many of the mutants, the same ones every time."""
    return random.Random(SEED).sample(list(work), count)  # noqa: S311 - no secret


def judge_all(work: Sequence[tuple[Base, Mutant]], jobs: int) -> Iterator[Judged]:
    """Judge mutants in their order, on several cores where there are more than one."""
    if jobs < 2:
        for base, mutant in work:
            yield judge(base.name, base.kind, base.requirements, mutant)
        return
    with ProcessPoolExecutor(jobs) as pool:
        columns = zip(*((base.name, base.kind, base.requirements, mutant) for base, mutant in work), strict=True)
        yield from pool.map(judge, *columns, chunksize=16)


def judge(name: str, kind: Kind, requirements: Requirements, mutant: Mutant) -> Judged:
    """What the check says of one mutant."""
    said = flagged(mutant.source, kind, requirements)
    return Judged(name, mutant.element, mutant.kind, mutant.wording, said)


def flagged(source: Source, kind: Kind, requirements: Requirements) -> tuple[str, ...]:
    """The elements that the check does not call present, in statutory order."""
    known = _knowledge()
    recogniser = Recogniser(outline.build(source), known.cues, kind, known.learnt)
    elements = (element for item in requirements.of_kind(kind) for element in item.elements)
    return tuple(element.id for element in elements if recogniser.judge(element).status is not Status.PRESENT)


def shares(judged: Iterable[Judged]) -> Mapping[str, float]:
    """The share judged rightly, over all and per kind of mutant."""
    right, total = Counter[str](), Counter[str]()
    for one in judged:
        for name in ("all", one.kind):
            total[name] += 1
            right[name] += one.right
    return {name: right[name] / total[name] for name in ("all", *KINDS) if total[name]}


def print_all(judged: Sequence[Judged], unchanged: Mapping[str, Sequence[str]]) -> None:
    """The shares, and what falls short."""
    for name, said in unchanged.items():
        print(f"unchanged {name:32} {'complete' if not said else 'flagged: ' + ' '.join(said)}")
    total = Counter(one.kind for one in judged)
    total["all"] = len(judged)
    print()
    for name, share in shares(judged).items():
        missed = sum(one.element not in one.flagged for one in judged if name in ("all", one.kind))
        print(
            f"{name:12} {share:.4f} of {total[name]:5}   not flagged {missed:4}   others flagged, too {round((1 - share) * total[name]) - missed:4}"
        )
    by_element: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        by_element[one.element].append(one)
    print()
    for element, ones in by_element.items():
        wrong = [one for one in ones if not one.right]
        if wrong:
            kinds = Counter(f"{one.kind}{'' if element in one.flagged else ' missed'}" for one in wrong)
            print(
                f"{element:28} {1 - len(wrong) / len(ones):.3f}  {', '.join(f'{kind} {n}' for kind, n in kinds.items())}"
            )


@cache
def _knowledge() -> Knowledge:
    return open_knowledge()


if __name__ == "__main__":
    sys.exit(main())
