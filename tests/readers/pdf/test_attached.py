"""Annotations, forms, files, scripts, passwords: what stands beside the printed words."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest

from contractkit.errors import UnreadableDocument
from contractkit.readers.options import ReadingOptions
from contractkit.readers.pdf import read_pdf

Pdf = Callable[..., bytes]
TEXT = [
    (90.0, 740.0 - 26 * at, 14.0, f"第{number}条 乙方应当按照约定的用途使用数据。")
    for at, number in enumerate("一二三")
]


def utf16(words: str) -> str:
    return f"<feff{words.encode('utf-16-be').hex()}>"


def given(password: str) -> ReadingOptions:
    return ReadingOptions(password=password)


def encrypted(data: bytes, user: str, owner: str, algorithm: str) -> bytes:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.encrypt(user, owner, algorithm=algorithm)
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_passwords(pdf: Pdf) -> None:
    data = encrypted(pdf([TEXT]), "open", "owner", "RC4-128")
    with pytest.raises(UnreadableDocument, match="没有密码") as caught:
        read_pdf(data)
    assert "--password" in caught.value.remedy
    with pytest.raises(UnreadableDocument, match="密码不对") as caught:
        read_pdf(data, given("2"))
    assert "--password" in caught.value.remedy
    assert len(read_pdf(data, given("open")).blocks) == 3
    assert len(read_pdf(data, given("owner")).blocks) == 3


def test_print_protection_alone_is_no_obstacle(pdf: Pdf) -> None:
    data = encrypted(pdf([TEXT]), "", "owner", "RC4-128")
    assert len(read_pdf(data).blocks) == 3
    assert len(read_pdf(data, given("any")).blocks) == 3


def test_annotations_keep_their_words(pdf: Pdf) -> None:
    note = f"<< /Type /Annot /Subtype /Text /Rect [0 0 20 20] /Contents {utf16('此处期限过长')} >>"
    link = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] >>"
    (loss,) = read_pdf(pdf([TEXT], page_extra=f"/Annots [{note} {link}]")).losses
    assert (loss.what, loss.count, loss.words, loss.withholds) == ("批注", 1, ("此处期限过长",), False)


def test_pictures_have_their_share(pdf: Pdf) -> None:
    picture = "q 297.5 0 0 421 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x41 EI Q"
    (loss,) = read_pdf(pdf([TEXT, TEXT], graphics=[picture])).losses
    assert (loss.what, loss.count) == ("图片", 1)
    assert loss.share == pytest.approx(0.125)


def form(pdf: Pdf, fields: str, texts: list[tuple[float, float, float, str]]) -> bytes:
    """A page with form fields; PDFium looks for them in the catalogue's form."""
    data = pdf([texts], page_extra=f"/Annots [{fields}]")
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    annotations = writer.pages[0]["/Annots"]
    assert isinstance(annotations, pypdf.generic.ArrayObject)
    references = pypdf.generic.ArrayObject([writer._add_object(one.get_object()) for one in annotations])
    writer.pages[0][pypdf.generic.NameObject("/Annots")] = references
    writer.root_object[pypdf.generic.NameObject("/AcroForm")] = pypdf.generic.DictionaryObject(
        {pypdf.generic.NameObject("/Fields"): references}
    )
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def test_form_fields_are_read_where_they_stand(pdf: Pdf) -> None:
    texts = [(90.0, 700.0, 12.0, "甲方："), (90.0, 670.0, 12.0, "期限："), (200.0, 670.0, 12.0, "年。")]
    fields = (
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (b) /V {utf16('五')} /Rect [130 665 190 685] >>"
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (a) /V {utf16('青原市交通运输局')} /Rect [130 695 300 715] >>"
        f"<< /Type /Annot /Subtype /Widget /FT /Tx /T (c) /Rect [130 600 190 620] >>"
    )
    source = read_pdf(form(pdf, fields, texts))
    assert ["".join(block.text.split()) for block in source.blocks] == ["甲方：青原市交通运输局", "期限：五年。"]
    assert [(loss.what, loss.count) for loss in source.losses] == [("表单域", 2)]


def test_tick_boxes(pdf: Pdf) -> None:
    texts = [(110.0, 700.0, 12.0, "同意再许可"), (110.0, 670.0, 12.0, "不同意再许可")]
    box = "<< /Type /Annot /Subtype /Widget /FT /Btn /T ({0}) /V /{1} /AS /{1} /AP << /N << /Yes << >> >> >> /Rect [95 {2} 107 {3}] >>"
    fields = box.format("a", "Off", 698, 710) + box.format("b", "Yes", 668, 680)
    found = read_pdf(form(pdf, fields, texts)).blocks
    assert [block.text.replace(" ", "") for block in found] == ["☐同意再许可", "☑不同意再许可"]


def test_files_inside_are_named(pdf: Pdf) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([TEXT])))
    writer.add_attachment("补充协议.docx", b"PK")
    stream = io.BytesIO()
    writer.write(stream)
    (loss,) = read_pdf(stream.getvalue()).losses
    assert (loss.what, loss.count) == ("嵌入文件", 1)
    assert "补充协议.docx" in loss.note


def test_scripts_are_told_and_never_run(pdf: Pdf) -> None:
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf([TEXT])))
    name, text = pypdf.generic.NameObject, pypdf.generic.TextStringObject
    action = {name("/S"): name("/JavaScript"), name("/JS"): text("app.alert(1)")}
    writer.root_object[name("/OpenAction")] = pypdf.generic.DictionaryObject(action)
    stream = io.BytesIO()
    writer.write(stream)
    assert [loss.what for loss in read_pdf(stream.getvalue()).losses] == ["脚本"]
