"""The Chinese words of an agreement beside its plan, one place for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from contractkit.core.checker.conformity import Conformity, Point, Relation, Topic
from contractkit.core.checker.finding import Evidence
from contractkit.reporters import words

TITLE: Final = "与实施方案对照"
RELATION: Final = {
    Relation.DIFFERS: "不一致",
    Relation.AGREES: "一致",
    Relation.FOLLOWS: "按方案执行",
    Relation.PLAN_ONLY: "仅见于方案",
    Relation.AGREEMENT_ONLY: "仅见于协议",
}
TOPIC: Final = {
    Topic.TERM: "期限",
    Topic.SCOPE: "数据资源",
    Topic.PRODUCTS: "产品和服务",
    Topic.SHARES: "收益分配",
    Topic.SECURITY: "安全",
    Topic.PARTIES: "各方和平台",
}
COLOUR: Final = {
    Relation.DIFFERS: "m",
    Relation.AGREES: "p",
    Relation.FOLLOWS: "p",
    Relation.PLAN_ONLY: "d",
    Relation.AGREEMENT_ONLY: "n",
}
"""As marks are coloured in tables."""


def counts(conformity: Conformity) -> str:
    """How many points there are: 38项：不一致2项、一致36项."""
    found = Counter(point.relation for point in conformity.points)
    if not found:
        return "没有可以对照的内容"
    parts = [f"{RELATION[relation]}{found[relation]}项" for relation in RELATION if relation in found]
    return f"{found.total()}项：{'、'.join(parts)}"


def by_topic(conformity: Conformity, topic: Topic) -> tuple[Point, ...]:
    """The points of one topic."""
    return tuple(point for point in conformity.points if point.topic is topic)


def open_points(conformity: Conformity) -> Iterator[Point]:
    """What neither agrees nor differs: what one of the two leaves out, or leaves to the other."""
    settled = (Relation.AGREES, Relation.DIFFERS)
    return (point for point in conformity.points if point.relation not in settled)


def quotes(evidence: tuple[Evidence, ...]) -> str:
    """Words with their places, one a line."""
    return "\n".join(f"“{one.quote}”（{words.place(one.path, one.location)}）" for one in evidence)
