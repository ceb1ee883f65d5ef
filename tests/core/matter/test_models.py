"""The models refuse what cannot be an authorisation, whoever fills them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ValidationError

from contractkit.core.matter.agreement import Copies
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plan import Mode
from contractkit.core.matter.products import Price, Product, Products
from contractkit.core.matter.resources import Resources
from contractkit.core.matter.terms import Revenue, Term, end_of_term
from strategies import put, sample


def refusal(model: type[BaseModel], data: Any, **context: int) -> str:
    with pytest.raises(ValidationError) as caught:
        model.model_validate(data, context=context)
    return caught.value.errors()[0]["type"]


def changed(part: str, path: str, value: object) -> Any:
    data: Any = sample()
    put(data, f"{part}.{path}", value)
    for key in part.split("."):
        data = data[int(key) if key.isdecimal() else key]
    return data


@pytest.mark.parametrize(
    ("model", "part", "path", "value", "error"),
    [
        (Revenue, "revenue", "shares.0.percent", 30, "shares_total"),
        (Copies, "agreement.copies", "total", 9, "copies_total"),
        (Mode, "plan.mode", "areas", [], "areas_missing"),
        (Price, "products.catalogue.3.price", "cap", None, "price_without_cap"),
        (Price, "products.catalogue.0.price", "cap", "1元/次", "free_with_cap"),
        (Product, "products.catalogue.3", "category", "公共治理、公益事业", "public_good_charged"),
        (Products, "products", "catalogue.1.code", "P-01", "code_repeated"),
        (Resources, "resources", "catalogue.1.code", "JT-001", "code_repeated"),
        (Term, "term", "end", "2031-03-01", "term_dates"),
        (Matter, "plan", "evaluation_criteria.0.points", 24, "points_total"),
    ],
)
def test_relations_hold_within_each_part(
    model: type[BaseModel], part: str, path: str, value: object, error: str
) -> None:
    data = changed(part, path, value)
    if model is Matter:
        data = {**sample(), part: data}
    assert refusal(model, data) == error


def test_both_classes_of_products_are_needed() -> None:
    data = sample()["products"]
    data["catalogue"] = data["catalogue"][3:]
    assert refusal(Products, data) == "category_missing"


def test_the_limit_of_the_term_comes_from_the_context() -> None:
    data = sample()["term"]
    assert Term.model_validate(data).years == 5
    assert refusal(Term, data, max_term_years=3) == "term_too_long"
    assert Term.model_validate({**data, "over_limit_reason": "经批准"}, context={"max_term_years": 3}).years == 5


@pytest.mark.parametrize(
    ("start", "years", "end"),
    [
        (date(2026, 3, 1), 5, date(2031, 2, 28)),
        (date(2024, 2, 29), 5, date(2029, 2, 28)),
        (date(2024, 2, 29), 4, date(2028, 2, 28)),
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
        (date(2027, 3, 1), 1, date(2028, 2, 29)),
    ],
)
def test_the_last_day_of_a_term(start: date, years: int, end: date) -> None:
    assert end_of_term(start, years) == end


def test_unknown_keys_and_a_changed_schema_are_errors() -> None:
    assert refusal(Matter, {**sample(), "budget": 1}) == "extra_forbidden"
    assert refusal(Matter, {**sample(), "schema": "contractkit.matter/2"}) == "literal_error"


def test_a_matter_cannot_be_changed() -> None:
    matter = Matter.model_validate(sample())
    with pytest.raises(ValidationError):
        matter.name = "别的名称"  # type: ignore[misc]  # what the test is about
