"""Word → PDF through LibreOffice, where it is installed; and which fonts it had to put in place of others."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from pypdf import PdfReader

from contractkit.errors import RenderingError, UsageError

_PROGRAMS: Final = ("soffice", "libreoffice", "C:/Program Files/LibreOffice/program/soffice.exe")
_SECONDS: Final = 180


def find_office() -> str | None:
    """The path of LibreOffice, or None."""
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def convert(paths: list[Path]) -> list[Path]:
    """PDF files beside the given .docx files, all in one call.

    Raises:
        UsageError: LibreOffice is not installed.
        RenderingError: it ran too long or made no file (it says 0 even then).
    """
    if (program := find_office()) is None:
        raise UsageError(
            "没有找到 LibreOffice，不能生成 PDF", remedy="安装 LibreOffice 后重试，或者去掉 --pdf 用 Word 另存。"
        )
    with tempfile.TemporaryDirectory() as work:
        _run(program, paths, Path(work))
        made = [Path(work, f"{path.stem}.pdf") for path in paths]
        missing = [path.name for path, pdf in zip(paths, made, strict=True) if not pdf.is_file()]
        if missing:
            raise RenderingError(f"LibreOffice 没有生成：{'、'.join(missing)}", remedy="用 Word 打开该文件另存为 PDF。")
        targets = [path.with_suffix(".pdf") for path in paths]
        for pdf, target in zip(made, targets, strict=True):
            part = target.with_name(f".{target.name}.part")
            shutil.copyfile(pdf, part)
            part.replace(target)
    return targets


def _run(program: str, paths: list[Path], work: Path) -> None:
    profile = (work / "profile").as_uri()  # two at once on one profile collide
    command = [program, "--headless", f"-env:UserInstallation={profile}", "--convert-to", "pdf", "--outdir", str(work)]
    process = subprocess.Popen(  # noqa: S603  a program found on this machine, with our own file names
        [*command, *(str(path) for path in paths)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        _kill(process)
        raise RenderingError(
            f"LibreOffice {_SECONDS}秒内没有完成", remedy="关闭其他 LibreOffice 窗口后重试。"
        ) from error


def _kill(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()


def fonts_in(pdf: Path) -> tuple[str, ...]:
    """The fonts a PDF really uses, without the subset prefix; those in place of missing ones among them."""
    names: set[str] = set()
    reader = PdfReader(pdf)
    for page in reader.pages:
        resources = page.get("/Resources", {}).get_object()
        fonts = resources.get("/Font", {}).get_object() if "/Font" in resources else {}
        names.update(str(font.get_object().get("/BaseFont", "")).lstrip("/") for font in fonts.values())
    return tuple(sorted({name.split("+", 1)[-1] for name in names if name}))
