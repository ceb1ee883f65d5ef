"""The profile that LibreOffice runs on: nothing of a strange file is run, and nothing is fetched for it."""

from __future__ import annotations

from pathlib import Path
from typing import Final

_COMMON: Final = "/org.openoffice.Office.Common"
_NOWHERE: Final = "127.0.0.1"
_DISCARD: Final = 9

# Path, property and value. Unknown ones, of other versions, are ignored by LibreOffice.
_SETTINGS: Final[tuple[tuple[str, str, object], ...]] = (
    # Macros: only from trusted places (there are none), and none at all.
    (f"{_COMMON}/Security/Scripting", "MacroSecurityLevel", 3),
    (f"{_COMMON}/Security/Scripting", "DisableMacrosExecution", True),
    (f"{_COMMON}/Security/Scripting", "DisablePythonRuntime", True),
    (f"{_COMMON}/Security/Scripting", "DisableActiveContent", True),
    # Pictures, sections and fields that point to another file or address stay as they are.
    (f"{_COMMON}/Security/Scripting", "BlockUntrustedRefererLinks", True),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", 0),
    ("/org.openoffice.Office.WriterWeb/Content/Update", "Link", 0),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", 2),
    # Should anything ask for an address all the same, it is sent where nobody answers.
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", 2),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", _DISCARD),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", _DISCARD),
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyName", _NOWHERE),
    ("/org.openoffice.Inet/Settings", "ooInetFTPProxyPort", _DISCARD),
    ("/org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
    # No first start, no tips, no question for updates or crash reports.
    (f"{_COMMON}/Misc", "FirstRun", False),
    (f"{_COMMON}/Misc", "ShowTipOfTheDay", False),
    (f"{_COMMON}/Misc", "CrashReport", False),
    (f"{_COMMON}/Misc", "UseOpenCL", False),
    ("/org.openoffice.Office.Update/Update", "Enabled", False),
    (
        "/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments",
        "AutoCheckEnabled",
        False,
    ),
)
_JAVA: Final = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<java xmlns="http://openoffice.org/2004/java/framework/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><enabled xsi:nil="false">false</enabled></java>\n'
)
_JAVA_FILES: Final = (
    "Linux_X86_64",
    "Linux_AARCH64",
    "Windows_x86",
    "Windows_X86_64",
    "MacOSX_X86_64",
    "MacOSX_AARCH64",
)


def write_profile(folder: Path) -> None:
    """Make a profile in a folder that is not there yet."""
    user = folder / "user"
    (user / "config").mkdir(parents=True)
    items = "".join(_item(path, name, value) for path, name, value in _SETTINGS)
    (user / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items xmlns:oor="http://openoffice.org/2001/registry" '
        'xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"{items}</oor:items>\n",
        encoding="utf-8",
    )
    for machine in _JAVA_FILES:
        (user / "config" / f"javasettings_{machine}.xml").write_text(_JAVA, encoding="utf-8")


def _item(path: str, name: str, value: object) -> str:
    text = str(value).lower() if isinstance(value, bool) else str(value)
    path = path.replace("'", "&apos;")
    return f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{text}</value></prop></item>'
