"""A matter written as rows and read back is the same matter."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plain import plain
from contractkit.library.law import load_registry
from contractkit.workflows.tables import open_table, write_rows
from strategies import matters

REGISTRY = load_registry()
SLOW = settings(deadline=None, max_examples=12, suppress_health_check=[HealthCheck.too_slow])


def read_all(path: Path) -> list[Matter]:
    with open_table(path) as table:
        return [table.reader.read(row, REGISTRY).matter for row in table.rows()]


@SLOW
@given(st.lists(matters(any_position=True), min_size=1, max_size=3))
def test_a_workbook_keeps_matters(found: list[Matter]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "表.xlsx"
        write_rows(path, [(f"A-{number}", matter) for number, matter in enumerate(found)])
        assert read_all(path) == found


@SLOW
@given(st.lists(matters(any_position=True), min_size=1, max_size=3))
def test_json_lines_keep_matters(found: list[Matter]) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "表.jsonl"
        lines = [json.dumps(plain(matter), ensure_ascii=False, default=in_json) for matter in found]
        path.write_text("\n".join(lines), encoding="utf-8")
        assert read_all(path) == found


def in_json(value: Any) -> Any:
    """Dates as text, decimals as text: JSON has no such types."""
    assert isinstance(value, date | Decimal)
    return str(value)
