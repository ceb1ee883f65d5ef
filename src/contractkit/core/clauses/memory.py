"""What one assembly leaves for the next: texts already written for the same answers, numbers of the same outline.

Nothing here changes what comes out. A clause text is written anew only when an answer that it reads is another one;
hundreds of drafts that differ in a dozen answers share all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Final, TypeVar

from jinja2 import TemplateError, nodes
from pydantic import BaseModel

from contractkit.core.clauses.language import environment

_KEPT: Final = 8  # versions of one text: rows of a table often alternate between a few
_OUTLINES: Final = 64
_PRINTS: Final = 4096
_PLAIN: Final = (str, int, date, Enum)  # equal values of one of these types are written alike
_GONE: Final = object()
_T = TypeVar("_T")

Path = tuple[str, ...]


class Memory:
    """Kept by whoever assembles many drafts with one clause library; used by one thread."""

    def __init__(self) -> None:
        self._facts: dict[str, object] = {}
        self._texts: dict[Hashable, dict[tuple[object, ...], Any]] = {}
        self._outlines: dict[Hashable, Any] = {}
        self._prints: dict[int, tuple[object, str]] = {}  # by identity, which holds while the object is kept here

    def known(self, facts: Mapping[str, object]) -> dict[str, object]:
        """The facts, with the very objects of the last draft in place of those that are written alike."""
        if len(self._prints) > _PRINTS:
            self._prints.clear()
        kept = self._facts
        self._facts = {name: self._known(kept.get(name, _GONE), value) for name, value in facts.items()}
        return self._facts

    def text(self, key: Hashable, source: str, facts: Mapping[str, object], make: Callable[[], _T]) -> _T:
        """What `make` gives for a text, made once for the same answers.

        Args:
            key: what is made of the text.
            source: the template text.
            facts: as `known` gave them.
            make: may raise, which is not remembered.
        """
        values = tuple([self._print(_value(facts, path)) for path in reads(source)])
        versions = self._texts.setdefault(key, {})
        result: _T
        if values in versions:
            result = versions[values]
            return result
        result = make()
        while len(versions) >= _KEPT:
            del versions[next(iter(versions))]
        versions[values] = result
        return result

    def outline(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` gives for an outline, made once for each."""
        if key not in self._outlines:
            if len(self._outlines) >= _OUTLINES:
                self._outlines.clear()
            self._outlines[key] = make()
        result: _T = self._outlines[key]
        return result

    def _known(self, kept: object, value: object) -> object:
        alike = value is kept or (type(value) is type(kept) and self._print(kept) == self._print(value))
        return kept if alike else value

    def _print(self, value: object) -> object:
        """What tells two answers apart; 1.0 and 1.00 are equal, but need not be written alike."""
        if isinstance(value, _PLAIN):
            return value
        known = self._prints.get(id(value))
        if known is None or known[0] is not value:
            known = self._prints[id(value)] = (value, repr(value))
        return known[1]


@lru_cache(maxsize=4096)
def reads(source: str) -> tuple[Path, ...]:
    """The answers that a text may read, as paths of names; a longer path below one of them is not told again."""
    try:
        tree = environment().parse(source)
    except TemplateError:  # told when it is rendered
        return ()
    found = sorted(set(_paths(tree)))
    return tuple(path for path in found if not any(path[:end] in found for end in range(1, len(path))))


def _paths(node: nodes.Node) -> Iterator[Path]:
    if (path := _path(node)) is not None:
        yield path
        return
    for child in node.iter_child_nodes():
        yield from _paths(child)


def _path(node: nodes.Node) -> Path | None:
    if isinstance(node, nodes.Name):
        return (node.name,)
    if isinstance(node, nodes.Getattr):
        above = _path(node.node)
        return None if above is None else (*above, node.attr)
    return None


def _value(facts: Mapping[str, object], path: Path) -> object:
    """The answer at a path, or what stands above where the models end (a date's year, a list's member)."""
    found = facts.get(path[0], _GONE)
    for name in path[1:]:
        if not isinstance(found, BaseModel):
            break
        found = getattr(found, name, _GONE)
    return found
