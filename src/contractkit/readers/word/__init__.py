"""Word files: an own walker over the zip, because no library reads every construct that drafts are built of."""

from contractkit.readers.word.reader import read_docx, read_docx_with_places

__all__ = ["read_docx", "read_docx_with_places"]
