"""Term, money and the terms that both documents share."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, ValidationInfo, model_validator

from contractkit.core.matter.relation import Broken, refuse
from contractkit.core.matter.text import Day, Days, Facts, Hours, Line, Lines, Months, Percent, Prose, Whole

NATIONAL_MAX_YEARS = 5  # 《实施规范（试行）》 Art. 14(2)


def end_of_term(start: date, years: int) -> date:
    """The last day of a term of whole years that begins on `start`."""
    try:
        after = start.replace(year=start.year + years)
    except ValueError:  # 29 February
        after = date(start.year + years, 3, 1)
    return after - timedelta(days=1)


class Term(Facts):
    """The term of operation; both ends belong to it.

    The upper limit in years comes from the validation context (`max_term_years`), because localities tighten it.
    """

    start: Day = Field(title="起始日")
    end: Day = Field(title="届满日")
    years: Whole = Field(title="年数", ge=1, le=30)
    over_limit_reason: Prose | None = Field(
        None, title="超过上限的理由", description="原则上最长不超过5年；确需超过的写明理由和批准文件"
    )

    @model_validator(mode="after")
    def _dates_and_limit(self, info: ValidationInfo) -> Term:
        limit = int((info.context or {}).get("max_term_years", NATIONAL_MAX_YEARS))
        refuse(dates_broken(self.start, self.end, self.years))
        refuse(limit_broken(self.years, limit, reason=self.over_limit_reason))
        return self


def dates_broken(start: date, end: date, years: int) -> Iterator[Broken]:
    """The last day follows from the first and the number of years."""
    if end != (expected := end_of_term(start, years)):
        yield Broken("term_dates", {"years": years, "end": end, "expected": expected}, ("end",))


def limit_broken(years: int, limit: int, *, reason: str | None) -> Iterator[Broken]:
    """A term over the limit has a reason."""
    if years > limit and reason is None:
        yield Broken("term_too_long", {"years": years, "limit": limit}, ("years",))


class Share(Facts):
    """One party's share of the distributable revenue."""

    party: Line = Field(title="分配对象")
    percent: Percent = Field(title="比例（%）")
    use: Line = Field(title="用途或者缴付方式")


class Revenue(Facts):
    """How revenue is shared; the shares total 100 %."""

    base: Line = Field(title="可分配收益的计算", examples=["当年授权运营收入减去经审计的成本和税费后的余额"])
    settlement: Line = Field(title="结算时间和方式")
    shares: tuple[Share, ...] = Field(title="分配比例", min_length=1, max_length=30)

    @model_validator(mode="after")
    def _shares_total(self) -> Revenue:
        refuse(shares_broken([share.percent for share in self.shares]))
        return self


def shares_broken(percents: list[Decimal]) -> Iterator[Broken]:
    """The shares total 100 %."""
    if (total := sum(percents, Decimal(0))) != 100:
        yield Broken("shares_total", {"total": total, "difference": abs(100 - total)}, ("shares",))


class Accounting(Facts):
    """How costs and revenue within the authorisation are accounted for (Art. 22)."""

    ledger: Line = Field(title="专账要求")
    cost_items: Lines = Field(title="成本项目")
    report: Line = Field(title="财务报告", description="由谁审计、何时报送、报送给谁")


class Emergency(Facts):
    """What happens after a data security incident."""

    report_hours: Hours = Field(title="报告时限（小时）")
    drills_per_year: Whole = Field(title="每年演练次数", ge=1, le=12)
    measures: Lines = Field(title="处置措施")


class Security(Facts):
    """Data security, personal information, monitoring, emergency (Art. 9(9), Art. 14(8))."""

    protection_level: Line = Field(title="网络安全等级保护", examples=["第三级"])
    officer: Line = Field(title="数据安全负责人")
    measures: Lines = Field(title="数据安全措施")
    network_measures: tuple[Line, ...] = Field((), title="网络安全措施")
    log_retention_years: Whole = Field(title="日志留存（年）", ge=1, le=30)
    personal_information: Lines = Field(title="个人信息保护措施")
    monitoring: Lines = Field(title="风险监测措施")
    emergency: Emergency = Field(title="应急处置")


class Platform(Facts):
    """The technical platform on which all work is done (Art. 14(4), Art. 15)."""

    name: Line = Field(title="平台名称")
    builder: Line = Field(title="建设管理单位")
    location: Line = Field(title="部署环境")
    capabilities: Lines = Field(title="平台能力")


class Ownership(Facts):
    """Who owns equipment and products (Art. 14(5))."""

    equipment: Lines = Field(title="软硬件设备权属")
    products: Lines = Field(title="产品和服务权属")


class Disclosure(Facts):
    """Who discloses what, when, where (Art. 18, 19)."""

    content: Line = Field(title="披露内容")
    frequency: Line = Field(title="披露时间或者频次")
    channel: Line = Field(title="披露渠道")


class Disclosures(Facts):
    """The disclosures of both sides."""

    implementing_body: Disclosure = Field(title="实施机构披露")
    operator: Disclosure = Field(title="运营机构披露")


class Exit(Facts):
    """When and how the operator leaves."""

    conditions: Lines = Field(title="退出情形")
    handover_days: Days = Field(title="移交期限（日）")
    destruction: Line = Field(title="数据清除要求")


class Renewal(Facts):
    """Whether a new term can follow; never automatic."""

    apply_months_before: Months = Field(title="期满前几个月提出")
    conditions: Lines = Field(title="续约条件")


class Assessment(Facts):
    """The assessment of the operator's work."""

    assessor: Line = Field(title="考核评价单位")
    frequency: Line = Field(title="考核评价频次", examples=["每年一次"])
    pass_mark: Whole = Field(title="合格分", ge=1, le=100)
    consequences: Lines = Field(title="结果运用")


class DisputeForum(StrEnum):
    """Court or arbitration: never both (仲裁法)."""

    COURT = "诉讼"
    ARBITRATION = "仲裁"


class Dispute(Facts):
    """Where disputes go after negotiation fails."""

    forum: DisputeForum = Field(title="解决方式")
    institution: Line = Field(title="法院或者仲裁机构全称")
    negotiation_days: Days = Field(title="协商期（日）")
