from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree

from contractkit.core.clauses.draft import BlockStyle, Draft, DraftBlock, DraftTable
from contractkit.errors import RenderingError
from contractkit.library import assets
from contractkit.library.matter import LoadedMatter
from contractkit.readers.word.reader import read_docx
from contractkit.rendering.package import Properties
from contractkit.rendering.template import Template, load_template
from contractkit.rendering.word import render
from contractkit.workflows.readback import lost_words

PROPERTIES = Properties("标题 & <甲>", "青原市交通运输局", date(2026, 2, 26), {"contractkit.edition": "nda-2025"})
HOSTILE = (
    "甲&乙<丙>“丁”",
    "{{ secrets }} {% raw %} {_{ }_} {# x #}",
    "[bold]一[/bold] *二* | 三 # 四",
    "𠮷野家 \u202eabc\u202c 👍 e\u0301",
    "a\u00a0b\u3000c ]]> &amp; &#65;",
)


def template_for(draft: Draft) -> Template:
    return load_template(assets.templates_folder(), draft.kind)


def made(draft: Draft, loaded: LoadedMatter, template: Template | None = None) -> bytes:
    return render(draft, loaded.matter, loaded.requirements, template or template_for(draft), PROPERTIES)


def test_every_word_of_the_draft_is_in_the_file_in_order(draft: Draft, loaded: LoadedMatter) -> None:
    source = read_docx(made(draft, loaded))
    assert lost_words(source, draft.texts(), template_for(draft).static) == ()


def test_a_lost_word_is_noticed(draft: Draft, loaded: LoadedMatter) -> None:
    source = read_docx(made(draft, loaded))
    fewer = replace(source, blocks=tuple(b for b in source.blocks if "期限" not in b.text))
    assert lost_words(fewer, draft.texts(), ()) != ()


def test_hostile_values_stand_as_they_are(draft: Draft, loaded: LoadedMatter) -> None:
    rows = tuple((value, value) for value in HOSTILE)
    blocks = [
        *(
            DraftBlock(style, "" if style is BlockStyle.BODY else "1.1", value)
            for style in BlockStyle
            if style is not BlockStyle.TABLE
            for value in HOSTILE
        ),
        DraftBlock(BlockStyle.TABLE, table=DraftTable(HOSTILE[:2], rows, (1, 3))),
    ]
    styles = {"part", "item", "body", "annex", "section", "clause"}
    styles -= {"clause"} if draft.kind.value == "plan" else {"section"}
    kept = tuple(b for b in blocks if b.style.value in styles or b.table)
    strange = replace(draft, blocks=kept, title="标题{{ x }}&")
    source = read_docx(made(strange, loaded))
    assert lost_words(source, strange.texts(), (strange.title,)) == ()


def test_the_same_input_gives_the_same_bytes(draft: Draft, loaded: LoadedMatter) -> None:
    assert made(draft, loaded) == made(draft, loaded)


def test_the_file_says_what_it_was_made_from(draft: Draft, loaded: LoadedMatter) -> None:
    with zipfile.ZipFile(io.BytesIO(made(draft, loaded))) as package:
        custom = package.read("docProps/custom.xml").decode()
        types = package.read("[Content_Types].xml").decode()
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert "contractkit.edition" in custom
    assert "nda-2025" in custom
    assert "/docProps/custom.xml" in types
    properties = Document(io.BytesIO(made(draft, loaded))).core_properties
    assert (properties.title, properties.author) == ("标题 & <甲>", "青原市交通运输局")
    assert properties.created is not None
    assert properties.created.date() == date(2026, 2, 26)


def test_table_widths_follow_the_clause_text_in_grid_and_cells(draft: Draft, loaded: LoadedMatter) -> None:
    body = Document(io.BytesIO(made(draft, loaded))).element.body
    tables = [b.table for b in draft.blocks if b.table]
    found = [t for t in body.iter(qn("w:tbl")) if t.tblPr.xpath("./w:tblStyle[@w:val='DraftTable']")]
    assert len(found) == len(tables)
    for node, table in zip(found, tables, strict=True):
        grid = [int(column.get(qn("w:w"))) for column in node.tblGrid]
        assert len(grid) == len(table.widths)
        assert max(abs(g / sum(grid) - w / sum(table.widths)) for g, w in zip(grid, table.widths, strict=True)) < 0.01
        cells = [int(c.tcPr.find(qn("w:tcW")).get(qn("w:w"))) for c in node.tr_lst[0].tc_lst]
        assert cells == grid


def test_every_part_is_well_formed(draft: Draft, loaded: LoadedMatter) -> None:
    with zipfile.ZipFile(io.BytesIO(made(draft, loaded))) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        roots = [etree.fromstring(package.read(name)).tag for name in names]
    assert "word/document.xml" in names
    assert len(roots) == len(names)


def test_a_template_without_its_table_is_refused(draft: Draft, loaded: LoadedMatter) -> None:
    template = template_for(draft)
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template.data)) as old, zipfile.ZipFile(data, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            if info.filename == "word/document.xml":
                content = content.replace(b'w:val="DraftTable"', b'w:val="TableGrid"')
            new.writestr(info, content)
    with pytest.raises(RenderingError, match="只写出了0个表格"):
        made(draft, loaded, replace(template, data=data.getvalue()))


def test_a_template_that_asks_for_what_is_not_there_is_refused(draft: Draft, loaded: LoadedMatter) -> None:
    template = template_for(draft)
    document = Document(io.BytesIO(template.data))
    document.add_paragraph("{{ parties.operator.nickname }}")
    data = io.BytesIO()
    document.save(data)
    with pytest.raises(RenderingError, match="nickname"):
        made(draft, loaded, replace(template, data=data.getvalue()))
