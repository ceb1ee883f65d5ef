"""The expressions of a template that only put an answer of the context out: they need no template language to fill.

`{{ parties.operator.name }}` puts out the same mark in every document, whatever the answer, as long as it has one line;
so the template is compiled with the mark in place of the expression, and the answer is looked up by itself. An answer
without a written form keeps its expression, which says so where it is reached.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from jinja2 import Environment, Template, Undefined, nodes
from markupsafe import Markup

from contractkit.core.matter.leaves import shown

_KEPT: Final = 64  # compiled templates: answers differ in their numbers of lines

Lines = tuple[bool, ...]
"""Of an answer: which of its lines hold text."""

_ONE: Final[Lines] = (True,)


class Standing:
    """Where answers stand in one template."""

    def __init__(self, environment: Environment, mark: Callable[[int], str]) -> None:
        """Begin without any.

        Args:
            environment: of the template.
            mark: the mark of a slot.
        """
        self._environment = environment
        self._mark = mark
        self._paths: dict[tuple[str, ...], int] = {}
        self._places: list[tuple[nodes.Output, int, int]] = []
        self._templates: dict[tuple[Lines | None, ...], Template] = {}

    def take(self, output: nodes.Output, bound: frozenset[str]) -> None:
        """Remember the answers that an output statement puts out.

        Args:
            output: the statement.
            bound: names of loops around it, which are no answers of the context.
        """
        for at, node in enumerate(output.nodes):
            path = path_of(node)
            if path is not None and path[0] not in bound:
                self._places.append((output, at, self._paths.setdefault(path, len(self._paths))))

    def read(self, context: Mapping[str, Any], texts: list[str]) -> tuple[Lines | None, ...]:
        """The lines of all answers, and for each how many; None for one that has no written form.

        Args:
            context: of the template.
            texts: where the lines go.
        """
        shape: list[Lines | None] = []
        for path in self._paths:
            found = self._answer(context, path)
            if isinstance(found, Markup | Undefined):
                shape.append(None)
                continue
            try:
                text = shown(found)
            except TypeError:
                shape.append(None)
                continue
            if text and "\n" not in text:
                texts.append(text)
                shape.append(_ONE)
            else:
                lines = text.split("\n")
                texts += filter(None, lines)
                shape.append(tuple(map(bool, lines)))
        return tuple(shape)

    def compiled(self, tree: nodes.Template, shape: tuple[Lines | None, ...]) -> Template:
        """The template with marks for answers of this shape."""
        if (known := self._templates.get(shape)) is None:
            if len(self._templates) >= _KEPT:
                self._templates.clear()
            known = self._templates[shape] = self._compile(tree, shape)
        return known

    def _compile(self, tree: nodes.Template, shape: tuple[Lines | None, ...]) -> Template:
        marks, begun = [], 0
        for lines in shape:
            marks.append(self._marks(lines, begun))
            begun += sum(lines or ())
        written: list[tuple[nodes.Output, int, nodes.Expr]] = [
            (output, at, output.nodes[at]) for output, at, _ in self._places
        ]
        for output, at, number in self._places:
            if (text := marks[number]) is not None:
                data = nodes.TemplateData(text)
                data.set_environment(self._environment)
                output.nodes[at] = data
        try:
            return self._environment.from_string(tree)
        finally:
            for output, at, node in written:
                output.nodes[at] = node

    def _marks(self, lines: Lines | None, begun: int) -> str | None:
        if lines is None:
            return None
        numbers = iter(range(begun, begun + len(lines)))
        return "\n".join(self._mark(next(numbers)) if line else "" for line in lines)

    def _answer(self, context: Mapping[str, Any], path: tuple[str, ...]) -> object:
        """As the template would find it, or the first undefined value on the way to it."""
        found: object = context.get(path[0], _GONE)
        if found is _GONE:
            return self._environment.undefined(name=path[0])
        for name in path[1:]:
            if isinstance(found, Undefined):
                break
            found = self._environment.getattr(found, name)
        return found


_GONE: Final = object()


def path_of(node: nodes.Node) -> tuple[str, ...] | None:
    """The path of an answer that stands in double braces by itself; None for other expressions."""
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        above = path_of(node.node)
        return None if above is None else (*above, node.attr)
    return None
