"""Mutants of our own documents: what they change, and a sample of them judged as `make mutation` judges all."""

from __future__ import annotations

from collections import Counter
from functools import cache

from mutants import KINDS, Base, Mutant, mutants
from mutation import all_bases, drawn, flagged, judge_all, shares

from contractkit.core.law.requirement import Kind
from contractkit.workflows.generate import open_workshop

SAMPLE = 60
FLOOR = 0.85


@cache
def _bases() -> tuple[Base, ...]:
    return tuple(base for base in all_bases(open_workshop(), 0) if base.name.startswith("traffic"))


@cache
def _mutants() -> tuple[tuple[Base, Mutant], ...]:
    return tuple((base, mutant) for base in _bases() for mutant in mutants(base))


def _texts(base: Base, carriers: frozenset[str]) -> list[str]:
    return [
        block.text
        for block, owner in zip(base.source.blocks, base.owners, strict=True)
        if owner and owner not in carriers and block.kind.value == "paragraph"
    ]


def test_every_element_has_mutants_of_every_kind() -> None:
    kinds: dict[str, set[str]] = {}
    for _, mutant in _mutants():
        kinds.setdefault(mutant.element, set()).add(mutant.kind)

    assert len(kinds) == 59
    assert {element for element, found in kinds.items() if found != set(KINDS)} == set()
    assert min(Counter((one.element, one.kind) for _, one in _mutants() if one.kind != "delete").values()) >= 2


def test_a_mutant_takes_the_clause_out_and_leaves_the_others() -> None:
    base = next(base for base in _bases() if base.kind is Kind.AGREEMENT)
    (deleted,) = (one for one in mutants(base) if (one.element, one.kind) == ("14.1.catalogue", "delete"))
    left = [block.text for block in deleted.source.blocks]
    carriers = frozenset({"14.1.catalogue", "annex.catalogue"})
    own = [block.text for block, owner in zip(base.source.blocks, base.owners, strict=True) if owner in carriers]

    assert own
    assert not set(own) & set(left)
    assert [text for text in _texts(base, carriers) if text not in left] == []
    assert not any("公共数据资源目录" in text and text.startswith("附件一") for text in left)
    assert [block.location.paragraph for block in deleted.source.blocks] == list(range(1, len(left) + 1))


def test_without_changes_nothing_is_flagged() -> None:
    assert {base.name: flagged(base.source, base.kind, base.requirements) for base in _bases()} == {
        base.name: () for base in _bases()
    }


def test_a_sample_is_flagged_at_exactly_its_element() -> None:
    judged = list(judge_all(drawn(_mutants(), SAMPLE), jobs=1))
    wrong = [
        f"{one.element} {one.kind} {one.wording} → {' '.join(one.flagged) or '-'}" for one in judged if not one.right
    ]

    assert shares(judged)["all"] >= FLOOR, wrong
