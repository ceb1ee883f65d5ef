"""Numbers that go on in whatever way a draft numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.checker.remedies.labels import following, numbered, read_label

LABELS = [
    ("第九条", "第十条"),
    ("第19条", "第20条"),
    ("第十二条之一", "第十二条之二"),
    ("十、", "十一、"),
    ("（十）", "（十一）"),
    ("（3）", "（4）"),
    ("8.9", "8.10"),
    ("8.1.3", "8.1.4"),
    ("专3.2", "专3.3"),
    ("3.", "4."),
    ("7", "8"),
    ("③", "④"),
    ("㈡", "㈢"),
    ("壹、", "贰、"),
    ("拾、", "拾壹、"),
    ("甲、", "乙、"),
    ("（a）", "（b）"),
    ("附件一", "附件二"),
]


@pytest.mark.parametrize(("label", "expected"), LABELS)
def test_the_next_number(label: str, expected: str) -> None:
    assert following(label) == expected


@pytest.mark.parametrize("label", ["⑳", "癸、", "z.", "备注"])
def test_a_row_that_ends_has_no_next_number(label: str) -> None:
    assert following(label) is None


@given(st.sampled_from([one for one, _ in LABELS if one[0] not in "③㈡甲（"]), st.integers(1, 99))
def test_any_number_is_read_back(example: str, number: int) -> None:
    label = numbered(example, number)
    assert label is not None
    known = read_label(label)
    assert known is not None
    assert known.values[-1] == number


def test_numbers_of_several_parts() -> None:
    assert numbered("1.1", 3, 4) == "3.4"
    assert numbered("1.1.1", 3, 4, 2) == "3.4.2"
    assert numbered("（一）", 3, 4, 2) == "（二）"
