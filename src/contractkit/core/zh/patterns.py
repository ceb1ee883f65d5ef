"""Regular expressions that cost nothing until they are used: a check needs less than half of those that lawyers wrote."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from typing import Any, Final, Protocol

_METHODS: Final = ("search", "match", "fullmatch", "finditer", "findall", "sub")


class Pattern(Protocol):
    """What is asked of a regular expression; `re.Pattern` has it, and `LatePattern`."""

    @property
    def pattern(self) -> str:
        """The expression as it is written."""

    def search(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As in `re.Pattern`."""

    def match(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """As in `re.Pattern`."""

    def finditer(self, string: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """As in `re.Pattern`."""


class LatePattern:
    """A regular expression that is compiled when it is first used.

    Raises:
        re.error: at its first use, if it is none; whoever makes it has tried it before (see `library.patterns`).
    """

    search: Callable[..., re.Match[str] | None]
    match: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[Any]]
    sub: Callable[..., str]

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern = pattern
        self.flags = flags

    def __getattr__(self, name: str) -> Any:
        """A method, at its first use; from then on the compiled pattern's own methods stand here and are called at once."""
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self.flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
