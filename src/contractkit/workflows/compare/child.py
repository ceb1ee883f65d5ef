"""What the confined process of compare does: read both versions, judge both, tell them apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.report import DocumentKind, DocumentReport
from contractkit.core.document import outline
from contractkit.core.document.tree import Document, Source
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.redline.compare import changes
from contractkit.core.redline.comparison import Comparison, Version
from contractkit.errors import ContractkitError
from contractkit.readers.contents import read_bytes
from contractkit.readers.detect import read
from contractkit.readers.options import ReadingOptions
from contractkit.workflows.compare.effects import element_effects, finding_effects
from contractkit.workflows.compare.messages import Compared, CompareJob, CompareSetup, NotCompared
from contractkit.workflows.judging import judge, open_knowledge, open_requirements

Tell: TypeAlias = Callable[[object], None]


def open_compare(setup: CompareSetup) -> tuple[None, Callable[[CompareJob, Tell], None]]:
    """Load what both versions are judged by.

    Raises:
        UsageError: an edition or locality is unknown.
        InvalidData: the law or the library has mistakes.
    """
    check = setup.check
    requirements = open_requirements(check.edition, check.locality, check.on)
    knowledge = open_knowledge(check.clauses, check.standpoint)
    return None, Desk(knowledge, requirements, setup).work


@dataclass(frozen=True, slots=True)
class _Read:
    """A version that was read."""

    path: Path
    data: bytes
    source: Source
    document: Document


@dataclass(frozen=True, slots=True)
class Desk:
    """Where versions are compared."""

    knowledge: Knowledge
    requirements: Requirements
    setup: CompareSetup

    def work(self, job: CompareJob, tell: Tell) -> None:
        """Tell what lies between two versions, or why that cannot be told."""
        try:
            tell(self._compared(job))
        except ContractkitError as error:
            tell(NotCompared(str(error)))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  a crash is said, with what it was
            tell(NotCompared(f"比较时程序出错（{type(error).__name__}：{error}）。请把这句话告诉维护者。"))

    def _compared(self, job: CompareJob) -> Compared:
        old, new = (_read(path, self.setup.check.reading) for path in (job.old, job.new))
        found = changes(old.document, new.document)
        after = self._judged(new, self.setup.check.kind)
        before = self._judged(old, None if after.kind is DocumentKind.OTHER else Kind(after.kind.value))
        comparison = Comparison(
            old=Version.of(str(old.path), old.data, old.source),
            new=Version.of(str(new.path), new.data, new.source),
            kind=after.kind.value,
            changes=found,
            elements=tuple(element_effects(before, after, found)),
            findings=tuple(finding_effects(before, after)),
        )
        if not job.with_redline:
            return Compared(comparison)
        from contractkit.workflows.compare.writing import written  # noqa: PLC0415 - only where a Word file is wanted

        reading = None if new.source.format == "docx" else new.source
        redline, is_native = written(old.source, new.data, reading, self.setup.author, self.setup.on)
        return Compared(comparison, redline, is_native)

    def _judged(self, one: _Read, kind: Kind | None) -> DocumentReport:
        return judge(one.source, str(one.path), one.data, self.knowledge, self.requirements, kind)


def _read(path: Path, options: ReadingOptions) -> _Read:
    data = read_bytes(path)
    source = read(path, data=data, options=options)
    return _Read(path, data, source, outline.build(source))
