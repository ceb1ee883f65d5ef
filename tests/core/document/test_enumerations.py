"""Lists inside one paragraph."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.document.enumerations import items_of, path_of
from outlines import document


def place(text: str, words: str) -> tuple[str, ...]:
    found = document(text).passages[0]
    start = found.clean.text.index(words)
    return path_of(found, start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "path"),
    [
        ("第五条 乙方应当：（一）按月报告；（二）接受检查。", "接受检查", ("第五条", "（二）")),
        ("第五条 乙方应当：（一）按月报告；（二）接受检查。", "乙方应当", ("第五条",)),
        ("第五条 乙方应当：（一）按月报告；（二）接受检查。逾期的，赔偿。", "赔偿", ("第五条",)),
        ("第五条 乙方应当：（一）按月报告；（二）接受检查。", "按月报告；（二）接受", ("第五条",)),
        ("（二）双方约定：1.甲方供数；2.乙方付费：①首付；②尾款；3.保密。", "尾款", ("（二）", "2.", "②")),
        ("（二）双方约定：1.甲方供数；2.乙方付费：①首付；②尾款；3.保密。", "保密", ("（二）", "3.")),
        ("乙方提供：(1)接口；(2)报告。另外：(1)培训；(2)运维。", "运维", ("（2）",)),
        ("依照第三条：（二）项所列的除外。", "除外", ()),
        ("期限：1.5年。", "1.5", ()),
    ],
)
def test_place_of_words(text: str, words: str, path: tuple[str, ...]) -> None:
    assert place(text, words) == path


@given(st.text(st.sampled_from("甲乙：；。，（）一二三12.、①②"), max_size=60))
def test_items_lie_in_the_text_and_nest(text: str) -> None:
    for passage in document(text).passages:
        items = items_of(passage)
        assert all(0 < item.start < item.end <= len(passage.clean.text) for item in items)
        assert all(one.end <= other.start or other.end <= one.end for one, other in pairwise(items))
