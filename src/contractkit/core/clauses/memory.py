"""What one assembly leaves for the next: texts already written for the same answers, numbers of the same outline.

Nothing here changes what comes out. A clause text is written anew only when an answer that it reads is another one;
hundreds of drafts that differ in a dozen answers share all the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from functools import lru_cache
from typing import Any, Final, TypeVar

from jinja2 import TemplateError, nodes
from pydantic import BaseModel

from contractkit.core.clauses.language import environment

_KEPT: Final = 8  # versions of one text: rows of a table often alternate between a few
_OUTLINES: Final = 128
_PRINTS: Final = 4096
_PLAIN: Final = (str, int, date, Enum)  # equal values of one of these types are written alike
_GONE: Final = object()
_T = TypeVar("_T")

Path = tuple[str, ...]


@dataclass(slots=True)
class _Text:
    """What is remembered of one text, or of some that belong together.

    Attributes:
        paths: of the answers that are read.
        versions: what came out, by the prints of those answers.
        current: what comes out for the present answers, or `_GONE` since one of them became another.
    """

    paths: tuple[Path, ...]
    versions: dict[tuple[object, ...], Any] = field(default_factory=dict)
    current: Any = _GONE


class Memory:
    """Kept by whoever assembles many drafts with one clause library; used by one thread."""

    def __init__(self) -> None:
        self._facts: Mapping[str, object] = {}
        self._texts: dict[Hashable, _Text] = {}
        self._readers: dict[str, dict[Path, list[_Text]]] = {}  # by first name, then by path
        self._present: dict[Path, object] = {}  # the print of every answer that some text reads
        self._kept: dict[Hashable, Any] = {}
        self._prints: dict[int, tuple[object, str]] = {}  # by identity, which holds while the object is kept here

    def begin(self, facts: Mapping[str, object]) -> None:
        """Take the facts of the next draft; texts that read an answer that is another one now are no longer current."""
        if len(self._prints) > _PRINTS:
            self._prints.clear()
        before, self._facts = self._facts, facts
        for name, readers in self._readers.items():
            if facts.get(name, _GONE) is before.get(name, _GONE):
                continue
            for path, texts in readers.items():
                found = self._print(_value(facts, path))
                if found != self._present[path]:
                    self._present[path] = found
                    for text in texts:
                        text.current = _GONE

    def made(self, key: Hashable, sources: Iterable[str], make: Callable[[], _T]) -> _T:
        """What `make` gives for some texts and the facts of this draft, made once for the same answers.

        Args:
            key: what is made of them.
            sources: the template texts, the same whenever the key is.
            make: may raise, which is not remembered.
        """
        known = self._texts.get(key)
        if known is None:
            known = self._texts[key] = self._new(sources)
        result: _T = known.current
        return self._recalled(known, make) if result is _GONE else result

    def kept(self, key: Hashable, make: Callable[[], _T]) -> _T:
        """What `make` gives for a key, made once; for what hangs on the key alone."""
        if key not in self._kept:
            if len(self._kept) >= _OUTLINES:
                self._kept.clear()
            self._kept[key] = make()
        result: _T = self._kept[key]
        return result

    def _new(self, sources: Iterable[str]) -> _Text:
        text = _Text(tuple(dict.fromkeys(path for source in sources for path in reads(source))))
        for path in text.paths:
            self._readers.setdefault(path[0], {}).setdefault(path, []).append(text)
            if path not in self._present:
                self._present[path] = self._print(_value(self._facts, path))
        return text

    def _recalled(self, text: _Text, make: Callable[[], _T]) -> _T:
        """What came out when the answers were these, or what comes out now."""
        values = tuple([self._present[path] for path in text.paths])
        versions = text.versions
        if values not in versions:
            result = make()
            while len(versions) >= _KEPT:
                del versions[next(iter(versions))]
            versions[values] = result
        current: _T = versions[values]
        text.current = current
        return current

    def _print(self, value: object) -> object:
        """What tells two answers apart; 1.0 and 1.00 are equal, but need not be written alike."""
        if isinstance(value, _PLAIN) or (type(value) is tuple and all(type(one) is str for one in value)):
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
        kind: Any = type(found)
        if not _is_part(kind):
            break
        found = getattr(found, name, _GONE)
    return found


@lru_cache(maxsize=256)
def _is_part(kind: Any) -> bool:
    return issubclass(kind, BaseModel)
