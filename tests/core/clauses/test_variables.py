from __future__ import annotations

import pytest

from contractkit.core.clauses.variables import faults, references


@pytest.mark.parametrize(
    "text",
    [
        "{{ parties.operator.name }}自{{ term.start }}起{{ term.years }}年",
        "{% for r in resources.catalogue %}\n| {{ loop.index }} | {{ r.quality.accuracy }} |\n{% endfor %}",
        "{% if term.over_limit_reason %}{{ term.over_limit_reason }}{% endif %}",
        '{{ security.measures | join("；") }}',
        "{% for m in security.measures %}- {{ m | item(loop) }}\n{% endfor %}",
        '{% set free = products.catalogue | selectattr("price.kind", "equalto", "免费") | list %}{{ free | length }}',
        "{{ agreement.liability.breach_penalty | money }}{{ regulation.document_number }}{{ term.start.year }}",
        '{{ article("14.10") }}{{ plan.mode.kind.value }}',
    ],
)
def test_what_the_model_holds_passes(text: str) -> None:
    assert faults(text) == ()


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("一\n{{ partys.operator.name }}", 2, "“partys”不存在，最接近的是“parties”"),
        ("{{ parties.operator.nam }}", 1, "“parties.operator.nam”不存在，最接近的是“name”"),
        ("{% for r in resources.catalogue %}\n{{ r.nmae }}\n{% endfor %}", 2, "“r.nmae”不存在，最接近的是“name”"),
        ("{{ security.measures }}", 1, "不是可以直接写出的值"),
        ("{{ parties }}", 1, "不是可以直接写出的值"),
        ("{{ r.name }}", 1, "变量“r”不存在"),
        ("{% for x in term %}", 1, "写法有误"),
        ("{% if term.yeers > 3 %}长{% endif %}", 1, "“term.yeers”不存在，最接近的是“years”"),
    ],
)
def test_what_it_does_not_hold_is_told_with_line_and_nearest_name(text: str, line: int, words: str) -> None:
    (fault,) = faults(text)
    assert fault.line == line
    assert words in fault.message


def test_references_are_found_with_their_lines() -> None:
    text = '见{{ article("14.10") }}\n和{{ annex("catalogue") }}'
    assert references(text) == (("article", "14.10", 1), ("annex", "catalogue", 2))
