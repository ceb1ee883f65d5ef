"""One kill: a process answers question after question and says which answers it gave; SIGKILL; what is there afterwards?

Run as a script, it is that process.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from contractkit.core.interview.materials import Materials
from contractkit.core.interview.session import Session
from contractkit.core.matter.fields import Keys
from contractkit.library.yaml_source import load
from contractkit.workflows.interview import load_materials, open_interview
from interview_answers import answers_of, typed

_LOOK_BACK = 50


@dataclass(frozen=True, slots=True)
class Kill:
    """What one kill did.

    Attributes:
        reported: answers that the process had said were taken.
        lost: of these, how many are missing afterwards; -1 where the answers are none that the process ever had.
        same_place: whether the session goes on at the field of the last answer, or of the next.
        readable: whether the matter file is whole YAML, or was not written yet.
    """

    reported: int
    lost: int
    same_place: bool
    readable: bool


def kill_once(folder: Path, delay: float, materials: Materials) -> Kill:
    """Start a session in a process, kill it some seconds after its first answer, open the matter again."""
    path = folder / "m.yaml"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(entry for entry in sys.path if entry)}
    command = [sys.executable, __file__, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.send_signal(signal.SIGKILL)
        reported = 1 + len([line for line in process.stdout.read().split("\n")[:-1] if line])
    return _compared(path, reported, materials)


def _compared(path: Path, reported: int, materials: Materials) -> Kill:
    """The matter as it opens again beside the same answers given to a session that nobody killed."""
    readable = not path.exists() or isinstance(load(path).data, dict)
    with open_interview(path, materials, config=path.parent / "config") as interview:
        now, place = interview.session.snapshot, interview.session.place
    held = Session(materials)
    snapshots = [held.snapshot]
    places = [held.place]
    for step in islice(_steps(materials), reported + 1):
        places.append(_take(held, step))
        snapshots.append(held.snapshot)
    reached = [at for at, snapshot in enumerate(snapshots) if at >= reported - _LOOK_BACK and snapshot.same(now)]
    lost = max(0, reported - reached[-1]) if reached else -1
    return Kill(reported, lost, place in places[reported : reported + 2], readable)


def _steps(materials: Materials) -> Iterator[tuple[Keys, str | None]]:
    """The answers of a sample one by one, again and again with another name."""
    answers = answers_of("traffic.yaml", materials)
    while True:
        yield from typed(materials.script.questions(), answers)


def _take(session: Session, step: tuple[Keys, str | None]) -> Keys:
    """One step; the place that it was taken at."""
    keys, text = step
    if text is None:
        session.goto(keys)
        session.add_row(keys)
    else:
        session.goto(keys)
        session.answer(keys, text)
    return keys


def _work(path: Path) -> None:
    materials = load_materials()
    interview = open_interview(path, materials, config=path.parent / "config")
    for number, step in enumerate(_steps(materials), start=1):
        _take(interview.session, step)
        sys.stdout.write(f"{number}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _work(Path(sys.argv[1]))
