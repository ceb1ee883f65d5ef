"""What was learnt, from disk: the two models, and `data/recognition/weighing.yaml`, which says what each sign counts."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

from contractkit.core.checker.recognition.margins import Models
from contractkit.core.checker.recognition.recogniser import Learnt
from contractkit.core.checker.recognition.weighing import Weighing, Weighings
from contractkit.errors import InvalidData, Problem
from contractkit.library.encoder import load_encoder
from contractkit.library.grams import load_grams
from contractkit.library.yaml_source import YamlFile, load

SCHEMA = "contractkit.weighing/1"
_REMEDY = "请恢复随程序提供的文件，或者用 training/learn_weighing.py 重新生成。"


def load_learnt() -> Learnt:
    """The models and the weighings that come with contractkit.

    Raises:
        InvalidData: a file is damaged or of another schema.
    """
    return Learnt(Models(load_grams(), load_encoder()), load_weighings())


def load_weighings(path: Path | None = None) -> Weighings:
    """The weighings of a file; by default of the one that comes with contractkit.

    Raises:
        InvalidData: with every mistake found, each with file and line.
    """
    file = load(path or Path(str(files("contractkit") / "data" / "recognition" / "weighing.yaml")))
    problems: list[Problem] = []
    if file.data.get("schema") != SCHEMA:
        problems.append(file.problem(f"schema 应为 {SCHEMA}。", ("schema",), _REMEDY))
    ranks, carries, puts_off = (_weighing(file, name, problems) for name in ("ranks", "carries", "puts_off"))
    if problems:
        raise InvalidData("无法读取识别用的权重。", remedy=_REMEDY, problems=problems)
    return Weighings(ranks, carries, puts_off)


def _weighing(file: YamlFile, name: str, problems: list[Problem]) -> Weighing:
    entry: Any = file.data.get(name)
    if not isinstance(entry, dict) or not isinstance(entry.get("weights"), dict):
        problems.append(file.problem(f"{name} 应写明 bias 和 weights。", (name,), _REMEDY))
        return Weighing(0.0, {})
    numbers = {key: _number(value) for key, value in {"bias": entry.get("bias"), **entry["weights"]}.items()}
    wrong = [key for key, value in numbers.items() if value is None]
    problems.extend(file.problem(f"{name} 的 {key} 应为数。", (name,), _REMEDY) for key in wrong)
    sound = {key: value for key, value in numbers.items() if value is not None}
    return Weighing(sound.pop("bias", 0.0), sound)


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None
