"""The command line: parse, call one workflow, print, exit. Nothing heavy is imported before a command runs."""

from __future__ import annotations

import contextlib
import io
import sys
import traceback
from typing import Annotated, Final

import typer
from typer.exceptions import TyperException

from contractkit import __version__
from contractkit.cli import accept, answer, batch, check, compare, doctor, extract, generate, interview, lint, show
from contractkit.cli.messages import tell
from contractkit.cli.usage import explain
from contractkit.errors import ContractkitError

_CRASHED: Final = 3  # nothing was judged
_INTERRUPTED: Final = 130

app = typer.Typer(
    name="contractkit",
    help="公共数据资源授权运营：起草实施方案和协议，审查对方文本。全程离线。",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
)
app.command("interview", help="问答式填写事项，随时存盘，最后生成实施方案和协议。")(interview.interview)
app.command("generate", help="由事项文件生成实施方案和授权运营协议（Word）。")(generate.generate)
app.command("batch", help="由表格成批生成，一行一个事项；可中断，可接着做。")(batch.batch)
app.command("check", help="审查文件：法定内容是否齐备，有哪些问题，依据原文何处。")(check.check)
app.command("compare", help="比较两个版本：改了什么，改动对法定内容有何影响；可写成带修订的 Word 文件。")(
    compare.compare
)
app.command("answer", help="第二轮：对方对我方返回稿的插入和批注怎样处理，另外改了什么，有没有标明。")(answer.answer)
app.command("extract", help="把方案或者协议读回成事项文件：每个字段注明出处和可信程度，没有读到的列出。")(
    extract.extract
)
app.command("accept", help="登记已接受的偏离：某项缺漏或者问题，理由、接受人、有效期。")(accept.accept)
app.add_typer(show.app, name="show")
app.command("lint", help="检查条款库和模板：要素有无条款，变量是否存在，条款能否用到。")(lint.lint)
app.command("doctor", help="说明这台机器能读写什么，还可以安装什么。")(doctor.doctor)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", help="显示版本号后退出。", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    """Options of the command itself."""
    del version


def run(arguments: list[str]) -> int:
    """Run the command line; the exit code is the contract of contractkit.errors."""
    _prepare_streams()
    try:
        code = _run(arguments)
        sys.stdout.flush()  # a reader that went away is met here, not when the interpreter ends
    except (KeyboardInterrupt, typer.Abort):
        code = _INTERRUPTED
    except BrokenPipeError:
        sys.stdout = None  # the reader went away; nothing is left to flush to
        return 0
    except Exception:  # noqa: BLE001  Python's own exit code for a crash is 1, which here means findings
        typer.echo(f"程序出错，没有得出结果。请把下面的内容告诉维护者：\n{traceback.format_exc()}", err=True)
        return _CRASHED
    if code == _INTERRUPTED:  # Typer itself turns Ctrl-C into this code
        typer.echo("已中断。", err=True)
    return code


def _run(arguments: list[str]) -> int:
    try:
        result = app(arguments, prog_name="contractkit", standalone_mode=False)
    except ContractkitError as error:
        tell(error)
        return error.exit_code
    except TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":  # not a fault: its message is the help itself
            typer.echo(error.format_message())
        else:
            _tell_usage(error, arguments)
        return 2
    return result if isinstance(result, int) else 0


def _prepare_streams() -> None:
    """A console that lacks a character shows a substitute instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            with contextlib.suppress(ValueError):
                stream.reconfigure(errors="backslashreplace")


def _tell_usage(error: TyperException, arguments: list[str]) -> None:
    context = getattr(error, "ctx", None)
    command = context.command_path if context is not None else "contractkit"
    typer.echo(f"错误：{explain(error, arguments)}。", err=True)
    typer.echo(f"用 `{command} --help` 查看用法。", err=True)
