"""The report as one HTML file: no network, no script needed to read it, nothing in a draft's words acts."""

from contractkit.reporters.html.page import html_chunks

__all__ = ["html_chunks"]
