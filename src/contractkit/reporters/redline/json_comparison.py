"""The comparison for programs."""

from __future__ import annotations

import json
from typing import Any

from contractkit.core.document.tree import Passage
from contractkit.core.redline.compare import Change
from contractkit.core.redline.comparison import Comparison, Version

SCHEMA = "contractkit.comparison/1"


def to_json(comparison: Comparison) -> str:
    """The comparison as one JSON object."""
    found = {
        "schema": SCHEMA,
        "kind": comparison.kind,
        "old": _version(comparison.old),
        "new": _version(comparison.new),
        "changes": [_change(at, one) for at, one in enumerate(comparison.changes, 1)],
        "elements": [
            {
                "id": one.id,
                "title": one.title,
                "old": one.old,
                "new": one.new,
                "effect": one.effect.value,
                "why": one.why,
                "changes": list(one.changes),
            }
            for one in comparison.elements
        ],
        "findings": [
            {
                "rule": one.rule,
                "severity": one.severity,
                "message": one.message,
                "quote": one.quote,
                "effect": "appeared" if one.appeared else "gone",
            }
            for one in comparison.findings
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _version(version: Version) -> dict[str, Any]:
    return {
        "path": version.path,
        "sha256": version.sha256,
        "format": version.format,
        "not_read": list(version.unread),
    }


def _change(number: int, change: Change) -> dict[str, Any]:
    return {
        "number": number,
        "kind": change.kind.value,
        "old": _passage(change.old),
        "new": _passage(change.new),
        "segments": [{"op": one.op.value, "text": one.text} for one in change.segments],
        "alterations": [{"term": one.term.name.lower(), "old": one.old, "new": one.new} for one in change.alterations],
    }


def _passage(passage: Passage | None) -> dict[str, Any] | None:
    if passage is None:
        return None
    return {
        "quote": passage.text,
        "label": passage.label,
        "path": list(passage.path),
        "location": passage.location.as_dict(),
    }
