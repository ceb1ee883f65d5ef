"""PDF files with a text layer: places of characters decide which lines are one paragraph or one table row."""

from contractkit.readers.pdf.reader import read_pdf

__all__ = ["read_pdf"]
