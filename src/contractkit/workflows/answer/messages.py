"""What crosses between `read_answer` and the confined process that reads both files; nothing heavy is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from contractkit.core.redline.rounds.answer import Round
from contractkit.workflows.checking.messages import Setup


@dataclass(frozen=True, slots=True)
class AnswerSetup:
    """What both files are judged by.

    Attributes:
        check: see `checking.messages.Setup`.
        author: in whose name we returned the draft; empty to find it out.
        on: date and time of the tracked changes that are written.
    """

    check: Setup
    author: str
    on: datetime


@dataclass(frozen=True, slots=True)
class AnswerJob:
    """A returned draft and the answer to it.

    Attributes:
        with_redline: a Word file is wanted.
    """

    returned: Path
    answer: Path
    with_redline: bool


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of it.

    Attributes:
        redline: the Word file; None where none was wanted.
        is_native: it is the answer's own file with the changes in it; else a plain document of the words alone.
    """

    round: Round
    redline: bytes | None = None
    is_native: bool = False


@dataclass(frozen=True, slots=True)
class NotAnswered:
    """Why nothing can be said, in Chinese.

    Attributes:
        is_usage: the files were given wrongly, not unreadable.
    """

    why: str
    remedy: str = ""
    is_usage: bool = False
