"""The report as a workbook: every text is text, nothing is a formula or a link."""

from contractkit.reporters.xlsx.workbook import write_xlsx

__all__ = ["write_xlsx"]
