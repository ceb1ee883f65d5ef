"""The comparison for programs."""

from __future__ import annotations

import json
from typing import Any

from contractkit.core.redline.compare import Change
from contractkit.core.redline.comparison import Comparison
from contractkit.reporters.redline import json_parts

SCHEMA = "contractkit.comparison/1"


def to_json(comparison: Comparison) -> str:
    """The comparison as one JSON object."""
    found = {
        "schema": SCHEMA,
        "kind": comparison.kind,
        "old": json_parts.version(comparison.old),
        "new": json_parts.version(comparison.new),
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
        "findings": [json_parts.finding(one) for one in comparison.findings],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _change(number: int, change: Change) -> dict[str, Any]:
    return {
        "number": number,
        "kind": change.kind.value,
        "old": json_parts.passage(change.old),
        "new": json_parts.passage(change.new),
        "segments": [{"op": one.op.value, "text": one.text} for one in change.segments],
        "alterations": [json_parts.alteration(one) for one in change.alterations],
    }
