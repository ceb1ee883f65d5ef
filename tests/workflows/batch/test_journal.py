"""The journal survives a kill in the middle of a line, and belongs to one run at a time."""

from __future__ import annotations

from pathlib import Path

import pytest

from contractkit.errors import UsageError
from contractkit.workflows.batch.journal import open_journal

STAMP = {"schema": "test/1"}
KEY, OTHER = "0a" * 32, "0b" * 32
FILES = {"files": [{"name": "甲.docx", "sha256": "1"}]}


def test_what_was_recorded_is_known_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "out" / "journal.jsonl"
    with open_journal(path, STAMP, resume=False) as journal:
        journal.begin(["甲.docx", "乙.docx"])
        journal.record([(KEY, {"row": 2, **FILES})])
        assert not journal.began("乙.docx")  # that is asked of earlier runs
        entry = journal.done(KEY)
    assert entry is not None
    with open_journal(path, STAMP, resume=True) as journal:
        assert journal.done(KEY) == entry
        assert journal.done(OTHER) is None
        assert (journal.began("甲.docx"), journal.began("乙.docx")) == (False, True)
        assert journal.made("甲.docx", "1")
        assert not journal.made("甲.docx", "2")


def test_the_latest_entry_counts(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with open_journal(path, STAMP, resume=False) as journal:
        journal.record([(KEY, {"problems": ["错" * 5000]})])
    with open_journal(path, STAMP, resume=True) as journal:
        journal.record([(KEY, {"row": 1})])
        assert journal.done(KEY) == {"key": KEY, "row": 1}


@pytest.mark.parametrize("torn", [b"{", b'{"key":"0b', '{"key":"0b","label":"第'.encode() + b"\xe4"])
def test_a_torn_last_line_is_dropped(tmp_path: Path, torn: bytes) -> None:
    path = tmp_path / "journal.jsonl"
    with open_journal(path, STAMP, resume=False) as journal:
        journal.record([(KEY, {"row": 1})])
    whole = path.read_bytes()
    path.write_bytes(whole + torn)
    with open_journal(path, STAMP, resume=True) as journal:
        assert journal.done(KEY) is not None
        journal.record([(OTHER, {"row": 2})])
    with open_journal(path, STAMP, resume=True) as journal:
        assert journal.done(OTHER) == {"key": OTHER, "row": 2}
    assert path.read_bytes().startswith(whole)


def test_a_file_that_was_cut_in_its_head_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(b'{"jour')
    with open_journal(path, STAMP, resume=False) as journal:
        journal.record([(KEY, {})])
    with open_journal(path, STAMP, resume=True) as journal:
        assert journal.done(KEY) is not None


@pytest.mark.parametrize(
    ("resume", "before", "words"),
    [
        (False, b'{"journal":{"schema":"test/1"}}\n', "加 --resume"),
        (True, b'{"journal":{"schema":"test/2"}}\n', "其他版本"),
        (True, b'{"other":1}\n', "别的运行"),
        (True, b"nonsense\n", "已损坏"),
        (True, b"[1]\n", "别的运行"),
    ],
)
def test_another_journal_is_refused_and_left_as_it_is(tmp_path: Path, resume: bool, before: bytes, words: str) -> None:
    path = tmp_path / "journal.jsonl"
    path.write_bytes(before)
    with pytest.raises(UsageError, match=words), open_journal(path, STAMP, resume=resume):
        pass
    assert path.read_bytes() == before


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "journal.jsonl"
    with (
        open_journal(path, STAMP, resume=False),
        pytest.raises(UsageError, match="另一次运行"),
        open_journal(path, STAMP, resume=True),
    ):
        pass


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with (
        pytest.raises(UsageError, match="不能写入运行记录"),
        open_journal(tmp_path / "file" / "j", STAMP, resume=False),
    ):
        pass
