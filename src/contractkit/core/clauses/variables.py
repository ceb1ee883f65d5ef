"""Do the variables of a clause text exist in the model? Types are followed through attributes, loops and filters."""

from __future__ import annotations

import dataclasses
import difflib
import types
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Final, Union, get_args, get_origin, get_type_hints

from jinja2 import TemplateError, nodes
from pydantic import BaseModel

from contractkit.core.clauses.language import GLOBALS, environment
from contractkit.core.law.edition import Edition
from contractkit.core.matter.matter import Matter

_WRITABLE: Final = (str, int, Decimal, date, Enum)
_KEEPS_LIST: Final = frozenset({"selectattr", "rejectattr", "select", "reject", "sort", "list", "unique", "reverse"})
_GIVES_MEMBER: Final = frozenset({"first", "last"})
_DATE_PARTS: Final = frozenset({"year", "month", "day"})

Scope = Mapping[str, Any]


@dataclasses.dataclass(frozen=True, slots=True)
class Fault:
    """A fault in a clause text; `line` counts from 1 inside the text."""

    line: int
    message: str


def root_scope() -> dict[str, Any]:
    """The names that every clause text may use, with their types; `Any` where no type is followed."""
    scope: dict[str, Any] = {name: info.annotation for name, info in Matter.model_fields.items()}
    scope["regulation"] = Edition
    scope.update(dict.fromkeys(GLOBALS, Any))
    return scope


def faults(text: str, scope: Scope | None = None) -> tuple[Fault, ...]:
    """Everything in a clause text that the model does not know or that cannot be written out.

    Args:
        text: the clause text.
        scope: the names it may use with their types; by default those of clause texts.
    """
    try:
        tree = environment().parse(text)
    except TemplateError as error:
        return (Fault(getattr(error, "lineno", None) or 1, f"写法有误：{error.message}"),)
    return tuple(_Walker().walk(tree, root_scope() if scope is None else scope))


def references(text: str) -> tuple[tuple[str, str, int], ...]:
    """The references of a clause text as (form, target, line), those with a literal target."""
    found = []
    for call in environment().parse(text).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in GLOBALS and call.args:
            target = call.args[0]
            if isinstance(target, nodes.Const):
                found.append((call.node.name, str(target.value), call.lineno))
    return tuple(found)


class _Walker:
    def walk(self, node: nodes.Node, scope: Scope) -> Iterator[Fault]:
        """Faults of a node and all below it, with the names known at that point."""
        if isinstance(node, nodes.For):
            yield from self._loop(node, scope)
        elif isinstance(node, nodes.Template | nodes.If):
            yield from self._block(node, scope)
        elif isinstance(node, nodes.Output):
            for expression in node.nodes:
                yield from self._output(expression, scope)
        elif isinstance(node, nodes.Expr):
            yield from self._type(node, scope)[1]
        else:
            for child in node.iter_child_nodes():
                yield from self.walk(child, scope)

    def _block(self, node: nodes.Node, scope: Scope) -> Iterator[Fault]:
        """A body in which `{% set %}` names hold from where they stand."""
        known = dict(scope)
        for child in node.iter_child_nodes():
            if isinstance(child, nodes.Assign) and isinstance(child.target, nodes.Name):
                kind, found = self._type(child.node, known)
                known[child.target.name] = kind
                yield from found
            else:
                yield from self.walk(child, known)

    def _loop(self, node: nodes.For, scope: Scope) -> Iterator[Fault]:
        kind, found = self._type(node.iter, scope)
        yield from found
        inner = {**scope, "loop": Any}
        if isinstance(node.target, nodes.Name):
            inner[node.target.name] = _member(kind)
        else:
            inner.update({name.name: Any for name in node.target.find_all(nodes.Name)})
        if node.test is not None:
            yield from self._type(node.test, inner)[1]
        for child in (*node.body, *node.else_):
            yield from self.walk(child, inner)

    def _output(self, node: nodes.Expr, scope: Scope) -> Iterator[Fault]:
        if isinstance(node, nodes.TemplateData):
            return
        kind, found = self._type(node, scope)
        yield from found
        if not found and not _writable(kind):
            yield Fault(node.lineno, f"“{_spelt(node)}”不是可以直接写出的值，须取其字段，或者用 join 连接")

    def _type(self, node: nodes.Node, scope: Scope) -> tuple[Any, list[Fault]]:
        if isinstance(node, nodes.Name):
            if node.name in scope:
                return scope[node.name], []
            return Any, [Fault(node.lineno, f"变量“{node.name}”不存在{_nearest(node.name, scope)}")]
        if isinstance(node, nodes.Getattr):
            return self._attribute(node, scope)
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope)
        found = [fault for child in node.iter_child_nodes() for fault in self._type(child, scope)[1]]
        if isinstance(node, nodes.Test) and node.name not in environment().tests:
            found.append(Fault(node.lineno, f"判断“{node.name}”不存在{_nearest(node.name, environment().tests)}"))
        return self._type(node.expr1, scope)[0] if isinstance(node, nodes.CondExpr) else Any, found

    def _attribute(self, node: nodes.Getattr, scope: Scope) -> tuple[Any, list[Fault]]:
        owner, found = self._type(node.node, scope)
        if found or owner is Any:
            return Any, found
        fields = _fields(_plain(owner))
        if fields is None or node.attr in fields:
            return (fields or {}).get(node.attr, Any), []
        message = f"“{_spelt(node)}”不存在{_nearest(node.attr, fields)}"
        return Any, [Fault(node.lineno, message)]

    def _filter(self, node: nodes.Filter, scope: Scope) -> tuple[Any, list[Fault]]:
        known = environment().filters
        if node.name not in known:
            return Any, [Fault(node.lineno, f"过滤器“{node.name}”不存在{_nearest(node.name, known)}")]
        kind, found = self._type(node.node, scope) if node.node else (Any, [])
        for argument in (*node.args, *(keyword.value for keyword in node.kwargs)):
            found = [*found, *self._type(argument, scope)[1]]
        if node.name in _KEEPS_LIST:
            return kind, found
        return (_member(kind) if node.name in _GIVES_MEMBER else Any), found


def _plain(kind: Any) -> Any:
    """The type without `| None`."""
    if get_origin(kind) in {Union, types.UnionType}:
        return next((arg for arg in get_args(kind) if arg is not type(None)), Any)
    return kind


def _member(kind: Any) -> Any:
    arguments = get_args(_plain(kind))
    return arguments[0] if arguments else Any


def _fields(kind: Any) -> dict[str, Any] | None:
    """The attributes a type has, or None where any is accepted."""
    if kind is Any or not isinstance(kind, type):
        return {} if get_origin(kind) is tuple else None
    if issubclass(kind, BaseModel):
        return {name: info.annotation for name, info in kind.model_fields.items()}
    if dataclasses.is_dataclass(kind):
        return dict(get_type_hints(kind))
    if issubclass(kind, Enum):
        return {"value": str, "name": str}
    return dict.fromkeys(_DATE_PARTS, int) if issubclass(kind, date) else {}


def _writable(kind: Any) -> bool:
    plain = _plain(kind)
    if plain is Any or not isinstance(plain, type):
        return get_origin(plain) is not tuple
    return issubclass(plain, _WRITABLE) and plain is not bool


def _nearest(name: str, known: Mapping[str, Any]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    return f"，最接近的是“{near[0]}”" if near else ""


def _spelt(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_spelt(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "表达式"
