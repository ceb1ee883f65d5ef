"""doctor: what this machine can read and write, and what to install."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Final

from contractkit import __version__
from contractkit.errors import ContractkitError
from contractkit.library import assets
from contractkit.office import find_office, how_to_install
from contractkit.readers.scan import recogniser

_PACKAGES: Final = (
    "docxtpl",
    "python-docx",
    "lxml",
    "jinja2",
    "pydantic",
    "pypdf",
    "pypdfium2",
    "opencc",
    "langdetect",
    "ofdkit",
    "psutil",
    "cn2an",
    "ruamel.yaml",
    "typer",
    "rich",
)
_OCR: Final = ("rapidocr", "onnxruntime", "opencv-python-headless")
_FONTS: Final = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")

_SECONDS: Final = 30


@dataclass(frozen=True, slots=True)
class Examined:
    """One thing that was looked at.

    Attributes:
        note: what was found, or what to install, in Chinese.
        optional: contractkit works without it.
    """

    subject: str
    note: str
    available: bool = True
    optional: bool = False


def examine() -> tuple[Examined, ...]:
    """Look at everything contractkit can use."""
    return (*_core(), *_formats(), _office(), *_fonts())


def _core() -> Iterator[Examined]:
    yield Examined("contractkit", f"{__version__}，Python {platform.python_version()}，{platform.system()}")
    for name in _PACKAGES:
        try:
            yield Examined(name, metadata.version(name))
        except metadata.PackageNotFoundError:
            yield Examined(name, "没有安装，请重新安装 contractkit", available=False)
    try:
        note = f"条款 {assets.clauses_folder()}，模板 {assets.templates_folder()}"
        yield Examined("条款库和模板", note)
    except ContractkitError as error:
        yield Examined("条款库和模板", str(error), available=False)


def _formats() -> Iterator[Examined]:
    """What can be read as a draft."""
    yield Examined("读取 Word（.docx、.docm、.dotx）", "修订、内容控件、文本框、自动编号、批注")
    yield Examined("读取带文字的 PDF、OFD", "页码、表格；加密的 PDF 用 --password")
    yield Examined("读取网页、Markdown、纯文本", "UTF-8、UTF-16、GB18030")
    yield Examined("读取文件夹和 .zip 压缩包", "逐个审查其中的文件")
    program = find_office()
    note = f"经 LibreOffice 转换（{program}）" if program else f"需要 LibreOffice。{how_to_install()}"
    yield Examined("读取 .doc、.wps、.rtf、.odt", note, available=program is not None, optional=True)
    yield _recognition()


def _recognition() -> Examined:
    subject = "读取扫描件、图片（文字识别）"
    if not recogniser.is_available():
        note = f"没有安装文字识别组件，请{recogniser.INSTALL}"
        return Examined(subject, note, available=False, optional=True)
    versions = (f"{name} {_version(name)}" for name in _OCR)
    return Examined(subject, f"在本机识别，不联网（{'、'.join(versions)}）")


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:  # the same modules come in packages of other names
        return "版本不明"


def _office() -> Examined:
    program = find_office()
    note = program or f"{how_to_install()}后可用 --pdf 生成 PDF；不装不影响其他生成功能"
    return Examined("LibreOffice（生成 PDF）", note, available=program is not None, optional=True)


def _fonts() -> Iterator[Examined]:
    """The fonts that the templates name; licensed ones are never shipped."""
    installed = _families()
    if installed is None:
        note = f"不能列出本机字体；模板使用：{'、'.join(_FONTS)}"
        yield Examined("公文字体", note, available=False, optional=True)
        return
    for font in _FONTS:
        has = font in installed
        note = "已安装" if has else "没有安装，打开文件时由系统用相近字体替代；版式以装有该字体的机器为准"
        yield Examined(f"字体 {font}", note, available=has, optional=True)


def _families() -> frozenset[str] | None:
    """The names of the installed font families, or None where the machine cannot list them."""
    if (program := shutil.which("fc-list")) is None:
        return None
    command = [program, ":", "family"]
    try:
        listed = subprocess.run(command, capture_output=True, check=True, timeout=_SECONDS).stdout  # noqa: S603  found above
    except (OSError, subprocess.SubprocessError):
        return None
    names = re.split("[,\n]", listed.decode("utf-8", "replace"))
    return frozenset(name.strip() for name in names)
