"""The regular expressions of a library of cues or rules: none is compiled before it is used, but none is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable

from contractkit.core.zh.patterns import LatePattern, Pattern
from contractkit.library.remembered import are_known_to_compile, remember_that_they_compile

Report = Callable[[re.error], None]


class Patterns:
    """Collects the patterns of a library; equal ones are one, so that what it matches is found out once."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, int], tuple[LatePattern, list[Report]]] = {}

    def add(self, text: str, flags: int, report: Report) -> Pattern:
        """A pattern to use after `try_all`.

        Args:
            text: the regular expression.
            flags: as for `re.compile`.
            report: is told what is wrong with it.
        """
        pattern, reports = self._made.setdefault((text, flags), (LatePattern(text, flags), []))
        reports.append(report)
        return pattern

    def try_all(self) -> None:
        """Report every pattern that is wrong; those that were right in an earlier run need no trial."""
        if are_known_to_compile(self._made):
            return
        wrong = 0
        for (text, flags), (_, reports) in self._made.items():
            try:
                re.compile(text, flags)
            except re.error as error:
                wrong += 1
                for report in reports:
                    report(error)
        if not wrong:
            remember_that_they_compile(self._made)
