"""From what stands in the slots of our clauses to facts: members of lists joined, values read, two readings told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from contractkit.core.clauses.clause import Catalog
from contractkit.core.document.tree import Document
from contractkit.core.extraction.fact import Confidence, Fact, raw_quote
from contractkit.core.extraction.values import Unfit, read_value
from contractkit.core.extraction.wording.line import Taken
from contractkit.core.extraction.wording.matching import Found, Unit, cover_units, find_units, units
from contractkit.core.extraction.wording.template import Line, Mark, parse
from contractkit.core.law.requirement import Kind
from contractkit.core.matter.fields import Keys, find

_LONGEST_QUOTE = 160
_OURS = 30  # slots found from which on a document is ours


@dataclass(frozen=True, slots=True)
class Wording:
    """What the clauses of the library say in a document.

    Attributes:
        facts: readings of which there is no second one.
        open: readings that could be another: those that are possible, by field.
    """

    facts: tuple[Fact, ...]
    open: tuple[tuple[Fact, ...], ...]

    @property
    def lists(self) -> frozenset[Keys]:
        """The lists of parts of which members were read."""
        return frozenset(
            fact.keys[:at] for fact in self.facts for at, key in enumerate(fact.keys) if isinstance(key, int)
        )


@dataclass(frozen=True, slots=True, eq=False)
class OwnWording:
    """The clause library turned round; made once.

    Attributes:
        units: what is known again, by kind of document.
        cover: likewise on the cover, of documents that are ours beyond doubt.
    """

    units: Mapping[Kind, tuple[Unit, ...]]
    cover: Mapping[Kind, tuple[Unit, ...]]


def own_wording(catalog: Catalog, cover: Mapping[Kind, str]) -> OwnWording:
    """Turn a clause library round.

    Args:
        catalog: the clauses.
        cover: what the Word templates write besides, in the form of clause texts.
    """
    return OwnWording(
        {kind: _units(catalog, kind) for kind in Kind},
        {kind: tuple(cover_units(parse(cover.get(kind, "")))) for kind in Kind},
    )


def read_wording(document: Document, wording: OwnWording) -> Wording:
    """Read a document as one that our clauses made; of a plan and an agreement, the kind that more of it fits."""
    found = {kind: tuple(find_units(document, known, kind)) for kind, known in wording.units.items()}
    kind = max(found, key=lambda one: len(found[one]))
    if len(found[kind]) >= _OURS:
        first = min(one.passage.index for one in found[kind])
        found[kind] = (*find_units(document, wording.cover[kind], kind, before=first), *found[kind])
    return _Reader(_members(_closest(found[kind]))).read()


def _closest(found: Sequence[Found]) -> tuple[Found, ...]:
    """Of several lines that fit one passage, for each field the one with the most fixed text."""
    best: dict[tuple[int, Keys], int] = {}
    for one in found:
        at = (one.passage.index, one.taken.keys)
        best[at] = max(best.get(at, 0), one.weight)
    return tuple(one for one in found if one.weight == best[one.passage.index, one.taken.keys])


def _units(catalog: Catalog, kind: Kind) -> tuple[Unit, ...]:
    """The units of all texts; a line that several texts have is known once, with all that may follow it."""
    headings = {part.clauses[0]: part.title for part in catalog.structures[kind].annexes if part.clauses}
    known: dict[tuple[object, ...], Unit] = {}
    for clause in catalog.clauses.values():
        if clause.kind is not kind:
            continue
        for text in clause.texts:
            nodes = parse(text.text)
            if clause.id in headings and nodes and not (isinstance(nodes[0], Line) and nodes[0].is_anchor):
                nodes = (Line(Mark.ANNEX, (headings[clause.id],)), *nodes)
            for unit in units(nodes, clause.id):
                key = (unit.line, unit.behind, unit.implied, unit.clause)
                until = known[key].until if key in known else ()
                known[key] = Unit(unit.line, unit.behind, (*until, *unit.until), unit.implied, unit.clause)
    return tuple(known.values())


def _members(found: Sequence[Found]) -> tuple[tuple[Keys, Found], ...]:
    """Each text with its field; rows of several tables that have the same code are one member of their list.

    A table in which all members stand gives their order; without one, the order in which they appear.
    """
    codes = {
        (one.run, one.taken.keys[:-1]): one.taken.text
        for one in found
        if len(one.taken.keys) > 1 and one.taken.keys[-1] == "code" and isinstance(one.taken.keys[-2], int)
    }
    places: dict[Keys, dict[str, int]] = {}
    for whole in (True, False):
        for one in found:
            row = one.taken.keys[:-1]
            if one.whole is whole and (code := codes.get((one.run, row))) is not None:
                known = places.setdefault(row[:-1], {})
                known.setdefault(code, len(known))
    return tuple((_placed(one, codes, places), one) for one in found)


def _placed(one: Found, codes: Mapping[tuple[int, Keys], str], places: Mapping[Keys, Mapping[str, int]]) -> Keys:
    keys = one.taken.keys
    for at, key in enumerate(keys):
        if isinstance(key, int) and (code := codes.get((one.run, keys[: at + 1]))) is not None:
            return (*keys[:at], places[keys[:at]][code], *keys[at + 1 :])
    return keys


class _Reader:
    def __init__(self, placed: Sequence[tuple[Keys, Found]]) -> None:
        self.placed = placed
        self.codes = {
            one.taken.text for keys, one in placed if keys[:2] == ("resources", "catalogue") and keys[-1] == "code"
        }
        self.facts: dict[tuple[Keys, str, int], Fact] = {}
        self.open: dict[Keys, list[Fact]] = {}
        self.lines: dict[tuple[Keys, int], list[tuple[Fact, bool]]] = {}

    def read(self) -> Wording:
        for keys, one in self.placed:
            if isinstance(keys[-1], int):
                self.line(keys, one)
            else:
                self.single(keys, one)
        for (keys, run), members in self.lines.items():
            self.list(keys, run, members)
        sure = {fact.keys for fact in self.facts.values()}
        return Wording(
            tuple(self.facts.values()), tuple(tuple(facts) for keys, facts in self.open.items() if keys not in sure)
        )

    def single(self, keys: Keys, one: Found) -> None:
        """A field with a value of its own."""
        texts = _texts(one.taken)
        possible = [fact for text in texts if (fact := self.fact(keys, one, text)) is not None]
        if len(possible) == len(texts) and len({fact.value for fact in possible}) == 1:
            self.facts.setdefault((keys, str(possible[0].value), one.passage.index), possible[0])
        elif possible:
            self.open.setdefault(keys, []).extend(possible)

    def line(self, keys: Keys, one: Found) -> None:
        """A member of a list of lines."""
        fact = self.fact(keys, one, one.taken.text)
        if fact is not None:
            self.lines.setdefault((keys[:-1], one.run), []).append((fact, one.taken.text != one.taken.other))

    def list(self, keys: Keys, run: int, members: Sequence[tuple[Fact, bool]]) -> None:
        by_place = {fact.keys: fact for fact, _ in members}
        first = members[0][0]
        value = tuple(str(fact.value) for fact in by_place.values())
        fact = Fact(keys, value, first.source, first.confidence, first.basis)
        self.facts.setdefault((keys, str(value), run), fact)

    def fact(self, keys: Keys, one: Found, text: str) -> Fact | None:
        separators = one.taken.mark
        field = find(keys)
        if field is None:
            return None
        value = read_value(keys, "\n".join(self.joined(keys, text, separators)) if field.many else text)
        if isinstance(value, Unfit):
            return None
        passage = one.passage
        if len(passage.text) <= _LONGEST_QUOTE:
            source = raw_quote(passage, 0, len(passage.text))
        else:
            first = text.split("\n", maxsplit=1)[0]
            source = raw_quote(passage, one.start, min(one.start + len(first), len(passage.text)))
        return Fact(keys, value, source, Confidence.CERTAIN, f"与条款库“{one.clause}”的文字一致")

    def joined(self, keys: Keys, text: str, mark: str) -> tuple[str, ...]:
        """Members written in a row; codes that the document lists are told from the mark between them."""
        members = _cut(text, mark, self.codes) if keys[-1] == "sources" else None
        return members or _parted(text, mark)


def _parted(text: str, mark: str) -> tuple[str, ...]:
    """The members between marks; what says nothing by itself belongs to the member before it, or behind it."""
    members: list[str] = []
    begun = ""
    for part in text.split(mark):
        if any(character.isalnum() for character in part):
            members.append(begun + part)
            begun = ""
        elif members:
            members[-1] += mark + part
        else:
            begun += part + mark
    return tuple(members) or (text,)


def _texts(taken: Taken) -> tuple[str, ...]:
    return (taken.text,) if taken.text == taken.other else (taken.text, taken.other)


def _cut(text: str, mark: str, known: set[str]) -> tuple[str, ...] | None:
    """The only way to read a row as known codes; None where there is none or more than one."""
    ways = list(_ways(text, mark, known, 2))
    return ways[0] if len(ways) == 1 else None


def _ways(text: str, mark: str, known: set[str], most: int) -> Iterator[tuple[str, ...]]:
    if text in known:
        yield (text,)
    for code in known:
        if text.startswith(code + mark):
            for rest in _ways(text[len(code) + len(mark) :], mark, known, most):
                yield (code, *rest)
                most -= 1
                if not most:
                    return
