"""What was found for one matter is found again for the next one only where it holds for that, too."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings

from contractkit.core.matter import cautions as warnings
from contractkit.core.matter import consistency
from contractkit.core.matter.consistency import Answers, Remark, Rules, inconsistencies
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.findings import Findings
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plain import plain
from contractkit.core.matter.text import Facts
from contractkit.library.law import load_registry
from strategies import matters, put, sample

REGISTRY = load_registry()
HENAN = Rules(REGISTRY.requirements("nda-2025", "henan"), REGISTRY.overlay("henan"))
KEPT: tuple[Findings[Remark], Findings[Remark]] = (Findings(), Findings())


class Watched(Answers):
    """Answers that tell which of them were looked at."""

    asked: list[Keys] = []  # noqa: RUF012  of one test at a time

    def raw(self, *keys: str | int) -> object:
        self.asked.append(keys)
        return super().raw(*keys)


def flawed() -> Iterator[dict[str, object]]:
    """Matters in which relations hold and do not hold, so that checks go all their ways."""
    yield sample()
    yield sample("medical.yaml")
    data = sample()
    for path, value in (
        ("parties.operator.name", "青原市交通运输局"),
        ("term.years", 7),
        ("revenue.shares.0.percent", 1),
        ("agreement.copies.total", 1),
        ("positions", {"14.99.none": "首选"}),
        ("products.catalogue.0.sources", ["JT-009"]),
    ):
        put(data, path, value)
    yield data


@pytest.mark.parametrize("check", consistency.CHECKS, ids=lambda check: check.find.__name__)
def test_a_check_looks_at_nothing_but_what_it_asks_for(check: consistency.Check) -> None:
    Watched.asked.clear()
    for data in flawed():
        list(check.find(Watched(data), HENAN))
    assert [keys for keys in Watched.asked if not any(keys[: len(known)] == known for known in check.asks)] == []


@given(matter=matters(any_position=True))
@settings(max_examples=40, deadline=None)
def test_what_is_kept_from_other_matters_changes_nothing(matter: Matter) -> None:
    requirements = REGISTRY.requirements(REGISTRY.default(date.max).id)
    answers = Answers(plain(matter))
    assert inconsistencies(answers, requirements, None, KEPT[0]) == inconsistencies(answers, requirements)
    assert warnings.cautions(matter, requirements, KEPT[1]) == warnings.cautions(matter, requirements)


def mixed() -> Iterator[Matter]:
    """One matter after another that takes one answer, or part of one, from another sample and shares all the rest."""
    one, other = Matter.model_validate(sample()), Matter.model_validate(sample("medical.yaml"))
    for name in Matter.model_fields:
        mine, theirs = getattr(one, name), getattr(other, name)
        yield one.model_copy(update={name: theirs})
        for inner in type(mine).model_fields if isinstance(mine, Facts) else ():
            yield one.model_copy(update={name: mine.model_copy(update={inner: getattr(theirs, inner)})})


def test_a_matter_that_differs_in_one_answer_is_warned_of_as_if_it_were_alone() -> None:
    requirements = REGISTRY.requirements("nda-2025")
    kept: Findings[Remark] = Findings()
    seen = set()
    for matter in mixed():
        told = warnings.cautions(matter, requirements, kept)
        assert told == warnings.cautions(matter, requirements)
        seen |= {remark.kind for remark in told}
    assert len(seen) >= 4


def test_the_same_answers_are_not_judged_again() -> None:
    findings: Findings[int] = Findings()
    rows, judged = ["一"], iter(range(9))

    def judge() -> Iterator[int]:
        yield next(judged)

    assert findings.of("总额", (rows, "甲", 3), judge) == (0,)
    assert findings.of("总额", (rows, "甲", 3), judge) == (0,)
    assert findings.of("总额", (["一"], "甲", 3), judge) == (1,)
    assert findings.of("总额", (rows, "甲", 3.0), judge) == (2,)
    assert findings.of("份数", (rows, "甲", 3.0), judge) == (3,)
