"""Where in a table a mistake stands, and how it is told there."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, NamedTuple

from contractkit.core.matter.fields import Keys, titles
from contractkit.core.matter.rows.headings import Headings
from contractkit.core.matter.rows.row import Fault, Raw
from contractkit.core.matter.rows.values import typed
from contractkit.core.matter.rows.words import CELLS, fault_words
from contractkit.errors import Problem

_TOLD_AT: Final[Mapping[Keys, str]] = {
    ("revenue", "shares"): "percent",
    ("plan", "evaluation_criteria"): "points",
    ("products", "catalogue"): "category",
}
"""The column at which a relation between the members of a list is told; otherwise at the first."""


@dataclass(frozen=True, slots=True)
class CellProblem(Problem):
    """One mistake in a table.

    Attributes:
        line: the row.
        sheet: its name, or empty.
        column: its letter in a sheet or its number in a text file; empty where the mistake is not that of one cell.
        heading: of the column; for an answer without a column the heading it would have.
        value: what stands there.
        key: the key of the matter that the row belongs to.
    """

    sheet: str = ""
    column: str = ""
    heading: str = ""
    value: str = ""
    key: str = ""

    @property
    def where(self) -> str:
        """`表.xlsx 工作表“事项”第5行C列“协议编号”（事项编号 A-03）`, the parts that are known."""
        sheet = f" 工作表“{self.sheet}”" if self.sheet else " "
        row = f"第{self.line}行" if self.line else ""
        heading = f"“{self.heading}”" if self.heading else ""
        column = f"{self.column}列{heading}" if self.column else heading
        key = f"（事项编号 {self.key}）" if self.key else ""
        return f"{self.file}{sheet}{row}{column}{key}".strip()


@dataclass(frozen=True, slots=True)
class Place:
    """One cell.

    Attributes:
        column: letter or number as people see it, or empty.
        keys: the answer that it holds, without the numbers of list members.
        fault: why what stands there cannot be used.
    """

    sheet: str
    row: int
    column: str
    heading: str
    value: str = ""
    keys: Keys = ()
    fault: Fault | None = None


class Seat(NamedTuple):
    """Where an answer stands and what stands there, before anybody asks for it.

    Attributes:
        place: gives the cell.
        value: what stands in it, if anything.
        fault: why that cannot be used.
    """

    place: Callable[[], Place]
    value: Raw | None = None
    fault: Fault | None = None


class Places(Mapping[Keys, Place]):
    """The cell of every answer that a row gives or has a column for; made when it is asked for, as few ever are."""

    def __init__(self, seats: Mapping[Keys, Seat]) -> None:
        """Take the seats as they are."""
        self._seats = seats

    def __getitem__(self, keys: Keys) -> Place:
        seat = self._seats[keys]
        place = seat.place()
        return place if seat.value is None else replace(place, value=typed(seat.value), fault=seat.fault)

    def __iter__(self) -> Iterator[Keys]:
        return iter(self._seats)

    def __len__(self) -> int:
        return len(self._seats)


@dataclass(frozen=True, slots=True)
class RowSource:
    """The answers of one row over the base matter: what a parsed file is for a matter file.

    Attributes:
        name: the file, for messages.
        data: plain answers.
        places: the cell of every answer that the row gives or has a column for; of list members, too.
        start: the place of the row as a whole.
        key: of the row.
        headings: to name a column that is not there.
        base: answers of the base matter: path → file and line.
        faults: what is wrong with the row beside its cells.
    """

    name: str
    data: Any
    places: Mapping[Keys, Place]
    start: Place
    key: str
    headings: Headings
    base: Mapping[Keys, tuple[str, int]] = field(default_factory=dict)
    faults: tuple[tuple[Place, Fault], ...] = ()

    @property
    def wording(self) -> Mapping[str, tuple[str, str]]:
        """Messages that speak of cells and columns where those of matter files speak of keys and lines."""
        return CELLS

    def heading(self, keys: Keys) -> str:
        """What the column of an answer is called, here or in general."""
        place = self.places.get(keys)
        return place.heading if place else self.headings.heading(keys)

    def problem(self, message: str, keys: Keys = (), remedy: str = "") -> CellProblem:
        """A problem at this path: at its cell, at a cell above or below it, at its line of the base, or at the row."""
        place = self.places.get(keys) or self._near(keys) or self.start
        if place.fault:
            message, remedy = fault_words(place.fault)
        else:
            message = message.removeprefix(f"{titles(keys)}：")
            if keys and place.keys != plain_keys(keys):
                message = f"{self.headings.heading(keys)}：{message}"
        based = None if place.value else self.base.get(keys)
        if based:
            remedy += f"（这一项来自基础事项 {based[0]} 第{based[1]}行。）"
        return CellProblem(
            message, remedy, self.name, place.row or None, ".".join(str(key) for key in keys),
            place.sheet, place.column, place.heading, place.value, self.key,
        )  # fmt: skip

    def fault(self, fault: Fault, place: Place) -> CellProblem:
        """What is wrong with a row or a cell whatever it is for."""
        message, remedy = fault_words(fault)
        row = place.row or None
        return CellProblem(
            message, remedy, self.name, row, "", place.sheet, place.column, place.heading, place.value, self.key
        )

    def _near(self, keys: Keys) -> Place | None:
        """The cell of the part that holds an answer, or of the first answer inside a part."""
        for end in range(len(keys) - 1, 0, -1):
            if place := self.places.get(keys[:end]):
                return place
        inside = [at for at in self.places if at[: len(keys)] == keys] if keys else []
        told = next((at for at in inside if at[-1] == _TOLD_AT.get(keys)), None)
        return self.places[told or inside[0]] if inside else None


def plain_keys(keys: Keys) -> Keys:
    """A path without the numbers of list members."""
    return tuple(key for key in keys if isinstance(key, str))
