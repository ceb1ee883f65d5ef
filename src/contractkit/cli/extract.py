"""`contractkit extract`."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class ExtractFormat(StrEnum):
    """The form of what was read."""

    CONSOLE = "console"
    YAML = "yaml"
    JSON = "json"


class DocumentChoice(StrEnum):
    """What the document is."""

    AUTO = "auto"
    PLAN = "plan"
    AGREEMENT = "agreement"


def extract(
    file: Annotated[Path, typer.Argument(metavar="文件", help="实施方案或者授权运营协议，任何读得懂的格式。")],
    output: Annotated[
        Path | None,
        typer.Option(metavar="路径", help="写成事项文件（.yaml，旁边另写出处 .sources.json），或者写到 .json。"),
    ] = None,
    format_: Annotated[
        ExtractFormat | None, typer.Option("--format", help="结果的形式；不写的，屏幕上列表，文件按扩展名。")
    ] = None,
    kind: Annotated[DocumentChoice, typer.Option(help="是方案还是协议；auto 按标题判断。")] = DocumentChoice.AUTO,
    clauses: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="本单位的条款库；按它成文的内容逐字读回。")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="可以覆盖已有的事项文件。")] = False,
    password: Annotated[str | None, typer.Option(metavar="口令", help="加密 PDF 的打开密码；写 - 则提示输入。")] = None,
    time_limit: Annotated[int, typer.Option(min=1, max=7200, metavar="秒", help="多少秒没有进展就放弃。")] = 120,
) -> int:
    """Read a document back; the exit code is 0, or 1 where something contradicts or cannot be placed, 3 unreadable."""
    from contractkit.cli.output import deliver
    from contractkit.cli.password import find_password
    from contractkit.cli.signals import orderly_end
    from contractkit.core.law.requirement import Kind
    from contractkit.readers.options import ReadingOptions
    from contractkit.reporters.extracted import console, json_form, words
    from contractkit.workflows.confined import Limits
    from contractkit.workflows.extract import ExtractOptions, extract_file, write_matter
    from contractkit.workflows.extract.matter_file import to_yaml

    options = ExtractOptions(
        kind=None if kind is DocumentChoice.AUTO else Kind(kind.value),
        clauses=clauses,
        reading=ReadingOptions(password=find_password(password)),
        limits=Limits(seconds=time_limit),
    )
    form = format_ or _form_of(output)
    with orderly_end():
        found = extract_file(file, options)
    if output is not None and form is ExtractFormat.YAML:
        written = write_matter(found, output, replace=force)
        typer.echo(f"已写入 {'、'.join(map(str, written))}", err=True)
    else:
        forms = {ExtractFormat.YAML: to_yaml, ExtractFormat.JSON: json_form.to_json}
        deliver(forms.get(form, console.to_text)(found), output)
    if output is not None:
        typer.echo(words.summary(found.facts, found.absent.missing), err=True)
    return int(bool(found.facts.doubts))


def _form_of(output: Path | None) -> ExtractFormat:
    if output is None:
        return ExtractFormat.CONSOLE
    return ExtractFormat.JSON if output.suffix.lower() == ".json" else ExtractFormat.YAML
