"""What people type into cells, and what it is understood as."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest

from contractkit.core.matter.rows.headings import keys_of
from contractkit.core.matter.rows.row import Fault
from contractkit.core.matter.rows.values import answer, is_blank, typed

UNDERSTOOD: list[tuple[str, Any, Any]] = [
    ("parties.operator.contact.phone", 13800000000, "13800000000"),
    ("parties.operator.contact.phone", 13800000000.0, "13800000000"),
    ("parties.operator.contact.phone", "0589-8853206", "0589-8853206"),
    ("parties.operator.credit_code", "91990000MA0QY7363H", "91990000MA0QY7363H"),
    ("term.start", datetime(2026, 3, 1), date(2026, 3, 1)),  # noqa: DTZ001  as a spreadsheet gives it
    ("term.start", "2026.3.1", date(2026, 3, 1)),
    ("term.start", "２０２６年３月１日", date(2026, 3, 1)),
    ("term.start", "二〇二六年三月一日", date(2026, 3, 1)),
    ("term.start", "20260301", "20260301"),
    ("term.years", 5.0, 5),
    ("term.years", "五年", 5),
    ("term.years", "\uff15", 5),  # a full-width digit
    ("term.years", "5个月", "5个月"),
    ("approvals.filing.working_days", "20个工作日", 20),
    ("security.emergency.report_hours", "二小时", 2),
    ("agreement.renewal.apply_months_before", "6个月", 6),
    ("agreement.copies.total", "捌份", 8),
    ("agreement.liability.breach_penalty", "伍拾万元整", Decimal(500000)),
    ("agreement.liability.breach_penalty", "50万元", Decimal(500000)),
    ("agreement.liability.breach_penalty", "¥500,000.00", Decimal(500000)),
    ("agreement.liability.breach_penalty", 500000, Decimal(500000)),
    ("agreement.liability.late_rate", "万分之三", Decimal(3)),
    ("agreement.liability.late_rate", "0.03%", Decimal(3)),
    ("agreement.dispute.forum", " 诉讼 ", "诉讼"),
    ("agreement.dispute.forum", "协商", "协商"),
    ("plan.number", "无", None),
    ("plan.mode.areas", "无", []),
    ("plan.mode.areas", "停车、出租汽车，公交", ["停车", "出租汽车", "公交"]),
    ("security.measures", "甲、乙\n丙\r\n\n丁", ["甲、乙", "丙", "丁"]),
]
IN_LISTS: list[tuple[str, Any, Any]] = [
    ("revenue.shares.1.percent", "三成", Decimal(30)),
    ("revenue.shares.1.percent", "30%", Decimal(30)),
    ("revenue.shares.1.percent", "百分之三十", Decimal(30)),
    ("revenue.shares.1.percent", 33.4, Decimal("33.4")),
    ("products.catalogue.1.category", "公共治理，公益事业", "公共治理、公益事业"),
    ("products.catalogue.1.sources", "JT-001、JT-002", ["JT-001", "JT-002"]),
    ("resources.catalogue.1.sharing.consent", "无", None),
]
REFUSED = [
    ("parties.operator.credit_code", 911101085513850000, "digits_lost"),
    ("parties.operator.credit_code", 9.1110108551385e17, "digits_lost"),
    ("parties.operator.credit_code", "9.11E+17", "digits_lost"),
    ("agreement.number", datetime(2026, 3, 1), "date_in_text"),  # noqa: DTZ001
    ("agreement.number", time(9, 30), "date_in_text"),
    ("agreement.number", timedelta(hours=30), "date_in_text"),
    ("agreement.number", True, "number_with_text"),
    ("term.start", datetime(2026, 3, 1, 9, 30), "time_in_day"),  # noqa: DTZ001
    ("term.start", 46082, "date_serial"),
]


@pytest.mark.parametrize(("path", "cell", "meant"), UNDERSTOOD + IN_LISTS)
def test_a_cell_is_understood(path: str, cell: Any, meant: Any) -> None:
    keys = keys_of(path)
    assert keys is not None
    found = answer(cell, keys, "、，,；;" if path.endswith(("sources", "areas")) else "")
    assert (found, type(found)) == (meant, type(meant))


@pytest.mark.parametrize(("path", "cell", "kind"), REFUSED)
def test_a_cell_that_would_be_misunderstood_is_refused(path: str, cell: Any, kind: str) -> None:
    keys = keys_of(path)
    assert keys is not None
    found = answer(cell, keys)
    assert isinstance(found, Fault)
    assert found.kind == kind


@pytest.mark.parametrize(
    ("number", "shown"), [(0.1 + 0.2, "0.3"), (5.0, "5"), (1e20, "100000000000000000000"), (1.5, "1.5")]
)
def test_a_number_reads_as_it_is_shown(number: float, shown: str) -> None:
    assert typed(number) == shown


@pytest.mark.parametrize("cell", [None, "", "  ", "\u3000", "\xa0\n", "\ufeff"])
def test_blank_is_blank(cell: object) -> None:
    assert is_blank(cell)
