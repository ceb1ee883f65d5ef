"""Pictures of a page whose words are known, rendered from a sample with its fonts inside: no font of the machine counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from contractkit.readers.scan.picture import PageRecogniser, Picture, ScannedPage
from contractkit.readers.scan.recogniser import open_recogniser

SAMPLE = Path(__file__).parents[3] / "samples" / "drafts" / "good-plan.pdf"
DPI = 150
TOP, BOTTOM = 0.446, 0.665  # between lines of page 1


@pytest.fixture(scope="session")
def recogniser() -> PageRecogniser:
    return open_recogniser()


@pytest.fixture(scope="session")
def render() -> Iterator[Callable[[int, float, float], Any]]:
    """Part of a page of the sample, between two shares of its height, blue, green and red."""
    np = pytest.importorskip("numpy", reason="没有安装可选组件 ocr")
    with pypdfium2.PdfDocument(SAMPLE) as document:

        def rendered(number: int, top: float, bottom: float) -> Any:
            pixels = document[number - 1].render(scale=DPI / 72).to_numpy()[:, :, :3]
            height = pixels.shape[0]
            return np.ascontiguousarray(pixels[round(top * height) : round(bottom * height)])

        yield rendered


@pytest.fixture(scope="session")
def page(render: Callable[[int, float, float], Any]) -> Any:
    """Seven lines of running text, in two paragraphs."""
    return render(1, TOP, BOTTOM)


@pytest.fixture(scope="session")
def words() -> str:
    """What `page` says."""
    with pypdfium2.PdfDocument(SAMPLE) as document:
        sheet = document[0]
        _, height = sheet.get_size()
        text: str = sheet.get_textpage().get_text_bounded(bottom=(1 - BOTTOM) * height, top=(1 - TOP) * height)
    return squeezed(text)


@pytest.fixture
def recognise(recogniser: PageRecogniser) -> Callable[..., ScannedPage]:
    def recognised(pixels: Any, dpi: int = DPI) -> ScannedPage:
        return recogniser.recognise(picture_of(pixels, dpi))

    return recognised


def picture_of(pixels: Any, dpi: int = DPI) -> Picture:
    return Picture(pixels.shape[1], pixels.shape[0], pixels.tobytes(), dpi)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
