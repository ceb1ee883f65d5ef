"""Accepted deviations on disk: read strictly, added to without touching the rest."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contractkit.core.checker.deviation import Deviation
from contractkit.errors import InvalidData
from contractkit.library.deviations import load_deviations, with_deviation

UNTIL = date(2027, 1, 1)
WRITTEN = date(2026, 3, 1)


def deviation(subject: str = "14.6.disclosure", *words: str, reason: str = "客户接受") -> Deviation:
    return Deviation(subject, words, reason, "李文", UNTIL, WRITTEN)


def file(folder: Path, text: str) -> Path:
    path = folder / "草案.docx.deviations.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_first_one_makes_a_file_that_explains_itself(tmp_path: Path) -> None:
    path = tmp_path / "新.yaml"

    text = with_deviation(path, [deviation()])

    assert text.startswith("# 已接受的偏离。")
    assert '  - id: "14.6.disclosure"\n    reason: "客户接受"\n    by: "李文"\n' in text
    assert "    accepted: 2026-03-01\n    until: 2027-01-01\n" in text
    assert not path.exists()


def test_comments_and_what_people_wrote_stay(tmp_path: Path) -> None:
    mine = """# 王主任 2026-02 复核
deviations:
  - id: share-total   # 与财政商定
    words: ['合计 95%']
    reason: 余额留存
    by: 王一
    until: 2026-12-31
"""
    text = with_deviation(file(tmp_path, mine), [deviation()])

    assert text.startswith(mine)
    assert [one.subject for one in load_deviations(file(tmp_path, text))] == ["share-total", "14.6.disclosure"]


def test_the_same_thing_accepted_again_replaces_what_was_there(tmp_path: Path) -> None:
    path = file(tmp_path, with_deviation(tmp_path / "无.yaml", [deviation("share-total", "合计95%", reason="旧")]))

    path = file(tmp_path, with_deviation(path, [deviation("share-total", " 合计 95% ", reason="新"), deviation()]))

    assert [(one.subject, one.reason) for one in load_deviations(path)] == [
        ("share-total", "新"),
        ("14.6.disclosure", "客户接受"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("deviation: []\n", 1, "没有“deviation”这个键。"),
        ("deviations:\n  - id: share-total\n    by: 李\n    until: 2026-01-01\n", 2, "缺少“reason”。"),
        ("deviations:\n  - {id: a, by: 李, reason: 理由, until: 明年}\n", 2, "“明年”不是有效的日期。"),
        ("deviations:\n  - id: share-totals\n    by: 李\n    reason: 理由\n    until: 2026-01-01\n", 2,
         "没有“share-totals”这个要素或者规则。"),
    ],
)  # fmt: skip
def test_mistakes_have_their_line(tmp_path: Path, text: str, line: int, message: str) -> None:
    path = file(tmp_path, text)

    with pytest.raises(InvalidData) as caught:
        load_deviations(path, ("share-total", "14.6.disclosure"))

    assert (str(path), line, message) in [(one.file, one.line, one.message) for one in caught.value.problems]


def test_nothing_is_added_to_a_file_with_mistakes(tmp_path: Path) -> None:
    with pytest.raises(InvalidData):
        with_deviation(file(tmp_path, "deviations:\n  - id: share-total\n"), [deviation()])


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cn"]), min_size=1, max_size=30)


@given(
    st.lists(
        st.builds(
            Deviation,
            subject=st.sampled_from(["term-too-long", "share-total", "14.6.disclosure"]),
            words=st.lists(texts, max_size=2).map(tuple),
            reason=texts,
            by=texts,
            until=st.dates(),
            accepted=st.none() | st.dates(),
        ),
        min_size=1,
        max_size=4,
        unique_by=lambda one: one.key,
    )
)
@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_written_is_what_is_read(tmp_path: Path, deviations: list[Deviation]) -> None:
    path = tmp_path / "偏离.yaml"
    path.unlink(missing_ok=True)
    for one in deviations:
        path.write_text(with_deviation(path, [one]), encoding="utf-8", newline="")

    read = load_deviations(path)

    assert [(one.key, one.words, one.reason, one.by, one.until, one.accepted) for one in read] == [
        (one.key, one.words, one.reason, one.by, one.until, one.accepted) for one in deviations
    ]
