"""The plan that agreements are held against: read once, in a confined process of its own, before anything is checked."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from contractkit.core.against.plan import Plan
from contractkit.errors import UnreadableDocument, UsageError
from contractkit.workflows.checking.messages import NoPlan, PlanJob, Setup, Stage
from contractkit.workflows.checking.unread import why_stopped
from contractkit.workflows.confined import Confinement, Limits, Stopped

_WORKER: Final = "contractkit.workflows.checking.plan_child:open_plan"


def read_plan(path: Path, setup: Setup, limits: Limits) -> Plan:
    """The plan in a file.

    Args:
        path: of the file.
        setup: what documents are read and judged by.
        limits: of time and memory.

    Raises:
        UsageError: there is no such file, or what it holds is no plan.
        UnreadableDocument: it cannot be read.
        ConfinementError: no process can be started in which files are read.
    """
    if not path.is_file():
        raise UsageError(f"没有这个文件：{path}", remedy="检查 --against 的路径；它要指向一份实施方案的文件。")
    with Confinement(_WORKER, setup, limits) as confinement:
        try:
            news = list(confinement.do(PlanJob(path), path.stat().st_size))
        except Stopped as stopped:
            raise UnreadableDocument(f"实施方案 {path}：{why_stopped(stopped, Stage.READING)}") from stopped
    (told,) = news
    if isinstance(told, NoPlan):
        raise _refused(path, told)
    plan: Plan = told
    return plan


def _refused(path: Path, told: NoPlan) -> UnreadableDocument | UsageError:
    if told.is_unreadable:
        return UnreadableDocument(f"实施方案读不出来，没有审查。{told.why}")
    return UsageError(
        f"--against 的 {path} 不能作为对照的实施方案：{told.why}",
        remedy="给 --against 经审定的实施方案；要审查的协议写在前面。",
    )
