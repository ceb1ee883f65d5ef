"""Pages that are pictures, drawn on white paper for text recognition; needs the extra `ocr`, which brings Pillow."""

from __future__ import annotations

import io
import warnings
from collections.abc import Callable
from typing import Any, Final

from contractkit.readers.ofd.content import Content
from contractkit.readers.ofd.geometry import Matrix
from contractkit.readers.scan.faults import DECODING_FAULTS, MAX_PIXELS
from contractkit.readers.scan.picture import Picture

MAX_PICTURE_BYTES: Final = 64 * 1024 * 1024
_MAX_PAPER = 16_000_000
_LEAST_DPI, _MOST_DPI = 100.0, 250.0
_MOST_PICTURES = 400
_INCH = 25.4
_FORMATS = ("JPEG", "PNG", "BMP", "GIF", "TIFF", "WEBP", "JPEG2000")


def draw(content: Content, data_of: Callable[[str | None], bytes | None]) -> Picture:
    """The pictures of a page where they stand; those that cannot be decoded leave their place white.

    Args:
        content: what the page draws.
        data_of: the bytes of a part.
    """
    from PIL import Image  # noqa: PLC0415 - comes with the extra

    decoded: list[tuple[Any, Matrix]] = []
    for placed in content.pictures[:_MOST_PICTURES]:
        image = _decoded(data_of(placed.part))
        if image is not None:
            decoded.append((image, placed.matrix))
    dpi = _resolution(content, decoded)
    across, down = (max(round(side / _INCH * dpi), 1) for side in (content.frame.width, content.frame.height))
    paper = Image.new("RGBA", (across, down), "white")
    for image, matrix in decoded:
        _lay(paper, image, _from_pixels(matrix, content, dpi))
    blue, green, red = paper.convert("RGB").split()[::-1]
    return Picture(across, down, Image.merge("RGB", (blue, green, red)).tobytes(), max(round(dpi), 1))


def can_draw(content: Content, data_of: Callable[[str | None], bytes | None]) -> bool:
    """Whether any picture of a page is in a format that can be decoded (JBIG2 cannot)."""
    return any(_opened(data_of(placed.part)) is not None for placed in content.pictures[:_MOST_PICTURES])


def _opened(data: bytes | None) -> Any | None:
    from PIL import Image  # noqa: PLC0415 - comes with the extra

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about odd metadata, and sizes that are checked below
            image = Image.open(io.BytesIO(data or b""), formats=_FORMATS)
    except (Image.DecompressionBombError, *DECODING_FAULTS):
        return None
    return image if image.width * image.height <= MAX_PIXELS else None


def _decoded(data: bytes | None) -> Any | None:
    image = _opened(data)
    if image is None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return image.convert("RGBA")
    except DECODING_FAULTS:
        return None


def _resolution(content: Content, decoded: list[tuple[Any, Matrix]]) -> float:
    """That of the largest picture, within what text recognition needs and what a page may take up."""
    widest = max(decoded, key=lambda one: one[1].across * one[1].up, default=None)
    own = widest[0].width / max(widest[1].across / _INCH, 0.01) if widest is not None else _LEAST_DPI
    area = content.frame.width / _INCH * content.frame.height / _INCH
    most = float((_MAX_PAPER / max(area, 0.01)) ** 0.5)
    return min(max(float(own), _LEAST_DPI), _MOST_DPI, most)


def _from_pixels(matrix: Matrix, content: Content, dpi: float) -> Matrix:
    """From the unit square of a picture to dots of the paper."""
    scale = dpi / _INCH
    frame = content.frame
    return Matrix(scale, 0.0, 0.0, scale, -frame.x * scale, -frame.y * scale).after(matrix)


def _lay(paper: Any, image: Any, matrix: Matrix) -> None:
    """Lay a picture on the paper; OFD maps the unit square, its upper edge upwards, to the matrix' parallelogram."""
    from PIL import Image  # noqa: PLC0415 - comes with the extra

    shrink = int(min(image.width / max(matrix.across, 1.0), image.height / max(matrix.up, 1.0)))
    if shrink > 1:
        image = image.reduce(shrink)
    a, b, c, d, e, f = matrix
    area = a * d - b * c
    if abs(area) < 1.0:
        return
    wide, high = image.width / area, image.height / area
    back = (d * wide, -c * wide, (c * f - d * e) * wide, -b * high, a * high, (b * e - a * f) * high)
    laid = image.transform(paper.size, Image.Transform.AFFINE, back, Image.Resampling.BILINEAR, fillcolor=(0, 0, 0, 0))
    paper.alpha_composite(laid)
