"""Quotes are the raw words of one passage, whatever the text looks like."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from checks import cues, document, elements
from contractkit.core.checker.recognition.evidence import quote, whole
from contractkit.core.checker.recognition.recogniser import Recogniser
from contractkit.core.document.tree import Passage
from contractkit.core.law.requirement import Kind

_CLAUSES = st.sampled_from(
    [
        "乙方應當設立專賬，單獨核算",
        "期 限 为 三 年，自 2026 年 起",
        "（一）接口响应时间不超过\uff11秒；",
        "净收益按\uff13\uff10％：\uff17\uff10％分配。",
        "“数据空间”由甲方建设、乙方运维",
        "一小时内报告甲方，并启动应急预案",
        "|表格|乱码|",
        "\u200b零宽字符与全角　空格",
        "____年____月",
        "依法依规 办理",
        "\uff41\uff50\uff49接口",
    ]
)
_TEXTS = st.lists(_CLAUSES, min_size=1, max_size=5).map("，".join)


def _passages(texts: list[str]) -> tuple[Passage, ...]:
    return document("# 协议\n\n甲方：甲\n\n## 第一条 约定\n\n" + "\n\n".join(texts) + "\n").passages


@settings(max_examples=60, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=3), st.data())
def test_a_quote_is_a_stretch_of_the_raw_text(texts: list[str], data: st.DataObject) -> None:
    for passage in _passages(texts):
        length = len(passage.clean.text)
        start = data.draw(st.integers(0, length))
        end = data.draw(st.integers(start, length))
        for evidence in (quote(passage, start, end), whole(passage)):
            assert evidence.quote in passage.text
            assert (evidence.path, evidence.location) == (passage.path, passage.location)


@settings(max_examples=25, deadline=None)
@given(st.lists(_TEXTS, min_size=1, max_size=4))
def test_every_quote_of_every_verdict_is_verbatim(texts: list[str]) -> None:
    draft = document("# 协议\n\n甲方：甲\n\n## 第一条 约定\n\n" + "\n\n".join(texts) + "\n")
    raw = {passage.location: passage.text for passage in draft.passages}
    recogniser = Recogniser(draft, cues(), Kind.AGREEMENT)

    for element in elements(Kind.AGREEMENT).values():
        for evidence in recogniser.judge(element).evidence:
            assert evidence.quote in raw[evidence.location]


def test_a_quote_is_widened_to_whole_clauses_and_cells() -> None:
    text = _passages(["乙方应当单独核算，每年报送；其他不变。"])[-1]
    row = _passages(["| 甲 | 乙 |\n| --- | --- |\n| 期限 | 三年（不自动延长） |"])[-1]

    assert quote(text, 4, 6).quote == "乙方应当单独核算"
    assert quote(row, row.clean.text.index("三年"), row.clean.text.index("三年") + 2).quote == "三年（不自动延长）"
    assert quote(row, 0, row.clean.text.index("三年")).quote.startswith("期限 | 三年")


def test_a_long_sentence_is_quoted_by_its_words_only() -> None:
    passage = _passages(["甲" * 200 + "期限为三年" + "乙" * 200])[-1]
    at = passage.clean.text.index("期限")

    assert quote(passage, at, at + 5).quote == "期限为三年"
    assert len(whole(passage).quote) <= len(passage.text)
