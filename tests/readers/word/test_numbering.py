"""Automatic numbers as Word shows them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from contractkit.readers.word import read_docx
from contractkit.readers.word.formats import formatted

Docx = Callable[..., bytes]


def level(index: int, text: str, style: str = "decimal", extra: str = "", start: int = 1) -> str:
    return f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{style}"/>{extra}<w:lvlText w:val="{text}"/></w:lvl>'


def abstract(number: int, *levels: str, extra: str = "") -> str:
    return f'<w:abstractNum w:abstractNumId="{number}">{extra}{"".join(levels)}</w:abstractNum>'


def instance(number: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def restart(index: int, start: int = 1) -> str:
    return f'<w:lvlOverride w:ilvl="{index}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def item(text: str, list_id: int, index: int = 0) -> str:
    properties = f'<w:numPr><w:ilvl w:val="{index}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def styled(text: str, style: str, properties: str = "") -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def labels(data: bytes) -> list[str]:
    return [block.label for block in read_docx(data).blocks]


def test_levels_count_and_restart_below(docx: Docx) -> None:
    numbering = abstract(
        0,
        level(0, "第%1条", "chineseCountingThousand"),
        level(1, "%1.%2", extra="<w:isLgl/>"),
        level(2, "（%3）", "chineseCounting"),
    ) + instance(1, 0)
    body = "".join(item("甲", 1, index) for index in (0, 1, 1, 2, 2, 0, 1, 2))
    assert labels(docx(body, numbering=numbering)) == [
        "第一条",
        "1.1",
        "1.2",
        "（一）",
        "（二）",
        "第二条",
        "2.1",
        "（一）",
    ]


def test_text_keeps_the_words_alone(docx: Docx) -> None:
    (block,) = read_docx(docx(item("运营期限", 1), numbering=abstract(0, level(0, "%1、")) + instance(1, 0))).blocks
    assert (block.label, block.text) == ("1、", "运营期限")


def test_definitions_share_counters_until_one_restarts(docx: Docx) -> None:
    numbering = abstract(0, level(0, "%1.")) + instance(1, 0) + instance(2, 0) + instance(3, 0, restart(0, 5))
    body = item("a", 1) + item("b", 2) + item("c", 3) + item("d", 3) + item("e", 1)
    assert labels(docx(body, numbering=numbering)) == ["1.", "2.", "5.", "6.", "7."]


def test_override_replaces_a_level(docx: Docx) -> None:
    override = f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "upperLetter")}</w:lvlOverride>'
    assert labels(docx(item("a", 1), numbering=abstract(0, level(0, "%1.")) + instance(1, 0, override))) == ["（A）"]


def test_level_that_never_restarts_and_one_that_restarts_late(docx: Docx) -> None:
    numbering = abstract(
        0,
        level(0, "%1"),
        level(1, "%2", extra='<w:lvlRestart w:val="0"/>'),
        level(2, "%3", extra='<w:lvlRestart w:val="1"/>'),
    ) + instance(1, 0)
    body = "".join(item("x", 1, index) for index in (0, 1, 2, 1, 2, 0, 1, 2))
    assert labels(docx(body, numbering=numbering)) == ["1", "1", "1", "2", "2", "2", "3", "1"]


def test_levels_not_yet_used_show_their_start(docx: Docx) -> None:
    numbering = abstract(0, level(0, "%1", start=3), level(1, "%1.%2")) + instance(1, 0)
    assert labels(docx(item("x", 1, 1) + item("y", 1, 1), numbering=numbering)) == ["3.1", "3.2"]


def test_number_through_the_style_chain(docx: Docx) -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="h1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/><w:basedOn w:val="h1"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="zi"><w:name w:val="子款"/><w:basedOn w:val="h2"/></w:style>'
    )
    numbering = abstract(
        0,
        level(0, "第%1章", "chineseCounting", '<w:pStyle w:val="h1"/>'),
        level(1, "第%2节", "chineseCounting", '<w:pStyle w:val="h2"/>'),
    ) + instance(1, 0)
    body = (
        styled("总则", "h1")
        + styled("目的", "h2")
        + styled("目的二", "zi")
        + styled("分则", "h1")
        + styled("无号", "h1", '<w:numPr><w:numId w:val="0"/></w:numPr>')
        + styled("附则", "h1")
    )
    assert labels(docx(body, numbering=numbering, styles=styles)) == [
        "第一章",
        "第一节",
        "第二节",
        "第二章",
        "",
        "第三章",
    ]


def test_list_style_behind_a_link(docx: Docx) -> None:
    styles = '<w:style w:type="numbering" w:styleId="ls"><w:name w:val="ls"/><w:pPr><w:numPr><w:numId w:val="9"/></w:numPr></w:pPr></w:style>'
    numbering = (
        abstract(0, extra='<w:numStyleLink w:val="ls"/>')
        + abstract(1, level(0, "%1）"), extra='<w:styleLink w:val="ls"/>')
        + instance(1, 0)
        + instance(9, 1)
    )
    assert labels(docx(item("a", 1) + item("b", 9), numbering=numbering, styles=styles)) == ["1）", "2）"]


def test_link_in_a_circle_gives_no_number(docx: Docx) -> None:
    styles = '<w:style w:type="numbering" w:styleId="ls"><w:name w:val="ls"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    numbering = abstract(0, extra='<w:numStyleLink w:val="ls"/>') + instance(1, 0)
    assert labels(docx(item("a", 1), numbering=numbering, styles=styles)) == [""]


def test_bullets_and_unknown_lists_have_no_label(docx: Docx) -> None:
    numbering = abstract(0, level(0, "\uf0b7", "bullet")) + instance(1, 0)
    assert labels(docx(item("a", 1) + item("b", 77) + item("c", 1, 5), numbering=numbering)) == ["", "", ""]


def test_format_behind_an_alternative(docx: Docx) -> None:
    alternative = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" '
        'w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="%1"/></w:lvl>'
    )
    assert labels(docx(item("a", 1), numbering=abstract(0, alternative) + instance(1, 0))) == ["001"]


def test_deleted_and_hidden_paragraphs_are_not_counted(docx: Docx) -> None:
    numbering = abstract(0, level(0, "%1.")) + instance(1, 0)
    number = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    deleted = f'<w:p><w:pPr>{number}<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:del w:id="2"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>'
    hidden = f"<w:p><w:pPr>{number}<w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>隐</w:t></w:r></w:p>"
    body = item("a", 1) + deleted + item("b", 1) + hidden + item("c", 1)
    assert labels(docx(body, numbering=numbering)) == ["1.", "2.", "3."]


def test_numbered_paragraph_without_words_is_still_there(docx: Docx) -> None:
    numbering = abstract(0, level(0, "%1.")) + instance(1, 0)
    found = read_docx(docx(item("", 1) + item("b", 1), numbering=numbering)).blocks
    assert [(block.label, block.text) for block in found] == [("1.", ""), ("2.", "b")]


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("decimal", {1: "1", 21: "21"}),
        ("decimalZero", {3: "03", 12: "12"}),
        ("decimalFullWidth", {12: "\uff11\uff12"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimalEnclosedCircleChinese", {3: "③"}),
        ("decimalEnclosedParen", {2: "⑵"}),
        ("ideographEnclosedCircle", {10: "㊉", 11: "11"}),
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 99: "九十九", 101: "一○一"}),
        ("taiwaneseCounting", {12: "十二"}),
        ("chineseCountingThousand", {10: "十", 23: "二十三", 100: "一百", 101: "一百\u3007一", 110: "一百一十"}),
        ("japaneseCounting", {10: "十", 21: "二十一", 101: "百一"}),
        ("chineseLegalSimplified", {1: "壹", 10: "壹拾", 23: "贰拾叁", 101: "壹佰零壹"}),
        ("ideographLegalTraditional", {2: "貳", 20000: "貳萬"}),
        ("ideographDigital", {10: "一\u3007", 23: "二三"}),
        ("ideographTraditional", {1: "甲", 10: "癸", 11: "11"}),
        ("ideographZodiac", {1: "子", 12: "亥"}),
        ("lowerLetter", {1: "a", 26: "z", 27: "aa", 53: "aaa"}),
        ("upperLetter", {2: "B"}),
        ("lowerRoman", {4: "iv", 9: "ix", 14: "xiv", 0: "0"}),
        ("upperRoman", {1990: "MCMXC"}),
        ("numberInDash", {3: "- 3 -"}),
        ("none", {3: ""}),
        ("koreanCounting", {3: "3"}),
    ],
)
def test_formats(style: str, expected: dict[int, str]) -> None:
    assert {number: formatted(number, style) for number in expected} == expected
