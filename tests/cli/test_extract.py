"""`contractkit extract` as a person types it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from contractkit.cli.app import run
from strategies import SAMPLES

GOOD = str(SAMPLES / "drafts" / "good-plan.pdf")


def test_the_table_says_field_value_confidence_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["extract", str(SAMPLES / "drafts" / "good-agreement.docx")])
    out = capsys.readouterr().out
    assert code in {0, 1}
    assert "授权运营期限" in out
    assert "〔确定，" in out


def test_json_goes_to_stdout_and_talk_to_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    run(["extract", GOOD, "--format", "json"])
    captured = capsys.readouterr()
    content = json.loads(captured.out)
    assert content["document"]["kind"] == "plan"
    assert content["document"]["format"] == "pdf"
    assert any(one["field"] == "term.years" for one in content["fields"])


def test_a_matter_file_is_written_and_not_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = tmp_path / "m.yaml"
    arguments = ["extract", str(SAMPLES / "drafts" / "traditional-agreement.md"), "--output", str(target)]
    run(arguments)
    assert capsys.readouterr().out == ""
    assert {path.name for path in tmp_path.iterdir()} == {"m.yaml", "m.sources.json"}
    assert run(arguments) == 2
    assert "已有文件" in capsys.readouterr().err
    assert run([*arguments, "--force"]) in {0, 1}


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (
            "甲方（授权方）：云汀市数据局\n\n乙方（运营方）：云汀数据运营有限公司\n\n一、运营期限\n\n运营期限为三年。\n",
            0,
        ),
        (
            "甲方：云汀市数据局\n\n乙方：云汀数据运营有限公司\n\n一、运营期限\n\n运营期限为三年。本协议的授权期限为五年。\n",
            1,
        ),
        ("先把鸡蛋打散。\n", 3),
    ],
)
def test_the_exit_code(draft: str, code: int, tmp_path: Path) -> None:
    path = tmp_path / "协议.txt"
    path.write_text(f"云汀市授权运营协议\n\n{draft}", encoding="utf-8")
    assert run(["extract", str(path)]) == code


def test_a_missing_file_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["extract", "没有.docx"]) == 2
    assert "没有这个文件" in capsys.readouterr().err
