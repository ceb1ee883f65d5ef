"""Playbook, party, remedies and accepted deviations as users meet them."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

FLAWED = Path(__file__).parents[2] / "samples" / "drafts" / "flawed-agreement.docx"
WHO = ("--reason", "客户书面确认", "--by", "李文", "--until", "2099-01-01")


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "contractkit", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    return Path(shutil.copy(FLAWED, tmp_path / "草案.docx"))


def element(done: subprocess.CompletedProcess[str], name: str) -> dict[str, Any]:
    (document,) = json.loads(done.stdout)["documents"]
    (found,) = [one for item in document["items"] for one in item["elements"] if one["id"] == name]
    return dict(found)


def test_a_clerk_accepts_two_things_and_sees_them_in_the_report(draft: Path) -> None:
    done = run("accept", draft, "14.6.no_redevelopment", "term-too-long", *WHO)
    assert (done.returncode, done.stderr) == (0, f"登记在 {draft}.deviations.yaml\n")
    assert "已接受 14.6.no_redevelopment，至 2099-01-01。" in done.stdout

    report = run("check", draft)
    assert report.returncode == 1
    assert report.stdout.count("已接受的偏离：客户书面确认；接受人李文；有效期至2099-01-01。") == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("14.6.no_redevelopmnt", *WHO), "是不是 14.6.no_redevelopment？"),
        (("14.6.no_redevelopment",), "缺少“--reason”"),
        (("14.6.no_redevelopment", *WHO[:-1], "明年"), "日期写成 2026-03-01 的样子"),
    ],
)
def test_a_wrong_call_is_explained(draft: Path, arguments: tuple[str, ...], words: str) -> None:
    done = run("accept", draft, *arguments)
    assert done.returncode == 2
    assert words in done.stderr


@pytest.mark.parametrize(("party", "side"), [("乙方", "operator"), ("implementing_body", "implementing_body")])
def test_the_party_decides_the_text(draft: Path, party: str, side: str) -> None:
    done = run("check", draft, "--party", party, "--position", "备选", "--format", "json")
    assert json.loads(done.stdout)["party"] == side
    assert element(done, "14.9.evaluation")["remedy"]["position"] == "fallback"


def test_an_offices_playbook_and_its_mistakes(draft: Path, tmp_path: Path) -> None:
    office = tmp_path / "本所.yaml"
    office.write_text("elements:\n  14.9.evaluation: {severity: info}\n", encoding="utf-8")
    assert (
        element(run("check", draft, "--playbook", office, "--format", "json"), "14.9.evaluation")["severity"] == "info"
    )

    office.write_text("elements:\n  14.9.evaluatoin: {}\n", encoding="utf-8")
    done = run("check", draft, "--playbook", office)
    assert done.returncode == 2
    assert f"{office}:2 elements.14.9.evaluatoin：没有要素“14.9.evaluatoin”。" in done.stderr


def test_remedies_are_written_out_when_asked_for(draft: Path) -> None:
    done = run("check", draft, "--remedies")
    assert "补缺：在第十六条之后增加一条，编为第十七条" in done.stdout
    assert "第十七条\u3000被授权方应当依法依规在授权范围内开展业务" in done.stdout
