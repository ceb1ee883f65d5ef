from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.errors import UsageError
from contractkit.workflows.files import file_name, refuse_to_overwrite, write_atomically


@given(st.text())
def test_a_file_name_is_safe_on_every_system(title: str) -> None:
    name = file_name(title)
    assert name
    assert not set(name) & set('\\/:*?"<>|')
    assert name == name.strip(" .")
    assert len(name.encode("utf-8", "replace")) <= 181
    assert name.upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT1"}


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("青原市/交通:协议", "青原市_交通_协议"),
        ("NUL", "_NUL"),
        (" ..", "_"),
        ("方案。", "方案。"),
        ("甲\u202e乙", "甲_乙"),
    ],
)
def test_unsafe_characters_are_replaced(title: str, name: str) -> None:
    assert file_name(title) == name


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
