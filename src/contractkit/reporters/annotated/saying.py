"""What the comments on a returned draft say.

They go to the other side: law, reason and remedy, but never what our playbook could live with or has accepted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding, Status
from contractkit.core.checker.remedies.remedy import Blank
from contractkit.core.checker.remedies.together import Insertion
from contractkit.core.checker.report import DocumentReport
from contractkit.core.document.tree import Block, BlockKind
from contractkit.reporters import words
from contractkit.reporters.annotated.remarks import NewText, Remark

_RENUMBERED: Final = "新增的条占用了后面的编号，其后的编号和正文里对它们的引用已顺延，均为修订，应当同插入的条款一并接受；只接受其中几条的，编号和引用须另行核对。"
_ANNEX: Final = "新增附件（本次插入的条款需要它）"


@dataclass(frozen=True, slots=True)
class Sayings:
    """Everything that is written on one draft.

    Attributes:
        remarks: comments, in the order of the words they are about.
        texts: insertions with their comments.
    """

    remarks: tuple[Remark, ...]
    texts: tuple[NewText, ...]


def sayings(
    report: DocumentReport,
    blocks: Sequence[Block],
    texts: Sequence[Insertion],
    laws: Mapping[str, str],
    *,
    renumbered: bool = False,
) -> Sayings:
    """What to write on a draft.

    Args:
        report: on it, settled with what was accepted.
        blocks: of the draft, as they were read.
        texts: new text for what is missing.
        laws: citation by the id of the item.
        renumbered: numbers of the draft move on as tracked changes.
    """
    elements = [element for item in report.items for element in item.elements]
    open_ones = [one for one in elements if one.accepted is None]
    remarks = [remark for one in open_ones for remark in _element(one, blocks, laws)]
    inserted = {text.element for text in texts if not text.is_annex}
    remarks += [_missing(one, blocks, laws) for one in open_ones if _is_left(one) and one.id not in inserted]
    remarks += [remark for one in report.findings if one.accepted is None for remark in _finding(one, blocks)]
    remarks.sort(key=lambda one: (one.block, one.start))
    titled = {one.id: one for one in elements}
    new = tuple(NewText(text, tuple(_insertion(text, titled[text.element], laws))) for text in texts)
    return Sayings((_cover(report, blocks, texts, renumbered=renumbered), *remarks), new)


def cover_lines(report: DocumentReport, inserted: Iterable[str], laws: Mapping[str, str]) -> Iterator[str]:
    """The covering note: the verdict, the coverage, what is lacking, what is said nowhere else.

    Args:
        report: on the draft.
        inserted: ids of the elements whose text stands in the draft.
        laws: citation by the id of the item.
    """
    yield f"审查意见：{words.KIND[report.kind]}，{words.VERDICT[report.verdict]}"
    if counts := words.coverage(report):
        yield f"覆盖：{counts}。"
    there = set(inserted)
    for item in report.items:
        for one in item.elements:
            if one.status is Status.PRESENT or one.accepted is not None:
                continue
            done = "，已在相应位置插入建议条款" if one.id in there else ""
            law = f"（{laws[item.id]}）" if item.id in laws else ""
            yield f"{words.STATUS[one.status]}：{one.title}{law}{done}。"
    for finding in report.findings:
        if not finding.evidence and finding.accepted is None:
            yield f"{words.SEVERITY[finding.severity]}：{finding.message}{finding.remedy}"
    yield from (f"{words.loss_heading(loss)}：{words.loss(loss)}" for loss in report.reading.losses if loss.withholds)


def _cover(report: DocumentReport, blocks: Sequence[Block], texts: Sequence[Insertion], *, renumbered: bool) -> Remark:
    lines = list(cover_lines(report, [text.element for text in texts if not text.is_annex], {}))
    if texts:
        lines.append("插入的条款均为修订，可以逐条接受或者拒绝；其中“【待填：……】”处须由双方填写。全部拒绝即恢复原文。")
    if renumbered:
        lines.append(_RENUMBERED)
    first = _top(blocks)
    return Remark(first, 0, len(blocks[first - 1].text), tuple(lines))


def _element(verdict: ElementVerdict, blocks: Sequence[Block], laws: Mapping[str, str]) -> Iterator[Remark]:
    if verdict.status is Status.DEFERRED:
        lines = tuple(gap_lines(verdict, laws))
        yield from (_on(evidence, blocks, lines) for evidence in verdict.evidence)
        return
    lacking = [one.name for one in verdict.aspects if not one.covered]
    if verdict.status is Status.PRESENT and lacking and verdict.evidence:
        law = _law(verdict, laws)
        lines = (f"【部分】{verdict.title}", f"没有写到：{'、'.join(lacking)}。", *law)
        yield _on(verdict.evidence[0], blocks, lines)


def _is_left(verdict: ElementVerdict) -> bool:
    return verdict.status is Status.MISSING and verdict.counts


def _missing(verdict: ElementVerdict, blocks: Sequence[Block], laws: Mapping[str, str]) -> Remark:
    """On what is missing and has no text in the draft: on the passage nearest to it, else at the top."""
    lines = tuple(gap_lines(verdict, laws))
    if verdict.evidence:
        return _on(verdict.evidence[0], blocks, lines)
    return Remark(_top(blocks), 0, 0, lines)


def _top(blocks: Sequence[Block]) -> int:
    return next((at for at, one in enumerate(blocks, 1) if one.text.strip() and one.kind is not BlockKind.CONTENTS), 1)


def gap_lines(verdict: ElementVerdict, laws: Mapping[str, str]) -> Iterator[str]:
    """A comment on a gap, with the text that would close it."""
    yield f"【{words.STATUS[verdict.status]}】{verdict.title}"
    yield verdict.reason
    yield from _law(verdict, laws)
    if verdict.remedy is not None and verdict.remedy.paragraphs:
        yield f"建议：{verdict.remedy.place}"
        yield from verdict.remedy.paragraphs
        yield from _blanks(verdict.remedy.blanks)


def finding_lines(finding: Finding) -> Iterator[str]:
    """A comment on words that break a rule."""
    yield f"【{words.SEVERITY[finding.severity]}】{finding.message}"
    for one in finding.plan:
        yield f"实施方案（{words.place(one.path, one.location)}）：“{one.quote}”"
    if finding.basis:
        yield f"依据：{finding.basis}"
    if finding.remedy:
        yield f"建议：{finding.remedy}"
    yield f"规则：{finding.rule}" + (f"（{finding.item}）" if finding.item else "")


def _finding(finding: Finding, blocks: Sequence[Block]) -> Iterator[Remark]:
    """The whole comment on the first words, a short one on each of the others."""
    for at, evidence in enumerate(finding.evidence):
        lines = tuple(finding_lines(finding)) if at == 0 else (f"【同上】{finding.message}",)
        yield _on(evidence, blocks, lines)


def _insertion(text: Insertion, verdict: ElementVerdict, laws: Mapping[str, str]) -> Iterator[str]:
    if text.is_annex:
        yield f"【{_ANNEX}】{text.lines[0].text}"
        return
    yield f"【{words.STATUS[verdict.status]}】{verdict.title}"
    yield verdict.reason
    yield from _law(verdict, laws)
    yield "建议：采纳这里插入的条款。"
    yield from _blanks(text.blanks)
    if text.note:
        yield text.note


def _law(verdict: ElementVerdict, laws: Mapping[str, str]) -> tuple[str, ...]:
    law = laws.get(verdict.id) or laws.get(verdict.id.rpartition(".")[0], "")
    return (f"依据：{law}",) if law else ()


def _blanks(blanks: Iterable[Blank]) -> Iterator[str]:
    yield from (f"{blank.mark}　{blank.says}" for blank in blanks)


def _on(evidence: Evidence, blocks: Sequence[Block], lines: tuple[str, ...]) -> Remark:
    """The comment on the exact words; on the whole block where they are not to be found in it."""
    block = evidence.location.paragraph
    text = blocks[block - 1].text
    at = text.find(evidence.quote) if evidence.quote else -1
    return Remark(block, at, at + len(evidence.quote), lines) if at >= 0 else Remark(block, 0, len(text), lines)
