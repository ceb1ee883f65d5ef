"""A text falls into the likeliest pieces, and no character of it is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.checker.recognition.learnt.pieces import Vocabulary

_PIECES = ["<unk>", "<s>", "</s>", "▁", "期限", "期", "限", "三年", "三", "年", ",", "▁期限"]
_SCORES = [0.0, 0.0, 0.0, -2.0, -3.0, -5.0, -5.0, -4.0, -3.5, -3.5, -1.0, -4.0]


def _vocabulary() -> Vocabulary:
    return Vocabulary(_PIECES, _SCORES)


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("期限三年", ["▁期限", "三年"]),
        ("期，三限", ["▁", "期", ",", "三", "限"]),
        ("  三年 期限 ", ["▁", "三年", "▁期限"]),
        ("", ["▁"]),
        ("期甲限", ["▁", "期", "<unk>", "限"]),
    ],
)
def test_the_likeliest_split(text: str, pieces: list[str]) -> None:
    assert [_PIECES[at] for at in _vocabulary().split(text)] == pieces


@given(st.text(alphabet="期限三年，", max_size=30))
def test_the_pieces_of_known_characters_make_the_text_again(text: str) -> None:
    pieces = [_PIECES[at] for at in _vocabulary().split(text)]

    assert "".join(pieces) == "▁" + text.replace("，", ",")


@given(st.text(max_size=30))
def test_every_text_falls_into_known_ids(text: str) -> None:
    assert all(0 <= at < len(_PIECES) for at in _vocabulary().split(text))
