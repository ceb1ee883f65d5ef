"""Which words of a document bind somebody, with the screens that come with contractkit."""

from __future__ import annotations

import time

import pytest

from checks import agreement, cues, document
from contractkit.core.checker.recognition.reading import ReadPassage, read
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind


def _read(draft: Document) -> tuple[ReadPassage, ...]:
    return read(draft, cues(), Kind.AGREEMENT).passages


def _screened(text: str) -> list[str]:
    """Names of the screens that take words out of this text."""
    return sorted({hold.screen.name for hold in _read(agreement(text))[-1].holds})


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("鉴于甲方掌握大量数据，双方开展合作。", "鉴于"),
        ("“运营年”是指自然年度。", "定义"),
        ("为规范授权运营，经协商一致，订立本协议。", "缘由"),
        ("不断提升数据安全防护能力。", "口号"),
        ("据了解，外省已开展类似工作。", "报道"),
        ("《数据安全法》明确要求加强风险监测。", "引述法规"),
        ("乙方无须另行建账。", "否定"),
        ("评价办法由双方另行约定。", "另行约定"),
        ("期限为____年。", "空白"),
        ("个人信息保护按照国家有关规定执行。", "按有关规定"),
        ("成本核算要求见附件十一（未附）。", "附件未附"),
        ("投标人应当提交投标保证金。", "其他领域"),
        ("乙方应当督促客户建立管理制度。", "他人义务"),
        ("第一条 定义……3", "目录条"),
        ("评价标准见附件九。", "附件没有随文"),
    ],
)
def test_words_that_bind_nobody(text: str, name: str) -> None:
    assert name in _screened(text)


@pytest.mark.parametrize(
    "text",
    [
        "乙方应当每年接受一次评价，结果分为三档。",
        "建立数据安全管理制度，每年测评一次。",
        "按照国家有关标准加密存储，密钥由甲方保管。",
        "本协议期限为三年，自2026年1月1日起。",
        "解除通知到达即生效，无需催告的除外情形见第三款。",
    ],
)
def test_words_that_bind_stay(text: str) -> None:
    passage = _read(agreement(text))[-1]

    assert len(passage.operative) == len(passage.text)
    assert any(part in passage.operative for part in ("每年", "加密存储", "三年", "到达即生效"))


def test_a_reference_to_an_annex_counts_when_the_annex_has_content() -> None:
    body = "# 协议\n\n甲方：甲\n\n## 第一条 目录\n\n资源目录见附件一。\n\n## 附件一 目录\n\n"
    full = _read(document(f"{body}| 序号 | 名称 |\n| --- | --- |\n| 1 | 气象观测 |\n"))
    empty = _read(document(f"{body}| 序号 | 名称 |\n| --- | --- |\n|  |  |\n"))

    def held(passages: tuple[ReadPassage, ...]) -> bool:
        return any(hold.screen.name == "附件没有随文" for passage in passages for hold in passage.holds)

    assert not held(full)
    assert held(empty)


def test_short_items_of_a_list_stay_together() -> None:
    passage = _read(agreement("网络隔离；加密传输；最小授权；全程留痕。违者停供。"))[-1]

    assert [passage.text[line.start : line.end] for line in passage.lines] == [
        "网络隔离；加密传输；最小授权；全程留痕。",
        "违者停供。",
    ]


def test_words_put_off_are_known_by_their_sentence() -> None:
    draft = agreement("评价办法由双方另行约定。乙方每年报告一次。费用由双方另行约定。")
    reading = read(draft, cues(), Kind.AGREEMENT)
    passage = reading.passages[-1]
    found = {
        passage.text[line.start : line.end]: reading.deferred[line].screen.name
        for line in passage.lines
        if line in reading.deferred
    }

    assert found == {"评价办法由双方另行约定。": "另行约定", "费用由双方另行约定。": "另行约定"}
    assert len(passage.operative) == len(passage.text)


def test_a_document_in_one_paragraph_is_read_in_linear_time() -> None:
    draft = agreement("评价办法由双方另行约定，期限为____年。" * 6000)
    began = time.perf_counter()
    reading = read(draft, cues(), Kind.AGREEMENT)

    assert len(reading.deferred) == 6000
    assert time.perf_counter() - began < 10


@pytest.mark.parametrize(
    "text", ["____，" * 200 + "|甲", "附件一甲乙、" * 200 + "。", "____|" * 200 + "甲", "1" * 100_000], ids=len
)
def test_no_text_holds_a_screen_up(text: str) -> None:
    began = time.perf_counter()
    assert _read(agreement(f"{text}第一段。"))
    assert time.perf_counter() - began < 3


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("附件一 数据清单、附件二 收费标准；附件三 安全要求", "目录条"),
        ("期限：____年", "空栏"),
        ("期限____ | 金额【】", "空栏"),
    ],
)
def test_lists_of_annexes_and_blank_cells_bind_nobody(text: str, name: str) -> None:
    assert name in _screened(text)


def test_sections_about_other_places_bind_nobody() -> None:
    draft = document("# 方案\n\n## 一、外地做法\n\n某地每年评价一次。\n\n## 二、评价\n\n每年评价一次。\n")

    passages = read(draft, cues(), Kind.PLAN).passages
    assert [passage.operative == passage.text for passage in passages if not passage.passage.is_heading] == [
        False,
        True,
    ]
