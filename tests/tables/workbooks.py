"""Workbooks as people have them, made for a test."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook

from contractkit.core.matter.text import credit_check_digit

SAMPLES: Final = Path(__file__).parents[2] / "samples"
BASE: Final = SAMPLES / "traffic.yaml"

COLUMNS: Final = (
    "事项编号", "授权运营名称", "运营机构名称", "运营机构统一社会信用代码", "运营机构联系电话", "起始日", "届满日",
    "期限（年）", "协议编号", "签订日期", "违约金", "迟延履行每日违约金（万分之）", "争议解决方式", "备案时限（工作日）", "方案文号",
)  # fmt: skip


def good_row(number: int) -> dict[str, Any]:
    """The cells of a matter that is right over the base."""
    return {
        "事项编号": f"A-{number:03}",
        "授权运营名称": f"青原市交通出行领域公共数据资源授权运营（第{number}标段）",
        "运营机构名称": f"青原第{number}数据运营有限公司",
        "运营机构统一社会信用代码": credit_code(number),
        "运营机构联系电话": 13800000000 + number,
        "起始日": "2026-03-01",
        "届满日": "2031-02-28",
        "期限（年）": 5,
        "协议编号": f"QYJT-2026-{number:03}",
        "签订日期": "2026-02-26",
        "违约金": 500000,
        "迟延履行每日违约金（万分之）": 3,
        "争议解决方式": "诉讼",
        "备案时限（工作日）": 20,
        "方案文号": None,
    }


def credit_code(number: int) -> str:
    """A right code for the number of a company."""
    body = f"91990000MA{number:07}"
    return body + credit_check_digit(body)


def workbook(path: Path, rows: list[dict[str, Any]], sheets: Mapping[str, list[dict[str, Any]]] | None = None) -> Path:
    """Write rows as openpyxl writes what people type; formulas begin with =."""
    book = Workbook()
    page = book.active
    page.title = "事项"
    for name, lines in {"事项": rows, **(sheets or {})}.items():
        page = page if name == "事项" else book.create_sheet(name)
        heads = list(dict.fromkeys(head for line in lines for head in line))
        page.append(heads)
        for line in lines:
            page.append([line.get(head) for head in heads])
    book.save(path)
    return path
