"""A score ranks and refuses; it never approves, and the same text always has the same one."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks import CASES, agreement, cases, cues, elements
from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.recognition.recogniser import Recogniser
from contractkit.core.checker.recognition.scorer import Scorer, Weights, grams_of
from contractkit.core.checker.recognition.standing import LEAST_PROPOSED, LEAST_STANDING
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind
from contractkit.library.scorer import load_scorer

_SMALL = Scorer(2, {"14.2.term": Weights(-1.0, {"期": 2.0, "期限": 4.0, "0年": 3.0, "价款": -5.0})})
_TEXTS = [
    text if isinstance(text, str) else text["text"]
    for path in sorted((CASES / "agreement").glob("14.*.yaml"))
    for entry in cases(f"agreement/{path.name}")["elements"].values()
    for text in (*entry["present"], *entry["absent"])
]


def _verdicts(
    draft: Document, scorer: Scorer | None, least: float = LEAST_STANDING, proposed: float = LEAST_PROPOSED
) -> dict[str, ElementVerdict]:
    recogniser = Recogniser(draft, cues(), Kind.AGREEMENT, scorer, least, proposed)
    return {name: recogniser.judge(element) for name, element in elements(Kind.AGREEMENT).items()}


def _present(verdicts: dict[str, ElementVerdict]) -> set[str]:
    return {name for name, verdict in verdicts.items() if verdict.status is Status.PRESENT}


def test_a_margin_is_the_bias_and_the_known_grams_over_the_root_of_all() -> None:
    # 期 限 期限: 2 + 4 over the root of 3; 价款 and other unknown characters count in the root only.
    assert _SMALL.margin("14.2.term", "期限") == pytest.approx(-1 + 6 / math.sqrt(3))
    assert _SMALL.margin("14.2.term", "甲乙丙丁") == -1
    assert _SMALL.margin("14.2.term", "") == -1
    assert _SMALL.margin("14.1.scope", "期限") is None


def test_every_number_reads_alike() -> None:
    assert grams_of("为期 3 年", 2) == grams_of("为期12.5年", 2) == {"为", "期", "0", "年", "为期", "期0", "0年"}


def test_a_score_is_the_margin_between_0_and_1() -> None:
    half = Scorer(1, {"x": Weights(0.0, {})})
    far = Scorer(1, {"x": Weights(900.0, {})})

    assert half.score("x", "任何") == 0.5
    assert far.score("x", "任何") == 1.0
    assert half.score("y", "任何") is None


def test_our_weights_tell_what_carries_an_element_from_what_does_not() -> None:
    scorer = load_scorer()
    term = "授权期限为三年，自签订之日起计算。"
    price = "接口服务费按季度结算，乙方应当开具发票。"

    assert (scorer.score("14.2.term", term) or 0) > 0.9
    assert (scorer.score("14.2.term", price) or 0) < 0.1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=4), st.floats(-6, 6), st.floats(0, 6))
def test_a_higher_demand_never_makes_an_element_present(texts: list[str], least: float, more: float) -> None:
    draft = agreement("\n\n".join(texts))
    alone = _present(_verdicts(draft, None))
    lenient = _present(_verdicts(draft, load_scorer(), least, math.inf))
    strict = _present(_verdicts(draft, load_scorer(), least + more, math.inf))

    assert strict <= lenient <= alone


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(_TEXTS), min_size=1, max_size=4), st.floats(0, 8), st.floats(0, 6))
def test_a_higher_demand_on_proposals_never_makes_an_element_present(
    texts: list[str], least: float, more: float
) -> None:
    draft = agreement("\n\n".join(texts))
    lenient = _present(_verdicts(draft, load_scorer(), proposed=least))

    assert _present(_verdicts(draft, load_scorer(), proposed=least + more)) <= lenient


def test_a_sentence_that_no_cue_finds_is_proposed_unless_a_screen_takes_it_out() -> None:
    sentence = "甲方有异议的，双方先行磋商，磋商不成的交由本市的法官裁断。"
    carried = _verdicts(agreement(sentence), load_scorer(), proposed=0.0)["14.11.dispute"]
    recited = _verdicts(agreement(f"鉴于{sentence}"), load_scorer(), proposed=0.0)["14.11.dispute"]
    unproposed = _verdicts(agreement(sentence), load_scorer(), proposed=math.inf)["14.11.dispute"]

    assert (carried.status, recited.status, unproposed.status) == (Status.PRESENT, Status.MISSING, Status.MISSING)
    assert carried.evidence[0].quote in sentence


def test_the_same_document_gets_the_same_report() -> None:
    draft = agreement("\n\n".join(_TEXTS[:60:4]))

    assert _verdicts(draft, load_scorer()) == _verdicts(draft, load_scorer())


def test_a_refused_passage_is_shown_as_the_nearest_one() -> None:
    draft = agreement("本协议期限为三年，自签订之日起计算。")
    before = _verdicts(draft, load_scorer())["14.2.term"]
    after = _verdicts(draft, load_scorer(), 1000.0)["14.2.term"]

    assert (before.status, after.status) == (Status.PRESENT, Status.MISSING)
    assert "第三条仅有字面相近的表述" in after.reason
    assert after.evidence == before.evidence


def test_an_element_without_weights_is_left_to_the_cues() -> None:
    draft = agreement("本协议期限为三年，自签订之日起计算。")

    assert "14.2.term" in _present(_verdicts(draft, Scorer(3, {}), 1000.0))
