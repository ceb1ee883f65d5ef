from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from contractkit.cli.report_forms import FormatChoice
from contractkit.errors import UsageError
from contractkit.workflows.check import CheckOptions, check_files
from contractkit.workflows.export_report import FORMATS, Finished, export_report

DRAFT = Path("samples/drafts/flawed-agreement.docx")


@pytest.fixture(scope="module")
def finished() -> Finished:
    options = CheckOptions(on=date(2026, 3, 1))
    return Finished(check_files([DRAFT], options), (DRAFT,), options)


def test_every_format_of_the_command_can_be_chosen() -> None:
    assert {form.name for form in FORMATS} == {choice.value for choice in FormatChoice}


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_a_report_is_written_in_each_format_and_replaces_nothing(
    finished: Finished, form: object, tmp_path: Path
) -> None:
    chosen = next(one for one in FORMATS if one is form)
    path = export_report(finished, chosen, tmp_path / f"报告{chosen.ending}")
    data = path.read_bytes()
    zipped = chosen.name in ("docx", "xlsx")
    assert data.startswith(b"PK") if zipped else "14.2" in data.decode()
    with pytest.raises(UsageError, match="已有"):
        export_report(finished, chosen, path)
    assert path.read_bytes() == data


def test_the_json_is_that_of_the_command(finished: Finished, tmp_path: Path) -> None:
    chosen = next(one for one in FORMATS if one.name == "json")
    content = json.loads(export_report(finished, chosen, tmp_path / "报告.json").read_text(encoding="utf-8"))
    assert content["documents"][0]["verdict"] == "incomplete"
