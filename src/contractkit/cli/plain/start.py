"""Which matter: one of the last, a sample, or a new file."""

from __future__ import annotations

from pathlib import Path

from contractkit.cli.plain.console import ask, say
from contractkit.workflows.interview import recent

_DEFAULT = "事项.yaml"


def choose_matter() -> Path:
    """Ask which file.

    Raises:
        Ended: there is no more input.
    """
    known = [one for one in recent() if one.exists]
    for number, one in enumerate(known, start=1):
        stated = "，".join(f"{count}/{total}" for count, total in one.stated.values())
        state = "完整" if one.complete else "未完成"
        busy = "，正在另一窗口中填写" if one.in_use else ""
        say(f"{number}. {one.name}（{state}，{stated}{busy}）{one.path}")
    say(f"输入序号继续，或者输入新事项文件的名字；回车为 {_DEFAULT}。")
    word = ask().strip()
    if word.isdecimal() and 1 <= int(word) <= len(known):
        return known[int(word) - 1].path
    name = word or _DEFAULT
    return Path(name if name.endswith((".yaml", ".yml")) else f"{name}.yaml")
