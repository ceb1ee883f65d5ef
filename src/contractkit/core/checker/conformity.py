"""How an agreement stands to the approved plan that it has to follow: what agrees, what differs, what only one states."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from contractkit.core.checker.finding import Evidence


class Topic(StrEnum):
    """What is compared."""

    TERM = "term"
    SCOPE = "scope"
    PRODUCTS = "products"
    SHARES = "shares"
    SECURITY = "security"
    PARTIES = "parties"


class Relation(StrEnum):
    """How the two documents stand to each other in one point."""

    AGREES = "agrees"
    FOLLOWS = "follows"  # the agreement refers to the plan instead of saying it again
    DIFFERS = "differs"
    PLAN_ONLY = "plan_only"
    AGREEMENT_ONLY = "agreement_only"


@dataclass(frozen=True, slots=True)
class Point:
    """One thing that was compared.

    Attributes:
        subject: what it is, in Chinese (授权运营期限, 数据资源“公交线路信息”).
        says: one Chinese sentence on how the two stand to each other.
        agreement: the words of the agreement; empty where it says nothing.
        plan: the words of the plan; empty where it says nothing.
    """

    topic: Topic
    subject: str
    relation: Relation
    says: str
    agreement: tuple[Evidence, ...] = ()
    plan: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Conformity:
    """An agreement beside its plan.

    Attributes:
        plan: path of the plan's file.
        sha256: of its bytes.
        points: by topic, in the order of the plan; what differs is also a finding.
        unread: what was not read of the plan, as Chinese sentences.
    """

    plan: str
    sha256: str
    points: tuple[Point, ...]
    unread: tuple[str, ...] = ()
