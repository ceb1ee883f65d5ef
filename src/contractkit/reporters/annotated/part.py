"""An XML part as bytes with an index of its elements, so that it can be edited without writing it anew.

A library that parses and serialises would change bytes all over a file that is not ours: quotes, entities, empty tags,
declarations. Here every element knows at which byte it begins and ends, and edits are spliced in between.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final
from xml.parsers import expat

from contractkit.reporters.annotated.names import DELETED_T, MAIN, OFFICE, STRICT, STRICT_OFFICE, T

_OPEN_TAG: Final = re.compile(rb"""<[^"'>]*(?:"[^"]*"[^"'>]*|'[^']*'[^"'>]*)*>""")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_DECLARED: Final = re.compile(r"""(<\?xml[^>]*?encoding=["'])[^"']+""")
_SLOT: Final = re.compile(rb"\{\{(\w+)\}\}")
_ELEMENT: Final = re.compile(r"<w:[A-Za-z]+")
_USUAL: Final = {STRICT: MAIN, STRICT_OFFICE: OFFICE}


@dataclass(slots=True, eq=False)
class Node:
    """An element of a part.

    Attributes:
        number: running number in the order of the file, the root being 0.
        tag: in Clark notation, in the transitional namespaces whatever the file uses.
        start: offset of its first byte.
        inside: offset after its start tag.
        outside: offset of its end tag; the same as `end` for an empty element.
        end: offset after its last byte.
        text: its own characters; only of `w:t` and `w:delText`.
    """

    number: int
    tag: str
    attributes: dict[str, str]
    parent: Node | None
    start: int
    inside: int
    outside: int = 0
    end: int = 0
    text: str = ""
    children: list[Node] = field(default_factory=list)

    def child(self, tag: str) -> Node | None:
        """The first child of that name."""
        return next((node for node in self.children if node.tag == tag), None)

    def ancestors(self) -> Iterator[Node]:
        """The elements around it, innermost first."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def all(self) -> Iterator[Node]:
        """Itself and everything in it, in the order of the file."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


class XmlPart:
    """The bytes of a part and its elements.

    Attributes:
        data: the bytes; UTF-16 has become UTF-8.
        nodes: in the order of the file.
        strict: it uses the names of the strict edition of OOXML.

    Raises:
        ValueError: it is no well-formed XML.
    """

    def __init__(self, data: bytes) -> None:
        self.data = _narrow(data)
        self.nodes: list[Node] = []
        self.strict = STRICT.encode() in self.data[:20_000]
        self._open: list[Node] = []
        self._prefixes: dict[str, str] = {}
        self._parse()

    def release(self) -> None:
        """Take the elements apart: they know their parents, so that otherwise only a search for garbage finds them."""
        for node in self.nodes:
            node.children.clear()
            node.parent = None

    @property
    def root(self) -> Node:
        """The outermost element."""
        return self.nodes[0]

    def raw(self, node: Node) -> bytes:
        """The bytes of an element, as they stand."""
        return self.data[node.start : node.end]

    def fragment(self, xml: str) -> bytes:
        """XML with the prefix w: as bytes that mean the same in this part."""
        if self._prefixes.get("w") not in (MAIN, STRICT):
            own = STRICT if self.strict else MAIN
            xml = _ELEMENT.sub(lambda match: f'{match[0]} xmlns:w="{own}"', xml)
        return xml.encode()

    def fragment_tag(self, tag: str) -> bytes:
        """A start or end tag alone, with the prefix that this part has for w:.

        Raises:
            ValueError: the part has no prefix for it at its root.
        """
        prefix = next((one for one, uri in self._prefixes.items() if one and uri in (MAIN, STRICT)), None)
        if prefix is None:
            raise ValueError(tag)
        return tag.replace("<w:", f"<{prefix}:").replace("</w:", f"</{prefix}:").replace(" w:", f" {prefix}:").encode()

    def compose(self, template: str, **slots: bytes) -> bytes:
        """A fragment with bytes of the part in its places, which are written {{name}}."""
        pieces = _SLOT.split(self.fragment(template))
        return b"".join(slots[piece.decode()] if at % 2 else piece for at, piece in enumerate(pieces))

    def _parse(self) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler = self._begin
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.StartNamespaceDeclHandler = self._declared
        self._parser = parser
        try:
            parser.Parse(self.data, True)  # noqa: FBT003 - the last piece
        except expat.ExpatError as error:
            raise ValueError(str(error)) from error

    def _declared(self, prefix: str | None, uri: str) -> None:
        if not self.nodes:
            self._prefixes[prefix or ""] = uri

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        start = self._parser.CurrentByteIndex
        tag = _OPEN_TAG.match(self.data, start)
        inside = tag.end() if tag else start
        parent = self._open[-1] if self._open else None
        own = {_clark(key): value for key, value in attributes.items()} if attributes else {}
        node = Node(len(self.nodes), _clark(name), own, parent, start, inside)
        if parent is not None:
            parent.children.append(node)
        self.nodes.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        node = self._open.pop()
        if self.data[node.inside - 2 : node.inside] == b"/>":
            node.outside = node.end = node.inside
        else:
            node.outside = self._parser.CurrentByteIndex
            node.end = self.data.index(b">", node.outside) + 1

    def _characters(self, text: str) -> None:
        if self._open and self._open[-1].tag in (T, DELETED_T):
            self._open[-1].text += text


@lru_cache(maxsize=4096)
def _clark(name: str) -> str:
    uri, _, local = name.rpartition(" ")
    return f"{{{_USUAL.get(uri, uri)}}}{local}" if uri else local


def _narrow(data: bytes) -> bytes:
    if not data.startswith(_WIDE):
        return data
    return _DECLARED.sub(r"\1UTF-8", data.decode("utf-16")).encode()
