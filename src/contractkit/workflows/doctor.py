"""doctor: what this machine can read and write, and what to install."""

from __future__ import annotations

import platform
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from typing import Final

from contractkit import __version__
from contractkit.errors import ContractkitError
from contractkit.library import assets
from contractkit.rendering.pdf import find_office

_PACKAGES: Final = (
    "docxtpl",
    "python-docx",
    "lxml",
    "pydantic",
    "pypdf",
    "pypdfium2",
    "opencc",
    "ruamel.yaml",
    "typer",
)
_FONTS: Final = ("方正小标宋简体", "仿宋_GB2312", "楷体_GB2312", "黑体", "宋体")


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
    return (*_core(), _office(), *_fonts())


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
    yield Examined("读取", "Word（.docx）、带文字的 PDF、Markdown、纯文本")


def _office() -> Examined:
    program = find_office()
    note = program or "安装 LibreOffice 后可用 --pdf 生成 PDF；不装不影响其他功能"
    return Examined("LibreOffice（生成 PDF）", note, available=program is not None, optional=True)


def _fonts() -> Iterator[Examined]:
    """The fonts that the templates name; licensed ones are never shipped."""
    program = shutil.which("fc-list")
    if program is None:
        note = f"不能列出本机字体；模板使用：{'、'.join(_FONTS)}"
        yield Examined("公文字体", note, available=False, optional=True)
        return
    listed = subprocess.run([program, ":", "family"], capture_output=True, text=True, check=False).stdout  # noqa: S603
    for font in _FONTS:
        has = font in listed
        note = "已安装" if has else "没有安装，打开文件时由系统用相近字体替代；版式以装有该字体的机器为准"
        yield Examined(f"字体 {font}", note, available=has, optional=True)
