"""Whether a text is written in Markdown, whatever its file is called."""

from __future__ import annotations

import re

_SAMPLE = 65_536
_FEWEST = 2
_SIGN = re.compile(
    r"^(?:#{1,6} \S|\s*\|?(?:\s*:?-{3,}:?\s*\|)+|\s*(?:```|~~~)|!\[[^\]\n]*\]\(|.{0,60}\*\*\S)", re.MULTILINE
)
_HEADING = re.compile(r"^#{1,6} \S", re.MULTILINE)


def is_markdown(text: str) -> bool:
    """Whether a text has several of Markdown's marks, headings or table rules among them."""
    sample = text[:_SAMPLE]
    return len(_SIGN.findall(sample)) >= _FEWEST and bool(
        _HEADING.search(sample) or re.search(r"^\s*\|?(?:\s*:?-{3,}:?\s*\|)+", sample, re.MULTILINE)
    )
