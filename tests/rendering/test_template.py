from __future__ import annotations

import io
import re
import zipfile
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
        ("{{ title | mony }}", "过滤器“mony”不存在，最接近的是“money”"),
        ("{{ article('14.2') }}", "变量“article”不存在"),
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


def with_xml(template: Template, old: str, new: str, part: str = "word/document.xml") -> bytes:
    """The template with its XML changed, as Word would have written it."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template.data)) as source, zipfile.ZipFile(target, "w") as package:
        for info in source.infolist():
            content = source.read(info).decode() if info.filename == part else source.read(info)
            if isinstance(content, str):
                assert old in content
                content = content.replace(old, new, 1).encode()
            package.writestr(info, content)
        if part not in source.namelist():
            package.writestr(part, new)
    return target.getvalue()


def saved(folder: Path, data: bytes) -> Template:
    path = folder / "agreement" / "agreement.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    return load_template(folder, Kind.AGREEMENT)


BOX = (
    '<w:p><w:r><w:t>框外的字</w:t></w:r><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-'
    'compatibility/2006"><mc:Choice Requires="wps"><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r><w:r><w:t>的字</w:t>'
    "</w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:pict><w:txbxContent><w:p><w:r><w:t>框里的字</w:t></w:r>"
    "</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
)


def test_words_of_a_text_box_are_fixed_words_of_their_own(template: Template, tmp_path: Path) -> None:
    changed = saved(tmp_path, with_xml(template, "<w:body>", f"<w:body>{BOX}"))
    added = [text for text in changed.static if "框" in text]
    assert added == ["框外的字", "框里的字"]


def test_a_tag_split_over_runs_is_one_tag(template: Template, tmp_path: Path) -> None:
    split = "<w:p><w:r><w:t>{{ tit</w:t></w:r><w:r><w:t>el }}</w:t></w:r></w:p>"
    changed = saved(tmp_path, with_xml(template, "<w:body>", f"<w:body>{split}"))
    assert [problem.message for problem in audit(changed)] == ["变量“titel”不存在，最接近的是“title”"]


def test_words_of_headers_tables_and_after_loops_are_fixed_but_not_those_inside(
    template: Template, tmp_path: Path
) -> None:
    document = Document(io.BytesIO(template.data))
    for text in ("{%p for b in blocks %}", "循环里的字", "{%p endfor %}", "循环后的字{{ title }}再后的字"):
        document.add_paragraph(text)
    document.add_table(1, 1).cell(0, 0).text = "表格里的字"
    document.sections[0].header.paragraphs[0].add_run("页眉里的字")
    data = io.BytesIO()
    document.save(data)
    static = saved(tmp_path, data.getvalue()).static
    assert {"循环后的字", "再后的字", "表格里的字"} <= set(static)
    assert any("页眉里的字" in text for text in static)
    assert "循环里的字" not in static


@pytest.mark.parametrize(
    ("part", "new", "words"),
    [
        ("word/document.xml", "<w:body><w:p><w:ins><w:r><w:t>新字</w:t></w:r></w:ins></w:p>", "修订痕迹"),
        ("word/comments.xml", "<c>{{ title }}</c>", "批注里有标签“{{ title }}”"),
    ],
)
def test_what_would_not_be_rendered_is_told(template: Template, part: str, new: str, words: str) -> None:
    changed = replace(template, data=with_xml(template, "<w:body>", new, part))
    assert any(words in problem.message for problem in audit(changed))


def test_a_full_width_mark_inside_a_string_is_no_fault(template: Template) -> None:
    assert audit(edited(template, "{{ security.measures | join('（') }}")) == ()


@pytest.mark.parametrize("damage", ["truncated", "no document", "flipped"])
def test_a_damaged_template_is_told(template: Template, tmp_path: Path, damage: str) -> None:
    data = template.data
    if damage == "truncated":
        data = data[:-100]
    elif damage == "no document":
        data = with_xml(template, "officeDocument/2006/relationships/officeDocument", "x", "_rels/.rels")
    else:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            start = package.getinfo("word/document.xml").header_offset + 200
        data = data[:start] + bytes(200) + data[start + 200 :]
    with pytest.raises(InvalidData, match="不能读取模板"):
        saved(tmp_path, data)


@pytest.mark.parametrize(
    ("gone", "what"),
    [
        ("b.text", "段落文字"),
        ("b.number", "编号"),
        ("b.table.rows", "表格各行"),
        ("b.table.header", "表头"),
        ("annexes", "附件"),
        ("blocks", "正文"),
        ("title", "文件标题"),
    ],
)
def test_a_template_that_would_leave_words_out_is_told(template: Template, gone: str, what: str) -> None:
    data = io.BytesIO()
    pattern = re.compile(rf"(?<=[{{ ]){re.escape(gone)}(?= )|broken_title" if gone == "title" else re.escape(gone))
    with zipfile.ZipFile(io.BytesIO(template.data)) as old, zipfile.ZipFile(data, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename.startswith("word/") and info.filename.endswith(".xml"):
                content = pattern.sub("regulation.source", content.decode()).encode()
            new.writestr(info, content)
    told = [problem.message for problem in audit(replace(template, data=data.getvalue()))]
    assert f"模板没有写出{what}" in told
