"""What doctor says of this machine, and of one on which optional things are missing."""

from __future__ import annotations

import pytest

from contractkit.readers.scan import recogniser
from contractkit.workflows import doctor
from contractkit.workflows.doctor import Examined, examine


def by_subject() -> dict[str, Examined]:
    return {one.subject: one for one in examine()}


def test_every_format_is_told() -> None:
    subjects = "\n".join(by_subject())
    for words in ("Word（.docx", "PDF", "OFD", "网页", "Markdown", ".zip", ".doc、.wps、.rtf、.odt", "扫描件、图片"):
        assert words in subjects


def test_what_is_missing_is_told_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "find_office", lambda: None)
    monkeypatch.setattr(recogniser, "is_available", lambda: False)
    found = by_subject()
    legacy, scans = found["读取 .doc、.wps、.rtf、.odt"], found["读取扫描件、图片（文字识别）"]
    assert not legacy.available
    assert not scans.available
    assert legacy.optional
    assert scans.optional
    assert "安装 LibreOffice" in legacy.note
    assert 'python -m pip install "rapidocr>=3.10,<4" onnxruntime' in scans.note
    assert 'pipx inject contractkit-shuju "rapidocr>=3.10,<4" onnxruntime' in scans.note


def test_recognition_that_is_there_is_told_with_its_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recogniser, "is_available", lambda: True)
    monkeypatch.setattr(doctor, "_OCR", ("pytest", "没有这个包"))
    scans = by_subject()["读取扫描件、图片（文字识别）"]
    assert scans.available
    assert f"pytest {pytest.__version__}、没有这个包 版本不明" in scans.note
