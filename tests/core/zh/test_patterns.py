"""A late pattern does what the compiled one does, and is compiled no sooner than it is used."""

from __future__ import annotations

import copy
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.patterns import LatePattern

_WRITTEN = ["期限", "期限|有效期", "(?P<数>[0-9]+)年", "(?<!不)得", "^第", "甲?乙*", "(?!)"]
_TEXT = st.text(alphabet="期限有效0１9年不得第甲乙\n。", max_size=20)


@given(st.sampled_from(_WRITTEN), _TEXT, st.integers(0, 8))
def test_it_matches_what_the_compiled_pattern_matches(written: str, text: str, start: int) -> None:
    late, compiled = LatePattern(written, re.MULTILINE), re.compile(written, re.MULTILINE)

    assert [one.span() for one in late.finditer(text)] == [one.span() for one in compiled.finditer(text)]
    for found, expected in (
        (late.search(text), compiled.search(text)),
        (late.search(text, start), compiled.search(text, start)),
        (late.match(text, start, start + 4), compiled.match(text, start, start + 4)),
        (late.fullmatch(text), compiled.fullmatch(text)),
    ):
        assert (found and (found.span(), found.groups())) == (expected and (expected.span(), expected.groups()))
    assert late.findall(text) == compiled.findall(text)
    assert late.sub("。", text) == compiled.sub("。", text)


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    real = re.compile

    def compile_(text: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(text)
        return real(text, flags)

    monkeypatch.setattr(re, "compile", compile_)
    late = LatePattern("期限")

    assert (late.pattern, compiled) == ("期限", [])
    assert [bool(late.search("期限")), bool(late.search("价款")), bool(late.match("有期限"))] == [True, False, False]
    assert compiled == ["期限"]


def test_what_is_no_pattern_says_so_at_its_first_use() -> None:
    with pytest.raises(re.error):
        LatePattern("(").search("")


def test_it_has_nothing_else() -> None:
    late = LatePattern("期限")

    assert not hasattr(late, "split")
    assert copy.copy(late).search("期限")
