"""Rows read per second and the peak memory of reading, at 1,000 and at 20,000 rows; and what understanding a row costs.

Usage: python benchmarks/tables.py
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from itertools import islice
from pathlib import Path

import xlsxwriter
from memory import own_peak

from contractkit.core.matter.text import credit_check_digit
from contractkit.library.law import load_registry
from contractkit.workflows.tables import open_table

SAMPLE = Path(__file__).parents[1] / "samples" / "traffic.yaml"
SIZES = (1000, 20_000)
UNDERSTOOD = 300
HEADS = (
    "事项编号", "授权运营名称", "运营机构名称", "运营机构统一社会信用代码", "运营机构住所", "运营机构联系电话", "采购项目编号",
    "起始日", "届满日", "期限（年）", "协议编号", "签订日期", "违约金",
)  # fmt: skip
SHARES = ("事项编号", "分配对象", "比例（%）", "用途或者缴付方式")


def main() -> None:
    """Measure both sizes, each in a process of its own, and print them side by side."""
    with tempfile.TemporaryDirectory() as folder:
        found = {size: measured(make(Path(folder) / f"{size}.xlsx", size)) for size in SIZES}
    for size, one in found.items():
        print(f"{size:>6} 行：读取 {one['rows'] / one['seconds']:7.0f} 行/秒，峰值内存 {one['peak']:6.1f} MB")
    small, large = (found[size] for size in SIZES)
    print(f"内存之比 {large['peak'] / small['peak']:.2f}，每行用时之比 "
          f"{large['seconds'] / large['rows'] / (small['seconds'] / small['rows']):.2f}")  # fmt: skip
    print(f"核对一行（转换、模型、关系）{small['understand'] * 1000:.2f} 毫秒")


def measured(path: Path) -> dict[str, float]:
    """What a fresh process prints that reads all rows, then understands some."""
    command = [sys.executable, __file__, "--read", str(path)]
    found: dict[str, float] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def read(path: Path) -> None:
    """Read all rows and print rows, seconds, peak memory, and seconds per row understood."""
    registry = load_registry()
    began = time.perf_counter()
    with open_table(path, base=SAMPLE) as table:
        rows = sum(len(row.lists) == 2 for row in table.rows())
        seconds, peak = time.perf_counter() - began, own_peak()
        began = time.perf_counter()
        for row in (some := list(islice(table.rows(), UNDERSTOOD))):
            table.reader.read(row, registry)
        understand = (time.perf_counter() - began) / len(some)
    print(json.dumps({"rows": rows, "seconds": seconds, "peak": peak, "understand": understand}))


def make(path: Path, rows: int) -> Path:
    """A workbook as Excel writes it: shared strings, a list of two members for every matter."""
    with xlsxwriter.Workbook(path, {"strings_to_urls": False}) as book:
        matters, shares = book.add_worksheet("事项"), book.add_worksheet("收益分配")
        matters.write_row(0, 0, HEADS)
        shares.write_row(0, 0, SHARES)
        for number in range(1, rows + 1):
            body = f"91990000MA{number:07}"
            code = body + credit_check_digit(body)
            matters.write_row(
                number, 0,
                (
                    f"A-{number:06}", f"青原市交通出行领域公共数据资源授权运营（第{number}标段）", f"青原第{number}数据运营有限公司", code,
                    f"青原市高新区云舟街{number}号数据产业园3号楼", 13800000000 + number, f"QYZC-2025-G{number:06}", "2026-03-01",
                    "2031-02-28", 5, f"QYJT-2026-{number:06}", "2026-02-26", 500000,
                ),
            )  # fmt: skip
            shares.write_row(number * 2 - 1, 0, (f"A-{number:06}", "青原市财政", 40, "缴入市级国库"))
            shares.write_row(number * 2, 0, (f"A-{number:06}", "运营机构", 60, f"用于第{number}标段的持续投入"))
    return path


if __name__ == "__main__":
    if sys.argv[1:2] == ["--read"]:
        read(Path(sys.argv[2]))
    else:
        main()
