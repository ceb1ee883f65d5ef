"""Local rules worked into an edition."""

from dataclasses import replace
from datetime import date

from contractkit.core.law.edition import Edition
from contractkit.core.law.overlay import (
    Addition,
    Change,
    Drop,
    Fixed,
    Overlay,
    Remark,
    RemarkKind,
    ShorterPlanList,
    TermLimit,
    apply,
)
from contractkit.core.law.requirement import Element, Item, Kind


def _item(item_id: str, kind: Kind, *names: str) -> Item:
    elements = tuple(Element(f"{item_id}.{name}", item_id, f"名{name}", "写明。", "national") for name in names)
    return Item(item_id, kind, "条目", "原文", "第九条第（一）项", elements)


EDITION = Edition(
    id="national",
    title="规范",
    document_number="",
    issued=date(2025, 1, 8),
    effective=date(2025, 3, 1),
    expires=None,
    status="",
    source="",
    max_term_years=5,
    items=(
        _item("9.1", Kind.PLAN, "name"),
        _item("9.3", Kind.PLAN, "funding", "security"),
        _item("9.6", Kind.PLAN, "term", "exit", "schedule"),
        _item("14.8", Kind.AGREEMENT, "data_security"),
    ),
    duties=(),
    feasibility_aspects=(),
)
LOCAL = Element("town.network", "14.8", "网络安全", "写明网络安全要求。", "town")


def _overlay(*changes: Change, verify: str = "") -> Overlay:
    return Overlay("town", "某市办法", "某政办〔2025〕1号", "某市", None, "公报", verify, changes)


def _ids(*changes: Change) -> list[str]:
    return [element.id for item in apply(EDITION, _overlay(*changes)).items for element in item.elements]


ALL = [element.id for element in EDITION.elements]


def test_additions_come_last_in_the_item_they_join() -> None:
    assert _ids(Addition("第八条", LOCAL)) == [*ALL, "town.network"]
    joined = replace(LOCAL, item="9.3")
    assert _ids(Addition("第八条", joined)).index("town.network") == ALL.index("9.3.security") + 1


def test_an_item_without_elements_goes() -> None:
    requirements = apply(EDITION, _overlay(Drop("第五条", ("9.3.funding", "9.3.security"))))
    assert [item.id for item in requirements.items] == ["9.1", "9.6", "14.8"]
    assert requirements.notes[1] == (
        "第五条：未列名funding、名security，共 2 个要素，按不要求处理；国家规范条目 9.3 列有，建议仍予写明。"
    )


def test_a_shorter_plan_list_leaves_the_agreement_alone() -> None:
    assert _ids(ShorterPlanList("第九条", ("9.3", "9.6.exit"))) == [
        "9.3.funding",
        "9.3.security",
        "9.6.exit",
        "14.8.data_security",
    ]


def test_additions_survive_a_shorter_list() -> None:
    kept = _ids(ShorterPlanList("第九条", ("9.3",)), Addition("第八条", replace(LOCAL, item="9.6")))
    assert "town.network" in kept


def test_the_strictest_term_wins() -> None:
    assert apply(EDITION, _overlay(TermLimit("第二条", 3))).max_term_years == 3
    assert apply(EDITION, _overlay(TermLimit("第二条", 8))).max_term_years == 5
    assert apply(EDITION, _overlay(TermLimit("第二条", 4), TermLimit("第三条", 2))).max_term_years == 2


def test_notes_say_source_warning_and_each_change() -> None:
    overlay = _overlay(
        TermLimit("第二条", 3),
        Addition("第八条", LOCAL),
        Fixed("第九条", "9.6.exit", "不续期"),
        Remark("第十条", RemarkKind.DUTY, "每年报告"),
        Remark("第十一条", RemarkKind.PROHIBITION, "转委托"),
        verify="所据为征求意见稿",
    )
    requirements = apply(EDITION, overlay)
    assert requirements.notes == (
        "适用《某市办法》（某政办〔2025〕1号）。",
        "须核对：所据为征求意见稿。",
        "第二条：运营期限最长不超过3年（国家规范为5年）。",
        "第八条：条目 14.8 增加要素“网络安全”（town.network）。",
        "第九条：9.6.exit（名exit）已定为：不续期。",
        "第十条：义务——每年报告。",
        "第十一条：禁止——转委托。",
    )
    assert requirements.locality == "town"
    assert requirements.edition is EDITION


def _named(**more: object) -> Overlay:
    changes = (TermLimit("第二条", 3), Addition("第八条", LOCAL), Drop("第五条", ("9.3.funding",)))
    return replace(_overlay(*changes), **more)  # type: ignore[arg-type]


def test_a_draft_for_comment_changes_nothing_that_counts() -> None:
    requirements = apply(EDITION, _named(draft=True), date(2030, 1, 1))

    elements = {element.id: element.counts for item in requirements.items for element in item.elements}
    assert elements == {**dict.fromkeys(ALL, True), "town.network": False}
    assert requirements.max_term_years == 5
    assert requirements.notes[0] == (
        "对照《某市办法》（某政办〔2025〕1号）：系征求意见稿，尚未生效。下列要求仅供参考，不计入结论。"
    )
    assert len(requirements.notes) == 4


def test_a_rule_binds_from_its_first_day_on() -> None:
    overlay = _named(effective=date(2025, 7, 1))

    early, binding = (apply(EDITION, overlay, date(2025, *day)) for day in ((6, 30), (7, 1)))

    assert (early.max_term_years, binding.max_term_years) == (5, 3)
    assert [e.counts for r in (early, binding) for i in r.items for e in i.elements if e.id == LOCAL.id] == [
        False,
        True,
    ]
    assert "9.3.funding" in {e.id for i in early.items for e in i.elements}
    assert "9.3.funding" not in {e.id for i in binding.items for e in i.elements}
    assert early.notes[0] == (
        "对照《某市办法》（某政办〔2025〕1号）：2025-07-01起施行，审查日尚未施行。下列要求仅供参考，不计入结论。"
    )
    assert binding.notes[0] == "适用《某市办法》（某政办〔2025〕1号），2025-07-01起施行。"


def test_without_a_day_all_but_drafts_bind() -> None:
    assert apply(EDITION, _named(effective=date(2035, 7, 1))).max_term_years == 3
    assert apply(EDITION, _named(draft=True)).max_term_years == 5
