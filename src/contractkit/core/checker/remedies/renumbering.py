"""Numbers that move on when new articles take theirs: those typed in front, and those by which sentences refer to them.

Automatic numbers move on by themselves. What refers to an article in a way that cannot be rewritten safely (第八、九条) stays as
it is and is told by the check afterwards.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from contractkit.core.checker.remedies.labels import numbered, read_label
from contractkit.core.checker.remedies.layout import Division
from contractkit.core.checker.rules.references import own_references, references_in
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.zh.labels import DECIMALS, Scheme, parse_label
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.numerals import NUMERAL_CHARACTER, parse_numeral, to_chinese

_NUMERAL: Final = re.compile(rf"[0-9]+|[{NUMERAL_CHARACTER}]+")
_PREVIOUS: Final = re.compile(r"(?<![以之日])(?:前条|上条|前一条|上一条)(?![件款例])")


@dataclass(frozen=True, slots=True)
class Replacement:
    """Words of the draft in whose place others come.

    Attributes:
        block: number of the block, see `Location.paragraph`.
        start: raw offset in its text; end: behind the words.
        words: as they stand; text: what comes.
    """

    block: int
    start: int
    end: int
    words: str
    text: str


class Renumbering:
    """Which number each article has once the new ones are there."""

    def __init__(self, articles: Sequence[Division], after: Mapping[tuple[str, ...], int]) -> None:
        """The articles of a draft in order, and how many new ones come behind which."""
        self._articles = articles
        self._values: dict[tuple[str, ...], tuple[int, int]] = {}
        self._follows: dict[tuple[str, ...], Division] = {}
        by = 0
        before: Division | None = None
        for one in articles:
            known = read_label(one.label)
            value = known.values[0] if known and known.values else 0
            self._values[one.path] = value, value + by
            if before is not None and after.get(before.path):
                self._follows[one.path] = before
            by += after.get(one.path, 0)
            before = one
        self._moved = {old: new for old, new in self._values.values() if old != new}

    @staticmethod
    def fits(articles: Sequence[Division]) -> bool:
        """Whether the numbers of a draft can move on: one row of plain numbers, none used twice or between two others."""
        known = [read_label(one.label) for one in articles]
        values = [label.values for label in known if label is not None]
        schemes = {label.scheme for label in known if label is not None}
        plain = all(len(one) == 1 for one in values) and len(values) == len(articles)
        return plain and len(schemes) == 1 and all(a[0] < b[0] for a, b in itertools.pairwise(values))

    def number(self, article: Division, further: int) -> str | None:
        """The number of the new article that comes as the so manieth behind one, from 1."""
        return numbered(article.label, self._values[article.path][1] + further)

    def label(self, label: str, article: Division | None) -> str:
        """A number within an article as it is then: 8.3 of 第八条 becomes 9.3."""
        known = read_label(label) if article is not None else None
        if article is None or known is None or known.scheme not in DECIMALS:
            return label
        old, new = self._values[article.path]
        moved = numbered(label, new, *known.values[1:]) if known.values[0] == old else None
        return moved or label

    def text(self, words: str) -> str:
        """New text with its references to articles of the draft as they are then."""
        clean = normalize(words).text
        found, at = "", 0
        for group in (group for match in references_in(clean, is_numbered=False) for group in self._groups(match)):
            start, end, text = group
            found, at = found + clean[at:start] + text, end
        return found + clean[at:] if at else words

    def replacements(self, document: Document) -> Iterator[Replacement]:
        """What is to be replaced in the draft, in order."""
        if not self._moved and not self._follows:
            return
        typed = {at for at, block in enumerate(document.source.blocks, 1) if not block.label}
        homes = {passage.index: one for one in self._articles for passage in one.passages}
        for passage in document.passages:
            if passage.kind is BlockKind.CONTENTS or passage.zone is Zone.CONTENTS:
                continue
            home = homes.get(passage.index)
            if home is not None and passage.location.paragraph in typed:
                yield from self._own_number(passage, home)
            for match in own_references(passage):
                for start, end, text in self._groups(match):
                    yield _replaced(passage, start, end, text)
            if home is not None and home.path in self._follows:
                yield from self._previous(passage, self._follows[home.path])

    def _own_number(self, passage: Passage, home: Division) -> Iterator[Replacement]:
        old, new = self._values[home.path]
        label = parse_label(passage.text) if passage.label and passage.kind is not BlockKind.ROW else None
        if old == new or label is None:
            return
        is_article = passage is home.opened or passage.index == home.opened.index
        if not is_article and not (label.scheme in DECIMALS and label.values[0] == old):
            return
        match = _NUMERAL.search(passage.text, 0, label.end)
        if match is not None and parse_numeral(match[0]) in (old, None):
            yield Replacement(passage.location.paragraph, match.start(), match.end(), match[0], _written(match[0], new))

    def _groups(self, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
        """The numeral of a reference that moves on, as a stretch of the clean text with what comes in its place."""
        if match["article"]:
            value = parse_numeral(match["article"])
            if value in self._moved:
                yield match.start("article"), match.end("article"), _written(match["article"], self._moved[value])
        group = next((name for name in ("dots", "dots2") if match[name]), "")
        if group and self._is_dotted:
            first = match[group].split(".")[0]
            if int(first) in self._moved:
                start = match.start(group)
                yield start, start + len(first), str(self._moved[int(first)])

    @property
    def _is_dotted(self) -> bool:
        """Whether paragraphs of articles have the number of their article in front: 8.2."""
        for one in self._articles:
            labels = (read_label(child) for child in one.children)
            if any(
                label and label.scheme in DECIMALS and label.values[0] == self._values[one.path][0] for label in labels
            ):
                return True
        return False

    def _previous(self, passage: Passage, before: Division) -> Iterator[Replacement]:
        """前条 where a new article comes in between: it is called by its number."""
        known = read_label(before.label)
        if known is None or known.scheme is not Scheme.ARTICLE:
            return
        for match in _PREVIOUS.finditer(passage.clean.text):
            text = numbered(before.label, self._values[before.path][1])
            if text is not None:
                # In front of a paragraph it would be the paragraph's own number.
                shown = text if match.start() else f"前述{text}"
                yield _replaced(passage, match.start(), match.end(), shown)


def _replaced(passage: Passage, start: int, end: int, text: str) -> Replacement:
    left, right = passage.clean.raw_span(start, end)
    return Replacement(passage.location.paragraph, left, right, passage.text[left:right], text)


def _written(like: str, value: int) -> str:
    return str(value) if like.isdecimal() else to_chinese(value)
