"""Web pages: the words that a browser shows, each once, in order; the rest is told."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.document.tree import BlockKind, Loss, Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.html import read_html


def page(body: str, head: str = "") -> Source:
    return read_html(f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>".encode())


def texts(body: str, head: str = "") -> list[str]:
    return [block.label + block.text for block in page(body, head).blocks]


def lost(body: str, head: str = "") -> list[tuple[str, int, tuple[str, ...]]]:
    return [(loss.what, loss.count, loss.words) for loss in page(f"{body}<p>正文</p>", head).losses]


def test_headings_paragraphs_and_inline_marks() -> None:
    source = page(
        "<nav>首页</nav><h1>授权<b>协议</b></h1><p>甲方<a href='x'>某局</a>，\n期限  三年&hellip;&#9745;</p>"
        "<div>裸文字<p>段落</div>尾<footer>页脚</footer>",
        "<title>网页标题</title>",
    )
    assert [(block.kind.value, block.level, block.text) for block in source.blocks] == [
        ("paragraph", None, "首页"),
        ("heading", 1, "授权协议"),
        ("paragraph", None, "甲方某局，期限 三年…☑"),
        ("paragraph", None, "裸文字"),
        ("paragraph", None, "段落"),
        ("paragraph", None, "尾"),
        ("paragraph", None, "页脚"),
    ]
    assert source.furniture == ("网页标题",)
    assert source.losses == tuple[Loss, ...]()
    assert [block.location.paragraph for block in source.blocks] == list(range(1, 8))


@pytest.mark.parametrize(
    ("html", "labels"),
    [
        ("<ol><li>a<li>b</ol>", ["1.", "2."]),
        ("<ol start=3><li>a<li value=9>b<li>c</ol>", ["3.", "9.", "10."]),
        ("<ol reversed><li>a<li>b<li>c</ol>", ["3.", "2.", "1."]),
        ("<ol type=a start=26><li>a<li>b</ol>", ["z.", "aa."]),
        ("<ol type=I start=4><li>a</ol>", ["IV."]),
        ("<ol style='list-style-type:cjk-ideographic' start=9><li>a<li>b<li>c</ol>", ["九、", "十、", "十一、"]),
        ("<ol style='list-style:simp-chinese-informal'><li>a</ol>", ["一、"]),
        ("<ol style='list-style-type: simp-chinese-formal' start=12><li>a</ol>", ["壹拾贰、"]),
        ("<ol style='list-style-type: cjk-heavenly-stem'><li>a<li>b</ol>", ["甲、", "乙、"]),
        ("<ol style='list-style-type: decimal-leading-zero'><li>a</ol>", ["01."]),
        ("<ol style='list-style:none'><li>a</ol>", [""]),
        ("<ul><li>a<li>b</ul>", ["", ""]),
        ("<ol start=-1><li>a<li>b</ol>", ["-1.", "0."]),
        ("<ol start=99999999999999999999><li>a</ol>", ["1."]),
        ("<ol><li>a<ol><li>b</ol><li>c</ol>", ["1.", "1.", "2."]),
        ("<ol><li><p>a</p></ol>", ["1."]),
    ],
)
def test_list_numbers(html: str, labels: list[str]) -> None:
    assert [block.label for block in page(html).blocks] == labels


def test_an_item_without_words_keeps_its_number() -> None:
    assert texts("<ol><li></li><li>乙</li></ol>") == ["1.", "2.乙"]


def test_a_list_style_from_the_style_sheet() -> None:
    assert texts("<ol class=cn><li>甲</ol>", "<style>ol.cn{list-style-type:cjk-ideographic}</style>") == ["一、甲"]


def test_tables_with_merged_cells() -> None:
    source = page(
        "<table><caption>清单</caption><tfoot><tr><td>合计<td>2<td></tfoot><tr><th rowspan=2>序号<th colspan=2>资源"
        "<tr><td>名称<td>频率<tr><td>1<td><p>水务</p><p>数据</p><td>每日</table>"
    )
    assert [(block.kind, block.cells) for block in source.blocks[1:]] == [
        (BlockKind.ROW, ("序号", "资源")),
        (BlockKind.ROW, ("", "名称", "频率")),
        (BlockKind.ROW, ("1", "水务\n数据", "每日")),
        (BlockKind.ROW, ("合计", "2", "")),
    ]
    assert [(block.location.table, block.location.row) for block in source.blocks[1:]] == [
        (1, 1),
        (1, 2),
        (1, 3),
        (1, 4),
    ]


def test_a_table_inside_a_cell_follows_its_row() -> None:
    source = page("<table><tr><td>甲<td>外<table><tr><td>内<td>层</table>后<tr><td>乙<td>丙</table>")
    assert [(block.text, block.location.table, block.location.row) for block in source.blocks] == [
        ("甲 | 外\n后", 1, 1),
        ("内 | 层", 2, 1),
        ("乙 | 丙", 1, 2),
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<table><tr><td><p>第一条</p><p>第二条</p></table>",
        "<table><tr><td>菜单<td><h2>第一条</h2><p>第二条</p></table>",
        "<table role=presentation><tr><td>第一条<td>第二条</table>",
        f"<table><tr><td>菜单<td>{'第一条。' * 500}</table>",
    ],
)
def test_a_table_that_arranges_the_page_is_none(html: str) -> None:
    assert all(block.kind is not BlockKind.ROW for block in page(html).blocks)


@pytest.mark.parametrize("end", ["</html>", "</body></html>", "</BODY></HTML >\n<!-- x -->", "</html><html><body>"])
def test_what_stands_behind_the_end_of_a_page_is_shown_and_read(end: str) -> None:
    assert texts(f"<html><body><p>第一条</p>{end}<p>第二条</p>") == ["第一条", "第二条"]


def test_line_breaks() -> None:
    assert texts("<p>甲方：某局<br>乙方：某公司</p>") == ["甲方：某局\n乙方：某公司"]
    assert texts("第一条 期限。<br>第二条 费用<br>　　另起一段<br><br>空行之后") == [
        "第一条 期限。",
        "第二条 费用",
        "另起一段",
        "空行之后",
    ]


def test_preformatted_text_is_read_like_a_text_file() -> None:
    source = page("<pre>第一条 期限\n序号\t名称\n1\t公交\n  三年。</pre>")
    assert [block.text for block in source.blocks] == ["第一条 期限", "序号 | 名称", "1 | 公交", "三年。"]
    assert source.blocks[0].location.line is None


@pytest.mark.parametrize(
    ("html", "what", "words"),
    [
        ("<p>期限<del>三年</del><ins>五年</ins></p>", "删除线文字", "三年"),
        ("<s>旧文字</s>", "删除线文字", "旧文字"),
        ("<span style='text-decoration: line-through'>旧</span>", "删除线文字", "旧"),
        ("<p style='display:none'>暗<b>文</b></p>", "隐藏文字", "暗文"),
        ("<p style='DISPLAY : NONE !important'>暗文</p>", "隐藏文字", "暗文"),
        ("<p hidden>暗文</p>", "隐藏文字", "暗文"),
        ("<span style='visibility:hidden'>暗文</span>", "隐藏文字", "暗文"),
        ("<span style='mso-hide:all'>暗文</span>", "隐藏文字", "暗文"),
        ("<span style='font-size:0pt'>暗文</span>", "隐藏文字", "暗文"),
        ("<span class=x>暗文</span>", "隐藏文字", "暗文"),
        ("<template><p>暗文</p></template>", "隐藏文字", "暗文"),
        ("<!-- 内部意见 -->", "批注", "内部意见"),
        ("<div style='mso-element:comment-list'><p>批注一</p></div>", "批注", "批注一"),
        ("<select><option>按年</option><option selected>按月</option></select>", "未选中的选项", "按年"),
        ("<img src='http://localhost:9/a.png' alt=印章>", "图片", "印章"),
    ],
)
def test_what_does_not_count_is_told_with_its_words(html: str, what: str, words: str) -> None:
    head = "<style>/* 说明 */ .x{display:none} @media print{p{display:none}} p .y{display:none}</style>"
    assert lost(html, head) == [(what, 1, (words,))]
    assert words not in "".join(texts(f"{html}<p>正文</p>", head))


@pytest.mark.parametrize(
    "html",
    [
        "<div style='font-size:0'> <span style='font-size:14px'>第一条</span> </div>",
        "<div style='font-size:0'><p><span style='font:bold 14px/1.5 宋体'>第一条</span></p></div>",
        "<div style='font:0/0 a'><font size=3>第一条</font></div>",
        "<div style='font-size:0'><p style='font-size:1rem'><b style='font-size:2em'>第一条</b></p></div>",
        "<div style='visibility:hidden'><p style='visibility:visible'>第一条</p></div>",
        "<table style='visibility:hidden'><tr><td><p style='visibility:visible'>第一条</table>",
        "<p style='font-size:'>第一条</p>",
    ],
)
def test_what_is_set_back_inside_is_shown(html: str) -> None:
    assert texts(html) == ["第一条"]
    assert lost(html) == []


@pytest.mark.parametrize(
    "html",
    [
        "<div style='font-size:0'>甲<b style='font-size:2em'>乙</b><p style='font-size:120%'>丙</p></div>",
        "<div style='visibility:hidden'>甲<b style='font-size:14px'>乙</b><p>丙</p></div>",
        "<div style='visibility:hidden'>甲<b>乙</b><ol><li>丙</ol><img src=a.png><iframe src=b></iframe><input></div>",
        "<div style='display:none'>甲<b style='display:inline'>乙</b><p style='visibility:visible'>丙</p></div>",
        "<div style='opacity:0'>甲<b style='opacity:1'>乙</b><p>丙</p></div>",
    ],
)
def test_what_is_not_set_back_is_hidden(html: str) -> None:
    assert texts(html + "<p>正文</p>") == ["正文"]
    ((what, count, words),) = lost(html)
    assert (what, count, "".join(words).replace(" ", "")) == ("隐藏文字", 1, "甲乙丙")


def test_words_around_what_is_shown_are_told() -> None:
    html = "<div style='font-size:0'>暗<p style='font-size:9pt'>明<q>文</q><input value=三></p>处<q>引</q><img alt=章></div>"
    assert texts(html) == ["明“文”三"]
    assert lost(html) == [("隐藏文字", 2, ("暗", "处“引”")), ("图片", 1, ("章",))]


@pytest.mark.parametrize(
    "sheet",
    [
        "@import 'a.css'; .x{display:none}",
        "p{color:red}@page{margin:1cm}.x{display:none}",
        "@@a;.y,.x{display:none}",
        "p{}{} .x{display:none}",
        ".x{display:none} /* offen .x{display:block}",
    ],
)
def test_a_rule_is_found_among_others(sheet: str) -> None:
    assert lost("<p class=x>暗文</p>", f"<style>{sheet}</style>") == [("隐藏文字", 1, ("暗文",))]


def test_scripts_and_machine_comments_are_no_words() -> None:
    html = (
        "<script>var a='甲';</script><!--[if gte mso 9]><xml>甲</xml><![endif]--><!-- end nav --><noscript></noscript>"
    )
    assert lost(html) == []
    assert texts(f"{html}正文") == ["正文"]


@pytest.mark.parametrize(("tag", "what"), [("iframe", "内嵌网页"), ("embed", "嵌入对象"), ("video", "嵌入对象")])
def test_what_is_embedded_is_told_and_never_fetched(tag: str, what: str) -> None:
    source = page(f"<{tag} src='http://localhost:9/'></{tag}><{tag} src='b' width=0></{tag}><p>正文</p>")
    assert [(loss.what, loss.count, loss.withholds) for loss in source.losses] == [(what, 1, tag == "iframe")]


def test_form_controls_show_what_they_hold() -> None:
    html = (
        "<input type=checkbox checked>同意<input type=radio>不同意，金额<input value=30>万元，期限<input type=text>年，"
        "<input type=hidden value=密>备注<textarea>无</textarea><textarea></textarea><select><option>按年<option>按月</select>"
    )
    assert texts(html) == ["☑同意☐不同意，金额30万元，期限____年，备注无____按年"]


def test_ruby_keeps_the_base_and_quotes_are_shown() -> None:
    assert texts("<ruby>数据<rp>(</rp><rt>shuju</rt><rp>)</rp></ruby><q>引文</q>") == ["数据“引文”"]


def test_word_made_html() -> None:
    html = (
        "<p class=MsoToc1>第一条 范围<span style='mso-tab-count:1 dotted'>..... </span>1</p>"
        "<p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>（一）<span>&nbsp;&nbsp; </span></span>"
        "<![endif]>文本<o:p></o:p></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        "<div style='mso-element:header'><p>页眉</p></div>"
    )
    source = page(html)
    assert [(block.kind.value, block.text) for block in source.blocks] == [
        ("contents", "第一条 范围..... 1"),
        ("paragraph", "（一）\u00a0\u00a0 文本"),
    ]
    assert source.furniture == ("页眉",)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "big5hkscs"])
def test_encodings(encoding: str) -> None:
    html = "<html><head><meta charset=gb2312></head><p>甲方授權乙方營運公共數據，期間為三年，應依本協議辦理。</p>"
    html = html if encoding == "gb18030" else html.replace("gb2312", encoding)
    assert read_html(html.encode(encoding)).blocks[0].text.startswith("甲方授權乙方")


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<html><body></body></html>", "没有显示出来的文字"),
        ("<!-- 只有注释 -->", "没有显示出来的文字"),
        ("<img src=a><img src=b>", "只有 2 张图片"),
        ("<frameset><frame src=a></frameset>", "嵌入的其他网页"),
        ("<div>" * 100_000 + "甲", "嵌套过深"),
        ("<table><tr><td>甲<td>" * 150, "嵌套过深"),
        ("<p " + " ".join(f"a{number}=1" for number in range(20_000)) + ">甲</p>", "上千个属性"),
    ],
)
def test_pages_that_cannot_be_read(html: str, what: str) -> None:
    with pytest.raises(UnreadableDocument, match=what) as caught:
        read_html(html.encode())
    assert caught.value.remedy


@pytest.mark.parametrize(
    "html",
    [
        "<table>" + ("<tr>" + "<td>x" * 10) * 6_000,
        "<table>" + ("<tr>" + "<td colspan=60 rowspan=60000>x" * 20) * 2000,
        "<p>" + " " * 3_000_000 + "甲",
        "甲乙<br>" * 100_000,
        "<p>甲" + (" " * 1000 + "a") * 2000,
        "<span style='a:b'>甲</span>" * 50_000,
        "<style>" + "@a{" * 50_000 + "</style><p>x",
        "<style>" + "a" * 300_000 + "</style><p>x",
        "<style>" + "@" * 300_000 + "</style><p>x",
        "<style>" + "/*a" * 100_000 + "</style><p>x",
        "<style>" + "a{" + "b" * 300_000 + "</style><p>x",
        "<div>" * 1000 + "甲",
        "<p>" + "甲" * 5_000_000,
        "<select>" + "<option selected>甲" * 20_000,
    ],
)
def test_linear_time(html: str) -> None:
    begin = time.perf_counter()
    assert read_html(html.encode()).blocks
    assert time.perf_counter() - begin < 8


def test_a_data_address_of_megabytes_costs_nothing() -> None:
    source = page(f"<img src='data:image/png;base64,{'A' * 4_000_000}' alt=图><p>正文</p>")
    assert [block.text for block in source.blocks] == ["正文"]


_TAGS = st.sampled_from(
    [
        "<p>",
        "</p>",
        "<b>",
        "</i>",
        "<td>",
        "<tr>",
        "<table>",
        "</table>",
        "<li>",
        "<ol>",
        "</ol>",
        "<h2>",
        "<br>",
        "<div>",
        "</div>",
        "<pre>",
        "</pre>",
        "<tfoot>",
    ]
)


@given(st.lists(st.one_of(_TAGS, st.sampled_from(["甲", "乙", "、", " "])), max_size=40))
def test_every_word_is_read_once_however_broken_the_page(parts: list[str]) -> None:
    html = "".join(parts)
    try:
        source = page(html)
    except UnreadableDocument:
        assert not {"甲", "乙", "、"}.intersection(parts)
        return
    read = "".join(block.text for block in source.blocks)
    for word in ("甲", "乙", "、"):
        assert read.count(word) == parts.count(word)
