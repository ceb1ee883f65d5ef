"""Every kind of file gets its reader or a Chinese sentence that says what it is and what to do."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contractkit.errors import UnreadableDocument
from contractkit.readers.detect import read
from readers.conftest import build_docx, zipped

Docx = Callable[..., bytes]
Pdf = Callable[..., bytes]
Archive = Callable[[dict[str, str]], bytes]

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
WORDS = "甲方授权乙方运营公共数据。"
BODY = f"<w:p><w:r><w:t>{WORDS}</w:t></w:r></w:p>"


def test_content_decides_not_the_name(docx: Docx, pdf: Pdf) -> None:
    page = [[(90, 700, 12, WORDS)]]
    found = {
        read(Path("a.pdf"), data=docx(BODY)).format,
        read(Path("a"), data=pdf(page)).format,
        read(Path("a.docx"), data=WORDS.encode()).format,
        read(Path("a.MD"), data=f"# {WORDS}".encode()).format,
        read(Path("a.txt"), data=f"# {WORDS}".encode("gb18030")).format,
    }
    assert found == {"docx", "pdf", "text", "markdown"}
    assert read(Path("a.txt"), data=b"\xef\xbb\xbf" + WORDS.encode()).blocks[0].text == WORDS
    assert read(Path("a.docx"), data=b"junk\n" + pdf(page)).format == "pdf"


def test_text_that_looks_like_something_else() -> None:
    for text in ("BM 型号说明。", "PK 竞赛规则。", "%PDF 是一种格式。", "格式说明：%PDF-1.7 开头"):
        assert read(Path("a.txt"), data=text.encode()).format == "text"


@pytest.mark.parametrize(
    ("data", "what", "remedy"),
    [
        (b"", "0 字节", "重新获取"),
        (b" \r\n\x00", "只有空白", "重新获取"),
        (b"\xef\xbb\xbf", "没有文字", "完整"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "打开密码", "取消打开密码"),
        (OLE, "复合文档", ".docx"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(20), "HEIC", ".jpg"),
        (b"Rar!\x1a\x07\x00" + bytes(20), "RAR", "解压"),
        (b'<?xml version="1.0"?><data/>', "XML", ".docx"),
        (b"\x01\x02\x00\x03binary" + bytes(range(200, 256)), "编码", "UTF-8"),
        (b"PK\x03\x04" + bytes(50), "损坏", "重新"),
        (b"%PDF-1.7\n", "PDF 已损坏", "重新"),
        (b"<html><body></body></html>", "没有显示出来的文字", "选对了文件"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "没有网页", ".docx"),
    ],
)
def test_other_files_are_named(data: bytes, what: str, remedy: str) -> None:
    with pytest.raises(UnreadableDocument) as caught:
        read(Path("来稿.docx"), data=data)
    assert caught.value.message.startswith("来稿.docx：")
    assert what in caught.value.message
    assert remedy in caught.value.remedy
    assert caught.value.exit_code == 3


def test_an_archive_is_for_check(archive: Archive) -> None:
    with pytest.raises(UnreadableDocument, match="压缩包") as caught:
        read(Path("a.docx"), data=archive({"合同/正文.docx": "<a/>"}))
    assert "contractkit check" in caught.value.remedy


def test_web_pages_and_flat_packages_whatever_they_are_called(docx: Docx) -> None:
    html = f"<html><body><p>{WORDS}</p></body></html>".encode()
    mht = b"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    flat = flattened(docx(BODY))
    for data, kind in ((html, "html"), (mht, "html"), (flat, "docx")):
        source = read(Path("来稿.doc"), data=data)
        assert source.format == kind
        assert [block.text for block in source.blocks] == [WORDS]


def flattened(package: bytes) -> bytes:
    """The same package as one XML file."""
    name = "http://schemas.microsoft.com/office/2006/xmlPackage"
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    with zipfile.ZipFile(io.BytesIO(package)) as parts:
        inner = "".join(
            f'<pkg:part pkg:name="/{part}" pkg:contentType="{kind}"><pkg:xmlData>{parts.read(part).decode()}</pkg:xmlData></pkg:part>'
            for part in parts.namelist()
            if part != "[Content_Types].xml"
        )
    return f'<?xml version="1.0"?><pkg:package xmlns:pkg="{name}">{inner}</pkg:package>'.encode()


def test_a_flat_package_that_is_broken_or_hostile() -> None:
    head = b'<pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"><!--wordprocessingml-->'
    with pytest.raises(UnreadableDocument, match="不是完整的 XML"):
        read(Path("a.xml"), data=head + b"<pkg:part>")
    with pytest.raises(UnreadableDocument, match="DTD"):
        read(Path("a.xml"), data=b'<!DOCTYPE x [<!ENTITY a "b">]>' + head + b"</pkg:package>")
    with pytest.raises(UnreadableDocument, match="Word 正文"):
        read(Path("a.xml"), data=head + b"</pkg:package>")


def test_markdown_by_its_content() -> None:
    text = f"# 协议\n\n## 第一条\n{WORDS}".encode()
    assert read(Path("a.txt"), data=text).format == "markdown"
    assert read(Path("a.md"), data=WORDS.encode("gb18030")).format == "markdown"


SEEDS = (
    f"# 协议\n\n| 甲 | 乙 |\n|---|---|\n| {WORDS} | ~~二~~ |\n\n1. 甲\n<b>乙</b>".encode(),
    f"<html><meta charset=gb2312><table><tr><td>{WORDS}<td rowspan=2><ol><li>甲</table>".encode("gb18030"),
    b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>a\r\n--x--",
    f"序号\t名称\n1\t{WORDS}\n\f第 1 页\n".encode("utf-16"),
    flattened(build_docx(BODY)),
    build_docx(BODY),
    zipped({"甲.txt": WORDS}),
)


@given(
    st.sampled_from(SEEDS), st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6)), max_size=6), st.floats(0.3, 1)
)
@settings(max_examples=300, deadline=None)
def test_any_bytes_are_read_or_refused(seed: bytes, changes: list[tuple[float, bytes]], share: float) -> None:
    data = bytearray(seed[: int(len(seed) * share)])
    for place, noise in changes:
        at = int(place * len(data))
        data[at : at + len(noise)] = noise
    for name in ("a.docx", "a.md"):
        try:
            source = read(Path(name), data=bytes(data))
        except UnreadableDocument as error:
            assert error.remedy or error.message  # noqa: PT017 - either outcome is right
            continue
        assert all(block.location.paragraph == at for at, block in enumerate(source.blocks, start=1))


@given(st.binary(max_size=300))
@settings(deadline=None)
def test_noise_is_read_or_refused(data: bytes) -> None:
    try:
        assert read(Path("a"), data=data).format in {"text", "markdown", "html"}
    except UnreadableDocument as error:
        assert error.exit_code == 3  # noqa: PT017 - either outcome is right


def test_files_that_cannot_be_opened(tmp_path: Path, docx: Docx) -> None:
    (tmp_path / "a.docx").write_bytes(docx(BODY))
    assert read(tmp_path / "a.docx").blocks[0].text == WORDS
    for path, words in (
        (tmp_path / "无.docx", "找不到"),
        (tmp_path, "文件夹"),
        (tmp_path / ("长" * 300), "不能打开文件"),
    ):
        with pytest.raises(UnreadableDocument, match=words):
            read(path)


def test_file_beyond_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("contractkit.readers.contents.MAX_BYTES", 10)
    (tmp_path / "a.txt").write_text("一二三四五六七八九十", encoding="utf-8")
    with pytest.raises(UnreadableDocument, match="超出可读范围"):
        read(tmp_path / "a.txt")


def test_readers_are_loaded_when_needed() -> None:
    code = "import sys, contractkit.readers.detect; print([m for m in ('lxml', 'docx', 'pypdf', 'pypdfium2') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert done.stdout.strip() == "[]"
