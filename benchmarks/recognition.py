"""How well scanned pages are read: character errors and certainty, page by page, as scanners and seals spoil them.

Renders pages of a PDF whose text is known, spoils them, and compares what is recognised with that text:
`python benchmarks/recognition.py [FILE.pdf ...] [--pages N] [--lines]`. Needs the extra `ocr`; nothing else.
"""

from __future__ import annotations

import argparse
import math
import re
import resource
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pypdfium2

from contractkit.readers.scan.confidence import LOW, carries_words
from contractkit.readers.scan.picture import PageRecogniser, Picture, ScannedLine
from contractkit.readers.scan.recogniser import open_recogniser

SAMPLE = Path(__file__).parent.parent / "samples" / "drafts" / "good-plan.pdf"
_RED, _DARK_RED = (40, 30, 215), (60, 40, 165)
_WRONG = (0.0, 0.0001, 0.1, 0.3, 1.01)
_BANDS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 1.01)

Pixels = Any
Spoiling = Callable[[Pixels, int], Pixels]


@dataclass(frozen=True, slots=True)
class Page:
    """A page to be read, and what it says without blanks."""

    pixels: Pixels
    dpi: int
    text: str


def plain(page: Pixels, _: int) -> Pixels:
    """As rendered."""
    return page


def grey(page: Pixels, _: int) -> Pixels:
    """Without colours."""
    return cv2.cvtColor(cv2.cvtColor(page, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)


def faint(page: Pixels, _: int) -> Pixels:
    """Printed with hardly any toner left."""
    return (255 - (255 - page.astype(np.float32)) * 0.3).astype(np.uint8)


def noisy(page: Pixels, _: int) -> Pixels:
    """Blurred, grainy, with specks, and saved as a poor JPEG."""
    source = np.random.default_rng(7)
    spoiled = cv2.GaussianBlur(page, (0, 0), 0.7).astype(np.float32) + source.normal(0, 14, page.shape)
    spoiled = np.clip(spoiled, 0, 255).astype(np.uint8)
    for x, y in zip(source.integers(0, page.shape[1], 200), source.integers(0, page.shape[0], 200), strict=True):
        cv2.circle(spoiled, (int(x), int(y)), 1, (70, 70, 70), -1)
    return cv2.imdecode(cv2.imencode(".jpg", spoiled, [cv2.IMWRITE_JPEG_QUALITY, 35])[1], cv2.IMREAD_COLOR)


def fax(page: Pixels, _: int) -> Pixels:
    """Black or white, nothing between."""
    shades = cv2.cvtColor(page, cv2.COLOR_BGR2GRAY)
    return cv2.cvtColor(cv2.threshold(shades, 150, 255, cv2.THRESH_BINARY)[1], cv2.COLOR_GRAY2BGR)


def shadowed(page: Pixels, _: int) -> Pixels:
    """Lit from one side, as photos are."""
    across = np.linspace(1.0, 0.45, page.shape[1])[None, :, None]
    down = np.linspace(1.0, 0.75, page.shape[0])[:, None, None]
    return (page * across * down).astype(np.uint8)


def coarse(share: float) -> Spoiling:
    """Scanned at a share of the resolution and enlarged again."""

    def spoil(page: Pixels, _: int) -> Pixels:
        small = cv2.resize(page, None, fx=share, fy=share, interpolation=cv2.INTER_AREA)
        return cv2.resize(small, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_CUBIC)

    return spoil


def askew(degrees: float) -> Spoiling:
    """Laid on the glass at an angle."""

    def spoil(page: Pixels, _: int) -> Pixels:
        height, width = page.shape[:2]
        matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1)
        return cv2.warpAffine(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderValue=(255, 255, 255))

    return spoil


def turned(quarters: int) -> Spoiling:
    """Scanned with another edge first."""
    return lambda page, _: np.ascontiguousarray(np.rot90(page, quarters))


def sealed(colour: tuple[int, int, int] = _RED) -> Spoiling:
    """Three seals of 42 mm, two of them over running text."""

    def spoil(page: Pixels, dpi: int) -> Pixels:
        radius = round(21 / 25.4 * dpi)
        for across, down in ((0.56, 0.45), (0.3, 0.68), (0.72, 0.85)):
            page = _stamped(page, (round(across * page.shape[1]), round(down * page.shape[0])), radius, colour)
        return page

    return spoil


def all_of(*spoilings: Spoiling) -> Spoiling:
    """One after another."""

    def spoil(page: Pixels, dpi: int) -> Pixels:
        for one in spoilings:
            page = one(page, dpi)
        return page

    return spoil


def _stamped(page: Pixels, centre: tuple[int, int], radius: int, colour: tuple[int, int, int]) -> Pixels:
    """Ink multiplied onto the page, uneven as from a hand: a ring, a star, and characters along the ring."""
    ink = np.zeros(page.shape[:2], np.float32)
    cv2.circle(ink, centre, radius, 1.0, max(3, radius // 18))
    points = []
    for corner in range(10):
        reach, angle = radius * (0.36 if corner % 2 == 0 else 0.14), -math.pi / 2 + corner * math.pi / 5
        points.append((centre[0] + reach * math.cos(angle), centre[1] + reach * math.sin(angle)))
    cv2.fillPoly(ink, [np.array(points, np.int32)], 1.0)
    for sign in range(11):
        angle = math.radians(150 + sign * 24)
        at = centre[0] + 0.74 * radius * math.cos(angle), centre[1] + 0.74 * radius * math.sin(angle)
        _draw_sign(ink, at, radius // 9, sign)
    grain: Pixels = np.random.default_rng(3).random(ink.shape, np.float32)
    uneven: Pixels = cv2.GaussianBlur(grain, (0, 0), 4)
    uneven = (uneven - uneven.min()) / (uneven.max() - uneven.min())
    share = (ink * (0.65 + 0.35 * uneven))[:, :, None]
    return (page * (1 - share + share * np.array(colour, np.float32) / 255)).astype(np.uint8)


def _draw_sign(ink: Pixels, centre: tuple[float, float], half: int, number: int) -> None:
    """Strokes as dense as those of a 汉字."""
    x, y = round(centre[0]), round(centre[1])
    for level in (-half, -half // 3, half // 3, half):
        cv2.line(ink, (x - half, y + level), (x + half, y + level), 1.0, 2)
    for column in (-half, (number % 3 - 1) * half // 2, half):
        cv2.line(ink, (x + column, y - half), (x + column, y + half), 1.0, 2)


SPOILINGS: tuple[tuple[str, int, Spoiling], ...] = (
    ("plain", 150, plain),
    ("plain", 200, plain),
    ("grey", 150, grey),
    ("faint", 150, faint),
    ("fax", 150, fax),
    ("fax", 200, fax),
    ("noisy", 150, noisy),
    ("noisy", 200, noisy),
    ("shadow", 150, shadowed),
    ("red seals", 150, sealed()),
    ("dark red seals", 150, sealed(_DARK_RED)),
    ("red seals, noisy", 150, all_of(sealed(), noisy)),
    ("red seals, grey", 150, all_of(sealed(), grey)),
    ("coarse, 75 dpi", 150, coarse(0.5)),
    ("coarse, 60 dpi", 150, coarse(0.4)),
    ("coarse, 50 dpi, noisy", 150, all_of(coarse(0.34), noisy)),
    ("turned 90", 150, turned(1)),
    ("turned 180", 150, turned(2)),
    ("turned 270", 150, turned(3)),
    ("askew 2", 150, askew(2)),
    ("askew -4, noisy", 150, all_of(askew(-4), noisy)),
    ("turned, askew, sealed, noisy", 150, all_of(sealed(), askew(1.5), turned(3), noisy)),
)


def pages(path: Path, dpi: int, every: int) -> Iterator[Page]:
    """Every so many pages of a PDF."""
    document = pypdfium2.PdfDocument(path)
    for index in range(0, len(document), every):
        page = document[index]
        text = page.get_textpage().get_text_range()
        pixels = np.ascontiguousarray(page.render(scale=dpi / 72).to_numpy()[:, :, :3])
        yield Page(pixels, dpi, squeezed(text))
    document.close()


def squeezed(text: str) -> str:
    """Without blanks, and full-width signs as their plain selves."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))


def error_rate(true: str, read: str) -> float:
    """Characters to change, over the characters there are."""
    codes = SequenceMatcher(None, true, read, autojunk=False).get_opcodes()
    wrong = sum(max(end - start, stop - begin) for kind, start, end, begin, stop in codes if kind != "equal")
    return wrong / max(len(true), 1)


def share_wrong(line: str, true: str) -> float:
    """The share of a line's characters that do not stand beside each other on the page."""
    if line in true:
        return 0.0
    found = SequenceMatcher(None, line, true, autojunk=False).get_matching_blocks()
    return 1 - sum(block.size for block in found if block.size > 1) / max(len(line), 1)


def measure(
    recogniser: PageRecogniser, page: Page, spoil: Spoiling
) -> tuple[float, float, list[tuple[ScannedLine, float]]]:
    """Error rate, seconds, and the lines, each with the share of it that is wrong."""
    pixels = np.ascontiguousarray(spoil(page.pixels, page.dpi))
    picture = Picture(pixels.shape[1], pixels.shape[0], pixels.tobytes(), page.dpi)
    begin = time.perf_counter()
    read = recogniser.recognise(picture)
    seconds = time.perf_counter() - begin
    words = squeezed("".join(line.text for line in read.lines if line.text.strip("_")))
    judged = [(line, share_wrong(squeezed(line.text), page.text)) for line in read.lines]
    return error_rate(page.text, words), seconds, judged


def main() -> None:
    """Print one row per way of spoiling, then how certainty and truth go together."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, default=[SAMPLE])
    parser.add_argument("--every", type=int, default=3, help="take every so many pages")
    parser.add_argument("--only", default="", help="only ways of spoiling with this in their name")
    parser.add_argument("--lines", action="store_true", help="print doubtful and wrong lines")
    options = parser.parse_args()
    recogniser = open_recogniser()
    all_lines: list[tuple[ScannedLine, float]] = []
    write = sys.stdout.write
    write(f"{'spoiled':30} {'dpi':>3} {'pages':>5} {'errors':>7} {'worst':>7} {'s/page':>7} {'doubtful':>8}\n")
    for name, dpi, spoil in SPOILINGS:
        if options.only not in name:
            continue
        results = [
            measure(recogniser, page, spoil) for path in options.files for page in pages(path, dpi, options.every)
        ]
        rates = [rate for rate, _, _ in results]
        lines = [line for _, _, found in results for line in found]
        doubtful = sum(line.confidence < LOW and carries_words(line.text) for line, _ in lines)
        mean, seconds = sum(rates) / len(rates), sum(seconds for _, seconds, _ in results) / len(results)
        write(f"{name:30} {dpi:3} {len(rates):5} {mean:7.4f} {max(rates):7.4f} {seconds:7.1f} {doubtful:8}\n")
        sys.stdout.flush()
        all_lines += lines
        for line, wrong in lines if options.lines else ():
            if line.confidence < LOW or wrong:
                write(f"    {wrong:4.2f} wrong, certainty {line.confidence:.2f} {line.text}\n")
    write("\ncertainty     right  <10%  <30%  more wrong (lines that carry words)\n")
    for low, high in pairwise(_BANDS):
        band = [wrong for line, wrong in all_lines if low <= line.confidence < high and carries_words(line.text)]
        counts = [sum(low <= wrong < high for wrong in band) for low, high in pairwise(_WRONG)]
        write(f"{low:4.2f} - {min(high, 1):4.2f} {' '.join(f'{count:5}' for count in counts)}\n")
    write(f"\npeak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB\n")


if __name__ == "__main__":
    main()
