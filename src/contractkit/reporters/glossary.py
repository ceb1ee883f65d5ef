"""What rules and elements are about, for reports that explain themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Topic:
    """A rule or an element in a few Chinese sentences.

    Attributes:
        id: `term-too-long`, `14.6.disclosure`.
        title: short name.
        about: what is demanded, or why it matters.
        basis: the law it rests on.
        remedy: what to do; empty for elements.
    """

    id: str
    title: str
    about: str
    basis: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Glossary:
    """All topics of a run.

    Attributes:
        edition: title of the edition with its number, in Chinese.
        on: the day of the check, ISO.
    """

    edition: str = ""
    on: str = ""
    rules: Mapping[str, Topic] = field(default_factory=dict)
    elements: Mapping[str, Topic] = field(default_factory=dict)

    def rule_title(self, rule: str) -> str:
        """The Chinese name of a rule, or its id where nothing is known of it."""
        return self.rules[rule].title if rule in self.rules else rule
