"""Which names mean the same thing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.against.names import Named, Tie, letters, likeness, paired, stem, tells_apart


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("《公交到站信息》", "公交到站数据集"),
        ("全市公交到站信息（试用）", "公交到站"),
        ("1. 公交到站", "公交到站"),
        ("公交 到站", "公交到站"),
        ("景區客流", "景区客流"),
        ("水库水位的监测", "水库水位监测数据"),
    ],
)
def test_marks_and_words_for_data_make_no_other_name(one: str, other: str) -> None:
    assert stem(one) == stem(other)
    assert paired([Named(one)], [Named(other)]).pairs == ((0, 0, Tie.EQUAL),)


def test_a_name_of_nothing_but_such_words_is_not_emptied() -> None:
    assert stem("数据资源") != ""
    assert stem("信息") == "信息"


def test_what_gives_more_away_is_told_apart() -> None:
    assert tells_apart("医保结算汇总", "医保结算明细")
    assert not tells_apart("公交刷卡客流", "公交刷卡扫码客流")


def test_a_code_pairs_what_has_other_names_and_an_equal_name_comes_before_it() -> None:
    plan = [Named("泊位动态", "R-1"), Named("收费标准", "R-2")]
    agreement = [Named("车主行踪", "R-1"), Named("收费标准", "R-9")]
    assert paired(plan, agreement).pairs == ((0, 0, Tie.CODE), (1, 1, Tie.EQUAL))


def test_the_likest_are_paired_whatever_their_order() -> None:
    plan = [Named("公交线路站点"), Named("公交刷卡客流"), Named("断面流量")]
    agreement = [Named("公交刷卡扫码客流"), Named("公交线路和站点坐标"), Named("婚姻登记底档")]
    found = paired(plan, agreement)
    assert found.pairs == ((0, 1, Tie.LIKE), (1, 0, Tie.LIKE))
    assert (found.first, found.second) == ((2,), (2,))


_NAMES = st.lists(st.text("公交站点信息数据《》 A1-", max_size=8).map(Named), max_size=8)


@given(_NAMES, _NAMES)
def test_every_entry_has_at_most_one_counterpart(first: list[Named], second: list[Named]) -> None:
    found = paired(first, second)
    assert sorted([*(one for one, _, _ in found.pairs), *found.first]) == list(range(len(first)))
    assert sorted([*(other for _, other, _ in found.pairs), *found.second]) == list(range(len(second)))


@given(st.text("公交站点信息", max_size=8), st.text("公交站点信息", max_size=8))
def test_likeness_is_a_share_and_has_no_side(one: str, other: str) -> None:
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == likeness(other, one)
    assert not letters(one) or likeness(one, one) == 1
