"""OFD files (GB/T 33190): places of characters decide what is one paragraph or one table row, as in a PDF."""

from contractkit.readers.ofd.reader import read_ofd

__all__ = ["read_ofd"]
