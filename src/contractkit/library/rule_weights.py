"""The learnt weights of the rules from disk: `data/rules/_weights.json`, written by `training/train_rules.py`."""

from __future__ import annotations

import json
from pathlib import Path

from contractkit.core.checker.rules.likeness import Likeness, Weights
from contractkit.errors import InvalidData, Problem

SCHEMA = "contractkit.rule_weights/1"
_REMEDY = "请恢复随程序提供的文件，或者用 training/train_rules.py 重新生成。"


def load_weights(path: Path) -> Likeness:
    """The weights of a file.

    Raises:
        InvalidData: the file is not there, or is not what the training script writes.
    """
    try:
        return _likeness(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = Problem(f"不是可用的权重文件（{type(error).__name__}）。", _REMEDY, str(path))
        raise InvalidData("无法读取规则用的权重。", remedy=_REMEDY, problems=[problem]) from error


def _likeness(data: dict[str, object]) -> Likeness:
    longest, rules = data["longest"], data["rules"]
    if data["schema"] != SCHEMA or not isinstance(longest, int) or not isinstance(rules, dict):
        raise ValueError(data["schema"])
    return Likeness(longest, {name: _weights(entry) for name, entry in rules.items()})


def _weights(entry: dict[str, object]) -> Weights:
    bias, grams = entry["bias"], entry["grams"]
    if not isinstance(bias, float | int) or not isinstance(grams, dict):
        raise TypeError(bias)
    return Weights(float(bias), {gram: float(weight) for gram, weight in grams.items()})
