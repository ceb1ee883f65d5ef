"""Labelled passages to learn from: a folder of `*.jsonl` files."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from contractkit.core.zh.normalize import normalize

FOLDS = 5


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage and what it is known to say.

    Attributes:
        text: clean text.
        element: the element it was written for.
        label: `present`, `deferred` or `absent` for that element.
        neighbour: the element that a near miss really serves; may be empty.
        fold: 0 to `FOLDS` - 1, the running number within element and label.
    """

    text: str
    element: str
    label: str
    neighbour: str = ""
    fold: int = 0


def load_phrases(folder: Path) -> Iterator[Labelled]:
    """The passages about elements in a folder of JSON lines; every fifth of an element and label is in fold 0."""
    counts: Counter[tuple[str, str]] = Counter()
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            if "element" not in entry:
                continue
            kept = (_element(entry["element"]), entry["label"])
            counts[kept] += 1
            clean = normalize(entry["text"]).text
            yield Labelled(clean, *kept, entry.get("neighbour") or "", fold=counts[kept] % FOLDS)


def _element(name: str) -> str:
    """The element of an aspect: `9.2.feasibility.market_size` teaches `9.2.feasibility`."""
    return ".".join(name.split(".")[:3])
