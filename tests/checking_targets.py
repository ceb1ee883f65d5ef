"""The confined process of `check` without its library, with a reader that fails by the name of the file."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from contractkit.core.checker.report import DocumentKind, DocumentReport, Reading, Verdict
from contractkit.core.document.tree import Source
from contractkit.workflows.checking import child
from contractkit.workflows.checking.messages import Opened, Setup

Tell = Callable[[object], None]


def open_fragile(setup: Setup) -> tuple[Opened, Callable[[Any, Tell], None]]:
    """Files are read as ever, unless their name says what is to happen; every document is found complete."""
    bench: Any = child
    read = bench.read

    def fragile_read(path: Path, **rest: Any) -> Source:
        _MISDEEDS.get(path.stem, lambda: None)()
        source: Source = read(path, **rest)
        return source

    bench.read, bench.judge = fragile_read, _judge
    knowledge: Any = None
    requirements: Any = None
    return Opened("nda-2025", ()), child.Bench(knowledge, requirements, setup.kind, setup.reading).work


def _judge(source: Source, path: str, *_: Any) -> DocumentReport:
    if Path(path).stem == "审查卡住":
        time.sleep(600)
    reading = Reading(source.format, source.characters, source.losses)
    return DocumentReport(path, "", DocumentKind.PLAN, "zh-Hans", Verdict.COMPLETE, (), (), reading)


def _fail() -> None:
    raise KeyError("w:p")


def _eat() -> None:
    kept = []
    while True:
        kept.append(b"\1" * 20_000_000)
        time.sleep(0.02)


_MISDEEDS: dict[str, Callable[[], object]] = {
    "出错": _fail,
    "卡住": lambda: time.sleep(600),
    "崩溃": lambda: ctypes.string_at(0),
    "耗尽": _eat,
    "退出": lambda: os._exit(3),
}
