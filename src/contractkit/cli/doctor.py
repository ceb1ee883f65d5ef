"""`contractkit doctor`."""

from __future__ import annotations

import typer


def doctor() -> int:
    """Say what this machine can read and write; the exit code is 0, or 2 when the installation is incomplete."""
    from contractkit.workflows.doctor import examine

    findings = examine()
    for finding in findings:
        typer.echo(f"{'可用' if finding.available else '缺少'}  {finding.subject}：{finding.note}")
    return 0 if all(finding.available or finding.optional for finding in findings) else 2
