"""The patterns of a library: tried once, reported where they stand."""

from __future__ import annotations

import re
from functools import partial
from pathlib import Path

import pytest

from contractkit.library.patterns import Patterns


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONTRACTKIT_CACHE", str(tmp_path / "kept"))


def _tried(monkeypatch: pytest.MonkeyPatch, *texts: str, flags: int = 0) -> tuple[list[str], list[str]]:
    """What was compiled, and what was reported, when these patterns were tried."""
    compiled: list[str] = []
    wrong: list[str] = []
    real = re.compile

    def compile_(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return real(text, flags)

    def report(text: str, error: re.error) -> None:
        wrong.append(f"{text}：{error.msg}")

    patterns = Patterns()
    for text in texts:
        patterns.add(text, flags, partial(report, text))
    with monkeypatch.context() as patch:
        patch.setattr(re, "compile", compile_)
        patterns.try_all()
    return compiled, wrong


def test_right_ones_are_tried_once(monkeypatch: pytest.MonkeyPatch) -> None:
    assert _tried(monkeypatch, "期限", "价款") == (["期限", "价款"], [])
    assert _tried(monkeypatch, "期限", "价款") == ([], [])


def test_others_are_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    _tried(monkeypatch, "期限", "价款")

    assert _tried(monkeypatch, "期限", "价格")[0] == ["期限", "价格"]
    assert _tried(monkeypatch, "期限", "价款", flags=re.MULTILINE)[0] == ["期限", "价款"]
    assert _tried(monkeypatch, "期限价款")[0] == ["期限价款"]


def test_wrong_ones_are_reported_in_every_run_and_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        _, wrong = _tried(monkeypatch, "期限", "(", "[", "(")
        unclosed = "(：missing ), unterminated subpattern"
        assert wrong == [unclosed, unclosed, "[：unterminated character set"]


def test_equal_ones_are_one() -> None:
    patterns = Patterns()
    first, second = (patterns.add("期限", 0, lambda _: None) for _ in range(2))

    assert first is second
    assert patterns.add("期限", re.MULTILINE, lambda _: None) is not first
