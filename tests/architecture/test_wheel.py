"""A wheel carries clauses, templates, cases and data, and works from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel's content, unpacked outside the checkout."""
    work = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", work],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = work.glob("*.whl")
    with zipfile.ZipFile(wheel) as package:
        package.extractall(work / "site")
    return work / "site"


def test_the_wheel_is_not_named_like_somebody_elses(installed: Path) -> None:
    (info,) = installed.glob("*.dist-info")
    assert info.name.startswith("contractkit_shuju-")


@pytest.mark.parametrize(
    "arguments",
    [
        ["lint"],
        ["show", "requirement", "9.6"],
        ["show", "rule", "14.6.disclosure"],
        ["generate", str(ROOT / "samples/traffic.yaml"), "--kind", "plan"],
    ],
)
def test_it_works_without_the_checkout(installed: Path, tmp_path: Path, arguments: list[str]) -> None:
    code = "import contractkit, sys; from contractkit.cli.app import run; print(contractkit.__file__); sys.exit(run(sys.argv[1:]))"
    environment = {**os.environ, "PYTHONPATH": str(installed), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=tmp_path,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(str(installed))
