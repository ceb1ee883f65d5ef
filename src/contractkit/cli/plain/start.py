"""Which matter: one of the last, a new file, or a new one that begins with a draft."""

from __future__ import annotations

from pathlib import Path

from contractkit.cli.plain.console import ask, say
from contractkit.workflows.interview import recent
from contractkit.workflows.matter_names import is_matter

_DEFAULT = "事项.yaml"


def choose_matter() -> tuple[Path, Path | None]:
    """Ask which file; for a draft also in which file the new matter is kept.

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
    say("从草案开始的，输入草案（Word、PDF 等）的路径。")
    word = ask().strip()
    if word.isdecimal() and 1 <= int(word) <= len(known):
        return known[int(word) - 1].path, None
    if word and not is_matter(draft := Path(word).expanduser()) and draft.is_file():
        return choose_new(draft), draft
    return _named(word), None


def choose_new(source: Path) -> Path:
    """Ask in which file a matter that begins with another file is kept.

    Raises:
        Ended: there is no more input.
    """
    say(f"以 {source.name} 的内容开始。新的事项写在哪个文件里？回车为 {_DEFAULT}。")
    return _named(ask().strip())


def _named(word: str) -> Path:
    name = word or _DEFAULT
    return Path(name if is_matter(Path(name)) else f"{name}.yaml").expanduser()
