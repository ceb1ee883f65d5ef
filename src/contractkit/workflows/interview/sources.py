"""The sources of answers that were read in a draft: `事项.sources.json` beside the matter, as `contractkit extract` writes it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from contractkit.core.document.tree import Location
from contractkit.core.extraction.fact import Confidence
from contractkit.core.interview.pasting import value_or_text
from contractkit.core.interview.script import Script
from contractkit.core.interview.sources import NO_SOURCES, Open, Source, Sources
from contractkit.core.matter.fields import Keys
from contractkit.reporters.words import place


def sources_beside(matter: Path) -> Path:
    """Where they stand; see `extract.run.sources_beside`, which would load the readers."""
    return matter.with_name(f"{matter.stem}.sources.json")


def load_sources(matter: Path, script: Script) -> Sources:
    """Where the answers of a matter were read; none where there is no such file, or none that can be read."""
    try:
        content = json.loads(sources_beside(matter).read_text(encoding="utf-8"))
        return _sources(content, script)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return NO_SOURCES


def _sources(content: Mapping[str, Any], script: Script) -> Sources:
    """The sources in one JSON object.

    Raises:
        KeyError: it is another one.
    """
    found = tuple(_source(one, script) for one in content["fields"])
    opened = tuple(
        Open(_keys(one["field"]), str(one["message"]), tuple(_candidates(one, script))) for one in content["doubts"]
    )
    missing = tuple(_keys(one["field"]) for one in content["missing"])
    return Sources(Path(str(content["document"]["path"])).name, found, opened, missing)


def _source(one: Mapping[str, Any], script: Script, confidence: Confidence | None = None) -> Source:
    keys = _keys(one["field"])
    quote = one["source"]
    where = place(tuple(map(str, quote["path"])), Location(**quote["location"]))
    sure = confidence or Confidence(one["confidence"])
    return Source(keys, _value(keys, one["value"], script), str(quote["quote"]), where, sure, str(one.get("basis", "")))


def _candidates(one: Mapping[str, Any], script: Script) -> Iterator[Source]:
    return (_source(candidate, script, Confidence.DOUBTFUL) for candidate in one["candidates"])


def _keys(field: str) -> Keys:
    return tuple(int(key) if key.isdecimal() else key for key in str(field).split(".") if key)


def _value(keys: Keys, value: object, script: Script) -> Any:
    """The value as an answer holds it, so that it can be compared with one."""
    question = script.question(keys)
    if isinstance(value, list):
        return tuple(map(str, value))
    return value_or_text(question, str(value)) if question is not None else value
