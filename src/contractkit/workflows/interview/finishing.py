"""The end of an interview: plan, agreement or both, read back and checked, like `contractkit generate` makes them."""

from __future__ import annotations

from pathlib import Path

from contractkit.library.law import load_registry
from contractkit.library.matter import load_matter
from contractkit.workflows.generate import GenerateOptions, Outcome, generate_matter, open_workshop
from contractkit.workflows.interview.order import Order


def make(path: Path, order: Order) -> Outcome:
    """The documents of a matter file.

    Raises:
        InvalidData: the matter is not complete.
        RenderingError: a document would not be whole.
        UsageError: a file or folder cannot be written.
    """
    load_matter(path, load_registry())  # what is missing is told at once, before the checker is loaded
    options = GenerateOptions(kinds=order.kinds, out=order.out, pdf=order.pdf, overwrite=order.overwrite)
    return generate_matter(path, options, open_workshop(order.clauses))
