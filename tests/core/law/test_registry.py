"""The registry: what is asked for by id, and what is in force on a date."""

from datetime import date

import pytest

from contractkit.core.law.edition import Edition
from contractkit.core.law.registry import Registry
from contractkit.core.law.requirement import Element, Item, Kind
from contractkit.errors import UsageError


def _edition(edition_id: str, effective: date | None, expires: date | None, elements: tuple[str, ...]) -> Edition:
    made = tuple(Element(f"14.6.{name}", "14.6", name, "写明。", edition_id) for name in elements)
    item = Item("14.6", Kind.AGREEMENT, "信息披露", "信息披露要求", "第十四条第（六）项", made)
    return Edition(
        id=edition_id,
        title="规范",
        document_number="",
        issued=date(2024, 1, 1),
        effective=effective,
        expires=expires,
        status="",
        source="",
        max_term_years=5,
        items=(item,),
        duties=(),
        feasibility_aspects=(),
    )


FIRST = _edition("first", date(2025, 3, 1), date(2030, 2, 28), ("disclosure", "gone"))
SECOND = _edition("second", date(2030, 6, 1), None, ("disclosure", "new"))
DRAFT = _edition("draft", None, None, ("disclosure",))
REGISTRY = Registry((SECOND, FIRST, DRAFT))


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        (date(2025, 3, 1), FIRST),
        (date(2027, 8, 15), FIRST),
        (date(2030, 2, 28), FIRST),
        (date(2030, 6, 1), SECOND),
        (date(2099, 1, 1), SECOND),
    ],
)
def test_the_edition_in_force_on_a_date(on: date, expected: Edition) -> None:
    assert REGISTRY.in_force(on) is expected
    assert REGISTRY.default(on) is expected


@pytest.mark.parametrize("on", [date(2025, 2, 28), date(2030, 3, 1), date(2030, 5, 31)])
def test_no_edition_in_force_names_the_periods(on: date) -> None:
    with pytest.raises(UsageError) as raised:
        REGISTRY.in_force(on)
    assert raised.value.message == (
        f"{on.isoformat()} 没有施行中的版本。second 自 2030-06-01 起施行；first 自 2025-03-01 起施行，有效期至 2030-02-28。"
    )
    assert "first" in raised.value.remedy


def test_default_before_between_and_after() -> None:
    assert REGISTRY.default(date(2020, 1, 1)) is FIRST
    assert REGISTRY.default(date(2030, 3, 1)) is FIRST
    assert Registry((FIRST,)).default(date(2040, 1, 1)) is FIRST
    with pytest.raises(UsageError, match="没有施行中的版本"):
        Registry((DRAFT,)).default(date(2025, 1, 1))


def test_an_id_means_the_newest_edition_that_has_it() -> None:
    assert REGISTRY.element("14.6.disclosure").source == "second"
    assert REGISTRY.element("14.6.gone").source == "first"
    assert REGISTRY.element("14.6.disclosure", "draft").source == "draft"
    assert REGISTRY.item("14.6", "first").elements[1].id == "14.6.gone"


def test_kind_narrows_the_search() -> None:
    assert REGISTRY.element("14.6.new", kind=Kind.AGREEMENT).id == "14.6.new"
    with pytest.raises(UsageError, match=r"没有 14\.6\.new 这一要素"):
        REGISTRY.element("14.6.new", kind=Kind.PLAN)


def test_unknown_ids_name_the_nearest() -> None:
    with pytest.raises(UsageError) as element:
        REGISTRY.element("14.6.disclosur")
    assert str(element.value) == "没有 14.6.disclosur 这一要素。 您要的是 14.6.disclosure 吗？"
    with pytest.raises(UsageError) as edition:
        REGISTRY.edition("zzz")
    assert str(edition.value) == "没有 zzz 这一版本。 可用的有：second、first、draft。"
    with pytest.raises(UsageError, match="没有 henan 这一地方规则"):
        REGISTRY.requirements("first", "henan")
    with pytest.raises(UsageError, match="没有 price 这一相关规定"):
        REGISTRY.norm("price")


def test_requirements_without_locality_are_the_edition() -> None:
    requirements = REGISTRY.requirements("first")
    assert requirements.items == FIRST.items
    assert (requirements.locality, requirements.max_term_years, requirements.notes) == ("", 5, ())
