"""How fast a PDF with a text layer is read: against PDFium's own text of the same 60 pages, and the memory of 300 pages.

LibreOffice makes the document: articles, items, a table on every fifth page, a header and page numbers. PDFium's own
rate is that of `get_textpage().get_text_range()` over all pages: characters without lines, paragraphs, tables or order.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from memory import own_peak, peak_megabytes

from contractkit.errors import ContractkitError
from contractkit.readers.pdf import read_pdf
from contractkit.rendering.pdf import convert

ROUNDS = 7
WORDS = (
    "甲方依照本协议授权乙方在约定的区域和期限内运营公共数据资源，具体名称、来源和更新频率以附件A的第2项至第15项为准。",
    "“授权数据”按照GB/T 36344—2018的要求提供，完整性不低于98%，准确性不低于99.5%；“产品”“服务”以附件B为准。",
    "运营期限为4年，自2026年3月1日起至2030年2月28日止；乙方应当在每季度结束后15个工作日内报告。",
    "乙方违反第8.2款的，每次支付违约金人民币500,000元（大写：伍拾万元整）；API调用记录保存不少于3年。",
)


def build(pages: int) -> bytes:
    """A PDF of about that many A4 pages."""
    document = Document()
    _set_font(document)
    document.sections[0].header.paragraphs[0].text = "公共数据资源授权运营协议"
    _add_page_number(document)
    for number in range(pages * 4):
        document.add_paragraph(f"第{number + 1}条　{WORDS[number % 4]}{WORDS[(number + 1) % 4]}")
        for item in "一二三":
            document.add_paragraph(f"（{item}）{WORDS[(number + ord(item)) % 4]}")
        if number % 20 == 19:
            _add_table(document)
    stream = io.BytesIO()
    document.save(stream)
    return convert([stream.getvalue()])[0]


def _set_font(document: WordDocument) -> None:
    """One Chinese font for all characters, as Chinese drafts have it."""
    style = document.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        style.set(qn(f"w:{name}"), "Noto Serif CJK SC")


def _add_page_number(document: WordDocument) -> None:
    paragraph = document.sections[0].footer.paragraphs[0]
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no call for fields


def _add_table(document: WordDocument) -> None:
    table = document.add_table(rows=0, cols=4)
    table.style = "Table Grid"
    for number in range(8):
        for cell, text in zip(
            table.add_row().cells, (f"DR-{number:03}", "停车泊位实时余量", "每五分钟", "交通运输主管部门"), strict=True
        ):
            cell.text = text


def own_text(data: bytes) -> int:
    """PDFium's text of all pages, each closed when it is done; tells how many characters."""
    count = 0
    document = pypdfium2.PdfDocument(data)
    for index in range(len(document)):
        page = document[index]
        text_page = page.get_textpage()
        count += len(text_page.get_text_range())
        text_page.close()
        page.close()
    document.close()
    return count


def seconds(*works: Callable[[bytes], object], data: bytes) -> list[float]:
    """Processor time of each, the best of some rounds in turn after one to warm up."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(ROUNDS):
        for work, own in zip(works, times, strict=True):
            start = time.process_time()
            work(data)
            own.append(time.process_time() - start)
    return [min(own[1:]) for own in times]


def main() -> None:
    """Print one line; with --read, the peak memory in MB of reading that file."""
    parser = argparse.ArgumentParser(description="读取 PDF 的速度与内存")
    parser.add_argument("file", type=Path, nargs="?", help="用这个文件比，不另造")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        read_pdf(arguments.read.read_bytes())
        print(own_peak())
        return
    try:
        short, long = [arguments.file.read_bytes()] * 2 if arguments.file else (build(60), build(300))
    except ContractkitError as error:
        print(f"读取 PDF：没有测量，{error}")
        return
    pages, many = (len(pypdfium2.PdfDocument(data)) for data in (short, long))
    own, whole = seconds(own_text, read_pdf, data=short)
    print(
        f"读取 PDF（{pages} 页）：每页 {whole / pages * 1000:.2f} 毫秒，PDFium 只取文字 {own / pages * 1000:.2f} 毫秒，"
        f"为其速度的 {own / whole:.2f}；读 {many} 页的峰值内存 {peak_megabytes(__file__, long, 'pdf'):.0f} MB"
    )


if __name__ == "__main__":
    main()
