"""Every mistake has a Chinese sentence and a remedy."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from contractkit.core import matter
from contractkit.core.matter.fields import find
from contractkit.core.matter.messages import MESSAGES, explain, quoted

SOURCES = sorted(Path(next(iter(matter.__path__))).glob("*.py"))
HAN = re.compile("[\u4e00-\u9fff]")


def kinds_raised() -> set[str]:
    """The kinds that core/matter raises, yields or lists: first arguments of the three calls, and tables of kinds."""
    kinds = set()
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            called = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id
            if isinstance(node, ast.Call) and called in {"PydanticCustomError", "Broken", "Remark"} and node.args:
                kinds |= {inner.value for inner in ast.walk(node.args[0]) if isinstance(inner, ast.Constant)}
            if isinstance(node, ast.For) and isinstance(node.iter, ast.Tuple):
                rows = [row.elts[0] for row in node.iter.elts if isinstance(row, ast.Tuple)]
                kinds |= {row.value for row in rows if isinstance(row, ast.Constant) and "_" in str(row.value)}
    return {str(kind) for kind in kinds}


def test_every_kind_raised_in_the_matter_has_its_words() -> None:
    raised = kinds_raised() - {"credit_code"}  # a field in a table of fields
    assert {"postponed", "shares_total", "source_unknown", "decided_after_signing", "personal_data_delivered"} <= raised
    assert raised <= MESSAGES.keys()


@pytest.mark.parametrize("kind", sorted(MESSAGES))
def test_every_entry_is_a_chinese_sentence_with_a_remedy(kind: str) -> None:
    message, remedy = explain(kind, {}, value="甲", field=find(("security", "emergency", "report_hours")))
    assert HAN.search(message)
    assert message.endswith("。")
    assert remedy == "" if kind == "extra_forbidden" else HAN.search(remedy)
    assert "{" not in message + remedy


def test_an_unknown_kind_falls_back_to_a_sensible_sentence() -> None:
    message, remedy = explain("uuid_parsing", {}, value="甲", field=find(("parties", "operator", "name")))
    assert message == "填写的内容不合要求：“甲”。"
    assert remedy == "请对照字段说明改写。填写要求：与营业执照或者机构代码证书完全一致的全称。"


def test_the_figures_stand_in_the_sentence() -> None:
    wrong = {"code": "91990000MA0QB47223", "expected": "8"}
    assert explain("credit_code_check", wrong)[0].endswith("按前17位计算，末位应为“8”。")
    assert explain("credit_code_form", {"code": "12O", "length": 3, "wrong": "O"})[0].endswith(
        "“12O”有 3 位，含有不应出现的字符“O”。"
    )
    assert explain("greater_than_equal", {"ge": 1}, value=0)[0] == "不得小于 1，现在是“0”。"


def test_choices_are_listed() -> None:
    keys = ("plan", "mode", "kind")
    assert explain("enum", {}, value="按领域", field=find(keys))[1] == "请选其一：整体授权、分领域授权、依场景授权。"


def test_nothing_written_is_told_as_such() -> None:
    message, remedy = explain("string_type", {}, value=None, field=find(("parties", "operator", "contact", "phone")))
    assert message == "没有填写内容。"
    assert remedy == "请在冒号后写上内容；本项可以不填的，整行删去。例如：0558-1234567。"
    assert explain("string_type", {}, value=True)[0] == "须为一行文字，现在是“true”。"


def test_what_a_missing_part_holds_is_listed() -> None:
    _, remedy = explain("missing", {"parent": " security 之下"}, field=find(("security", "emergency")))
    assert remedy == (
        "请在 security 之下补写“emergency:”，其中写：report_hours（报告时限（小时））、drills_per_year（每年演练次数）、measures（处置措施）。"
    )


def test_long_values_are_cut_and_structures_named() -> None:
    assert quoted("长" * 50) == f"“{'长' * 39}…”"
    assert quoted({"a": 1}) == "分项"
    assert quoted([1]) == "列表"


@pytest.mark.parametrize(
    ("value", "words"), [("", "没有填写"), ("  ", "没有填写"), ("长" * 501, "文字太长，最多 500 个字")]
)
def test_a_text_is_counted_in_characters(value: str, words: str) -> None:
    kind, limit = ("too_long", {"max_length": 500}) if value.strip() else ("too_short", {"min_length": 1})
    message, _ = explain(kind, {**limit, "actual_length": len(value)}, value=value)
    assert words in message
