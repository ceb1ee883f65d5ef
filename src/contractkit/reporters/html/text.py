"""Words of drafts as HTML text: nothing in them acts."""

from __future__ import annotations

import html

from contractkit.reporters.columns import visible


def inert(text: str) -> str:
    """Text for an element or a quoted attribute; white space as one space, control characters written out."""
    return html.escape(visible(" ".join(text.split())), quote=True)


def paragraphs(texts: tuple[str, ...]) -> str:
    """Each text as a paragraph."""
    return "".join(f"<p>{inert(text)}</p>" for text in texts)


def tag(name: str, text: str, css: str = "") -> str:
    """An element around plain text; the class is ours."""
    return f'<{name} class="{css}">{inert(text)}</{name}>' if css else f"<{name}>{inert(text)}</{name}>"
