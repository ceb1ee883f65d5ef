"""The commands that send something back: what they write, what they say, how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contractkit.cli.app import run

SAMPLES = Path(__file__).parents[2] / "samples" / "drafts"
FLAWED = str(SAMPLES / "flawed-agreement.docx")


def test_a_draft_comes_back(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "back.docx"
    assert run(["check", FLAWED, "--format", "docx", "--output", str(target), "--author", "我方"]) == 1
    assert target.is_file()
    assert "批注13条" in capfd.readouterr().err


def test_it_must_be_said_where_to(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["check", FLAWED, "--format", "docx"]) == 2
    assert "--output" in capfd.readouterr().err


def test_a_comparison_ends_by_what_it_found(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text("授权运营协议\n\n第一条 运营期限为三年，自签订之日起算。\n", encoding="utf-8")
    new.write_text(old.read_text(encoding="utf-8").replace("三年", "五年"), encoding="utf-8")
    assert run(["compare", str(old), str(old)]) == 0
    assert "没有变动" in capfd.readouterr().out
    assert run(["compare", str(old), str(new), "--format", "json"]) == 1
    (change,) = json.loads(capfd.readouterr().out)["changes"]
    assert change["alterations"] == [{"term": "period", "old": "三年", "new": "五年"}]
    assert run(["compare", str(old), str(new), "--format", "docx"]) == 2
    assert run(["compare", str(old), str(tmp_path / "none.txt")]) == 2
