"""Files of old formats among those of a run, converted in few calls: LibreOffice takes longest to start."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

from contractkit.errors import UnreadableDocument
from contractkit.readers.contents import read_bytes
from contractkit.readers.sniffing import Format, Sample, format_of
from contractkit.workflows.checking.messages import ConversionJob, Converted

_LEGACY: Final = frozenset({Format.DOC, Format.WPS, Format.RTF, Format.ODT})
_HEAD: Final = 200
_MARKS: Final = (b"\xd0\xcf\x11\xe0", b"{\\rt", b"application/vnd.oasis.opendocument.text")
_AT_ONCE: Final = 50  # as many are held in memory, with what becomes of them


def convert_together(job: ConversionJob) -> Iterator[Converted]:
    """Convert the files of old formats, when there are several; nothing where one call each is as good."""
    found = [path for path in job.paths if may_be_legacy(path)]
    if len(found) < 2:
        return
    for start in range(0, len(found), _AT_ONCE):
        yield from _convert(found[start : start + _AT_ONCE], job.folder, start)


def _convert(paths: Sequence[Path], folder: Path, first: int) -> Iterator[Converted]:
    from contractkit.readers import legacy  # noqa: PLC0415 - loaded when needed

    files: list[tuple[Path, bytes, str]] = []
    for path in paths:
        with contextlib.suppress(UnreadableDocument):  # which its own turn will tell
            data = read_bytes(path)
            if (kind := _legacy(path, data)) is not None:
                files.append((path, data, kind.value))
    results = legacy.convert([(data, kind) for _, data, kind in files])
    for number, ((path, _, name), result) in enumerate(zip(files, results, strict=True), start=first):
        if isinstance(result, UnreadableDocument):
            yield Converted(path, name, None, str(result))
            continue
        docx = folder / f"{number}.docx"
        docx.write_bytes(result)
        yield Converted(path, name, docx)


def may_be_legacy(path: Path) -> bool:
    """By the first bytes, so that not every file of a large folder is read twice."""
    with contextlib.suppress(OSError):
        if path.is_file():
            with path.open("rb") as stream:
                head = stream.read(_HEAD)
            return any(mark in head for mark in _MARKS)
    return False


def _legacy(path: Path, data: bytes) -> Format | None:
    kind = format_of(Sample(data, path.suffix))
    return kind if kind in _LEGACY else None
