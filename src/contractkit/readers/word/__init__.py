"""Word files: an own walker over the zip, because no library reads every construct that drafts are built of."""

from contractkit.readers.word.reader import read_docx

__all__ = ["read_docx"]
