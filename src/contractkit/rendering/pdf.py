"""Word → PDF through LibreOffice, where it is installed; and which fonts it had to put in place of others."""

from __future__ import annotations

import contextlib
import io
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from contractkit.errors import RenderingError, UsageError

_PROGRAMS: Final = (
    "soffice",
    "libreoffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
_SECONDS: Final = 180


def find_office() -> str | None:
    """The path of LibreOffice, or None."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def convert(documents: Sequence[bytes]) -> tuple[bytes, ...]:
    """The given .docx files as PDF files, all in one call; nothing is left on disk.

    Raises:
        UsageError: LibreOffice is not installed.
        RenderingError: it did not start, ran too long or made no file (it says 0 even then).
    """
    if (program := find_office()) is None:
        raise UsageError(
            "没有找到 LibreOffice，不能生成 PDF", remedy="安装 LibreOffice 后重试，或者去掉 --pdf 用 Word 另存。"
        )
    # On Windows a killed LibreOffice may hold its profile open a little longer.
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        names = [f"{number}.docx" for number in range(1, len(documents) + 1)]
        for name, data in zip(names, documents, strict=True):
            (work / name).write_bytes(data)
        _run(program, [work / name for name in names], work)
        made = [(work / name).with_suffix(".pdf") for name in names]
        if missing := sum(not pdf.is_file() for pdf in made):
            raise RenderingError(
                f"LibreOffice 有{missing}个文件没有转成 PDF", remedy="去掉 --pdf 生成 Word 文件，用 Word 另存为 PDF。"
            )
        return tuple(pdf.read_bytes() for pdf in made)


def _run(program: str, paths: list[Path], work: Path) -> None:
    profile = (work / "profile").as_uri()  # two at once on one profile collide
    command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir", str(work)]
    try:
        process = subprocess.Popen(  # noqa: S603  a program found on this machine, with our own file names
            [*command, *(str(path) for path in paths)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise RenderingError(f"LibreOffice 不能启动：{error.strerror}", remedy=f"检查 {program}。") from error
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise RenderingError(
            f"LibreOffice {_SECONDS}秒内没有完成", remedy="关闭其他 LibreOffice 窗口后重试。"
        ) from error
    finally:
        if process.poll() is None:  # out of time, or Ctrl-C, which its own session does not hear
            _kill(process)


def _kill(process: subprocess.Popen[bytes]) -> None:
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def fonts_in(pdf: bytes) -> tuple[str, ...]:
    """The fonts a PDF really uses, without the subset prefix; those in place of missing ones among them."""
    names: set[str] = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        resources = page.get("/Resources", DictionaryObject()).get_object()
        fonts = resources.get("/Font", DictionaryObject()).get_object()
        names.update(str(font.get_object().get("/BaseFont", "")).lstrip("/") for font in fonts.values())
    return tuple(sorted({name.split("+", 1)[-1] for name in names if name}))
