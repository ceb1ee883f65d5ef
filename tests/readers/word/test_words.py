"""One construct of Word at a time: which words count, in which order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.core.document.tree import BlockKind, Source
from contractkit.readers.word import read_docx

Docx = Callable[..., bytes]


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{f"<w:rPr>{properties}</w:rPr>" if properties else ""}<w:t xml:space="preserve">{text}</w:t></w:r>'


def p(content: str, properties: str = "") -> str:
    return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{content}</w:p>"


def in_run(content: str) -> str:
    return f"<w:r>{content}</w:r>"


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def instruction(text: str) -> str:
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def text_box(content: str) -> str:
    return f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"


def vml_box(content: str) -> str:
    return f"<w:pict><v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape></w:pict>"


DELETED = '<w:del w:id="1" w:author="甲"><w:r><w:delText>作废</w:delText></w:r></w:del>'
MARK_DELETED = '<w:rPr><w:del w:id="2" w:author="甲"/></w:rPr>'

CASES: dict[str, tuple[str, list[str]]] = {
    "runs split within words": (p(run("授权") + run("期") + run("限")), ["授权期限"]),
    "trailing blanks stay": (p(run("期限：") + run("      ", '<w:u w:val="single"/>')), ["期限：      "]),
    "tab, hyphens, positional tab": (
        p(
            run("甲")
            + "<w:r><w:tab/><w:t>乙</w:t><w:noBreakHyphen/><w:softHyphen/><w:t>丙</w:t><w:ptab/></w:r>"
            + run("丁")
        ),
        ["甲\t乙-丙\t丁"],
    ),
    "break within a clause": (
        p("<w:r><w:t>公共数据</w:t><w:br/><w:t>授权运营协议</w:t></w:r>"),
        ["公共数据\n授权运营协议"],
    ),
    "breaks between clauses": (
        p("<w:r><w:t>第一条 范围如下。</w:t><w:br/><w:t>（一）甲</w:t><w:cr/><w:t>（二）乙</w:t></w:r>"),
        ["第一条 范围如下。", "（一）甲", "（二）乙"],
    ),
    "page break in front": (p('<w:r><w:br w:type="page"/><w:t>附件一</w:t></w:r>'), ["附件一"]),
    "block content control": (f"<w:sdt><w:sdtPr/><w:sdtContent>{p(run('控件里'))}</w:sdtContent></w:sdt>", ["控件里"]),
    "inline content control": (
        p(run("甲方：") + f"<w:sdt><w:sdtPr/><w:sdtContent>{run('某局')}</w:sdtContent></w:sdt>"),
        ["甲方：某局"],
    ),
    "hyperlink, smart tag, custom XML, direction": (
        p(
            f'<w:hyperlink w:anchor="x">{run("甲")}</w:hyperlink><w:smartTag w:element="x">{run("乙")}</w:smartTag>'
            f'<w:customXml w:element="x">{run("丙")}</w:customXml><w:bdo w:val="ltr">{run("丁")}</w:bdo>'
        ),
        ["甲乙丙丁"],
    ),
    "custom XML around paragraphs": (
        f'<w:customXml w:element="x">{p(run("甲"))}{p(run("乙"))}</w:customXml>',
        ["甲", "乙"],
    ),
    "insertion and move count": (
        p(run("甲") + f'<w:ins w:id="1">{run("乙")}</w:ins><w:moveTo w:id="2">{run("丙")}</w:moveTo>'),
        ["甲乙丙"],
    ),
    "deletion and move away do not": (
        p(run("甲") + DELETED + f'<w:moveFrom w:id="2">{run("移走")}</w:moveFrom>' + run("乙")),
        ["甲乙"],
    ),
    "insertion deleted again": (p(run("甲") + f'<w:ins w:id="1">{DELETED}</w:ins>'), ["甲"]),
    "paragraph mark deleted": (p(run("甲方应当"), MARK_DELETED) + p(run("按时供数")), ["甲方应当按时供数"]),
    "whole paragraph deleted": (p(DELETED, MARK_DELETED) + p(run("留下")), ["留下"]),
    "mark deleted at the end": (p(run("末段"), MARK_DELETED), ["末段"]),
    "mark deleted before a table": (
        p(run("在前"), MARK_DELETED) + f"<w:tbl><w:tr><w:tc>{p(run('表'))}</w:tc></w:tr></w:tbl>",
        ["在前", "表"],
    ),
    "choice, not fallback": (
        p(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wp:inline>"
            f"{text_box(p(run('框')))}</wp:inline></w:drawing></mc:Choice>"
            f"<mc:Fallback>{vml_box(p(run('框')))}</mc:Fallback></mc:AlternateContent></w:r>" + run("正文")
        ),
        ["正文", "框"],
    ),
    "fallback where the choice is empty": (
        p(
            "<w:r><mc:AlternateContent><mc:Choice Requires='x'/><mc:Fallback><w:t>后备</w:t></mc:Fallback></mc:AlternateContent></w:r>"
        ),
        ["后备"],
    ),
    "VML text box, nested": (
        p(in_run(vml_box(p(run("外") + in_run(vml_box(p(run("内")))))))),
        ["外", "内"],
    ),
    "word art": (
        p(run("正文") + '<w:r><w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict></w:r>'),
        ["正文", "征求意见稿"],
    ),
    "simple field": (
        p(run("见第") + f'<w:fldSimple w:instr=" REF a ">{run("三")}</w:fldSimple>' + run("条")),
        ["见第三条"],
    ),
    "complex field: the result only": (
        p(
            run("第")
            + field("begin")
            + instruction(" PAGE ")
            + run("不显示")
            + field("separate")
            + run("7")
            + field("end")
            + run("页")
        ),
        ["第7页"],
    ),
    "nested fields": (
        p(
            field("begin")
            + instruction(" IF ")
            + field("begin")
            + instruction(" DOCPROPERTY x ")
            + field("separate")
            + run("隐")
            + field("end")
            + instruction(' = "1" ')
            + field("separate")
            + run("显")
            + field("end")
        ),
        ["显"],
    ),
    "field that never ends": (
        p(field("begin") + instruction(" REF a ") + run("后文")) + p(run("下一段")),
        ["后文", "下一段"],
    ),
    "check box of a form": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
            + instruction(" FORMCHECKBOX ")
            + field("separate")
            + field("end")
            + run("同意")
        ),
        ["☑同意"],
    ),
    "drop-down list of a form": (
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="仲裁"/>'
            '<w:listEntry w:val="诉讼"/></w:ddList></w:ffData></w:fldChar></w:r>'
            + instruction(" FORMDROPDOWN ")
            + field("end")
        ),
        ["诉讼"],
    ),
    "prompt of a macro button": (
        p(field("begin") + instruction(" MACROBUTTON NoMacro [填写名称]") + field("end")),
        ["[填写名称]"],
    ),
    "circled number of an EQ field": (
        p(field("begin") + instruction(r" eq \o\ac(○,3)") + field("end") + run("乙方")),
        ["③乙方"],
    ),
    "circled character beyond the signs": (p(field("begin") + instruction(r" eq \o\ac(○,甲)") + field("end")), ["甲"]),
    "fraction of an EQ field": (p(field("begin") + instruction(r" EQ \f(1,3)") + field("end")), ["1/3"]),
    "symbol field": (
        p(field("begin") + instruction(r' SYMBOL 254 \f "Wingdings" \s 12 ') + field("end") + run("同意")),
        ["☑同意"],
    ),
    "symbols": (
        p(
            '<w:r><w:sym w:font="Wingdings 2" w:char="F052"/></w:r>'
            + run("是")
            + '<w:r><w:sym w:font="Wingdings" w:char="F0A8"/></w:r>'
            + run("否")
            + '<w:r><w:sym w:font="宋体" w:char="25A1"/></w:r>'
        ),
        ["☑是□否□"],
    ),
    "letters in a symbol font": (p(run("R", '<w:rFonts w:ascii="Wingdings 2"/>') + run("是") + run("R")), ["☑是R"]),
    "ruby: the base": (
        p(
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>shù</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>数</w:t></w:r></w:rubyBase></w:ruby></w:r>"
            + run("据")
        ),
        ["数据"],
    ),
    "formula": (
        p(
            run("分成")
            + "<m:oMath><m:r><m:t>S=</m:t></m:r><m:f><m:num><m:r><m:t>a+b</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r>"
            "</m:den></m:f><m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
        ),
        ["分成S=(a+b)/2x^2"],
    ),
    "formula between paragraphs": (
        "<m:oMathPara><m:oMath><m:r><m:t>y=1</m:t></m:r></m:oMath></m:oMathPara>" + p(run("后")),
        ["y=1", "后"],
    ),
    "comment inside a text node": (p("<w:r><w:t>甲<!-- 乙 -->丙</w:t></w:r>"), ["甲丙"]),
    "empty paragraphs leave no block": (p("") + p(run("　")) + p(run("有字")), ["有字"]),
}


@pytest.mark.parametrize(("body", "expected"), CASES.values(), ids=CASES.keys())
def test_words_that_count(docx: Docx, body: str, expected: list[str]) -> None:
    assert [block.text for block in read_docx(docx(body)).blocks] == expected


def test_strict_edition_reads_the_same(docx: Docx, archive: Callable[[dict[str, str]], bytes]) -> None:
    del docx
    strict = "http://purl.oclc.org/ooxml/wordprocessingml/main"
    office = "http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument"
    data = archive(
        {
            "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="a" Type="{office}" Target="/Word/main.xml"/></Relationships>',
            "word/main.xml": f'<w:document xmlns:w="{strict}"><w:body><w:p><w:r><w:t>严格版</w:t></w:r></w:p></w:body></w:document>',
        }
    )
    assert [block.text for block in read_docx(data).blocks] == ["严格版"]


def read(docx: Docx, body: str, **parts: str) -> Source:
    return read_docx(docx(body, **parts))


def test_notes_follow_their_paragraph_once(docx: Docx) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    end_reference = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    source = read(
        docx,
        p(run("正文") + reference + reference + end_reference) + p(run("下段")),
        footnotes=f'<w:footnote w:id="0" w:type="separator">{p(run("线"))}</w:footnote>'
        f'<w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + run("脚注文字"))}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p(run("尾注文字"))}</w:endnote>',
    )
    assert [(block.label, block.text) for block in source.blocks] == [
        ("", "正文"),
        ("脚注1", "脚注文字"),
        ("尾注1", "尾注文字"),
        ("", "下段"),
    ]


def test_note_that_refers_to_itself_is_read_once(docx: Docx) -> None:
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    source = read(
        docx, p(run("正文") + reference), footnotes=f'<w:footnote w:id="2">{p(run("注") + reference)}</w:footnote>'
    )
    assert [block.text for block in source.blocks] == ["正文", "注"]


def test_headers_and_footers_are_furniture(docx: Docx) -> None:
    section = (
        '<w:headerReference w:type="default" r:id="rId_header"/><w:footerReference w:type="default" r:id="rId_footer"/>'
    )
    source = read(
        docx,
        p(run("正文"), f"<w:sectPr>{section}</w:sectPr>"),
        header=p(run("协议（修改稿）")) + p(f"<w:r>{vml_box(p(run('机密')))}</w:r>"),
        footer=p(
            run("— ") + field("begin") + instruction(" PAGE ") + field("separate") + run("1") + field("end") + run(" —")
        ),
    )
    assert [block.text for block in source.blocks] == ["正文"]
    assert source.furniture == ("协议（修改稿）", "机密", "— 1 —")


TOC_STYLES = (
    '<w:style w:type="paragraph" w:styleId="11"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="TOC Heading"/></w:style>'
)


def test_contents_field_over_paragraphs(docx: Docx) -> None:
    source = read(
        docx,
        p(field("begin") + instruction(r' TOC \o "1-3" ') + field("separate") + run("目录"))
        + p(
            f'<w:hyperlink w:anchor="_Toc1">{run("违约责任")}{field("begin")}{instruction(" PAGEREF _Toc1 ")}{field("separate")}{run("3")}{field("end")}</w:hyperlink>'
        )
        + p(field("end") + run("违约责任")),
    )
    assert [(block.kind, block.text) for block in source.blocks] == [
        (BlockKind.CONTENTS, "目录"),
        (BlockKind.CONTENTS, "违约责任3"),
        (BlockKind.PARAGRAPH, "违约责任"),
    ]


def test_contents_by_style_and_control(docx: Docx) -> None:
    source = read(
        docx,
        p(run("目录"), '<w:pStyle w:val="t"/>')
        + p(run("第一章 1"), '<w:pStyle w:val="11"/>')
        + '<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        + f"<w:sdtContent>{p(run('第二章 2'))}</w:sdtContent></w:sdt>"
        + p(run("正文")),
        styles=TOC_STYLES,
    )
    assert [block.kind for block in source.blocks] == [BlockKind.CONTENTS] * 3 + [BlockKind.PARAGRAPH]


def test_contents_field_without_end_does_not_swallow_the_document(docx: Docx) -> None:
    source = read(
        docx, p(field("begin") + instruction(" TOC ") + field("separate") + run("甲方应当供数。")) + p(run("正文"))
    )
    assert {block.kind for block in source.blocks} == {BlockKind.PARAGRAPH}


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="tiao"><w:name w:val="条标题"/><w:basedOn w:val="1"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="zi"><w:name w:val="标题 4"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="ti"><w:name w:val="Title"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="xun1"><w:name w:val="循环"/><w:basedOn w:val="xun2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="xun2"><w:name w:val="循环2"/><w:basedOn w:val="xun1"/></w:style>'
)


@pytest.mark.parametrize(
    ("properties", "level"),
    [
        ('<w:pStyle w:val="1"/>', 1),
        ('<w:pStyle w:val="tiao"/>', 3),
        ('<w:pStyle w:val="zi"/>', 4),
        ('<w:pStyle w:val="ti"/>', 1),
        ('<w:pStyle w:val="Heading2"/>', 2),
        ('<w:outlineLvl w:val="1"/>', 2),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', None),
        ('<w:pStyle w:val="xun1"/>', None),
        ("", None),
    ],
)
def test_heading_levels(docx: Docx, properties: str, level: int | None) -> None:
    (block,) = read(docx, p(run("总则"), properties), styles=STYLES).blocks
    assert (block.level, block.kind) == (level, BlockKind.HEADING if level else BlockKind.PARAGRAPH)


def test_blocks_are_numbered_and_keep_their_element(docx: Docx) -> None:
    source = read(docx, p("") + p(run("甲")) + p(run("乙。")))
    assert [block.location.paragraph for block in source.blocks] == [1, 2]
    tags = [getattr(block.anchor, "tag", "") for block in source.blocks]
    assert tags == ["{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"] * 2
