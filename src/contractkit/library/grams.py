"""The learnt n-gram model from disk: `data/recognition/grams.npz`, written by `training/train_grams.py`."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np

from contractkit.core.checker.recognition.learnt.grams import GramModel, GramTable
from contractkit.errors import InvalidData, Problem

SCHEMA = "contractkit.grams/1"
_REMEDY = "请恢复随程序提供的文件，或者用 training/train_grams.py 重新生成。"


def load_grams(path: Path | None = None) -> GramModel:
    """The model of a file; by default the one that comes with contractkit.

    Raises:
        InvalidData: the file is missing, damaged, or of another schema.
    """
    file = path or Path(str(files("contractkit") / "data" / "recognition" / "grams.npz"))
    try:
        with np.load(file, allow_pickle=False) as stored:
            return _model({name: stored[name] for name in stored.files})
    except (OSError, EOFError, KeyError, ValueError, TypeError) as error:
        problem = Problem(f"不是可用的权重文件（{type(error).__name__}）。", _REMEDY, str(file))
        raise InvalidData("无法读取识别用的权重。", remedy=_REMEDY, problems=[problem]) from error


def _model(stored: dict[str, Any]) -> GramModel:
    about = json.loads(bytes(stored["about"]).decode())
    if about["schema"] != SCHEMA:
        raise ValueError(about["schema"])
    text, context = (
        GramTable(
            {gram: at for at, gram in enumerate(about[side])}, stored[f"{side}.rarity"], stored[f"{side}.weights"]
        )
        for side in ("text", "context")
    )
    return GramModel(tuple(about["elements"]), text, context, stored["scale"], stored["bias"])
