"""For each gap of a draft the clause text that closes it, in the draft's names, numbers and characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

import opencc

from contractkit.core.checker.finding import ElementVerdict
from contractkit.core.checker.playbook import Playbook
from contractkit.core.checker.remedies.labels import read_label
from contractkit.core.checker.remedies.layout import layout_of
from contractkit.core.checker.remedies.names import names_of
from contractkit.core.checker.remedies.numbering import NumberedLine, Placed, place
from contractkit.core.checker.remedies.places import Places, Spot, Way
from contractkit.core.checker.remedies.remedy import Blank, Remedy
from contractkit.core.clauses.blanks import Asked, blank_facts
from contractkit.core.clauses.clause import Catalog, Clause, ClauseText
from contractkit.core.clauses.draft import BlockStyle, DraftTable
from contractkit.core.clauses.language import Reference, Values, render
from contractkit.core.clauses.paragraphs import Paragraph, split
from contractkit.core.document.tree import Document, Zone
from contractkit.core.law.edition import Requirements
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.standpoint import Position, Side
from contractkit.core.zh.labels import Scheme

_TRADITIONAL = "zh-Hant"
_AS_THEY_READ = frozenset({Scheme.ARTICLE, Scheme.PREFIXED_ARTICLE})


@dataclass(frozen=True, slots=True)
class WrittenAnnex:
    """An annex of ours that a text leans on and the draft does not have.

    Attributes:
        title: as our text calls it.
        lines: what it holds.
    """

    key: str
    title: str
    lines: tuple[NumberedLine, ...]


@dataclass(frozen=True, slots=True)
class Written:
    """The text for one gap at one spot, in the draft's words, numbers and characters.

    Attributes:
        clause: what it was taken from.
        text: the position and side that were chosen.
        note: what the reader must know of the choice; mostly empty.
    """

    clause: Clause
    text: ClauseText
    note: str
    spot: Spot
    placed: Placed
    annexes: tuple[WrittenAnnex, ...]
    blanks: tuple[Blank, ...]


class RemedyWriter:
    """Writes the remedies of one draft.

    Args:
        document: the draft.
        kind: what it is.
        requirements: what applies to it.
        catalog: the clause library.
        playbook: whose side, and which position.
        verdicts: on all elements of the draft; they tell where things stand in it.
    """

    def __init__(
        self,
        document: Document,
        kind: Kind,
        requirements: Requirements,
        catalog: Catalog,
        playbook: Playbook,
        verdicts: Iterable[ElementVerdict],
    ) -> None:
        self.kind = kind
        self.requirements = requirements
        self.catalog = catalog
        self.playbook = playbook
        self.names = names_of(document, kind)
        self.layout = layout_of(document)
        self.places = Places(document, self.layout, catalog.structures[kind], verdicts)
        self._lacking: set[str] = set()
        self.traditional = document.language.startswith(_TRADITIONAL)

    def remedy(self, verdict: ElementVerdict) -> Remedy | None:
        """The remedy for a gap; None where the library has no clause for the element.

        Raises:
            ClauseTextError: the clause is faulty.
        """
        written = self.written(verdict, self.places.spot(verdict))
        if written is None:
            return None
        return Remedy(
            clause=written.clause.id,
            source=f"{written.clause.file}:{written.text.line}",
            position=written.text.position,
            side=written.text.side,
            note=written.note,
            place=written.placed.place,
            number=written.placed.number,
            paragraphs=(*written.placed.paragraphs, *self._told(written.annexes)),
            blanks=written.blanks,
        )

    def written(self, verdict: ElementVerdict, spot: Spot, number: str | None = None) -> Written | None:
        """The text for a gap at a spot; None where the library has no clause for the element.

        Args:
            verdict: on the element.
            spot: where it comes.
            number: of a new article; None for the one after the article that it follows.

        Raises:
            ClauseTextError: the clause is faulty.
        """
        clause = self.catalog.clauses.get((self.kind, verdict.id))
        chosen = _text(clause, self.playbook.standard(verdict.id).position, self.playbook.side) if clause else None
        if clause is None or chosen is None:
            return None
        text, note = chosen
        asked = Asked()
        self._lacking.clear()
        paragraphs = self._paragraphs(text, asked)
        placed = place(paragraphs, clause.title, spot, self.layout, self.kind, number)
        lines = tuple(map(self._said_line, placed.lines))
        annexes = tuple(self._annexes(clause, asked))
        every = (*lines, *(line for annex in annexes for line in annex.lines))
        return Written(
            clause=clause,
            text=text,
            note=note,
            spot=spot,
            placed=Placed(self._said(placed.number), placed.place, lines),
            annexes=annexes,
            blanks=tuple(self._blanks(asked, [line.text for line in every])),
        )

    def _paragraphs(self, text: ClauseText, asked: Asked) -> tuple[Paragraph, ...]:
        """The clause with blanks for answers; with its optional parts where nothing is left without them."""
        plain = BlockStyle.CLAUSE if self.kind is Kind.AGREEMENT else BlockStyle.BODY
        for full in (False, True):
            values = Values()
            rendered = render(text.text, self._facts(asked, full=full), values)
            if rendered.strip():
                found = split(rendered, plain=plain)
                return tuple(self._finished(paragraph, values) for paragraph in found)
        return ()

    def _facts(self, asked: Asked, *, full: bool) -> Mapping[str, object]:
        facts = blank_facts(asked, full=full)
        return {**facts, "regulation": self.requirements.edition, "locality": self.requirements.locality}

    def _finished(self, paragraph: Paragraph, values: Values) -> Paragraph:
        def finish(text: str) -> str:
            return values.restore(self.names.adapted(text), self._reference)

        if paragraph.table is None:
            return replace(paragraph, text=finish(paragraph.text))
        rows = tuple(tuple(finish(cell) for cell in row) for row in paragraph.table.rows)
        header = tuple(finish(cell) for cell in paragraph.table.header)
        return replace(paragraph, table=DraftTable(header, rows, paragraph.table.widths))

    def _said_line(self, line: NumberedLine) -> NumberedLine:
        if not self.traditional:
            return line
        cells = tuple(map(self._said, line.cells))
        return replace(line, text=self._said(line.text), number=self._said(line.number), cells=cells)

    def _said(self, text: str) -> str:
        return _traditional().convert(text) if self.traditional else text

    def _reference(self, reference: Reference) -> str:
        """The draft's own number of what our clause refers to, or its subject in words."""
        if reference.form == "annex":
            return self._annex(reference.target)
        item = reference.target if reference.form == "article" else reference.target.rpartition(".")[0]
        wanted = (reference.target,) if reference.form == "clause" else ()
        article = self.places.article_about((*wanted, *self.places.elements_of(item)))
        if article is not None and (number := _as_reference(article.label, self.kind)):
            return number
        return f"{self.names.itself}关于{self._subject(reference.target, item)}的约定"

    def _annex(self, key: str) -> str:
        """The draft's annex, or the article that holds the same; else ours, which has to be attached."""
        found = self.places.annex_about(key)
        article = self.layout.article_of(found) if found is not None else None
        if found is not None and found.zone is Zone.ANNEX and found.path:
            return found.path[0]
        if article is not None and (number := _as_reference(article.label, self.kind)):
            return number
        self._lacking.add(key)
        return f"附件“{self._annex_title(key)}”"

    def _annex_title(self, key: str) -> str:
        return next((part.title for part in self.catalog.structures[self.kind].annexes if part.key == key), key)

    def _annexes(self, clause: Clause, asked: Asked) -> Iterator[WrittenAnnex]:
        """What our text leaves to annexes that the draft does not have: it would be hollow without them."""
        for key in sorted(self._lacking):
            for name in (f"annex.{clause.id.rpartition('.')[2]}", f"annex.{key}"):
                annex = self.catalog.clauses.get((self.kind, name))
                if annex is not None and (chosen := _text(annex, Position.PREFERRED, self.playbook.side)):
                    spot = Spot(Way.BEHIND)
                    placed = place(self._paragraphs(chosen[0], asked), "", spot, self.layout, self.kind)
                    lines = tuple(map(self._said_line, placed.lines))
                    yield WrittenAnnex(key, self._said(self._annex_title(key)), lines)
                    break

    def _told(self, annexes: Iterable[WrittenAnnex]) -> Iterator[str]:
        for annex in annexes:
            yield self._said(f"附件“{annex.title}”（文本没有这个附件，须一并补上）")
            yield from map(str, annex.lines)

    def _subject(self, target: str, item: str) -> str:
        clause = self.catalog.clauses.get((self.kind, target))
        title = next((one.title for one in self.requirements.items if one.id == item), "")
        return clause.title if clause else title

    def _blanks(self, asked: Asked, paragraphs: Iterable[str]) -> Iterator[Blank]:
        text = "\n".join(paragraphs)
        told: set[tuple[str, str]] = set()
        for blank in asked.blanks:
            mark = self._said(str(blank))
            if mark in text and (mark, blank.says) not in told:
                told.add((mark, blank.says))
                yield Blank(mark, blank.says)


@lru_cache(maxsize=1)
def _traditional() -> opencc.OpenCC:
    return opencc.OpenCC("s2hk")


def _text(clause: Clause, position: Position, side: Side | None) -> tuple[ClauseText, str] | None:
    """The text of a position for a side, else the first there is; and what the reader must know of the choice."""
    found = _for_side(clause, position, side)
    if found is not None:
        return found, ""
    other = _for_side(clause, Position.PREFERRED, side)
    return (other, f"该条款没有“{position.value}”，给出“{other.position.value}”。") if other else None


def _for_side(clause: Clause, position: Position, side: Side | None) -> ClauseText | None:
    """For nobody in particular the common text, else that of the implementing body, whose draft it usually is."""
    if side is not None:
        return clause.text_for(position, side)
    offered = [text for text in clause.texts if text.position is position]
    return min(offered, key=lambda text: (text.side is not None, text.side is Side.OPERATOR), default=None)


def _as_reference(label: str, kind: Kind) -> str:
    """A label as sentences refer to it: 第八条; 八、 as 第八条 or 第八部分, 8 as 第8条."""
    known = read_label(label)
    if known is None or not known.values:
        return ""
    if known.scheme in _AS_THEY_READ:
        return label
    bare = label.strip("、.（）()． ")
    return f"第{bare}{'条' if kind is Kind.AGREEMENT else '部分'}"
