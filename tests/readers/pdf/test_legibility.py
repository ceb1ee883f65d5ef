"""Real text and garbage, told apart."""

from __future__ import annotations

import opencc
import pytest

from contractkit.readers.pdf.legibility import Legibility, judge

TEXT = (
    "甲方依法享有对授权运营活动的监督检查权，可以定期或者不定期检查乙方的数据使用台账、安全管理制度和产品上架情况。"
    "乙方应当配合检查，如实提供有关资料，对发现的问题在十五日内完成整改并书面报告结果。因国家政策调整致使本协议不能继续履行的，"
    "双方协商变更或者解除，互不承担违约责任，但应当妥善处理数据销毁、系统交接和用户告知等事项。"
)


def permuted(text: str, characters: list[str]) -> str:
    """Each 汉字 replaced by another one, always the same."""
    return "".join(
        characters[ord(one) * 7919 % len(characters)] if "\u4e00" <= one <= "\u9fff" else one for one in text
    )


def level_one() -> list[str]:
    rows = (bytes((lead, trail)) for lead in range(0xB0, 0xD7) for trail in range(0xA1, 0xFE))
    return [row.decode("gb2312") for row in rows]


@pytest.mark.parametrize(
    "text", [TEXT, opencc.OpenCC("s2t").convert(TEXT), "", "附件", "This agreement is made in Hangzhou.", "1.2 3.4"]
)
def test_text(text: str) -> None:
    assert judge(text) is (Legibility.LEGIBLE if text else Legibility.BLANK)


@pytest.mark.parametrize(
    "text",
    [
        TEXT.encode("gbk").decode("latin-1"),
        TEXT.encode("gbk").decode("big5", "ignore"),
        TEXT.encode().decode("gbk", "ignore"),
        "".join(chr(ord(one) + 1) for one in TEXT),
        "".join(chr(0xE000 + ord(one) % 0x1000) for one in TEXT),
        permuted(TEXT, [chr(code) for code in range(0x4E00, 0x9FA6)]),
        permuted(TEXT, level_one()),
        "\ufffd" * 40,
        "\x01\x02\x03\x04",
    ],
    ids=[
        "gbk as latin-1",
        "gbk as big5",
        "utf-8 as gbk",
        "shifted",
        "private use",
        "any 汉字",
        "common 汉字",
        "replaced",
        "control",
    ],
)
def test_garbage(text: str) -> None:
    assert judge(text) is Legibility.GARBLED
