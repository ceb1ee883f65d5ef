"""What the confined process does for a draft that goes back: writes on it, tries it, hands it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.finding import ElementVerdict
from contractkit.core.checker.remedies.together import Insertion, insertions, renumbered
from contractkit.core.checker.remedies.writing import RemedyWriter
from contractkit.core.checker.report import DocumentReport
from contractkit.core.document import outline
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.errors import ContractkitError, UnreadableDocument
from contractkit.library.law import load_registry
from contractkit.readers.archive import is_archive, members
from contractkit.readers.contents import read_bytes
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx_with_places
from contractkit.reporters.annotated import Annotated, Signature, annotate, sayings
from contractkit.workflows.judging import open_knowledge
from contractkit.workflows.return_draft.messages import NotWritten, ReturnJob, ReturnSetup, Written
from contractkit.workflows.return_draft.verifying import Judge, as_accepted, numbering_faults, unclosed, verify_rejected

Tell: TypeAlias = Callable[[object], None]
_ZIP = b"PK\x03\x04"


def open_return(setup: ReturnSetup) -> tuple[None, Callable[[ReturnJob, Tell], None]]:
    """Load what the drafts were judged by.

    Raises:
        UsageError: an edition or locality is unknown.
        InvalidData: the law or the library has mistakes.
    """
    requirements = load_registry().requirements(setup.edition, setup.locality, setup.check.on)
    knowledge = open_knowledge(setup.check.clauses, setup.check.standpoint)
    signature = Signature(setup.author, setup.on)
    desk = Desk(knowledge, requirements, setup.check.reading.view, signature, renumber=setup.renumber)
    return None, desk.work


@dataclass(frozen=True, slots=True)
class Desk:
    """Where drafts are written on.

    Attributes:
        renumber: new articles take the next number where the numbers of a draft can move on.
    """

    knowledge: Knowledge
    requirements: Requirements
    view: RevisionView
    signature: Signature
    renumber: bool = False

    def work(self, job: ReturnJob, tell: Tell) -> None:
        """Tell what goes back for one draft, or why nothing does."""
        try:
            data = _data(job)
            is_word = job.report.reading.format == "docx" and data.startswith(_ZIP)
            tell(self._annotated(data, job.report) if is_word else self._letter(job.report))
        except ContractkitError as error:
            tell(NotWritten(str(error)))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  one crash costs one draft; the run says which
            tell(NotWritten(f"批注这个文件时程序出错（{type(error).__name__}：{error}）。请把这句话告诉维护者。"))

    def laws(self, kind: Kind) -> Mapping[str, str]:
        """Citation by the id of the item."""
        title = self.requirements.edition.title
        return {item.id: f"《{title}》{item.article}" for item in self.requirements.of_kind(kind)}

    def _annotated(self, data: bytes, report: DocumentReport) -> Written:
        """The draft with what is to be said on it; text that our own check does not take where it stands moves on.

        What it takes nowhere is only a comment: the file must hold what its covering note says of it.
        """
        desk = _OneDraft(self, data, report)
        if self.renumber and (found := desk.renumbered()) is not None:
            annotated, texts, moved_on = found
            verify_rejected(data, annotated)
            return _written(annotated, texts, moved_on)
        annotated, texts = desk.written(frozenset(), frozenset())
        moved = desk.unclosed(annotated, texts)
        if moved:
            annotated, texts = desk.written(moved, frozenset())
            if left := desk.unclosed(annotated, texts):
                annotated, texts = desk.written(moved, left)
        verify_rejected(data, annotated)
        return _written(annotated, texts, None if self.renumber else 0)

    def _letter(self, report: DocumentReport) -> Written:
        from contractkit.reporters.letter import letter  # noqa: PLC0415 - most drafts are Word files

        laws = self.laws(Kind(report.kind.value))
        return Written(letter(report, laws, self.signature), is_letter=True, comments=0, insertions=0)


def _written(annotated: Annotated, texts: tuple[Insertion, ...], renumbered: int | None) -> Written:
    return Written(
        annotated.data,
        is_letter=False,
        comments=len(annotated.comments),
        insertions=len(texts),
        was_signed=annotated.was_signed,
        renumbered=renumbered,
    )


class _OneDraft:
    """One draft as it was read, written on as often as it takes."""

    def __init__(self, desk: Desk, data: bytes, report: DocumentReport) -> None:
        self._desk = desk
        self._data = data
        self._report = report
        self._kind = Kind(report.kind.value)
        self._source, self._places = read_docx_with_places(data, desk.view)
        self._document = outline.build(self._source)

    def written(self, moved: frozenset[str], left: frozenset[str]) -> tuple[Annotated, tuple[Insertion, ...]]:
        """The annotated file and what was inserted.

        Args:
            moved: elements whose text comes behind the last article.
            left: elements whose text is only said in a comment.
        """
        every = self._texts(moved)
        texts = tuple(text for text in every if text.element not in left)
        said = sayings(self._report, self._source.blocks, texts, self._desk.laws(self._kind))
        return annotate(self._data, self._places, said.remarks, said.texts, self._desk.signature), texts

    def renumbered(self) -> tuple[Annotated, tuple[Insertion, ...], int] | None:
        """The annotated file, what was inserted, and how many numbers moved on; None where the draft bears no such thing.

        Every promise is tried: what was inserted is recognised, and no number or reference is worse than it was.
        """
        before = numbering_faults(self._document, self._judge)
        moved: frozenset[str] = frozenset()
        for _ in range(2):
            writer = self._writer()
            found = None if writer is None else renumbered(writer, self._document, self._verdicts, moved)
            if found is None:
                return None
            texts, replacements = found
            laws = self._desk.laws(self._kind)
            said = sayings(self._report, self._source.blocks, texts, laws, renumbered=bool(replacements))
            try:
                annotated = annotate(
                    self._data, self._places, said.remarks, said.texts, self._desk.signature, replacements
                )
            except ValueError:
                return None
            if numbering_faults(as_accepted(annotated, self._judge), self._judge) > before:
                return None
            still = self.unclosed(annotated, texts)
            if not still:
                return annotated, texts, len(replacements)
            moved = moved | still
        return None

    def unclosed(self, annotated: Annotated, texts: tuple[Insertion, ...]) -> frozenset[str]:
        """The elements that our own check still finds missing."""
        return unclosed(annotated, texts, self._judge)

    @property
    def _judge(self) -> Judge:
        return Judge(self._desk.requirements, self._desk.knowledge, self._report.kind, self._desk.view)

    @property
    def _verdicts(self) -> list[ElementVerdict]:
        return [element for item in self._report.items for element in item.elements]

    def _writer(self) -> RemedyWriter | None:
        knowledge = self._desk.knowledge
        if knowledge.catalog is None:
            return None
        return RemedyWriter(
            self._document, self._kind, self._desk.requirements, knowledge.catalog, knowledge.playbook, self._verdicts
        )

    def _texts(self, moved: frozenset[str]) -> tuple[Insertion, ...]:
        writer = self._writer()
        return () if writer is None else insertions(writer, self._document, self._verdicts, moved)


def _data(job: ReturnJob) -> bytes:
    """The bytes of the draft, from the file or from the archive in which it lies."""
    data = read_bytes(job.path)
    if not is_archive(data):
        return data
    name = job.report.path
    found = next((one for one in members(data, str(job.path)) if one.name == name and one.error is None), None)
    if found is None:
        raise UnreadableDocument(f"压缩包里找不到 {Path(name).name}。", remedy="请解压后再试。")
    return found.data
