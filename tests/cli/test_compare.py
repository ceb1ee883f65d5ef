"""The commands that send something back: what they write, what they say, how they end."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

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


def short(path: Path, inserted: str) -> str:
    """A short file of one sentence and what stands behind it."""
    document = Document()
    document.add_paragraph("会议于星期三上午在三楼举行。")
    document.add_paragraph()._p.append(parse_xml(inserted))
    document.save(str(path))
    return str(path)


def test_an_answer_ends_by_what_is_left_to_talk_about(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    words = f"<w:r {nsdecls('w')}><w:t>与会人员应当提前十分钟到场签到。</w:t></w:r>"
    sent = short(tmp_path / "sent.docx", f'<w:ins {nsdecls("w")} w:id="7" w:author="我方">{words}</w:ins>')
    taken = short(tmp_path / "taken.docx", words)
    other = short(tmp_path / "other.docx", words.replace("十分钟", "一小时"))
    assert run(["answer", sent, taken]) == 0
    assert "我方插入1处：接受1处" in capfd.readouterr().out
    assert run(["answer", sent, other, "--format", "json"]) == 1
    told = json.loads(capfd.readouterr().out)
    assert [(one["decision"], one["silent"]) for one in told["insertions"]] == [("changed", True)]
    assert told["author"] == "我方"
    assert run(["answer", sent, taken, "--format", "docx"]) == 2
    assert run(["answer", taken, sent, "--author", "我方"]) == 2
    assert "没有“我方”的修订和批注" in capfd.readouterr().err
