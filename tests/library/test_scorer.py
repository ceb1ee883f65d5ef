"""The weights that come with contractkit, and what is said of a file that holds none."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from checks import elements
from contractkit.core.checker.recognition.scorer import Scorer
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData
from contractkit.library.scorer import SCHEMA, load_scorer

_OURS = Path(str(files("contractkit") / "data" / "recognition" / "scorer.json"))


def test_every_element_of_the_regulation_has_weights() -> None:
    nationwide = {name for kind in Kind for name in elements(kind) if name[0].isdigit()}

    assert set(load_scorer().elements) == nationwide


def test_the_file_is_small_and_sorted_by_strength() -> None:
    assert _OURS.stat().st_size < 1_000_000
    for weights in load_scorer().elements.values():
        strengths = [abs(weight) for weight in weights.grams.values()]
        assert 100 < len(strengths) <= 400
        assert strengths == sorted(strengths, reverse=True)


def test_weights_survive_writing_and_reading(tmp_path: Path) -> None:
    scorer = load_scorer()
    entries = {name: {"bias": one.bias, "grams": dict(one.grams)} for name, one in scorer.elements.items()}
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps({"schema": SCHEMA, "longest": scorer.longest, "elements": entries}), encoding="utf-8")

    assert load_scorer(copy) == scorer
    assert isinstance(scorer, Scorer)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"schema": "another/1", "longest": 3, "elements": {}}',
        '{"schema": "contractkit.scorer/1", "longest": "3", "elements": {}}',
        '{"schema": "contractkit.scorer/1", "longest": 3, "elements": {"14.2.term": {"bias": 1}}}',
        '{"schema": "contractkit.scorer/1", "longest": 3, "elements": {"14.2.term": {"bias": "1", "grams": {}}}}',
        '{"schema": "contractkit.scorer/1", "longest": 3, "elements": {"14.2.term": {"bias": 1, "grams": {"期": "高"}}}}',
    ],
)
def test_a_broken_file_is_named_with_what_to_do(tmp_path: Path, content: str) -> None:
    path = tmp_path / "scorer.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InvalidData) as raised:
        load_scorer(path)

    assert raised.value.problems[0].file == str(path)
    assert "重新生成" in str(raised.value)


def test_a_file_that_is_not_there_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="无法读取"):
        load_scorer(tmp_path / "none.json")
