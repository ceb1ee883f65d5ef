"""Bytes to characters: any text in any of the encodings comes back; damage and control characters are told."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from contractkit.core.document.tree import Loss
from contractkit.errors import UnreadableDocument
from contractkit.readers.decoding import decode

SENTENCE = "甲方授权乙方运营公共数据，期限为三年。"
CHINESE = st.text(
    "甲乙方授权运营公共数据为的在有应当期限三年第条，。：（）《》\n 0aZ%“”—…罅龘鑫\U00020bb7", max_size=80
)


@given(CHINESE, st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"]))
def test_any_text_in_any_encoding_comes_back(text: str, encoding: str) -> None:
    written = SENTENCE + text
    assert decode(written.encode(encoding)).text == written


@given(st.text("甲乙方授權運營公共數據為的在有應當期限三年第條，。：（）\n 0aZ%", max_size=80))
@example("0在0")  # as UTF-16 these bytes are 한글 with one frequent 汉字
def test_traditional_text_in_big5_comes_back(text: str) -> None:
    written = "甲方授權乙方運營公共數據，期間為三年，應依本協議辦理。" + text
    assert decode(written.encode("big5hkscs")).text == written


@given(st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=200))
def test_any_text_with_chinese_in_utf8_comes_back(text: str) -> None:
    assert decode((SENTENCE + text).encode()).text == SENTENCE + text


def test_short_texts() -> None:
    for text in ("联通", "协议", "权", "甲方：某局"):
        assert decode(text.encode("gb18030")).text == text
        assert decode(text.encode()).text == text


def test_windows_quotes_in_english() -> None:
    text = "The Parties agree as follows: “Data” means the records listed in Annex A."
    assert decode(text.encode("cp1252")).text == text


def test_a_text_that_ends_in_the_middle_of_a_character() -> None:
    decoded = decode((SENTENCE * 5).encode()[:-4])
    assert decoded.text.startswith(SENTENCE * 4)
    assert decoded.damaged == 1
    (loss,) = decoded.losses
    assert (loss.what, loss.count, loss.withholds) == ("无法解码的文字", 1, True)
    assert loss.share is not None
    assert 0 < loss.share < 0.1


def test_control_characters_are_taken_out_and_told() -> None:
    decoded = decode(f"授\0权\x01运营，{SENTENCE}".encode())
    assert decoded.text == f"授权运营，{SENTENCE}"
    assert [(loss.what, loss.count) for loss in decoded.losses] == [("控制字符", 2)]


def test_a_declared_encoding_is_believed_where_it_fits() -> None:
    text = "협약서 제1조"
    assert decode(text.encode("euc-kr"), "euc-kr").text == text
    assert decode(SENTENCE.encode("gb18030"), "gb2312").text == SENTENCE
    assert decode(SENTENCE.encode("gb18030"), "iso-8859-1").text == SENTENCE
    assert decode(SENTENCE.encode(), "gb2312").text == SENTENCE
    assert decode(SENTENCE.encode("gb18030"), "utf-8").text == SENTENCE
    assert decode(SENTENCE.encode(), "no-such-code").text == SENTENCE


def test_a_clean_text_has_no_losses() -> None:
    assert decode(SENTENCE.encode()).losses == tuple[Loss, ...]()


@pytest.mark.parametrize("data", [b"\xef\xbb\xbf", b"\xff\xfe", b"\xff\xfe\x00\x00", "\u200b\n\u3000".encode()])
def test_a_mark_alone_is_an_empty_file(data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match="没有文字"):
        decode(data)


def test_a_mark_that_lies_is_told() -> None:
    with pytest.raises(UnreadableDocument, match=r"自称是 UTF-8 编码，但第 \d+ 个字节不是"):
        decode(b"\xef\xbb\xbf" + SENTENCE.encode("gb18030"))
