"""Errors and problems: what is wrong, where, and what to do, in Chinese.

A mistake in a call is an exception, a mistake in content is a `Problem` (data), so that one bad clause stands
beside twenty-four good ones. Exit codes are a contract: 0 nothing to complain of, 1 gaps or findings,
2 wrong usage or invalid input data, 3 a document could not be read or judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake in data that people edit.

    Attributes:
        message: what is wrong, in Chinese.
        remedy: what to write instead, in Chinese; empty only where the message says it.
        file: the file's path as the user gave it, or empty.
        line: 1-based line in that file, or None where the file has no lines.
        field: dotted path of the field (`parties.operator.name`), or empty.
    """

    message: str
    remedy: str = ""
    file: str = ""
    line: int | None = None
    field: str = ""

    @property
    def where(self) -> str:
        """`file:line field`, the parts that are known."""
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return " ".join(part for part in (place, self.field) if part)

    def __str__(self) -> str:
        head = f"{self.where}：{self.message}" if self.where else self.message
        return f"{head} {self.remedy}".rstrip()


class ContractkitError(Exception):
    """Base of all errors a user may see; `exit_code` is the command's."""

    exit_code = 2

    def __init__(self, message: str, *, remedy: str = "", problems: Iterable[Problem] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".rstrip()


class UsageError(ContractkitError):
    """The command was called with something that does not exist or does not go together."""


class InvalidData(ContractkitError):
    """Data that people edit (matter, clauses, law, playbook) has mistakes: see `problems`."""


class RenderingError(ContractkitError):
    """A draft could not be turned into a document without loss; nothing was written."""


class UnreadableDocument(ContractkitError):
    """A document could not be read; the check says nothing about its content."""

    exit_code = 3
