"""The weights that come with contractkit, and what is said of a file that holds none."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

import pytest

from contractkit.errors import InvalidData
from contractkit.library.rule_weights import SCHEMA, load_weights

_OURS = Path(str(files("contractkit") / "data" / "rules" / "_weights.json"))


def test_weights_survive_writing_and_reading(tmp_path: Path) -> None:
    likeness = load_weights(_OURS)
    entries = {name: {"bias": one.bias, "grams": dict(one.grams)} for name, one in likeness.rules.items()}
    copy = tmp_path / "copy.json"
    copy.write_text(json.dumps({"schema": SCHEMA, "longest": likeness.longest, "rules": entries}), encoding="utf-8")

    assert entries
    assert load_weights(copy) == likeness


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"schema": "another/1", "longest": 3, "rules": {}}',
        '{"schema": "contractkit.rule_weights/1", "longest": "3", "rules": {}}',
        '{"schema": "contractkit.rule_weights/1", "longest": 3, "rules": {"x": {"bias": 1}}}',
        '{"schema": "contractkit.rule_weights/1", "longest": 3, "rules": {"x": {"bias": "1", "grams": {}}}}',
        '{"schema": "contractkit.rule_weights/1", "longest": 3, "rules": {"x": {"bias": 1, "grams": {"期": "高"}}}}',
    ],
)
def test_a_broken_file_is_named_with_what_to_do(tmp_path: Path, content: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InvalidData) as raised:
        load_weights(path)

    assert raised.value.problems[0].file == str(path)
    assert "重新生成" in str(raised.value)


def test_a_file_that_is_not_there_is_named_too(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="无法读取"):
        load_weights(tmp_path / "none.json")
