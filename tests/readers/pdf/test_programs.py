"""PDF as LibreOffice and Chromium make it: the same paragraphs as in the document it was made from."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from contractkit.core.document.tree import Source
from contractkit.office.program import find_office
from contractkit.readers.html import read_html
from contractkit.readers.pdf import read_pdf
from contractkit.readers.word import read_docx
from contractkit.rendering.pdf import convert

CHROMIUM = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None
)
CLAUSES = (
    "甲方可以定期或者不定期检查乙方的数据使用台账、安全管理制度和产品上架情况；乙方应当配合检查，如实提供有关资料，对发现的问题在15日内完成整改并书面报告结果。",
    "本协议所称“授权数据”，是指附件一列明、由甲方按照GB/T 36344—2018的要求提供给乙方的数据；“产品”“服务”按照附件二认定。",
    "运营期限为4年，自2026年3月1日起至2030年2月28日止，期满不自动延长，合格率不低于99.5%。",
    "乙方不得将原始数据带出平台；违反的，按每次人民币500,000元（大写：伍拾万元整）支付违约金，不足以弥补损失的补足差额。",
    "因国家政策调整致使本协议不能继续履行的，双方协商变更或者解除，互不承担违约责任，但应当妥善处理数据销毁、系统交接等事项。",
)
TABLE = [("编号", "数据名称", "更新频率", "提供部门")] + [
    (f"DR-{number:03}", "停车泊位实时余量及周边道路通行状态", "每五分钟更新一次", "交通运输主管部门")
    for number in range(1, 31)
]


def words(source: Source) -> list[str]:
    """Blocks without white space and cell borders, those of no words left out."""
    bare = (re.sub(r"[\s|]+", "", block.label + block.text) for block in source.blocks)
    return [text for text in bare if text]


def agreement() -> WordDocument:
    document = Document()
    section = document.sections[0]
    section.header.paragraphs[0].text = "停车数据授权运营协议（送审稿）"
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    section.footer.paragraphs[0]._p.append(field)
    document.add_heading("停车数据授权运营协议", 0)
    for number in range(40):
        if number % 8 == 0:
            document.add_heading(f"第{'一二三四五'[number // 8]}章　运营事项", 1)
        document.add_paragraph(f"{number + 1}. {CLAUSES[number % 5]}")
        document.add_paragraph(f"（{'一二三四五'[number % 5]}）{CLAUSES[(number + 2) % 5]}")
    table = document.add_table(rows=0, cols=4)
    table.style = "Table Grid"
    for row in TABLE:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    document.add_paragraph("甲方（盖章）：")
    document.add_paragraph("乙方（盖章）：")
    return document


@pytest.mark.skipif(find_office() is None, reason="没有安装 LibreOffice")
def test_libreoffice() -> None:
    stream = io.BytesIO()
    agreement().save(stream)
    source = read_pdf(convert([stream.getvalue()])[0])
    assert words(source) == words(read_docx(stream.getvalue()))
    assert source.furniture[0] == "停车数据授权运营协议（送审稿）"
    assert source.losses == ()


@pytest.mark.skipif(CHROMIUM is None, reason="没有安装 Chromium")
def test_chromium(tmp_path: Path) -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in TABLE)
    articles = "".join(f"<p>{at + 1}. {CLAUSES[at % 5]}</p><p>{CLAUSES[(at + 3) % 5]}</p>" for at in range(40))
    page = (
        "<!doctype html><meta charset=utf-8><title>协议</title><style>td{border:1px solid}table{border-collapse:collapse}"
        f"</style><h1>停车数据授权运营协议</h1>{articles}<table>{rows}</table>"
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    command = [str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}"]
    made = tmp_path / "page.pdf"
    subprocess.run(
        [*command, f"--print-to-pdf={made}", (tmp_path / "page.html").as_uri()],
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert words(read_pdf(made.read_bytes())) == words(read_html(page.encode()))
