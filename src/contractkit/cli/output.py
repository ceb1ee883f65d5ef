"""Where results go: stdout as UTF-8 when a program reads it, or a file, written atomically."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

import typer

from contractkit.workflows.files import appearing


def deliver(text: str, output: Path | None) -> None:
    """Write a result to a file, or to stdout: in the console's encoding to a console, in UTF-8 to anything else."""
    deliver_chunks((text,), output)


def deliver_chunks(chunks: Iterable[str], output: Path | None) -> None:
    """The same for a text that comes in pieces and need not be in memory at once."""
    if output is not None:
        with appearing(output) as part, part.open("xb") as stream:
            stream.writelines(_encoded(chunk) for chunk in chunks)
        typer.echo(f"已写入 {output}", err=True)
    elif sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        for chunk in chunks:
            typer.echo(chunk, nl=False)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(_encoded(chunk) for chunk in chunks)
        sys.stdout.buffer.flush()


def _encoded(text: str) -> bytes:
    """UTF-8; half a character of a damaged file name becomes an escape, which is what JSON calls it too."""
    return text.encode("utf-8", "backslashreplace")
