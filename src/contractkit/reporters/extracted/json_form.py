"""What was read, for programs."""

from __future__ import annotations

import json
from typing import Any, Final

from contractkit.core.extraction.extracted import Extracted
from contractkit.core.extraction.fact import Doubt, Fact, Quote
from contractkit.core.extraction.values import is_field
from contractkit.core.matter.fields import Keys
from contractkit.reporters.extracted import words

SCHEMA: Final = "contractkit.extract/1"


def to_json(found: Extracted) -> str:
    """The facts of one document as one JSON object; `fields` belong into a matter, `beyond` have no field there."""
    facts = found.facts
    content = {
        "schema": SCHEMA,
        "document": {
            "path": found.path,
            "sha256": found.sha256,
            "format": found.format,
            "kind": found.kind.value,
            "title": found.title,
            "not_read": list(found.unread),
        },
        "names": {side.value: list(names) for side, names in facts.names.items()},
        "fields": [_fact(fact) for fact in facts.settled if is_field(fact.keys)],
        "beyond": [_fact(fact) for fact in facts.settled if not is_field(fact.keys)],
        "doubts": [_doubt(doubt) for doubt in facts.doubts],
        "missing": [_field(keys) for keys in found.absent.missing],
        "elsewhere": [_field(keys) for keys in found.absent.elsewhere],
    }
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _field(keys: Keys) -> dict[str, str]:
    return {"field": words.field_path(keys), "title": words.title(keys)}


def _fact(fact: Fact) -> dict[str, Any]:
    return {
        **_field(fact.keys),
        "value": words.plain(fact.value),
        "confidence": fact.confidence.value,
        "basis": fact.basis,
        "source": _quote(fact.source),
    }


def _quote(source: Quote) -> dict[str, Any]:
    return {"quote": source.text, "path": list(source.path), "location": source.location.as_dict()}


def _doubt(doubt: Doubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind.value,
        **_field(doubt.keys),
        "message": doubt.message,
        "candidates": [
            {"field": words.field_path(fact.keys), "value": words.plain(fact.value), "source": _quote(fact.source)}
            for fact in doubt.facts
        ],
    }
