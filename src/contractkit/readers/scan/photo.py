"""Pictures as files: photos and scans saved as JPEG, PNG, BMP, WebP, GIF or TIFF of several pages."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from contractkit.core.document.tree import Loss, Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.scan.confidence import cautions
from contractkit.readers.scan.faults import DECODING_FAULTS, MAX_PIXELS
from contractkit.readers.scan.picture import Picture
from contractkit.readers.scan.recogniser import open_recogniser

MAX_PAGES = 300
_SMALLEST = 24
_FORMATS = ("JPEG", "PNG", "BMP", "WEBP", "GIF", "TIFF")
_AGAIN = "请重新下载，或向对方重新索取。"
_FRAMES = "动态图片只读取了第一幅画面，其余画面中的文字没有读取，请人工核对。"


def read_photo(data: bytes) -> Source:
    """The words of a picture by text recognition; the pages of a TIFF one after another.

    Raises:
        UnreadableDocument: the extra `ocr` is absent; the picture is damaged, too large or too small; or there are no
            words on it.
    """
    recogniser = open_recogniser()
    from contractkit.readers.scan.pages import blocks_of_scans  # noqa: PLC0415 - loads the PDF reader

    with _opened(data) as image:
        others = 0 if image.format in {"TIFF", "MPO"} else getattr(image, "n_frames", 1) - 1
        scanned = [recogniser.recognise(picture) for picture in _pictures(image)]
    blocks, furniture = blocks_of_scans(scanned)
    if not blocks:
        message = "图片中没有认出文字。"
        raise UnreadableDocument(
            message, remedy="请确认选对了文件；如果是文件的照片，请在光线充足处重新拍摄或扫描（150 dpi 以上）。"
        )
    lost = cautions(dict(enumerate(scanned, start=1)))
    if others > 0:
        lost += (Loss("未读取的画面", others, _FRAMES, withholds=True, share=others / (others + 1)),)
    return Source("image", blocks, furniture, lost)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    """The picture, whatever is wrong with it told in Chinese; decoding it within the block is covered too."""
    from PIL import Image  # noqa: PLC0415 - comes with the extra

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd metadata, and sizes that are checked below
            with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
                yield image
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except DECODING_FAULTS as error:
        raise UnreadableDocument("图片已损坏或没有下载完整，无法解码。", remedy=_AGAIN) from error


def _pictures(image: Any) -> Iterator[Picture]:
    count = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
    if count > MAX_PAGES:
        message = f"TIFF 图片有 {count} 页，超出一次可识别的 {MAX_PAGES} 页。"
        raise UnreadableDocument(message, remedy="请拆成几个文件后再试。")
    for number in range(count):
        if count > 1:
            image.seek(number)
        yield _picture(image)


def _picture(image: Any) -> Picture:
    """One page, upright as its metadata has it, at a size that is quick to read."""
    from contractkit.readers.scan.paper import on_paper, resolution  # noqa: PLC0415 - loads cv2

    width, height = image.size
    if width * height > MAX_PIXELS:
        raise _too_large()
    if min(width, height) < _SMALLEST:
        raise UnreadableDocument("图片太小，不可能有可辨认的文字。", remedy="请确认选对了文件，或索取原图。")
    dpi = resolution(width, height, _stated(image))
    pixels, dpi = on_paper(_decoded(image), dpi)
    return Picture(pixels.shape[1], pixels.shape[0], pixels.tobytes(), dpi)


def _stated(image: Any) -> float | None:
    try:
        return float(image.info["dpi"][0])
    except (*DECODING_FAULTS, ZeroDivisionError):
        return None


def _decoded(image: Any) -> Any:
    """Blue, green and red of every pixel, turned as EXIF says; what is transparent is paper."""
    import numpy as np  # noqa: PLC0415 - comes with the extra
    from PIL import Image, ImageOps  # noqa: PLC0415

    page = ImageOps.exif_transpose(image)
    if page.mode.startswith(("I", "F")):
        values = np.asarray(page, np.float32)
        page = Image.fromarray((values * (255 / max(float(values.max()), 1.0))).clip(0, 255).astype(np.uint8))
    if page.mode in {"RGBA", "LA", "PA"} or "transparency" in page.info:
        page = page.convert("RGBA")
        paper = Image.new("RGBA", page.size, "white")
        page = Image.alpha_composite(paper, page)
    return np.ascontiguousarray(np.asarray(page.convert("RGB"))[:, :, ::-1])


def _too_large() -> UnreadableDocument:
    message = f"图片的像素超出可读范围（{MAX_PIXELS // 1_000_000} 百万像素）。"
    return UnreadableDocument(message, remedy="请缩小到 300 dpi 以内后再试。")
