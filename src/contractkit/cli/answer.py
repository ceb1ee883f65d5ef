"""`contractkit answer`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class AnswerFormat(StrEnum):
    """The form of what is told."""

    CONSOLE = "console"
    JSON = "json"
    DOCX = "docx"


def answer(
    returned: Annotated[
        Path, typer.Argument(metavar="返回稿", help="我方发出的那份 .docx，由 check --format docx 写出。")
    ],
    answered: Annotated[
        Path, typer.Argument(metavar="答复", help="对方发回的文件；.docx 最好，只有文字的格式看不出修订和批注。")
    ],
    format_: Annotated[
        AnswerFormat, typer.Option("--format", help="结果的形式；docx 写成带修订和批注的 Word 文件。")
    ] = AnswerFormat.CONSOLE,
    output: Annotated[
        Path | None, typer.Option(metavar="路径", help="写到哪里；文件名以 .docx 结尾的，写成 Word 文件。")
    ] = None,
    author: Annotated[
        str, typer.Option(metavar="名称", help="返回稿以谁的名义写（check 的 --author）；默认按返回稿的总批注认。")
    ] = "",
    edition: Annotated[str | None, typer.Option(metavar="版本", help="按哪个版本审查两个文本。")] = None,
    locality: Annotated[str, typer.Option(metavar="地方", help="加上地方规定。")] = "",
    password: Annotated[str | None, typer.Option(metavar="口令", help="加密 PDF 的打开密码；写 - 则提示输入。")] = None,
    time_limit: Annotated[int, typer.Option(min=1, max=7200, metavar="秒", help="多少秒没有进展就放弃。")] = 120,
) -> int:
    """Tell what an answer does; the exit code is 0 where nothing is left to talk about, else 1; 3 for an unreadable file."""
    from contractkit.cli.output import deliver
    from contractkit.cli.password import find_password
    from contractkit.cli.signals import orderly_end
    from contractkit.errors import UsageError
    from contractkit.readers.options import ReadingOptions
    from contractkit.reporters.redline.rounds.console import to_text
    from contractkit.reporters.redline.rounds.json_round import to_json
    from contractkit.workflows.answer import AnswerOptions, read_answer
    from contractkit.workflows.confined import Limits

    is_word = output is not None and output.suffix.lower() == ".docx"
    if format_ is AnswerFormat.DOCX and not is_word:
        raise UsageError("--format docx 没有写明写到哪里。", remedy="加 --output 文件名.docx。")
    options = AnswerOptions(
        on=datetime.now(),  # noqa: DTZ005  the time of this place, which is what Word shows
        edition=edition,
        locality=locality,
        redline=output if is_word else None,
        author=author,
        reading=ReadingOptions(password=find_password(password)),
        limits=Limits(seconds=time_limit),
    )
    with orderly_end():
        found = read_answer(returned, answered, options)
    if is_word:
        native = "答复文件本身，改动为修订" if found.is_native else "只有文字，改动为修订"
        typer.echo(f"已写入 {output}（{native}）", err=True)
    text = to_json(found.round) if format_ is AnswerFormat.JSON else to_text(found.round)
    if format_ is not AnswerFormat.DOCX:
        deliver(text, None if is_word else output)
    return int(not found.round.is_settled)
