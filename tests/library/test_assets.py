"""Where the data lies, in a checkout and installed."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import contractkit
from contractkit.errors import InvalidData
from contractkit.library import assets

PACKAGE = Path(contractkit.__file__).parent


def test_in_a_checkout_they_lie_at_the_root() -> None:
    root = PACKAGE.parents[1]
    assert assets.law_folder() == PACKAGE / "data" / "law"
    assert assets.clauses_folder() == root / "clauses"
    assert assets.templates_folder() == root / "templates"
    assert assets.cases_folder() == root / "tests" / "cases"


def test_installed_they_lie_in_the_package(tmp_path: Path) -> None:
    installed = tmp_path / "site-packages" / "contractkit"
    shutil.copytree(PACKAGE, installed, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("clauses", "templates", "cases"):
        (installed / "assets" / name).mkdir(parents=True)
    code = (
        "from contractkit.library import assets, law\n"
        "print(assets.clauses_folder(), assets.templates_folder(), assets.cases_folder(), len(law.load_registry().editions), sep='\\n')"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": str(installed.parent)},
        capture_output=True,
        text=True,
        check=True,
    )
    folder = installed / "assets"
    assert run.stdout.splitlines() == [*(str(folder / name) for name in ("clauses", "templates", "cases")), "2"]


def test_an_incomplete_installation_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "contractkit")
    for folder in (assets.law_folder, assets.clauses_folder, assets.templates_folder, assets.cases_folder):
        with pytest.raises(InvalidData, match="安装不完整") as raised:
            folder()
        assert "重新安装" in raised.value.remedy
