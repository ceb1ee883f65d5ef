"""One kill of the real screen in a terminal: keys are typed as a person types them, SIGKILL comes, the matter is looked at.

What counts as taken is what the screen has shown to be taken: it went on to the next field. The field that is being typed
when the process dies may be missing, nothing before it.
"""

from __future__ import annotations

import os
import random
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from contractkit.core.interview.answers import Snapshot
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.session import Session
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.matter.fields import Keys
from contractkit.library.yaml_source import load
from contractkit.workflows.interview.journal import Recorded, recorded
from contractkit.workflows.interview.places import beside
from interview_answers import answers_of, typed
from pseudo_terminal import Terminal, terminal

SIZE = (120, 32)
_WRITTEN = {AnswerKind.CHOICE, AnswerKind.ROWS, AnswerKind.POSITIONS}
_DRAWN = 20.0  # seconds that a busy machine may take to draw what a key does
_CONTROL = re.compile(rb"\x1b\[[0-9;:?<=>]*[A-Za-z]|\x1b[()=>].?")
_EMPTY_LINE = b"\x1b[F\x15"  # End, Ctrl+U


@dataclass(frozen=True, slots=True)
class ScreenKill:
    """What one kill did.

    Attributes:
        seconds: from the start of the process to its end.
        taken: answers that this process had shown to be taken.
        missing: of all answers that were shown to be taken so far, how many are not there; -1 where there are answers
            that nobody typed.
        same_place: whether the matter goes on at the field that was being typed, or the one before or after it.
        readable: whether the matter file is whole YAML, or was not written yet.
    """

    seconds: float
    taken: int
    missing: int
    same_place: bool
    readable: bool


@dataclass(slots=True)
class Clerk:
    """Fills in one matter through the screen, across kills.

    Attributes:
        path: the matter file.
        session: what the matter holds so far as the screen has shown it.
        typed: answers so far.
    """

    path: Path
    materials: Materials
    session: Session = field(init=False)
    texts: dict[Keys, str] = field(init=False)

    def __post_init__(self) -> None:
        self.session = Session(self.materials)
        answers = answers_of("traffic.yaml", self.materials)
        steps = typed(self.materials.script.questions(), answers)
        self.texts = {
            keys: text for keys, text in steps if text is not None and not any(isinstance(one, int) for one in keys)
        }

    @property
    def is_done(self) -> bool:
        """Whether the last field is reached."""
        return self.session.place == self.session.agenda()[-1]

    def type_until(self, screen: Terminal, deadline: float, moments: random.Random) -> tuple[int, Snapshot]:
        """Type field after field until a moment; how many were taken, and the answers if the last one were taken too."""
        taken = 0
        while not self.is_done:
            keys, text = self.session.place, self._text()
            after = Session(self.materials, self.session.snapshot, self.session.place)
            if text is not None:
                after.answer(keys, text)
            wanted = after.next()
            pieces = list(self._pieces(text))
            for piece in pieces:
                if time.monotonic() > deadline:
                    return taken, after.snapshot
                screen.send(piece)
                screen.read(moments.uniform(0.005, 0.04))
            screen.send(b"\t")
            if wanted and not _drawn(screen, _entered(after), deadline):
                return taken, after.snapshot
            self.session = after
            taken += text is not None
        return taken, self.session.snapshot

    def _text(self) -> str | None:
        """What is to be typed at the present field; None where it is left as it is."""
        view = self.session.field(self.session.place)
        text = self.texts.get(view.keys)
        return None if view.question.kind in _WRITTEN or text in {None, view.text} else text

    def _pieces(self, text: str | None) -> Iterator[bytes]:
        """The keys of one field, a few characters at a time, as input methods commit them."""
        if text is None:
            return
        if self.session.field(self.session.place).text:
            yield _EMPTY_LINE
        for at in range(0, len(text), 3):
            yield text[at : at + 3].replace("\n", "\r").encode()


def _entered(session: Session) -> str:
    """What is drawn when the cursor comes to the present field: its frame in heavy lines, with its name."""
    return f"┏━ {session.field(session.place).label}"


def _drawn(screen: Terminal, wanted: str, deadline: float) -> bool:
    """Wait until something is drawn; False where the time to kill comes first."""
    drawn = bytearray()
    latest = time.monotonic() + _DRAWN
    while wanted not in (text := _CONTROL.sub(b"", drawn).decode(errors="ignore")):
        if time.monotonic() > deadline:
            return False
        assert time.monotonic() < latest, f"{wanted} was not drawn, but {text[-2000:]}"
        drawn += screen.read(0.02)
    return True


def kill_screen(clerk: Clerk, delay: float, moments: random.Random) -> ScreenKill:
    """Open the matter on the screen, type on where it stopped, kill after some seconds, look at what is on the disk."""
    command = ["-m", "contractkit", "interview", str(clerk.path)]
    settings = str(clerk.path.parent / "config")
    path = os.pathsep.join(entry for entry in sys.path if entry)
    start = time.monotonic()
    deadline = start + delay
    possible, taken = clerk.session.snapshot, 0
    with terminal(command, *SIZE, folder=clerk.path.parent, CONTRACTKIT_CONFIG=settings, PYTHONPATH=path) as screen:
        if _drawn(screen, _entered(clerk.session), deadline):
            screen.read(min(0.3, max(deadline - time.monotonic(), 0)))
            taken, possible = clerk.type_until(screen, deadline, moments)
            screen.read(max(deadline - time.monotonic(), 0))
        screen.process.kill()
    seconds = time.monotonic() - start
    return _looked_at(clerk, possible, seconds, taken)


def _looked_at(clerk: Clerk, possible: Snapshot, seconds: float, taken: int) -> ScreenKill:
    """The disk beside what the screen has shown; the clerk goes on from the disk."""
    readable = not clerk.path.exists() or isinstance(load(clerk.path).data, dict)
    found = recorded(beside(clerk.path, "interview"))
    shown = clerk.session
    if found is None:  # killed before anything was there
        return ScreenKill(seconds, taken, len(shown.snapshot.typed), same_place=not taken, readable=readable)
    if found.now.same(shown.snapshot) or found.now.same(possible):
        missing = 0
    else:
        gone = [keys for keys, value in shown.snapshot.typed.items() if found.now.typed.get(keys) != value]
        missing = len(gone) or -1
    kill = ScreenKill(seconds, taken, missing, _is_near(shown, found), readable)
    clerk.session = Session(clerk.materials, found.now, found.place)
    return kill


def _is_near(shown: Session, found: Recorded) -> bool:
    agenda = Session(shown.materials, found.now, found.place).agenda()
    here, there = shown.place, found.place
    return here in agenda and there in agenda and abs(agenda.index(here) - agenda.index(there)) <= 1
