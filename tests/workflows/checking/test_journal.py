"""Reports on disk are what they were, and a torn line costs only itself."""

from __future__ import annotations

import stat
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from contractkit.core.checker.deviation import Deviation, Idle
from contractkit.core.checker.finding import AspectVerdict, ElementVerdict, Evidence, ItemStatus, ItemVerdict, Status
from contractkit.core.checker.remedies.remedy import Blank, Remedy
from contractkit.core.checker.report import DocumentKind, DocumentReport, Reading, Verdict
from contractkit.core.document.tree import Location, Loss
from contractkit.core.matter.standpoint import Position, Side
from contractkit.errors import UsageError
from contractkit.workflows.checking.journal import Journal

DEVIATION = Deviation("14.9.x", ("原文",), "理由", "张三", date(2027, 1, 1), date(2026, 1, 1), 3)
EVIDENCE = Evidence("“原文”\u2028\x1b", ("第一条",), Location(3, table=1, row=2), 0.5, "期限", "前", "后")
REMEDY = Remedy(
    "14.9.x", "a.md:1", Position.FALLBACK, Side.OPERATOR, "", "在后", "第九条", ("文字",), (Blank("【】", "填"),)
)
ELEMENT = ElementVerdict(
    "14.9.x",
    "要素",
    Status.DEFERRED,
    "理由",
    (EVIDENCE,),
    aspects=(AspectVerdict("a", "方面"),),
    remedy=REMEDY,
    accepted=DEVIATION,
)
REPORT = DocumentReport(
    path="半个\udc80字.docx",
    sha256="a" * 64,
    kind=DocumentKind.AGREEMENT,
    language="zh-Hans",
    verdict=Verdict.INCOMPLETE,
    items=(ItemVerdict("14.9", "条目", ItemStatus.PARTIAL, (ELEMENT,)),),
    findings=(),
    reading=Reading("docx", 3, (Loss("批注", 1, "", share=0.25, words=("话",)),)),
    idle=(Idle(DEVIATION, "过期"),),
)
UNREAD = replace(REPORT, error="打不开", items=())


def test_a_report_comes_back_as_it_was(tmp_path: Path) -> None:
    with Journal.opened(tmp_path / "甲.journal", "印", resume=False) as journal:
        entry = journal.add("键", (REPORT, UNREAD), 2, more=True)
        other = journal.add("键二", (UNREAD,))
        assert journal.at(entry.place) == (REPORT, UNREAD)
        assert journal.at(other.place) == (UNREAD,)
    with Journal.opened(tmp_path / "甲.journal", "印", resume=True) as journal:
        assert journal.known == {"键": entry}  # what could not be read is tried again
        assert journal.at(entry.place) == (REPORT, UNREAD)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows 没有这种权限")
def test_only_the_owner_reads_it(tmp_path: Path) -> None:
    with Journal.opened(tmp_path / "下" / "甲.journal", "印", resume=False):
        mode = stat.S_IMODE((tmp_path / "下" / "甲.journal").stat().st_mode)
    assert mode == 0o600


@pytest.mark.parametrize("torn", [b'{"key":"b', b"\xff\n", b"[]\n", b'{"key":"b","documents":[{}]}\n'])
def test_what_is_torn_is_dropped(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "甲.journal"
    with Journal.opened(path, "印", resume=False) as journal:
        entry = journal.add("a", (REPORT,))
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    with Journal.opened(path, "印", resume=True) as journal:
        assert journal.known == {"a": entry}
        after = journal.add("c", (REPORT,))
        assert journal.at(after.place) == (REPORT,)
    assert path.read_bytes().startswith(whole)
    assert torn not in path.read_bytes()


def test_under_another_stamp_nothing_is_known(tmp_path: Path) -> None:
    path = tmp_path / "甲.journal"
    with Journal.opened(path, "印", resume=False) as journal:
        journal.add("a", (REPORT,))
    with Journal.opened(path, "别的印", resume=True) as journal:
        assert journal.known == {}
    assert "印" not in path.read_text(encoding="utf-8").replace("\\u", "")


def test_a_journal_is_not_overwritten_by_mistake(tmp_path: Path) -> None:
    with Journal.opened(tmp_path / "甲.journal", "印", resume=False):
        pass
    with pytest.raises(UsageError, match="--resume"):
        Journal.opened(tmp_path / "甲.journal", "印", resume=False)


def test_a_nameless_journal_leaves_nothing() -> None:
    with Journal.nameless() as journal:
        entry = journal.add("", (REPORT,))
        assert journal.at(entry.place) == (REPORT,)
        assert journal.path is None
