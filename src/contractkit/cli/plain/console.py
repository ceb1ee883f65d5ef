"""Lines in and out, and what people can type besides an answer."""

from __future__ import annotations

import contextlib
from typing import Final

import typer

from contractkit.reporters.columns import visible

COMMANDS: Final = (
    ("回车", "保留现在的内容（或者采用默认值），到下一题"),
    ("?", "显示说明、法条和条款预览"),
    ("<", "回到上一题，不改动任何内容"),
    ("!", "撤销上一次改动；!! 重做"),
    ("-", "清空这一项"),
    (":list", "列出各行并修改（数据资源、产品等清单）"),
    (":goto 名称", "跳到名称中含有这些字的一题"),
    (":next", "跳到下一个没有填好的题"),
    (":sources", "列出从草案读到的内容及其原文、存疑的和没有读到的"),
    (":review", "检查全部内容，生成文件"),
    (":save", "存盘"),
    (":quit", "存盘并退出"),
)


class Ended(Exception):
    """The input is at its end (Ctrl-D, a pipe that was closed)."""


def say(text: str = "") -> None:
    """One or several lines to the person; characters that would move the cursor are shown as codes."""
    for line in text.split("\n"):
        typer.echo(visible(line))


def indented(text: str) -> str:
    """Further lines of a text below its first."""
    return text.replace("\n", "\n    ")


def prepare() -> None:
    """Line editing and history, where the system has them."""
    with contextlib.suppress(ImportError):
        import readline

        readline.set_auto_history(True)


def ask(prompt: str = "> ") -> str:
    """One line from the person.

    Raises:
        Ended: there is no more input.
    """
    try:
        return input(prompt)
    except EOFError as error:
        raise Ended from error


def ask_lines(first: str) -> str:
    """Further lines up to an empty one, after the first."""
    lines = [first]
    while line := ask("… "):
        lines.append(line)
    return "\n".join(lines)


def show_commands() -> None:
    """What can be typed besides an answer."""
    for command, meaning in COMMANDS:
        say(f"  {command}  {meaning}")
