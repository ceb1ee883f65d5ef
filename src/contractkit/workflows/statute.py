"""statute: the words of the law that a report was made by."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from contractkit.core.checker.report import Report
from contractkit.core.law.requirement import Item
from contractkit.library.law import load_registry


def statute(report: Report, on: date) -> Mapping[str, Item]:
    """The items of the report's edition and locality by their ids, each with its citation and statutory words.

    Raises:
        InvalidData: the law's data has mistakes.
    """
    requirements = load_registry().requirements(report.edition, report.locality, on)
    return {item.id: item for item in requirements.items}
