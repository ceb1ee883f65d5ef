"""Every answer is among the leaves, in the form that documents show."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Any

from hypothesis import given, settings

from contractkit.core.matter.leaves import TECHNICAL, leaves, shown
from contractkit.core.matter.matter import Matter
from strategies import matters, put, sample


def every_text(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from every_text(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from every_text(inner)
    elif isinstance(value, str):
        yield value.value if isinstance(value, Enum) else value


@settings(max_examples=60, deadline=None)
@given(matters(any_position=True))
def test_no_text_that_a_person_typed_is_left_out(matter: Matter) -> None:
    data = matter.model_dump(by_alias=True)
    found = [leaf.shown for leaf in leaves(matter)]
    expected = [text for key, part in data.items() if key not in TECHNICAL for text in every_text(part)]
    assert sorted(set(expected) - set(found)) == []
    assert len(found) >= len(expected)


def test_values_are_shown_as_documents_show_them() -> None:
    data = sample()
    put(data, "agreement.liability.breach_penalty", "1234567.5")
    put(data, "agreement.liability.late_rate", "2.50")
    by_field = {leaf.field: leaf for leaf in leaves(Matter.model_validate(data))}
    assert by_field["term.start"].shown == "2026年3月1日"
    assert by_field["term.years"].shown == "5"
    assert by_field["agreement.liability.breach_penalty"].shown == "1,234,567.50"
    assert by_field["agreement.liability.late_rate"].shown == "2.5"
    assert by_field["plan.mode.kind"].shown == "分领域授权"
    assert by_field["revenue.shares.0.percent"].shown == "25"
    assert by_field["revenue.shares.0.percent"].title == "收益分配→分配比例第1项→比例（%）"
    assert "\n" in by_field["plan.necessity"].shown


def test_only_the_technical_answers_are_skipped() -> None:
    matter = Matter.model_validate({**sample("medical.yaml"), "edition": "nda-2025"})
    tops = {leaf.field.partition(".")[0] for leaf in leaves(matter)}
    assert set(matter.model_dump(by_alias=True, exclude_none=True)) - tops == set(TECHNICAL)


def test_a_decimal_has_no_trailing_zeros_and_no_exponent() -> None:
    matter = Matter.model_validate(sample())
    assert shown(matter.revenue.shares[0].percent * 4) == "100"
