"""Accepting a gap or a finding: it is written down beside the draft, and the next check knows it."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contractkit.core.checker.finding import Severity
from contractkit.core.checker.report import DocumentReport
from contractkit.core.checker.settlement import gaps, open_gaps
from contractkit.core.law.requirement import Kind
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.workflows.accept import Acceptance, accept
from contractkit.workflows.check import CheckOptions, check_files, exit_code
from contractkit.workflows.checking.beside import beside

SAMPLES = Path(__file__).parents[2] / "samples" / "drafts"
OPTIONS = CheckOptions(on=date(2026, 3, 1))
UNTIL = date(2026, 12, 31)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """The flawed draft in a folder of its own."""
    return Path(shutil.copy(SAMPLES / "flawed-agreement.docx", tmp_path / "草案.docx"))


def acceptance(*subjects: str, words: str = "", every: bool = False) -> Acceptance:
    return Acceptance(subjects, "客户书面确认", "李文", UNTIL, words, every)


def checked(draft: Path, options: CheckOptions = OPTIONS) -> DocumentReport:
    (document,) = check_files([draft], options).documents
    return document


def test_what_was_accepted_is_marked_in_the_next_check(draft: Path) -> None:
    written = accept(draft, acceptance("14.6.no_redevelopment"), OPTIONS)

    assert written.file == beside(draft) == draft.with_name("草案.docx.deviations.yaml")
    document = checked(draft)
    (accepted,) = [gap for gap in gaps(document) if gap.accepted]
    assert (accepted.id, accepted.accepted) == ("14.6.no_redevelopment", replace(written.deviations[0], line=4))
    assert document.idle == ()


def test_a_draft_whose_gaps_and_findings_are_all_accepted_ends_with_0(draft: Path) -> None:
    report = check_files([draft], OPTIONS)
    (before,) = report.documents
    assert exit_code(report, Severity.WARNING) == 1
    subjects = dict.fromkeys((*(gap.id for gap in open_gaps(before)), *(one.rule for one in before.findings)))
    accept(draft, acceptance(*subjects, every=True), OPTIONS)

    report = check_files([draft], OPTIONS)

    assert exit_code(report, Severity.INFO) == 0
    assert report.documents[0].verdict is before.verdict  # the law's content is not there, accepted or not
    later = check_files([draft], replace(OPTIONS, on=date(2027, 1, 1)))
    assert exit_code(later, Severity.ERROR) == 1
    assert len(later.documents[0].idle) == len(gaps(before)) + len(before.findings)


def test_one_file_may_hold_for_several_drafts(draft: Path, tmp_path: Path) -> None:
    shared = tmp_path / "共用" / "偏离.yaml"
    options = replace(OPTIONS, deviations=shared)
    accept(draft, acceptance("term-too-long", "14.9.evaluation"), options)
    other = Path(shutil.copy(SAMPLES / "good-agreement.docx", tmp_path / "另一份.docx"))

    report = check_files([draft, other], options)

    assert report.idle == ()
    assert [bool(one.accepted) for one in report.documents[0].findings if one.rule == "term-too-long"] == [True]
    (idle, second) = check_files([other], options).idle
    assert (idle.deviation.subject, second.deviation.subject) == ("term-too-long", "14.9.evaluation")


def test_the_files_of_deviations_are_no_drafts(draft: Path) -> None:
    accept(draft, acceptance("term-too-long"), OPTIONS)

    assert [Path(one.path).name for one in check_files([draft.parent], OPTIONS).documents] == ["草案.docx"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (acceptance("14.1.scope"), "没有缺漏，不必接受"),
        (acceptance("term-too-lang"), "是不是 term-too-long？"),
        (acceptance("zzz"), "可以接受的有：14.3.business_review"),
        (acceptance("term-too-long", words="十年"), "没有“十年”"),
        (replace(acceptance("term-too-long"), until=date(2026, 2, 28)), "已经过去"),
        (replace(acceptance("term-too-long"), by=" "), "--by 是空的"),
    ],
)
def test_what_cannot_be_accepted_is_said(draft: Path, given: Acceptance, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        accept(draft, given, OPTIONS)
    assert not beside(draft).exists()


PLACES = """# 云汀市公共数据资源授权运营协议

甲方：云汀市数据局

乙方：云汀数源有限公司

第一条 乙方应当支付违约金人民币______元，并赔偿甲方损失。

第二条 乙方应当在____年内完成平台建设，甲方应当予以配合。
"""


def test_of_several_findings_the_one_that_is_meant_has_to_be_named(tmp_path: Path) -> None:
    draft = tmp_path / "草案.md"
    draft.write_text(PLACES, encoding="utf-8")
    options = replace(OPTIONS, kind=Kind.AGREEMENT)

    with pytest.raises(UsageError, match="没有说明接受哪一处") as caught:
        accept(draft, acceptance("unfilled-placeholder"), options)
    assert len(caught.value.problems) == 2

    accept(draft, acceptance("unfilled-placeholder", words="完成平台建设"), options)
    found = [one for one in checked(draft, options).findings if one.accepted]
    assert len(found) == 1
    assert "完成平台建设" in found[0].evidence[0].quote


def test_a_folder_or_a_draft_that_cannot_be_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="逐份登记"):
        accept(tmp_path, acceptance("term-too-long"), OPTIONS)
    broken = tmp_path / "坏.docx"
    broken.write_bytes(b"PK\x03\x04")
    with pytest.raises(UnreadableDocument):
        accept(broken, acceptance("term-too-long"), OPTIONS)


def test_a_deviation_is_found_again_after_the_draft_was_edited_elsewhere(tmp_path: Path) -> None:
    draft = tmp_path / "草案.md"
    draft.write_text((SAMPLES / "traditional-agreement.md").read_text(encoding="utf-8"), encoding="utf-8")
    accept(draft, acceptance("monopoly-clause"), OPTIONS)
    text = draft.read_text(encoding="utf-8")
    draft.write_text(text.replace("## 第二條", "## 第一條之一　說明\n\n本條為新增。\n\n## 第二條"), encoding="utf-8")

    (finding,) = [one for one in checked(draft).findings if one.rule == "monopoly-clause"]

    assert finding.accepted is not None
