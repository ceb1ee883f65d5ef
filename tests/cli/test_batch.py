"""`contractkit batch` as users meet it: what it prints and how it exits."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest

from contractkit.cli.app import run
from strategies import SAMPLES
from workflows.batch.tables import write_table


def batch(folder: Path, *more: str) -> int:
    given = ["--base", str(SAMPLES / "traffic.yaml"), "--out", str(folder / "out"), "--kind", "plan", "--jobs", "1"]
    return run(["batch", str(folder / "rows.csv"), *given, "--verify", "none", *more])


def test_a_bad_row_is_told_with_its_place_and_the_exit_code_is_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_table(tmp_path / "rows.csv", 3, {2: {"agreement.signing_date": "昨天"}})
    assert batch(tmp_path) == 1
    told = capsys.readouterr()
    assert "共3行，完成2行，1行未完成" in told.out
    assert "第3行" in told.err
    assert "昨天" in told.err
    assert "已标在表格的副本里" in told.err
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text("utf-8"))
    assert [row["status"] for row in manifest["rows"]] == ["done", "failed", "done"]
    assert batch(tmp_path) == 2
    assert "--resume" in capsys.readouterr().err


def test_an_empty_workbook_to_fill_in_is_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["batch", "--template", str(tmp_path / "空白.xlsx")]) == 0
    assert "空白.xlsx" in capsys.readouterr().out
    assert openpyxl.load_workbook(tmp_path / "空白.xlsx").sheetnames


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["batch"], "缺少"),
        (["batch", "没有.xlsx"], "没有这个文件"),
        (["batch", "x.csv", "--verify", "some"], "--verify"),
        (["batch", "x.csv", "--jobs", "-1"], "--jobs"),
    ],
)
def test_a_wrong_call_exits_2(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(arguments) == 2
    assert words in capsys.readouterr().err
