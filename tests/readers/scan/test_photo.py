"""Pictures as files: how they are opened, and what is refused."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from typing import Any

import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.scan.photo import read_photo
from contractkit.readers.scan.recogniser import is_available

pytestmark = pytest.mark.skipif(not is_available(), reason="没有安装可选组件 ocr")
cv2 = pytest.importorskip("cv2", reason="没有安装可选组件 ocr")
np = pytest.importorskip("numpy", reason="没有安装可选组件 ocr")
Image = pytest.importorskip("PIL.Image", reason="没有安装可选组件 ocr")

Encode = Callable[..., bytes]


@pytest.fixture
def encode(page: Any) -> Encode:
    """The page as a file of some format."""

    def encoded(kind: str, pixels: Any = None, **options: Any) -> bytes:
        image = Image.fromarray((page if pixels is None else pixels)[:, :, ::-1].copy())
        into = io.BytesIO()
        image.save(into, kind, **options)
        return into.getvalue()

    return encoded


def test_a_photo_is_read_as_paragraphs(encode: Encode) -> None:
    source = read_photo(encode("JPEG", quality=80, dpi=(150, 150)))

    assert source.format == "image"
    assert [block.text[:6] for block in source.blocks] == ["家企业只能逐", "从各部门看，"]
    assert {block.location.page for block in source.blocks} == {1}
    assert [loss.what for loss in source.losses] == ["文字识别的页"]


@pytest.mark.parametrize("kind", ["PNG", "BMP", "WEBP", "GIF"])
def test_every_usual_format_is_read(encode: Encode, page: Any, kind: str) -> None:
    source = read_photo(encode(kind, page[:120], **({"lossless": True} if kind == "WEBP" else {})))

    assert "".join(block.text for block in source.blocks).startswith("家企业只能逐一对接")


def test_a_photo_taken_sideways_is_turned_as_its_metadata_says(page: Any) -> None:
    image = Image.fromarray(np.ascontiguousarray(np.rot90(page[:120], 1)))
    metadata = Image.Exif()
    metadata[0x0112] = 6  # to be turned clockwise by 90 degrees
    into = io.BytesIO()
    image.save(into, "JPEG", exif=metadata, quality=90)

    assert read_photo(into.getvalue()).blocks[0].text.startswith("家企业只能逐一对接")


def test_pages_of_a_tiff_follow_one_another(page: Any) -> None:
    sheets = [Image.fromarray(part[:, :, ::-1].copy()) for part in (page[:120], page[220:])]
    into = io.BytesIO()
    sheets[0].save(into, "TIFF", save_all=True, append_images=sheets[1:], dpi=(150, 150))
    source = read_photo(into.getvalue())

    assert (source.blocks[0].location.page, source.blocks[-1].location.page) == (1, 2)


def test_what_is_transparent_is_paper(page: Any) -> None:
    strip = page[:120]
    see_through = np.dstack([np.zeros_like(strip), 255 - strip[:, :, 0]])
    into = io.BytesIO()
    Image.fromarray(see_through, "RGBA").save(into, "PNG")

    assert read_photo(into.getvalue()).blocks[0].text.startswith("家企业只能逐一对接")


def test_a_sheet_photographed_at_an_angle_on_a_desk(encode: Encode, render: Callable[..., Any]) -> None:

    sheet = render(1, 0.0, 1.0)
    height, width = sheet.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[190, 120], [1290, 170], [1400, 1790], [90, 1850]], np.float32)
    desk = np.full((2000, 1500, 3), (70, 90, 110), np.uint8)
    warp = cv2.getPerspectiveTransform(corners, seen)
    photo = cv2.warpPerspective(sheet, warp, (1500, 2000), desk, borderMode=cv2.BORDER_TRANSPARENT)
    light = np.linspace(1.0, 0.55, 1500)[None, :, None]
    source = read_photo(encode("JPEG", (photo * light).astype(np.uint8), quality=80))

    text = "".join(block.text for block in source.blocks)
    assert "旅行社和民宿难以及时安排接待，应急部门也难以掌握全市客流。" in text
    assert "财政也无力长期承担个性化开发的支出。" in text


@pytest.mark.parametrize("keep", [0.1, 0.5, 0.95])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_picture_that_is_cut_off_is_refused(encode: Encode, kind: str, keep: float) -> None:
    data = encode(kind)

    with pytest.raises(UnreadableDocument, match="图片已损坏或没有下载完整"):
        read_photo(data[: int(keep * len(data))])


def test_a_picture_that_claims_to_be_huge_is_not_decoded() -> None:
    """Forty thousand pixels square in a hundred bytes."""
    header = struct.pack(">IIBBBBB", 40000, 40000, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b"")]
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body)) for name, body in chunks
    )

    with pytest.raises(UnreadableDocument, match="图片的像素超出可读范围"):
        read_photo(data)


def test_a_picture_without_words_is_no_document(encode: Encode, page: Any) -> None:

    with pytest.raises(UnreadableDocument, match="没有认出文字"):
        read_photo(encode("PNG", np.full_like(page, 255)))


def test_a_picture_too_small_for_words_is_refused(encode: Encode, page: Any) -> None:
    with pytest.raises(UnreadableDocument, match="图片太小"):
        read_photo(encode("PNG", page[:10, :10]))


def test_what_is_no_picture_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="图片已损坏"):
        read_photo(b"\xff\xd8\xff" + bytes(range(256)) * 20)


def test_other_frames_of_a_moving_picture_are_told(page: Any) -> None:
    frames = [Image.fromarray(part[:, :, ::-1].copy()) for part in (page[:120], 255 - page[:120])]
    into = io.BytesIO()
    frames[0].save(into, "GIF", save_all=True, append_images=frames[1:])
    source = read_photo(into.getvalue())

    assert [(loss.what, loss.count, loss.withholds, loss.share) for loss in source.losses if loss.withholds] == [
        ("未读取的画面", 1, True, 0.5)
    ]
