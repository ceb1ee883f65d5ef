"""What the confined process of answer does: read both files, know our changes again, judge what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.report import DocumentKind, DocumentReport
from contractkit.core.document import outline
from contractkit.core.document.remarks import Comment
from contractkit.core.document.tree import Source
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.redline.compare import changes
from contractkit.core.redline.comparison import Version
from contractkit.core.redline.rounds.answer import Decision, Round, RoundEffect, Words
from contractkit.core.redline.rounds.proposals import authors_of, is_ours
from contractkit.core.redline.rounds.strand import Strand, numbers_as_accepted, strands, without_numbers
from contractkit.core.redline.rounds.words import answered
from contractkit.errors import ContractkitError, UsageError
from contractkit.readers.contents import read_bytes
from contractkit.readers.detect import read
from contractkit.readers.options import ReadingOptions, RevisionView
from contractkit.readers.word import read_docx, read_docx_with_places
from contractkit.readers.word.comments import read_comments
from contractkit.reporters.annotated.settling import rejected_of
from contractkit.workflows.answer.effects import finding_news, hanging_effects, round_effects
from contractkit.workflows.answer.messages import Answered, AnswerJob, AnswerSetup, NotAnswered
from contractkit.workflows.judging import judge, open_knowledge, open_requirements

Tell: TypeAlias = Callable[[object], None]
_ZIP: Final = b"PK\x03\x04"
_TELLING: Final = frozenset({"docx", "doc", "wps", "rtf", "odt"})  # formats that hold tracked changes


def open_answer(setup: AnswerSetup) -> tuple[None, Callable[[AnswerJob, Tell], None]]:
    """Load what both files are judged by.

    Raises:
        UsageError: an edition or locality is unknown.
        InvalidData: the law or the library has mistakes.
    """
    check = setup.check
    requirements = open_requirements(check.edition, check.locality, check.on)
    knowledge = open_knowledge(check.clauses, check.standpoint)
    return None, Desk(knowledge, requirements, setup).work


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read.

    Attributes:
        source: with every tracked change accepted.
        strands: of the marked view, where there is one.
        tells: its format holds tracked changes.
        is_word: it is a Word file of today, so that its comments were read.
    """

    path: Path
    data: bytes
    source: Source
    strands: tuple[Strand, ...]
    comments: tuple[Comment, ...]
    tells: bool
    is_word: bool


@dataclass(frozen=True, slots=True)
class Desk:
    """Where answers are read."""

    knowledge: Knowledge
    requirements: Requirements
    setup: AnswerSetup

    def work(self, job: AnswerJob, tell: Tell) -> None:
        """Tell what an answer says, or why that cannot be told."""
        try:
            tell(self._answered(job))
        except ContractkitError as error:
            tell(NotAnswered(error.message, error.remedy, isinstance(error, UsageError)))
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001  a crash is said, with what it was
            tell(NotAnswered(f"对照答复时程序出错（{type(error).__name__}：{error}）。请把这句话告诉维护者。"))

    def _answered(self, job: AnswerJob) -> Answered:
        password = self.setup.check.reading.password
        returned, answer = (read_file(path, password) for path in (job.returned, job.answer))
        author = our_author(returned, self.setup.author)
        words = said(returned, answer, author)
        found = self._round(returned, answer, author, words)
        if not job.with_redline:
            return Answered(found)
        from contractkit.workflows.answer.writing import written  # noqa: PLC0415 - only where a Word file is wanted

        redline, is_native = written(returned.source, (answer.data, answer.source), found, self.setup.on)
        return Answered(found, redline, is_native)

    def _round(self, returned: ReadFile, answer: ReadFile, author: str, words: Words) -> Round:
        after = self._judged(answer.source, answer, self.setup.check.kind)
        kind = None if after.kind is DocumentKind.OTHER else Kind(after.kind.value)
        before = self._judged(returned.source, returned, kind)
        between = changes(outline.build(returned.source), outline.build(answer.source))
        effects = (*round_effects(before, after, between, words), *self._hanging(answer, author, after, words))
        return Round(
            returned=Version.of(str(returned.path), returned.data, returned.source),
            answer=Version.of(str(answer.path), answer.data, answer.source),
            kind=after.kind.value,
            author=author,
            tells_changes=answer.tells,
            tells_comments=answer.is_word,
            words=words,
            elements=effects,
            findings=tuple(finding_news(before, after)),
        )

    def _hanging(self, answer: ReadFile, author: str, after: DocumentReport, words: Words) -> tuple[RoundEffect, ...]:
        """What falls when our pending changes are rejected; only a Word file can be had without them."""
        pending = any(line.decision is Decision.PENDING for reply in words.replies for line in reply.lines)
        if not answer.is_word or not pending or after.kind is DocumentKind.OTHER:
            return ()
        try:
            without = read_docx(rejected_of(answer.data, author))
        except (ContractkitError, ValueError):
            return ()
        return tuple(hanging_effects(after, self._judged(without, answer, Kind(after.kind.value)), words))

    def _judged(self, source: Source, one: ReadFile, kind: Kind | None) -> DocumentReport:
        return judge(source, str(one.path), one.data, self.knowledge, self.requirements, kind)


def said(returned: ReadFile, answer: ReadFile, author: str) -> Words:
    """What an answer says, without the numbers in front where the program may have written those as words."""
    sides = [
        (one.strands if answer.tells else without_numbers(one.strands), one.comments) for one in (returned, answer)
    ]
    return answered(sides[0], sides[1], author, tells_changes=answer.tells)


def our_author(returned: ReadFile, wanted: str) -> str:
    """In whose name the draft was returned.

    Raises:
        UsageError: it is none that we returned, or that cannot be told.
    """
    if not returned.is_word:
        raise UsageError(
            f"{returned.path} 不是 .docx，不是返回稿。", remedy="先写 check --format docx 写出的文件，后写对方的答复。"
        )
    states = {state for strand in returned.strands for state in strand.states}
    known = authors_of(returned.strands, returned.comments)
    if wanted or len(known) == 1:
        author = wanted or known[0]
        if any(is_ours(state, author) for state in states) or any(one.author == author for one in returned.comments):
            return author
        raise UsageError(
            f"{returned.path} 里没有“{author}”的修订和批注。",
            remedy=f"文件里有这些署名：{'、'.join(known) or '无'}。用 --author 写明返回稿以谁的名义写。",
        )
    why = f"有几种署名：{'、'.join(known)}" if known else "没有任何修订和批注"
    raise UsageError(
        f"看不出 {returned.path} 是以谁的名义返回的：{why}。",
        remedy="用 --author 写明；应当是 check --format docx 写出、发给对方的那份文件。",
    )


def read_file(path: Path, password: str | None = None) -> ReadFile:
    """Read a file with the marks in it, as far as its format has any.

    Raises:
        UnreadableDocument: it cannot be read.
    """
    data = read_bytes(path)
    source = read(path, data=data, options=ReadingOptions(password=password))
    if source.format == "docx" and data.startswith(_ZIP):
        marked, places = read_docx_with_places(data, RevisionView.MARKED)
        own = strands(outline.build(marked), numbers_as_accepted(marked, source))
        return ReadFile(path, data, source, own, read_comments(data, places), tells=True, is_word=True)
    if source.format in _TELLING:
        marked = read(path, data=data, options=ReadingOptions(RevisionView.MARKED, password))
        own = strands(outline.build(marked), numbers_as_accepted(marked, source))
        return ReadFile(path, data, source, own, (), tells=True, is_word=False)
    return ReadFile(path, data, source, strands(outline.build(source)), (), tells=False, is_word=False)
