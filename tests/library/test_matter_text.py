"""A matter that is written again and again has the text that it would have if it were written once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contractkit.library.matter import dump_plain
from contractkit.library.matter_text import MatterText

TEXTS = st.text(st.sampled_from("数据- :#\n'\"|>&*!%@`[]{},?0.5月是x\t "), min_size=1, max_size=12)
VALUES = st.one_of(
    TEXTS,
    st.integers(0, 99),
    st.just(Decimal("30.50")),
    st.just(date(2026, 3, 1)),
    st.lists(TEXTS, min_size=1, max_size=3),
)
ROWS = st.lists(
    st.fixed_dictionaries({"code": TEXTS}, optional={"price": st.fixed_dictionaries({"cap": VALUES}), "users": VALUES}),
    min_size=1,
    max_size=14,
)
MATTERS = st.fixed_dictionaries(
    {
        "name": TEXTS,
        "revenue": st.fixed_dictionaries({"shares": ROWS}),
        "resources": st.fixed_dictionaries({"scope": VALUES, "catalogue": ROWS}),
        "signatories": ROWS,
    }
)


@settings(max_examples=15, deadline=None)
@given(st.lists(MATTERS, min_size=1, max_size=3))
def test_the_text_is_that_of_the_whole(matters: list[dict[str, Any]]) -> None:
    text = MatterText()
    for data in matters:
        assert text.of(data) == dump_plain(data)


def test_rows_that_move_go_or_change_are_written_so() -> None:
    rows: list[dict[str, Any]] = [{"code": f"A-{at}", "name": "第一行\n\n- 第二行"} for at in range(30)]
    text = MatterText()
    for order in (rows, rows[::-1], rows[5:], [*rows[:3], {"code": "新"}, *rows[3:]], rows + rows):
        data = {"resources": {"catalogue": order}}
        assert text.of(data) == dump_plain(data)
