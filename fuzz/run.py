"""Fuzz the readers: `python fuzz/run.py --count 100000`.

Every input is a damaged file of one of the formats, made from its number, so that any one can be made again
(`--only NUMBER`). Whatever a reader does beside reading it or raising UnreadableDocument is a fault: another exception,
a crash, more than five seconds of computing, memory that grows. A hundred thousand inputs take some seven minutes on two
cores. Inputs with faults are kept in `--save`; the exit code is 1.
"""

from __future__ import annotations

import argparse
import sys
import threading
import time
from collections import Counter
from pathlib import Path
from typing import Final

from reading import Begun, Fault, Finished, Part, source

from contractkit.workflows.confined import Confinement, Limits, Stopped

_MEGABYTE: Final = 1024 * 1024
_LIMITS: Final = Limits(seconds=60, longest=10_000, memory=1024 * _MEGABYTE)
_PART: Final = 500
_MOST_GROWTH: Final = 60 * _MEGABYTE  # after the first parts, in which what is loaded on demand is loaded


class Fuzzing:
    """A run: its parts, handed out to one thread for each process, and what came of them."""

    def __init__(self, seed: int, first: int, count: int) -> None:
        """Prepare the inputs `first` to `first + count`."""
        self.seed = seed
        self.faults: list[Fault] = []
        self.read = self.done = 0
        last = first + count
        self._parts = [Part(seed, start, min(start + _PART, last)) for start in range(first, last, _PART)][::-1]
        self._lock = threading.Lock()

    def run(self, jobs: int) -> None:
        """Read all inputs in so many processes."""
        threads = [threading.Thread(target=self._serve) for _ in range(jobs)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _serve(self) -> None:
        with Confinement("reading:open_reading", None, _LIMITS) as confinement:
            memory: list[int] = []
            while (part := self._next()) is not None:
                number = part.first
                try:
                    for news in confinement.do(part):
                        match news:
                            case Begun(number):
                                pass
                            case Fault():
                                self._note(news)
                            case Finished(used, read):
                                memory.append(used)
                                self._finish(part, read)
                except Stopped as stopped:
                    self._note(Fault(number, f"{stopped.reason.value}: {stopped.detail}"))
                    memory.clear()
                    self._finish(Part(self.seed, part.first, number + 1), 0)
                    with self._lock:
                        self._parts.append(Part(self.seed, number + 1, part.last))
            self._compare(memory)

    def _next(self) -> Part | None:
        with self._lock:
            while self._parts:
                if (part := self._parts.pop()).first < part.last:
                    return part
            return None

    def _note(self, fault: Fault) -> None:
        with self._lock:
            self.faults.append(fault)

    def _finish(self, part: Part, read: int) -> None:
        with self._lock:
            self.done += part.last - part.first
            self.read += read

    def _compare(self, memory: list[int]) -> None:
        if len(memory) > 6 and memory[-1] - memory[3] > _MOST_GROWTH:
            grown = " ".join(str(used // _MEGABYTE) for used in memory[3:])
            self._note(Fault(-1, f"memory grows (MB after each part): {grown}"))


def main() -> int:
    """Run; the exit code is 1 when there is a fault."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--save", type=Path, help="folder for inputs with faults")
    parser.add_argument("--only", type=int, help="make and keep this one input, and read nothing")
    given = parser.parse_args()
    if given.only is not None:
        print(_keep(given.save or Path(), given.seed, given.only))
        return 0
    begun = time.monotonic()
    fuzzing = Fuzzing(given.seed, given.first, given.count)
    fuzzing.run(given.jobs)
    seconds = time.monotonic() - begun
    print(f"{fuzzing.done} inputs in {seconds:.0f} s, {fuzzing.read} of them read, {len(fuzzing.faults)} faults")
    _tell(fuzzing.faults, given.seed, given.save)
    return int(bool(fuzzing.faults))


def _tell(faults: list[Fault], seed: int, save: Path | None) -> None:
    """Each kind of fault once, with the first input that shows it."""
    kinds = Counter(_kind(fault) for fault in faults)
    for kind, count in kinds.most_common():
        first = min((fault for fault in faults if _kind(fault) == kind), key=lambda fault: fault.number)
        print(f"\n{count} times, first with --seed {seed} --only {first.number}:\n{first.what.strip()}")
        if save is not None and first.number >= 0:
            print(f"kept as {_keep(save, seed, first.number)}")


def _kind(fault: Fault) -> str:
    """Where it happened: the last two lines of a traceback name place and exception."""
    lines = [line.strip() for line in fault.what.strip().splitlines()]
    places = [line for line in lines if line.startswith("File ")]
    return " ".join((*places[-1:], lines[-1].partition(":")[0] if places else fault.what[:10]))


def _keep(folder: Path, seed: int, number: int) -> Path:
    name, data = source(seed, number)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{seed}-{number}-{name}"
    path.write_bytes(data)
    return path


if __name__ == "__main__":
    sys.exit(main())
