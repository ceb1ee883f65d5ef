"""The command line as users meet it: what it prints, what it writes, how it exits."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from contractkit.cli.app import run as cli
from contractkit.workflows import doctor

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "samples"


def run(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"}
    command = [sys.executable, "-m", "contractkit", *map(str, arguments)]
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", env=environment, cwd=cwd, check=False
    )


@pytest.fixture(scope="module")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("out")
    done = run("generate", SAMPLES / "traffic.yaml", "--out", out)
    assert done.returncode == 0, done.stderr
    return out


def test_help_is_in_chinese_and_lists_the_commands() -> None:
    done = run("--help")
    assert done.returncode == 0
    for words in ("generate", "check", "show", "lint", "doctor", "审查文件"):
        assert words in done.stdout


@pytest.mark.parametrize(
    "arguments", [["chek"], ["check"], ["check", "--kind", "memo", "x"], ["generate", "--unknown", "x"]]
)
def test_a_wrong_call_is_told_in_chinese_and_exits_2(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：")
    assert "--help" in done.stderr
    assert "Traceback" not in done.stderr


def test_generate_writes_both_documents_with_their_manifests(generated: Path) -> None:
    names = sorted(path.name for path in generated.iterdir())
    assert [name.rsplit(".", 1)[-1] for name in names].count("docx") == 2
    for manifest in generated.glob("*.manifest.json"):
        content = json.loads(manifest.read_text(encoding="utf-8"))
        assert content["verdict"] == "complete"
        assert (generated / content["file"]).is_file()
        assert content["edition"] == "nda-2025"


def test_generating_again_gives_the_same_bytes(generated: Path, tmp_path: Path) -> None:
    assert run("generate", SAMPLES / "traffic.yaml", "--out", tmp_path).returncode == 0
    files = {path.name: path.read_bytes() for path in generated.iterdir()}
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == files


def test_our_own_documents_check_complete_and_exit_0(generated: Path) -> None:
    done = run("check", *generated.glob("*.docx"), "--format", "json")
    assert done.returncode == 0
    documents = json.loads(done.stdout)["documents"]
    assert sorted(document["kind"] for document in documents) == ["agreement", "plan"]
    for document in documents:
        statuses = [e["status"] for item in document["items"] for e in item["elements"]]
        assert statuses == ["present"] * (25 if document["kind"] == "agreement" else 34)
        assert document["findings"] == []
        assert document["verdict"] == "complete"


def test_a_changed_document_is_not_overwritten(generated: Path, tmp_path: Path) -> None:
    for path in generated.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    edited = next(tmp_path.glob("*协议.docx"))
    edited.write_bytes(edited.read_bytes() + b" ")
    done = run("generate", SAMPLES / "traffic.yaml", "--out", tmp_path)
    assert done.returncode == 2
    assert "被修改过" in done.stderr
    assert run("generate", SAMPLES / "traffic.yaml", "--out", tmp_path, "--overwrite").returncode == 0


def test_five_mistakes_in_a_matter_come_at_once_and_nothing_is_written(tmp_path: Path) -> None:
    done = run("generate", SAMPLES / "flawed-matter.yaml", "--out", tmp_path / "out")
    assert done.returncode == 2
    told = [line for line in done.stderr.splitlines() if line.startswith("  ")]
    assert len(told) == 5
    for line, words in zip(told, ("emial", "校验位", "6 年", "105%", "应急处置"), strict=True):
        assert words in line
        assert "flawed-matter.yaml:" in line
    assert not (tmp_path / "out").exists()


def test_one_bad_matter_stops_no_other(tmp_path: Path) -> None:
    done = run(
        "generate", SAMPLES / "flawed-matter.yaml", SAMPLES / "traffic.yaml", "--kind", "plan", "--out", tmp_path
    )
    assert done.returncode == 2
    assert len(list(tmp_path.glob("*.docx"))) == 1


def test_an_unreadable_file_exits_3_and_says_why(tmp_path: Path) -> None:
    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.4 broken")
    done = run("check", scan)
    assert done.returncode == 3
    assert "未能作出结论" in done.stdout
    report = json.loads(run("check", scan, "--format", "json").stdout)
    assert report["documents"][0]["verdict"] == "not_assessed"
    assert report["documents"][0]["error"]


def test_of_several_files_the_highest_code_counts(tmp_path: Path, generated: Path) -> None:
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 broken")
    good = next(generated.glob("*方案.docx"))
    assert run("check", good, tmp_path).returncode == 3


def test_a_missing_path_is_a_wrong_call(tmp_path: Path) -> None:
    done = run("check", tmp_path / "没有.docx")
    assert done.returncode == 2
    assert "没有这个文件" in done.stderr


def test_a_report_can_go_to_a_file(generated: Path, tmp_path: Path) -> None:
    target = tmp_path / "报告.md"
    done = run("check", next(generated.glob("*协议.docx")), "--format", "markdown", "--output", target)
    assert done.returncode == 0
    assert target.read_text(encoding="utf-8").startswith("# 审查报告")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "requirement", "14.6"], "不得直接或间接参与再开发"),
        (["show", "requirement", "14.6.disclosure"], "clauses/agreement/14.6.md"),
        (["show", "edition"], "nda-2024-draft"),
        (["show", "edition", "--diff", "nda-2024-draft", "nda-2025"], "14.6"),
        (["show", "edition", "nda-2025", "--locality", "henan"], "3"),
        (["show", "clause", "14.11.dispute"], "首选"),
        (["show", "clause", "henan.network_security"], "agreement"),
        (["show", "rule", "term-too-long"], "第十四条"),
        (["show", "rule", "14.6.disclosure"], "近似而不算（4）"),
        (["show", "rule", "henan.network_security"], "实施方案"),
        (["show", "requirement", "14.6.disclosure"], "用例　合格"),
        (["show", "schema"], "contractkit.matter/1"),
    ],
)
def test_show_prints_the_one_table(arguments: list[str], words: str) -> None:
    done = run(*arguments)
    assert done.returncode == 0, done.stderr
    assert words in done.stdout


@pytest.mark.parametrize(
    "arguments", [["show", "requirement", "14.99"], ["show", "clause", "14.11.disput"], ["show", "rule", "term"]]
)
def test_an_unknown_id_is_told_with_the_nearest(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("错误：")


def test_lint_finds_nothing_in_what_we_ship(tmp_path: Path) -> None:
    done = run("lint", cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert "没有问题" in done.stdout


def test_doctor_says_what_this_machine_can_do() -> None:
    done = run("doctor")
    assert done.returncode == 0
    assert "docxtpl" in done.stdout
    assert "LibreOffice" in done.stdout


def test_a_report_does_not_replace_the_draft_it_is_about(generated: Path, tmp_path: Path) -> None:
    draft = tmp_path / "草案.docx"
    draft.write_bytes(next(generated.glob("*协议.docx")).read_bytes())
    before = draft.read_bytes()
    done = run("check", draft, "--output", draft)
    assert done.returncode == 2
    assert "报告会覆盖" in done.stderr
    assert draft.read_bytes() == before


def test_a_crash_is_not_mistaken_for_findings(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def crash() -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "examine", crash)
    assert cli(["doctor"]) == 3
    error = capsys.readouterr().err
    assert error.startswith("程序出错")
    assert "ZeroDivisionError" in error


def test_a_page_read_by_a_program_is_utf8_and_ends_with_one_line_feed() -> None:
    command = [sys.executable, "-m", "contractkit", "show", "rule", "term-too-long"]
    environment = {**os.environ, "PYTHONIOENCODING": "gbk"}
    printed = subprocess.run(command, capture_output=True, env=environment, check=True).stdout
    assert printed.decode().endswith("\n")
    assert not printed.endswith(b"\n\n")
