"""Random valid matters with hostile texts: every answer of the models can vary, every relation between them holds.

A sample is drawn and each of its parts made anew. The texts come from Hypothesis, so that a failing one is made
small; which answer gets which text comes from one drawn seed, so that a matter of 500 answers costs milliseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any, Final

from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from contractkit.core.matter.fields import Field, fields_of
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plain import plain
from contractkit.core.matter.terms import end_of_term
from contractkit.core.matter.text import CREDIT_ALPHABET, Facts, Line, Prose, credit_check_digit
from contractkit.library.yaml_source import load

SAMPLES: Final = Path(__file__).parents[1] / "samples"
ELEMENTS: Final = ("14.2.term", "14.10.liability", "14.11.dispute", "9.6.exit")
HOSTILE: Final = (
    "&", "<w:p>", "&amp;", "</w:t>", "{{ name }}", "{% if x %}", "{# x #}", "{%p", "[x]", "“”", "‘’", "'", '"', "\\", "\\n", "\t", "\n",
    "\n\n", "\r\n", "\u200f", "\u202e乱\u202c", "\u200b", "\ufeff", "\u2028", "\x85", "\x0b", "\x07", "😀", "👩‍⚖️", "𠮷𪚥", "*", "**粗**", "# ",
    "|", "| a |", "- ", "---", "+ ", "### ", ": ", " #", "@", "%", "`", "~", "null", "true", "0558", "1e5", "1.10", "2026-03-01", "=1+1",
    "。", "；", "、", "（一）", "第一条", "\u3000", "\xa0", "é", "ﬁ", "①", "㎡", "／", "\u0301", "$1", "\\1", "%s", "${x}",
)  # fmt: skip

hostile_texts = st.lists(
    st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6), st.sampled_from(["数据", "甲方", "协议"])), max_size=6
).map("".join)


@st.composite
def matters(draw: st.DrawFn, *, any_position: bool = False) -> Matter:
    """A valid matter.

    Args:
        draw: given by Hypothesis.
        any_position: also draw 备选 and 底线 for clauses; otherwise every clause stays with 首选.
    """
    texts = draw(st.lists(hostile_texts, min_size=1, max_size=8))
    changed = draw(st.sampled_from([0, 5, 30, 100]))
    seed = draw(st.integers(0, 2**32 - 1))
    base = draw(st.sampled_from(["traffic.yaml", "medical.yaml"]))
    return _Maker(Random(seed), texts, changed, any_position=any_position).matter(sample(base))  # noqa: S311  no secret


def sample(name: str = "traffic.yaml") -> dict[str, Any]:
    """A sample as plain data that a test may change."""
    return deepcopy(_read(name))


def put(data: Any, path: str, value: object) -> None:
    """Set one answer; list members by number from 0, `-` removes."""
    *above, last = [int(key) if key.isdecimal() else key for key in path.split(".")]
    for key in above:
        data = data[key]
    if value == "-":
        del data[last]
    else:
        data[last] = value


@cache
def _read(name: str) -> dict[str, Any]:
    return plain(Matter.model_validate(load(SAMPLES / name).data))


class _Maker:
    """Makes one matter anew; `changed` is the share of answers that change, in per cent."""

    def __init__(self, random: Random, texts: list[str], changed: int, *, any_position: bool) -> None:
        self.random = random
        self.texts = texts
        self.changed = changed
        self.any_position = any_position

    def matter(self, base: dict[str, Any]) -> Matter:
        data = self.part(Matter, base)
        for mend in (self.dates, self.codes, self.products, self.totals, self.parties, self.choices):
            mend(data)
        return Matter.model_validate(data, context={"max_term_years": 30})

    def part(self, part: type[Facts], base: dict[str, Any]) -> dict[str, Any]:
        made: dict[str, Any] = {}
        infos = {info.alias or name: info for name, info in part.model_fields.items()}
        for key, field in fields_of(part).items():
            value = self.field(field, infos[key], base.get(key))
            if value is not None:
                made[key] = value
        return made

    def field(self, field: Field, info: FieldInfo, base: Any) -> Any:
        if field.named or field.key == "schema":
            return base
        if not field.required and not field.many and self.often():
            base = None if self.random.random() < 0.5 else self.fresh(field) if base is None else base
        if base is None:
            return None
        if field.many:
            return [self.one(field, info, value) for value in self.some(base, info)]
        return self.one(field, info, base)

    def one(self, field: Field, info: FieldInfo, base: Any) -> Any:
        if field.part:
            return self.part(field.part, base)
        if not self.often():
            return base
        make: dict[type, Callable[[], Any]] = {
            int: lambda: self.random.randint(*_bounds(info)),
            Decimal: lambda: Decimal(self.random.randint(1, 10_000)) / 100,
            date: lambda: base,
        }
        if isinstance(field.kind, type) and issubclass(field.kind, Enum):
            return self.random.choice([choice.value for choice in field.kind])
        if field.kind in make:
            return make[field.kind]()
        return self.text(str(base), TypeAdapter(Prose if _longest(info) > 500 else Line))

    def text(self, base: str, adapter: TypeAdapter[str]) -> str:
        """A hostile text alone, or before, after or inside what stood there; what stood there if none is valid."""
        hostile = self.random.choice(self.texts)
        middle = self.random.randint(0, len(base))
        forms = [hostile, hostile + base, base + hostile, base[:middle] + hostile + base[middle:]]
        try:
            return adapter.validate_python(self.random.choice(forms))
        except ValidationError:
            return base

    def some(self, base: list[Any], info: FieldInfo) -> list[Any]:
        """Some members of a list, in any number that is allowed; the base is never empty where the result may not be."""
        if not base or not self.often():
            return base
        least = next((int(one.min_length) for one in info.metadata if hasattr(one, "min_length")), 0)
        return [self.random.choice(base) for _ in range(self.random.randint(least, len(base) + 2))]

    def fresh(self, field: Field) -> Any:
        if field.part:
            return {key: f"{inner.title}甲" for key, inner in fields_of(field.part).items()}
        return f"{field.title}甲"

    def often(self) -> bool:
        return self.random.randrange(100) < self.changed

    def dates(self, data: dict[str, Any]) -> None:
        """A term of any length, and before it the decisions in the order that the law gives."""
        term, day = data["term"], self.days
        if self.often():
            term["start"] = date(2025, 9, 1) + day(0, 1500)
            term["years"] = self.random.randint(1, 30)
        term["end"] = end_of_term(term["start"], term["years"])
        term.pop("over_limit_reason", None)
        data["locality"] = "henan" if data.get("locality") else None
        if term["years"] > (3 if data["locality"] else 5):
            term["over_limit_reason"] = self.text("经省级人民政府批准延长", TypeAdapter(Prose))
        data["edition"] = "nda-2025" if data.get("edition") else None
        data["agreement"]["signing_date"] = signed = term["start"] - day(0, 30)
        data["selection"]["concluded"] = selected = signed - day(0, 40)
        data["approvals"]["government_review"]["decided"] = reviewed = selected - day(0, 90)
        data["approvals"]["collective_decision"]["decided"] = reviewed - day(0, 60)
        for milestone in data["plan"]["milestones"]:
            milestone["deadline"] = term["start"] + day(0, (term["end"] - term["start"]).days)

    def days(self, least: int, most: int) -> timedelta:
        return timedelta(days=self.random.randint(least, most))

    def codes(self, data: dict[str, Any]) -> None:
        """Each code once, and the sources of products among those of the resources."""
        for name in ("resources", "products"):
            rows = data[name]["catalogue"]
            if len({row["code"] for row in rows}) < len(rows):
                for number, row in enumerate(rows, start=1):
                    row["code"] = f"{row['code'][:100]}-{number}"
        known = [row["code"] for row in data["resources"]["catalogue"]]
        for product in data["products"]["catalogue"]:
            if not set(product["sources"]) <= set(known):
                product["sources"] = self.random.sample(known, self.random.randint(1, min(4, len(known))))

    def products(self, data: dict[str, Any]) -> None:
        """Both classes, the public good free, a cap where a price is capped."""
        public, industry = "公共治理、公益事业", "产业发展、行业发展"
        rows = data["products"]["catalogue"]
        classes = {row["category"] for row in rows}
        if len(classes) == 1:
            rows[-1]["category"] = industry if public in classes else public
        for row in rows:
            price = row["price"]
            if row["category"] == public or price["kind"] == "免费":
                row["price"] = {"kind": "免费"}
            elif price.get("cap") is None:
                price["cap"] = self.text("1.5元/次", TypeAdapter(Line))

    def totals(self, data: dict[str, Any]) -> None:
        """Shares and points of 100, copies that add up."""
        shares, criteria = data["revenue"]["shares"], data["plan"]["evaluation_criteria"]
        for share, percent in zip(shares, self.split(10_000, len(shares)), strict=True):
            share["percent"] = Decimal(percent) / 100
        for criterion, points in zip(criteria, self.split(100, len(criteria)), strict=True):
            criterion["points"] = points
        copies = data["agreement"]["copies"]
        copies.update({key: self.random.randint(1, 16) for key in copies})
        copies["total"] = sum(copies.get(key, 0) for key in ("implementing_body", "operator", "filing"))

    def split(self, total: int, parts: int) -> list[int]:
        cuts = [0, *sorted(self.random.sample(range(1, total), parts - 1)), total]
        return [after - before for before, after in pairwise(cuts)]

    def parties(self, data: dict[str, Any]) -> None:
        """Two different parties with valid codes."""
        for number, name in enumerate(("implementing_body", "operator")):
            party = data["parties"][name]
            body = str(number) + "".join(self.random.choices(CREDIT_ALPHABET, k=16))
            party["credit_code"] = body + credit_check_digit(body)
        if data["parties"]["operator"]["name"] == data["parties"]["implementing_body"]["name"]:
            data["parties"]["operator"]["name"] = data["parties"]["operator"]["name"][:400] + "乙"

    def choices(self, data: dict[str, Any]) -> None:
        """Areas where the mode asks for them, a forum that fits, what the locality asks for, positions."""
        mode, dispute = data["plan"]["mode"], data["agreement"]["dispute"]
        if mode["kind"] != "整体授权" and not mode.get("areas"):
            mode["areas"] = [self.text("交通", TypeAdapter(Line))]
        word = "法院" if dispute["forum"] == "诉讼" else "仲裁委员会"
        if word[:2] not in dispute["institution"]:
            dispute["institution"] = dispute["institution"][:400] + word
        if not data["security"].get("network_measures"):
            data["security"]["network_measures"] = [self.text("设置边界防护", TypeAdapter(Line))]
        choices = ["首选", "备选", "底线"] if self.any_position else ["首选"]
        wanted = self.random.sample(ELEMENTS, self.random.randint(0, len(ELEMENTS)))
        data["positions"] = {element: self.random.choice(choices) for element in wanted}


def _bounds(info: FieldInfo) -> tuple[int, int]:
    least = next(int(one.ge) for one in info.metadata if hasattr(one, "ge"))
    return least, next(int(one.le) for one in info.metadata if hasattr(one, "le"))


def _longest(info: FieldInfo) -> int:
    """The most characters that a text may have; a list's own limit counts its members, so its lines are short."""
    found = [int(one.max_length) for one in info.metadata if getattr(one, "max_length", None)]
    return max(found, default=500)
