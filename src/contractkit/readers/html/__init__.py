"""Web pages: the words that a browser would show, in reading order; nothing is fetched and nothing is run."""

from contractkit.readers.html.mhtml import read_mhtml
from contractkit.readers.html.reader import read_html

__all__ = ["read_html", "read_mhtml"]
