"""Text recognition of pages, offline: turned upright, straightened, without seals; rapidocr does the reading."""

from __future__ import annotations

from importlib.util import find_spec

from contractkit.errors import UnreadableDocument
from contractkit.readers.scan.picture import PageRecogniser

_NEEDED = ("rapidocr", "onnxruntime", "cv2")
_PACKAGES = '"rapidocr>=3.10,<4" onnxruntime'
INSTALL = f"执行 python -m pip install {_PACKAGES}（由 pipx 安装的，执行 pipx inject contractkit-shuju {_PACKAGES}）"
"""How to get text recognition, for every kind of installation; a clause to stand behind 请 or a colon."""


def is_available() -> bool:
    """Whether the extra `ocr` is installed; loads nothing."""
    return all(find_spec(name) is not None for name in _NEEDED)


def open_recogniser() -> PageRecogniser:
    """The recogniser of this process; its networks are loaded with the first call and kept.

    Raises:
        UnreadableDocument: the extra `ocr` is not installed, or incomplete.
    """
    if not is_available():
        message = "扫描件和图片要经文字识别（OCR）才能读取，本机没有安装文字识别组件。"
        raise UnreadableDocument(
            message, remedy=f"请{INSTALL}后再试，识别在本机进行，不联网；或向对方索取可编辑的文本。"
        )
    from contractkit.readers.scan.reading import Recogniser  # noqa: PLC0415 - loads the networks

    try:
        return Recogniser()
    except ImportError as error:
        message = f"文字识别组件装得不完整，无法载入（{error}）。"
        raise UnreadableDocument(message, remedy=f"请重新{INSTALL}。") from error
