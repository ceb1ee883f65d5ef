"""What the models propose, what rules refuse, and what is said of what is missing."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from checks import CASES, agreement, cases, cues, elements, learnt
from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.recognition.recogniser import Learnt, Recogniser
from contractkit.core.checker.recognition.weighing import Weighing, Weighings
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind

_TEXTS = [
    text if isinstance(text, str) else text["text"]
    for path in sorted((CASES / "agreement").glob("14.*.yaml"))
    for entry in cases(f"agreement/{path.name}")["elements"].values()
    for text in (*entry["present"], *entry["absent"])
]


def _verdicts(draft: Document, what: Learnt | None = None) -> dict[str, ElementVerdict]:
    recogniser = Recogniser(draft, cues(), Kind.AGREEMENT, what or learnt())
    return {name: recogniser.judge(element) for name, element in elements(Kind.AGREEMENT).items()}


def _present(verdicts: dict[str, ElementVerdict]) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict.status is Status.PRESENT}


def _demanding(more: float) -> Learnt:
    weighings = learnt().weighings
    carries = Weighing(weighings.carries.bias - more, weighings.carries.weights)
    return replace(learnt(), weighings=Weighings(weighings.ranks, carries, weighings.puts_off))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=4), st.floats(-3, 3), st.floats(0, 6))
def test_a_higher_demand_never_makes_an_element_present(texts: list[str], least: float, more: float) -> None:
    draft = agreement("\n\n".join(texts))

    assert _present(_verdicts(draft, _demanding(least + more))) <= _present(_verdicts(draft, _demanding(least)))


def test_the_same_document_gets_the_same_verdicts() -> None:
    draft = agreement("\n\n".join(_TEXTS[:60:4]))

    assert _verdicts(draft) == _verdicts(draft)


def test_a_sentence_without_the_words_of_the_law_carries_an_element_unless_it_only_recites() -> None:
    sentence = "双方意见不一的，先坐下来谈；谈不拢的，交由甲方所在地的法院裁断。"
    carried = _verdicts(agreement(sentence))["14.11.dispute"]
    recited = _verdicts(agreement(f"鉴于{sentence}"))["14.11.dispute"]

    assert (carried.status, recited.status) == (Status.PRESENT, Status.MISSING)
    assert carried.evidence[0].quote in sentence


def test_what_is_missing_shows_what_comes_nearest_and_what_it_lacks() -> None:
    draft = agreement("鉴于甲乙双方曾就为期三年的合作进行磋商，并自2024年1月1日起至2026年12月31日止开展了试点。")
    verdict = _verdicts(draft)["14.2.term"]

    assert verdict.status is Status.MISSING
    assert "三年" in verdict.evidence[0].quote
    assert verdict.evidence[0].lacks
    assert verdict.evidence[0].lacks in verdict.reason


def test_nothing_near_is_said_to_be_nothing() -> None:
    verdict = _verdicts(agreement("乙方食堂每周三供应面食。"))["14.11.dispute"]

    assert verdict.status is Status.MISSING
    assert verdict.evidence == ()
    assert "没有涉及" in verdict.reason


def test_an_element_that_nothing_was_learnt_of_is_left_to_the_cues() -> None:
    draft = agreement("本协议期限为三年，自签订之日起计算。")
    names = tuple(name.replace("14.2.term", "14.0.other") for name in learnt().models.grams.elements)
    grams = replace(learnt().models.grams, elements=names)
    ignorant = replace(learnt(), models=replace(learnt().models, grams=grams))

    assert not ignorant.knows("14.2.term")
    assert "14.2.term" in _present(_verdicts(draft, ignorant))
