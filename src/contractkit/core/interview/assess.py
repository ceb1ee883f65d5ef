"""How far a matter is: what is stated, what is missing, what contradicts itself. Pure, and fit for another thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from pydantic import ValidationError

from contractkit.core.interview.answers import Origin, Snapshot
from contractkit.core.interview.doubts import doubts_of
from contractkit.core.interview.drafting import Drafting, Preview
from contractkit.core.interview.materials import Materials
from contractkit.core.interview.question import Question
from contractkit.core.interview.script import POSITIONS
from contractkit.core.interview.shapes import AnswerKind
from contractkit.core.interview.troubles import Severity, Trouble, in_titles, missing
from contractkit.core.interview.values import Plain, complaint
from contractkit.core.interview.view import View
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Item, Kind
from contractkit.core.matter.cautions import cautions
from contractkit.core.matter.consistency import Answers, Remark, inconsistencies
from contractkit.core.matter.fields import Keys, find, titles
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.messages import explain


class State(StrEnum):
    """How far an item is."""

    EMPTY = "未填"
    PARTIAL = "部分"
    COMPLETE = "完成"
    ATTENTION = "须处理"


@dataclass(frozen=True, slots=True)
class ElementState:
    """One element: stated when its clause waits for no answer."""

    id: str
    title: str
    asks: str
    stated: bool


@dataclass(frozen=True, slots=True)
class ItemState:
    """One item of Art. 9 or Art. 14.

    Attributes:
        missing: answers that it still needs.
        troubles: answers of it that are wrong, contradict each other, or were read in a draft with doubt.
    """

    id: str
    kind: Kind
    title: str
    article: str
    text: str
    state: State
    elements: tuple[ElementState, ...]
    missing: int
    troubles: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many elements are stated, of how many."""

    stated: int
    total: int

    def __str__(self) -> str:
        return f"{self.stated}/{self.total}"


class Assessment:
    """What one snapshot amounts to; the drafts are made when they are first asked for."""

    def __init__(self, view: View, materials: Materials) -> None:
        self._drafting = Drafting(view.data, materials.catalog, view.requirements)
        self.requirements: Requirements = view.requirements
        self.troubles: tuple[Trouble, ...] = tuple(_ordered(_troubles(view, materials)))
        self.items = tuple(_items(view, materials, self._drafting, self.troubles))

    @property
    def complete(self) -> bool:
        """Whether documents can be made: the models and all relations hold."""
        return all(one.severity in {Severity.NOTICE, Severity.DOUBTFUL} for one in self.troubles)

    @cached_property
    def coverage(self) -> Mapping[Kind, Coverage]:
        """The elements stated, by kind of document."""
        found = {}
        for kind in Kind:
            elements = [one for item in self.items if item.kind is kind for one in item.elements]
            found[kind] = Coverage(sum(one.stated for one in elements), len(elements))
        return found

    @cached_property
    def drafts(self) -> Mapping[Kind, Preview]:
        """Both documents as they will stand."""
        return {kind: self._drafting.preview(kind) for kind in Kind}

    def item(self, item: str) -> ItemState:
        """The state of one item.

        Raises:
            KeyError: there is none with this id.
        """
        return next((one for one in self.items if one.id == item), None) or _no_item(item)


def assess(snapshot: Snapshot, materials: Materials) -> Assessment:
    """How far the matter is that a snapshot holds."""
    return Assessment(View(snapshot, materials), materials)


def _no_item(item: str) -> ItemState:
    raise KeyError(item)


def _troubles(view: View, materials: Materials) -> Iterator[Trouble]:
    requirements, unfit = materials.applicable(view.data)
    yield from (trouble for question in materials.script.questions() for trouble in _doubtful(view, question))
    own = [trouble for question in materials.script.questions() for trouble in _of_question(view, question)]
    yield from own
    overlay = materials.registry.overlay(requirements.locality) if requirements.locality else None
    gaps = {trouble.keys for trouble in own}
    yield from (one for one in unfit if one.keys not in gaps)
    remarks = [one for one in inconsistencies(Answers(view.data), requirements, overlay) if one.keys not in gaps]
    yield from (_told(one, view, Severity.ERROR) for one in remarks)
    if own or remarks or unfit:
        return
    try:
        matter = Matter.model_validate(view.data, context={"max_term_years": requirements.max_term_years})
    except ValidationError as error:  # a relation that only the models know
        for one in error.errors(include_url=False):
            yield _told(Remark(one["type"], one["loc"], one.get("ctx", {})), view, Severity.ERROR)
        return
    yield from (_told(one, view, Severity.NOTICE) for one in cautions(matter, requirements))
    if overlay and overlay.verify:
        remark = Remark("locality_unverified", ("locality",), {"locality": overlay.citation, "verify": overlay.verify})
        yield _told(remark, view, Severity.NOTICE)


def _doubtful(view: View, question: Question) -> Iterator[Trouble]:
    """What was read in a draft and has to be looked at."""
    if view.asked(question):
        for one in doubts_of(view, question):
            remedy = "请核对：对的认可，不对的改正。"
            yield Trouble(one.keys, titles(one.keys), one.message.replace("\n", " "), remedy, Severity.DOUBTFUL)


def _of_question(view: View, question: Question) -> Iterator[Trouble]:
    """What is wrong with or missing from one question, its rows included."""
    if question.keys == (POSITIONS,) or not view.asked(question):
        return
    value, _ = view.value(question.keys)
    if value is None or value == ():
        if view.needed(question):
            yield missing(question, question.keys)
    elif question.kind is not AnswerKind.ROWS:
        if (wrong := complaint(question, value)) is not None:
            yield wrong.at(question.keys)
    elif isinstance(value, tuple):
        for at, row in enumerate(value):
            yield from _of_row(view, question, at, row)
        yield from _row_count(question, len(value))


def _of_row(view: View, question: Question, at: int, row: Mapping[Keys, Plain]) -> Iterator[Trouble]:
    for column in question.columns:
        value, keys = row.get(column.keys), (*question.keys, at, *column.keys)
        if value is None or value == ():
            if view.asked(column, row) and view.needed(column, row):
                yield missing(column, keys)
        elif (wrong := complaint(column, value)) is not None:
            yield wrong.at(keys)


def _row_count(question: Question, count: int) -> Iterator[Trouble]:
    """Too few or too many rows, as the model has it."""
    shape, title = question.shape, titles(question.keys)
    if count < shape.least:
        yield Trouble(
            question.keys, title, f"只有 {count} 项，至少须有 {shape.least} 项。", f"请至少填写 {shape.least} 项。"
        )
    if shape.most is not None and count > shape.most:
        yield Trouble(question.keys, title, f"有 {count} 项，最多 {shape.most} 项。", "请合并或者删减。")


def _told(remark: Remark, view: View, severity: Severity) -> Trouble:
    value = Answers(view.data).raw(*remark.keys)
    message, remedy = explain(remark.kind, remark.context, value=value, field=find(remark.keys))
    return Trouble(remark.keys, titles(remark.keys), message, in_titles(remedy, remark.keys), severity)


def _ordered(troubles: Iterator[Trouble]) -> list[Trouble]:
    return sorted(troubles, key=lambda trouble: list(Severity).index(trouble.severity))


def _items(view: View, materials: Materials, drafting: Drafting, troubles: tuple[Trouble, ...]) -> Iterator[ItemState]:
    serving = _serving(materials)
    for item in view.requirements.items:
        asked = [one for element in item.elements for one in serving.get(element.id, ())]
        roots = {one.keys for one in asked}
        own = [one for one in troubles if _root(one.keys) in roots]
        lacking = sum(one.severity is Severity.MISSING for one in own)
        wrong = sum(one.severity in {Severity.ERROR, Severity.DOUBTFUL} for one in own)
        elements = tuple(
            ElementState(one.id, one.title, one.asks, drafting.open_answers(item.kind, one.id) == frozenset())
            for one in item.elements
        )
        state = _state(view, asked, elements, lacking=lacking, wrong=wrong)
        yield _item_state(item, state, elements, lacking, wrong)


def _item_state(item: Item, state: State, elements: tuple[ElementState, ...], lacking: int, wrong: int) -> ItemState:
    return ItemState(item.id, item.kind, item.title, item.article, item.text, state, elements, lacking, wrong)


def _state(view: View, asked: list[Question], elements: tuple[ElementState, ...], *, lacking: int, wrong: int) -> State:
    if wrong:
        return State.ATTENTION
    if not lacking and all(one.stated for one in elements):
        return State.COMPLETE
    origins = [view.value(one.keys)[1] for one in asked]
    given = any(origin not in {None, Origin.DEFAULT} for origin in origins)
    return State.PARTIAL if given else State.EMPTY


def _serving(materials: Materials) -> dict[str, list[Question]]:
    serving: dict[str, list[Question]] = {}
    for question in materials.script.questions():
        for element in dict.fromkeys((*question.elements, *(e for one in question.columns for e in one.elements))):
            serving.setdefault(element, []).append(question)
    return serving


def _root(keys: Keys) -> Keys:
    """The list's path for a cell."""
    at = next((at for at, key in enumerate(keys) if isinstance(key, int)), len(keys))
    return keys[:at]
