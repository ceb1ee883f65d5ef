"""What the confined process of check does: the law and the library once, then file after file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from contractkit.core.against.plan import Plan
from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.report import DocumentReport
from contractkit.core.document.tree import Source
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.errors import UnreadableDocument
from contractkit.library.extraction import load_lexicon
from contractkit.readers import progress
from contractkit.readers.archive import is_archive, members
from contractkit.readers.contents import read_bytes
from contractkit.readers.detect import read
from contractkit.readers.options import ReadingOptions
from contractkit.workflows.checking.conversion import convert_together
from contractkit.workflows.checking.messages import (
    Begun,
    ConversionJob,
    Converted,
    FileJob,
    More,
    Opened,
    Pages,
    Setup,
    Stage,
)
from contractkit.workflows.checking.unpacked import Shelf, Unpacked
from contractkit.workflows.checking.unread import unread
from contractkit.workflows.judging import judge, open_knowledge, open_requirements

Tell: TypeAlias = Callable[[object], None]


def open_check(setup: Setup) -> tuple[Opened, Callable[[FileJob | ConversionJob, Tell], None]]:
    """Load what every document is judged by.

    Raises:
        UsageError: an edition or locality is unknown.
        InvalidData: the law or the library has mistakes.
    """
    requirements = open_requirements(setup.edition, setup.locality, setup.on)
    knowledge = open_knowledge(setup.clauses, setup.standpoint)
    if setup.plan is not None:
        load_lexicon()  # its mistakes are told before anything is read
    bench = Bench(knowledge, requirements, setup.kind, setup.reading, plan=setup.plan)
    return Opened(requirements.edition.id, requirements.notes, requirements.locality), bench.work


@dataclass(frozen=True, slots=True)
class Bench:
    """Where documents are read and judged."""

    knowledge: Knowledge
    requirements: Requirements
    kind: Kind | None
    reading: ReadingOptions
    shelf: Shelf = field(default_factory=Shelf)
    plan: Plan | None = None

    def work(self, job: FileJob | ConversionJob, tell: Tell) -> None:
        """Tell the report on a file, and before it what is being done; or what became of conversions."""
        if isinstance(job, ConversionJob):
            with _heard_by(tell):
                for converted in convert_together(job):
                    tell(converted)
            return
        name = str(job.path)
        if (unpacked := self.shelf.take(job)) is not None:
            self._archive(job, unpacked, tell)
            return
        try:
            data = read_bytes(job.path) if job.data is None else job.data
        except UnreadableDocument as error:
            tell(unread(name, str(error)))
            return
        if is_archive(data):
            self._archive(job, Unpacked(hashlib.sha256(data).hexdigest(), members(data, name)), tell)
        else:
            self._document(_Draft(name, data, converted=job.converted), tell)

    def _archive(self, job: FileJob, unpacked: Unpacked, tell: Tell) -> None:
        """Tell one report on each member that is wanted, beginning after those that have theirs."""
        name = str(job.path)
        tell(Begun(name, unpacked.sha256, Stage.READING))
        try:
            done = 0
            for member in unpacked.following(job.passed, job.most):
                done += 1
                if member.error is None:
                    self._document(_Draft(member.name, member.data, member=True), tell)
                else:
                    tell(unread(member.name, str(member.error)))
        except UnreadableDocument as error:
            tell(unread(name, str(error), unpacked.sha256))
            return
        if done == job.most:
            self.shelf.put(job, unpacked)
            tell(More())

    def _document(self, draft: _Draft, tell: Tell) -> None:
        tell(Begun(draft.name, draft.sha256, Stage.READING, draft.member))
        tell(self._report(draft, tell))

    def _report(self, draft: _Draft, tell: Tell) -> DocumentReport:
        """The report on one document; one that cannot be read, or makes a reader fail, is told, not raised."""
        try:
            with _heard_by(tell):
                source = draft.read(self.reading)
            tell(Begun(draft.name, draft.sha256, Stage.JUDGING, draft.member))
            return judge(source, draft.name, draft.data, self.knowledge, self.requirements, self.kind, self.plan)
        except UnreadableDocument as error:
            return unread(draft.name, str(error), draft.sha256)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  one crash costs one file; the report says which
            reason = f"读取或者审查这个文件时程序出错（{type(error).__name__}：{error}）"
            return unread(draft.name, f"{reason}。请另存为新的 .docx 后重试，并把这句话告诉维护者。", draft.sha256)


def _heard_by(tell: Tell) -> AbstractContextManager[None]:
    """What readers tell of their progress is told to the parent."""
    return progress.heard_by(lambda done, total: tell(Pages(done, total)))


class _Draft:
    """A document that is to be read, from a file or an archive."""

    def __init__(self, name: str, data: bytes, *, member: bool = False, converted: Converted | None = None) -> None:
        self.name = name
        self.data = data
        self.member = member
        self.sha256 = hashlib.sha256(data).hexdigest()
        self._converted = converted

    def read(self, options: ReadingOptions) -> Source:
        """The document as it was read."""
        if self._converted is None:
            return read(Path(self.name), data=self.data, options=options)
        from contractkit.readers.legacy import read_converted  # noqa: PLC0415 - loaded when needed

        if self._converted.docx is None:
            raise UnreadableDocument(f"{self.name}：{self._converted.error}")
        return read_converted(self._converted.docx.read_bytes(), self.data, self._converted.format, options)
