"""`contractkit compare`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ComparisonFormat(StrEnum):
    """The form of the comparison."""

    CONSOLE = "console"
    JSON = "json"
    DOCX = "docx"


def compare(
    old: Annotated[Path, typer.Argument(metavar="旧文件", help="原来的文本，任何读得懂的格式。")],
    new: Annotated[Path, typer.Argument(metavar="新文件", help="修改以后的文本，格式可以不同。")],
    format_: Annotated[
        ComparisonFormat, typer.Option("--format", help="结果的形式；docx 只写修订对照文件。")
    ] = ComparisonFormat.CONSOLE,
    output: Annotated[
        Path | None, typer.Option(metavar="路径", help="写到哪里；文件名以 .docx 结尾的，写成带修订的 Word 文件。")
    ] = None,
    author: Annotated[str, typer.Option(metavar="名称", help="修订以谁的名义写。")] = "修订对照",
    edition: Annotated[str | None, typer.Option(metavar="版本", help="按哪个版本审查两个文本。")] = None,
    locality: Annotated[str, typer.Option(metavar="地方", help="加上地方规定。")] = "",
    password: Annotated[str | None, typer.Option(metavar="口令", help="加密 PDF 的打开密码；写 - 则提示输入。")] = None,
    time_limit: Annotated[int, typer.Option(min=1, max=7200, metavar="秒", help="多少秒没有进展就放弃。")] = 120,
) -> int:
    """Compare two versions; the exit code is 0 without any change, 1 with one, 3 where one cannot be read."""
    from contractkit.cli.output import deliver
    from contractkit.cli.password import find_password
    from contractkit.cli.signals import orderly_end
    from contractkit.errors import UsageError
    from contractkit.readers.options import ReadingOptions
    from contractkit.reporters.redline.console import to_text
    from contractkit.reporters.redline.json_comparison import to_json
    from contractkit.workflows.compare import CompareOptions, compare_files
    from contractkit.workflows.confined import Limits

    is_word = output is not None and output.suffix.lower() == ".docx"
    if format_ is ComparisonFormat.DOCX and not is_word:
        raise UsageError("--format docx 没有写明写到哪里。", remedy="加 --output 文件名.docx。")
    options = CompareOptions(
        on=datetime.now(),  # noqa: DTZ005  the time of this place, which is what Word shows
        edition=edition,
        locality=locality,
        redline=output if is_word else None,
        author=author,
        reading=ReadingOptions(password=find_password(password)),
        limits=Limits(seconds=time_limit),
    )
    with orderly_end():
        found = compare_files(old, new, options)
    if is_word:
        native = "新文件本身，变动为修订" if found.is_native else "只有文字，变动为修订"
        typer.echo(f"已写入 {output}（{native}）", err=True)
    text = to_json(found.comparison) if format_ is ComparisonFormat.JSON else to_text(found.comparison)
    if format_ is not ComparisonFormat.DOCX:
        deliver(text, None if is_word else output)
    return int(bool(found.comparison.changes))
