"""`contractkit interview`."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contractkit.cli.generate import KindChoice

if TYPE_CHECKING:
    from contractkit.workflows.interview import Interview, Order

_INTERRUPTED = 130


def interview(
    matter: Annotated[
        Path | None, typer.Argument(metavar="[事项文件]", help="新建或者继续填写的事项文件（YAML）。")
    ] = None,
    source: Annotated[
        Path | None,
        typer.Option("--from", metavar="文件", help="从草案（Word、PDF 等）或者已有的事项文件开始；原文件不会改动。"),
    ] = None,
    plain: Annotated[bool, typer.Option("--plain", help="逐行问答，适合普通控制台和读屏软件，不用全屏界面。")] = False,
    answers: Annotated[
        Path | None, typer.Option(metavar="文件", help="不提问，从文件取回答（YAML，字段: 内容），然后生成文件。")
    ] = None,
    web: Annotated[bool, typer.Option("--web", help="在本机浏览器中打开同一界面。")] = False,
    kind: Annotated[KindChoice, typer.Option(help="用 --answers 时生成方案、协议，或者全部。")] = KindChoice.ALL,
    out: Annotated[
        Path | None, typer.Option(metavar="文件夹", help="文件生成到哪个文件夹，默认为事项文件旁的 out。")
    ] = None,
    pdf: Annotated[bool, typer.Option("--pdf", help="用 --answers 时另生成 PDF（需要 LibreOffice）。")] = False,
    clauses: Annotated[Path | None, typer.Option(metavar="文件夹", help="用自己的条款库，默认为随附的。")] = None,
) -> int:
    """Ask for a matter, save every answer, end with the documents; the exit code is 0, 1 or 2."""
    from contractkit.cli.signals import orderly_end

    with orderly_end():
        if answers is not None:
            return _from_file(_demanded(matter, "--answers"), answers, source, kind, out, pdf=pdf, clauses=clauses)
        if web:
            from contractkit.tui.web import serve

            return serve(matter, source=source, clauses=clauses)
        # The browser's server starts this very command, with a driver of its own in place of a terminal.
        screen = sys.stdin.isatty() or "TEXTUAL_DRIVER" in os.environ
        if plain or not screen:
            return _line_by_line(matter, source, out, clauses)
        from contractkit.tui.launch import run_screen

        return run_screen(matter, source=source, clauses=clauses)


def _demanded(matter: Path | None, option: str) -> Path:
    from contractkit.errors import UsageError

    if matter is None:
        raise UsageError(
            f"用 {option} 时须写明事项文件。", remedy="例如：contractkit interview 事项.yaml --answers 回答.yaml"
        )
    return matter


def _opened(matter: Path, source: Path | None, clauses: Path | None) -> Interview:
    """The matter, begun from a draft or another matter where one is named."""
    from contractkit.workflows.interview import load_materials, new_from, new_from_draft, open_interview
    from contractkit.workflows.matter_names import is_matter

    materials = load_materials(clauses)
    if source is None:
        return open_interview(matter, materials)
    return (new_from if is_matter(source) else new_from_draft)(source, matter, materials)


def _from_file(
    matter: Path,
    answers: Path,
    source: Path | None,
    kind: KindChoice,
    out: Path | None,
    *,
    pdf: bool,
    clauses: Path | None,
) -> int:
    from contractkit.core.law.requirement import Kind
    from contractkit.workflows.interview import Order
    from contractkit.workflows.interview.answering import answer_from

    kinds = tuple(Kind) if kind is KindChoice.ALL else (Kind(kind.value),)
    with _opened(matter, source, clauses) as held:
        _tell(held.notices)
        count = answer_from(answers, held.session)
        typer.echo(f"已填入 {count} 项回答：{matter}", err=True)
        return _finish(held, Order(kinds, out or matter.parent / "out", pdf=pdf, clauses=clauses))


def _line_by_line(matter: Path | None, source: Path | None, out: Path | None, clauses: Path | None) -> int:
    from contractkit.cli.plain.console import Ended, prepare
    from contractkit.cli.plain.start import choose_matter, choose_new

    prepare()
    try:
        if matter is not None:
            path = matter
        elif source is not None:
            path = choose_new(source)
        else:
            path, source = choose_matter()
    except Ended:
        return 0
    with _opened(path, source, clauses) as held:
        try:
            return _talk(held, out, clauses)
        except (Ended, KeyboardInterrupt) as end:
            held.save()
            typer.echo(f"\n已存盘。继续填写：contractkit interview {path} --plain")
            return _INTERRUPTED if isinstance(end, KeyboardInterrupt) else 0


def _talk(held: Interview, out: Path | None, clauses: Path | None) -> int:
    """Ask, make the documents, and ask again while something is wrong with them."""
    from contractkit.cli.messages import tell
    from contractkit.cli.plain.dialogue import Dialogue
    from contractkit.errors import ContractkitError
    from contractkit.workflows.interview import Order

    dialogue = Dialogue(held)
    while True:
        ending = dialogue.hold()
        if ending.quit:
            held.save()
            typer.echo(f"已存盘。继续填写：contractkit interview {held.path} --plain")
            return 0
        try:
            return _finish(held, Order(ending.kinds, out or held.path.parent / "out", pdf=ending.pdf, clauses=clauses))
        except ContractkitError as error:
            tell(error)


def _finish(held: Interview, order: Order) -> int:
    from contractkit.cli.generate import print_outcome

    print_outcome(held.finish(order))
    return 0


def _tell(notices: tuple[str, ...]) -> None:
    for notice in notices:
        typer.echo(notice, err=True)
