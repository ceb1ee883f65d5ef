"""Clause texts taken apart: nothing that a clause writes out is overlooked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest
from jinja2 import nodes

from contractkit.core.clauses.clause import Catalog, ClauseText
from contractkit.core.clauses.language import environment
from contractkit.core.extraction.absent import stated_by
from contractkit.core.extraction.wording.matching import units
from contractkit.core.extraction.wording.template import Branches, Form, Line, Loop, Mark, Slot, parse
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import find
from contractkit.library import assets
from contractkit.library.clauses import load_catalog
from contractkit.library.extraction import load_wording
from contractkit.readers.detect import read


@cache
def catalog() -> Catalog:
    return load_catalog(assets.clauses_folder())


def texts() -> list[tuple[str, ClauseText]]:
    return [(f"{kind}.{name}", text) for (kind, name), clause in catalog().clauses.items() for text in clause.texts]


def written_out(text: str) -> Iterator[tuple[str, ...]]:
    """The fields that a clause text writes out by themselves, told by Jinja: names of loops replaced by their lists."""

    def walk(node: nodes.Node, scope: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
        if isinstance(node, nodes.For):
            over = path(node.iter, scope)
            name = node.target.name if isinstance(node.target, nodes.Name) else ""
            for child in node.body:
                yield from walk(child, {**scope, name: over} if over else {**scope, name: ("?",)})
            return
        if isinstance(node, nodes.Output):
            for one in node.nodes:
                bare = one.node if isinstance(one, nodes.Filter) and one.name in {"bare", "item", "money"} else one
                if bare is not None and (keys := path(bare, scope)) and keys[0] != "?":
                    yield keys
            return
        for child in node.iter_child_nodes():
            yield from walk(child, scope)

    yield from walk(environment().parse(text), {})


def path(node: nodes.Node, scope: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    if isinstance(node, nodes.Name):
        return scope.get(node.name, (node.name,))
    if isinstance(node, nodes.Getattr):
        above = path(node.node, scope)
        return (*above, node.attr) if above else ()
    return ()


@pytest.mark.parametrize(("name", "text"), texts(), ids=lambda one: one if isinstance(one, str) else one.position.value)
def test_every_field_a_clause_writes_out_is_a_slot(name: str, text: ClauseText) -> None:
    assert parse(text.text), name
    wanted = {keys for keys in written_out(text.text) if find(tuple(keys)) is not None}
    slots = stated_by(units(parse(f"固定的一行文字\n{text.text}"), name))
    assert wanted <= slots


def test_the_word_templates_write_what_the_cover_says() -> None:
    for kind in Kind:
        document = read(assets.templates_folder() / kind.value / f"{kind.value}.docx")
        inside = " ".join(block.text for block in document.blocks)
        wanted = {keys for keys in written_out(_plain(inside)) if find(keys) is not None and keys != ("name",)}
        assert wanted <= stated_by((*load_wording().cover[kind], *load_wording().units[kind]))


def _plain(text: str) -> str:
    """The expressions of a Word template alone: its tags are docxtpl's."""
    return " ".join(part.split("}}")[0].join(("{{", "}}")) for part in text.split("{{")[1:])


def test_a_line_with_its_slots() -> None:
    (line,) = parse("运营期限为{{ term.years }}年，自{{ term.start }}起至{{ term.end }}止。")
    assert isinstance(line, Line)
    assert line.parts == (
        "运营期限为",
        Slot(("term", "years"), Form.AS_IS),
        "年，自",
        Slot(("term", "start"), Form.AS_IS),
        "起至",
        Slot(("term", "end"), Form.AS_IS),
        "止。",
    )


def test_a_loop_over_a_list_with_a_test() -> None:
    header, loop = parse(
        '| 编号 |\n| --- |\n{% for product in products.catalogue if product.category == "产业发展、行业发展" %}\n| {{ product.code }} |\n{% endfor %}'
    )
    assert isinstance(header, Line)
    assert header.mark is Mark.HEADER
    assert isinstance(loop, Loop)
    assert (loop.keys, loop.is_whole) == (("products", "catalogue"), False)
    assert loop.implied == ((("products", "catalogue", "*", "category"), "产业发展、行业发展"),)


def test_the_branch_without_a_test_is_the_choice_that_is_left() -> None:
    (branches,) = parse('{% if agreement.dispute.forum == "诉讼" %}\n起诉。\n{% else %}\n仲裁。\n{% endif %}')
    assert isinstance(branches, Branches)
    assert [implied for implied, _ in branches.branches] == [
        ((("agreement", "dispute", "forum"), "诉讼"),),
        ((("agreement", "dispute", "forum"), "仲裁"),),
    ]


@pytest.mark.parametrize("text", ["甲{% if name %}乙{% endif %}", "{% for one in a %}", "{% set x = 1 %}"])
def test_a_text_that_is_written_otherwise_is_left_out(text: str) -> None:
    assert parse(text) == ()
