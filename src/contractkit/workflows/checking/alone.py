"""One piece of work in a confined process of its own."""

from __future__ import annotations

from contractkit.errors import UnreadableDocument
from contractkit.workflows.checking.messages import Stage
from contractkit.workflows.checking.unread import why_stopped
from contractkit.workflows.confined import Confinement, Limits, Stopped


def told(worker: str, setup: object, job: object, size: int, limits: Limits) -> list[object]:
    """Everything that a worker tells of a job.

    Args:
        worker: `module:function` that opens it.
        setup: what it is opened with.
        job: what it does.
        size: of the files that it reads, in bytes.
        limits: how long and how large it may get.

    Raises:
        UnreadableDocument: it was stopped.
        ConfinementError: no process can be started.
    """
    with Confinement(worker, setup, limits) as confinement:
        try:
            return list(confinement.do(job, size))
        except Stopped as stopped:
            raise UnreadableDocument(why_stopped(stopped, Stage.READING)) from stopped
