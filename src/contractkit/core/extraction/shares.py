"""How revenue is shared: from tables, from lists, from sentences, from proportions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.extraction.fact import Quote, raw_quote
from contractkit.core.extraction.lexicon import ShareWords
from contractkit.core.extraction.sentence import Sentence
from contractkit.core.zh.normalize import normalize
from contractkit.core.zh.shares import find_ratios, find_shares

_CLAUSE = re.compile(r"[^，。；：|]+")
_SEPARATORS = re.compile(r"[、和与及]|以及")
_LEAST = Fraction(1, 200)  # smaller ones are rates of delay
_BRACKET = re.compile(r"^（(?P<use>[^（）]*)）")


@dataclass(frozen=True, slots=True)
class Part:
    """One share.

    Attributes:
        party: who gets it, as written.
        percent: of the whole, exact.
        use: what for or how it is paid; may be empty.
        source: where it stands.
    """

    party: str
    percent: Fraction
    use: str
    source: Quote


@dataclass(frozen=True, slots=True)
class Scheme:
    """Shares told together at one place.

    Attributes:
        parts: in the order of the text.
        basis: what the reading rests on, in Chinese.
        is_worded: who gets which share is said; otherwise it rests on the order alone.
    """

    parts: tuple[Part, ...]
    basis: str
    is_worded: bool = True

    @property
    def total(self) -> Fraction:
        """In per cent."""
        return sum((part.percent for part in self.parts), Fraction(0))


def read_shares(document: Document, sentences: Sequence[Sentence], words: ShareWords) -> tuple[Scheme, ...]:
    """Every telling of the shares, in reading order."""
    found = [*_tables(document, words), *_spoken(sentences, words)]
    return tuple(sorted(found, key=lambda scheme: scheme.parts[0].source.passage))


def in_figures(percent: Fraction) -> Decimal:
    """A share as a matter file holds it, rounded to two decimals."""
    return round(Decimal(percent.numerator) / Decimal(percent.denominator), 2)


def _tables(document: Document, words: ShareWords) -> Iterator[Scheme]:
    rows = [
        one for one in document.passages if one.kind is BlockKind.ROW and one.header and one.zone is not Zone.CONTENTS
    ]
    for _, group in groupby(rows, key=lambda one: (one.location.table, one.header)):
        table = tuple(group)
        header = table[0].header
        column = _column(header, words.column)
        about = " ".join((*table[0].headings, *header, _caption(document, table[0])))
        if column is None or not words.about.search(about):
            continue
        party = _column(header, words.party_column)
        if party is None or party == column:
            party = next(
                (at for at in range(len(header)) if at != column and not re.search("序号|编号", header[at])), None
            )
        if party is None:
            continue
        use = _column(header, words.use_column)
        parts = tuple(_rows(table, (party, column, use), words))
        if parts:
            yield Scheme(parts, "在收益分配的表格中逐行载明")


def _rows(table: Sequence[Passage], columns: tuple[int, int, int | None], words: ShareWords) -> Iterator[Part]:
    party, column, use = columns
    for row in table:
        if len(row.cells) <= max(party, column) or words.total.search(normalize(row.cells[party]).text):
            continue
        figure = normalize(row.cells[column]).text.strip()
        shares = find_shares(figure)
        percent = shares[0].value * 100 if len(shares) == 1 else _plain_number(figure)
        if percent is None:
            continue
        what = row.cells[use].strip() if use is not None and use < len(row.cells) else ""
        yield Part(row.cells[party].strip(), percent, what, raw_quote(row, 0, len(row.text)))


def _plain_number(text: str) -> Fraction | None:
    """30 in a column of 比例（%）."""
    return Fraction(text) if re.fullmatch(r"\d{1,3}(?:\.\d{1,4})?", text) else None


def _column(header: Sequence[str], pattern: re.Pattern[str]) -> int | None:
    return next((at for at, cell in enumerate(header) if pattern.search(cell)), None)


def _caption(document: Document, row: Passage) -> str:
    """What stands directly over the table."""
    for passage in reversed(document.passages[max(0, row.index - 40) : row.index]):
        if passage.location.table != row.location.table:
            return passage.clean.text if len(passage.clean.text) <= 120 else ""
    return ""


def _spoken(sentences: Iterable[Sentence], words: ShareWords) -> Iterator[Scheme]:
    """Sentences about sharing; those of one passage and those of one list are told together."""
    for _, group in groupby((one for one in sentences if _is_about(one, words)), key=_place):
        same = tuple(group)
        parts = [part for one in same for part in _parts(one, words)]
        parts += _rest(parts, same, words)
        if parts:
            yield Scheme(_once(parts), "在约定收益分配的条文中写明")
        for one in same:
            yield from _ratios(one, words)


def _place(sentence: Sentence) -> tuple[object, ...]:
    passage = sentence.passage
    return (
        (passage.path[:-1], sentence.over) if passage.label and passage.kind is not BlockKind.ROW else (passage.index,)
    )


def _is_about(sentence: Sentence, words: ShareWords) -> bool:
    """Whether its paragraph, or what stands over it, is about sharing; a table of shares is read as a table."""
    passage = sentence.passage
    if passage.kind is BlockKind.ROW and _column(passage.header, words.column) is not None:
        return False
    if words.not_about.search(sentence.text):
        return False
    return bool(words.about.search(passage.clean.text) or words.about.search(sentence.over))


def _once(parts: Sequence[Part]) -> tuple[Part, ...]:
    """Each share once, also where it is told again with a shorter or longer name."""
    kept: list[Part] = []
    for part in parts:
        if not any(
            one.percent == part.percent and (part.party in one.party or one.party in part.party) for one in kept
        ):
            kept.append(part)
    return tuple(kept)


def _parts(sentence: Sentence, words: ShareWords) -> Iterator[Part]:
    text = sentence.text
    ended = 0
    for share in find_shares(text):
        clause = next(m for m in _CLAUSE.finditer(text) if m.start() <= share.start < m.end())
        begin, ended = max(ended, clause.start()), share.end
        if words.other.search(clause[0]) or not _LEAST <= share.value < 1:
            continue
        party = _who(text[begin : share.start], text[share.end : clause.end()], words)
        if party is None:
            continue
        use = _BRACKET.match(text[share.end :])
        yield Part(party, share.value * 100, use["use"] if use else "", sentence.quote(share.start, share.end))


def _who(before: str, behind: str, words: ShareWords) -> str | None:
    """Who gets a share: named behind it or in front of it, in its own clause."""
    next_share = find_shares(behind)
    behind = behind[: next_share[0].start] if next_share else behind
    found = (
        *(match for pattern in words.behind if (match := pattern.match(behind))),
        *(match for pattern in words.before if (match := pattern.search(before))),
    )
    for match in found:
        party = words.strip.sub("", match["party"])
        if party and not words.refuse.search(party):
            return party
    return None


def _rest(parts: Sequence[Part], sentences: Sequence[Sentence], words: ShareWords) -> Iterator[Part]:
    """What is left, where it is said who gets it: 其余归乙方."""
    left = 100 - sum((part.percent for part in parts), Fraction(0))
    if not parts or left <= 0:
        return
    for sentence in sentences:
        for pattern in words.rest:
            if (match := pattern.search(sentence.text)) is not None:
                yield Part(words.strip.sub("", match["party"]), left, "", sentence.quote(*match.span()))
                return


def _ratios(sentence: Sentence, words: ShareWords) -> Iterator[Scheme]:
    for ratio in find_ratios(sentence.text):
        if words.other.search(sentence.text):
            continue
        for pattern in words.among:
            around = sentence.text[: ratio.start] + "\x00" + sentence.text[ratio.end :]
            match = pattern.search(around)
            names = [one for one in _SEPARATORS.split(match["parties"]) if one] if match else []
            if len(names) == len(ratio.parts):
                source = sentence.quote(ratio.start, ratio.end)
                parts = tuple(
                    Part(name, share * 100, "", source) for name, share in zip(names, ratio.shares, strict=True)
                )
                yield Scheme(parts, "按所列次序与比例逐一对应", is_worded=False)
                break
