"""What is said of one line: why, the passage with the evidence marked, the law, the remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from textual.content import Content

from contractkit.core.checker.finding import ElementVerdict, Evidence, Finding
from contractkit.core.checker.remedies.remedy import Remedy
from contractkit.core.checker.report import DocumentReport, Verdict
from contractkit.core.law.requirement import Item
from contractkit.reporters import words
from contractkit.reporters.columns import visible
from contractkit.tui.screens.check_entries import Entry
from contractkit.workflows.passages import Passage, marked

_ROOM: Final = 160  # characters of context on each side
_HEAD: Final = "bold $primary"
_MARK: Final = "reverse"
_SURE: Final = 0.9  # below it, recognised words are said to be doubtful


@dataclass(frozen=True, slots=True)
class Background:
    """What the details are drawn from besides the verdict.

    Attributes:
        law: items by id.
        passages: the blocks of the document; empty until they are read.
    """

    law: Mapping[str, Item]
    passages: tuple[Passage, ...] = ()


def detail(entry: Entry, background: Background) -> Content:
    """All that is known of one line."""
    verdict = entry.verdict
    parts = _finding(verdict) if isinstance(verdict, Finding) else _element(verdict)
    sections = [*parts, *_evidence(verdict.evidence, background), *_law(entry, background), *_remedies(verdict)]
    return Content("\n\n").join(sections)


def overview(document: DocumentReport) -> Content:
    """The document as a whole: verdict, coverage, what was not read, why nothing could be judged."""
    lines = [
        _section("结论", words.VERDICT[document.verdict]),
        *(_section("原因", text) for text in (document.error, words.doubt(document)) if text),
        *(_section(words.loss_heading(one), words.loss(one)) for one in document.reading.losses),
        *(_section("已接受的偏离，没有计入", words.idle(one)) for one in document.idle),
    ]
    if document.error:
        lines.append(_section("怎么办", "按 Esc 返回，可以改选文件，或者在“PDF 打开密码”处填写密码后再审查。"))
    if document.verdict is Verdict.COMPLETE and not document.findings:
        lines.append(_section("问题", "没有发现问题。按 6 查看各要素的依据。"))
    return Content("\n\n").join(lines)


def _finding(finding: Finding) -> Iterator[Content]:
    head = Content.assemble((words.SEVERITY[finding.severity], "bold $error"), f"　{finding.rule}")
    yield Content("\n").join([head, Content(visible(finding.message))])


def _element(element: ElementVerdict) -> Iterator[Content]:
    head = Content.assemble((words.STATUS[element.status], "bold"), f"　{element.id} {element.title}")
    yield Content("\n").join([head, Content(visible(element.reason))])
    for aspect in element.aspects:
        yield _section(aspect.name, "涉及" if aspect.covered else "未见")


def _evidence(evidence: tuple[Evidence, ...], background: Background) -> Iterator[Content]:
    for one in evidence:
        found = marked(one.quote, one.location, background.passages, _ROOM)
        place = words.place(one.path, one.location)
        head = "相近的原文" if one.lacks else "原文"
        notes = [f"但{visible(one.lacks)}。"] if one.lacks else []
        if one.confidence is not None and one.confidence < _SURE:
            notes.append(f"（文字由图片识别，把握{one.confidence:.0%}，请核对原件）")
        yield Content.assemble(
            (f"{head}（{visible(place)}）", _HEAD),
            "\n",
            (visible(found.before), "$text-muted"),
            (visible(found.words), _MARK),
            (visible(found.after), "$text-muted"),
            *(f"\n{note}" for note in notes),
        )


def _law(entry: Entry, background: Background) -> Iterator[Content]:
    if isinstance(entry.verdict, Finding) and entry.verdict.basis:
        yield _section("法律依据", entry.verdict.basis)
    if (item := background.law.get(entry.item)) is not None:
        asks = next(
            (
                one.asks
                for one in item.elements
                if isinstance(entry.verdict, ElementVerdict) and one.id == entry.verdict.id
            ),
            "",
        )
        yield _section(f"{item.article}", "\n".join(part for part in (item.text, asks) if part))


def _remedies(verdict: Finding | ElementVerdict) -> Iterator[Content]:
    if verdict.accepted is not None:
        yield _section(words.ACCEPTED, words.deviation(verdict.accepted))
        return
    if isinstance(verdict, Finding):
        yield _section("处理", verdict.remedy)
    elif verdict.remedy is not None:
        yield _closing(verdict.remedy)
    yield from (_section(name, text) for name, text in (("坚持", verdict.insist), ("可让", verdict.accept)) if text)


def _closing(remedy: Remedy) -> Content:
    """The clause text that closes a gap."""
    blanks = [f"{blank.mark}　{blank.says}" for blank in remedy.blanks]
    return _section("补缺", "\n".join((words.remedy_head(remedy), *remedy.paragraphs, *blanks)))


def _section(head: str, text: str) -> Content:
    return Content.assemble((head, _HEAD), "\n", visible(text))
