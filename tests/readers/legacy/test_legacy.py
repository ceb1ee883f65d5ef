"""LibreOffice is called three times to make the files and once to convert them all."""

from __future__ import annotations

import io
import re
import struct
import threading
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from contractkit import office
from contractkit.core.document.tree import BlockKind, Source
from contractkit.errors import UnreadableDocument
from contractkit.office import Fault, find_office
from contractkit.readers import legacy
from contractkit.readers.legacy import reader
from contractkit.readers.legacy.originals import has_macros, is_left_open
from contractkit.readers.options import ReadingOptions, RevisionView
from contractkit.readers.word import read_docx
from office_files import saved_as
from readers.conftest import build_docx

needs_office = pytest.mark.skipif(find_office() is None, reason="LibreOffice is not installed")

_OPTIONS = ReadingOptions()
_NUMBERING = (
    '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>'
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="第%1条"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
# As Word writes it: the level's text with its length in front and the number's place as \\'00.
_RTF_LIST = (
    "{\\*\\listtable{\\list\\listtemplateid1{\\listlevel\\levelnfc37\\levelnfcn37\\leveljc0\\levelstartat1"
    "{\\leveltext\\'03\\'b5\\'da\\'00\\'cc\\'f5;}{\\levelnumbers\\'02;}}\\listid1}}"
    "{\\*\\listoverridetable{\\listoverride\\listid1\\listoverridecount0\\ls1}}"
)
_TRACKED = 'w:id="{}" w:author="乙方" w:date="2026-03-01T00:00:00Z"'
_TEXT_BOX = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0" distL="0" '
    'distR="0" simplePos="0" relativeHeight="2" behindDoc="0" locked="0" layoutInCell="1" allowOverlap="1">'
    '<wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="3000000" cy="600000"/><wp:wrapTopAndBottom/><wp:docPr id="9" name="box"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp>'
    '<wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="3000000" cy="600000"/></a:xfrm>'
    '<a:prstGeom prst="rect"/></wps:spPr><wps:txbx><w:txbxContent><w:p><w:r><w:t>文本框里的约定同样有效。</w:t></w:r></w:p>'
    "</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    "</mc:AlternateContent></w:r></w:p>"
)


def numbered(level: int, text: str) -> str:
    number = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'
    return f"<w:p><w:pPr>{number}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def plain(text: str, more: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{more}</w:p>"


def draft() -> bytes:
    cell = '<w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>'
    rows = "".join(f"<w:tr>{cell.format(a)}{cell.format(b)}</w:tr>" for a, b in (("资源", "字段数"), ("客流", "12")))
    body = (
        plain("公共交通数据授权协议")
        + numbered(0, "授权范围")
        + numbered(1, "甲方授权乙方运营公交客流数据。")
        + numbered(1, "范围以附件为准。")
        + numbered(0, "期限")
        + plain(
            "本协议期限",
            f"<w:del {_TRACKED.format(1)}><w:r><w:delText>六</w:delText></w:r></w:del>"
            f"<w:ins {_TRACKED.format(2)}><w:r><w:t>三</w:t></w:r></w:ins><w:r><w:t>年。</w:t></w:r>",
        )
        + plain("公开文字", "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的文字</w:t></w:r>")
        + plain("收益按季结算", '<w:r><w:footnoteReference w:id="2"/></w:r><w:r><w:t>。</w:t></w:r>')
        + '<w:tbl><w:tblPr><w:tblW w:w="8000" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/>'
        + f'<w:gridCol w:w="4000"/></w:tblGrid>{rows}</w:tbl>'
        + _TEXT_BOX
        + plain("以下无正文。")
    )
    notes = '<w:footnote w:id="2"><w:p><w:r><w:t>季度末月二十日为结算日</w:t></w:r></w:p></w:footnote>'
    return with_content_types(build_docx(body, numbering=_NUMBERING, footnotes=notes))


def with_content_types(docx: bytes) -> bytes:
    """The same file, with what LibreOffice asks for beside the relationships."""
    main = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{main}.{kind}+xml"/>'
        for part, kind in (("document", "document.main"), ("numbering", "numbering"), ("footnotes", "footnotes"))
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(
                b'content-types"/>',
                b'content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
                b'relationships+xml"/>' + overrides.encode() + b"</Types>",
            )
            target.writestr(name, content)
    return stream.getvalue()


def odt(content: str, **members: str) -> bytes:
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
        "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
        "xlink": "http://www.w3.org/1999/xlink",
    }
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in names.items())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "content.xml",
            f'<office:document-content {declared} office:version="1.2"><office:body><office:text>{content}'
            "</office:text></office:body></office:document-content>",
        )
        archive.writestr(
            "META-INF/manifest.xml",
            members.get("manifest")
            or '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>'
            '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>',
        )
    return stream.getvalue()


def rtf(content: str) -> bytes:
    escaped = "".join(one if one.isascii() else f"\\u{ord(one)}?" for one in content)
    return ("{\\rtf1\\ansi\\ansicpg936\\uc1 " + escaped + "}").encode("ascii")


def linked(address: str) -> list[tuple[bytes, str]]:
    """Files that ask for another file when they are opened: a picture, a section, an object, a template."""
    frame = '<draw:frame text:anchor-type="as-char" svg:width="2cm" svg:height="2cm">{}</draw:frame>'
    objects = (
        frame.format(f'<draw:image xlink:href="{address}/a.png" xlink:type="simple"/>')
        + frame.format(f'<draw:object xlink:href="{address}/b.odt" xlink:type="simple"/>')
        + frame.format(f'<draw:floating-frame xlink:href="{address}/c.html"/>')
    )
    section = f'<text:section text:name="s"><text:section-source xlink:href="{address}/d.odt"/></text:section>'
    field = '{{\\field{{\\*\\fldinst {} "{}/{}" \\\\d}}{{\\fldrslt x}}}}'
    fields = field.format("INCLUDEPICTURE", address, "e.png") + field.format("INCLUDETEXT", address, "f.txt")
    return [
        (odt(f"<text:p>正文{objects}</text:p>{section}"), "odt"),
        (rtf(f"{{\\*\\template {address}/g.dot}}正文{fields}\\par"), "rtf"),
    ]


class Listener(BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    do_HEAD = do_OPTIONS = do_PROPFIND = do_CONNECT = do_GET  # noqa: N815 - names of the library

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the library
        """Keep stderr clean."""


@dataclass(frozen=True)
class Converted:
    word: Source
    sources: Mapping[str, Source]
    asked: list[str]
    original: Mapping[str, tuple[bytes, bytes]]


@pytest.fixture(scope="module")
def converted() -> Converted:
    word = draft()
    saved = saved_as([word], ["doc", "rtf", "odt"])
    Listener.asked = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    files: dict[str, tuple[bytes, str]] = {kind: (made[0], kind) for kind, made in saved.items()}
    files["wps"] = (saved["doc"][0], "wps")
    files["input field"] = (odt("<text:p>甲方：<text:text-input>某市数据局</text:text-input>。</text:p>"), "odt")
    box = "{\\shp{\\*\\shpinst\\shpleft0\\shptop0\\shpright5000\\shpbottom900{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt 框内文字\\par}}}"
    footnote = "{\\super\\chftn}{\\footnote 脚注文字}"
    rest = f"标题\\par {box}范围{footnote}\\par 明文{{\\v 暗文}}\\par"
    files["rtf by hand"] = (rtf(_RTF_LIST + rest + "\\pard\\plain\\ls1\\ilvl0 授权事项\\par"), "rtf")
    files["linked odt"], files["linked rtf"] = linked(f"http://127.0.0.1:{server.server_port}")
    files["garbage"] = (b"{\\rtf1" + bytes(range(1, 256)) * 40, "rtf")
    made = dict(zip(files, legacy.convert(list(files.values())), strict=True))
    server.shutdown()
    server.server_close()
    sources = {
        name: legacy.read_converted(docx, *files[name], _OPTIONS)
        for name, docx in made.items()
        if isinstance(docx, bytes) and name != "garbage"
    }
    return Converted(
        read_docx(word),
        sources,
        Listener.asked,
        {name: (docx, files[name][0]) for name, docx in made.items() if isinstance(docx, bytes)},
    )


def words(source: Source) -> list[tuple[BlockKind, str]]:
    return [(block.kind, block.label + block.text) for block in source.blocks]


@needs_office
@pytest.mark.parametrize("kind", ["doc", "wps", "rtf", "odt"])
def test_every_word_of_the_word_file_comes_back(converted: Converted, kind: str) -> None:
    source = converted.sources[kind]
    assert source.format == kind
    if kind == "rtf":  # LibreOffice writes the 汉字 of automatic numbers as question marks; Word does not
        assert [block.text for block in source.blocks] == [block.text for block in converted.word.blocks]
    else:
        assert words(source) == words(converted.word)
    assert {"修订删除", "隐藏文字"} <= {loss.what for loss in source.losses}
    assert source.losses[-1].what == "格式转换"
    assert "LibreOffice" in source.losses[-1].note
    assert all(block.anchor is None for block in source.blocks)


@needs_office
def test_tracked_changes_and_their_author_survive(converted: Converted) -> None:
    for kind in ("doc", "rtf", "odt"):
        with zipfile.ZipFile(io.BytesIO(converted.original[kind][0])) as archive:
            document = archive.read("word/document.xml").decode()
        deleted = re.findall(r'<w:del [^>]*w:author="乙方"[^>]*>(?:(?!</w:del>).)*<w:delText[^>]*>六<', document)
        assert len(deleted) == 1, kind


@needs_office
def test_the_original_view_of_tracked_changes(converted: Converted) -> None:
    for kind in ("doc", "rtf", "odt"):
        docx, data = converted.original[kind]
        source = legacy.read_converted(docx, data, kind, ReadingOptions(view=RevisionView.ORIGINAL))
        assert "本协议期限六年。" in [block.text for block in source.blocks], kind


@needs_office
def test_an_input_field_of_opendocument_is_read_once(converted: Converted) -> None:
    assert [block.text for block in converted.sources["input field"].blocks] == ["甲方：某市数据局。"]


@needs_office
def test_rtf_as_word_writes_it(converted: Converted) -> None:
    source = converted.sources["rtf by hand"]
    text = "\n".join(block.text for block in source.blocks)
    assert words(source)[-1][1] == "第一条授权事项"
    for expected in ("标题", "框内文字", "范围", "脚注文字", "明文"):
        assert text.count(expected) == 1, expected
    assert "暗文" not in text


@needs_office
def test_nothing_is_fetched_for_a_file_that_asks_for_it(converted: Converted) -> None:
    assert converted.asked == []
    for name in ("linked odt", "linked rtf"):
        assert "正文" in converted.sources[name].blocks[0].text


def compound(name: str, flags: int = 0) -> bytes:
    """An OLE file with one stream, of which only the information block of Word is filled in."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH", 62, 3, 0xFFFE, 9, 6) + bytes(10)
    header += struct.pack("<II", 1, 1) + bytes(24) + struct.pack("<II", 0, 0) + struct.pack("<I", 0)
    header = header[:76] + struct.pack("<109I", 0, *[0xFFFFFFFF] * 108)
    table = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *range(3, 10), 0xFFFFFFFE, *[0xFFFFFFFF] * 118)

    def entry(title: str, kind: int, child: int, start: int, size: int) -> bytes:
        raw = (title + "\0").encode("utf-16-le")
        none = 0xFFFFFFFF
        return raw.ljust(64, b"\0") + struct.pack("<HBBIII36xIQ", len(raw), kind, 1, none, none, child, start, size)

    directory = entry("Root Entry", 5, 1, 0xFFFFFFFE, 0) + entry(name, 2, 0xFFFFFFFF, 2, 4096) + bytes(256)
    block = struct.pack("<HHHHHH", 0xA5EC if name == "WordDocument" else 0, 0xC1, 0, 0, 0, flags)
    return header + table + directory + block.ljust(4096, b"\0")


@pytest.mark.parametrize(
    ("data", "kind", "words"),
    [
        (compound("WordDocument", flags=0x0100), "doc", "打开密码"),
        (compound("EncryptedPackage"), "doc", "打开密码"),
        (compound("Workbook"), "doc", "没有旧版 Word的正文"),
        (compound("Workbook"), "wps", "没有WPS 文字的正文"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le") * 90, "doc", "没有下载或复制完整"),
        (compound("WordDocument").replace(b"\xec\xa5", b"\0\0"), "doc", "找不到正文"),
        (compound("WordDocument")[:3000], "doc", "没有下载或复制完整"),
        (b"not rtf", "rtf", "不是 RTF"),
        (b"not odt", "odt", "不是 OpenDocument"),
        (b"PK\x03\x04 broken", "odt", "已损坏"),
        (odt("<text:p/>", manifest="<m><encryption-data/></m>"), "odt", "打开密码"),
    ],
)
def test_what_is_not_what_it_claims_never_reaches_libreoffice(
    monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str, words: str
) -> None:
    monkeypatch.setattr(office, "convert", lambda *_, **__: pytest.fail("LibreOffice was called"))
    with pytest.raises(UnreadableDocument, match=words) as caught:
        legacy.read_legacy(data, kind, _OPTIONS)
    assert ".docx" in caught.value.remedy


def test_a_bomb_never_reaches_libreoffice() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("content.xml", bytes(101 * 1024 * 1024))
    (made,) = legacy.convert([(stream.getvalue(), "odt")])
    assert isinstance(made, UnreadableDocument)
    assert "超出可读范围" in made.message


def test_without_libreoffice_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "find_office", lambda: None)
    assert not legacy.available()
    with pytest.raises(UnreadableDocument, match="需要 LibreOffice") as caught:
        legacy.read_legacy(rtf("正文"), "rtf", _OPTIONS)
    assert "安装 LibreOffice" in caught.value.remedy
    assert "另存为 .docx" in caught.value.remedy
    assert caught.value.exit_code == 3


@pytest.mark.parametrize(
    ("fault", "words"), [(Fault.UNSTARTED, "不能启动"), (Fault.STALLED, "90 秒内"), (Fault.NOT_MADE, "没能转换")]
)
def test_a_conversion_that_fails_is_told_and_spares_the_others(
    monkeypatch: pytest.MonkeyPatch, fault: Fault, words: str
) -> None:
    monkeypatch.setattr(reader, "find_office", lambda: "soffice")
    monkeypatch.setattr(office, "convert", lambda *_, **__: [b"made", fault])
    first, refused, second = legacy.convert([(rtf("甲"), "rtf"), (b"junk", "rtf"), (rtf("乙"), "rtf")])
    assert first == b"made"
    assert isinstance(refused, UnreadableDocument)
    assert isinstance(second, UnreadableDocument)
    assert words in second.message
    assert second.remedy


def test_an_rtf_file_without_its_end_is_told() -> None:
    assert not is_left_open(rtf("正文\\{甲\\}"), "rtf")
    assert is_left_open(rtf("正文{\\b 甲")[:-1], "rtf")
    assert not is_left_open(compound("WordDocument"), "doc")


def test_macros_are_told() -> None:
    assert has_macros(compound("Macros"), "doc")
    assert not has_macros(compound("WordDocument"), "doc")
    assert not has_macros(rtf("正文"), "rtf")
