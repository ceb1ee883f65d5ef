from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.clauses.draft import BlockStyle
from contractkit.core.clauses.language import ClauseTextError, Reference, Values, render
from contractkit.core.clauses.paragraphs import split


def put_out(text: str, **facts: object) -> str:
    values = Values()
    return values.restore(render(text, facts, values), lambda reference: f"<{reference.form}:{reference.target}>")


def test_values_are_written_as_documents_show_them() -> None:
    text = "{{ day }}起，{{ rate }}%，{{ fine | money }}，{{ n | chinese }}份"
    shown = put_out(text, day=date(2026, 3, 1), rate=Decimal("12.50"), fine=Decimal(1200000), n=12)
    assert shown == "2026年3月1日起，12.5%，人民币1,200,000.00元（大写：壹佰贰拾万元整），十二份"


def test_list_items_end_with_a_semicolon_and_the_last_with_a_full_stop() -> None:
    text = "{% for m in ms %}\n- {{ m | item(loop) }}\n{% endfor %}"
    assert put_out(text, ms=("甲措施。", "乙措施", "丙措施；")) == "- 甲措施；\n- 乙措施；\n- 丙措施。\n"


def test_a_value_inside_a_sentence_loses_only_its_own_end() -> None:
    text = '{{ m | bare }}的；{{ ms | map("bare") | join("，") }}。'
    assert put_out(text, m="。甲。；", ms=("乙；", "。丙")) == "。甲的；乙，。丙。"


def test_references_wait_for_the_numbering() -> None:
    assert put_out('见{{ clause("14.10.liability") }}') == "见<clause:14.10.liability>"
    assert isinstance(Reference("annex", "catalogue"), Reference)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("一\n{{ nothing }}", 2),
        ("一\n二\n{{ party.nam }}", 3),
        ("{% if x %}", 1),
        ("一\n{{ gone }}", 2),
        ("{{ many }}", 1),
    ],
)
def test_a_faulty_text_says_on_which_line(text: str, line: int) -> None:
    with pytest.raises(ClauseTextError) as caught:
        put_out(text, party={"name": "甲"}, x=1, gone=None, many=("a", "b"))
    assert caught.value.line == line


def test_the_sandbox_keeps_python_out() -> None:
    with pytest.raises(ClauseTextError):
        put_out("{{ x.__class__.__mro__ }}", x="a")


HOSTILE = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(lambda text: text.strip())


@given(HOSTILE)
def test_nothing_in_a_value_acts_as_structure(value: str) -> None:
    values = Values()
    rendered = render("- {{ v }}\n| 表头 |\n| --- |\n| {{ v }} |\n### {{ v }}", {"v": value}, values)
    item, table, section = list(split(rendered, plain=BlockStyle.BODY))
    assert (item.style, table.style, section.style) == (BlockStyle.ITEM, BlockStyle.TABLE, BlockStyle.SECTION)
    assert table.table is not None
    found = (item.text, table.table.rows[0][0], section.text)
    assert [values.restore(text, str) for text in found] == [value] * 3
