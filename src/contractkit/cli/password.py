"""Where the password of an encrypted file comes from: better not from the command line, which others can see."""

from __future__ import annotations

import getpass
import os
import sys
from typing import Final

_VARIABLE: Final = "CONTRACTKIT_PASSWORD"
ASK: Final = "-"


def find_password(given: str | None) -> str | None:
    """The password: as given, asked for (`-`), from the environment, or none.

    Args:
        given: the option's value; `-` asks on the terminal, or takes the first line of stdin where there is none.
    """
    if given is None:
        return os.environ.get(_VARIABLE) or None
    if given != ASK:
        return given
    if sys.stdin.isatty():
        return getpass.getpass("文件的打开密码：")
    return sys.stdin.readline().rstrip("\r\n")
