"""One authorisation as a whole: the facts from which the plan and the agreement are made."""

from __future__ import annotations

from enum import StrEnum
from typing import Final, Literal

from pydantic import Field

from contractkit.core.matter.agreement import Agreement
from contractkit.core.matter.parties import Parties
from contractkit.core.matter.plan import Plan
from contractkit.core.matter.products import Products
from contractkit.core.matter.resources import Resources
from contractkit.core.matter.standpoint import Position, Side
from contractkit.core.matter.terms import Accounting, Disclosures, Ownership, Platform, Revenue, Security, Term
from contractkit.core.matter.text import Day, Days, Facts, Line

SCHEMA: Final = "contractkit.matter/1"


class SelectionMethod(StrEnum):
    """How the operator is selected, by fair competition (Art. 12)."""

    OPEN_TENDER = "公开招标"
    INVITED_TENDER = "邀请招标"
    NEGOTIATION = "谈判"


class Selection(Facts):
    """The selection procedure."""

    method: SelectionMethod = Field(title="选择方式")
    project_number: Line = Field(title="采购项目编号")
    concluded: Day = Field(title="确定运营机构的日期")


class Decision(Facts):
    """A decision by a meeting."""

    meeting: Line = Field(title="会议名称")
    decided: Day = Field(title="审议日期")


class Filing(Facts):
    """Filing with the data authority (Art. 11, 13)."""

    authority: Line = Field(title="备案机关")
    working_days: Days = Field(title="签订后几个工作日内备案")


class Approvals(Facts):
    """The decisions that plan and agreement need (Art. 11, 13)."""

    collective_decision: Decision = Field(title="“三重一大”集体决策")
    government_review: Decision = Field(title="政府（部务会）审议")
    filing: Filing = Field(title="备案")


class Matter(Facts):
    """All facts of one authorisation (事项)."""

    schema_id: Literal["contractkit.matter/1"] = Field(SCHEMA, alias="schema", title="格式")
    name: Line = Field(title="授权运营名称", examples=["青原市交通出行领域公共数据资源授权运营"])
    edition: Line | None = Field(None, title="规范版本", description="不填则按签订日期选择施行中的版本")
    locality: Line | None = Field(None, title="地方规定", examples=["henan"])
    side: Side = Field(Side.IMPLEMENTING_BODY, title="起草立场")
    positions: dict[str, Position] = Field(
        default_factory=dict, title="条款立场", description="要素编号：首选、备选或者底线"
    )
    parties: Parties = Field(title="各方")
    approvals: Approvals = Field(title="决策与备案")
    selection: Selection = Field(title="运营机构选择")
    resources: Resources = Field(title="数据资源")
    term: Term = Field(title="授权运营期限")
    products: Products = Field(title="产品和服务")
    platform: Platform = Field(title="技术支撑平台")
    ownership: Ownership = Field(title="资产权属")
    disclosure: Disclosures = Field(title="信息披露")
    accounting: Accounting = Field(title="成本收入核算")
    revenue: Revenue = Field(title="收益分配")
    security: Security = Field(title="安全")
    plan: Plan = Field(title="实施方案")
    agreement: Agreement = Field(title="授权运营协议")
