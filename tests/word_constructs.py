"""Word constructs one by one, each with the visible text that a file of it alone shows, in reading order."""

from __future__ import annotations

from dataclasses import dataclass, field

from contractkit.readers.options import RevisionView
from word_files import (
    abstract,
    alternatives,
    cell,
    control,
    fraction,
    in_run,
    instance,
    instruction,
    level,
    link,
    mark,
    math,
    numbered,
    p,
    r,
    result_of,
    row,
    shape_box,
    table,
    vml_box,
    word_file,
)


@dataclass(frozen=True)
class Case:
    body: str
    expected: list[str]
    parts: dict[str, str] = field(default_factory=dict)
    members: dict[str, bytes | str] = field(default_factory=dict)
    links: str = ""
    furniture: tuple[str, ...] = ()
    view: RevisionView = RevisionView.ACCEPTED


def of(*texts: str) -> str:
    return "".join(p(r(text)) for text in texts)


def xml(content: str) -> str:
    return f'<w:customXml w:element="x">{content}</w:customXml>'


def embedded(name: str, content: bytes | str, expected: list[str], body: str = "") -> Case:
    return Case(
        body or of("前文") + '<w:altChunk r:id="rIdC"/>' + of("后文"),
        expected,
        members={f"word/{name}": content},
        links=link("rIdC", "aFChunk", name),
    )


HTML = "<html><head><meta charset='utf-8'></head><body><p>第一条 网页里的约定。</p><p>第二条 又一条。</p></body></html>"
INNER = word_file(
    p(r("内嵌的条款"), numbered(1)) + table(row(cell(of("内甲")), cell(of("内乙")))),
    {"numbering": abstract(0, level(0, "第%1条", "chineseCounting")) + instance(1, 0)},
)
INNERMOST = word_file(
    of("中间一层") + '<w:altChunk r:id="rIdC"/>',
    members={"word/inner.docx": INNER},
    links=link("rIdC", "aFChunk", "inner.docx"),
)
LIST = {
    "numbering": abstract(0, level(0, "第%1条", "chineseCounting"), level(1, "（%2）", "chineseCounting"))
    + instance(1, 0)
}
NOTE_MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
END_MARK = '<w:r><w:endnoteReference w:id="2"/></w:r>'
DIAGRAM = (
    "<dgm:dataModel xmlns:dgm='http://schemas.openxmlformats.org/drawingml/2006/diagram' "
    "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'><dgm:ptLst>"
    "<dgm:pt><dgm:t><a:p><a:r><a:t>申</a:t></a:r><a:r><a:t>请</a:t></a:r></a:p></dgm:t></dgm:pt>"
    "<dgm:pt><dgm:t><a:p><a:endParaRPr/></a:p></dgm:t></dgm:pt>"
    "<dgm:pt><dgm:t><a:p><a:r><a:t>评估</a:t></a:r></a:p></dgm:t></dgm:pt></dgm:ptLst></dgm:dataModel>"
)

CONSTRUCTS: dict[str, Case] = {
    "拆成多段的文字": Case(p(r("授权") + r("运营") + r("期限")), ["授权运营期限"]),
    "制表符与不间断连字符": Case(
        p(in_run("<w:tab/><w:t>甲</w:t><w:noBreakHyphen/><w:t>乙</w:t><w:ptab/>") + r("丙")), ["\t甲-乙\t丙"]
    ),
    "手动换行与分页符": Case(
        p(
            in_run(
                '<w:br w:type="page"/><w:t>第一条 范围。</w:t><w:br/><w:t>第二条 期限。</w:t><w:cr/><w:t>第三条 费用。</w:t>'
            )
        ),
        ["第一条 范围。", "第二条 期限。", "第三条 费用。"],
    ),
    "严格版 OOXML": Case(of("严格版的文字"), ["严格版的文字"]),
    "内容控件（整段）": Case(of("前") + control(of("控件甲", "控件乙")) + of("后"), ["前", "控件甲", "控件乙", "后"]),
    "内容控件（段内）": Case(p(r("甲方：") + control(r("某市数据局")) + r("（盖章）")), ["甲方：某市数据局（盖章）"]),
    "内容控件（表格行）": Case(
        table(row(cell(of("名称")), cell(of("期限"))), control(row(cell(of("甲")), cell(of("五年"))))),
        ["名称 | 期限", "甲 | 五年"],
    ),
    "内容控件（单元格）": Case(table(row(cell(of("期限")), control(cell(of("五年"))))), ["期限 | 五年"]),
    "内容控件（层层嵌套）": Case(control(control(p(control(r("里") + control(r("面")))))), ["里面"]),
    "内容控件（复选框）": Case(
        p(
            control(
                in_run('<w:sym w:font="MS Gothic" w:char="2612"/>'),
                '<w14:checkbox><w14:checked w14:val="1"/></w14:checkbox>',
            )
            + r("专属授权　")
            + control(r("☐"), "<w14:checkbox/>")
            + r("普通授权")
        ),
        ["☒专属授权　☐普通授权"],
    ),
    "文本框（DrawingML）": Case(
        p(r("正文") + in_run(shape_box(of("框内甲", "框内乙")))) + of("后文"), ["正文", "框内甲", "框内乙", "后文"]
    ),
    "文本框（VML）": Case(p(r("正文") + in_run(vml_box(of("框内"))) + r("续")), ["正文续", "框内"]),
    "文本框（新旧两种写法并存）": Case(
        p(in_run(alternatives(shape_box(of("只读一次")), vml_box(of("只读一次"))))), ["只读一次"]
    ),
    "文本框（只有后备写法）": Case(p(in_run(alternatives("", vml_box(of("后备"))))), ["后备"]),
    "文本框（框中有框、有表）": Case(
        p(in_run(vml_box(p(r("外") + in_run(vml_box(of("内")))) + table(row(cell(of("甲")), cell(of("乙"))))))),
        ["外", "内", "甲 | 乙"],
    ),
    "组合图形中的文本框": Case(
        p(
            in_run(
                f"<w:drawing><wpg:wgp>{''.join(f'<wps:wsp><wps:txbx><w:txbxContent>{of(text)}</w:txbxContent></wps:txbx></wps:wsp>' for text in ('甲方', '乙方'))}</wpg:wgp></w:drawing>"
            )
        ),
        ["甲方", "乙方"],
    ),
    "艺术字": Case(
        p(r("正文") + in_run('<w:pict><v:shape><v:textpath string="征求意见稿"/></v:shape></w:pict>')),
        ["正文", "征求意见稿"],
    ),
    "SmartArt 图示": Case(
        p(r("流程如下：") + in_run('<w:drawing><dgm:relIds r:dm="rIdD"/></w:drawing>')),
        ["流程如下：", "申请", "评估"],
        members={"word/diagrams/data1.xml": DIAGRAM},
        links=link("rIdD", "diagramData", "diagrams/data1.xml"),
    ),
    "超链接": Case(
        p(r("见") + f'<w:hyperlink w:anchor="x">{r("附件")}{r("一")}</w:hyperlink>' + r("。")), ["见附件一。"]
    ),
    "智能标记与文字方向": Case(
        p(
            f'<w:smartTag w:element="x">{r("北")}<w:smartTag w:element="y">{r("城")}</w:smartTag></w:smartTag><w:bdo w:val="ltr">{r("市")}</w:bdo><w:dir>{r("局")}</w:dir>'
        ),
        ["北城市局"],
    ),
    "自定义 XML": Case(
        xml(p(r("甲") + xml(r("乙")))) + table(xml(row(cell(of("丙")), cell(of("丁"))))),
        ["甲乙", "丙 | 丁"],
    ),
    "简单域": Case(p(r("见第") + f'<w:fldSimple w:instr=" REF a ">{r("三")}</w:fldSimple>' + r("条")), ["见第三条"]),
    "复杂域": Case(p(r("第") + result_of("PAGE", r("7")) + r("页")), ["第7页"]),
    "嵌套的域": Case(
        p(
            mark("begin")
            + instruction(" IF ")
            + result_of("DOCPROPERTY x", r("指令里"))
            + instruction(' = "1" "是" "否" ')
            + mark("separate")
            + r("显示")
            + mark("end")
        ),
        ["显示"],
    ),
    "跨段落的域": Case(
        p(r("甲") + mark("begin") + instruction(" INCLUDETEXT ") + mark("separate") + r("乙"))
        + p(r("丙") + mark("end") + r("丁")),
        ["甲乙", "丙丁"],
    ),
    "没有结束的域": Case(p(mark("begin") + instruction(" REF a ") + r("后文")) + of("下段"), ["后文", "下段"]),
    "窗体复选框与下拉框": Case(
        p(
            '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData></w:fldChar></w:r>'
            + instruction(" FORMCHECKBOX ")
            + mark("end")
            + r("同意，由")
            + '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="诉讼"/><w:listEntry w:val="仲裁"/></w:ddList></w:ffData></w:fldChar></w:r>'
            + instruction(" FORMDROPDOWN ")
            + mark("end")
            + r("解决")
        ),
        ["☑同意，由仲裁解决"],
    ),
    "带圈字符与 EQ 域": Case(
        p(
            mark("begin")
            + instruction(r" eq \o\ac(○,3)")
            + mark("end")
            + r("比例为")
            + mark("begin")
            + instruction(r" EQ \f(1,3)")
            + mark("end")
        ),
        ["③比例为1/3"],
    ),
    "表格": Case(
        table(row(cell(of("名称")), cell(of("期限", "起算"))), row(cell(of("气象")), cell(p()))),
        ["名称 | 期限\n起算", "气象 | "],
    ),
    "嵌套表格": Case(
        table(row(cell(of("外甲") + table(row(cell(of("内甲")), cell(of("内乙")))) + p()), cell(of("外乙")))),
        ["外甲 | 外乙", "内甲 | 内乙"],
    ),
    "横向合并单元格": Case(
        table(
            row(cell(of("合计"), '<w:gridSpan w:val="2"/>'), cell(of("100"))),
            row(cell(of("甲"), '<w:hMerge w:val="restart"/>'), cell(p(), "<w:hMerge/>"), cell(of("乙"))),
        ),
        ["合计 |  | 100", "甲 |  | 乙"],
    ),
    "纵向合并单元格": Case(
        table(
            row(cell(of("甲局"), '<w:vMerge w:val="restart"/>'), cell(of("一"))),
            row(cell(p(), "<w:vMerge/>"), cell(of("二"))),
        ),
        ["甲局 | 一", " | 二"],
    ),
    "缩进的表格行": Case(
        table(row(cell(of("甲")), cell(of("乙")), properties='<w:gridBefore w:val="1"/>')), [" | 甲 | 乙"]
    ),
    "当边框用的单列表格": Case(table(row(cell(of("第一条 范围", "第二条 期限")))), ["第一条 范围", "第二条 期限"]),
    "脚注": Case(
        p(r("正文") + NOTE_MARK) + of("下段"),
        ["正文", "脚注1脚注的话", "下段"],
        {
            "footnotes": f'<w:footnote w:id="0" w:type="separator">{of("线")}</w:footnote><w:footnote w:id="2">{p("<w:r><w:footnoteRef/></w:r>" + r("脚注的话"))}</w:footnote>'
        },
    ),
    "尾注": Case(
        table(row(cell(p(r("格内") + END_MARK)), cell(of("旁")))),
        ["格内 | 旁", "尾注1尾注的话"],
        {"endnotes": f'<w:endnote w:id="2">{of("尾注的话")}</w:endnote>'},
    ),
    "页眉页脚（不算正文）": Case(
        of("正文")
        + '<w:sectPr><w:headerReference r:id="rId_header"/><w:footerReference r:id="rId_footer"/></w:sectPr>',
        ["正文"],
        {
            "header": of("协议（修改稿）") + p(in_run(vml_box(of("机密")))),
            "footer": p(r("— ") + result_of("PAGE", r("1")) + r(" —")),
        },
        furniture=("协议（修改稿）", "机密", "— 1 —"),
    ),
    "公式（段内）": Case(
        p(
            r("收益S=")
            + f"<m:oMath>{fraction('a+b', '2')}<m:sSup><m:e>{math('x')}</m:e><m:sup>{math('2')}</m:sup></m:sSup></m:oMath>"
            + r("。")
        ),
        ["收益S=(a+b)/2x^2。"],
    ),
    "公式（独立成段）": Case(
        f"<m:oMathPara><m:oMath>{math('y=')}<m:rad><m:deg/><m:e>{math('k')}</m:e></m:rad></m:oMath></m:oMathPara>"
        + p(f"<m:oMathPara><m:oMath>{math('z=1')}</m:oMath></m:oMathPara>"),
        ["y=√k", "z=1"],
    ),
    "符号": Case(
        p(
            in_run('<w:sym w:font="Wingdings 2" w:char="F052"/>')
            + r("是")
            + in_run('<w:sym w:font="Wingdings" w:char="F0A8"/>')
            + r("否")
        ),
        ["☑是□否"],
    ),
    "符号字体的文字": Case(p(r("R", '<w:rFonts w:ascii="Wingdings 2"/>') + r("同意 R")), ["☑同意 R"]),
    "拼音指南": Case(
        p(in_run(f"<w:ruby><w:rubyPr/><w:rt>{r('shù')}</w:rt><w:rubyBase>{r('数')}</w:rubyBase></w:ruby>") + r("据")),
        ["数据"],
    ),
    "嵌入的网页（altChunk）": embedded(
        "chunk.html", HTML, ["前文", "第一条 网页里的约定。", "第二条 又一条。", "后文"]
    ),
    "嵌入的网页存档（altChunk）": embedded(
        "chunk.mht",
        f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{HTML}",
        ["前文", "第一条 网页里的约定。", "第二条 又一条。", "后文"],
    ),
    "嵌入的纯文本（altChunk）": embedded(
        "chunk.txt",
        "第一条 文本里的约定。\n第二条 又一条。",
        ["前文", "第一条 文本里的约定。", "第二条 又一条。", "后文"],
    ),
    "嵌入的 Word 文件（altChunk）": embedded("chunk.docx", INNER, ["前文", "第一条内嵌的条款", "内甲 | 内乙", "后文"]),
    "嵌入文件中的嵌入文件": embedded(
        "chunk.docx", INNERMOST, ["前文", "中间一层", "第一条内嵌的条款", "内甲 | 内乙", "后文"]
    ),
    "单元格中的嵌入文件": embedded(
        "chunk.txt",
        "第一条 格里的约定。",
        ["左 | 第一条 格里的约定。"],
        table(row(cell(of("左")), cell('<w:altChunk r:id="rIdC"/>' + p()))),
    ),
}
