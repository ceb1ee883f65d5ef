"""check --against: the plan is read once, agreements are held against it, and what is wrong with the plan is said at once."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checks import document
from contractkit.cli.app import run
from contractkit.core.against.plan import Plan
from contractkit.core.checker.report import DocumentKind, DocumentReport, Report
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.reporters.json_report import to_json
from contractkit.workflows.check import CheckOptions, check_files
from contractkit.workflows.checking import stamp
from contractkit.workflows.checking.messages import Setup
from contractkit.workflows.judging import text_of

DRAFTS = Path(__file__).parents[2] / "samples" / "drafts"
PLAN = DRAFTS / "good-plan.pdf"
AGREEMENT = DRAFTS / "flawed-agreement.docx"
OPTIONS = CheckOptions(on=date(2026, 3, 1), against=PLAN)


@pytest.fixture(scope="module")
def documents() -> Sequence[DocumentReport]:
    """The reports on an agreement and on the plan itself."""
    return check_files([AGREEMENT, PLAN], OPTIONS).documents


def test_only_agreements_are_held_against_the_plan(documents: Sequence[DocumentReport]) -> None:
    for one in documents:
        assert (one.against is not None) == (one.kind is DocumentKind.AGREEMENT), one.path
        assert one.against is None or one.against.plan == str(PLAN)
    assert sum(document.against is not None for document in documents) == 1


def test_quotes_of_the_plan_are_never_taken_for_those_of_the_agreement(documents: Sequence[DocumentReport]) -> None:
    flawed = next(document for document in documents if Path(document.path).name == AGREEMENT.name)
    found = [finding for finding in flawed.findings if finding.rule.startswith("plan-")]
    assert {"plan-party-differs", "plan-scope-differs"} <= {finding.rule for finding in found}
    party = next(finding for finding in found if finding.rule == "plan-party-differs")
    assert "鹭汀市交通运输局" in party.evidence[0].quote
    assert "市文化广电旅游局" in party.plan[0].quote


def test_the_json_report_keeps_both_apart(documents: Sequence[DocumentReport]) -> None:
    content = json.loads(to_json(Report("nda-2025", "", documents)))
    assert content["schema"] == "contractkit.report/1"
    flawed = next(one for one in content["documents"] if one["path"].endswith(AGREEMENT.name))
    assert set(flawed["against"]) == {"plan", "points"}
    assert flawed["against"]["plan"]["path"] == str(PLAN)
    points = flawed["against"]["points"]
    assert {"topic", "subject", "relation", "says", "evidence", "plan_evidence"} == set(points[0])
    assert any(finding.get("plan_evidence") for finding in flawed["findings"])
    assert "against" not in next(one for one in content["documents"] if one["kind"] == "plan")


def test_no_plan_no_run(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="没有这个文件"):
        check_files([AGREEMENT], replace(OPTIONS, against=tmp_path / "没有.docx"))
    with pytest.raises(UsageError, match="不能作为对照的实施方案：按内容判断为授权运营协议"):
        check_files([AGREEMENT], replace(OPTIONS, against=AGREEMENT))
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7\n garbage")
    with pytest.raises(UnreadableDocument, match="实施方案读不出来"):
        check_files([AGREEMENT], replace(OPTIONS, against=tmp_path / "坏.pdf"))


def test_the_exit_codes_of_the_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", str(AGREEMENT), "--against", str(tmp_path / "没有.docx")]) == 2
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04 garbage")
    assert run(["check", str(AGREEMENT), "--against", str(tmp_path / "坏.docx")]) == 3
    assert "实施方案读不出来" in capsys.readouterr().err


def test_another_plan_makes_reports_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stamp, "_JUDGING", ("data/law",))
    text = text_of(document("# 云汀市公共数据资源授权运营实施方案\n"))
    setup = Setup(OPTIONS.on, None, None, "", None, OPTIONS.reading, OPTIONS.standpoint)
    plans = [
        None,
        *(Plan.of(path, sha * 64, text) for path, sha in (("甲.docx", "a"), ("甲.docx", "b"), ("乙.docx", "a"))),
    ]
    assert len({stamp.stamp_of(replace(setup, plan=plan)) for plan in plans}) == len(plans)
    assert stamp.stamp_of(replace(setup, plan=plans[1])) == stamp.stamp_of(replace(setup, plan=plans[1]))
