"""What the README shows is what the commands print."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n(\$ contractkit (?:generate|check|lint)[^\n]*\n.*?)```", README, re.DOTALL)


def words(text: str) -> str:
    """Text without the line breaks and indents that depend on the terminal's width."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("example", SHOWN, ids=lambda example: example.split("\n", 1)[0])
def test_an_example_of_the_readme_is_true(example: str, tmp_path: Path) -> None:
    command, *lines = example.rstrip().splitlines()
    arguments = command.removeprefix("$ contractkit ").split()
    if "--out" in arguments:
        arguments[arguments.index("--out") + 1] = str(tmp_path)
        lines = [line.replace("out/demo", str(tmp_path)) for line in lines]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8", "COLUMNS": "100"}
    done = subprocess.run(
        [sys.executable, "-m", "contractkit", *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=ROOT,
        env=environment,
        check=False,
    )
    printed = words(done.stdout + done.stderr)
    for line in lines:
        for piece in line.split("……"):
            assert words(piece) in printed


def test_the_readme_shows_the_main_commands() -> None:
    assert [example.split()[2] for example in SHOWN] == ["generate", "generate", "check", "lint"]


@pytest.mark.parametrize("target", re.findall(r"\]\(([^)#:]+)\)", README))
def test_a_link_of_the_readme_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()
