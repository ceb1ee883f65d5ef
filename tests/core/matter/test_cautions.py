"""Warnings about matters that are valid."""

from __future__ import annotations

import pytest

from contractkit.core.matter.cautions import cautions
from contractkit.core.matter.consistency import Remark
from contractkit.core.matter.matter import Matter
from contractkit.library.law import load_registry
from strategies import put, sample

REGISTRY = load_registry()


def warn(*changes: tuple[str, object], edition: str = "nda-2025", of: str = "traffic.yaml") -> list[Remark]:
    data = sample(of)
    for path, value in changes:
        put(data, path, value)
    return list(cautions(Matter.model_validate(data), REGISTRY.requirements(edition)))


def test_a_careful_matter_needs_no_warning() -> None:
    assert warn() == []


@pytest.mark.parametrize(
    ("changes", "kind", "context"),
    [
        ([("selection.concluded", "2026-01-26")], "selection_old", {"days": 31}),
        ([("resources.catalogue.1.level", "核心数据")], "core_data", {"codes": "JT-002"}),
        ([("resources.catalogue.4.sharing", "-")], "consent_unstated", {"codes": "JT-005"}),
        ([("products.catalogue.6.sources", ["JT-007"]), ("products.catalogue.5.sources", ["JT-003"])], "resource_unused", {"codes": "JT-008"}),
        ([("products.catalogue.4.form", "数据集")], "important_data_delivered", {"products": "P-05", "codes": "JT-005"}),
        ([("products.catalogue.5.form", "数据集")], "personal_data_delivered", {"products": "P-06", "codes": "JT-003"}),
        ([("security.personal_information", ["去标识化"])], "impact_assessment_missing", {"codes": "JT-003、JT-009"}),
        ([("security.protection_level", "第二级")], "protection_level_low", {"level": "第二级", "codes": "JT-003、JT-005、JT-009"}),
        ([("revenue.shares.2.party", "市大数据集团")], "operator_without_share", {}),
        ([("plan.milestones.1.deadline", "2026-05-30")], "milestones_unordered", {}),
        ([("agreement.dispute", {"forum": "仲裁", "institution": "青原仲裁委员会", "negotiation_days": 30})], "arbitration_doubtful", {}),
        ([("resources.catalogue.2.name", "客流\u202e录记")], "hidden_characters", {}),
    ],
)  # fmt: skip
def test_each_warning(changes: list[tuple[str, object]], kind: str, context: dict[str, object]) -> None:
    [found] = warn(*changes)
    assert found.kind == kind
    assert context.items() <= found.context.items()


def test_a_term_over_the_limit_with_a_reason() -> None:
    [found] = warn(("term.years", 6), ("term.end", "2032-02-29"), ("term.over_limit_reason", "经批准"))
    assert (found.kind, found.context) == ("term_over_limit", {"years": 6, "limit": 5})


def test_an_edition_that_is_not_in_force() -> None:
    assert [remark.kind for remark in warn(edition="nda-2024-draft")] == ["edition_not_in_force"]


def test_a_negotiation_has_no_time_limit_for_signing() -> None:
    assert warn(("selection.method", "谈判"), ("selection.concluded", "2025-12-20")) == []


def test_the_name_of_the_operator_counts_as_the_operator() -> None:
    assert warn(("revenue.shares.2.party", "青原畅行数据运营有限公司")) == []


def test_resources_of_enterprises_need_no_consent_of_a_public_body() -> None:
    assert warn(("resources.catalogue.1.provider", "青原市公共交通集团有限公司")) == []
