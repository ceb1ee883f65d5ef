"""What each key of a cue means."""

from __future__ import annotations

import re
from typing import Any

import pytest

from checks import document
from contractkit.core.checker.finding import Status
from contractkit.core.checker.recognition.cues import Cue, Cues, ElementCues, Reach, Screen, Subject, Window
from contractkit.core.checker.recognition.recogniser import Recogniser
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Element, Kind

_ELEMENT = Element("14.2.term", "14.2", "运营期限", "写明运营期限", "nda-2025")
_NEGATION = Screen("否定", "是否定的表述", re.compile("不设"), Reach.CLAUSE)
_LATER = Screen("另行约定", "留待以后另行约定", re.compile("另行约定"), Reach.BACK, defers=True)


def _patterns(*texts: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(text, re.MULTILINE) for text in texts)


def _verdict(draft: Document, cue: Cue, **more: Any) -> tuple[Status, str]:
    entry = ElementCues(_ELEMENT.id, (cue,), touches=re.compile("期限"), **more)
    parties = {
        Subject.IMPLEMENTING_BODY: ("甲方",),
        Subject.OPERATOR: ("乙方",),
        Subject.BOTH: ("双方",),
        Subject.OTHER: ("客户",),
    }
    cues = Cues({_ELEMENT.id: entry}, (_NEGATION, _LATER), re.compile("[0-9]|应当"), parties)
    verdict = Recogniser(draft, cues, Kind.AGREEMENT).judge(_ELEMENT)
    return verdict.status, verdict.evidence[0].quote if verdict.evidence else ""


def _article(*texts: str, heading: str = "约定") -> Document:
    return document("# 协议\n\n甲方：甲\n\n乙方：乙\n\n" + "\n\n".join((f"## 第一条 {heading}", *texts)) + "\n")


@pytest.mark.parametrize(
    ("text", "options", "found"),
    [
        ("期限为三年。", {}, True),
        ("期限届满；乙方运营三年。", {}, False),  # another sentence
        ("期限届满；乙方运营三年。", {"window": Window.PASSAGE}, True),
        ("期限自备案完成并且平台终验合格之日起算，为三年。", {"near": 10}, False),
        ("质保期限为三年。", {"none": re.compile("质保")}, False),
        ("本协议不设期限，乙方运营三年。", {}, False),
        ("本协议不设期限，乙方运营三年。", {"despite": frozenset({"否定"})}, True),
        ("乙方的期限为三年。", {"subject": Subject.OPERATOR}, True),
        ("客户的期限为三年。", {"subject": Subject.OPERATOR}, False),
        ("双方约定期限为三年。", {"subject": Subject.OPERATOR}, True),
        ("期限为三年。", {"subject": Subject.OPERATOR}, True),  # no party: not clearly another's
    ],
)
def test_groups_and_their_conditions(text: str, options: dict[str, Any], *, found: bool) -> None:
    status, quote = _verdict(_article(text), Cue("期限", _patterns("期限", "三年"), **options))

    assert (status is Status.PRESENT) is found
    assert not found or quote in text


def test_some_of_several() -> None:
    cue = Cue("措施", (), some=_patterns("加密", "审批", "日志", "备份"), at_least=3)

    assert _verdict(_article("采取加密、审批和日志措施。"), cue)[0] is Status.PRESENT
    assert _verdict(_article("采取加密、审批措施，加密两次。"), cue)[0] is Status.MISSING


def test_heading_and_what_must_not_be_there() -> None:
    draft = _article("自签约起三年。", heading="运营期限")

    assert _verdict(draft, Cue("期限", _patterns("三年"), heading=re.compile("期限")))[0] is Status.PRESENT
    assert _verdict(draft, Cue("期限", _patterns("三年"), heading=re.compile("违约")))[0] is Status.MISSING
    assert _verdict(draft, Cue("期限", _patterns("三年"), not_heading=re.compile("期限")))[0] is Status.MISSING


def test_a_weak_cue_needs_the_topic_above_it() -> None:
    cue = Cue("年数", _patterns("三年"), weak=True)

    assert _verdict(_article("自签约起三年。", heading="运营期限"), cue)[0] is Status.PRESENT
    assert _verdict(_article("自签约起三年。", heading="其他"), cue)[0] is Status.MISSING


def test_the_words_that_lead_in_a_list() -> None:
    draft = _article("1.1 授权期限按下列办法确定：", "（一）首期三年；", "（二）可以续约。")

    assert _verdict(draft, Cue("首期", _patterns("三年"), lead=re.compile("期限")))[0] is Status.PRESENT
    assert _verdict(draft, Cue("首期", _patterns("三年"), lead=re.compile("费用")))[0] is Status.MISSING


def test_a_section_may_be_read_together_but_the_quote_stays_in_one_passage() -> None:
    draft = _article("期限届满前进行评估。", "评估合格的，再运营三年。")

    status, quote = _verdict(draft, Cue("期限", _patterns("期限", "三年"), window=Window.SECTION))

    assert status is Status.PRESENT
    assert quote == "期限届满前进行评估"


def test_rows() -> None:
    table = "| 要素 | 约定 |\n| --- | --- |\n| 期限 | 三年 |\n| 方式 | 分领域 |"
    cue = Cue("表", _patterns("期限", "三年"), window=Window.ROW)

    assert _verdict(_article(table), cue) == (Status.PRESENT, "期限 | 三年")
    assert _verdict(_article("期限三年。"), cue)[0] is Status.MISSING


def test_the_row_that_names_the_columns_carries_nothing() -> None:
    table = "| 期限 | 三年期的标准 |\n| --- | --- |\n| 甲 | 乙 |"

    assert _verdict(_article(table), Cue("表", _patterns("期限", "三年")))[0] is Status.MISSING


def test_never_refuses_for_every_cue() -> None:
    cue = Cue("期限", _patterns("期限", "三年"))

    assert _verdict(_article("保密期限为三年。"), cue, never=re.compile("保密"))[0] is Status.MISSING


def test_words_that_put_it_off_are_not_the_thing() -> None:
    cue = Cue("期限", _patterns("期限"))

    assert _verdict(_article("运营期限，由双方另行约定。"), cue)[0] is Status.DEFERRED
    assert _verdict(_article("运营期限应当为3年，细则由双方另行约定。"), cue)[0] is Status.PRESENT


def test_the_shortest_stretch_is_quoted() -> None:
    text = "期限是重要条款，双方对此无异议，运营期限为三年，届满即止。"

    assert _verdict(_article(text), Cue("期限", _patterns("期限", "三年")))[1] == "运营期限为三年"
