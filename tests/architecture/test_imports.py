"""What is imported when: the command line stays light, the core stays pure."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

HEAVY = {
    "docx",
    "docxtpl",
    "lxml",
    "pypdf",
    "pypdfium2",
    "textual",
    "opencc",
    "langdetect",
    "pydantic",
    "ruamel",
    "jinja2",
    "cn2an",
    "openpyxl",
    "xlsxwriter",
    "numpy",
    "rich",
    "fsspec",
    "distributed",
    "psutil",
}


def loaded_by(code: str) -> set[str]:
    """The top-level packages that a fresh interpreter has loaded after running `code`."""
    script = f"import json, sys\n{code}\nprint(json.dumps(sorted({{name.split('.')[0] for name in sys.modules}})))"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(json.loads(run.stdout.splitlines()[-1]))


def test_help_loads_nothing_heavy() -> None:
    code = "from contractkit.cli.app import run\nassert run(['--help']) == 0"
    assert loaded_by(code) & (HEAVY | {"openpyxl", "xlsxwriter", "numpy", "distributed", "fsspec"}) == set()


def test_checking_text_loads_no_office_and_no_screen_libraries() -> None:
    code = "import contractkit.workflows.check"
    assert loaded_by(code) & {"docx", "docxtpl", "textual", "pypdf", "pypdfium2"} == set()


@pytest.mark.parametrize("package", ["law", "matter", "document", "clauses", "checker", "against", "interview"])
def test_the_core_loads_no_edge(package: str) -> None:
    code = f"import pkgutil, importlib, contractkit.core.{package} as p\n"
    code += "[importlib.import_module(m.name) for m in pkgutil.walk_packages(p.__path__, p.__name__ + '.')]"
    assert (
        loaded_by(code) & {"docx", "docxtpl", "lxml", "textual", "typer", "pypdf", "pypdfium2", "ruamel", "rich"}
        == set()
    )
