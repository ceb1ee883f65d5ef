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
from contractkit.rendering.pdf import find_office

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
    "cn2an",
    "ruamel.yaml",
    "typer",
    "rich",
)
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
