"""Other programs that make a Word file with tracked changes out of two; run by the Python of an environment that has them.

Not to be started by hand: benchmarks/redline_peers.py does. Only the standard library and the peers themselves are imported,
because contractkit is not installed there. First line out: the engines found, as JSON. Then for each line in (engine, old,
new, target as JSON) one line out: seconds for the file, seconds for its own check (null where it has none), what it said
when it failed.
"""

from __future__ import annotations

import contextlib
import importlib.metadata
import io
import json
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

AUTHOR = "我方"


def run(program: Callable[[], None], *arguments: str) -> int:
    """The exit code of the main function of a command."""
    sys.argv = ["peer", *arguments]
    with contextlib.redirect_stdout(io.StringIO()):
        try:
            program()
        except SystemExit as stopped:
            return stopped.code if isinstance(stopped.code, int) else int(stopped.code is not None)
    return 0


class TrackDiff:
    """docx-trackdiff: its two commands, in this process."""

    name, package = "docx-trackdiff", "docx-trackdiff"

    def __init__(self) -> None:
        # Imported here, as below: whoever lacks one peer can still run the others.
        from docx_trackdiff import compare, verify  # noqa: PLC0415

        self._compare, self._verify = compare.main, verify.main

    def redline(self, old: str, new: str, target: str) -> None:
        """Write the file."""
        run(self._compare, old, new, target, "--author", AUTHOR)

    def check(self, old: str, new: str, target: str) -> None:
        """Check the file as the program itself does."""
        run(self._verify, target, old, new)


class Docxodus:
    """python-redlines with the engine it recommends; the engine is a program of its own, started for each pair."""

    name, package = "python-redlines (Docxodus)", "python-redlines-docxodus"
    check = None
    options: ClassVar = {}

    def __init__(self) -> None:
        from python_redlines import DocxodusEngine  # noqa: PLC0415

        self._engine = DocxodusEngine()

    def redline(self, old: str, new: str, target: str) -> None:
        """Write the file."""
        data, _, _ = self._engine.run_redline(AUTHOR, old, new, **self.options)
        Path(target).write_bytes(data)


class DocxodusWithMoves(Docxodus):
    """The same, told to look for paragraphs that moved."""

    name = "python-redlines (Docxodus, detect_moves)"
    options: ClassVar = {"detect_moves": True}


class PowerTools(Docxodus):
    """python-redlines with its older engine."""

    name, package = "python-redlines (Open-XML-PowerTools)", "python-redlines-ooxmlpowertools"

    def __init__(self) -> None:
        from python_redlines import XmlPowerToolsEngine  # noqa: PLC0415

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            self._engine = XmlPowerToolsEngine()


def found() -> dict[str, object]:
    """The engines that are installed here, by name."""
    engines = {}
    for engine in (TrackDiff, Docxodus, DocxodusWithMoves, PowerTools):
        with contextlib.suppress(ImportError, importlib.metadata.PackageNotFoundError):
            importlib.metadata.version(engine.package)
            engines[engine.name] = engine()
    return engines


def answer(engine: object, old: str, new: str, target: str) -> dict[str, object]:
    """Make one redline, and check it where the engine can."""
    begun = time.perf_counter()
    try:
        engine.redline(old, new, target)
    except Exception as error:  # noqa: BLE001 - whatever another program raises counts as its failure
        return {"error": f"{type(error).__name__}: {error}"[:300]}
    made = time.perf_counter() - begun
    if engine.check is None:
        return {"made": made, "checked": None}
    engine.check(old, new, target)
    return {"made": made, "checked": time.perf_counter() - begun}


def main() -> None:
    engines = found()
    versions = {name: importlib.metadata.version(one.package) for name, one in engines.items()}
    print(json.dumps(versions), flush=True)
    for line in sys.stdin:
        name, *paths = json.loads(line)
        print(json.dumps(answer(engines[name], *paths)), flush=True)


if __name__ == "__main__":
    main()
