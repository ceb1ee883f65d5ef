"""The confined process of the fuzzer: reads one damaged file after the other and tells what should not have happened."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any, Final

import psutil
from mutations import mutated
from seeds import seeds

from contractkit.core.document import outline
from contractkit.errors import UnreadableDocument
from contractkit.readers import archive, detect
from contractkit.readers.legacy import originals
from contractkit.readers.options import ReadingOptions, RevisionView
from contractkit.readers.scan import recogniser
from contractkit.readers.sniffing import Format, Sample, format_of

_SLOW: Final = 5.0  # seconds of computing, whatever else the machine does
_LEGACY: Final = frozenset({Format.DOC, Format.WPS, Format.RTF, Format.ODT})
_VIEWS: Final = tuple(RevisionView)


@dataclass(frozen=True, slots=True)
class Part:
    """The inputs `first` to `last` of a run."""

    seed: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Begun:
    """An input is being read; were it the last word, it would be the culprit."""

    number: int


@dataclass(frozen=True, slots=True)
class Fault:
    """An input on which a reader failed, or took too long."""

    number: int
    what: str


@dataclass(frozen=True, slots=True)
class Finished:
    """A part is done.

    Attributes:
        memory: bytes in use by the process after it.
        read: inputs that could still be read; the others were refused.
    """

    memory: int
    read: int


def source(seed: int, number: int) -> tuple[str, bytes]:
    """Name and content of an input; the same for the same numbers."""
    random = Random(f"{seed}/{number}")  # noqa: S311  no secret
    name = random.choice(list(_seeds()))
    return name, mutated(_seeds()[name], random)


def open_reading(_: Any) -> tuple[None, Callable[[Part, Callable[[object], None]], None]]:
    """What a worker does, see `contractkit.workflows.confined`."""
    # What is fuzzed is our reading; text recognition takes seconds a page and LibreOffice a second a file.
    recogniser.is_available = lambda: False
    return None, _work


def _work(part: Part, tell: Callable[[object], None]) -> None:
    read = 0
    for number in range(part.first, part.last):
        tell(Begun(number))
        name, data = source(part.seed, number)
        begun = time.process_time()
        try:
            read += _read(name, data, _VIEWS[number % len(_VIEWS)])
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001  this is what is looked for
            tell(Fault(number, traceback.format_exc()))
        if (seconds := time.process_time() - begun) > _SLOW:
            tell(Fault(number, f"took {seconds:.1f} s"))
    tell(Finished(psutil.Process().memory_info().rss, read))


def _read(name: str, data: bytes, view: RevisionView) -> bool:
    """Read as `check` does; True if there was a document."""
    path = Path(name)
    options = ReadingOptions(view)
    try:
        kind = format_of(Sample(data, path.suffix))
        if kind is Format.ARCHIVE:
            found = [
                _read(member.name, member.data, view) for member in archive.members(data, name) if not member.error
            ]
            return any(found)
        if kind in _LEGACY:
            originals.original(data, kind.value)
            originals.has_macros(data, kind.value)
            return True
        outline.build(detect.read(path, data=data, options=options))
    except UnreadableDocument:
        return False
    return True


@cache
def _seeds() -> dict[str, bytes]:
    return seeds()
