"""The report on a file of which nothing could be judged."""

from __future__ import annotations

from pathlib import Path

from contractkit.core.checker.report import DocumentKind, DocumentReport, Reading, Verdict
from contractkit.workflows.checking.messages import Stage
from contractkit.workflows.confined import Stopped, StopReason

_SAVE_ANEW = "请用 Word 或 WPS 打开，另存为新的 .docx 后再试"


def unread(name: str, error: str, sha256: str = "") -> DocumentReport:
    """The report that says why a file could not be read or judged."""
    return DocumentReport(
        path=name,
        sha256=sha256,
        kind=DocumentKind.OTHER,
        language="",
        verdict=Verdict.NOT_ASSESSED,
        items=(),
        findings=(),
        reading=Reading(Path(name).suffix.lower().lstrip("."), 0),
        error=error,
    )


def why_stopped(stopped: Stopped, stage: Stage) -> str:
    """What happened to a document whose confined process was stopped, by which limit, and what to do; in Chinese."""
    doing = f"{stage.value}这个文件时"
    match stopped.reason:
        case StopReason.SILENCE:
            return (
                f"{doing}连续{stopped.detail}秒没有进展，到了时限，已经停止。{_SAVE_ANEW}，或者拆成几个较小的文件；"
                "机器很慢的，用 --time-limit 加长时限。"
            )
        case StopReason.TIME:
            return f"{doing}用了{stopped.detail}秒还没有完成，到了总时限，已经停止。请拆成几个较小的文件再试。"
        case StopReason.MEMORY:
            return (
                f"{doing}使用的内存超过了上限（{stopped.detail} MB），已经停止。{_SAVE_ANEW}，或者压缩其中的图片、"
                "拆成几个较小的文件。"
            )
        case StopReason.CRASH:
            return (
                f"{doing}处理它的进程崩溃（{stopped.detail}），文件可能已经损坏。{_SAVE_ANEW}；仍然如此的，"
                "请把这句话告诉维护者。"
            )
