"""A matter of which nobody has answered anything: every answer is a blank that says what to fill in.

Clause texts are rendered with it where there is a draft but no matter. A blank of several choices equals each of them,
so that a text is written for the first of them; a number that the text itself gives is preferred to a blank.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from contractkit.core.matter.fields import Field, fields_of
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import Facts

_MARK: Final = "【待填：{}】"


class BlankText(str):
    """One answer that is left open.

    Attributes:
        says: what to fill in: where it stands in a matter, with help and example.
        choices: the values it may take; empty where anything goes.
    """

    __slots__ = ("choices", "says")

    says: str
    choices: frozenset[str]

    def __new__(cls, title: str, says: str, choices: frozenset[str] = frozenset()) -> BlankText:
        """The blank for the answer with this title."""
        blank = super().__new__(cls, _MARK.format(title))
        blank.says = says
        blank.choices = choices
        return blank

    def __eq__(self, other: object) -> bool:
        """Equal to each of its choices."""
        return super().__eq__(other) or (isinstance(other, str) and other in self.choices)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__

    def __lt__(self, other: object) -> bool:
        """A number is always more than a blank."""
        return not isinstance(other, str) or super().__lt__(other)

    def __gt__(self, other: object) -> bool:
        return isinstance(other, str) and super().__gt__(other)

    def lower(self) -> BlankText:
        """Itself: what compares words without their case must still see a blank."""
        return self

    def __format__(self, spec: str) -> str:
        """The blank itself, however a number would be written."""
        return str(self)


@dataclass(slots=True)
class Asked:
    """The blanks that a text has asked for, in order."""

    blanks: list[BlankText] = field(default_factory=list)

    def ask(self, blank: BlankText) -> BlankText:
        """Remember a blank."""
        self.blanks.append(blank)
        return blank


class BlankPart:
    """A part of a matter; its fields are blanks, parts, and lists with one member.

    Args:
        part: the model.
        titles: Chinese titles of the parts around it.
        asked: remembers the blanks that are asked for.
        full: whether optional fields are there, too.
    """

    def __init__(self, part: type[Facts], titles: tuple[str, ...], asked: Asked, *, full: bool) -> None:
        self._part = part
        self._titles = titles
        self._asked = asked
        self._full = full

    def __getattr__(self, name: str) -> object:
        known = fields_of(self.__dict__["_part"]).get(name) if not name.startswith("_") else None
        if known is None:
            raise AttributeError(name)
        if not known.required and not self._full:
            return () if known.many else None
        if known.many:
            return (self._one(replace(known, many=False)),)
        return self._one(known)

    def _one(self, known: Field) -> object:
        titles = (*self._titles, known.title)
        if known.part is not None:
            return BlankPart(known.part, titles, self._asked, full=self._full)
        return self._asked.ask(_blank(known, titles))


def count(value: Collection[object]) -> object:
    """How many members a list has; a blank for a list of blanks."""
    members = list(value) if not isinstance(value, str) else []
    if members and isinstance(members[0], BlankPart | BlankText):
        return BlankText("项数", "清单中的项数")
    return len(value)


def blank_facts(asked: Asked, *, full: bool) -> dict[str, object]:
    """The variables of clause texts as blanks.

    Args:
        asked: remembers the blanks that are asked for.
        full: whether optional parts are written, too.
    """
    whole = BlankPart(Matter, (), asked, full=full)
    return {name: getattr(whole, name) for name in fields_of(Matter) if name != "schema"}


def _blank(known: Field, titles: tuple[str, ...]) -> BlankText:
    choices = tuple(str(one.value) for one in known.kind) if _is_enum(known.kind) else ()
    hints = [f"可选：{'、'.join(choices)}"] if choices else []
    hints += [known.help] if known.help else []
    hints += [f"例：{known.example}"] if known.example else []
    says = "→".join(titles) + (f"（{'；'.join(hints)}）" if hints else "")
    return BlankText(known.title.partition("（")[0], says, frozenset(choices))  # the unit stands in the text already


def _is_enum(kind: object) -> bool:
    return isinstance(kind, type) and issubclass(kind, Enum)
