"""What a change marks: words, not the characters that two words happen to share."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.interview.differing import compare_texts

TEXTS = st.text(st.sampled_from("每月季度5日10后终了，。甲方AB"), max_size=24)


@pytest.mark.parametrize(
    ("old", "new", "marked"),
    [
        ("每月5日前披露。", "每季度终了后10日内披露。", ["季度终了后10日内"]),
        ("期限为15日。", "期限为10日。", ["10"]),
        ("违约金50,000元", "违约金58,000元", ["58,000"]),
        ("甲方应当在五日内答复。", "甲方应当在十日内书面答复。", ["十", "书面"]),
        ("由甲方承担", "由乙方承担", ["乙方"]),
        ("删去几个字的句子", "删去的句子", []),
        ("", "全新的一段", ["全新的一段"]),
        ("一，二。", "三，四。", ["三", "四"]),
    ],
)
def test_words_are_marked_as_wholes(old: str, new: str, marked: list[str]) -> None:
    assert [new[start:end] for start, end in compare_texts(old, new)[1]] == marked


@given(TEXTS, TEXTS)
def test_what_is_not_marked_stands_in_the_other_text_in_the_same_order(old: str, new: str) -> None:
    _, spans = compare_texts(old, new)
    kept, last = "", 0
    for start, end in spans:
        assert last <= start < end <= len(new)
        kept, last = kept + new[last:start], end
    rest = iter(old)
    assert all(character in rest for character in kept + new[last:])
