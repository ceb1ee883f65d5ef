"""A check by somebody's measure: playbook, side, position, locality and day, from the files of a run to its report."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from contractkit.core.checker.engine import Knowledge
from contractkit.core.checker.finding import ElementVerdict, Severity
from contractkit.core.checker.report import Report, Verdict
from contractkit.core.document.tree import Source
from contractkit.core.matter.standpoint import Position, Side
from contractkit.errors import InvalidData
from contractkit.library.law import load_registry
from contractkit.readers.detect import read
from contractkit.workflows.check import CheckOptions, check_files, exit_code
from contractkit.workflows.judging import judge, open_knowledge
from contractkit.workflows.standpoint import Standpoint

SAMPLES = Path(__file__).parents[2] / "samples" / "drafts"
FLAWED, GOOD, PLAN = (SAMPLES / name for name in ("flawed-agreement.docx", "good-agreement.docx", "good-plan.pdf"))
OPTIONS = CheckOptions(on=date(2026, 3, 1))
LOCALITIES = ("henan", "guangdong", "hunan", "shanxi", "shaanxi", "qingdao", "shanghai", "changchun")
DRAFTS = {"guangdong", "shaanxi"}


def elements(report: Report) -> dict[str, ElementVerdict]:
    return {one.id: one for document in report.documents for item in document.items for one in item.elements}


def by(text: str, folder: Path, **more: object) -> CheckOptions:
    path = folder / "本所.yaml"
    path.write_text(text, encoding="utf-8")
    return replace(OPTIONS, standpoint=replace(Standpoint(path), **more))  # type: ignore[arg-type]


def test_an_offices_playbook_decides_severity_and_order(tmp_path: Path) -> None:
    office = """
elements:
  14.9.evaluation: {severity: info, insist: 评价须独立。}
rules:
  amount-mismatch: {severity: info}
  dangling-reference: {severity: error}
"""
    report = check_files([FLAWED], by(office, tmp_path))

    assert elements(report)["14.9.evaluation"].severity is Severity.INFO
    assert elements(report)["14.9.evaluation"].insist == "评价须独立。"
    severities = {one.rule: one.severity for one in report.documents[0].findings}
    assert (severities["amount-mismatch"], severities["dangling-reference"]) == (Severity.INFO, Severity.ERROR)
    assert report.documents[0].findings[-1].rule == "amount-mismatch"
    assert report.playbook == str(tmp_path / "本所.yaml")


def test_a_missing_element_fails_the_check_however_light_the_playbook_takes_it(tmp_path: Path) -> None:
    light = "default: info\nextends: none\nrules:\n" + "".join(
        f"  {rule}: {{severity: info}}\n"
        for rule in ("term-too-long", "amount-mismatch", "unfilled-placeholder", "dangling-reference")
    )
    report = check_files([FLAWED], by(light, tmp_path))

    assert {one.severity for one in elements(report).values()} == {Severity.INFO}
    assert exit_code(report, Severity.ERROR) == 1


def test_a_mistake_in_the_playbook_stops_the_run_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(InvalidData) as caught:
        check_files([FLAWED], by("elements:\n  14.9.evaluatoin: {}\n", tmp_path))
    (problem,) = caught.value.problems
    assert problem.line == 2
    assert problem.remedy.startswith("最接近的是：14.9.evaluation")


def test_each_side_is_told_what_it_insists_on_and_offered_its_own_text() -> None:
    reports = {
        side: check_files([FLAWED], replace(OPTIONS, standpoint=Standpoint(None, side, Position.FALLBACK)))
        for side in Side
    }
    own = {side: elements(report)["14.9.evaluation"] for side, report in reports.items()}

    assert {report.side for report in reports.values()} == set(Side)
    assert own[Side.OPERATOR].insist != own[Side.IMPLEMENTING_BODY].insist
    for verdict in own.values():
        assert verdict.remedy is not None
        assert verdict.remedy.position is Position.FALLBACK


@cache
def knowledge() -> Knowledge:
    return open_knowledge()


@cache
def source(path: Path) -> Source:
    return read(path)


@pytest.mark.parametrize("locality", LOCALITIES)
def test_every_locality_is_applied_to_agreements_and_plans(locality: str) -> None:
    requirements = load_registry().requirements("nda-2025", locality, OPTIONS.on)
    documents = tuple(judge(source(path), str(path), b"", knowledge(), requirements, None) for path in (GOOD, PLAN))
    report = Report("nda-2025", locality, documents, requirements.notes)
    local = [one for one in elements(report).values() if one.id.startswith(f"{locality}.")]

    assert report.notes[0].startswith("对照" if locality in DRAFTS else "适用")
    assert ("征求意见稿，尚未生效" in report.notes[0]) == (locality in DRAFTS)
    assert all(one.counts is (locality not in DRAFTS) for one in local)
    assert bool(local) == (locality in {"henan", "guangdong", "hunan", "shanxi", "shaanxi"})
    if locality in DRAFTS:
        assert {document.verdict for document in documents} == {Verdict.COMPLETE}
        assert exit_code(report, Severity.ERROR) == 0


def test_a_locality_may_be_called_by_its_name() -> None:
    registry = load_registry()
    assert registry.overlay("河南").id == registry.overlay("河南省").id == "henan"
    assert {registry.overlay(name).id for name in ("山西", "陕西", "青岛市")} == {"shanxi", "shaanxi", "qingdao"}


def test_a_local_rule_counts_from_its_first_day() -> None:
    before, after = (
        check_files([GOOD], replace(OPTIONS, locality="hunan", on=day)) for day in (date(2025, 6, 30), date(2025, 7, 1))
    )

    assert elements(before)["hunan.log_retention"].counts is False
    assert elements(after)["hunan.log_retention"].counts is True
    assert "2025-07-01起施行，审查日尚未施行" in before.notes[0]
    assert "2025-07-01起施行" in after.notes[0]
    assert (exit_code(before, Severity.ERROR), exit_code(after, Severity.ERROR)) == (0, 1)


def test_a_plan_is_shown_the_five_aspects_of_its_feasibility() -> None:
    report = check_files([PLAN], replace(OPTIONS, locality="陕西"))
    aspects = elements(report)["9.2.feasibility"].aspects

    assert [one.name for one in aspects] == ["数据全生命周期管理服务", "社会需求", "市场规模", "预期成效", "风险防控"]
    assert all(one.covered for one in aspects)
    assert report.notes[0].startswith("对照《陕西省")
    assert report.locality == "shaanxi"
