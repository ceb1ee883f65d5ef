"""Drafts go back: the file of the counterparty annotated, or a letter; what does not hold is not handed over."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from docx import Document

from contractkit.core.checker.finding import Status
from contractkit.core.checker.report import Report
from contractkit.errors import RenderingError, UsageError
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx
from contractkit.reporters.annotated import Annotated, accepted
from contractkit.workflows.check import CheckOptions, check_files
from contractkit.workflows.return_draft import Returned, ReturnOptions, return_drafts
from contractkit.workflows.return_draft.verifying import verify_rejected
from word_validity import W, faults

SAMPLES = Path(__file__).parents[2] / "samples" / "drafts"
DAY = CheckOptions(on=date(2026, 3, 4))
NOW = datetime(2026, 3, 4, 9, 30)  # noqa: DTZ001 - as Word shows it


@pytest.fixture(scope="module")
def sent(tmp_path_factory: pytest.TempPathFactory) -> tuple[Report, dict[str, Returned]]:
    """The samples, returned."""
    folder = tmp_path_factory.mktemp("back")
    packed = folder / "packed.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(SAMPLES / "flawed-agreement.docx", "内/缺漏.docx")
    paths = [SAMPLES / "flawed-agreement.docx", SAMPLES / "traditional-agreement.md", SAMPLES / "README.md", packed]
    report, returned = return_drafts(paths, DAY, ReturnOptions(folder / "out", "我方法务", NOW))
    return report, {Path(one.name).name: one for one in returned}


def data_of(returned: Returned) -> bytes:
    assert returned.path is not None, returned.why
    return returned.path.read_bytes()


def test_a_word_file_comes_back_annotated(sent: tuple[Report, dict[str, Returned]]) -> None:
    report, returned = sent
    one = returned["flawed-agreement.docx"]
    data = data_of(one)
    assert one.written is not None
    assert one.path is not None
    assert one.path.name == "flawed-agreement-审查意见.docx"
    assert faults(data) == []
    missing = [e for item in report.documents[0].items for e in item.elements if e.status is Status.MISSING]
    assert len(missing) == 4
    assert one.written.insertions >= len(missing)
    original = (SAMPLES / "flawed-agreement.docx").read_bytes()
    assert read_docx(data, RevisionView.ORIGINAL).blocks == read_docx(original, RevisionView.ORIGINAL).blocks
    assert Document(io.BytesIO(data)).paragraphs


def test_accepting_what_was_inserted_leaves_nothing_missing(
    sent: tuple[Report, dict[str, Returned]], tmp_path: Path
) -> None:
    data = data_of(sent[1]["flawed-agreement.docx"])
    ours = frozenset(
        node.get(W + "id", "")
        for node in Document(io.BytesIO(data)).element.iter(W + "ins", W + "del")
        if node.get(W + "author") == "我方法务"
    )
    (tmp_path / "accepted.docx").write_bytes(accepted(data, ours))
    report = check_files([tmp_path / "accepted.docx"], DAY)
    statuses = {one.id: one.status for item in report.documents[0].items for one in item.elements}
    assert Status.MISSING not in statuses.values()
    assert statuses["14.6.no_redevelopment"] is Status.PRESENT


def comments(data: bytes) -> Iterator[str]:
    for one in Document(io.BytesIO(data)).comments:
        yield "\n".join(paragraph.text for paragraph in one.paragraphs)


def test_comments_say_law_reason_and_remedy_and_not_what_we_would_accept(
    sent: tuple[Report, dict[str, Returned]],
) -> None:
    report, returned = sent
    said = list(comments(data_of(returned["flawed-agreement.docx"])))
    cover = next(one for one in said if one.startswith("审查意见：授权运营协议，法定内容不齐备"))
    assert "具备19项、虚置2项、缺失4项" in cover
    deferred = next(one for one in said if one.startswith("【虚置】收益分配机制"))
    assert "依据：《公共数据资源授权运营实施规范（试行）》第十四条第（七）项" in deferred
    assert "可分配收益按照下列比例分配" in deferred
    lenient = [e.accept for item in report.documents[0].items for e in item.elements if e.accept]
    assert lenient
    assert not any(one in text for one in lenient for text in said)


def test_what_is_no_word_file_gets_a_letter_with_places(sent: tuple[Report, dict[str, Returned]]) -> None:
    one = sent[1]["traditional-agreement.md"]
    assert one.written is not None
    assert one.written.is_letter
    text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data_of(one))).paragraphs)
    assert "审查意见书" in text
    assert "第9段" in text
    assert "【缺失】软硬件设备权属" in text


def test_a_member_of_an_archive_comes_back_too(sent: tuple[Report, dict[str, Returned]]) -> None:
    assert data_of(sent[1]["缺漏.docx"])[:2] == b"PK"


def test_what_is_no_draft_is_said_and_stops_nothing(sent: tuple[Report, dict[str, Returned]]) -> None:
    one = sent[1]["README.md"]
    assert one.path is None
    assert "既不是实施方案" in one.why


def test_several_drafts_do_not_go_into_one_file(tmp_path: Path) -> None:
    paths = [SAMPLES / "flawed-agreement.docx", SAMPLES / "good-agreement.docx"]
    with pytest.raises(UsageError, match="一个"):
        return_drafts(paths, DAY, ReturnOptions(tmp_path / "one.docx", "我方", NOW))
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_taken_back_is_not_handed_over() -> None:
    original = (SAMPLES / "flawed-agreement.docx").read_bytes()
    other = (SAMPLES / "good-agreement.docx").read_bytes()
    verify_rejected(original, Annotated(original, frozenset(), frozenset()))
    with pytest.raises(RenderingError, match="不一致"):
        verify_rejected(original, replace(Annotated(original, frozenset(), frozenset()), data=other))
