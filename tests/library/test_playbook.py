"""The playbook from disk: ours, and what an office lays over it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checks import elements
from contractkit.core.checker.finding import Severity
from contractkit.core.checker.playbook import Standard
from contractkit.core.checker.rules import RULES
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position, Side
from contractkit.errors import InvalidData, UsageError
from contractkit.library.playbook import Known, load_playbook

ELEMENTS = (*elements(Kind.AGREEMENT), *elements(Kind.PLAN))
KNOWN = Known(ELEMENTS, tuple(rule.name for rule in RULES))


def written(folder: Path, text: str, name: str = "本所.yaml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_the_one_that_comes_with_contractkit_names_real_elements_and_speaks_in_sentences() -> None:
    playbook = load_playbook(known=KNOWN)

    assert playbook.default is Severity.ERROR
    for side in (None, *Side):
        standards = [playbook.for_side(side).standard(name) for name in ELEMENTS]
        sentences = [text for one in standards for text in (one.insist, one.accept) if text]
        assert sentences
        assert all(text.endswith("。") for text in sentences)


def test_the_sides_of_ours_differ() -> None:
    playbook = load_playbook()

    for name in ("14.2.term", "14.7.revenue_sharing", "14.9.evaluation", "14.10.liability"):
        standards = {playbook.for_side(side).standard(name) for side in Side}
        assert len(standards) == 2, name


def test_an_office_changes_and_extends_ours(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        """
name: 某所审查标准
elements:
  "14.13.other":
    severity: info
  "14.4.platform":
    position: 底线
    sides:
      乙方: {severity: warning, accept: 平台名称可以待定。}
rules:
  share-total: {severity: warning}
""",
    )

    playbook = load_playbook(path, known=KNOWN)

    assert playbook.standard("14.13.other") == Standard(Severity.INFO, "至少写明份数、生效和送达。")
    assert playbook.standard("14.4.platform").position is Position.WALK_AWAY
    assert playbook.for_side(Side.OPERATOR).standard("14.4.platform").accept == "平台名称可以待定。"
    assert playbook.rule("share-total", Severity.ERROR).severity is Severity.WARNING
    assert playbook.standard("14.2.term") == load_playbook().standard("14.2.term")


def test_a_file_may_extend_another_file_or_nothing(tmp_path: Path) -> None:
    written(tmp_path, "extends: none\ndefault: info\nelements:\n  14.2.term: {severity: warning}\n", "底.yaml")
    path = written(tmp_path, "extends: 底.yaml\nelements:\n  14.1.scope: {insist: 须逐项列明。}\n")

    playbook = load_playbook(path, known=KNOWN)

    assert playbook.standard("14.2.term") == Standard(Severity.WARNING)
    assert playbook.standard("14.1.scope") == Standard(Severity.INFO, "须逐项列明。")
    assert playbook.standard("14.10.liability") == Standard(Severity.INFO)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("default: bad\n", 1, "“bad”不在可选值之内。"),
        ('elements:\n  "14.2.term":\n    severity: grave\n', 3, "“grave”不在可选值之内。"),
        ('elements:\n  "14.2.term":\n    note: x\n', 3, "没有“note”这个键。"),
        ('elements:\n  "14.2.term": 严重\n', 2, "应为若干“键: 值”。"),
        ("elements:\n  - a\n", 1, "应为若干“键: 值”。"),
        ("elements:\n  14.2.term:\n    sides:\n      丙方: {}\n", 4, "“丙方”不在可选值之内。"),
        ("rules:\n  term-too-long: {position: 首选}\n", 2, "没有“position”这个键。"),
        ("elements:\n  14.2.trem: {}\n", 2, "没有要素“14.2.trem”。"),
        ("rules:\n  term-to-long: {}\n", 2, "没有规则“term-to-long”。"),
        ("extends: 没有.yaml\n", 1, "没有这个文件：没有.yaml。"),
        ("extends: 本所.yaml\n", 1, "extends 转了一圈又回到 本所.yaml。"),
    ],
)
def test_mistakes_have_their_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = written(tmp_path, text)

    with pytest.raises(InvalidData) as caught:
        load_playbook(path, known=KNOWN)

    assert [(one.file, one.line, one.message) for one in caught.value.problems] == [(str(path), line, message)]
    assert caught.value.problems[0].remedy


def test_an_unknown_id_comes_with_the_nearest_one_and_all_mistakes_at_once(tmp_path: Path) -> None:
    path = written(tmp_path, "default: x\nelements:\n  14.2.trem: {}\n  zzz: {}\nrules:\n  share-totals: {}\n")

    with pytest.raises(InvalidData) as caught:
        load_playbook(path, known=KNOWN)

    remedies = {one.message: one.remedy for one in caught.value.problems}
    assert len(remedies) == 4
    assert "14.2.term" in remedies["没有要素“14.2.trem”。"]
    assert "contractkit show requirement" in remedies["没有要素“zzz”。"]
    assert "share-total" in remedies["没有规则“share-totals”。"]


def test_a_mistake_in_the_file_below_is_told_with_that_file(tmp_path: Path) -> None:
    below = written(tmp_path, "default: x\n", "底.yaml")
    path = written(tmp_path, "extends: 底.yaml\n")

    with pytest.raises(InvalidData) as caught:
        load_playbook(path)

    assert [one.file for one in caught.value.problems] == [str(below)]


def test_a_playbook_that_is_not_there_is_a_wrong_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="读不到文件"):
        load_playbook(tmp_path / "没有.yaml")


# What JSON and YAML write in the same way: no control characters, no line separators.
CHARACTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cn", "Zl", "Zp"), exclude_characters="\ufeff")
SENTENCES = st.text(CHARACTERS, max_size=20).map(str.strip)
TERMS = st.fixed_dictionaries(
    {},
    optional={
        "severity": st.sampled_from([one.value for one in Severity]),
        "insist": SENTENCES,
        "accept": SENTENCES,
        "position": st.sampled_from([one.value for one in Position]),
    },
)


@given(
    common=st.dictionaries(st.sampled_from(ELEMENTS), TERMS, max_size=4),
    operator=TERMS,
    default=st.sampled_from([one.value for one in Severity]),
)
@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_what_is_read(
    tmp_path: Path, common: Mapping[str, Any], operator: Mapping[str, Any], default: str
) -> None:
    elements_ = {name: {**terms, "sides": {"乙方": operator}} for name, terms in common.items()}
    content = {"extends": "none", "default": default, "elements": elements_}
    path = written(tmp_path, json.dumps(content, ensure_ascii=False))  # JSON is YAML, and quotes whatever it must

    playbook = load_playbook(path, known=KNOWN)

    for name in ELEMENTS:
        for side in (None, *Side):
            said = {**common.get(name, {}), **(operator if side is Side.OPERATOR and name in common else {})}
            assert playbook.for_side(side).standard(name) == Standard(
                Severity(said.get("severity", default)),
                said.get("insist", ""),
                said.get("accept", ""),
                Position(said.get("position", "首选")),
            )
