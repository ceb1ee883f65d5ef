"""A template compiled once: rendered with marks where values go, so that only marks have to be filled afterwards.

Jinja still decides every condition and evaluates every expression for each document. What it puts out is a mark for
each value instead of the value; the text with marks is the same for most documents, and what docxtpl makes of it is
kept. Loops at the level of paragraphs are rendered member by member, and a member that was rendered before is not
rendered again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from jinja2 import Template, Undefined, meta, nodes
from lxml import etree
from lxml.etree import _Element
from markupsafe import Markup

from contractkit.core.matter.leaves import shown
from contractkit.rendering.standing import Standing
from contractkit.rendering.word import inert, strict

# Non-characters, which no answer can hold: matters are cleaned of them.
# \ufdd0n\ufdd1 is slot n, \ufdd2n\ufdd3 strip n.
_MARKS: Final = re.compile("\ufdd0(\\d+)\ufdd1|\ufdd2(\\d+)\ufdd3")
_MARK: Final = re.compile("[\ufdd0-\ufdd3]")
_SLOT_MARK: Final = re.compile("[\ufdd0\ufdd1]")
_STRIP_MARK: Final = re.compile("[\ufdd2\ufdd3]")
_ODD: Final = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufdd0-\ufdd3]")
_TAG: Final = re.compile(r"<(/?)[^\s<>/!?][^<>]*?(/?)>")
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRIP_CALL: Final = "_strip"
_LOOP: Final = "loop"
_BODY: Final = 1  # depth of what stands directly in the body


class UnfitTemplate(Exception):
    """A template or a value that only docxtpl itself renders."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a member of a loop may ask of its `loop`."""

    first: bool
    last: bool


class Slots:
    """What one rendering put out: the texts of its slots, and the members of its strips."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.strips: list[tuple[int, Sequence[Any]]] = []

    def hold(self, text: str) -> str:
        """Marks for a text, one for each of its lines.

        Raises:
            UnfitTemplate: it holds characters that docxtpl treats in a way of its own.
        """
        if _ODD.search(text):
            raise UnfitTemplate(text)
        if "\n" in text:
            return "\n".join([self._mark(line) if line else "" for line in text.split("\n")])
        return self._mark(text) if text else ""

    def strip(self, number: int, members: Iterable[Any]) -> Markup:
        """A mark for all members of a loop."""
        self.strips.append((number, tuple(members)))
        return Markup(f"\ufdd2{len(self.strips) - 1}\ufdd3")  # noqa: S704  our own mark

    def _mark(self, line: str) -> str:
        self.texts.append(line)
        return _slot(len(self.texts) - 1)


class Sheet:
    """One part of a template, compiled.

    Args:
        source: as docxtpl prepares it for Jinja.
        strips: whether loops at the level of paragraphs are taken out.

    Raises:
        UnfitTemplate: it uses statements whose text may be taken and changed (macros, filter blocks, blocks).
        TemplateError: it is no template.
    """

    def __init__(self, source: str, *, strips: bool) -> None:
        self._filling: Slots | None = None
        self._environment = strict(self._finalize)
        if _MARK.search(source):
            raise UnfitTemplate(source)
        self._tree = self._environment.parse(source)
        self._standing = Standing(self._environment, _slot)
        self._loops: list[_Loop] = []
        self._strips = strips
        self._tree.body, depth = self._walk(self._tree.body, 0, frozenset())
        if depth:
            raise UnfitTemplate(source)
        self._environment.from_string(self._tree)

    def rendered(self, context: dict[str, Any]) -> tuple[str, Slots]:
        """The part with marks, and what stands for them."""
        slots = Slots()
        shape = self._standing.read(context, slots.texts)
        if _ODD.search("".join(slots.texts)):
            raise UnfitTemplate(slots.texts)
        template = self._standing.compiled(self._tree, shape)
        return self._render(template, {**context, _STRIP_CALL: slots.strip}, slots), slots

    def member(self, number: int, member: object, place: Place) -> tuple[str, Slots]:
        """One member of a loop with marks, likewise."""
        loop = self._loops[number]
        slots = Slots()
        return self._render(loop.template, {loop.name: member, _LOOP: place}, slots), slots

    def asked(self, number: int) -> frozenset[str]:
        """The attributes of a loop's members that decide what is put out."""
        return self._loops[number].asked

    def asks_place(self, number: int) -> bool:
        """Whether a loop's members look different at its ends."""
        return self._loops[number].asks_place

    def _render(self, template: Template, context: dict[str, Any], slots: Slots) -> str:
        self._filling = slots
        try:
            return "".join(template.root_render_func(template.new_context(context)))
        finally:
            self._filling = None

    def _finalize(self, value: object) -> object:
        if self._filling is None or isinstance(value, Markup | Undefined):
            return inert(value)
        return Markup(self._filling.hold(shown(value)))  # noqa: S704  marks

    def _walk(self, body: list[nodes.Node], depth: int, bound: frozenset[str]) -> tuple[list[nodes.Node], int]:
        """The statements with loops taken out, and the depth in XML after them; `bound` are the names of loops around."""
        kept: list[nodes.Node] = []
        for node in body:
            if isinstance(node, nodes.Output):
                depth += sum(_depth(one.data) for one in node.nodes if isinstance(one, nodes.TemplateData))
                self._standing.take(node, bound)
                kept.append(node)
            elif isinstance(node, nodes.If):
                self._branches(node, depth, bound)
                kept.append(node)
            elif isinstance(node, nodes.For):
                kept.append(self._loop(node, depth, bound))
            else:
                raise UnfitTemplate(type(node).__name__)
        return kept, depth

    def _branches(self, node: nodes.If, depth: int, bound: frozenset[str]) -> None:
        node.body = self._level(node.body, depth, bound)
        node.else_ = self._level(node.else_, depth, bound)
        for branch in node.elif_:
            self._branches(branch, depth, bound)

    def _level(self, body: list[nodes.Node], depth: int, bound: frozenset[str]) -> list[nodes.Node]:
        kept, after = self._walk(body, depth, bound)
        if after != depth:
            raise UnfitTemplate("a branch opens or closes an element")
        return kept

    def _loop(self, node: nodes.For, depth: int, bound: frozenset[str]) -> nodes.Node:
        taken = len(self._loops)
        inside = (
            bound
            | {_LOOP}
            | {name.name for name in (node.target, *node.target.find_all(nodes.Name)) if isinstance(name, nodes.Name)}
        )
        node.body, node.else_ = self._level(node.body, depth, inside), self._level(node.else_, depth, inside)
        inner = len(self._loops) > taken
        if not self._strips or depth != _BODY or inner or not self._is_closed(node):
            return node
        alone = self._alone(node)
        asks = any(name.name == _LOOP for name in alone.find_all(nodes.Name))
        template = self._environment.from_string(alone)
        name = str(node.target.name)  # type: ignore[attr-defined]
        self._loops.append(_Loop(name, template, asks, _asked(alone, name)))
        arguments: list[nodes.Expr] = [nodes.Const(len(self._loops) - 1), node.iter]  # type: ignore[list-item]
        call = nodes.Call(nodes.Name(_STRIP_CALL, "load"), arguments, [], None, None)
        output = nodes.Output([call]).set_lineno(node.lineno, override=True)
        return output.set_environment(self._environment)

    def _alone(self, node: nodes.For) -> nodes.Template:
        """The loop's body as a template of its own."""
        body = nodes.Template(node.body)
        body.set_environment(self._environment)
        return body

    def _is_closed(self, node: nodes.For) -> bool:
        """Whether the loop's body depends on its member alone, and on whether that is the first or the last."""
        if node.else_ or node.test or node.recursive or not isinstance(node.target, nodes.Name):
            return False
        body = self._alone(node)
        asked = sum(name.name == _LOOP for name in body.find_all(nodes.Name))
        known = sum(
            isinstance(one.node, nodes.Name) and one.node.name == _LOOP and one.attr in {"first", "last"}
            for one in body.find_all(nodes.Getattr)
        )
        free = meta.find_undeclared_variables(body) - set(self._environment.globals)
        return asked == known and free <= {node.target.name, _LOOP}


@dataclass(frozen=True, slots=True)
class _Loop:
    """A loop that was taken out: its variable, its body, and what that asks.

    Attributes:
        asked: names of the member's attributes that decide what is put out, rather than only being put out.
    """

    name: str
    template: Template
    asks_place: bool
    asked: frozenset[str]


def _asked(body: nodes.Template, member: str) -> frozenset[str]:
    """The attributes of `member` that do more than stand in double braces by themselves; `*` where it is used as a whole."""
    written = Counter(
        child.attr
        for output in body.find_all(nodes.Output)
        for child in output.nodes
        if isinstance(child, nodes.Getattr) and isinstance(child.node, nodes.Name) and child.node.name == member
    )
    read = Counter(
        one.attr for one in body.find_all(nodes.Getattr) if isinstance(one.node, nodes.Name) and one.node.name == member
    )
    named = sum(name.name == member for name in body.find_all(nodes.Name))
    return frozenset(read - written) | ({"*"} if named != read.total() else set())


def split(part: bytes, start: int = 0, end: int | None = None) -> tuple[bytes | int, ...]:
    """A finished part at its marks: bytes, n for slot n, -n-1 for strip n.

    Args:
        part: the whole part.
        start: where the wanted piece of it begins.
        end: where that ends.

    Raises:
        UnfitTemplate: filling a mark in would not give what rendering gives; that holds for slots in texts and for
            strips between paragraphs.
    """
    for node in etree.fromstring(part).iter():
        if not _fits(node):
            raise UnfitTemplate(str(node.tag))
    pieces: list[bytes | int] = []
    done, text = 0, part[start:end].decode()
    for mark in _MARKS.finditer(text):
        pieces.append(text[done : mark.start()].encode())
        pieces.append(int(mark[1]) if mark[1] else -int(mark[2]) - 1)
        done = mark.end()
    return (*pieces, text[done:].encode())


def _fits(node: _Element) -> bool:
    if any(_MARK.search(str(value)) for value in node.attrib.values()):
        return False
    parent = node.getparent()
    return all(
        not text
        or not _MARK.search(text)
        or (place == f"{_W}t" and not _STRIP_MARK.search(text))
        or (place == f"{_W}body" and not _SLOT_MARK.search(text))
        for text, place in ((node.text, node.tag), (node.tail, None if parent is None else parent.tag))
    )


def as_xml(text: str) -> bytes:
    """A text as python-docx writes it."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").encode()


def inline(text: str) -> bytes:
    """A text of one line as python-docx writes it.

    Raises:
        UnfitTemplate: it holds characters that docxtpl treats in a way of its own, or line breaks.
    """
    if _ODD.search(text) or "\n" in text:
        raise UnfitTemplate(text)
    return as_xml(text)


def _slot(number: int) -> str:
    return f"\ufdd0{number}\ufdd1"


def _depth(text: str) -> int:
    """How many more elements a text opens than it closes."""
    return sum(0 if tag[2] else -1 if tag[1] else 1 for tag in _TAG.finditer(text))
