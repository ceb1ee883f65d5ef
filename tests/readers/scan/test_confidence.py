"""Which uncertain words matter, and how much of a document they are."""

from __future__ import annotations

import pytest

from contractkit.readers.scan.confidence import LOW, carries_words, losses
from contractkit.readers.scan.picture import ScannedLine, ScannedPage


def _page(*lines: tuple[str, float], unread: float = 0.0) -> ScannedPage:
    found = tuple(ScannedLine(text, 70, 20 * at, 500, 20 * at + 14, sure) for at, (text, sure) in enumerate(lines, 1))
    return ScannedPage(595, 842, found, unread=unread)


def test_uncertain_running_text_is_withheld_with_its_share() -> None:
    pages = {
        3: _page(("收益按季度分配给双方", 0.99), ("乙方应当接受监督检查", LOW - 0.01)),
        4: _page(("本协议一式四份各执两份", 0.99)),
    }
    (loss,) = losses(pages)

    assert (loss.what, loss.count, loss.withholds) == ("字迹不清的文字行", 1, True)
    assert loss.share == pytest.approx(10 / 31)
    assert "第 3 页" in loss.note
    assert "第 4 页" not in loss.note


def test_certain_text_is_no_loss() -> None:
    assert losses({1: _page(("收益按季度分配给双方", LOW))}) == ()
    assert losses({}) == ()


@pytest.mark.parametrize("text", ["同", "— 3 —", "数据局", "2026", "_______________", ". ·", "ABCDEFG 1234"])
def test_fragments_and_page_numbers_are_no_running_text(text: str) -> None:
    assert not carries_words(text)
    assert losses({1: _page((text, 0.2))}) == ()


def test_a_page_with_more_on_it_than_was_read_is_told() -> None:
    pages = {number: _page(("收益按季度分配给双方", 0.99)) for number in range(1, 4)} | {4: _page(unread=0.06)}
    (loss,) = losses(pages)

    assert (loss.what, loss.count, loss.withholds, loss.share) == ("没有认出文字的页", 1, True, 0.25)
    assert "第 4 页" in loss.note
