"""What is offered: products and services, their price and their reviews (Art. 9(7), Art. 14(3), 发改价格〔2025〕65号)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import StrEnum

from pydantic import Field, model_validator

from contractkit.core.matter.relation import Broken, codes_broken, refuse
from contractkit.core.matter.text import Days, Facts, Line, Lines


class Category(StrEnum):
    """The two classes of Art. 9(7)."""

    PUBLIC_GOOD = "公共治理、公益事业"
    INDUSTRY = "产业发展、行业发展"


class PriceKind(StrEnum):
    """How a product is charged (发改价格〔2025〕65号, part 1)."""

    FREE = "免费"
    CAPPED = "政府指导价"


class Price(Facts):
    """Free, or at most a cap under government-guided pricing."""

    kind: PriceKind = Field(title="价格形式")
    cap: Line | None = Field(None, title="上限收费标准", examples=["0.5元/次"])

    @model_validator(mode="after")
    def _cap_matches_kind(self) -> Price:
        refuse(price_broken(self.kind, self.cap))
        return self


def price_broken(kind: str, cap: str | None) -> Iterator[Broken]:
    """A cap where the price is capped, none where it is free."""
    if kind == PriceKind.CAPPED and cap is None:
        yield Broken("price_without_cap", at=("cap",))
    if kind == PriceKind.FREE and cap is not None:
        yield Broken("free_with_cap", {"cap": cap}, ("cap",))


class Product(Facts):
    """One row of the list of products and services."""

    code: Line = Field(title="产品编号", examples=["P-01"])
    name: Line = Field(title="产品名称")
    category: Category = Field(title="类别")
    form: Line = Field(title="形式", examples=["接口", "报告", "数据集", "模型"])
    users: Line = Field(title="服务对象")
    sources: tuple[Line, ...] = Field(title="来源数据（资源编号）", min_length=1)
    standard: Line = Field(title="技术标准")
    price: Price = Field(title="价格")

    @model_validator(mode="after")
    def _public_good_is_free(self) -> Product:
        refuse(charge_broken(self.category, self.price.kind))
        return self


def charge_broken(category: str, price: str) -> Iterator[Broken]:
    """What serves public governance and the public good is free (发改价格〔2025〕65号, part 1)."""
    if category == Category.PUBLIC_GOOD and price != PriceKind.FREE:
        yield Broken("public_good_charged", {"price": str(price)}, ("price", "kind"))


class Review(Facts):
    """A review before a product is offered: who, within how many working days, what is looked at."""

    reviewer: Line = Field(title="审核单位")
    working_days: Days = Field(title="审核时限（工作日）")
    points: Lines = Field(title="审核要点")


class Products(Facts):
    """The list, common technical standards and both reviews."""

    catalogue: tuple[Product, ...] = Field(title="产品和服务清单", min_length=2, max_length=500)
    technical_standards: Lines = Field(title="共同技术标准")
    security_review: Review = Field(title="安全审核")
    business_review: Review = Field(title="业务规范性审核")

    @model_validator(mode="after")
    def _both_categories_and_codes_once(self) -> Products:
        refuse(categories_broken({product.category for product in self.catalogue}))
        refuse(codes_broken([product.code for product in self.catalogue]))
        return self


def categories_broken(categories: Collection[str]) -> Iterator[Broken]:
    """Both classes of Art. 9(7) are served."""
    for category in Category:
        if category not in categories:
            yield Broken("category_missing", {"category": category.value}, ("catalogue",))
