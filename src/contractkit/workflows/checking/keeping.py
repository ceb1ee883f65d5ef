"""Where the reports of a run are kept until they are rendered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contractkit.errors import UsageError
from contractkit.workflows.checking.beside import journal_beside
from contractkit.workflows.checking.journal import Journal
from contractkit.workflows.checking.messages import Setup


@contextmanager
def keeping(output: Path | None, setup: Setup, *, resume: bool) -> Iterator[Journal]:
    """A journal: beside the report that will be written, or nameless when it goes to the screen.

    Left in peace, it is removed, unless it is there to be resumed; left with an exception, it stays for `--resume`.

    Raises:
        UsageError: there is a journal and it is not to be resumed, or there can be none.
    """
    if output is None:
        if resume:
            raise UsageError("--resume 要和 --output 一起用", remedy="加 --output 报告文件；进度记在报告文件旁边。")
        with Journal.nameless() as journal:
            yield journal
        return
    from contractkit.workflows.checking.stamp import stamp_of  # noqa: PLC0415  loads the law

    with Journal.opened(journal_beside(output), stamp_of(setup), resume=resume) as journal:
        yield journal
        if not resume:
            journal.remove()
