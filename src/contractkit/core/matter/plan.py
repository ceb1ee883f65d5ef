"""What only the implementation plan (实施方案) tells (Art. 9)."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from pydantic import Field, model_validator

from contractkit.core.matter.relation import Broken, refuse
from contractkit.core.matter.terms import Assessment, Exit
from contractkit.core.matter.text import Day, Facts, Line, Lines, Prose, Whole


class ModeKind(StrEnum):
    """The three modes of Art. 9(4)."""

    WHOLE = "整体授权"
    BY_FIELD = "分领域授权"
    BY_SCENARIO = "依场景授权"


class Mode(Facts):
    """The mode of authorisation and why."""

    kind: ModeKind = Field(title="授权模式")
    areas: tuple[Line, ...] = Field((), title="领域或者场景", description="分领域、依场景授权的逐一列出")
    reason: Prose = Field(title="选择理由")

    @model_validator(mode="after")
    def _areas_named(self) -> Mode:
        refuse(mode_broken(self.kind, len(self.areas)))
        return self


def mode_broken(kind: str, areas: int) -> Iterator[Broken]:
    """Authorisation by field or by scenario names the fields or scenarios."""
    if kind != ModeKind.WHOLE and not areas:
        yield Broken("areas_missing", {"kind": str(kind)}, ("areas",))


class Feasibility(Facts):
    """The five aspects of Art. 10; `data_fusion` where a locality asks for it."""

    lifecycle_services: Prose = Field(title="数据全生命周期管理服务")
    social_demand: Prose = Field(title="社会需求")
    market_size: Prose = Field(title="市场规模")
    expected_results: Prose = Field(title="预期成效")
    risk_control: Prose = Field(title="风险防控")
    data_fusion: Prose | None = Field(None, title="多元数据融合应用")


class OperatorConditions(Facts):
    """What the operator must bring (Art. 9(3))."""

    funding: Lines = Field(title="资金条件")
    management: Lines = Field(title="管理条件")
    technology: Lines = Field(title="技术条件")
    service: Lines = Field(title="服务条件")
    security: Lines = Field(title="安全条件")


class Milestone(Facts):
    """One step of the schedule."""

    name: Line = Field(title="阶段")
    deadline: Day = Field(title="完成时间")
    work: Line = Field(title="工作内容")
    responsible: Line = Field(title="责任单位")


class Criterion(Facts):
    """One row of the evaluation criteria."""

    indicator: Line = Field(title="评价指标")
    standard: Line = Field(title="评价标准")
    points: Whole = Field(title="分值", ge=1, le=100)


class Duties(Facts):
    """Rights and duties of one party."""

    rights: Lines = Field(title="权利")
    duties: Lines = Field(title="义务")


class RightsAndDuties(Facts):
    """Rights and duties of the two sides; other parties carry their own (parties.others)."""

    implementing_body: Duties = Field(title="实施机构权利义务")
    operator: Duties = Field(title="运营机构权利义务")


class Plan(Facts):
    """The content of the plan."""

    number: Line | None = Field(None, title="方案文号")
    necessity: Prose = Field(title="必要性")
    feasibility: Feasibility = Field(title="可行性论证")
    operator_conditions: OperatorConditions = Field(title="运营机构选择条件")
    mode: Mode = Field(title="授权运营模式")
    construction: Lines = Field(title="建设内容")
    technical_support: Lines = Field(title="技术保障")
    milestones: tuple[Milestone, ...] = Field(title="实施进度", min_length=1, max_length=60)
    evaluation_criteria: tuple[Criterion, ...] = Field(title="评价标准", min_length=1, max_length=60)
    exit: Exit = Field(title="退出机制")
    asset_management: Lines = Field(title="资产管理")
    rights_and_duties: RightsAndDuties = Field(title="权利义务")
    supervision: Lines = Field(title="监督管理措施")
    assessment: Assessment = Field(title="考核评价")
    other_matters: Lines = Field(title="其他事项")

    @model_validator(mode="after")
    def _points_total(self) -> Plan:
        refuse(points_broken([criterion.points for criterion in self.evaluation_criteria]))
        return self


def points_broken(points: list[int]) -> Iterator[Broken]:
    """The points of all criteria total 100."""
    if (total := sum(points)) != 100:
        yield Broken("points_total", {"total": total, "difference": abs(100 - total)}, ("evaluation_criteria",))
