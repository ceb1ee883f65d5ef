"""Labelled passages to learn from: a folder of `*.jsonl` files, and the texts of tests/cases."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from contractkit.core.zh.normalize import normalize

FOLDS = 5
_LABELS = ("present", "deferred", "absent")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A passage and what it is known to say.

    Attributes:
        text: clean text.
        element: the element it was written for; empty for a text that serves none.
        label: `present`, `deferred` or `absent` for that element.
        neighbour: the element that a near miss really serves; may be empty.
        refused: elements that it certainly does not carry (texts without an element).
        fold: 0 to `FOLDS` - 1, the running number within element and label; -1 for texts that are always learnt from.
    """

    text: str
    element: str
    label: str
    neighbour: str = ""
    refused: frozenset[str] = frozenset()
    fold: int = -1

    def speaks_for(self, element: str) -> bool:
        """Whether it carries this element."""
        return self.element == element and self.label == "present"


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


def load_cases(folder: Path) -> Iterator[Labelled]:
    """Our own texts: per element what carries it and what does not, and texts that serve no element at all."""
    for path in sorted(folder.rglob("*.yaml")):
        data = YAML(typ="safe").load(path)
        for entry in data.get("texts", ()):
            if "not" in entry:
                yield Labelled(normalize(entry["text"]).text, "", "absent", refused=frozenset(entry["not"]))
        if "item" in data:
            yield from _elements(data["item"], data["elements"])


def _elements(item: str, elements: Mapping[str, Mapping[str, Any]]) -> Iterator[Labelled]:
    for name, entry in elements.items():
        for label in _LABELS:
            for text in entry.get(label) or ():
                words = text if isinstance(text, str) else text["text"]
                yield Labelled(normalize(words).text, f"{item}.{name}", label)
