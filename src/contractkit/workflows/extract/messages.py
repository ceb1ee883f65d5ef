"""What crosses between `extract_file` and the confined process that reads the document; nothing heavy is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from contractkit.core.law.requirement import Kind
from contractkit.readers.options import ReadingOptions


@dataclass(frozen=True, slots=True)
class ExtractSetup:
    """How documents are read.

    Attributes:
        clauses: folder of an office's own clause library, or None.
        reading: see `readers.options`.
    """

    clauses: Path | None
    reading: ReadingOptions


@dataclass(frozen=True, slots=True)
class ExtractJob:
    """One document.

    Attributes:
        kind: what it is, or None to tell it by its title.
    """

    path: Path
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class NotExtracted:
    """Why a document could not be read, in Chinese."""

    why: str
