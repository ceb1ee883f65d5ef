"""A template set up for many documents: only what differs between them is rendered, the rest is put together.

The first document is rendered by docxtpl itself, and again by the press; only when both agree in every part does the
press make the following ones. A template or a value that the press does not take is left to docxtpl.
"""

from __future__ import annotations

import contextlib
import io
import zipfile
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any, Final

from contractkit.core.clauses.draft import BlockStyle, Draft, DraftBlock, DraftTable
from contractkit.core.law.edition import Requirements
from contractkit.core.matter.matter import Matter
from contractkit.errors import RenderingError
from contractkit.rendering.archive import Archive
from contractkit.rendering.context import context_of
from contractkit.rendering.package import Properties, own_parts
from contractkit.rendering.slots import Place, Sheet, Slots, UnfitTemplate, as_xml, inline, split
from contractkit.rendering.template import Template
from contractkit.rendering.word import FAULTS, TemplateParts, render

_KEPT: Final = 4000  # finished members of loops
_SETTINGS: Final = 512  # texts with marks of one part
_ARTICLES: Final = 512  # finished articles
_STRUCTURE: Final = frozenset({"style", "table"})
_BETWEEN: Final = Place(first=False, last=False)

_Pieces = tuple[bytes | int, ...]


class Press:
    """One template, for one thread. A document's bytes do not depend on those that were made before it."""

    def __init__(self, template: Template) -> None:
        """Compile a template.

        Args:
            template: one that docxtpl can open; what the press does not take in it is left to docxtpl.
        """
        self._template = template
        self._archive: Archive | None = None
        self._body: _Body | None = None
        self._furniture: dict[str, _Part] = {}
        with contextlib.suppress(UnfitTemplate, *FAULTS):
            parts = TemplateParts(template)
            if not any("{{" in text or "{%" in text for text in parts.others()):
                self._furniture = {name: _Part(parts, source) for name, source in parts.furniture()}
                self._body = _Body(parts)

    def render(self, draft: Draft, matter: Matter, requirements: Requirements, properties: Properties) -> bytes:
        """The Word file of a draft, part by part what `word.render` gives.

        Raises:
            RenderingError: the template asks for something that is not there, or cannot hold the draft.
        """
        made: Mapping[str, Sequence[bytes]] = {}
        if self._body is not None:
            with contextlib.suppress(UnfitTemplate, RenderingError, *FAULTS):  # docxtpl copes with it, or says why not
                made = self._parts(self._body, draft, matter, requirements, properties)
        if made and self._archive is not None:
            return self._archive.filled(made)
        first = render(draft, matter, requirements, self._template, properties)
        return first if self._body is None else self._set_up(first, made, properties)

    def _set_up(self, first: bytes, made: Mapping[str, Sequence[bytes]], properties: Properties) -> bytes:
        """What docxtpl made, in a package like all others; the press goes on only if it made the same."""
        names = [*self._furniture, *own_parts(properties), *([self._body.name] if self._body else [])]
        with zipfile.ZipFile(io.BytesIO(first)) as package:
            content = {name: (package.read(name),) for name in names}
        archive = Archive(first, names)
        if made and all(b"".join(made[name]) == data for name, (data,) in content.items()):
            self._archive = archive
        elif made:
            self._body = None
            return first
        return archive.filled(content)

    def _parts(
        self, body: _Body, draft: Draft, matter: Matter, requirements: Requirements, properties: Properties
    ) -> dict[str, Sequence[bytes]]:
        """The members that differ between documents, each in pieces."""
        context = context_of(draft, matter, requirements)
        made: dict[str, Sequence[bytes]] = {body.name: body.made(context)}
        for name, part in self._furniture.items():
            made[name] = part.made(context)
        return made | {name: (data,) for name, data in own_parts(properties).items()}


class _Part:
    """A header or footer."""

    def __init__(self, parts: TemplateParts, source: str) -> None:
        self._parts = parts
        self._sheet = Sheet(source, strips=False)
        self._settings: dict[Hashable, _Pieces] = {}

    def made(self, context: dict[str, Any]) -> Sequence[bytes]:
        """The part in pieces."""
        text, slots = self._sheet.rendered(context)
        return _filled(self._setting(text), slots)

    def _setting(self, text: str) -> _Pieces:
        if (known := self._settings.get(text)) is None:
            known = _keep(self._settings, text, split(self._parts.part(text)))
        return known


class _Body:
    """The document itself."""

    def __init__(self, parts: TemplateParts) -> None:
        self.name = parts.body_name
        self._parts = parts
        self._sheet = Sheet(parts.body_source, strips=True)
        self._head = parts.body_source[: parts.body_source.index(">") + 1]
        self._settings: dict[Hashable, _Pieces] = {}
        self._finished: dict[tuple[int, bool, bool], dict[int | str, tuple[object, bytes]]] = {}
        self._alike: dict[Hashable, tuple[_Pieces, tuple[str, ...]]] = {}
        self._articles: dict[tuple[int, ...], tuple[Sequence[Any], bytes]] = {}  # by who their paragraphs are
        if "<wp:docPr" in parts.body_source:  # numbered through the whole document
            raise UnfitTemplate(self.name)

    def made(self, context: dict[str, Any]) -> Sequence[bytes]:
        """The document in pieces."""
        text, slots = self._sheet.rendered(context)
        made: list[bytes] = []
        for piece in self._setting(text):
            if isinstance(piece, bytes):
                made.append(piece)
            elif piece >= 0:
                made.append(as_xml(slots.texts[piece]))
            else:
                made += self._strips(*slots.strips[-piece - 1])
        return made

    def _strips(self, number: int, members: Sequence[Any]) -> Iterable[bytes]:
        """All members of a loop; those of one article (or annex) together, put together once."""
        if not members or self._sheet.asks_place(number) or not isinstance(members[0], DraftBlock):
            return self._members(number, members)
        part, annex = BlockStyle.PART, BlockStyle.ANNEX
        heads = [at for at, block in enumerate(members) if at and (block.style is part or block.style is annex)]
        return [self._article(number, members[begin:end]) for begin, end in pairwise((0, *heads, len(members)))]

    def _article(self, number: int, blocks: Sequence[Any]) -> bytes:
        key = (number, *map(id, blocks))
        if (known := self._articles.get(key)) is None:
            if len(self._articles) >= _ARTICLES:
                self._articles.clear()
            known = self._articles[key] = (blocks, b"".join(self._run(number, blocks, _BETWEEN)))
        return known[1]

    def _setting(self, text: str) -> _Pieces:
        if (known := self._settings.get(text)) is None:
            known = _keep(self._settings, text, split(self._parts.body(text, ())))
        return known

    def _members(self, number: int, members: Sequence[Any]) -> list[bytes]:
        """The members of a loop, each finished once."""
        if not members or not self._sheet.asks_place(number):
            return self._run(number, members, _BETWEEN)
        if len(members) == 1:
            return self._run(number, members, Place(first=True, last=True))
        first, *between, last = members
        return [
            *self._run(number, (first,), Place(first=True, last=False)),
            *self._run(number, between, _BETWEEN),
            *self._run(number, (last,), Place(first=False, last=True)),
        ]

    def _run(self, number: int, members: Sequence[Any], place: Place) -> list[bytes]:
        """Members that stand side by side; texts are known by what they say, blocks by who they are."""
        finished = self._finished.setdefault((number, place.first, place.last), {})
        if len(finished) + len(members) > _KEPT:
            finished.clear()
        return [
            known[1]
            if (known := finished.get(member if type(member) is str else id(member))) and known[0] is member
            else self._finish(number, member, place)
            for member in members
        ]

    def _finish(self, number: int, member: object, place: Place) -> bytes:
        finished = self._finished[number, place.first, place.last]
        key = member if type(member) is str else id(member)
        known = finished.get(key)
        data = known[1] if known and type(member) is str else self._member(number, member, place)
        finished[key] = (member, data)
        return data

    def _member(self, number: int, member: object, place: Place) -> bytes:
        """One member; a block is written like one before that differs in nothing but what is put out."""
        if type(member) is DraftBlock and member.table is None and self._sheet.asked(number) <= _STRUCTURE:
            key = (number, id(member.style), not member.number, not member.text, place.first, place.last)
            if (known := self._alike.get(key)) is None:
                marked = replace(member, number=member.number and "number", text=member.text and "text")
                text, slots = self._sheet.member(number, marked, place)
                known = self._alike[key] = (self._strip(text, None), tuple(slots.texts))
            texts = {"number": inline(member.number), "text": inline(member.text)}
            return b"".join([one if type(one) is bytes else texts[known[1][one]] for one in known[0]])  # type: ignore[index]
        text, slots = self._sheet.member(number, member, place)
        table = member.table if isinstance(member, DraftBlock) else None
        return b"".join(_filled(self._strip(text, table), slots))

    def _strip(self, text: str, table: DraftTable | None) -> _Pieces:
        """A member's paragraphs as they stand in the document."""
        key = (text, table.widths if table else None)
        if (known := self._settings.get(key)) is None:
            data = self._parts.body(f"{self._head}{text}</w:body>", (table,) if table else ())
            start, end = data.index(b"<w:body>") + len(b"<w:body>"), data.rindex(b"</w:body>")
            known = _keep(self._settings, key, split(data, start, end))
        return known


def _keep(settings: dict[Hashable, _Pieces], key: Hashable, pieces: _Pieces) -> _Pieces:
    if len(settings) >= _SETTINGS:
        settings.clear()
    settings[key] = pieces
    return pieces


def _filled(pieces: _Pieces, slots: Slots) -> list[bytes]:
    return [piece if isinstance(piece, bytes) else as_xml(slots.texts[piece]) for piece in pieces]
