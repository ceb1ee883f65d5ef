"""The learnt encoder from disk: `data/recognition/encoder.npz`, whole numbers of eight bits with a scale per row."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from contractkit.core.checker.recognition.learnt.encoder import Encoder, Layer, Weights
from contractkit.core.checker.recognition.learnt.pieces import Vocabulary
from contractkit.core.checker.recognition.learnt.sentences import SentenceModel
from contractkit.errors import InvalidData, Problem

SCHEMA = "contractkit.encoder/1"
_REMEDY = "请恢复随程序提供的文件，或者用 training/train_encoder.py 重新生成。"
PARTS = ("query", "key", "value", "out", "widen", "narrow")


def load_encoder(path: Path | None = None) -> SentenceModel:
    """The sentence model of a file; by default the one that comes with contractkit.

    Raises:
        InvalidData: the file is missing, damaged, or of another schema.
    """
    file = path or Path(str(files("contractkit") / "data" / "recognition" / "encoder.npz"))
    try:
        with np.load(file, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        about = json.loads(bytes(arrays["about"]).decode())
        weights = _weights(arrays, _checked(about))
        vocabulary = Vocabulary(about["pieces"], about["scores"])
    except (OSError, EOFError, KeyError, ValueError, TypeError) as error:
        problem = Problem(f"不是可用的权重文件（{type(error).__name__}）。", _REMEDY, str(file))
        raise InvalidData("无法读取识别用的权重。", remedy=_REMEDY, problems=[problem]) from error
    return SentenceModel(Encoder(weights), vocabulary)


def _checked(about: dict[str, Any]) -> dict[str, Any]:
    if about["schema"] != SCHEMA:
        raise ValueError(about["schema"])
    return about


def _weights(arrays: dict[str, Any], about: dict[str, Any]) -> Weights:
    return Weights(
        elements=tuple(about["elements"]),
        words=_matrix(arrays, "words"),
        places=arrays["places"],
        norm=(arrays["norm.scale"], arrays["norm.shift"]),
        layers=tuple(_layer(arrays, f"layer{at}.") for at in range(about["layers"])),
        heads=about["heads"],
        looks=arrays["looks"],
        answers=arrays["answers"],
        bias=arrays["bias"],
    )


def _layer(arrays: dict[str, Any], name: str) -> Layer:
    query, key, value, out, widen, narrow = (_matrix(arrays, name + part) for part in PARTS)
    biases = {part: arrays[f"{name}{part}.bias"] for part in PARTS}
    first, second = ((arrays[f"{name}norm{at}.scale"], arrays[f"{name}norm{at}.shift"]) for at in range(2))
    return Layer(query, key, value, out, widen, narrow, biases, (first, second))


def _matrix(arrays: dict[str, Any], name: str) -> Any:
    """Rows of eight-bit numbers times their scales, as 32-bit floats."""
    return arrays[name].astype("float32") * arrays[f"{name}.scale"][:, None]
