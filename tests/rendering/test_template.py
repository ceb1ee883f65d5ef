from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document

from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData
from contractkit.library import assets
from contractkit.rendering.template import Template, audit, load_template


@pytest.fixture
def template() -> Template:
    return load_template(assets.templates_folder(), Kind.AGREEMENT)


def edited(template: Template, *paragraphs: str) -> Template:
    document = Document(io.BytesIO(template.data))
    for text in paragraphs:
        document.add_paragraph(text)
    data = io.BytesIO()
    document.save(data)
    return replace(template, data=data.getvalue())


@pytest.mark.parametrize("kind", list(Kind))
def test_our_templates_have_no_fault(kind: Kind) -> None:
    assert audit(load_template(assets.templates_folder(), kind)) == ()


def test_fixed_words_outside_conditions_are_known(template: Template) -> None:
    assert {"协议编号：", "统一社会信用代码", "甲方（盖章）："} <= set(template.static)


@pytest.mark.parametrize(
    ("paragraph", "words"),
    [
        ("{{ parties.operator.nmae }}", "“parties.operator.nmae”不存在，最接近的是“name”"),
        ("{{ titel }}", "变量“titel”不存在，最接近的是“title”"),
        ("{{ title ", "标签没有配对"),
        ("｛｛ title ｝｝", "标签没有配对"),
        ("{%p if title == “甲” %}", "标签里有全角符号"),
        ("{%- if title %}甲{% endif %}", "标签里有“-”"),
        ("{%p if title %} 多余的字 {%p endif %}", "两个段落标签"),
        ("多余的字 {%p if title %}", "还有别的文字"),
    ],
)
def test_a_fault_is_told_with_the_words_of_its_paragraph(template: Template, paragraph: str, words: str) -> None:
    told = audit(edited(template, paragraph))
    assert any(words in problem.message for problem in told)
    assert all(problem.remedy for problem in told)


def test_a_missing_template_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidData, match="不能读取模板"):
        load_template(tmp_path, Kind.PLAN)


def test_a_file_that_is_no_word_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "plan").mkdir()
    (tmp_path / "plan" / "plan.docx").write_bytes(b"not a zip")
    with pytest.raises(InvalidData, match="不能读取模板"):
        load_template(tmp_path, Kind.PLAN)
