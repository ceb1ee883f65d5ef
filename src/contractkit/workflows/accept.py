"""accept: a gap or a finding of a draft is written down as accepted, in the file beside the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from contractkit.core.checker.deviation import Deviation, key_of
from contractkit.core.checker.finding import ElementVerdict, Finding
from contractkit.core.checker.report import DocumentReport
from contractkit.core.checker.settlement import gaps, subject_of, words_of
from contractkit.errors import Problem, UnreadableDocument, UsageError
from contractkit.library.deviations import with_deviation
from contractkit.workflows.check import CheckOptions, check_files
from contractkit.workflows.checking.beside import beside
from contractkit.workflows.files import write_atomically


@dataclass(frozen=True, slots=True)
class Acceptance:
    """What somebody accepts.

    Attributes:
        subjects: element ids and rule names.
        reason: why, in Chinese.
        by: who.
        until: the last day on which it holds.
        words: part of the words of the finding that is meant, where the rule found several; may be empty.
        every: all findings of each rule.
    """

    subjects: tuple[str, ...]
    reason: str
    by: str
    until: date
    words: str = ""
    every: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What was written down, and where."""

    file: Path
    deviations: tuple[Deviation, ...]


def accept(draft: Path, acceptance: Acceptance, options: CheckOptions) -> Written:
    """Check a draft and write down what of it is accepted.

    Args:
        draft: one document.
        acceptance: what is accepted.
        options: how the draft is checked; its `deviations` is the file to write, by default the one beside the draft.

    Raises:
        UsageError: there is no such gap or finding, several are meant, the day has passed, or the file cannot be written.
        InvalidData: the file has mistakes.
        UnreadableDocument: the draft cannot be read.
    """
    _demand_words(acceptance, options.on)
    if draft.is_dir():
        raise UsageError(f"{draft} 是文件夹。", remedy="偏离逐份登记，请指定一个文件。")
    file = options.deviations or beside(draft)
    report = check_files([draft], replace(options, deviations=options.deviations if file.is_file() else None))
    if len(report.documents) != 1:
        raise UsageError(f"{draft} 里有{len(report.documents)}份文件。", remedy="请解压后逐份登记。")
    (document,) = report.documents
    if document.error is not None:
        raise UnreadableDocument(document.error)
    chosen = [one for subject in acceptance.subjects for one in _chosen(document, subject, acceptance)]
    deviations = tuple(
        Deviation(subject_of(one), words_of(one), acceptance.reason, acceptance.by, acceptance.until, options.on)
        for one in chosen
    )
    write_atomically(file, with_deviation(file, deviations).encode())
    return Written(file, deviations)


def _demand_words(acceptance: Acceptance, on: date) -> None:
    for name, value in (("--reason", acceptance.reason), ("--by", acceptance.by)):
        if not value.strip():
            raise UsageError(f"{name} 是空的。", remedy="请写明理由和接受人。")
    if acceptance.until < on:
        raise UsageError(f"有效期 {acceptance.until.isoformat()} 已经过去。", remedy="请写今天或者以后的日期。")


def _chosen(
    document: DocumentReport, subject: str, acceptance: Acceptance
) -> Sequence[ElementVerdict] | Sequence[Finding]:
    """The gap, or the findings, that are meant."""
    if gap := next((one for one in gaps(document) if one.id == subject), None):
        return [gap]
    found = [one for one in document.findings if one.rule == subject and one.evidence]
    if not found:
        raise _nothing(document, subject)
    wanted = key_of((acceptance.words,))[0]
    meant = [one for one in found if any(wanted in words for words in key_of(words_of(one)))]
    if acceptance.words and not meant:
        raise UsageError(f"{subject} 的各处原文中都没有“{acceptance.words}”。", problems=_listed(found))
    if len({key_of(words_of(one)) for one in meant}) > 1 and not acceptance.every:
        remedy = "用 --words 写出所接受那一处的一段原文，全部接受的加 --every。"
        raise UsageError(f"{subject} 有{len(meant)}处，没有说明接受哪一处。", remedy=remedy, problems=_listed(meant))
    return meant


def _listed(findings: Sequence[Finding]) -> list[Problem]:
    return [Problem(f"原文：“{'”“'.join(words_of(one))}”", one.message) for one in findings]


def _nothing(document: DocumentReport, subject: str) -> UsageError:
    present = next((one for item in document.items for one in item.elements if one.id == subject), None)
    if present is not None:
        return UsageError(f"“{present.title}”（{subject}）没有缺漏，不必接受。", remedy=present.reason)
    possible = dict.fromkeys((*(gap.id for gap in gaps(document)), *(one.rule for one in document.findings)))
    near = get_close_matches(subject, possible, n=1, cutoff=0.5)
    remedy = f"是不是 {near[0]}？" if near else f"可以接受的有：{'、'.join(possible) or '（无）'}。"
    return UsageError(f"这份文件没有“{subject}”这一缺漏或者问题。", remedy=remedy)
