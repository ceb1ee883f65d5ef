"""Tables whose rows differ in what differs between the lots of one project."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

HEAD: Final = (
    "name",
    "parties.operator.name",
    "parties.operator.representative",
    "selection.project_number",
    "agreement.number",
    "agreement.signing_date",
    "agreement.liability.breach_penalty",
)


def write_table(path: Path, count: int, changed: Mapping[int, Mapping[str, str]] | None = None) -> Path:
    """A table of that many rows; `changed` gives cells by ordinal and heading."""
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        for n in range(1, count + 1):
            cells = {
                "name": f"青原市交通出行领域公共数据资源授权运营（第{n}标段）",
                "parties.operator.name": f"青原第{n}数据运营有限公司",
                "parties.operator.representative": f"谢望{n}",
                "selection.project_number": f"QYZC-2025-G{n:05d}",
                "agreement.number": f"QYJT-SQYY-2026-{n:05d}",
                "agreement.signing_date": f"2026-02-{n % 20 + 7:02d}",
                "agreement.liability.breach_penalty": str(500_000 + n),
                **(changed or {}).get(n, {}),
            }
            writer.writerow([cells[name] for name in HEAD])
    return path
