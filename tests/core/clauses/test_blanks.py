"""A matter of blanks: what clause texts say when nobody has answered anything yet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from contractkit.core.clauses.blanks import Asked, BlankPart, BlankText, blank_facts
from contractkit.core.clauses.language import Values, render
from contractkit.core.matter.matter import Matter
from contractkit.library.assets import clauses_folder
from contractkit.library.clauses import load_catalog
from contractkit.library.law import load_registry


def rendered(text: str, *, full: bool = False) -> str:
    values = Values()
    return values.restore(render(text, blank_facts(Asked(), full=full), values), lambda reference: reference.target)


@pytest.mark.parametrize(
    ("template", "expected"),
    [
        ("{{ term.years }}年", "【待填：年数】年"),
        ("{{ disclosure.operator.channel | bare }}。", "【待填：披露渠道】。"),
        ("{{ agreement.liability.breach_penalty | money }}", "人民币【待填：每次违约的违约金】元（大写：【待填：每次违约的违约金】）"),
        ("{% for one in plan.exit.conditions %}\n{{ one | item(loop) }}\n{% endfor %}", "【待填：退出情形】。\n"),
        ("共{{ resources.catalogue | length }}项", "共【待填：项数】项"),
        ("{{ [security.log_retention_years, 5] | max }}年", "5年"),
        ("{{ [5, security.log_retention_years] | max }}年", "5年"),
        ("{% if agreement.dispute.forum == '诉讼' %}法院{% else %}仲裁{% endif %}", "法院"),
        ("{% if term.over_limit_reason %}理由{% endif %}", ""),
        ("{{ plan.mode.areas | join('、') }}", ""),
    ],
)  # fmt: skip
def test_what_is_written(template: str, expected: str) -> None:
    assert rendered(template) == expected


def test_optional_parts_are_there_when_asked_for() -> None:
    assert rendered("{% if term.over_limit_reason %}理由{% endif %}", full=True) == "理由"
    assert rendered("{{ plan.mode.areas | join('、') }}", full=True) == "【待填：领域或者场景】"


def test_what_is_asked_for_is_remembered_with_its_place() -> None:
    asked = Asked()
    values = Values()
    render("{{ resources.catalogue[0].code }}{{ agreement.dispute.forum }}", blank_facts(asked, full=False), values)

    assert [blank.says for blank in asked.blanks][-2:] == [
        "数据资源→数据资源目录→资源编号（例：JT-001）",
        "授权运营协议→争议解决→解决方式（可选：诉讼、仲裁）",
    ]


def test_a_blank_is_less_than_any_number_and_equals_its_choices() -> None:
    blank = BlankText("方式", "", frozenset({"诉讼", "仲裁"}))

    assert blank < 3
    assert not blank > 3
    assert blank < Decimal("0.5")
    assert blank == "诉讼"
    assert blank != "调解"
    assert f"{blank:,.2f}" == "【待填：方式】"


def test_a_part_has_the_fields_of_its_model_only() -> None:
    with pytest.raises(AttributeError):
        BlankPart(Matter, (), Asked(), full=True).no_such_field  # noqa: B018  the access is the test


def test_every_clause_can_be_written_without_a_matter() -> None:
    edition = load_registry().editions[0]
    for clause in load_catalog(clauses_folder()).clauses.values():
        for text in clause.texts:
            values = Values()
            facts = {**blank_facts(Asked(), full=True), "regulation": edition, "locality": ""}
            assert render(text.text, facts, values).strip(), clause.id
