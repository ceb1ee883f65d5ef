"""New articles that take the next number: what follows moves on as tracked changes, and can all be taken back."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.report import DocumentReport
from contractkit.core.document import outline
from contractkit.core.document.tree import Document as Tree
from contractkit.core.law.edition import Requirements
from contractkit.core.redline.rounds.answer import Decision
from contractkit.core.redline.rounds.proposals import MOVED_ON
from contractkit.core.zh.numerals import to_chinese
from contractkit.library.law import load_registry
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx
from contractkit.reporters.annotated import Signature
from contractkit.reporters.annotated.settling import rejected_of
from contractkit.workflows.answer.child import read_file, said
from contractkit.workflows.judging import judge, open_knowledge
from contractkit.workflows.return_draft.child import Desk
from contractkit.workflows.return_draft.messages import ReturnJob, Written
from contractkit.workflows.return_draft.verifying import Judge, numbering_faults
from contractkit.workflows.standpoint import Standpoint
from word_validity import faults

FLAWED = Path(__file__).parents[2] / "samples" / "drafts" / "flawed-agreement.docx"
DAY = date(2026, 3, 4)
WE = "我方"
# Sentences put behind articles; {28} stands for the number that article has.
REFERENCES = {
    "第二十七条": "账目不实的，依照第{28}条第二款和第{30}条至第{32}条处理。",
    "第二十八条": "《中华人民共和国民法典》第五百六十三条另有规定的除外。",
    "第十条": "出现前条情形的，由双方另行书面约定。",
}
NUMBERS = {28: "二十八", 30: "三十", 32: "三十二"}


def typed(numbers_split: bool = False) -> bytes:
    """The flawed sample with its numbers typed, and with sentences that refer to them."""
    document = Document()
    for block in read_docx(FLAWED.read_bytes()).blocks:
        if block.cells:
            row = document.add_table(1, len(block.cells)).rows[0]
            for cell, text in zip(row.cells, block.cells, strict=True):
                cell.text = text
            continue
        paragraph = document.add_paragraph()
        for part in list(block.label) if numbers_split else [block.label]:
            paragraph.add_run(part)
        paragraph.add_run(("\u3000" if block.label else "") + block.text.replace("第四十条", "第三十三条"))
        if block.label in REFERENCES:
            document.add_paragraph(_with(REFERENCES[block.label], NUMBERS))
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def _with(sentence: str, numbers: dict[int, str]) -> str:
    return re.sub(r"\{(\d+)\}", lambda match: numbers[int(match[1])], sentence)


def _articles(document: Tree) -> dict[str, str]:
    """The numbers of the articles by the words behind them, references left out."""
    found = [one for one in document.passages if one.label.startswith("第") and one.label.endswith("条")]
    return {re.sub("第[一二三四五六七八九十]+条", "", one.text): one.label for one in found}


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    """With cues alone, which is quick."""
    return replace(open_knowledge(None, Standpoint()), learnt=None)


@pytest.fixture(scope="module")
def requirements() -> Requirements:
    return load_registry().requirements("nda-2025", "", DAY)


def returned(
    data: bytes, path: Path, knowledge: Knowledge, requirements: Requirements
) -> tuple[Written, DocumentReport]:
    path.write_bytes(data)
    report = judge(read_docx(data), str(path), data, knowledge, requirements, None)
    signature = Signature(WE, datetime(2026, 3, 4, 9, 0))  # noqa: DTZ001 - as Word shows it
    told: list[object] = []
    Desk(knowledge, requirements, RevisionView.ACCEPTED, signature, renumber=True).work(
        ReturnJob(path, report), told.append
    )
    (written,) = told
    assert isinstance(written, Written), written
    return written, report


@pytest.mark.parametrize("numbers_split", [False, True])
def test_numbers_and_references_move_on_and_can_be_taken_back(
    tmp_path: Path, knowledge: Knowledge, requirements: Requirements, numbers_split: bool
) -> None:
    original = typed(numbers_split)
    written, report = returned(original, tmp_path / "draft.docx", knowledge, requirements)
    assert written.renumbered
    assert written.renumbered >= 27
    assert faults(written.data) == []
    document = outline.build(read_docx(written.data))
    before, after = _articles(outline.build(read_docx(original))), _articles(document)
    assert list(after.values()) == [f"第{to_chinese(at)}条" for at in range(1, len(after) + 1)]
    assert len(after) > len(before) == 37
    assert numbering_faults(document, Judge(requirements, knowledge, report.kind, RevisionView.ACCEPTED)) == 0
    moved = {number: after[words] for words, number in before.items()}
    now = {at: moved[f"第{old}条"][1:-1] for at, old in NUMBERS.items()}
    assert now != NUMBERS
    text = "\n".join(one.text for one in document.passages)
    assert _with(REFERENCES["第二十七条"], now) in text
    assert REFERENCES["第二十八条"] in text
    assert REFERENCES["第十条"].replace("前条", moved["第九条"]) in text
    for view in RevisionView:
        assert read_docx(rejected_of(written.data, WE), view).blocks == read_docx(original, view).blocks
    (tmp_path / "returned.docx").write_bytes(written.data)
    one = read_file(tmp_path / "returned.docx")
    (moved_on,) = [reply for reply in said(one, one, WE).replies if reply.subject == MOVED_ON]
    assert len(moved_on.lines) == written.renumbered
    assert moved_on.decision is Decision.PENDING


def test_a_draft_whose_numbers_are_not_in_order_keeps_them(
    tmp_path: Path, knowledge: Knowledge, requirements: Requirements
) -> None:
    data = typed()
    document = Document(io.BytesIO(data))
    for paragraph in document.paragraphs:
        if paragraph.text.startswith("第五条"):
            paragraph.runs[0].text = "第四条"
    target = io.BytesIO()
    document.save(target)
    written, _ = returned(target.getvalue(), tmp_path / "draft.docx", knowledge, requirements)
    assert written.renumbered is None
    labels = [one.label for one in outline.build(read_docx(written.data)).passages]
    assert any("条之一" in one for one in labels)


def test_without_being_asked_no_number_changes(
    tmp_path: Path, knowledge: Knowledge, requirements: Requirements
) -> None:
    data = typed()
    path = tmp_path / "draft.docx"
    path.write_bytes(data)
    report = judge(read_docx(data), str(path), data, knowledge, requirements, None)
    told: list[object] = []
    signature = Signature(WE, datetime(2026, 3, 4, 9, 0))  # noqa: DTZ001 - as Word shows it
    Desk(knowledge, requirements, RevisionView.ACCEPTED, signature).work(ReturnJob(path, report), told.append)
    (written,) = told
    assert isinstance(written, Written)
    assert written.renumbered == 0
    assert all(b"<w:del " not in part for part in (written.data,))
    after = iter(one.label + one.text for one in read_docx(written.data).blocks)
    assert all(one.label + one.text in after for one in read_docx(data).blocks)
