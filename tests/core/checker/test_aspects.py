"""The aspects that Art. 10 names in a feasibility study."""

from __future__ import annotations

import pytest

from checks import cues, document
from contractkit.core.checker.aspects import aspects_of
from contractkit.core.checker.recognition.reading import read
from contractkit.core.law.requirement import Kind
from contractkit.library.law import load_registry


def covered(text: str) -> dict[str, str]:
    """The quotes by aspect, of those that are dealt with."""
    draft = document(f"# 云汀市公共数据授权运营实施方案\n\n## 二、可行性\n\n{text}\n")
    found = aspects_of(cues().elements["9.2.feasibility"], read(draft, cues(), Kind.PLAN))
    return {one.name: one.evidence[0].quote for one in found if one.covered}


def test_they_are_those_of_the_law_in_its_order() -> None:
    (edition,) = [one for one in load_registry().editions if one.id == "nda-2025"]
    aspects = cues().elements["9.2.feasibility"].aspects
    assert tuple((one.key, one.name) for one in aspects) == edition.feasibility_aspects


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("首年市场规模约三百万元，第三年可达六百万元。", "市场规模"),
        ("走访的四十家企业中，三十二家有明确的用数需求。", "社会需求"),
        ("办件时间预计缩短五成，每年减少跑动二十万次。", "预期成效"),
        ("主要风险是个人信息被重新识别，已逐项列出应对措施。", "风险防控"),
    ],
)
def test_words_that_speak_of_it_deal_with_it(text: str, name: str) -> None:
    assert covered(text)[name] in text


def test_a_text_under_a_title_that_names_it_deals_with_it() -> None:
    assert "市场规模" in covered("3.市场规模。参照意向用户的付费意愿，收入足以覆盖各项运营成本。")
    assert "市场规模" in covered("### （三）市场规模\n\n参照意向用户的付费意愿，收入足以覆盖各项运营成本。")


@pytest.mark.parametrize("text", ["3.市场规模。", "### （三）市场规模\n\n待定。", "各项条件已经具备，可以实施。"])
def test_a_title_alone_deals_with_nothing(text: str) -> None:
    assert "市场规模" not in covered(text)
