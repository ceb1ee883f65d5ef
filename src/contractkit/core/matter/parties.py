"""Who takes part: the implementing body, the operator, the data authority and others."""

from __future__ import annotations

from pydantic import Field

from contractkit.core.matter.text import CreditCode, Facts, Line, Lines


class Contact(Facts):
    """The person who receives notices."""

    name: Line = Field(title="联系人", examples=["陈思远"])
    phone: Line = Field(title="联系电话", examples=["0558-1234567"])
    email: Line | None = Field(None, title="电子邮箱")


class Party(Facts):
    """A party that signs the agreement."""

    name: Line = Field(title="名称", description="与营业执照或者机构代码证书完全一致的全称")
    credit_code: CreditCode = Field(title="统一社会信用代码", description="18位，末位为校验码（GB 32100—2015）")
    address: Line = Field(title="住所")
    representative: Line = Field(title="法定代表人（负责人）")
    contact: Contact = Field(title="联系人")


class Authority(Facts):
    """The data authority (数据管理部门) that guides, files and supervises."""

    name: Line = Field(title="数据管理部门名称")


class OtherParty(Facts):
    """A participant that does not sign: data provider, technical supporter, user."""

    role: Line = Field(title="角色", examples=["数据提供单位"])
    name: Line = Field(title="名称")
    rights: Lines = Field(title="权利")
    duties: Lines = Field(title="义务")


class Parties(Facts):
    """All who take part."""

    implementing_body: Party = Field(title="实施机构")
    operator: Party = Field(title="运营机构")
    data_authority: Authority = Field(title="数据管理部门")
    others: tuple[OtherParty, ...] = Field((), title="其他参与方", max_length=30)
