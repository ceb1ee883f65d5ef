"""What reading our own YAML came to, kept for the next run: reading it takes longer than checking a short draft.

Kept is what comes with the program or stands in an office's clause library: the law, rules, clauses and cues, never a
draft or a matter. An entry is found by the content that it was made from and by what made it, so that none can be out of
date; one that is damaged is made anew. Entries lie in the user's cache folder, or where `CONTRACTKIT_CACHE` says; where it
is empty, or nothing can be written, nothing is kept, and all is only slower.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, Final

import platformdirs

from contractkit import __version__
from contractkit.library import yaml_source
from contractkit.library.yaml_source import Keys, YamlFile

PLACE: Final = "CONTRACTKIT_CACHE"
_MOST: Final = 600  # entries, some 3 MB; the program has about 80
_DECIMAL: Final = "\0decimal"


def cache_folder() -> Path | None:
    """Where entries are kept; None to keep none."""
    named = os.environ.get(PLACE)
    if named is None:
        return platformdirs.user_cache_path("contractkit", appauthor=False)
    return Path(named) if named else None


def load(path: Path, *, name: str = "") -> YamlFile:
    """As `yaml_source.load`, of a file that was read before from memory.

    Raises:
        UsageError: there is no such file.
        InvalidData: as `yaml_source.load`.
    """
    name = name or str(path)
    text = yaml_source.read_text(path, name=name)
    entry = _entry(f"yaml {_parser()}", [text])
    kept = _recalled(entry)
    if kept is not None:
        with contextlib.suppress(KeyError, TypeError, ValueError, IndexError):
            return YamlFile(name, kept["data"], dict(_lines(kept["lines"])))
    file = yaml_source.parse(text, name=name)
    _remember(entry, file)
    return file


def are_known_to_compile(patterns: Iterable[tuple[str, int]]) -> bool:
    """Whether all these regular expressions, with their flags, have been compiled by this Python before."""
    return _recalled(_compiled(patterns)) is not None


def remember_that_they_compile(patterns: Iterable[tuple[str, int]]) -> None:
    """Keep that all these regular expressions are right."""
    _write(_compiled(patterns), b"true")


def _compiled(patterns: Iterable[tuple[str, int]]) -> str:
    return _entry(f"patterns {sys.version}", (f"{flags} {text}" for text, flags in patterns))


def _entry(made_by: str, texts: Iterable[str]) -> str:
    """The name of the entry for texts."""
    digest = hashlib.sha256()
    for part in (__version__, made_by, *texts):
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


@cache
def _parser() -> str:
    """What reads YAML: another reader may read it otherwise."""
    return hashlib.sha256(Path(yaml_source.__file__).with_name("yaml_values.py").read_bytes()).hexdigest()


def _lines(rows: Iterable[list[Any]]) -> Iterator[tuple[Keys, int]]:
    for *keys, line in rows:
        yield tuple(keys), line


def _remember(entry: str, file: YamlFile) -> None:
    """Keep a file, if it comes out of memory as it went in."""
    value = {"data": file.data, "lines": [[*keys, line] for keys, line in file.lines.items()]}
    with contextlib.suppress(UnicodeEncodeError):
        data = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_in_words).encode()
        if json.loads(data, object_hook=_from_words) == value:
            _write(entry, data)


def _in_words(value: object) -> dict[str, str]:
    if isinstance(value, Decimal):
        return {_DECIMAL: str(value)}
    raise TypeError(value)


def _from_words(entry: dict[str, Any]) -> Any:
    return Decimal(entry[_DECIMAL]) if entry.keys() == {_DECIMAL} else entry


def _recalled(entry: str) -> Any:
    folder = cache_folder()
    if folder is None:
        return None
    try:
        return json.loads((folder / entry).read_bytes(), object_hook=_from_words)
    except (OSError, ValueError, ArithmeticError):
        return None


def _write(entry: str, data: bytes) -> None:
    """Keep data: whole or not at all, whoever else writes the same."""
    folder = cache_folder()
    if folder is None:
        return
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        _make_room(folder)
        handle, made = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        Path(made).replace(folder / entry)


def _make_room(folder: Path) -> None:
    """Take out the older half when there are too many."""
    entries = list(folder.iterdir())
    if len(entries) < _MOST:
        return
    entries.sort(key=lambda path: path.stat().st_mtime)
    for path in entries[: len(entries) // 2]:
        path.unlink(missing_ok=True)
