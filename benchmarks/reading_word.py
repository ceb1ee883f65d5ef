"""How fast a Word file is read: against a python-docx walk over the same 60 pages, and the memory that 300 pages take.

The document is made here: headings, numbered and plain paragraphs whose runs are split as Word leaves them, and tables.
The walk yields what python-docx can tell of the same things: paragraphs and tables in order, each paragraph's text and
style, each cell's text. (It yields no automatic numbers, no text boxes and no notes; the reader does.)
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph
from memory import own_peak, peak_megabytes

from contractkit.readers.word import read_docx

ROUNDS = 7
WORDS = (
    "授权方依照本协议授权运营方在约定的区域和期限内运营公共数据资源。",
    "运营方应当按照约定的用途加工和提供数据产品，不得超出授权范围。",
    "授权方按季度检查运营情况，运营方应当在五个工作日内提供所需材料。",
    "双方应当保存数据处理的记录，保存期限不少于三年。",
)


def build(pages: int) -> bytes:
    """A Word file of about that many A4 pages."""
    document = Document()
    for number in range(pages * 19 // 6):
        if number % 6 == 0:
            document.add_heading(f"第{number // 6 + 1}章 运营事项", level=1)
        _write(document.add_paragraph(), f"第{number + 1}条 {WORDS[number % 4]}{WORDS[(number + 1) % 4]}")
        for item in range(3):
            _write(document.add_paragraph(style="List Number"), WORDS[(number + item) % 4])
        _write(document.add_paragraph(), "".join(WORDS))
        if number % 6 == 5:
            _add_table(document)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _write(paragraph: Paragraph, text: str) -> None:
    """Words in runs of a dozen characters, each with its font hint, as Word saves what was edited."""
    for start in range(0, len(text), 12):
        run = paragraph.add_run(text[start : start + 12])
        fonts = OxmlElement("w:rFonts")
        fonts.set(qn("w:hint"), "eastAsia")
        run._r.get_or_add_rPr().append(fonts)  # noqa: SLF001 - python-docx has no call for it


def _add_table(document: WordDocument) -> None:
    table = document.add_table(rows=0, cols=4)
    for number in range(8):
        for cell, text in zip(
            table.add_row().cells, ("数据目录", f"清单{number}", "按日更新", "甲方提供"), strict=True
        ):
            _write(cell.paragraphs[0], text)


def walk(data: bytes) -> list[tuple[str, str]]:
    """Each paragraph's style and text, cells included, in reading order."""
    found: list[tuple[str, str]] = []
    _walk(Document(io.BytesIO(data)), found)
    return found


def _walk(container: WordDocument | _Cell, found: list[tuple[str, str]]) -> None:
    for item in container.iter_inner_content():
        if isinstance(item, Table):
            for row in item.rows:
                for cell in row.cells:
                    _walk(cell, found)
        else:
            style = item.style
            found.append(("" if style is None else str(style.name), item.text))


def walk_for_text(data: bytes) -> list[str]:
    """The text of paragraphs and of cells, one after the other, and nothing else."""
    document = Document(io.BytesIO(data))
    found = [paragraph.text for paragraph in document.paragraphs]
    return found + [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def seconds(work: Callable[[bytes], object], data: bytes) -> float:
    """Processor time, the best of some rounds after one to warm up; a clock favours short work on a busy machine."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        work(data)
        times.append(time.process_time() - start)
    return min(times[1:])


def main() -> None:
    """Print one line; with --read, the peak memory in MB of reading that file."""
    parser = argparse.ArgumentParser(description="读取 Word 的速度与内存")
    parser.add_argument("file", type=Path, nargs="?", help="用这个文件比，不另造")
    parser.add_argument("--read", type=Path, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.read:
        read_docx(arguments.read.read_bytes())
        print(own_peak())
        return
    data = arguments.file.read_bytes() if arguments.file else build(60)
    own, whole, text = (seconds(work, data) for work in (read_docx, walk, walk_for_text))
    print(
        f"读取 Word（60 页）：{own * 1000:.1f} 毫秒，python-docx 遍历 {whole * 1000:.1f} 毫秒，"
        f"快 {whole / own:.1f} 倍（只取文字的遍历 {text * 1000:.1f} 毫秒，{text / own:.1f} 倍）；"
        f"读 300 页的峰值内存 {peak_megabytes(__file__, build(300), 'docx'):.0f} MB"
    )


if __name__ == "__main__":
    main()
