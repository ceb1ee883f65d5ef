"""Small files of every format, made in code: what the fuzzer mutates."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_WORDS = (
    "青原市公共数据资源授权运营协议",
    "第一条 授权运营期限自二〇二六年一月一日起至二〇三〇年十二月三十一日止。",
    "（一）乙方不得直接或者间接参与数据再开发；",
    "（二）收益分配：甲方百分之三十，乙方70%。",
    "第二条 违约金为人民币壹佰万元整（¥1,000,000.00）。",
)


def seeds() -> dict[str, bytes]:
    """Files by name; the name tells the reader what their suffix tells it."""
    made = {
        "草案.docx": docx(),
        "草案.pdf": pdf(),
        "草案.ofd": ofd(),
        "草案.html": html().encode(),
        "草案.mhtml": mhtml(),
        "草案.md": markdown().encode(),
        "草案.txt": "\n".join(_WORDS).encode("gb18030"),
        "一行.txt": "".join(_WORDS).encode("utf-16"),
        "草案.rtf": rtf(),
        "草案.xml": flat_docx().encode(),
        "旧.doc": ole(),
        "草案.odt": odt(),
        "照片.png": png(),
    }
    return {**made, "资料.zip": packed({name: made[name] for name in ("草案.docx", "草案.md", "草案.txt")})}


def packed(members: Mapping[str, bytes | str]) -> bytes:
    """A zip."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            packing = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, packing)
    return stream.getvalue()


def docx() -> bytes:
    """Most constructs of Word once: styles, numbers, tables, changes, fields, notes, boxes, controls."""
    return packed(_docx_parts())


def _docx_parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(
            f'<Override PartName="/word/{part}.xml" ContentType="{_TYPE}.{kind}+xml"/>'
            for part, kind in (
                ("document", "document.main"),
                ("styles", "styles"),
                ("numbering", "numbering"),
                ("footnotes", "footnotes"),
                ("comments", "comments"),
                ("header1", "header"),
            )
        )
        + "</Types>",
        "_rels/.rels": _relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": _relations(
            ("styles", "styles.xml"),
            ("numbering", "numbering.xml"),
            ("footnotes", "footnotes.xml"),
            ("comments", "comments.xml"),
            ("header", "header1.xml"),
            ("aFChunk", "chunk.html"),
        ),
        "word/document.xml": f'<?xml version="1.0" encoding="UTF-8"?><w:document {W} {R} {_SPACES}><w:body>{_BODY}</w:body></w:document>',
        "word/styles.xml": f"<w:styles {W}>{_STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{_NUMBERING}</w:numbering>",
        "word/footnotes.xml": f'<w:footnotes {W}><w:footnote w:id="2">{_p("脚注：见附件一。")}</w:footnote></w:footnotes>',
        "word/comments.xml": f'<w:comments {W}><w:comment w:id="0" w:author="甲">{_p("此处请核对。")}</w:comment></w:comments>',
        "word/header1.xml": f"<w:hdr {W}>{_p('内部资料')}</w:hdr>",
        "word/chunk.html": "<html><body><p>附件一 数据目录</p></body></html>",
    }


def _relations(*targets: tuple[str, str]) -> str:
    body = "".join(
        f'<Relationship Id="rId{number}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{body}</Relationships>'


def _p(text: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


_SPACES = (
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_BODY = (
    _p(_WORDS[0], '<w:pStyle w:val="Title"/>')
    + _p("期限", '<w:pStyle w:val="H1"/>')
    + _p("五年", '<w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr>')
    + '<w:p><w:ins w:id="1" w:author="乙" w:date="2026-01-01T00:00:00Z"><w:r><w:t>插入</w:t></w:r></w:ins>'
    '<w:del w:id="2" w:author="乙"><w:r><w:delText>删除</w:delText></w:r></w:del><w:moveFrom w:id="3"><w:r><w:t>移走</w:t></w:r>'
    '</w:moveFrom><w:moveTo w:id="4"><w:r><w:t>移来</w:t></w:r></w:moveTo></w:p>'
    '<w:p><w:pPr><w:rPr><w:del w:id="5"/></w:rPr></w:pPr><w:r><w:t>合并</w:t></w:r></w:p>'
    "<w:sdt><w:sdtPr/><w:sdtContent><w:p><w:r><w:t>控件</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> REF a \\h </w:instrText></w:r><w:r><w:fldChar '
    'w:fldCharType="separate"/></w:r><w:r><w:t>第一条</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    '<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:hyperlink r:id="rId9"><w:r><w:t>链接</w:t></w:r></w:hyperlink>'
    '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r><w:r><w:rPr><w:vanish/></w:rPr>'
    '<w:t>隐藏</w:t></w:r><w:r><w:tab/><w:br/><w:noBreakHyphen/></w:r><w:commentRangeStart w:id="0"/><w:r><w:commentReference w:id="0"/>'
    '</w:r></w:p><w:tbl><w:tblGrid><w:gridCol/><w:gridCol/></w:tblGrid><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/><w:vMerge '
    f'w:val="restart"/></w:tcPr>{_p("名称")}<w:tbl><w:tr><w:tc>{_p("套表")}</w:tc></w:tr></w:tbl></w:tc></w:tr><w:tr><w:trPr><w:ins '
    f'w:id="7"/></w:trPr><w:tc><w:tcPr><w:vMerge/></w:tcPr>{_p("")}</w:tc><w:tc>{_p("更新频率")}</w:tc></w:tr></w:tbl>'
    "<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>"
    f"{_p('文本框')}</w:txbxContent></wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{_p('文本框')}"
    "</w:txbxContent></v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r><m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r>"
    "</m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath><w:r><w:ruby><w:rt><w:r><w:t>yi</w:t></w:r></w:rt><w:rubyBase>"
    '<w:r><w:t>乙</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p><w:altChunk r:id="rId6"/><w:sectPr><w:headerReference '
    'w:type="default" r:id="rId5"/></w:sectPr>'
)
_STYLES = (
    '<w:docDefaults/><w:style w:type="paragraph" w:styleId="Normal" w:default="1"/><w:style w:type="paragraph" w:styleId="Title">'
    '<w:basedOn w:val="Normal"/></w:style><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/><w:basedOn '
    'w:val="Normal"/><w:pPr><w:outlineLvl w:val="0"/><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (form, text) in enumerate(
            (("chineseCounting", "第%1条"), ("chineseCountingThousand", "（%2）"), ("decimal", "%1.%2.%3"))
        )
    )
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/>'
    "</w:lvlOverride></w:num>"
)


def flat_docx() -> str:
    """The same package in one XML file."""
    parts = "".join(
        f'<pkg:part pkg:name="/{name}"><pkg:xmlData>{content.partition("?>")[2] or content}</pkg:xmlData></pkg:part>'
        for name, content in _docx_parts().items()
        if name.endswith(("xml", "rels")) and not name.startswith("[")
    )
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage">{parts}</pkg:package>'


def pdf() -> bytes:
    """Two pages of text in a font without outlines, with rules, a form field, a note and an outline."""
    lines = b"".join(
        b"1 0 0 1 72 %d Tm <%s> Tj\n" % (760 - 24 * number, words.encode("utf-16-be").hex().encode())
        for number, words in enumerate(_WORDS)
    )
    content = b"BT /F1 12 Tf\n" + lines + b"ET\n72 500 m 300 500 l S 72 450 m 300 450 l S 72 450 m 72 500 l S\n"
    squeezed = zlib.compress(content)
    objects = (
        b"<</Type/Catalog/Pages 2 0 R/Outlines 9 0 R/AcroForm<</Fields[10 0 R]>>>>",
        b"<</Type/Pages/Kids[3 0 R 4 0 R]/Count 2/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Type/Page/Parent 2 0 R/Contents 7 0 R/Annots[10 0 R 11 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/Contents 8 0 R/Rotate 90>>",
        b"<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/UniGB-UCS2-H/DescendantFonts[6 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/SimSun/DW 1000/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (len(squeezed), squeezed),
        b"<</Type/Outlines/Count 0>>",
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(a)/V(field)/Rect[72 400 200 420]>>",
        b"<</Type/Annot/Subtype/Text/Contents(note)/Rect[72 380 90 398]>>",
    )
    data = b"%PDF-1.7\n"
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + (
        b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n"
        % (size, table, size, len(data))
    )


def ofd() -> bytes:
    """One page of text, with a template page and an attachment list."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    text = "".join(
        f'<ofd:TextObject ID="{20 + number}" Boundary="20 {20 + 10 * number} 170 8" Font="3" Size="4"><ofd:TextCode X="0" Y="4" '
        f'DeltaX="g {len(words)} 4">{words}</ofd:TextCode></ofd:TextObject>'
        for number, words in enumerate(_WORDS)
    )
    area = "<ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
    return packed(
        {
            "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:Title>协议</ofd:Title></ofd:DocInfo>'
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:CommonData><ofd:MaxUnitID>99</ofd:MaxUnitID>{area}"
            '<ofd:PublicRes>PublicRes.xml</ofd:PublicRes><ofd:TemplatePage ID="2" BaseLoc="Tpls/T.xml"/></ofd:CommonData><ofd:Pages>'
            '<ofd:Page ID="1" BaseLoc="Pages/P.xml"/></ofd:Pages></ofd:Document>',
            "Doc_0/PublicRes.xml": f'<ofd:Res {space} BaseLoc="Res"><ofd:Fonts><ofd:Font ID="3" FontName="宋体"/></ofd:Fonts></ofd:Res>',
            "Doc_0/Pages/P.xml": f'<ofd:Page {space}><ofd:Template TemplateID="2"/>{area.replace("PageArea", "Area")}<ofd:Content>'
            f'<ofd:Layer ID="4">{text}<ofd:PathObject ID="30" Boundary="20 90 170 1"><ofd:AbbreviatedData>M 0 0 L 170 0</ofd:AbbreviatedData>'
            "</ofd:PathObject></ofd:Layer></ofd:Content></ofd:Page>",
            "Doc_0/Tpls/T.xml": f'<ofd:Page {space}><ofd:Content><ofd:Layer ID="5"/></ofd:Content></ofd:Page>',
        }
    )


def html() -> str:
    """Headings, lists, a table with spans, hidden text, a form, an entity."""
    return (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>协议</title><style>p{{color:red}}</style></head><body><h1>{_WORDS[0]}</h1>"
        f"<h2>第一章 总则</h2><p>{_WORDS[1]}<br>{_WORDS[2]}</p><ol type=1 start=3><li>{_WORDS[3]}<ul><li>甲&nbsp;乙</ul></ol><table><tr><th "
        f'colspan=2>名称<th>频率<tr><td rowspan=2>目录<td>日<td>月<tr><td>年</table><p style="display:none">隐藏</p><del>旧</del><ins>新</ins>'
        f"<input value=空白><pre>  {_WORDS[4]}\n 行</pre><script>1</script><img alt=章 src=a.png><!-- 注 --></body></html>"
    )


def mhtml() -> bytes:
    """A saved web page."""
    return (
        'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"; type="text/html"\r\n\r\n--b\r\nContent-Type: text/html; '
        f'charset="utf-8"\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: file:///a.html\r\n\r\n{html()}\r\n--b--\r\n'
    ).encode()


def markdown() -> str:
    """Headings, lists, a table, a quotation, a link, code."""
    return (
        f"# {_WORDS[0]}\n\n## 第一章 总则\n\n{_WORDS[1]}\n\n1. 甲\n   - 乙\n2. 丙\n\n| 名称 | 频率 |\n| --- | --- |\n| 目录 | 日 |\n\n> 引文\n\n"
        f"```\n{_WORDS[2]}\n```\n\n[链接](http://example.invalid) **{_WORDS[3]}** <b>粗</b> &amp;\n\n标题\n====\n\n{_WORDS[4]}\n"
    )


def rtf() -> bytes:
    """A Rich Text file."""
    words = "".join(f"\\u{ord(character) - (65536 if ord(character) > 32767 else 0)}?" for character in _WORDS[0])
    return (
        "{\\rtf1\\ansi\\ansicpg936\\deff0{\\fonttbl{\\f0 SimSun;}}\\f0 "
        + words
        + "\\par\\trowd\\cellx1000 a\\cell\\row}"
    ).encode()


def odt() -> bytes:
    """An OpenDocument text."""
    kind = "application/vnd.oasis.opendocument.text"
    space = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    content = f"<office:document-content {space}><office:body><office:text><text:p>{_WORDS[0]}</text:p></office:text></office:body></office:document-content>"
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def ole() -> bytes:
    """An OLE file with the stream of an old Word document, which holds nothing."""
    entries = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HBBiii", 2 * len(name) + 2, kind, 1, -1, -1, child)
        + bytes(36)
        + struct.pack("<iII", start, 4096 if kind == 2 else 0, 0)
        for name, kind, child, start in (("Root Entry", 5, 1, -2), ("WordDocument", 2, -1, 2))
    )
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += struct.pack("<HHHHH6xIIIIIiIiI", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, -2, 0, -2, 0)
    table = struct.pack("<128i", *(-3, -2, *range(3, 10), -2, *[-1] * 118))
    return (
        head
        + struct.pack("<109i", 0, *[-1] * 108)
        + table
        + entries.ljust(512, b"\0")
        + (b"\xec\xa5" + bytes(30) + b"x" * 480) * 8
    )


def png() -> bytes:
    """A small grey picture."""
    rows = b"".join(b"\0" + bytes(range(0, 256, 8)) for _ in range(32))
    chunks = ((b"IHDR", struct.pack(">IIBBBBB", 32, 32, 8, 0, 0, 0, 0)), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in chunks
    )
