"""What is recognised on pictures as scanners make them."""

from __future__ import annotations

import re
import subprocess
import sys
import time
import unicodedata
from collections.abc import Callable
from difflib import SequenceMatcher
from typing import Any

import pytest

from contractkit.core.document.tree import BlockKind
from contractkit.readers.scan.confidence import LOW, losses
from contractkit.readers.scan.pages import blocks_of_scans
from contractkit.readers.scan.picture import ScannedPage
from contractkit.readers.scan.recogniser import is_available

pytestmark = pytest.mark.skipif(not is_available(), reason="没有安装可选组件 ocr")
cv2 = pytest.importorskip("cv2", reason="没有安装可选组件 ocr")
np = pytest.importorskip("numpy", reason="没有安装可选组件 ocr")

Recognise = Callable[..., ScannedPage]
Render = Callable[[int, float, float], Any]


def _squeezed(page: ScannedPage) -> str:

    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", "".join(line.text for line in page.lines)))


def _errors(page: ScannedPage, words: str) -> float:

    codes = SequenceMatcher(None, words, _squeezed(page), autojunk=False).get_opcodes()
    return sum(max(end - start, stop - begin) for kind, start, end, begin, stop in codes if kind != "equal") / len(
        words
    )


def _sealed(pixels: Any, colour: tuple[int, int, int]) -> Any:
    """A seal of 42 mm over the middle of the text, its ink multiplied onto the print."""

    ink = np.zeros(pixels.shape[:2], np.float32)
    centre, radius = (pixels.shape[1] // 2, pixels.shape[0] // 2), 124
    cv2.circle(ink, centre, radius, 0.85, 8)
    star = [
        (
            centre[0] + (44 if corner % 2 == 0 else 17) * np.cos(corner * np.pi / 5 - np.pi / 2),
            centre[1] + (44 if corner % 2 == 0 else 17) * np.sin(corner * np.pi / 5 - np.pi / 2),
        )
        for corner in range(10)
    ]
    cv2.fillPoly(ink, [np.array(star, np.int32)], 0.85)
    for sign in range(10):
        at = centre[0] + 92 * np.cos(sign * 0.45 + 2.6), centre[1] + 92 * np.sin(sign * 0.45 + 2.6)
        low, high = (round(at[0] - 12), round(at[1] - 12)), (round(at[0] + 12), round(at[1] + 12))
        cv2.rectangle(ink, low, high, 0.85, 3)
        cv2.line(ink, (low[0], round(at[1])), (high[0], round(at[1])), 0.85, 3)
    share = ink[:, :, None]
    return (pixels * (1 - share + share * np.array(colour, np.float32) / 255)).astype(np.uint8)


def test_printed_text_is_read_to_the_letter(recognise: Recognise, page: Any, words: str) -> None:
    read = recognise(page)

    assert _squeezed(read) == words
    assert read.rotation == 0
    assert (round(read.width), round(read.height)) == (round(page.shape[1] * 0.48), round(page.shape[0] * 0.48))
    assert min(line.confidence for line in read.lines) > 0.9
    assert losses({1: read}) == ()


def test_lines_of_one_font_have_one_size_and_stand_where_they_are_printed(recognise: Recognise, page: Any) -> None:
    lines = recognise(page).lines

    assert len(lines) == 7
    assert len({round(line.bottom - line.top, 3) for line in lines}) == 1
    assert (lines[0].bottom - lines[0].top) / 1.2 == pytest.approx(14.1, abs=0.5)
    lefts = [line.left for line in lines]
    assert lefts[5] - lefts[4] == pytest.approx(28, abs=2)
    assert max(lefts[:5]) - min(lefts[:5]) < 2
    assert [line.bottom for line in lines] == sorted(line.bottom for line in lines)


@pytest.mark.parametrize(("quarters", "rotation"), [(1, 90), (2, 180), (3, 270)])
def test_a_page_scanned_with_another_edge_first_is_turned_upright(
    recognise: Recognise, page: Any, words: str, quarters: int, rotation: int
) -> None:

    read = recognise(np.ascontiguousarray(np.rot90(page, quarters)))

    assert read.rotation == rotation
    assert _squeezed(read) == words
    assert read.width > read.height


def test_a_page_laid_askew_is_straightened(recognise: Recognise, page: Any, words: str) -> None:

    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 2.5, 1)
    read = recognise(cv2.warpAffine(page, matrix, (width, height), borderValue=(255, 255, 255)))

    assert _errors(read, words) < 0.02
    assert max(line.left for line in read.lines[:5]) - min(line.left for line in read.lines[:5]) < 3


@pytest.mark.parametrize("colour", [(40, 30, 215), (60, 40, 165)], ids=["red", "dark red"])
def test_print_under_a_red_seal_is_read(
    recognise: Recognise, page: Any, words: str, colour: tuple[int, int, int]
) -> None:
    assert _errors(recognise(_sealed(page, colour)), words) < 0.005


def test_print_under_a_seal_on_a_copy_without_colours_is_read(recognise: Recognise, page: Any, words: str) -> None:

    copy = cv2.cvtColor(cv2.cvtColor(_sealed(page, (40, 30, 215)), cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)

    assert _errors(recognise(copy), words) < 0.03


def test_words_printed_in_red_are_words(recognise: Recognise, page: Any, words: str) -> None:

    red = page.copy()
    red[:, :, 2] = np.maximum(red[:, :, 2], 205)

    assert _errors(recognise(red), words) < 0.02


def test_a_faint_and_noisy_copy_is_read(recognise: Recognise, page: Any, words: str) -> None:

    faint = 255 - (255 - page.astype(np.float32)) * 0.35
    noisy = np.clip(faint + np.random.default_rng(5).normal(0, 9, page.shape), 0, 255).astype(np.uint8)
    poor = cv2.imdecode(cv2.imencode(".jpg", noisy, [cv2.IMWRITE_JPEG_QUALITY, 40])[1], cv2.IMREAD_COLOR)

    assert _errors(recognise(poor), words) < 0.03


def test_print_too_blurred_is_not_believed(recognise: Recognise, page: Any) -> None:

    small = cv2.resize(page, None, fx=0.16, fy=0.16, interpolation=cv2.INTER_AREA)
    read = recognise(cv2.resize(small, (page.shape[1], page.shape[0]), interpolation=cv2.INTER_CUBIC))
    lost = losses({4: read})

    assert lost
    assert all(loss.withholds and loss.share and "第 4 页" in loss.note for loss in lost)
    assert read.unread > 0.01 or any(line.confidence < LOW for line in read.lines)


def test_a_ruled_table_becomes_rows(recognise: Recognise, render: Render) -> None:

    blocks, _ = blocks_of_scans([recognise(render(3, 0.48, 0.62))])
    rows = [block.cells for block in blocks if block.kind is BlockKind.ROW]

    assert rows[0] == ("序号", "资源名称", "提供单位", "更新频率")
    assert rows[2] == ("2", "景区承载量与开放状态", "市文化广电旅游局", "每日")
    assert len({len(row) for row in rows}) == 1


def test_paragraphs_are_joined_as_in_a_pdf(recognise: Recognise, page: Any) -> None:

    blocks, _ = blocks_of_scans([recognise(page)])

    assert [block.text[:6] for block in blocks] == ["家企业只能逐", "从各部门看，"]
    assert blocks[0].text.endswith("带动涉旅企业降低成本。")


def test_a_blank_to_be_filled_in_is_underscores(recognise: Recognise, page: Any) -> None:
    form = page[:120].copy()
    form[:, 500:900] = 255
    cv2.line(form, (510, 52), (880, 52), (0, 0, 0), 2)
    lines = recognise(form).lines

    assert [set(line.text) == {"_"} for line in lines[:3]] == [False, True, False]
    assert 22 <= len(lines[1].text) <= 28


def test_a_blank_page_has_no_lines(recognise: Recognise, page: Any) -> None:

    read = recognise(np.full_like(page, 255))

    assert read.lines == ()
    assert losses({1: read}) == ()


@pytest.mark.parametrize("shape", [(30, 12000), (12000, 30), (1, 1), (3, 700)], ids=str)
def test_pictures_of_absurd_shape_take_no_more_than_others(recognise: Recognise, shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(1).integers(0, 255, (*shape, 3), dtype=np.uint8)
    started = time.monotonic()
    read = recognise(pixels)

    assert time.monotonic() - started < 20
    assert all(line.confidence < LOW for line in read.lines if len(line.text) > 5)


def test_nothing_is_fetched_written_or_said(page: Any) -> None:
    """In a process whose sockets cannot connect; rapidocr logs and downloads unless it is kept from it."""
    script = """
import socket, sys
def refuse(*_, **__):
    print("network", file=sys.stderr)
    raise OSError("no network")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import pathlib, rapidocr
models = pathlib.Path(rapidocr.__file__).parent / "models"
before = sorted((file.name, file.stat().st_mtime_ns) for file in models.iterdir())
from contractkit.readers.scan.picture import Picture
from contractkit.readers.scan.recogniser import open_recogniser
width, height = map(int, sys.argv[1:])
read = open_recogniser().recognise(Picture(width, height, sys.stdin.buffer.read(), 150))
assert before == sorted((file.name, file.stat().st_mtime_ns) for file in models.iterdir())
sys.stdout.buffer.write("".join(line.text for line in read.lines).encode())
"""
    strip = page[:60]
    command = [sys.executable, "-c", script, str(strip.shape[1]), str(strip.shape[0])]
    done = subprocess.run(command, input=strip.tobytes(), capture_output=True, timeout=120, check=False)

    assert done.stderr == b""
    assert done.returncode == 0
    assert "家企业只能逐一对接" in done.stdout.decode()
