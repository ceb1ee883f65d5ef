"""Relations between answers are judged on plain data, all at once, also while other answers are wrong."""

from __future__ import annotations

import pytest
from hypothesis import given, settings

from contractkit.core.law.edition import Requirements
from contractkit.core.law.overlay import Overlay
from contractkit.core.matter.consistency import Answers, Remark, inconsistencies
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plain import plain
from contractkit.library.law import load_registry
from strategies import matters, put, sample

REGISTRY = load_registry()
NATIONAL = REGISTRY.requirements("nda-2025")


def judge(
    *changes: tuple[str, object],
    of: str = "traffic.yaml",
    requirements: Requirements = NATIONAL,
    overlay: Overlay | None = None,
) -> list[Remark]:
    data = sample(of)
    for path, value in changes:
        put(data, path, value)
    return list(inconsistencies(Answers(data), requirements, overlay))


def test_the_samples_are_consistent() -> None:
    henan = REGISTRY.requirements("nda-2025", "henan")
    assert judge() == []
    assert judge(of="medical.yaml", requirements=henan, overlay=REGISTRY.overlay("henan")) == []


@pytest.mark.parametrize(
    ("path", "value", "kind", "at"),
    [
        ("products.catalogue.2.sources", ["JT-005", "JT-06"], "source_unknown", "products.catalogue.2.sources.1"),
        ("positions", {"14.11.disput": "备选"}, "position_unknown", "positions.14.11.disput"),
        ("parties.operator.name", "青原市交通运输局", "same_party", "parties.operator.name"),
        ("parties.operator.credit_code", "11990000mb0qy02105", "same_party", "parties.operator.credit_code"),
        ("approvals.collective_decision.decided", "2026年2月27日", "decided_after_signing", None),
        ("approvals.government_review.decided", "2026-02-07", "reviewed_after_selection", None),
        ("selection.concluded", "2026-02-27", "selected_after_signing", None),
        ("agreement.signing_date", "2026-03-02", "signed_after_start", None),
        ("products.catalogue.7.code", "P-01", "code_repeated", None),
        ("term.end", "2031-03-01", "term_dates", None),
        ("products.catalogue.3.price", {"kind": "政府指导价"}, "price_without_cap", "products.catalogue.3.price.cap"),
        ("products.catalogue.0.price", {"kind": "免费", "cap": "1元/次"}, "free_with_cap", "products.catalogue.0.price.cap"),
        ("products.catalogue.0.price", {"kind": "政府指导价", "cap": "1元/次"}, "public_good_charged", "products.catalogue.0.price.kind"),
        ("revenue.shares.0.percent", "30%", "shares_total", "revenue.shares"),
        ("plan.mode.areas", [], "areas_missing", None),
        ("plan.evaluation_criteria.0.points", 26, "points_total", "plan.evaluation_criteria"),
        ("plan.milestones.4.deadline", "2031-03-01", "milestone_after_term", None),
        ("agreement.dispute.institution", "青原仲裁委员会", "institution_forum", None),
        ("agreement.dispute.forum", "仲裁", "institution_forum", "agreement.dispute.institution"),
        ("agreement.copies.filing", "-", "copies_total", "agreement.copies.total"),
    ],
)  # fmt: skip
def test_each_relation_is_told_at_its_answer(path: str, value: object, kind: str, at: str | None) -> None:
    found = judge((path, value))
    assert [(remark.kind, ".".join(map(str, remark.keys))) for remark in found] == [(kind, at or path)]


def test_a_repeated_code_leaves_the_products_without_the_other() -> None:
    found = judge(("resources.catalogue.3.code", "JT-001"))
    assert (found[0].kind, found[0].keys) == ("code_repeated", ("resources", "catalogue", 3, "code"))
    assert found[0].context == {"code": "JT-001", "first": 1}
    assert {(remark.kind, remark.context["code"]) for remark in found[1:]} == {("source_unknown", "JT-004")}


def test_the_limit_is_the_localitys() -> None:
    henan = REGISTRY.requirements("nda-2025", "henan")
    [found] = judge(requirements=henan)
    assert (found.kind, found.context) == ("term_too_long", {"years": 5, "limit": 3})
    assert judge(("term.over_limit_reason", "经批准"), requirements=henan) == []


def test_a_class_of_products_is_missing() -> None:
    data = sample()
    data["products"]["catalogue"] = data["products"]["catalogue"][:3]
    [found] = inconsistencies(Answers(data), NATIONAL)
    assert (found.kind, found.keys) == ("category_missing", ("products", "catalogue"))
    assert found.context == {"category": "产业发展、行业发展"}


def test_what_a_locality_asks_for_is_answered() -> None:
    henan, shaanxi = (REGISTRY.requirements("nda-2025", name) for name in ("henan", "shaanxi"))
    years = ("term.over_limit_reason", "经批准")
    [network] = judge(("security.network_measures", "-"), years, requirements=henan)
    assert (network.kind, network.keys) == ("local_answer_missing", ("security", "network_measures"))
    [fusion] = judge(requirements=shaanxi)
    assert (fusion.kind, fusion.keys) == ("local_answer_missing", ("plan", "feasibility", "data_fusion"))
    hunan = REGISTRY.requirements("nda-2025", "hunan")
    [logs] = judge(requirements=hunan, overlay=REGISTRY.overlay("hunan"))
    assert (logs.kind, logs.context["least"]) == ("log_retention_short", 10)
    assert judge(("security.log_retention_years", 10), requirements=hunan, overlay=REGISTRY.overlay("hunan")) == []


def test_all_relations_at_once_though_other_answers_are_wrong() -> None:
    found = judge(
        ("revenue.shares.0.percent", 30),
        ("revenue.shares.1.use", "-"),
        ("products.catalogue.1.code", "P-01"),
        ("products.catalogue.1.form", True),
        ("resources.catalogue.0.name", None),
        ("products.catalogue.0.sources", ["JT-011"]),
        ("term.end", "2031-02-27"),
        ("term.years", 6),
        ("plan", []),
    )
    assert [remark.kind for remark in found] == [
        "term_dates",
        "code_repeated",
        "source_unknown",
        "shares_total",
        "term_too_long",
    ]


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("revenue.shares.0.percent", "三成"),
        ("revenue.shares", "各半"),
        ("term.years", "五年"),
        ("term.years", 99),
        ("term.start", "2026年3月"),
        ("products.catalogue.0.price.kind", "免 费"),
        ("products.catalogue.0.category", "公益"),
        ("plan.mode.kind", "按领域授权"),
        ("agreement.copies.filing", "两份"),
        ("agreement.copies.total", 80),
        ("plan.evaluation_criteria.0.points", 101),
        ("agreement.dispute.forum", "调解"),
        ("positions", ["14.11.dispute"]),
    ],
)
def test_what_cannot_be_read_is_left_to_the_models(path: str, value: object) -> None:
    data = sample()
    put(data, "term.over_limit_reason", "经批准")
    put(data, path, value)
    assert inconsistencies(Answers(data), NATIONAL) == ()


@pytest.mark.parametrize(
    "data", [{}, [], None, "事项", {"term": 5, "products": {"catalogue": [3, None]}, "resources": []}]
)
def test_any_shape_of_data_is_survived(data: object) -> None:
    assert inconsistencies(Answers(data), NATIONAL) == ()


@settings(max_examples=60, deadline=None)
@given(matters(any_position=True))
def test_random_matters_are_consistent(matter: Matter) -> None:
    requirements = REGISTRY.requirements("nda-2025", matter.locality or "")
    assert inconsistencies(Answers(plain(matter)), requirements) == ()
