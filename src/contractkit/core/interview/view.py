"""The answers as they hold now: defaults filled in, conditions judged, as a matter file would have them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, Final

from contractkit.core.interview.answers import Origin, Row, Snapshot, nested, put
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.question import Condition, Question
from contractkit.core.interview.script import POSITIONS
from contractkit.core.interview.shapes import AnswerKind, shapes
from contractkit.core.interview.troubles import Unreadable
from contractkit.core.interview.values import Plain, complaint, read, written
from contractkit.core.matter.consistency import DAY, Answers
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.matter import SCHEMA
from contractkit.core.matter.terms import end_of_term

_REFERENCE: Final = re.compile(r"\{([a-z_.]+)\}")


class View:
    """One snapshot seen through the script; computed as far as it is asked for, and never out of date.

    Safe to hand to another thread once made: it changes nothing but its own cache.
    """

    def __init__(self, snapshot: Snapshot, materials: Materials) -> None:
        self.snapshot = snapshot
        self.materials = materials

    def value(self, root: Keys) -> tuple[Plain, Origin | None]:
        """The answer that holds at a root, and where it comes from."""
        value, origin = self.snapshot.get(root)
        if origin is not None:
            return value, origin
        question = self.materials.script.question(root)
        default = self.default(question) if question else None
        return (default, Origin.DEFAULT) if default is not None else (None, None)

    def default(self, question: Question) -> Plain:
        """What stands where nobody answered; None where there is nothing, or not yet."""
        text = self.default_text(question)
        try:
            return read(question, text) if text else None
        except Unreadable:
            return None

    def default_text(self, question: Question) -> str:
        """The default as somebody would type it; empty while answers that it is made from are missing."""
        if question.default.startswith("="):
            compute = _COMPUTED.get(question.default[1:])
            return compute(self) if compute else ""  # `next_code` is a matter of the rows before
        texts = [self._referred(name) for name in _REFERENCE.findall(question.default)]
        if not all(texts):
            return ""
        found = iter(texts)
        return _REFERENCE.sub(lambda _: next(found), question.default)

    def rows(self, root: Keys) -> tuple[Any, ...]:
        """The members of a list: rows, or lines."""
        value, _ = self.value(root)
        return value if isinstance(value, tuple) else ()

    @cached_property
    def data(self) -> dict[str, Any]:
        """What a matter file holds: answers in the order of the models, unread ones as they were typed."""
        out: dict[str, Any] = {"schema": SCHEMA}
        for root in shapes():
            if root == (POSITIONS,):
                self._put_positions(out)
                continue
            value, _ = self.value(root)
            if value is None or value == ():
                continue
            put(out, root, tuple(nested(one) if isinstance(one, Mapping) else one for one in value)
                if isinstance(value, tuple) else value)  # fmt: skip
        return out

    def asked(self, question: Question, row: Row | None = None) -> bool:
        """Whether a question is asked: its condition holds, or it has an answer that somebody should see."""
        if question.when is None or self._holds(question.when, row):
            return True
        value = row.get(question.keys) if row is not None else self.snapshot.get(question.keys)[0]
        return value is not None and value != ()

    def needed(self, question: Question, row: Row | None = None) -> bool:
        """Whether the matter is incomplete without an answer."""
        if question.needed is not None:
            return self._holds(question.needed, row)
        return question.required

    def is_open(self, question: Question, value: Plain) -> bool:
        """Whether there is no answer, or none that the model accepts."""
        return value is None or value == () or complaint(question, value) is not None

    def _put_positions(self, out: dict[str, Any]) -> None:
        chosen = {root[1]: self.value(root)[0] for root in self.snapshot.roots() if root[0] == POSITIONS}
        if kept := {str(key): value for key, value in sorted(chosen.items(), key=lambda one: str(one[0])) if value}:
            out[POSITIONS] = kept

    def _holds(self, condition: Condition, row: Row | None) -> bool:
        value = None
        if condition.field:
            is_own = row is not None and condition.field in row
            value = row[condition.field] if row is not None and is_own else self.value(condition.field)[0]
        if condition.among and str(value) not in condition.among:
            return False
        if condition.answered and (value is None or value == ()):
            return False
        if condition.beyond:
            limit = int(getattr(self.requirements, condition.beyond))
            if not isinstance(value, int) or value <= limit:
                return False
        return not condition.local or condition.local in self._local

    @cached_property
    def requirements(self) -> Any:
        """What applies to the matter as it is answered so far."""
        given: dict[str, Any] = {}
        for root in (("edition",), ("locality",), ("agreement", "signing_date")):
            if (value := self.snapshot.get(root)[0]) is not None:
                put(given, root, value)
        return self.materials.requirements(given)

    @cached_property
    def _local(self) -> frozenset[str]:
        of_edition = self.requirements.edition.id
        elements = (one for item in self.requirements.items for one in item.elements if one.source != of_edition)
        return frozenset(one.id.rpartition(".")[2] for one in elements)

    def _referred(self, name: str) -> str:
        keys = tuple(name.split("."))
        question = self.materials.script.question(keys)
        value = self.snapshot.get(keys)[0] if question else None
        if question is None or question.kind is AnswerKind.ROWS or self.is_open(question, value):
            return ""
        return written(question, value)


def _end_of_term(view: View) -> str:
    start = Answers({"start": view.snapshot.get(("term", "start"))[0]}).read(DAY, "start")
    years = view.value(("term", "years"))[0]
    if start is None or not isinstance(years, int) or not 1 <= years <= 30:
        return ""
    try:
        return end_of_term(start, years).isoformat()
    except ValueError:  # beyond the calendar
        return ""


def _copies_total(view: View) -> str:
    held = [view.value(("agreement", "copies", name))[0] for name in ("implementing_body", "operator", "filing")]
    counts = [one for one in held if isinstance(one, int)]
    return str(sum(counts)) if len(counts) == len(held) else ""


_COMPUTED: Final[Mapping[str, Callable[[View], str]]] = {"end_of_term": _end_of_term, "copies_total": _copies_total}
"""Defaults that are computed, by the name after `=` in a question file."""

COMPUTED: Final = frozenset({*_COMPUTED, "next_code"})
