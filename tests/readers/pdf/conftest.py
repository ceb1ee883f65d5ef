"""Pages drawn by hand, and text recognition without an engine."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from contractkit.readers.scan import recogniser
from contractkit.readers.scan.picture import Picture, ScannedLine, ScannedPage


def shown(words: str, x: float, y: float, size: float = 12.0, *, turn: str = "1 0 0 1", before: str = "") -> str:
    """Operators that show words at a place."""
    return f"BT {before} /F1 {size} Tf {turn} {x} {y} Tm <{words.encode('utf-16-be').hex()}> Tj ET"


def numbered(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of those objects, numbered from 1; the first is the catalogue."""
    data, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(data))
    return data + head + table + end


class FakeRecogniser:
    """Finds the same lines on every page, and remembers the pictures."""

    def __init__(self, *lines: tuple[str, float], top: float = 100.0) -> None:
        self.lines = lines
        self.top = top
        self.pictures: list[Picture] = []

    def recognise(self, picture: Picture) -> ScannedPage:
        self.pictures.append(picture)
        found = tuple(
            ScannedLine(text, 90.0, self.top + 24 * at, 90.0 + 14 * len(text), self.top + 24 * at + 16.8, confidence)
            for at, (text, confidence) in enumerate(self.lines)
        )
        return ScannedPage(595.0, 842.0, found)


@pytest.fixture
def fake_recogniser() -> type[FakeRecogniser]:
    return FakeRecogniser


@pytest.fixture
def without_ocr(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine without the extra."""
    monkeypatch.setattr(recogniser, "is_available", lambda: False)


@pytest.fixture
def draw() -> Callable[..., str]:
    return shown


@pytest.fixture
def objects() -> Callable[..., bytes]:
    return numbered
