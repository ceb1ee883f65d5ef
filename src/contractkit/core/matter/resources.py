"""What is authorised: the scope and the catalogue of data resources (Art. 9(5), Art. 14(1))."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field, model_validator

from contractkit.core.matter.relation import codes_broken, refuse
from contractkit.core.matter.text import Facts, Line, Percent, Prose


class DataLevel(StrEnum):
    """Classification level (数据安全法 Art. 21)."""

    GENERAL = "一般数据"
    IMPORTANT = "重要数据"
    CORE = "核心数据"


class PersonalInformation(StrEnum):
    """Whether a resource holds personal information, and in which form it is opened."""

    NONE = "不含个人信息"
    DEIDENTIFIED = "去标识化后提供"
    ANONYMISED = "匿名化后提供"
    CONSENTED = "经本人同意后提供"


class Quality(Facts):
    """Quality figures of one resource, in per cent."""

    completeness: Percent = Field(title="完整率（%）", examples=[98])
    accuracy: Percent = Field(title="准确率（%）", examples=[99])


class Sharing(Facts):
    """Where a resource was obtained by government data sharing: from whom, with which consent (Art. 5)."""

    source: Line = Field(title="共享数据提供单位")
    consent: Line = Field(title="同意文件", description="书面同意的文号或者日期；没有同意的资源不得列入")


class DataResource(Facts):
    """One row of the data resource catalogue."""

    code: Line = Field(title="资源编号", examples=["JT-001"])
    name: Line = Field(title="资源名称")
    provider: Line = Field(title="提供单位")
    scope: Line = Field(title="数据范围", description="主要字段、地域和起止时间")
    level: DataLevel = Field(title="数据级别")
    personal_information: PersonalInformation = Field(title="个人信息")
    update_frequency: Line = Field(title="更新频率", examples=["每日"])
    quality: Quality = Field(title="质量情况")
    sharing: Sharing | None = Field(
        None, title="共享取得", description="以政务数据共享方式取得的，填写提供单位和同意文件"
    )


class Scope(Facts):
    """The scope in words, and what stays outside."""

    description: Prose = Field(title="授权范围")
    excluded: Prose = Field(title="不纳入授权的数据")


class Resources(Facts):
    """Scope and catalogue."""

    scope: Scope = Field(title="资源范围")
    catalogue: tuple[DataResource, ...] = Field(title="数据资源目录", min_length=1, max_length=2000)

    @model_validator(mode="after")
    def _codes_once(self) -> Resources:
        refuse(codes_broken([resource.code for resource in self.catalogue]))
        return self
