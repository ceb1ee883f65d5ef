"""The two parties: names beside their roles, codes, addresses and persons in the lines or cells below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from contractkit.core.document.tree import BlockKind, Document, Passage, Zone
from contractkit.core.extraction.fact import Confidence, Fact, raw_quote
from contractkit.core.extraction.lexicon import PartyWords
from contractkit.core.extraction.values import Unfit, read_value
from contractkit.core.matter.fields import Keys
from contractkit.core.matter.standpoint import Side
from contractkit.core.zh.normalize import normalize

KEYS: Mapping[Side, Keys] = {
    Side.IMPLEMENTING_BODY: ("parties", "implementing_body"),
    Side.OPERATOR: ("parties", "operator"),
}
_PIECE = re.compile(r"[^\u3000\t]+")
_LABELLED = re.compile(r"\s*(?P<label>[^：:|，。；]{1,24}?)\s*[：:]\s*(?P<value>.*)", re.DOTALL)
_BRACKETS = re.compile(r"[（(](?P<inside>[^（）()]*)[）)]")
_ALIAS = re.compile(r"^(?:(?:以下|下)(?:面)?)?(?:统|简)?(?:称|叫)(?:为|作)?|^[“\"][^”\"]{1,12}[”\"]$")
_SHORT = re.compile(r"[“\"](?P<quoted>[^”\"，。]{1,12})[”\"]|(?:称|叫)(?:为|作)?(?P<bare>[^“”\"，。]{2,10})$")
_SEAL = re.compile(r"(?:盖?(?:单位)?(?:公)?章|印|签[字章名]?|印章|全称|名称|单位名称)+(?:处)?")
_ADDRESS = re.compile(r"[路街道巷弄号樓楼層层座室幢栋]")
_NO_NAME = re.compile(r"[_＿]{2,}|^[\s_＿/、]*$|【\s*】")
_LONGEST_NAME = 60
_FRONT = 24  # paragraphs in which parties are introduced
_SPACED_ROLE = re.compile(r"\s*(?P<label>[^\s：:|，。；]{2,8})[\u3000 \t]+(?P<value>[^\s，。；：]{4,40})\s*$")
_INTRODUCED = re.compile(
    r"(?P<name>[一-鿿·（）]{4,40}?)(?:，一家[^（）()。]{2,60}?)?[（(](?P<inside>(?:以下|下|簡|简|稱|称|统|統|叫|[“\"「*])[^（）()]{1,24})[）)]"
)
_LEADING = re.compile(
    r"^.*(?:[：；，。]|(?<=[局厅廳委办辦院司心团團）)])[与與和及、])(?=[一-鿿]{4})|^（[\d一二三四五六七八九十]）|^[与與和及、）]+"
)
_AT_END = re.compile(r"[（(][^（）()]*[）)]$")
_CODE = re.compile(r"[A-Za-z]{1,6}[-－_]?\d{1,6}")
_SPACED = re.compile(r"[ \u3000\t]{2,}|\u3000")


@dataclass(frozen=True, slots=True)
class Naming:
    """A party's name beside its role.

    Attributes:
        role: 甲方, 授权主体; clean.
        also: what stands in brackets behind the role: 实施机构; clean.
        name: raw, without what is added in brackets.
        added: what is added in brackets behind the name, raw.
        passage: where it stands.
        start: raw offset of the name in the passage.
        cell: number of the cell the name stands in, for a row.
    """

    role: str
    also: tuple[str, ...]
    name: str
    added: tuple[str, ...]
    passage: Passage
    start: int
    cell: int = 0


@dataclass(frozen=True, slots=True)
class Parties:
    """What a document says of its parties.

    Attributes:
        facts: readings, in reading order.
        unfit: readings that are no answers, with the reason.
        names: by side what the document calls it: role, short name, full name.
    """

    facts: tuple[Fact, ...]
    unfit: tuple[tuple[Fact, str], ...]
    names: Mapping[Side, tuple[str, ...]]


def read_parties(document: Document, words: PartyWords) -> Parties:
    """Everything the document says of the implementing body and the operator."""
    return _Reader(document, words).read()


class _Reader:
    def __init__(self, document: Document, words: PartyWords) -> None:
        self.document = document
        self.words = words
        self.facts: list[Fact] = []
        self.unfit: list[tuple[Fact, str]] = []
        self.names: dict[Side, dict[str, None]] = {side: {} for side in Side}

    def read(self) -> Parties:
        namings = tuple(self.namings())
        sides = self.sides(namings)
        if len({side for side, _, _ in sides.values()}) < len(Side):
            namings = tuple(sorted((*self.introduced(), *namings), key=lambda one: one.passage.index))
            sides = self.sides(namings)
        for naming in namings:
            if (side := sides.get(naming.role)) is not None:
                self.named(side, naming, namings)
        for naming, until in _blocks(namings, self.document):
            self.details(sides.get(naming.role), naming, until)
        for whose in Side:
            self.names[whose].update({role: None for role, of in sides.items() if of[0] is whose})
        return Parties(
            tuple(self.facts), tuple(self.unfit), {whose: tuple(names) for whose, names in self.names.items()}
        )

    def namings(self) -> Iterator[Naming]:
        """Every name beside a role: 甲方（实施机构）：某局, also over two cells, and on two lines where parties sign."""
        for passage in self.document.passages:
            if passage.kind is BlockKind.CONTENTS or passage.zone in {Zone.CONTENTS, Zone.ANNEX} or passage.is_heading:
                continue
            if passage.kind is BlockKind.ROW:
                yield from self.in_row(passage)
            else:
                yield from self.in_paragraph(passage)

    def in_paragraph(self, passage: Passage) -> Iterator[Naming]:
        """Names in a line, also two side by side: 授权方：某局　　被授权方：某公司."""
        pieces = _PIECE.finditer(passage.text) if passage.text.count("：") > 1 else ()
        several = [
            found for piece in pieces if (found := self.in_line(passage, piece.start(), piece[0], 0)) is not None
        ]
        if len(several) > 1:
            yield from several
        elif (found := self.in_line(passage, 0, passage.text, 0)) is not None:
            yield found

    def in_row(self, passage: Passage) -> Iterator[Naming]:
        if passage.cells and _CODE.fullmatch(passage.cells[0].strip()):
            return  # a row of a catalogue, whatever the thing is called that it lists
        offset = 0
        for number, cell in enumerate(passage.cells):
            start = passage.text.find(cell, offset)
            offset = start + len(cell)
            if (found := self.in_line(passage, start, cell, number)) is not None:
                yield found
            elif number + 1 < len(passage.cells) and (role := self.role(cell)) is not None:
                beside = passage.cells[number + 1]
                at = passage.text.find(beside, offset)
                yield from self.naming(role, beside, passage, at, number + 1)

    def in_line(self, passage: Passage, start: int, text: str, cell: int) -> Naming | None:
        match = _LABELLED.match(text) or self.spaced(text)
        role = self.role(match["label"]) if match else None
        if match is None or role is None:
            return None
        value = match["value"]
        return next(self.naming(role, value, passage, start + match.start("value"), cell), None)

    def spaced(self, text: str) -> re.Match[str] | None:
        """授权主体　某局, without a colon."""
        match = _SPACED_ROLE.match(text)
        return match if match is not None and self.is_body(match["value"]) else None

    def introduced(self) -> Iterator[Naming]:
        """Names in front of the short names that they are given, in the first paragraphs: 某局（以下称县局）与某公司（…）."""
        for passage in self.document.passages[:_FRONT]:
            if passage.kind is BlockKind.CONTENTS or passage.is_heading:
                continue
            for match in _INTRODUCED.finditer(passage.text):
                inside = normalize(match["inside"]).text
                names = tuple(_short_names(inside)) if _ALIAS.search(inside) else ()
                name = _LEADING.sub("", match["name"]).strip()
                if names and self.is_body(name):
                    start = match.end("name") - len(name)
                    yield Naming(names[0], names[1:], name, (match["inside"],), passage, start)

    def role(self, label: str) -> tuple[str, tuple[str, ...]] | None:
        """A label as a role with what stands in brackets behind it; None where it is none."""
        clean = normalize(label).text.strip(" ：*")
        also = tuple(match["inside"] for match in _BRACKETS.finditer(clean))
        bare = _BRACKETS.sub("", clean).strip()
        if any(pattern.fullmatch(bare) for pattern in (*self.words.first.values(), *self.words.roles.values())):
            return bare, also
        return (bare, also) if self.words.other.fullmatch(bare) else None

    def naming(
        self, role: tuple[str, tuple[str, ...]], text: str, passage: Passage, start: int, cell: int
    ) -> Iterator[Naming]:
        line = text.split("\n", maxsplit=1)[0]
        start += len(line) - len(line.lstrip())
        line = _SPACED.split(line.strip())[0].rstrip("，,；;。")
        if line.startswith(("（", "(")):
            return
        added = tuple(match["inside"] for match in _BRACKETS.finditer(line) if self.is_added(match["inside"]))
        name = _BRACKETS.sub(lambda match: "" if self.is_added(match["inside"]) else match[0], line).strip()
        if (bare := _AT_END.sub("", name).strip()) != name and self.is_body(bare) and not self.is_body(name):
            name = bare
        if passage.kind is not BlockKind.ROW or not self.is_body(name):
            name = re.split(r"[，,；;。]", name)[0].strip()
        is_name = len(name) <= _LONGEST_NAME and not _NO_NAME.search(name) and self.role(name) is None
        # In front, what stands beside a role is a name; elsewhere it may be anything.
        is_free = passage.zone is Zone.COVER and not passage.header
        if name and is_name and (is_free or self.is_body(name)):
            yield Naming(*role, name, added, passage, start, cell)

    def is_body(self, text: str) -> bool:
        """Whether a cell names a body or a company, behind brackets or not: tables name roles for many reasons."""
        clean = normalize(text).text.strip()
        return len(clean) >= 4 and any(pattern.search(clean) for pattern in self.words.names.values())

    def is_added(self, inside: str) -> bool:
        """Whether brackets behind a name do not belong to it: an address, a short name, a role; 某某（集团）有限公司 does."""
        clean = normalize(inside).text
        return bool(
            _ALIAS.search(clean)
            or (_ADDRESS.search(clean) and len(clean) >= 6)
            or self.role(clean)
            or _SEAL.fullmatch(clean)
        )

    def sides(self, namings: Sequence[Naming]) -> dict[str, tuple[Side, Confidence, str]]:
        """For each role whose side it is, how sure that is, and why."""
        found: dict[str, tuple[Side, Confidence, str]] = {}
        for naming in namings:
            known = self.side(naming)
            if known is not None and (naming.role not in found or known[1].rank < found[naming.role][1].rank):
                found[naming.role] = known
        return self.one_each(found)

    def one_each(self, found: dict[str, tuple[Side, Confidence, str]]) -> dict[str, tuple[Side, Confidence, str]]:
        """One role for each side where only the kind of body tells the side; two companies stand as 甲方 and 乙方."""
        named = {side for side, pattern in self.words.first.items() for role in found if pattern.fullmatch(role)}
        if len(named) == len(Side) and len({side for side, _, _ in found.values()}) == 1:
            for side, pattern in self.words.first.items():
                for role in [one for one in found if pattern.fullmatch(one)]:
                    found[role] = (side, Confidence.DOUBTFUL, f"只写“{role}”，按惯例认定为{side.value}")
            return found
        taken = {side for side, confidence, _ in found.values() if confidence is Confidence.CERTAIN}
        kept: dict[str, tuple[Side, Confidence, str]] = {}
        for role, known in found.items():
            if known[1] is Confidence.CERTAIN or known[0] not in taken:
                kept[role] = known
                taken.add(known[0])
        return kept

    def side(self, naming: Naming) -> tuple[Side, Confidence, str] | None:
        for side, pattern in self.words.roles.items():
            if any(pattern.fullmatch(one) for one in (*naming.also, *naming.added)):
                return side, Confidence.CERTAIN, f"“{naming.role}”后注明其为{side.value}一方"
        for side, pattern in self.words.roles.items():
            if pattern.fullmatch(naming.role):
                return side, Confidence.CERTAIN, f"名称写在“{naming.role}”之后"
        if self.words.other.fullmatch(naming.role):
            return None
        by_name = [side for side, pattern in self.words.names.items() if pattern.search(normalize(naming.name).text)]
        if len(by_name) == 1:
            return by_name[0], Confidence.PROBABLE, f"名称写在“{naming.role}”之后，按单位性质认定为{by_name[0].value}"
        for side, pattern in self.words.first.items():
            if pattern.fullmatch(naming.role):
                return side, Confidence.DOUBTFUL, f"只写“{naming.role}”，按惯例认定为{side.value}"
        return None

    def named(self, side: tuple[Side, Confidence, str], naming: Naming, namings: Sequence[Naming]) -> None:
        whose, confidence, basis = side
        shorter = any(
            other.role == naming.role and other.name != naming.name and naming.name in other.name for other in namings
        )
        if not shorter:
            self.put((*KEYS[whose], "name"), naming.name, naming, naming.start, confidence, basis)
        self.names[whose][naming.name] = None
        for added in naming.added:
            clean = normalize(added).text
            if _ALIAS.search(clean):
                self.names[whose].update(dict.fromkeys(_short_names(clean)))
            elif _ADDRESS.search(clean) and not self.role(clean):
                at = naming.passage.text.find(added, naming.start)
                self.put((*KEYS[whose], "address"), added, naming, at, confidence, "写在名称后的括号内")

    def details(self, side: tuple[Side, Confidence, str] | None, naming: Naming, until: Sequence[Passage]) -> None:
        if side is None or naming.passage.zone is Zone.SIGNATURE:
            return
        for passage in until:
            for label, value, start in _labelled(passage, naming.cell):
                for keys, pattern in self.words.labels.items():
                    if pattern.fullmatch(normalize(label).text):
                        self.detail(side, keys, value, passage, start)

    def detail(self, side: tuple[Side, Confidence, str], keys: Keys, value: str, passage: Passage, start: int) -> None:
        whose, confidence, _ = side
        pieces = [(match[0].strip(), start + match.start()) for match in _PIECE.finditer(value) if match[0].strip()]
        names = ("name", "phone", "email")
        found: list[tuple[Keys, str, int]]
        if keys == ("contact",):
            found = [(("contact", name), *piece) for name, piece in zip(names, pieces, strict=False)]
        else:
            found = [(keys, *pieces[0])] if len(pieces) == 1 else [(keys, value.strip(), start)] if pieces else []
        for path, text, at in found:
            if not _NO_NAME.search(text):
                naming = Naming("", (), text, (), passage, at)
                self.put((*KEYS[whose], *path), text, naming, at, confidence, "写在该方名称之下的同名栏目")

    def put(self, keys: Keys, text: str, naming: Naming, start: int, confidence: Confidence, basis: str) -> None:
        passage = naming.passage
        source = (
            raw_quote(passage, 0, len(passage.text))
            if len(passage.text) <= 120
            else raw_quote(passage, start, start + len(text))
        )
        value = read_value(keys, text)
        fact = Fact(keys, text, source, confidence, basis)
        if isinstance(value, Unfit):
            self.unfit.append((fact, value.reason))
        else:
            self.facts.append(replace(fact, value=value))


def _short_names(inside: str) -> Iterator[str]:
    """What brackets behind a name call it: 以下称“省局”, 下称“甲方”或“经发局”."""
    for match in _SHORT.finditer(inside):
        yield match["quoted"] or match["bare"]


def _blocks(namings: Sequence[Naming], document: Document) -> Iterator[tuple[Naming, tuple[Passage, ...]]]:
    """Each naming with the passages that may tell of its party: its own, and those up to the next name or provision."""
    for at, naming in enumerate(namings):
        end = namings[at + 1].passage.index if at + 1 < len(namings) else len(document.passages)
        first = naming.passage.index
        block = [naming.passage]
        for passage in document.passages[first + 1 : max(end, first + 1)]:
            if passage.is_heading or passage.zone is not naming.passage.zone or len(block) > 14:
                break
            block.append(passage)
        yield naming, tuple(block)


def _labelled(passage: Passage, column: int) -> Iterator[tuple[str, str, int]]:
    """The labels and values of a line or row; of a row, pairs of cells, and a cell with both."""
    if passage.kind is not BlockKind.ROW:
        for match in re.finditer(r"[^\u3000\t]+", passage.text) if passage.text.count("：") > 1 else (None,):
            text, offset = (passage.text, 0) if match is None else (match[0], match.start())
            if (found := _LABELLED.match(text)) is not None:
                yield found["label"], found["value"], offset + found.start("value")
        return
    offset = 0
    cells: list[tuple[str, int]] = []
    for cell in passage.cells:
        start = passage.text.find(cell, offset)
        offset = start + len(cell)
        cells.append((cell, start))
    for number, (cell, start) in enumerate(cells):
        found = _LABELLED.match(cell)
        if found is not None and found["value"].strip():
            yield found["label"], found["value"], start + found.start("value")
        elif number + 1 < len(cells) and number <= max(column, 1):
            yield cell.rstrip("：:"), cells[number + 1][0], cells[number + 1][1]
