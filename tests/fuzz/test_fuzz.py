"""The fuzzer in short: damaged files of every format are read or refused, nothing else happens."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

FUZZER = Path(__file__).parents[2] / "fuzz" / "run.py"


def fuzz(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(FUZZER), *arguments]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300)


def test_damaged_files_do_no_harm() -> None:
    done = fuzz("--count", "3000", "--seed", "3")
    assert done.returncode == 0, done.stdout
    assert done.stdout.startswith("3000 inputs in ")
    read = int(done.stdout.split("s, ")[1].split()[0])
    assert 1000 < read < 2500  # neither all refused nor all untouched


def test_an_input_can_be_made_again(tmp_path: Path) -> None:
    paths = [Path(fuzz("--only", "686", "--seed", "7", "--save", str(tmp_path / name)).stdout.strip()) for name in "ab"]
    assert paths[0].name == paths[1].name
    assert paths[0].read_bytes() == paths[1].read_bytes()
