"""The questions ask for everything that a matter holds, and know the elements that their answers serve."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from contractkit.core.interview.drafting import Drafting, beside
from contractkit.core.interview.script import POSITIONS, unasked
from contractkit.core.interview.shapes import AnswerKind, shapes
from contractkit.core.matter.fields import Keys, single_answers
from contractkit.library.interview import load_materials
from contractkit.library.yaml_source import load

SAMPLES = Path(__file__).parents[3] / "samples"
MATERIALS = load_materials()
SCRIPT = MATERIALS.script


def test_every_answer_of_a_matter_has_a_question() -> None:
    assert unasked(SCRIPT.topics) == ()
    asked = {one.keys for one in SCRIPT.questions()}
    assert set(single_answers()) - asked == {("schema",)}  # the mark of the format is no answer
    assert asked == set(shapes())  # and no question names a field that is none


def test_a_missing_question_is_found() -> None:
    few = tuple(topic for topic in SCRIPT.topics if topic.id != "term")
    assert unasked(few) == (("term", "start"), ("term", "end"), ("term", "years"), ("term", "over_limit_reason"))


def test_every_question_says_what_to_write() -> None:
    for question in SCRIPT.questions():
        for one in (question, *question.columns):
            assert one.label, one.keys
            assert one.help.endswith("。"), one.keys
            has_example = one.example or one.choices or one.kind in {AnswerKind.ROWS, AnswerKind.POSITIONS}
            assert has_example, one.keys


def test_a_list_names_its_rows_by_a_column() -> None:
    for question in SCRIPT.questions():
        if question.kind is AnswerKind.ROWS:
            assert question.column(question.title_column), question.keys


def test_the_elements_of_a_question_are_those_whose_clauses_are_written_from_it() -> None:
    told: dict[Keys, set[str]] = {}
    for question in SCRIPT.questions():
        told[question.keys] = set(question.elements)
        told |= {(*question.keys, "*", *column.keys): set(column.elements) for column in question.columns}
    served = _served()
    for keys, elements in told.items():
        below = {one for path, those in served.items() if path[: len(keys) + 1] == (*keys, "*") for one in those}
        if keys != (POSITIONS,):
            assert elements == served.get(keys, set()) | below, ".".join(map(str, keys))


def _served() -> dict[Keys, set[str]]:
    """The elements whose clause (with the annex that it points to) looks at an answer, in any position."""
    served: dict[Keys, set[str]] = defaultdict(set)
    for name in ("traffic.yaml", "medical.yaml"):
        data = load(SAMPLES / name).data
        data["plan"]["feasibility"]["data_fusion"] = data["term"]["over_limit_reason"] = "写明"
        drafting = Drafting(data, MATERIALS.catalog, MATERIALS.registry.requirements("nda-2025"))
        for clause in MATERIALS.catalog.clauses.values():
            if clause.id not in MATERIALS.registry.element_ids:
                continue
            for text in (text for one in (clause, *beside(MATERIALS.catalog, clause)) for text in one.texts):
                for keys in drafting.touched(text):
                    served[tuple("*" if isinstance(key, int) else key for key in keys)].add(clause.id)
    return served


@pytest.mark.parametrize(
    ("keys", "label"),
    [
        (("term", "start"), "起始日"),
        (("resources", "catalogue"), "数据资源目录"),
        (("resources", "catalogue", 3, "quality", "accuracy"), "准确率"),
        (("plan", "construction", 0), "建设内容"),
        (("positions", "14.2.term"), "条款立场"),
    ],
)
def test_every_path_leads_to_its_question(keys: Keys, label: str) -> None:
    found = SCRIPT.question(keys)
    assert found is not None
    assert found.label == label
    assert SCRIPT.topic_of(keys) is not None


@pytest.mark.parametrize(
    "keys", [("schema",), ("term",), ("resources", "catalogue", 0, "nothing"), ("term", "start", 0), ()]
)
def test_a_path_that_is_no_answer_leads_nowhere(keys: Keys) -> None:
    assert SCRIPT.place(keys) is None
