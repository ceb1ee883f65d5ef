"""The sample tables hold what the documentation says of them."""

from __future__ import annotations

import pytest

from tables.reading import read
from tables.workbooks import SAMPLES

FOLDER = SAMPLES / "batch"


@pytest.mark.parametrize("name", ["lots.csv", "lots.jsonl", "lots.xlsx"])
def test_a_sample_gives_three_matters(name: str) -> None:
    found = read(FOLDER / name)
    assert not found.problems
    assert [matter.agreement.number for matter in found.matters.values()] == [
        "QYJT-SQYY-2026-01",
        "QYJT-SQYY-2026-02",
        "QYJT-SQYY-2026-03",
    ]
    assert [int(matter.agreement.liability.breach_penalty) for matter in found.matters.values()] == [
        500000,
        500000,
        800000,
    ]


def test_the_workbook_and_the_lines_say_the_same_of_the_shares() -> None:
    book, lines = read(FOLDER / "lots.xlsx").matters, read(FOLDER / "lots.jsonl").matters
    assert [one.revenue for one in book.values()] == [one.revenue for one in lines.values()]
    assert [[int(share.percent) for share in one.revenue.shares] for one in book.values()] == [
        [25, 15, 60],
        [30, 70],
        [35, 65],
    ]
    assert [len(one.plan.milestones) for one in book.values()] == [5, 5, 3]


def test_own_headings_are_read_through_the_mapping() -> None:
    found = read(FOLDER / "own-headings.csv", mapping=FOLDER / "mapping.yaml")
    assert not found.problems
    assert list(found.matters) == ["标段1", "标段2", "标段3"]
    assert found.matters["标段2"].parties.operator.name == "青原驿联数字技术有限公司"
