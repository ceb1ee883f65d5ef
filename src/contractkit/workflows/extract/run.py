"""Read a document back in a confined process, and write the matter file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from contractkit.core.extraction.extracted import Extracted
from contractkit.core.law.requirement import Kind
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.readers.options import ReadingOptions
from contractkit.reporters.extracted.json_form import to_json
from contractkit.workflows.checking.alone import told
from contractkit.workflows.confined import DEFAULT_LIMITS, Limits
from contractkit.workflows.extract.matter_file import to_yaml
from contractkit.workflows.extract.messages import ExtractJob, ExtractSetup, NotExtracted
from contractkit.workflows.files import write_together

_WORKER: Final = "contractkit.workflows.extract.child:open_extract"


@dataclass(frozen=True, slots=True)
class ExtractOptions:
    """How to read a document back.

    Attributes:
        kind: what it is, or None to tell it by its title.
        clauses: folder of an office's own clause library, or None.
    """

    kind: Kind | None = None
    clauses: Path | None = None
    reading: ReadingOptions = field(default_factory=ReadingOptions)
    limits: Limits = DEFAULT_LIMITS


def extract_file(path: Path, options: ExtractOptions) -> Extracted:
    """Everything that a document says of a matter.

    Raises:
        UsageError: there is no such file.
        UnreadableDocument: it cannot be read, or says nothing that belongs into a matter.
        InvalidData: the clause library has mistakes.
        ConfinementError: no process can be started in which files are read.
    """
    if not path.is_file():
        raise UsageError(f"没有这个文件：{path}", remedy="检查路径；extract 读一个方案或者协议。")
    news = told(
        _WORKER,
        ExtractSetup(options.clauses, options.reading),
        ExtractJob(path, options.kind),
        path.stat().st_size,
        options.limits,
    )
    found = next((one for one in news if isinstance(one, Extracted)), None)
    if found is None:
        raise UnreadableDocument(next((one.why for one in news if isinstance(one, NotExtracted)), "没有提取的结果。"))
    if not found.facts.said and not found.facts.doubts:
        raise UnreadableDocument(
            f"没有读到任何属于授权运营事项的内容：{path}", remedy="请确认这是实施方案或者授权运营协议。"
        )
    return found


def write_matter(found: Extracted, output: Path, *, replace: bool = False) -> tuple[Path, ...]:
    """Write the matter file and, beside it, the source of every field as JSON.

    Args:
        found: what the document says.
        output: the matter file.
        replace: whether files that are there may be replaced.

    Returns:
        The files written.

    Raises:
        UsageError: a file is there already, or the place cannot be written.
    """
    sources = sources_beside(output)
    if not replace:
        for path in _existing(output, sources):
            raise UsageError(f"已有文件 {path}。", remedy="换一个文件名；确要覆盖的，加 --force。")
    write_together({output: to_yaml(found).encode(), sources: to_json(found).encode()})
    return output, sources


def sources_beside(matter: Path) -> Path:
    """Where the sources of a matter file's fields stand: `matter.sources.json`."""
    return matter.with_name(f"{matter.stem}.sources.json")


def _existing(*paths: Path) -> Iterator[Path]:
    return (path for path in paths if path.exists())
