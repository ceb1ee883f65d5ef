"""How sure recognition must be, and what is said of words it is not sure of and of what it could not read at all."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from contractkit.core.document.tree import Loss
from contractkit.readers.scan.picture import ScannedLine, ScannedPage

LOW = 0.8
"""Below it nine lines in ten have more than a tenth of their characters wrong; of well scanned lines, one in a
thousand is below it (`benchmarks/recognition.py`)."""
_UNREAD = 0.01
_PRINTED = 0.06
_WORD = re.compile(r"[^\W_]")
_HAN = re.compile(r"[\u3400-\u9fff]")
_FEWEST = 6


def carries_words(text: str) -> bool:
    """Whether a line may be running text: fragments of a seal, specks, page numbers and short labels are not."""
    return len(_WORD.findall(text)) >= _FEWEST and _HAN.search(text) is not None


def is_doubtful(line: ScannedLine) -> bool:
    """Whether a line carries words that may be other words."""
    return line.confidence < LOW and carries_words(line.text)


def losses(pages: Mapping[int, ScannedPage]) -> tuple[Loss, ...]:
    """What was recognised without certainty, and pages with more on them than was recognised.

    Args:
        pages: by their numbers.
    """
    return _doubtful(pages) + _unread(pages)


def cautions(pages: Mapping[int, ScannedPage]) -> tuple[Loss, ...]:
    """That pages were recognised at all, and their `losses`.

    A single wrong character does not lower the certainty of its line, so that every quotation needs the first.

    Args:
        pages: by their numbers.
    """
    return _recognised(pages) + losses(pages)


def _recognised(pages: Mapping[int, ScannedPage]) -> tuple[Loss, ...]:
    count = sum(bool(page.lines) for page in pages.values())
    note = "这些页的文字由文字识别得出，可能有认错的字；引用的原文、数字和名称请对照原件。"
    return (Loss("文字识别的页", count, note),) if count else ()


def _doubtful(pages: Mapping[int, ScannedPage]) -> tuple[Loss, ...]:
    lines = {number: [line for line in page.lines if is_doubtful(line)] for number, page in pages.items()}
    numbers = [number for number, found in lines.items() if found]
    if not numbers:
        return ()
    unsure = sum(len(line.text) for found in lines.values() for line in found)
    everything = sum(len(line.text) for page in pages.values() for line in page.lines)
    note = f"第 {_listed(numbers)} 页有几行字迹不清，识别出的文字可能有误，请对照原件核对。"
    return (Loss("字迹不清的文字行", sum(map(len, lines.values())), note, withholds=True, share=unsure / everything),)


def _unread(pages: Mapping[int, ScannedPage]) -> tuple[Loss, ...]:
    numbers = [number for number, page in pages.items() if page.unread >= _UNREAD]
    if not numbers:
        return ()
    share = sum(min(1.0, pages[number].unread / _PRINTED) for number in numbers) / len(pages)
    note = f"第 {_listed(numbers)} 页有较多内容没有认出文字，可能是图形、手写或过于模糊的文字，请人工核对。"
    return (Loss("没有认出文字的页", len(numbers), note, withholds=True, share=share),)


def _listed(numbers: Sequence[int]) -> str:
    return "、".join(map(str, numbers))
