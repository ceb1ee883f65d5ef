"""What must hold between the answers of a matter, beyond what each answer must be by itself.

It reads the plain mapping of a file, so that it also works while other answers are still wrong: a relation is judged
as soon as the answers that it needs can be read, and every mistake is told at once. A matter is fit for documents
when the models accept it and nothing is found here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import partial
from typing import Annotated, Any, Final, TypeVar

from pydantic import Field, TypeAdapter, ValidationError

from contractkit.core.law.edition import Requirements
from contractkit.core.law.overlay import Addition, Overlay
from contractkit.core.matter.agreement import copies_broken
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.findings import Findings
from contractkit.core.matter.plan import ModeKind, mode_broken, points_broken
from contractkit.core.matter.products import Category, PriceKind, categories_broken, charge_broken, price_broken
from contractkit.core.matter.relation import Broken, codes_broken
from contractkit.core.matter.terms import DisputeForum, dates_broken, limit_broken, shares_broken
from contractkit.core.matter.text import CreditCode, Day, Line, Percent, Whole

_T = TypeVar("_T")
DAY: Final[TypeAdapter[date]] = TypeAdapter(Day)
LINE: Final[TypeAdapter[str]] = TypeAdapter(Line)
_CODE: Final[TypeAdapter[str]] = TypeAdapter(CreditCode)
_PERCENT: Final[TypeAdapter[Any]] = TypeAdapter(Percent)
_YEARS: Final[TypeAdapter[int]] = TypeAdapter(Annotated[Whole, Field(ge=1, le=30)])
_POINTS: Final[TypeAdapter[int]] = TypeAdapter(Annotated[Whole, Field(ge=1, le=100)])
_COPIES: Final[TypeAdapter[int]] = TypeAdapter(Annotated[Whole, Field(ge=0, le=50)])
_CATEGORY: Final[TypeAdapter[Category]] = TypeAdapter(Category)
_PRICE: Final[TypeAdapter[PriceKind]] = TypeAdapter(PriceKind)
_MODE: Final[TypeAdapter[ModeKind]] = TypeAdapter(ModeKind)
_FORUM: Final[TypeAdapter[DisputeForum]] = TypeAdapter(DisputeForum)


_MAPPINGS: Final = (dict, Mapping)  # a plain dict is known at once

LOG_RETENTION: Final[Keys] = ("security", "log_retention_years")
LOCAL_ANSWERS: Final[Mapping[str, Keys]] = {
    "network_security": ("security", "network_measures"),
    "data_fusion": ("plan", "feasibility", "data_fusion"),
    "log_retention": LOG_RETENTION,
}
"""Which answer serves a local element, by the last part of its id (`henan.network_security`)."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to say about a matter at one place; messages.py has the words.

    Attributes:
        kind: `source_unknown`, `term_over_limit`, …
        keys: the path of the answer that it is told at.
        context: the figures that the message needs.
    """

    kind: str
    keys: Keys
    context: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """The plain answers of a matter file, read one by one.

    Attributes:
        data: what the file holds.
    """

    data: object

    def raw(self, *keys: str | int) -> object:
        """The answer at a path as it stands in the file, or None."""
        found = self.data
        for key in keys:
            if isinstance(found, _MAPPINGS):
                found = found.get(key)
            elif isinstance(found, list | tuple) and isinstance(key, int) and key < len(found):
                found = found[key]
            else:
                return None
        return found

    def read(self, answer: TypeAdapter[_T], *keys: str | int) -> _T | None:
        """The answer at a path as its type, or None when it is not there or wrong by itself."""
        value = self.raw(*keys)
        try:
            return None if value is None else answer.validate_python(value)
        except ValidationError:
            return None

    def rows(self, *keys: str | int) -> range:
        """The indices of a list; none when there is no list."""
        found = self.raw(*keys)
        return range(len(found)) if isinstance(found, list | tuple) else range(0)

    def column(self, answer: TypeAdapter[_T], below: Keys, name: str) -> list[_T] | None:
        """One answer of every row of a list, or None when one of them cannot be read or there are no rows."""
        found = [self.read(answer, *below, row, name) for row in self.rows(*below)]
        return [value for value in found if value is not None] if found and None not in found else None


@dataclass(frozen=True, slots=True)
class Rules:
    """What applies to a matter.

    Attributes:
        overlay: the local rules in `requirements`, for the figures that they prescribe.
    """

    requirements: Requirements
    overlay: Overlay | None


@dataclass(frozen=True, slots=True)
class Check:
    """Relations that are judged together.

    Attributes:
        find: gives those that do not hold.
        asks: the answers that it looks at, each with all below it.
    """

    find: Callable[[Answers, Rules], Iterator[Remark]]
    asks: tuple[Keys, ...]


def inconsistencies(
    answers: Answers,
    requirements: Requirements,
    overlay: Overlay | None = None,
    findings: Findings[Remark] | None = None,
) -> tuple[Remark, ...]:
    """All relations that do not hold.

    Args:
        answers: what the file holds.
        requirements: what applies to it.
        overlay: the local rules in `requirements`, for the figures that they prescribe.
        findings: of matters before, for many rows over one base; what comes out is the same without.
    """
    rules = Rules(requirements, overlay)
    kept: Findings[Remark] = findings or Findings()
    found: list[Remark] = []
    for check in CHECKS:
        given = (requirements, *[answers.raw(*keys) for keys in check.asks])
        found += kept.of(check, given, partial(check.find, answers, rules))
    return tuple(found)


def inside(part: Keys, broken: Iterable[Broken]) -> Iterator[Remark]:
    """Relations of one part, at their place in the matter."""
    for one in broken:
        yield Remark(one.kind, (*part, *one.at), one.context)


def nearest(written: str, known: Iterable[str]) -> str:
    """`，是否为“JT-001”`, or nothing when no known word is near."""
    close = get_close_matches(written, list(known), n=1, cutoff=0.6)
    return f"，是否为“{close[0]}”" if close else ""


def _positions(answers: Answers, rules: Rules) -> Iterator[Remark]:
    requirements = rules.requirements
    elements = (*requirements.edition.elements, *(one for item in requirements.items for one in item.elements))
    known = {element.id for element in elements}
    chosen = answers.raw("positions")
    for key in chosen if isinstance(chosen, Mapping) else ():
        if key not in known:
            context = {"code": key, "nearest": nearest(str(key), sorted(known))}
            yield Remark("position_unknown", ("positions", key), context)


def _parties(answers: Answers, _: Rules) -> Iterator[Remark]:
    for name, what, answer in (("name", "名称", LINE), ("credit_code", "统一社会信用代码", _CODE)):
        body = answers.read(answer, "parties", "implementing_body", name)
        if body is not None and body == answers.read(answer, "parties", "operator", name):
            yield Remark("same_party", ("parties", "operator", name), {"what": what})


def _order_of_decisions(answers: Answers, _: Rules) -> Iterator[Remark]:
    signed_at: Keys = ("agreement", "signing_date")
    selected_at: Keys = ("selection", "concluded")
    decided_at: Keys = ("approvals", "collective_decision", "decided")
    reviewed_at: Keys = ("approvals", "government_review", "decided")
    for kind, earlier, later in (
        ("decided_after_signing", ("decided", decided_at), ("signed", signed_at)),
        ("reviewed_after_selection", ("reviewed", reviewed_at), ("selected", selected_at)),
        ("selected_after_signing", ("selected", selected_at), ("signed", signed_at)),
        ("signed_after_start", ("signed", signed_at), ("start", ("term", "start"))),
    ):
        first, second = answers.read(DAY, *earlier[1]), answers.read(DAY, *later[1])
        if first and second and first > second:
            yield Remark(kind, earlier[1], {earlier[0]: first, later[0]: second})


def _resources(answers: Answers, _: Rules) -> Iterator[Remark]:
    yield from inside(("resources",), codes_broken(answers.column(LINE, ("resources", "catalogue"), "code") or []))


def _term(answers: Answers, _: Rules) -> Iterator[Remark]:
    start, end = answers.read(DAY, "term", "start"), answers.read(DAY, "term", "end")
    years = answers.read(_YEARS, "term", "years")
    if start and end and years is not None:
        yield from inside(("term",), dates_broken(start, end, years))


def _limit(answers: Answers, rules: Rules) -> Iterator[Remark]:
    years, reason = answers.read(_YEARS, "term", "years"), answers.raw("term", "over_limit_reason")
    if years is not None:
        stated = None if reason is None else str(reason)
        yield from inside(("term",), limit_broken(years, rules.requirements.max_term_years, reason=stated))


def _local(answers: Answers, rules: Rules) -> Iterator[Remark]:
    """What a locality asks for beyond the national lists is answered, and long enough."""
    requirements, overlay = rules.requirements, rules.overlay
    local = {
        one.id: one for item in requirements.items for one in item.elements if one.source != requirements.edition.id
    }
    for element in local.values():
        keys = LOCAL_ANSWERS.get(element.id.rpartition(".")[2])
        if keys and not answers.raw(*keys):
            yield Remark("local_answer_missing", keys, {"element": element.title, "asks": element.asks})
    kept = answers.read(_YEARS, *LOG_RETENTION)
    for change in overlay.changes if overlay else ():
        years = change.min_years if isinstance(change, Addition) else None
        if kept is not None and years is not None and kept < years:
            yield Remark(
                "log_retention_short", LOG_RETENTION, {"years": kept, "least": years, "article": change.article}
            )


def _products(answers: Answers, _: Rules) -> Iterator[Remark]:
    below: Keys = ("products", "catalogue")
    if categories := answers.column(_CATEGORY, below, "category"):
        yield from inside(("products",), categories_broken(categories))
    yield from inside(("products",), codes_broken(answers.column(LINE, below, "code") or []))
    for row in answers.rows(*below):
        kind = answers.read(_PRICE, *below, row, "price", "kind")
        category = answers.read(_CATEGORY, *below, row, "category")
        cap = answers.raw(*below, row, "price", "cap")
        if kind:
            yield from inside((*below, row, "price"), price_broken(kind, None if cap is None else str(cap)))
        if category and kind:
            yield from inside((*below, row), charge_broken(category, kind))


def _sources(answers: Answers, _: Rules) -> Iterator[Remark]:
    known = answers.column(LINE, ("resources", "catalogue"), "code")
    for row in answers.rows("products", "catalogue") if known else ():
        below: Keys = ("products", "catalogue", row, "sources")
        for index in answers.rows(*below):
            code = answers.read(LINE, *below, index)
            if known and code is not None and code not in known:
                context = {"code": code, "nearest": nearest(code, known)}
                yield Remark("source_unknown", (*below, index), context)


def _revenue(answers: Answers, _: Rules) -> Iterator[Remark]:
    if percents := answers.column(_PERCENT, ("revenue", "shares"), "percent"):
        yield from inside(("revenue",), shares_broken(percents))


def _plan(answers: Answers, _: Rules) -> Iterator[Remark]:
    if kind := answers.read(_MODE, "plan", "mode", "kind"):
        yield from inside(("plan", "mode"), mode_broken(kind, len(answers.rows("plan", "mode", "areas"))))
    if points := answers.column(_POINTS, ("plan", "evaluation_criteria"), "points"):
        yield from inside(("plan",), points_broken(points))
    end = answers.read(DAY, "term", "end")
    for row in answers.rows("plan", "milestones"):
        keys: Keys = ("plan", "milestones", row, "deadline")
        deadline = answers.read(DAY, *keys)
        if end and deadline and deadline > end:
            yield Remark("milestone_after_term", keys, {"deadline": deadline, "end": end})


def _institution(answers: Answers, _: Rules) -> Iterator[Remark]:
    forum = answers.read(_FORUM, "agreement", "dispute", "forum")
    institution = answers.read(LINE, "agreement", "dispute", "institution")
    word = "法院" if forum is DisputeForum.COURT else "仲裁"
    if forum and institution and word not in institution:
        context = {"forum": forum.value, "institution": institution}
        yield Remark("institution_forum", ("agreement", "dispute", "institution"), context)


def _copies(answers: Answers, _: Rules) -> Iterator[Remark]:
    below: Keys = ("agreement", "copies")
    total = answers.read(_COPIES, *below, "total")
    filing = 0 if answers.raw(*below, "filing") is None else answers.read(_COPIES, *below, "filing")
    held = [answers.read(_COPIES, *below, "implementing_body"), answers.read(_COPIES, *below, "operator"), filing]
    if total is not None and None not in held:
        yield from inside(below, copies_broken(total, [count for count in held if count is not None]))


_BODY: Final[Keys] = ("parties", "implementing_body")
_OPERATOR: Final[Keys] = ("parties", "operator")
_RESOURCES: Final[Keys] = ("resources", "catalogue")
_PRODUCTS: Final[Keys] = ("products", "catalogue")
CHECKS: Final = (
    Check(_parties, tuple((*party, name) for party in (_BODY, _OPERATOR) for name in ("name", "credit_code"))),
    Check(
        _order_of_decisions,
        (("agreement", "signing_date"), ("selection", "concluded"), ("approvals",), ("term", "start")),
    ),
    Check(_resources, (_RESOURCES,)),
    Check(_term, (("term",),)),
    Check(_products, (_PRODUCTS,)),
    Check(_sources, (_RESOURCES, _PRODUCTS)),
    Check(_revenue, (("revenue", "shares"),)),
    Check(_plan, (("plan", "mode"), ("plan", "evaluation_criteria"), ("plan", "milestones"), ("term", "end"))),
    Check(_institution, (("agreement", "dispute"),)),
    Check(_copies, (("agreement", "copies"),)),
    Check(_positions, (("positions",),)),
    Check(_limit, (("term",),)),
    Check(_local, tuple(dict.fromkeys((*LOCAL_ANSWERS.values(), LOG_RETENTION)))),
)
