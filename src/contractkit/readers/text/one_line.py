"""A document that came on one line: cut into paragraphs at its numbering."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from contractkit.core.zh.labels import Label, Scheme, parse_label

_LONG_LINE = 2000
_SHORTEST = 60
_FEWEST = 3
_LABEL = 48
_CHINESE = "一二三四五六七八九十百零〇两"
# Behind the end of a sentence or a space: a reference inside a sentence (依照第五条, 见附件一) stands in neither place;
# an annex begins behind a space, and not behind a word that refers to it.
_PART_START = re.compile(
    rf"(?:^|(?<=[。；：！？”）\s]))(?=第\s?[{_CHINESE}\d]{{1,7}}\s?[编篇章节条]|[（(]\s?[{_CHINESE}]{{1,4}}\s?[)）]|[{_CHINESE}]{{1,4}}[、.．\s]|\d{{1,3}}[.．](?!\d))"
    rf"|(?<=\s)(?=附件\s?[{_CHINESE}\d]{{1,3}}[\s：:])"
)
# 第一章 授权范围第一条 …: behind the title of a chapter nothing but the title stands before the next division.
_TITLE_THEN = re.compile(rf"[^。；：！？，\n]{{1,40}}?(?=第\s?[{_CHINESE}\d]{{1,7}}\s?[节条])")
_TITLED = frozenset({Scheme.PART, Scheme.CHAPTER, Scheme.SECTION})
_REFERRING = re.compile(r"[见按照及和与或、，（《“的在于以将由]\s*$")
_SPLITTING = frozenset(
    {
        Scheme.PART,
        Scheme.CHAPTER,
        Scheme.SECTION,
        Scheme.ARTICLE,
        Scheme.CHINESE,
        Scheme.CHINESE_BRACKETS,
        Scheme.ARABIC,
        Scheme.ANNEX,
    }
)


def split_at_numbering(text: str) -> tuple[str, ...]:
    """The paragraphs of a document that came on one line; a paragraph of ordinary length stays whole.

    A shorter line is cut only where it holds a row of articles: an enumeration inside a paragraph is one paragraph.
    """
    if len(text) < _SHORTEST:
        return (text,)
    starts = list(_numbered_starts(text))
    articles = sum(scheme is Scheme.ARTICLE for _, scheme in starts)
    if (len(starts) if len(text) > _LONG_LINE else articles) < _FEWEST:
        return (text,)
    cuts = [0, *(at for at, _ in starts if at), len(text)]
    parts = (text[start:end].strip() for start, end in pairwise(cuts))
    return tuple(part for part in parts if part)


def _numbered_starts(text: str) -> Iterator[tuple[int, Scheme]]:
    """Where a numbering begins at 1 or goes on by 1; a reference in a sentence does neither."""
    last: dict[Scheme, int] = {}
    for match in _PART_START.finditer(text):
        at: int | None = match.start()
        while at is not None:
            label = parse_label(text[at : at + _LABEL])
            if label is None or not _follows(label, last):
                break
            if label.scheme is Scheme.ANNEX and _REFERRING.search(text[max(at - 4, 0) : at]):
                break
            last[label.scheme] = label.values[0]
            yield at, label.scheme
            at = _behind_title(text, at + label.end) if label.scheme in _TITLED else None


def _behind_title(text: str, at: int) -> int | None:
    """Where the division begins that stands right behind a title at `at`, or None."""
    found = _TITLE_THEN.match(text, at)
    return found.end() if found else None


def _follows(label: Label, last: dict[Scheme, int]) -> bool:
    if label.scheme not in _SPLITTING or len(label.values) != 1:
        return False
    return label.values[0] in (1, last.get(label.scheme, 0) + 1)
