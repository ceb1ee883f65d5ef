"""Where the data that comes with contractkit lies, installed or in a checkout.

The law lies inside the package (`data/`). Clauses and templates lie at the root of the repository, where lawyers edit
them, and the cases under `tests/cases/`; a wheel carries them as `contractkit/assets/`.
"""

from __future__ import annotations

from pathlib import Path

from contractkit.errors import InvalidData

_PACKAGE = Path(__file__).resolve().parents[1]


def law_folder() -> Path:
    """The folder of the law: `elements.yaml`, `editions/`, `norms/`, `local/`."""
    return _existing(_PACKAGE / "data" / "law")


def tables_folder() -> Path:
    """The folder of the headings of tables: `headings.yaml`."""
    return _existing(_PACKAGE / "data" / "tables")


def interview_folder() -> Path:
    """The folder of the questions of the interview, one file a topic."""
    return _existing(_PACKAGE / "data" / "interview")


def extraction_folder() -> Path:
    """The folder of the wording by which facts are read from documents."""
    return _existing(_PACKAGE / "data" / "extraction")


def clauses_folder() -> Path:
    """The folder of the clause library: `plan/`, `agreement/`."""
    return _asset("clauses")


def templates_folder() -> Path:
    """The folder of the Word templates: `plan/`, `agreement/`."""
    return _asset("templates")


def cases_folder() -> Path:
    """The folder of the cases: `plan/`, `agreement/`, `rules/`, `wrongly_judged.yaml`."""
    return _asset("cases", in_checkout="tests/cases")


def example_matter() -> Path:
    """A matter that is complete and right: what the empty table shows as an example."""
    return _asset("samples") / "traffic.yaml"


def samples_folder() -> Path:
    """The folder of the sample matters."""
    return _asset("samples")


def _asset(name: str, *, in_checkout: str = "") -> Path:
    installed = _PACKAGE / "assets" / name
    if installed.is_dir():
        return installed
    root = _PACKAGE.parents[1]
    is_checkout = (root / "pyproject.toml").is_file() and root / "src" / _PACKAGE.name == _PACKAGE
    return _existing(root / (in_checkout or name) if is_checkout else installed)


def _existing(folder: Path) -> Path:
    if not folder.is_dir():
        raise InvalidData(f"安装不完整：缺少文件夹 {folder}。", remedy="请重新安装 contractkit。")
    return folder
