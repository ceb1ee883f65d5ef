"""Ruling lines on drawn pages."""

from __future__ import annotations

from typing import Any

import pytest

cv2 = pytest.importorskip("cv2", reason="没有安装可选组件 ocr")
np = pytest.importorskip("numpy", reason="没有安装可选组件 ocr")

from contractkit.readers.scan.rulings import erased, find  # noqa: E402 - needs the two above

DPI = 150


def _page() -> Any:
    return np.full((600, 1200), 255, np.uint8)


def _ruled(page: Any, columns: list[int], rows: list[int]) -> Any:
    for x in columns:
        cv2.line(page, (x, rows[0]), (x, rows[-1]), 0, 2)
    for y in rows:
        cv2.line(page, (columns[0], y), (columns[-1], y), 0, 2)
    return page


def test_the_lines_of_a_table_are_found_and_taken_off() -> None:
    page = _ruled(_page(), [100, 300, 700, 1000], [50, 120, 200])
    found = find(page, DPI)

    assert [round(line.at / 10) for line in found.down] == [10, 30, 70, 100]
    assert sorted(round(line.at / 10) for line in found.across) == [5, 12, 20]
    assert erased(page, found).min() == 255


def test_lines_broken_by_noise_are_found() -> None:
    page = _ruled(_page(), [100, 300, 700, 1000], [50, 120, 200])
    page[np.random.default_rng(2).random(page.shape) < 0.06] = 255

    assert len(find(page, DPI).down) == 4


def test_a_table_open_at_its_sides_is_closed() -> None:
    page = _page()
    for y in (50, 120, 200):
        cv2.line(page, (100, y), (1000, y), 0, 2)
    cv2.line(page, (400, 50), (400, 200), 0, 2)

    assert [round(line.at / 10) for line in find(page, DPI).down] == [10, 40, 100]


def test_a_frame_around_the_text_is_no_table() -> None:
    found = find(_ruled(_page(), [100, 1000], [50, 500]), DPI)

    assert (found.across, found.down) == ((), ())


def test_a_line_to_write_on_is_a_blank_and_an_underline_is_none() -> None:
    page = _page()
    cv2.line(page, (100, 100), (300, 100), 0, 2)
    cv2.line(page, (500, 100), (700, 100), 0, 2)
    cv2.putText(page, "underlined", (505, 93), cv2.FONT_HERSHEY_SIMPLEX, 0.9, 0, 2)

    assert [round(blank.start / 10) for blank in find(page, DPI).blanks] == [10]


def test_a_rule_across_the_page_is_no_blank() -> None:
    page = _page()
    cv2.line(page, (100, 100), (1100, 100), 0, 2)

    assert find(page, DPI).blanks == ()
