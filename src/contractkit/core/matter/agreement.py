"""What only the authorisation agreement (授权运营协议) tells (Art. 14)."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, model_validator

from contractkit.core.matter.relation import Broken, refuse
from contractkit.core.matter.terms import Dispute, Renewal
from contractkit.core.matter.text import Day, Days, Facts, Line, Lines, Money, Prose, TenThousandth, Whole


class Liability(Facts):
    """What a breach costs."""

    breach_penalty: Money = Field(title="每次违约的违约金（元）", examples=[500000])
    late_rate: TenThousandth = Field(title="迟延履行每日违约金（万分之）", examples=[3])
    special: tuple[Line, ...] = Field((), title="特别约定", max_length=30)


class Termination(Facts):
    """When the agreement ends early."""

    cure_days: Days = Field(title="催告纠正期限（日）")
    events: Lines = Field(title="终止情形")


class Confidentiality(Facts):
    """How long secrets stay secret after the end."""

    years: Whole = Field(title="协议终止后的保密年限", ge=1, le=30)


class Copies(Facts):
    """How many copies are signed, and who keeps them."""

    total: Whole = Field(title="总份数", ge=2, le=50)
    implementing_body: Whole = Field(title="甲方份数", ge=1, le=50)
    operator: Whole = Field(title="乙方份数", ge=1, le=50)
    filing: Whole = Field(0, title="备案份数", ge=0, le=50)

    @model_validator(mode="after")
    def _add_up(self) -> Copies:
        refuse(copies_broken(self.total, [self.implementing_body, self.operator, self.filing]))
        return self


def copies_broken(total: int, held: list[int]) -> Iterator[Broken]:
    """The copies that somebody keeps are all the copies."""
    if sum(held) != total:
        yield Broken("copies_total", {"total": total, "held": sum(held)}, ("total",))


class ExtraAnnex(Facts):
    """An annex beyond the three that every agreement has."""

    title: Line = Field(title="附件名称")
    text: Prose = Field(title="附件内容")


class Agreement(Facts):
    """The content of the agreement."""

    number: Line = Field(title="协议编号")
    signing_place: Line = Field(title="签订地点")
    signing_date: Day = Field(title="签订日期")
    renewal: Renewal = Field(title="续约")
    liability: Liability = Field(title="违约责任")
    dispute: Dispute = Field(title="争议解决")
    amendment_days: Days = Field(title="变更答复期限（日）")
    termination: Termination = Field(title="协议终止")
    confidentiality: Confidentiality = Field(title="保密")
    notice_days: Days = Field(title="邮寄视为送达（日）")
    copies: Copies = Field(title="文本份数")
    other_matters: Lines = Field(title="其他约定")
    annexes: tuple[ExtraAnnex, ...] = Field((), title="补充附件", max_length=20)
