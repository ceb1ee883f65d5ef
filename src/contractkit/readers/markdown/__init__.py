"""Markdown files."""

from contractkit.readers.markdown.reader import read_markdown
from contractkit.readers.markdown.signs import is_markdown

__all__ = ["is_markdown", "read_markdown"]
