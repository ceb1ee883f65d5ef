"""Word constructs around the words: automatic numbers, tracked changes, and what is shown without being the text."""

from __future__ import annotations

from contractkit.readers.options import RevisionView
from word_constructs import LIST, Case, of
from word_files import (
    CHANGE,
    abstract,
    alternatives,
    cell,
    control,
    deleted,
    inserted,
    instance,
    instruction,
    level,
    mark,
    marked,
    numbered,
    p,
    r,
    result_of,
    row,
    style,
    styled,
    table,
)

NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
STRIKING = style("hua", "<w:rPr><w:strike/></w:rPr>", kind="character") + style("huaduan", "<w:rPr><w:strike/></w:rPr>")
HIDING = style("yin", "<w:rPr><w:vanish/></w:rPr>", kind="character") + style("yinduan", "<w:rPr><w:vanish/></w:rPr>")
HIDING += style("yinsun", based_on="yinduan")


def formatted(style_name: str, shown: str, text: str = "%1") -> Case:
    """The eleventh number in a format of Word, in the middle of a list."""
    numbering = abstract(0, level(0, text, style_name, start=11)) + instance(1, 0)
    return Case(p(r("数据清单"), numbered(1)), [f"{shown}数据清单"], {"numbering": numbering})


CONSTRUCTS: dict[str, Case] = {
    "自动编号（多级、重新起号）": Case(
        "".join(
            p(r(text), numbered(1, index)) for text, index in (("甲", 0), ("乙", 1), ("丙", 1), ("丁", 0), ("戊", 1))
        ),
        ["第一条甲", "（一）乙", "（二）丙", "第二条丁", "（一）戊"],
        LIST,
    ),
    "自动编号（来自样式链）": Case(
        p(r("总则"), styled("h1"))
        + p(r("目的"), styled("h2"))
        + p(r("依据"), styled("h2sun"))
        + p(r("无号"), styled("h1") + numbered(0))
        + p(r("附则"), styled("h1")),
        ["第一章总则", "第一节目的", "第二节依据", "无号", "第二章附则"],
        {
            "styles": style("h1", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>')
            + style("h2", based_on="h1")
            + style("h2sun", based_on="h2"),
            "numbering": abstract(
                0,
                level(0, "第%1章", "chineseCounting", '<w:pStyle w:val="h1"/>'),
                level(1, "第%2节", "chineseCounting", '<w:pStyle w:val="h2"/>'),
            )
            + instance(1, 0),
        },
    ),
    "自动编号（另起与改写）": Case(
        p(r("甲"), numbered(1)) + p(r("乙"), numbered(2)) + p(r("丙"), numbered(2)) + p(r("丁"), numbered(3)),
        ["1.甲", "5.乙", "6.丙", "（G）丁"],
        {
            "numbering": abstract(0, level(0, "%1."))
            + instance(1, 0)
            + instance(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')
            + instance(3, 0, f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）", "upperLetter")}</w:lvlOverride>')
        },
    ),
    "自动编号（正规形式 isLgl）": Case(
        p(r("甲"), numbered(1)) + p(r("乙"), numbered(1, 1)),
        ["第一条甲", "1.1乙"],
        {
            "numbering": abstract(0, level(0, "第%1条", "chineseCounting"), level(1, "%1.%2", extra="<w:isLgl/>"))
            + instance(1, 0)
        },
    ),
    "自动编号（表格单元格内）": Case(
        table(
            row(cell(p("", numbered(1))), cell(of("甲"))),
            row(cell(p("", numbered(1))), cell(p(r("乙"), numbered(1, 1)) + p(r("丙"), numbered(1, 1)))),
        ),
        ["第一条 | 甲", "第二条 | （一）乙\n（二）丙"],
        LIST,
    ),
    "编号格式：一二三（chineseCounting）": formatted("chineseCounting", "第十一条", "第%1条"),
    "编号格式：一百二十三（chineseCountingThousand）": formatted("chineseCountingThousand", "（十一）", "（%1）"),
    "编号格式：壹贰叁（chineseLegalSimplified）": formatted("chineseLegalSimplified", "壹拾壹、", "%1、"),
    "编号格式：一〇二（ideographDigital）": formatted("ideographDigital", "一一、", "%1、"),
    "编号格式：甲乙丙（ideographTraditional）": Case(
        p(r("数据清单"), numbered(1)),
        ["丙、数据清单"],
        {"numbering": abstract(0, level(0, "%1、", "ideographTraditional", start=3)) + instance(1, 0)},
    ),
    "编号格式：子丑寅（ideographZodiac）": formatted("ideographZodiac", "戌、", "%1、"),
    "编号格式：①②③（decimalEnclosedCircle）": formatted("decimalEnclosedCircle", "⑪"),
    "编号格式：英文字母": formatted("upperLetter", "K.", "%1."),
    "编号格式：罗马数字": formatted("upperRoman", "XI.", "%1."),
    "编号格式：001": Case(
        p(r("数据清单"), numbered(1)),
        ["001数据清单"],
        {
            "numbering": abstract(
                0,
                '<w:lvl w:ilvl="0"><w:start w:val="1"/>'
                + alternatives(
                    '<w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>', '<w:numFmt w:val="decimal"/>'
                )
                + '<w:lvlText w:val="%1"/></w:lvl>',
            )
            + instance(1, 0)
        },
    ),
    "修订：插入与删除": Case(p(r("期限") + deleted("三") + inserted(r("五")) + r("年")), ["期限五年"]),
    "修订：移动": Case(
        p(inserted(r("移走的话"), "moveFrom"), marked("moveFrom"))
        + of("中间")
        + p(inserted(r("移来的话"), "moveTo"), marked("moveTo")),
        ["中间", "移来的话"],
    ),
    "修订：段落合并与拆分": Case(
        p(r("甲方应当"), marked("del")) + p(r("按时供数。")) + p(r("乙方"), marked("ins")) + of("另起"),
        ["甲方应当按时供数。", "乙方", "另起"],
    ),
    "修订：表格行与单元格": Case(
        table(
            row(cell(of("甲")), cell(of("乙"))),
            row(cell(of("删")), cell(of("行")), properties=f"<w:del {CHANGE}/>"),
            row(
                cell(of("增")),
                cell(of("删格"), f"<w:cellDel {CHANGE}/>"),
                cell(of("行")),
                properties=f"<w:ins {CHANGE}/>",
            ),
        ),
        ["甲 | 乙", "增 | 行"],
    ),
    "修订：修订前的文本": Case(
        p(r("期限") + deleted("三") + inserted(r("五")) + r("年"))
        + p(r("甲方"), marked("ins"))
        + p(r("乙方"))
        + p(inserted(r("移走的话"), "moveFrom"))
        + p(inserted(r("移来的话"), "moveTo"))
        + table(
            row(cell(of("删")), cell(of("行")), properties=f"<w:del {CHANGE}/>"),
            row(cell(of("增")), cell(of("行")), properties=f"<w:ins {CHANGE}/>"),
        ),
        ["期限三年", "甲方乙方", "移走的话", "删 | 行"],
        view=RevisionView.ORIGINAL,
    ),
    "修订：两种文本并列标出": Case(
        p(r("期限") + deleted("三") + inserted(r("五")) + r("年")), ["期限三五年"], view=RevisionView.MARKED
    ),
    "修订：域与链接内的改动": Case(
        p(
            result_of("REF a", deleted("二") + inserted(r("三")))
            + f'<w:hyperlink w:anchor="x">{inserted(r("条"))}{deleted("款")}</w:hyperlink>'
        ),
        ["三条"],
    ),
    "隐藏文字（不算正文）": Case(
        p(r("显") + r("密", "<w:vanish/>") + r("示"))
        + p(r("密", '<w:rStyle w:val="yin"/>') + r("显", "<w:webHidden/>"))
        + p(r("密"), styled("yinduan"))
        + p(r("密"), styled("yinsun"))
        + p(r("显", '<w:vanish w:val="0"/>'), styled("yinsun")),
        ["显示", "显", "显"],
        {"styles": HIDING},
    ),
    "删除线（不算正文）": Case(
        p(r("期限") + r("三", "<w:strike/>") + r("两", "<w:dstrike/>") + r("五", '<w:strike w:val="0"/>') + r("年"))
        + p(r("旧", '<w:rStyle w:val="hua"/>'))
        + p(r("旧"), styled("huaduan"))
        + p(r("新", '<w:strike w:val="0"/>'), styled("huaduan"))
        + p(r("旧", "<w:strike/>"), NUMBERED)
        + p(r("新"), NUMBERED),
        ["期限五年", "新", "第二条新"],
        {"styles": STRIKING, "numbering": abstract(0, level(0, "第%1条", "chineseCounting")) + instance(1, 0)},
    ),
    "批注（不算正文）": Case(
        p(
            '<w:commentRangeStart w:id="0"/>'
            + r("正文")
            + '<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
        ),
        ["正文"],
        {"comments": f'<w:comment w:id="0" w:author="甲">{of("乙方应当赔偿")}</w:comment>'},
    ),
    "目录（域、控件、样式，不算条款）": Case(
        p(mark("begin") + instruction(r' TOC \o "1-3" ') + mark("separate") + r("违约责任1"))
        + p(mark("end"))
        + control(of("争议解决2"), '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>')
        + p(r("保密3"), styled("TOC1"))
        + of("正文"),
        ["正文"],
    ),
}
