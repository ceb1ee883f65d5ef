"""The learnt models and weighings that come with contractkit, and what is said of damaged files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from checks import elements, learnt
from contractkit.core.checker.recognition.learnt.sentences import Sentence
from contractkit.core.checker.recognition.margins import PUT_OFF, RULE
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData
from contractkit.library.encoder import load_encoder
from contractkit.library.grams import load_grams
from contractkit.library.learnt import load_weighings
from contractkit.library.rule_pages import load_rule_pages

_TERM = Sentence("期限", "授权运营期限为三年，自签订之日起计算。")
_PRICE = Sentence("付款", "乙方应当在收到发票后十日内付款。")


def test_every_element_of_the_regulation_was_learnt() -> None:
    nationwide = {name for kind in Kind for name in elements(kind) if name[0].isdigit()}
    by_wording = {RULE + page.name for page in load_rule_pages().values() if page.wording}
    wanted = nationwide | {name + PUT_OFF for name in nationwide} | by_wording

    assert set(learnt().models.grams.elements) == set(learnt().models.sentences.elements) == wanted


def test_the_models_tell_a_term_from_a_payment() -> None:
    models = learnt().models
    by_words = models.grams.margins([(one.context, one.text) for one in (_TERM, _PRICE)])
    by_sense = models.sentences.margins([_TERM, _PRICE])

    for margins, names in ((by_words, models.grams.elements), (by_sense, models.sentences.elements)):
        at = names.index("14.2.term")
        assert margins[0, at] > 0 > margins[1, at]


def test_a_long_sentence_is_as_good_as_its_best_part() -> None:
    model = learnt().models.sentences
    filler = "".join(chr(0x4E00 + 7 * at) for at in range(60))
    long = Sentence(_TERM.context, filler * 3 + _TERM.text)
    parts = [Sentence(_TERM.context, filler * 3), long]
    at = model.elements.index("14.2.term")

    assert model.margins(parts)[1, at] > model.margins(parts)[0, at]


def test_the_weighings_say_what_counts() -> None:
    weighings = learnt().weighings

    assert weighings.ranks.weights["words"] > 0
    assert weighings.carries.weights["best, bent"] > 0 > weighings.carries.weights["best: put off here"]
    assert weighings.puts_off.weights["put off explicitly"] > 0


@pytest.mark.parametrize("load", [load_encoder, load_grams])
def test_a_broken_model_is_named_with_what_to_do(load: Callable[[Path], object], tmp_path: Path) -> None:
    empty, other = tmp_path / "empty.npz", tmp_path / "other.npz"
    empty.write_bytes(b"")
    with other.open("wb") as file:
        np.savez(file, about=np.frombuffer(b'{"schema": "another/1"}', dtype=np.uint8))

    for path in (empty, other, tmp_path / "none.npz"):
        with pytest.raises(InvalidData) as raised:
            load(path)
        assert raised.value.problems[0].file == str(path)
        assert "重新生成" in str(raised.value)


@pytest.mark.parametrize(
    "text",
    [
        "schema: another/1\n",
        "schema: contractkit.weighing/1\ncarries: {bias: 1}\nputs_off: {bias: 1, weights: {}}\n",
        "schema: contractkit.weighing/1\ncarries: {bias: 高, weights: {}}\nputs_off: {bias: 1, weights: {}}\n",
    ],
)
def test_broken_weighings_are_named_with_what_to_do(text: str, tmp_path: Path) -> None:
    path = tmp_path / "weighing.yaml"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(InvalidData, match="重新生成"):
        load_weighings(path)
