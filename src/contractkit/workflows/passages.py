"""passages: the words around evidence, read once more from the file, in a confined process like everything of others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from contractkit.core.document.tree import Location
from contractkit.errors import UnreadableDocument
from contractkit.readers.options import ReadingOptions
from contractkit.workflows.confined import DEFAULT_LIMITS, Confinement, Limits, Stopped

_TARGET: Final = "contractkit.workflows.passages:open_reading"

Tell: TypeAlias = Callable[[object], None]


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a document.

    Attributes:
        label: its automatic number, which is not part of the text.
        text: the raw words, exactly as they stand.
    """

    location: Location
    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Words in their context.

    Attributes:
        before: what stands before them in the block, cut where it is long.
        words: themselves.
        after: what stands after them.
    """

    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True)
class _Job:
    path: Path
    document: str


def read_passages(
    path: Path, document: str = "", options: ReadingOptions | None = None, limits: Limits = DEFAULT_LIMITS
) -> tuple[Passage, ...]:
    """All blocks of a document.

    Args:
        path: the file.
        document: the name under which the report has it; of an archive, that of the member.
        options: as it was checked with.
        limits: of time and memory.

    Raises:
        UnreadableDocument: it cannot be read any more.
        ConfinementError: no process can be started to read it in.
    """
    with Confinement(_TARGET, options or ReadingOptions(), limits) as confinement:
        confinement.greeting()
        try:
            for found in confinement.do(_Job(path, document), path.stat().st_size if path.exists() else 0):
                if isinstance(found, UnreadableDocument):
                    raise found
                passages: tuple[Passage, ...] = found
                return passages
        except Stopped as stopped:
            raise UnreadableDocument(f"{path}：读取中断（{stopped.detail}）。") from stopped
    raise UnreadableDocument(f"{path}：没有找到 {document}。", remedy="文件可能已经改动，请重新审查。")


def marked(quote: str, location: Location, passages: tuple[Passage, ...], room: int) -> Marked:
    """A quote within the block that it stands in, with at most `room` characters on each side; alone where it is not found."""
    for passage in passages:
        if passage.location == location and (at := passage.text.find(quote)) >= 0:
            before, after = f"{passage.label} {passage.text[:at]}".lstrip(), passage.text[at + len(quote) :]
            return Marked(_tail(before, room), quote, _head(after, room))
    return Marked("", quote, "")


def open_reading(options: ReadingOptions) -> tuple[None, Callable[[_Job, Tell], None]]:
    """What the confined process does: read one document, and tell its blocks."""

    def work(job: _Job, tell: Tell) -> None:
        try:
            tell(_blocks(job, options))
        except UnreadableDocument as error:
            tell(error)

    return None, work


def _blocks(job: _Job, options: ReadingOptions) -> tuple[Passage, ...]:
    from contractkit.readers.contents import read_bytes  # noqa: PLC0415  only the confined process reads
    from contractkit.readers.detect import read  # noqa: PLC0415

    data = _member(job, read_bytes(job.path))
    source = read(Path(job.document or job.path), data=data, options=options)
    return tuple(Passage(block.location, block.label, block.text) for block in source.blocks)


def _member(job: _Job, data: bytes) -> bytes:
    from contractkit.readers.archive import is_archive, members  # noqa: PLC0415

    if not is_archive(data):
        return data
    found = next((one.data for one in members(data, str(job.path)) if one.name == job.document), None)
    if found is None:
        raise UnreadableDocument(f"{job.path}：没有找到 {job.document}。", remedy="文件可能已经改动，请重新审查。")
    return found


def _tail(text: str, room: int) -> str:
    return text if len(text) <= room else f"……{text[-room:]}"


def _head(text: str, room: int) -> str:
    return text if len(text) <= room else f"{text[:room]}……"
