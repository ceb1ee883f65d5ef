"""What crosses between `check` and the confined process that reads and judges for it; nothing heavy is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from contractkit.core.law.requirement import Kind
from contractkit.readers.options import ReadingOptions
from contractkit.workflows.standpoint import Standpoint

if TYPE_CHECKING:
    from contractkit.core.against.plan import Plan


@dataclass(frozen=True, slots=True)
class Setup:
    """What every document of a run is read and judged by; see `CheckOptions`.

    Attributes:
        plan: what was read of the plan that agreements have to follow; None where none was given.
    """

    on: date
    kind: Kind | None
    edition: str | None
    locality: str
    clauses: Path | None
    reading: ReadingOptions
    standpoint: Standpoint
    plan: Plan | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """What the run is about, once the law is loaded.

    Attributes:
        edition: its id.
        notes: on the locality's rules.
        locality: its id, however the user called it; empty for none.
    """

    edition: str
    notes: tuple[str, ...]
    locality: str = ""


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of a file of an old format that was converted together with others.

    Attributes:
        format: as `legacy.convert` calls it.
        docx: where its conversion lies; None where there is none.
        error: why there is none, in Chinese.
    """

    path: Path
    format: str
    docx: Path | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class FileJob:
    """One file to read and judge.

    Attributes:
        passed: members of an archive that have their reports already.
        most: members of an archive to do now, at most; None for all the rest.
        data: its bytes, where this process cannot be expected to see the file.
        converted: its conversion, where that was made together with others.
    """

    path: Path
    passed: int = 0
    most: int | None = None
    data: bytes | None = None
    converted: Converted | None = None


@dataclass(frozen=True, slots=True)
class ConversionJob:
    """Files of old formats among these to convert in one call.

    Attributes:
        folder: where conversions are kept until the run ends.
    """

    paths: tuple[Path, ...]
    folder: Path


class Stage(Enum):
    """What is being done with a document; the value is how users read it."""

    READING = "读取"
    JUDGING = "审查"


@dataclass(frozen=True, slots=True)
class Begun:
    """A document's turn has come.

    Attributes:
        name: as the report shows it.
        sha256: of its bytes.
        member: it lies in an archive.
    """

    name: str
    sha256: str
    stage: Stage
    member: bool = False


@dataclass(frozen=True, slots=True)
class Pages:
    """Pages of the document that are done, of how many."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class More:
    """An archive has, or may have, more members than were asked for."""


@dataclass(frozen=True, slots=True)
class PlanJob:
    """The plan that agreements are held against, to read."""

    path: Path


@dataclass(frozen=True, slots=True)
class NoPlan:
    """Why there is nothing to hold agreements against, in Chinese.

    Attributes:
        is_unreadable: the file could not be read; else it was, and is no plan.
    """

    why: str
    is_unreadable: bool
