"""What a document does not say: fields that such a document states and this one does not, and fields of the other kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from contractkit.core.extraction.fact import Facts
from contractkit.core.extraction.wording.matching import Unit
from contractkit.core.extraction.wording.template import Line, Loop, Node, Slot
from contractkit.core.matter.fields import Keys, fields_of, find
from contractkit.core.matter.leaves import TECHNICAL
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import Facts as ModelPart


@dataclass(frozen=True, slots=True)
class Absent:
    """The fields without a fact, in the order of a matter; a list of parts counts as one.

    Attributes:
        missing: a document of this kind has to state them, this one does not, or not so that it could be read.
        elsewhere: a document of this kind does not state them, or need not.
    """

    missing: tuple[Keys, ...]
    elsewhere: tuple[Keys, ...]


def absent(facts: Facts, stated: frozenset[Keys]) -> Absent:
    """The fields without a fact.

    Args:
        facts: what was read.
        stated: what a document of this kind states, without the numbers of members.
    """
    held = {tuple(key for key in fact.keys if isinstance(key, str)) for fact in facts.settled}
    open_fields = [keys for keys in _fields() if not any(one[: len(keys)] == keys for one in held)]
    missing = tuple(
        keys for keys in open_fields if _is_required(keys) and any(one[: len(keys)] == keys for one in stated)
    )
    return Absent(missing, tuple(keys for keys in open_fields if keys not in missing))


def stated_by(units: Iterable[Unit]) -> frozenset[Keys]:
    """The fields that documents with these lines state."""
    known = tuple(units)
    found = {keys for unit in known for keys in _of_nodes((unit.line, *unit.behind))}
    implied = {keys for unit in known for keys, _ in unit.implied}
    return frozenset({*found, *(tuple(key for key in keys if key not in _FIXED) for keys in implied)})


def _fields(part: type[ModelPart] = Matter, above: Keys = ()) -> Iterator[Keys]:
    """The answers of a matter, a list of parts as one, without those that choose how a document is made."""
    for key, field in fields_of(part).items():
        if not above and key in TECHNICAL:
            continue
        if field.part and not field.many:
            yield from _fields(field.part, (*above, key))
        else:
            yield (*above, key)


def _is_required(keys: Keys) -> bool:
    return all(field is not None and field.required for end in range(1, len(keys) + 1) if (field := find(keys[:end])))


_FIXED: Final = frozenset({"*", "?"})


def _of_nodes(nodes: tuple[Node, ...], members: tuple[tuple[str, ...], ...] = ()) -> Iterator[Keys]:
    for node in nodes:
        if isinstance(node, Loop):
            yield from (tuple(key for key in keys if key not in _FIXED) for keys, _ in node.implied)
            yield from _of_nodes(node.body, node.members or members)
        elif isinstance(node, Line):
            for part in (*node.parts, *(part for cell in node.cells for part in cell)):
                if isinstance(part, Slot) and part.keys:
                    yield from _placed(part.keys, members)
        else:
            for implied, body in node.branches:
                yield from (tuple(key for key in keys if key not in _FIXED) for keys, _ in implied)
                yield from _of_nodes(body, members)


def _placed(keys: tuple[str, ...], members: tuple[tuple[str, ...], ...]) -> Iterator[Keys]:
    if keys[0] == "?":
        yield from ((*member, *keys[1:]) for member in members)
    else:
        yield tuple(key for key in keys if key not in _FIXED)
