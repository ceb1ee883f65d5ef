from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.errors import UsageError
from contractkit.workflows.files import file_name, refuse_to_overwrite, write_atomically, write_together


@given(st.text())
def test_a_file_name_is_safe_on_every_system(title: str) -> None:
    name = file_name(title)
    assert name
    assert not set(name) & set('\\/:*?"<>|')
    assert name == name.strip(" .")
    assert len(name.encode()) <= 181
    assert name.upper().partition(".")[0] not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("青原市/交通:协议", "青原市_交通_协议"),
        ("NUL", "_NUL"),
        ("con.方案", "_con.方案"),
        ("甲\ud800乙", "甲_乙"),
        (" ..", "_"),
        ("方案。", "方案。"),
        ("甲\u202e乙", "甲_乙"),
    ],
)
def test_unsafe_characters_are_replaced(title: str, name: str) -> None:
    assert file_name(title) == name


def test_long_titles_that_differ_at_their_ends_keep_different_names() -> None:
    long = "公共数据资源授权运营" * 20
    assert file_name(f"{long}实施方案") != file_name(f"{long}协议")
    assert file_name(f"{long}协议").startswith(long[:50])


def test_a_file_is_written_whole_and_leaves_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "新" / "方案.docx"
    write_atomically(target, b"one")
    write_atomically(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["方案.docx"]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="不能写入"):
        write_atomically(tmp_path / "file" / "方案.docx", b"x")


def test_a_folder_of_the_same_name_is_told_and_stays(tmp_path: Path) -> None:
    (tmp_path / "方案.docx").mkdir()
    with pytest.raises(UsageError, match="已有同名文件夹"):
        write_atomically(tmp_path / "方案.docx", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["方案.docx"]


def test_files_that_belong_together_are_written_all_or_none(tmp_path: Path) -> None:
    old, new, blocked = tmp_path / "旧.docx", tmp_path / "新.docx", tmp_path / "堵.docx"
    old.write_bytes(b"old")
    blocked.mkdir()
    with pytest.raises(UsageError, match=r"堵\.docx"):
        write_together({old: b"changed", new: b"new", blocked: b"x"})
    assert old.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["堵.docx", "旧.docx"]


def test_what_was_replaced_comes_back_when_a_later_file_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, locked = tmp_path / "旧.docx", tmp_path / "新.docx", tmp_path / "锁.docx"
    old.write_bytes(b"old")
    locked.write_bytes(b"open in Word")
    replace = Path.replace

    def refuse(part: Path, target: Path) -> Path:
        """What Windows does while Word holds the target open."""
        if target == locked:
            raise PermissionError(13, "Permission denied")
        return replace(part, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match=r"锁\.docx"):
        write_together({old: b"changed", new: b"new", locked: b"x"})
    assert (old.read_bytes(), locked.read_bytes()) == (b"old", b"open in Word")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["旧.docx", "锁.docx"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no permission bits")
def test_permissions_are_the_users_own(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_atomically(tmp_path / "密.docx", b"x")
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "密.docx").stat().st_mode) == 0o600
    (tmp_path / "密.docx").chmod(0o640)
    write_atomically(tmp_path / "密.docx", b"y")
    assert stat.S_IMODE((tmp_path / "密.docx").stat().st_mode) == 0o640


def generated(folder: Path, data: bytes) -> tuple[Path, Path]:
    target, manifest = folder / "协议.docx", folder / "协议.manifest.json"
    target.write_bytes(data)
    manifest.write_text(json.dumps({"sha256": hashlib.sha256(data).hexdigest()}), encoding="utf-8")
    return target, manifest


def test_our_own_untouched_file_may_be_replaced(tmp_path: Path) -> None:
    target, manifest = generated(tmp_path, b"old")
    refuse_to_overwrite({target: b"new"}, {target: manifest})
    assert target.read_bytes() == b"old"


def test_a_file_somebody_changed_is_not_replaced(tmp_path: Path) -> None:
    target, manifest = generated(tmp_path, b"old")
    target.write_bytes(b"old, and a lawyer's words")
    with pytest.raises(UsageError, match="被修改过"):
        refuse_to_overwrite({target: b"new"}, {target: manifest})


@pytest.mark.parametrize("manifest", ["", "[]", "{}", "不是 JSON"])
def test_a_file_without_a_good_manifest_is_not_ours(tmp_path: Path, manifest: str) -> None:
    target, record = generated(tmp_path, b"old")
    record.write_text(manifest, encoding="utf-8")
    with pytest.raises(UsageError):
        refuse_to_overwrite({target: b"new"}, {target: record})
    refuse_to_overwrite({target: b"old"}, {target: record})
