"""Damaged, oversized and hostile files end in a Chinese sentence, never in a traceback."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.word import package, read_docx

Docx = Callable[..., bytes]
Archive = Callable[[dict[str, str]], bytes]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PARAGRAPH = "<w:p><w:r><w:t>甲方授权乙方运营公共数据。</w:t></w:r></w:p>"


def refused(data: bytes) -> UnreadableDocument:
    with pytest.raises(UnreadableDocument) as caught:
        read_docx(data)
    assert caught.value.remedy
    return caught.value


def test_truncated_at_any_place(docx: Docx) -> None:
    data = docx(PARAGRAPH)
    for size in range(0, len(data), 97):
        assert "损坏" in refused(data[:size]).message


def test_changed_bytes_never_end_in_a_traceback(docx: Docx) -> None:
    data = docx(PARAGRAPH * 20)
    outcomes = set()
    for place in range(0, len(data), 23):
        changed = data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]
        try:
            outcomes.add(bool(read_docx(changed).blocks))
        except UnreadableDocument as error:
            outcomes.add(error.remedy == "")
    assert outcomes <= {True, False}
    assert True in outcomes


def test_without_a_document(archive: Archive) -> None:
    assert "没有 Word 正文" in refused(archive({"word/styles.xml": "<a/>"})).message


def test_document_without_a_body(archive: Archive) -> None:
    assert "没有 Word 正文" in refused(archive({"word/document.xml": f"<w:document {W}/>"})).message


def test_broken_xml(archive: Archive) -> None:
    assert "不是完整的 XML" in refused(archive({"word/document.xml": f"<w:document {W}><w:body>"})).message


def test_entities_are_not_resolved(archive: Archive) -> None:
    bomb = '<!DOCTYPE d [<!ENTITY a "甲"><!ENTITY b "&a;&a;&a;&a;">]>'
    document = f"{bomb}<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>"
    assert "DTD" in refused(archive({"word/document.xml": document})).message


def test_files_of_this_machine_are_not_read(archive: Archive) -> None:
    outside = '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    document = f"{outside}<w:document {W}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
    assert "DTD" in refused(archive({"word/document.xml": document})).message


def test_part_that_swells(archive: Archive) -> None:
    document = f"<w:document {W}><w:body>{PARAGRAPH}{' ' * (package.RATIO_FREE_BYTES + 1)}</w:body></w:document>"
    assert "超出可读范围" in refused(archive({"word/document.xml": document})).message


def test_part_beyond_the_limit(docx: Docx, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_PART_BYTES", 100)
    assert "超出可读范围" in refused(docx(PARAGRAPH)).message


def test_too_many_members(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MAX_MEMBERS", 3)
    assert "4 个部分" in refused(archive({f"word/{number}.xml": "" for number in range(4)})).message


def test_two_documents_in_one_package(docx: Docx) -> None:
    stream = io.BytesIO(docx(PARAGRAPH))
    with zipfile.ZipFile(stream, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", f"<w:document {W}><w:body/></w:document>")
    assert "两个同名部分" in refused(stream.getvalue()).message


def test_nesting_too_deep(docx: Docx) -> None:
    body = PARAGRAPH
    for _ in range(80):
        body = f"<w:tbl><w:tr><w:tc>{body}</w:tc></w:tr></w:tbl>"
    try:
        assert [block.text for block in read_docx(docx(body)).blocks] == ["甲方授权乙方运营公共数据。"]
    except UnreadableDocument as error:
        assert "嵌套过深" in error.message  # noqa: PT017 - either outcome is right, a traceback is not


def test_package_with_windows_paths(archive: Archive) -> None:
    document = f"<w:document {W}><w:body>{PARAGRAPH}</w:body></w:document>"
    assert read_docx(archive({"word\\document.xml": document})).characters == 13
