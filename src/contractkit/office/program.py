"""Where LibreOffice is, how it is installed, and how it is called."""

from __future__ import annotations

import os
import platform
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final

PROGRAMS: Final = (
    "soffice",
    "libreoffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
    "C:/Program Files (x86)/LibreOffice/program/soffice.exe",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)
# No window, no splash screen, no recovery of what an earlier run left, no wizard.
_QUIETLY: Final = ("--headless", "--nologo", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard")


def find_office() -> str | None:
    """The path of LibreOffice, or None."""
    return next((found for name in PROGRAMS if (found := shutil.which(name))), None)


def how_to_install() -> str:
    """A Chinese sentence on how to get LibreOffice on this kind of machine."""
    if platform.system() == "Linux":
        return "请安装 LibreOffice（Debian、Ubuntu：apt install libreoffice-writer；其他系统用各自的软件源）"
    return "请从 LibreOffice 官网（www.libreoffice.org）下载安装 LibreOffice"


def command(program: str, target: str, documents: Sequence[Path], made: Path, profile: Path) -> list[str]:
    """The call that converts documents into the folder `made`; two calls at once need two profiles."""
    place = f"-env:UserInstallation={profile.as_uri()}"
    return [program, place, *_QUIETLY, "--convert-to", target, "--outdir", str(made), *map(str, documents)]


def environment(folder: Path) -> Mapping[str, str]:
    """The environment for a call: no proxies, nothing written outside the folder, no desktop."""
    kept = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    within = ("TMPDIR", "TMP", "TEMP", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "PYTHONHOME", "PYTHONPATH"):
        kept.pop(name, None)
    return kept | dict.fromkeys(within, str(folder)) | {"SAL_USE_VCLPLUGIN": "svp"}
