"""The one place that knows rapidocr: boxes around the lines of a picture, and the words in pieces of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

import cv2
import numpy as np

from contractkit.errors import UnreadableDocument
from contractkit.readers.scan.shades import Quads, Raster

_MAX_THREADS = 4
_BATCH = 3  # lines at a time; more take more memory and are no faster
_FAINTEST_BOX = 0.4


class Words(NamedTuple):
    """What a piece of a picture says, and how sure that is, 0 to 1."""

    text: str
    confidence: float


class Engine:
    """The two networks of rapidocr, for finding lines and for reading them, loaded once."""

    def __init__(self, found: str, read: str) -> None:
        os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # onnxruntime from 1.29 on asks when it is loaded
        import rapidocr  # noqa: PLC0415 - takes a second

        threads = max(1, min(_MAX_THREADS, os.cpu_count() or 1))
        # Paths of the models leave rapidocr nothing to fetch. Its filter by score would drop lines without a word.
        parameters = {
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.text_score": 0.0,
            "Det.model_path": found,
            "Det.box_thresh": _FAINTEST_BOX,
            # Pictures come in the size that is wanted; left to rapidocr, one of 2 by 1600 pixels fills 20 GB.
            "Global.use_preprocess_img": False,
            "Det.limit_side_len": 32,
            "Rec.model_path": read,
            "Rec.rec_batch_num": _BATCH,
            "EngineConfig.onnxruntime.intra_op_num_threads": threads,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
        self._ocr: Any = rapidocr.RapidOCR(params=parameters)

    def boxes(self, picture: Raster) -> Quads:
        """Quadrangles around lines, corners clockwise from the upper left: shape (count, 4, 2), pixels."""
        colours = cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR)
        found = self._ocr(colours, use_det=True, use_cls=False, use_rec=False).boxes
        return np.zeros((0, 4, 2), np.float32) if found is None else np.asarray(found, np.float32)

    def read(self, pieces: Sequence[Raster]) -> list[Words]:
        """The words in each piece, a line of three bytes a pixel; empty where there are none."""
        if not pieces:
            return []
        read = self._ocr.recognize_txt(list(pieces))
        return [Words(str(text), float(score)) for text, score in zip(read.txts, read.scores, strict=True)]


@cache
def engine() -> Engine:
    """The engine of this process.

    Raises:
        UnreadableDocument: rapidocr is there, but not the models that its wheel brings along.
    """
    spec = find_spec("rapidocr")
    folder = Path(spec.origin or "").parent / "models" if spec else Path()
    found, read = sorted(folder.glob("*_det_*.onnx")), sorted(folder.glob("*_rec_*.onnx"))
    if not found or not read:
        message = "文字识别组件 rapidocr 不完整，缺少随它安装的模型文件。"
        remedy = '请执行 pip install --force-reinstall "rapidocr>=3.10,<4"。'
        raise UnreadableDocument(message, remedy=remedy)
    return Engine(str(found[-1]), str(read[-1]))
