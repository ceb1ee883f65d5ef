"""All that a draft lacks, put into it at once: where each text comes, with numbers that do not collide, and whose look it takes.

One remedy alone may say 第九条 and that the others move on. Here no number of the draft changes, automatic ones included, since
its sentences refer to them: a new article between others is 第八条之一, and where numbers are of another kind the text comes
inside the article that it belongs to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contractkit.core.checker.finding import ElementVerdict, Status
from contractkit.core.checker.remedies.labels import following, read_label
from contractkit.core.checker.remedies.layout import Division
from contractkit.core.checker.remedies.numbering import NumberedLine, Role
from contractkit.core.checker.remedies.places import Spot, Way
from contractkit.core.checker.remedies.remedy import Blank
from contractkit.core.checker.remedies.renumbering import Renumbering, Replacement
from contractkit.core.checker.remedies.writing import RemedyWriter, Written, WrittenAnnex
from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.zh.labels import Scheme
from contractkit.core.zh.numerals import to_chinese


@dataclass(frozen=True, slots=True)
class Line:
    """A new paragraph or table row with its model.

    Attributes:
        number: in front of the text; empty for none.
        cells: of a row.
        like: number of the block whose look it takes (see `Location.paragraph`).
        automatic: the number of that block is an automatic one, which counts on by itself.
    """

    role: Role
    text: str
    number: str
    cells: tuple[str, ...]
    like: int
    automatic: bool


@dataclass(frozen=True, slots=True)
class Insertion:
    """New text at one place.

    Attributes:
        element: what it closes; for an annex the first element that leans on it.
        after: number of the block behind which it comes.
        blanks: what is left to fill in.
        note: what the reader must know of the choice; mostly empty.
        is_annex: it is an annex, not a provision.
    """

    element: str
    after: int
    lines: tuple[Line, ...]
    blanks: tuple[Blank, ...] = ()
    note: str = ""
    is_annex: bool = False


def insertions(
    writer: RemedyWriter,
    document: Document,
    verdicts: Iterable[ElementVerdict],
    elsewhere: frozenset[str] = frozenset(),
) -> tuple[Insertion, ...]:
    """The texts for all elements that are missing and that nobody has accepted as missing, in order of their elements.

    Args:
        writer: of remedies for the draft.
        document: the draft.
        verdicts: on all its elements.
        elsewhere: elements whose text comes behind the last article, because it would be misread where it belongs.

    Raises:
        ClauseTextError: a clause is faulty.
    """
    return _planned(_Plan(writer, document, elsewhere), verdicts)


def renumbered(
    writer: RemedyWriter,
    document: Document,
    verdicts: Sequence[ElementVerdict],
    elsewhere: frozenset[str] = frozenset(),
) -> tuple[tuple[Insertion, ...], tuple[Replacement, ...]] | None:
    """The same texts with new articles that take the next number, and what moves on in the draft for them.

    Returns:
        None where the numbers of the draft cannot move on.

    Raises:
        ClauseTextError: a clause is faulty.
    """
    articles = writer.layout.articles
    if not articles or not Renumbering.fits(articles):
        return None
    first = _Plan(writer, document, elsewhere, Renumbering(articles, {}))
    _planned(first, verdicts)
    numbers = Renumbering(articles, first.after)
    found = _planned(_Plan(writer, document, elsewhere, numbers), verdicts)
    moved = tuple(replace(one, lines=tuple(_moved(line, numbers) for line in one.lines)) for one in found)
    return moved, tuple(numbers.replacements(document))


def _planned(plan: _Plan, verdicts: Iterable[ElementVerdict]) -> tuple[Insertion, ...]:
    wanted = (one for one in verdicts if one.status is Status.MISSING and one.accepted is None and one.counts)
    found = [insertion for verdict in wanted if (insertion := plan.insertion(verdict)) is not None]
    return (*found, *plan.annexes())


def _moved(line: Line, numbers: Renumbering) -> Line:
    return replace(line, text=numbers.text(line.text), cells=tuple(map(numbers.text, line.cells)))


class _Plan:
    """What has been placed so far."""

    def __init__(
        self,
        writer: RemedyWriter,
        document: Document,
        elsewhere: frozenset[str],
        numbers: Renumbering | None = None,
    ) -> None:
        """Plan for a draft; without `numbers` no number of the draft changes."""
        self._writer = writer
        self._elsewhere = elsewhere
        self._numbers = numbers
        self._models = Models(document, writer)
        self._after: Counter[tuple[str, ...]] = Counter()
        self._children: dict[tuple[str, ...], tuple[str, ...]] = {}
        self._annexes: dict[str, tuple[str, WrittenAnnex]] = {}

    def insertion(self, verdict: ElementVerdict) -> Insertion | None:
        """The text for one element, numbered after those that were placed before."""
        spot, number = self._spot(verdict)
        written = self._writer.written(verdict, spot, number)
        if written is None or not written.placed.lines:
            return None
        for annex in written.annexes:
            self._annexes.setdefault(annex.key, (verdict.id, annex))
        self._count(spot, written)
        after = self._models.end_of(spot)
        lines = tuple(self._models.dressed(self._within(line, spot), spot.article) for line in written.placed.lines)
        return Insertion(verdict.id, after, lines, written.blanks, written.note)

    @property
    def after(self) -> Mapping[tuple[str, ...], int]:
        """How many new articles have been placed behind which."""
        return self._after

    def _within(self, line: NumberedLine, spot: Spot) -> NumberedLine:
        """A line inside an article whose own number moves on."""
        if self._numbers is None or spot.way is not Way.INSIDE or not line.number:
            return line
        return replace(line, number=self._numbers.label(line.number, spot.article))

    def annexes(self) -> Iterator[Insertion]:
        """The annexes that the texts lean on, behind everything else."""
        label = self._models.last_annex
        for element, annex in self._annexes.values():
            label = (following(label) if label else None) or "附件"
            title = NumberedLine(Role.ANNEX, annex.title, label)
            lines = tuple(self._models.dressed(line, None) for line in (title, *annex.lines))
            yield Insertion(element, self._models.last, lines, is_annex=True)
            label = label if label != "附件" else ""

    def _spot(self, verdict: ElementVerdict) -> tuple[Spot, str | None]:
        """Where it comes, and the number of a new article."""
        spot = self._writer.places.spot(verdict)
        if verdict.id in self._elsewhere and self._writer.layout.articles:
            spot = Spot(Way.AFTER, self._writer.layout.articles[-1])
        article = spot.article
        if article is not None and spot.way is Way.AFTER:
            number, fits = self._number_after(article)
            if fits:
                return spot, number
            spot = replace(spot, way=Way.INSIDE)
        if article is not None and spot.way is Way.INSIDE and article.path in self._children:
            spot = replace(spot, article=replace(article, children=self._children[article.path]))
        return spot, None

    def _number_after(self, article: Division) -> tuple[str | None, bool]:
        """The number of the next new article behind this one, and whether the draft's numbers leave room for it."""
        number: str | None
        before = self._after[article.path]
        if self._numbers is not None:
            number = self._numbers.number(article, before + 1)
            return number, number is not None
        known = read_label(article.label)
        is_last = article.path == self._writer.layout.articles[-1].path
        if is_last:
            number = article.label
            for _ in range(before + 1):
                number = following(number) if number else None
            return number, number is not None
        if known is not None and known.scheme is Scheme.ARTICLE and len(known.values) == 1:
            return f"{article.label}之{to_chinese(before + 1)}", True
        return None, False

    def _count(self, spot: Spot, written: Written) -> None:
        if spot.article is None:
            return
        path = spot.article.path
        if spot.way is Way.AFTER:
            self._after[path] += 1
        else:
            new = tuple(line.number for line in written.placed.lines if line.role is Role.CLAUSE and line.number)
            self._children[path] = (*spot.article.children, *new)


class Models:
    """Which block of the draft a new line looks like, and where the draft's parts end."""

    def __init__(self, document: Document, writer: RemedyWriter) -> None:
        self._labels: Mapping[int, str] = {at: block.label for at, block in enumerate(document.source.blocks, start=1)}
        self._layout = writer.layout
        passages = [one for one in document.passages if one.kind is not BlockKind.CONTENTS and one.text.strip()]
        self._provisions = [one for one in passages if one.zone is Zone.PROVISION]
        self._annexes = [one for one in passages if one.zone is Zone.ANNEX]
        self.last = passages[-1].location.paragraph if passages else 1
        self.last_annex = next((one.label for one in reversed(self._annexes) if _opens_annex(one)), "")

    def is_automatic(self, passage: Passage) -> bool:
        """Whether the program writes the number of a passage."""
        return bool(self._labels.get(passage.location.paragraph))

    def end_of(self, spot: Spot) -> int:
        """The block behind which text for a spot comes."""
        if spot.article is not None:
            return spot.article.passages[-1].location.paragraph
        if spot.passage is not None:
            return spot.passage.location.paragraph
        return self._provisions[-1].location.paragraph if self._provisions else self.last

    def dressed(self, line: NumberedLine, article: Division | None) -> Line:
        """The line with its model: one of its kind in the same article, else anywhere, else a plain paragraph."""
        near = article.passages if article is not None else ()
        model = self._model(line.role, near, article)
        like = model.location.paragraph if model is not None else self.last
        counts_on = line.role in (Role.ARTICLE, Role.CLAUSE) and bool(line.number) and "之" not in line.number
        automatic = counts_on and model is not None and self.is_automatic(model)
        return Line(line.role, line.text, line.number, line.cells, like, automatic)

    def _model(self, role: Role, near: tuple[Passage, ...], article: Division | None) -> Passage | None:
        match role:
            case Role.ARTICLE:
                return article.opened if article is not None else self._plain(near)
            case Role.ANNEX:
                opened = (one for one in self._annexes if _opens_annex(one))
                first = self._layout.articles[0].opened if self._layout.articles else None
                return next(opened, first)
            case Role.CLAUSE:
                return self._labelled(self._layout.paragraph, near) or self._plain(near)
            case Role.ITEM:
                return self._labelled(self._layout.item, near) or self._plain(near)
            case Role.BODY | Role.ROW:
                return self._plain(near)

    def _labelled(self, example: str, near: tuple[Passage, ...]) -> Passage | None:
        wanted = read_label(example) if example else None
        if wanted is None:
            return None
        for one in (*reversed(near), *self._provisions):
            known = read_label(one.label) if one.label and one.kind is not BlockKind.ROW else None
            if known is not None and known.scheme is wanted.scheme and not one.is_heading:
                return one
        return None

    def _plain(self, near: tuple[Passage, ...]) -> Passage | None:
        texts = [
            one
            for one in (*near, *self._provisions)
            if not one.is_heading and one.kind is BlockKind.PARAGRAPH and one.text
        ]
        return next((one for one in texts if not one.label), next(iter(texts), None))


def _opens_annex(passage: Passage) -> bool:
    return passage.is_heading and bool(passage.label) and passage.path[:1] == (passage.label,)
