"""Where results go: stdout as UTF-8 when a program reads it, or a file, written atomically."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from contractkit.workflows.files import write_atomically


def deliver(text: str, output: Path | None) -> None:
    """Write a result to a file, or to stdout: in the console's encoding to a console, in UTF-8 to anything else."""
    # Half a character of a damaged file name becomes \udcXX, which is what JSON calls it too.
    data = text.encode("utf-8", "backslashreplace")
    if output is not None:
        write_atomically(output, data)
        typer.echo(f"已写入 {output}", err=True)
    elif sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        typer.echo(text, nl=False)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
