"""The learnt weights from disk: `data/recognition/scorer.json`, written by `training/train_scorer.py`."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from contractkit.core.checker.recognition.scorer import Scorer, Weights
from contractkit.errors import InvalidData, Problem

SCHEMA = "contractkit.scorer/1"
_REMEDY = "请恢复随程序提供的文件，或者用 training/train_scorer.py 重新生成。"


def load_scorer(path: Path | None = None) -> Scorer:
    """The scorer of a file; by default of the one that comes with contractkit.

    Raises:
        InvalidData: the file is not there, or is not what the training script writes.
    """
    path = path or Path(str(files("contractkit") / "data" / "recognition" / "scorer.json"))
    try:
        return _scorer(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        problem = Problem(f"不是可用的权重文件（{type(error).__name__}）。", _REMEDY, str(path))
        raise InvalidData("无法读取识别用的权重。", remedy=_REMEDY, problems=[problem]) from error


def _scorer(data: dict[str, object]) -> Scorer:
    longest, elements = data["longest"], data["elements"]
    if data["schema"] != SCHEMA or not isinstance(longest, int) or not isinstance(elements, dict):
        raise ValueError(data["schema"])
    return Scorer(longest, {name: _weights(entry) for name, entry in elements.items()})


def _weights(entry: dict[str, object]) -> Weights:
    bias, grams = entry["bias"], entry["grams"]
    if not isinstance(bias, float | int) or not isinstance(grams, dict):
        raise TypeError(bias)
    return Weights(float(bias), {gram: float(weight) for gram, weight in grams.items()})
