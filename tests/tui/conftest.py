"""Every test of the screen has settings and a folder of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from contractkit.core.interview.materials import Materials
from contractkit.core.interview.session import Session
from contractkit.library import assets
from contractkit.workflows.interview import load_materials, new_from


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRACTKIT_CONFIG", str(tmp_path / "settings"))
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="session")
def sample() -> Path:
    """The complete matter that comes with contractkit."""
    return assets.samples_folder() / "traffic.yaml"


@pytest.fixture(scope="session")
def materials() -> Materials:
    """Questions, law, clauses."""
    return load_materials()


@pytest.fixture(scope="session")
def model(sample: Path, materials: Materials, tmp_path_factory: pytest.TempPathFactory) -> Session:
    """The sample's answers, as somebody would type them; only to be read."""
    folder = tmp_path_factory.mktemp("model")
    with new_from(sample, folder / "sample.yaml", materials, config=folder) as interview:
        return interview.session


@pytest.fixture
def matter(sample: Path, materials: Materials, tmp_path: Path) -> Path:
    """A matter file with the sample's answers, as an earlier session left it."""
    path = tmp_path / "事项.yaml"
    with new_from(sample, path, materials) as interview:
        interview.save()
    return path
