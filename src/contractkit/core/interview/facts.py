"""What clause texts are written from while answers are still missing: values where there are any, blanks elsewhere.

Like clauses/blanks.py for a matter of which nothing is known; here some of it is, and what a text touched is watched:
a text that touched no open answer can be assembled from what has been answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any, Final

from pydantic import TypeAdapter, ValidationError

from contractkit.core.clauses.blanks import BlankText
from contractkit.core.interview.shapes import validator
from contractkit.core.law.edition import Requirements
from contractkit.core.matter.fields import Field, Keys, fields_of
from contractkit.core.matter.matter import Matter
from contractkit.core.matter.text import Facts


@dataclass(slots=True)
class Watch:
    """What a text touched.

    Attributes:
        touched: the paths of all answers that it looked at.
        open: of these, the ones without a valid answer.
    """

    touched: set[Keys] = field(default_factory=set)
    open: set[Keys] = field(default_factory=set)


_TECHNICAL: Final = frozenset({"schema", "positions"})


class PartlyKnown:
    """A part of a matter of which some fields are answered.

    Args:
        part: the model.
        data: its plain answers by key, as a matter file holds them.
        keys: its path.
        watch: remembers what is touched.
    """

    def __init__(self, part: type[Facts], data: object, keys: Keys, watch: Watch) -> None:
        self._part = part
        self._data: Mapping[str, object] = data if isinstance(data, Mapping) else {}
        self._keys = keys
        self._watch = watch

    def __getattr__(self, name: str) -> object:
        if name.startswith("_") or (known := fields_of(self.__dict__["_part"]).get(name)) is None:
            raise AttributeError(name)
        keys: Keys = (*self._keys, name)
        given = self._data.get(name)
        if known.part is not None:
            return (
                self._rows(known.part, known, given, keys)
                if known.many
                else self._inner(known.part, known, given, keys)
            )
        return self._single(known, given, keys)

    def _inner(self, part: type[Facts], known: Field, given: object, keys: Keys) -> object:
        if given is None and not known.required:
            return None
        return PartlyKnown(part, given, keys, self._watch)

    def _rows(self, part: type[Facts], known: Field, given: object, keys: Keys) -> object:
        rows = given if isinstance(given, list | tuple) else ()
        self._watch.touched.add(keys)
        if not rows and known.required:
            self._watch.open.add(keys)
            rows = ({},)
        return tuple(PartlyKnown(part, row, (*keys, at), self._watch) for at, row in enumerate(rows))

    def _single(self, known: Field, given: object, keys: Keys) -> object:
        self._watch.touched.add(keys)
        adapter, default = _validator(self._part, known.key)
        if given is None and not known.required:
            return default
        try:
            return adapter.validate_python(given)
        except ValidationError:
            self._watch.open.add(keys)
        blank = BlankText(known.title.partition("（")[0], known.help, _choices(known))
        return (blank,) if known.many else blank


def facts_known(data: Mapping[str, object], requirements: Requirements, watch: Watch) -> dict[str, object]:
    """The variables of clause texts from the plain answers of an unfinished matter."""
    whole = PartlyKnown(Matter, data, (), watch)
    facts = {name: getattr(whole, name) for name in fields_of(Matter) if name not in _TECHNICAL}
    return {**facts, "regulation": requirements.edition}


@lru_cache(maxsize=512)
def _validator(part: type[Facts], key: str) -> tuple[TypeAdapter[Any], object]:
    """What validates one field as its model does, and the field's default."""
    info = next(info for name, info in part.model_fields.items() if (info.alias or name) == key)
    default = None if info.is_required() else info.get_default(call_default_factory=True)
    return validator(info), default


def _choices(known: Field) -> frozenset[str]:
    values = getattr(known.kind, "__members__", {}).values()
    return frozenset(str(one.value) for one in values)
