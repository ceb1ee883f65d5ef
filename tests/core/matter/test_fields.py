"""Paths, Chinese titles and the JSON schema."""

from __future__ import annotations

import json

from hypothesis import given, settings

from contractkit.core.matter.fields import Keys, children, find, places_of, single_answers, titles
from contractkit.core.matter.leaves import leaves
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.plain import matter_schema, plain
from strategies import matters, sample


def test_titles_of_a_path() -> None:
    assert titles(("revenue", "shares", 1, "percent")) == "收益分配→分配比例第2项→比例（%）"
    assert (
        titles(("products", "catalogue", 0, "sources", 2)) == "产品和服务→产品和服务清单第1项→来源数据（资源编号）第3项"
    )
    assert titles(("positions", "14.11.dispute")) == "条款立场→14.11.dispute"
    assert titles(("security", "unknown", "deeper")) == "安全→unknown→deeper"
    assert titles(()) == ""


def test_fields_of_a_path() -> None:
    assert set(children(("agreement", "dispute"))) == {"forum", "institution", "negotiation_days"}
    assert set(children(("resources", "catalogue", 3, "sharing"))) == {"source", "consent"}
    assert "schema" in children(())
    for nowhere in (("name",), ("resources", "catalogue"), ("nowhere",), ("name", 0)):
        assert children(nowhere) == {}


def test_finding_a_field() -> None:
    consent = find(("resources", "catalogue", 3, "sharing", "consent"))
    assert consent is not None
    assert (consent.title, consent.required) == ("同意文件", True)
    member = find(("accounting", "cost_items", 0))
    assert member is not None
    assert (member.title, member.many) == ("成本项目", False)
    named = find(("positions", "14.11.dispute"))
    assert named is not None
    assert named.named
    for nowhere in ((), ("unknown",), ("term", 0), ("accounting", "cost_items", "x")):
        assert find(nowhere) is None


def test_where_else_a_key_may_stand() -> None:
    assert list(places_of("late_rate")) == ["agreement.liability"]
    assert list(places_of("emergency")) == ["security"]
    assert list(places_of("term")) == [""]


def test_single_answers_are_what_a_cell_can_hold() -> None:
    found = set(single_answers())
    assert {("name",), ("term", "end"), ("parties", "operator", "contact", "email")} <= found
    assert not any(key in {"catalogue", "shares", "positions", "others"} for keys in found for key in keys)


def test_every_field_has_a_chinese_title() -> None:
    for leaf in leaves(Matter.model_validate(sample())):
        assert not any("a" <= char <= "z" for char in leaf.title), leaf


def test_the_schema_is_chinese_and_complete() -> None:
    schema = matter_schema()
    assert schema["title"] == "公共数据资源授权运营事项"
    assert schema["properties"]["schema"]["const"] == "contractkit.matter/1"
    assert schema["additionalProperties"] is False
    text = json.dumps(schema, ensure_ascii=False)
    assert "The facts" not in text
    for definition in schema["$defs"].values():
        assert any("\u4e00" <= char <= "\u9fff" for char in definition["title"]), definition
        assert "description" not in definition
        for name, field in definition.get("properties", {}).items():
            assert any("\u4e00" <= char <= "\u9fff" for char in field["title"]), name


@settings(max_examples=80, deadline=None)
@given(matters())
def test_plain_data_reads_back_equal(matter: Matter) -> None:
    assert Matter.model_validate(plain(matter), context={"max_term_years": 30}) == matter


def test_every_answer_of_the_strategy_varies() -> None:
    seen: dict[Keys, set[str]] = {}

    @settings(max_examples=150, deadline=None, database=None, derandomize=True)
    @given(matters(any_position=True))
    def collect(matter: Matter) -> None:
        _collect(plain(matter), (), seen)

    collect()
    constant = {keys for keys, values in seen.items() if len(values) < 2}
    assert constant <= {("schema",), ("edition",), ("locality",)}  # given or not given
    assert {"edition", "locality"} <= {keys[0] for keys in seen}


def _collect(value: object, keys: Keys, seen: dict[Keys, set[str]]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _collect(inner, (*keys, "*") if keys == ("positions",) else (*keys, key), seen)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, (*keys, 0), seen)
    else:
        seen.setdefault(keys, set()).add(str(value))
