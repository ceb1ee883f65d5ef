"""What a field of one line held before: undo and redo, typing in a run as one step."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

_MOST: Final = 200


@dataclass(frozen=True, slots=True)
class Moment:
    """What a field held, and where its cursor stood."""

    value: str
    cursor: int


@dataclass(slots=True)
class History:
    """Moments before and after the present one."""

    before: list[Moment] = field(default_factory=list)
    after: list[Moment] = field(default_factory=list)
    _run: int | None = None  # where the run of typing stands that the last step holds

    def note(self, present: Moment, text: str, start: int, end: int) -> None:
        """Remember the present before `text` takes the place of what stands from `start` to `end`."""
        joins = start == end == self._run and bool(text)
        if not joins:
            self.before = [*self.before[-_MOST:], present]
        self.after.clear()
        goes_on = start == end and len(text) == 1 and text.isalnum()
        self._run = start + 1 if goes_on else None

    def back(self, present: Moment) -> Moment | None:
        """The moment before, or None."""
        return self._step(self.before, self.after, present)

    def forth(self, present: Moment) -> Moment | None:
        """The moment that was undone last, or None."""
        return self._step(self.after, self.before, present)

    def forget(self) -> None:
        """Begin anew."""
        self.before.clear()
        self.after.clear()
        self._run = None

    def _step(self, source: list[Moment], target: list[Moment], present: Moment) -> Moment | None:
        self._run = None
        if not source:
            return None
        target.append(present)
        return source.pop()
