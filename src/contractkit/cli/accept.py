"""`contractkit accept`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from contractkit.cli.check import KindChoice, ViewChoice


def accept(
    draft: Annotated[Path, typer.Argument(metavar="文件", help="对方文本，一份。")],
    subjects: Annotated[
        list[str],
        typer.Argument(
            metavar="编号...", help="要素编号（14.6.disclosure）或者规则名称（term-too-long），可以有几个。"
        ),
    ],
    reason: Annotated[str, typer.Option(metavar="理由", help="为什么接受。")],
    by: Annotated[str, typer.Option(metavar="姓名", help="谁接受。")],
    until: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="有效期的最后一天，例如 2027-01-01。")
    ],
    words: Annotated[str, typer.Option(metavar="原文", help="同一规则有几处的，写出所接受那一处的一段原文。")] = "",
    every: Annotated[bool, typer.Option("--every", help="接受该规则现有的各处。")] = False,
    deviations: Annotated[
        Path | None, typer.Option(metavar="文件", help="登记在哪个文件；默认在草案旁边（草案文件名.deviations.yaml）。")
    ] = None,
    against: Annotated[
        Path | None, typer.Option(metavar="实施方案", help="接受的是与这份实施方案不一致之处的，写明方案的文件。")
    ] = None,
    kind: Annotated[KindChoice, typer.Option(help="文件种类；auto 按实质内容判断。")] = KindChoice.AUTO,
    edition: Annotated[str | None, typer.Option(metavar="版本", help="按哪个版本审查。")] = None,
    locality: Annotated[str, typer.Option(metavar="地方", help="加上地方规定，例如 henan 或者 河南。")] = "",
    on: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], metavar="日期", help="登记日期，默认今天。")
    ] = None,
    clauses: Annotated[Path | None, typer.Option(metavar="文件夹", help="用自己的条款库，默认为随附的。")] = None,
    revisions: Annotated[ViewChoice, typer.Option(help="带修订的文件按哪种文本审查。")] = ViewChoice.ACCEPTED,
    password: Annotated[str | None, typer.Option(metavar="口令", help="加密 PDF 的打开密码；写 - 则提示输入。")] = None,
) -> int:
    """Write down that gaps or findings are accepted; the exit code is 0, 2 or 3."""
    from contractkit.cli.password import find_password
    from contractkit.cli.signals import orderly_end
    from contractkit.core.law.requirement import Kind
    from contractkit.readers.options import ReadingOptions, RevisionView
    from contractkit.workflows.accept import Acceptance
    from contractkit.workflows.accept import accept as write_down
    from contractkit.workflows.check import CheckOptions

    options = CheckOptions(
        on=on.date() if on else date.today(),  # noqa: DTZ011  the day of this place
        kind=None if kind is KindChoice.AUTO else Kind(kind.value),
        edition=edition,
        locality=locality,
        clauses=clauses,
        reading=ReadingOptions(RevisionView(revisions.value), find_password(password)),
        deviations=deviations,
        against=against,
    )
    with orderly_end():
        written = write_down(draft, Acceptance(tuple(subjects), reason, by, until.date(), words, every), options)
    for deviation in written.deviations:
        quoted = f"：“{'”“'.join(deviation.words)}”" if deviation.words else ""
        typer.echo(f"已接受 {deviation.subject}{quoted}，至 {deviation.until.isoformat()}。")
    typer.echo(f"登记在 {written.file}", err=True)
    return 0
