"""Old Word, WPS, RTF and OpenDocument files: LibreOffice makes them .docx, the Word reader reads that."""

from contractkit.readers.legacy.reader import available, convert, read_converted, read_legacy

__all__ = ["available", "convert", "read_converted", "read_legacy"]
