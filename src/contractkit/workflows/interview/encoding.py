"""Answers as JSON for the journal, and back, exactly: dates, decimals, lists and rows keep their kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from contractkit.core.interview.answers import Snapshot
from contractkit.core.interview.values import Plain
from contractkit.core.matter.fields import Keys

Layer = Mapping[Keys, Plain]
_LAYERS = ("typed", "imported", "profile", "confirmed")


def encoded(value: Any) -> Any:
    """One value."""
    if isinstance(value, date):
        return {"date": value.isoformat()}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, Mapping):
        return {"row": [[list(keys), encoded(cell)] for keys, cell in value.items()]}
    if isinstance(value, tuple):
        return [encoded(one) for one in value]
    return value


def decoded(value: Any) -> Any:
    """One value.

    Raises:
        ValueError: it is none that `encoded` writes.
    """
    if isinstance(value, list):
        return tuple(decoded(one) for one in value)
    if not isinstance(value, dict):
        return value
    if "date" in value:
        return date.fromisoformat(value["date"])
    if "decimal" in value:
        return Decimal(value["decimal"])
    if "row" in value:
        return {tuple(keys): decoded(cell) for keys, cell in value["row"]}
    raise ValueError(str(value)[:40])


def whole(snapshot: Snapshot) -> dict[str, Any]:
    """All layers of a snapshot."""
    return {name: [[list(keys), encoded(value)] for keys, value in getattr(snapshot, name).items()] for name in _LAYERS}


def from_whole(content: Mapping[str, Any]) -> Snapshot:
    """The snapshot that `whole` wrote.

    Raises:
        ValueError: it is none.
    """
    none: dict[str, Any] = {"confirmed": []}  # a journal of before there were drafts to begin from
    layers: dict[str, Any] = {**none, **content}
    return _snapshot({name: {tuple(keys): decoded(value) for keys, value in layers[name]} for name in _LAYERS})


def difference(before: Snapshot, after: Snapshot) -> list[list[Any]]:
    """What changed, as [layer, path, how]: `set`, `gone`, or `splice` of a list (start, how many go, what comes)."""
    changes: list[list[Any]] = []
    for name in _LAYERS:
        old, new = getattr(before, name), getattr(after, name)
        if old is new:
            continue
        changes += [[name, list(keys), {"gone": True}] for keys in old if keys not in new]
        for keys, value in new.items():
            if keys in old and old[keys] is value:
                continue
            if keys not in old or old[keys] != value:
                changes.append([name, list(keys), _step(old.get(keys), value)])
    return changes


def applied(snapshot: Snapshot, changes: list[list[Any]]) -> Snapshot:
    """A snapshot after changes that `difference` wrote.

    Raises:
        ValueError: a change does not fit.
    """
    layers = {name: dict(getattr(snapshot, name)) for name in _LAYERS}
    for name, path, step in changes:
        keys = tuple(path)
        if "gone" in step:
            layers[name].pop(keys, None)
        elif "splice" in step:
            start, gone, new = step["splice"]
            members = layers[name].get(keys, ())
            layers[name][keys] = (*members[:start], *decoded(new), *members[start + gone :])
        else:
            layers[name][keys] = decoded(step["set"])
    return _snapshot(layers)


def _snapshot(layers: Mapping[str, Layer]) -> Snapshot:
    return Snapshot(layers["typed"], layers["imported"], layers["profile"], layers["confirmed"])


def _step(old: Any, new: Any) -> dict[str, Any]:
    """How a value becomes another: long lists change in one place only."""
    if not isinstance(old, tuple) or not isinstance(new, tuple):
        return {"set": encoded(new)}
    start = 0
    while start < min(len(old), len(new)) and (old[start] is new[start] or old[start] == new[start]):
        start += 1
    tail = 0
    while tail < min(len(old), len(new)) - start and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    gone = len(old) - tail - start
    return {"splice": [start, gone, encoded(new[start : len(new) - tail])]}
