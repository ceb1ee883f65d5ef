"""A library of two clauses for the one requirement 14.2, small enough to damage in a test."""

from __future__ import annotations

from contractkit.core.clauses.clause import Catalog, Clause, ClauseText, Part, Structure
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position

TERM = "14.2.term"
FILE = "clauses/agreement/14.2.md"


def clause(name: str, text: str, item: str = "", line: int = 1) -> Clause:
    texts = (ClauseText(Position.PREFERRED, None, text, line + 4),)
    return Clause(name, Kind.AGREEMENT, item, f"{name}的名称", (), (), texts, FILE, line)


def part(*clauses: str, key: str = "", title: str = "标题", when: str = "", line: int = 3) -> Part:
    return Part(key, title, clauses, when, line)


def catalog_of(*clauses: Clause, parts: tuple[Part, ...], annexes: tuple[Part, ...] = ()) -> Catalog:
    structures = {
        Kind.AGREEMENT: Structure(Kind.AGREEMENT, "{{ name }}协议", parts, annexes, "clauses/agreement/structure.yaml"),
        Kind.PLAN: Structure(Kind.PLAN, "方案", (), (), "clauses/plan/structure.yaml"),
    }
    return Catalog({(c.kind, c.id): c for c in clauses}, structures, "0" * 64)
