"""The encoder reads only what is asked for, and says the same whatever was asked before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from checks import agreement, cues, elements, learnt
from contractkit.core.checker.recognition.learnt.encoder import Encoder, Numbers
from contractkit.core.checker.recognition.learnt.sentences import SentenceModel
from contractkit.core.checker.recognition.margins import Margins, Models
from contractkit.core.checker.recognition.reading import read
from contractkit.core.checker.recognition.recogniser import Recogniser
from contractkit.core.law.requirement import Kind

_TEXT = (
    "授权运营期限为三年，自签订之日起计算。\n\n争议协商不成的，由甲方所在地人民法院管辖。\n\n"
    "收益的分配另行约定。\n\n乙方应当每年公开运营情况，但涉及商业秘密的除外。\n\n"
    "| 数据名称 | 更新频率 |\n|---|---|\n| 停车泊位 | 每日 |\n| 公交线路 | ____ |\n"
)


def _models() -> Models:
    """The models of the program, with nothing remembered."""
    known = learnt().models
    return replace(known, sentences=SentenceModel(known.sentences.encoder, known.sentences.vocabulary))


def _margins() -> Margins:
    return Margins(read(agreement(_TEXT), cues(), Kind.AGREEMENT), _models())


@pytest.fixture
def texts_read(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many texts the encoder was given, call by call."""
    calls: list[int] = []
    real = Encoder.margins

    def margins(encoder: Encoder, texts: Sequence[Sequence[int]]) -> Numbers:
        calls.append(len(texts))
        return real(encoder, texts)

    monkeypatch.setattr(Encoder, "margins", margins)
    return calls


def test_part_of_a_margin_is_what_it_is_in_the_whole() -> None:
    parts, whole = _margins(), _margins()
    parts.read_whole(parts.lines)
    whole.read(whole.lines)
    for line in parts.lines:
        for element in ("14.2.term", "14.11.dispute"):
            found = whole.of(line, element)
            assert parts.puts_off(line, element) == pytest.approx(found.puts_off, abs=1e-4)
            assert parts.whole(line, element) == pytest.approx(found.whole, abs=1e-4)


def test_nothing_is_read_before_it_is_asked_for_and_nothing_twice(texts_read: list[int]) -> None:
    margins = _margins()
    assert texts_read == []

    first = margins.lines[0]
    margins.read_whole([first])
    assert len(texts_read) == 1
    margins.puts_off(first, "14.2.term")
    margins.whole(first, "14.3.product_list")
    assert len(texts_read) == 1

    margins.read(margins.lines)
    for line in margins.lines:
        margins.of(line, "14.2.term")
    assert len(texts_read) == 2


def test_sentences_that_are_read_at_once_cost_one_call(texts_read: list[int]) -> None:
    margins = _margins()
    margins.read(margins.lines)

    assert len(texts_read) == 1
    assert texts_read[0] >= len({line.passage for line in margins.lines})


def test_verdicts_do_not_depend_on_what_was_asked_before() -> None:
    draft, wanted = agreement(_TEXT), list(elements(Kind.AGREEMENT).values())
    fresh = replace(learnt(), models=_models())
    forwards, backwards = (Recogniser(draft, cues(), Kind.AGREEMENT, fresh) for _ in range(2))

    one = [forwards.judge(element) for element in wanted]
    assert one == [backwards.judge(element) for element in reversed(wanted)][::-1]
