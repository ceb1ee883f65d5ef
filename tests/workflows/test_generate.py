"""What generate writes, and what it never overwrites."""

from __future__ import annotations

import functools
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from contractkit.core.law.requirement import Kind
from contractkit.errors import UsageError
from contractkit.rendering import pdf as pdf_edge
from contractkit.workflows.generate import GenerateOptions, Outcome, Workshop, generate_matter, open_workshop
from strategies import SAMPLES

TRAFFIC = SAMPLES / "traffic.yaml"
needs_office = pytest.mark.skipif(pdf_edge.find_office() is None, reason="LibreOffice is not installed")


@functools.cache
def opened() -> Workshop:
    return open_workshop()


def run(out: Path, *, matter: Path = TRAFFIC, pdf: bool = False, workshop: Workshop | None = None) -> Outcome:
    options = GenerateOptions(kinds=(Kind.PLAN,), out=out, pdf=pdf)
    return generate_matter(matter, options, workshop or replace(opened(), owners={}))


def content(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@needs_office
def test_a_pdf_that_somebody_changed_is_not_overwritten(tmp_path: Path) -> None:
    made = run(tmp_path, pdf=True).documents[0].pdf
    assert made is not None
    assert run(tmp_path, pdf=True).fonts != ()
    made.write_bytes(made.read_bytes() + b"% signed")
    before = content(tmp_path)
    with pytest.raises(UsageError, match=r"被修改过：.*\.pdf"):
        run(tmp_path, pdf=True)
    assert content(tmp_path) == before


def test_without_libreoffice_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(UsageError, match="没有找到 LibreOffice"):
        run(tmp_path / "out", pdf=True)
    assert not (tmp_path / "out").exists()


def test_two_matters_of_one_run_do_not_overwrite_each_other(tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_bytes(TRAFFIC.read_bytes() + b"# another file\n")
    workshop = replace(opened(), owners={})
    run(tmp_path / "out", workshop=workshop)
    run(tmp_path / "out", workshop=workshop)
    before = content(tmp_path / "out")
    with pytest.raises(UsageError, match="会写成同名文件"):
        run(tmp_path / "out", matter=other, workshop=workshop)
    assert content(tmp_path / "out") == before
