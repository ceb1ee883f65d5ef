"""What a comparison and a second round tell programs alike."""

from __future__ import annotations

from typing import Any

from contractkit.core.document.tree import Passage
from contractkit.core.redline.alterations import Alteration
from contractkit.core.redline.comparison import FindingEffect, Version


def version(one: Version) -> dict[str, Any]:
    """A file: path, hash, format, what was not read."""
    return {"path": one.path, "sha256": one.sha256, "format": one.format, "not_read": list(one.unread)}


def passage(one: Passage | None) -> dict[str, Any] | None:
    """A passage: its words and where they stand."""
    if one is None:
        return None
    return {"quote": one.text, "label": one.label, "path": list(one.path), "location": one.location.as_dict()}


def alteration(one: Alteration) -> dict[str, Any]:
    """A figure, name, duty or negation that became another."""
    return {"term": one.term.name.lower(), "old": one.old, "new": one.new}


def finding(one: FindingEffect) -> dict[str, Any]:
    """A finding that appeared or is gone."""
    return {
        "rule": one.rule,
        "severity": one.severity,
        "message": one.message,
        "quote": one.quote,
        "effect": "appeared" if one.appeared else "gone",
    }
