"""The review on a plain console: problems first, what changed, then which documents to make."""

from __future__ import annotations

from dataclasses import dataclass

from contractkit.cli.plain.console import ask, say
from contractkit.core.interview.troubles import Trouble
from contractkit.core.interview.values import read_yes_no
from contractkit.core.law.requirement import Kind
from contractkit.workflows.interview import Interview


@dataclass(frozen=True, slots=True)
class Ending:
    """How the dialogue ends.

    Attributes:
        quit: without documents.
        kinds: the documents to make.
    """

    quit: bool = False
    kinds: tuple[Kind, ...] = ()
    pdf: bool = False


def review(interview: Interview) -> Ending | None:
    """Tell how it stands; an ending, or None to go on asking."""
    assessment = interview.assess()
    coverage = assessment.coverage
    say(f"\n== 检查 ==  已写明要素：方案 {coverage[Kind.PLAN]}，协议 {coverage[Kind.AGREEMENT]}")
    for item in assessment.items:
        lacking = f"，缺 {item.missing} 项" if item.missing else ""
        say(f"  {item.id} {item.title}：{item.state.value}{lacking}")
    for number, trouble in enumerate(assessment.troubles, start=1):
        say(f"  {number}. [{trouble.severity.value}] {trouble}")
    changed = interview.changed_since_save()
    say(f"  上次存盘以后改动 {len(changed)} 项。" if changed else "  上次存盘以后没有改动。")
    if not assessment.complete:
        say("  还不能生成文件。输入序号跳到该项，回车继续填写。")
        return _jump(interview, assessment.troubles, ask())
    say("  可以生成文件：1 方案，2 协议，3 两者；输入 0 继续修改，:quit 存盘退出。")
    return _ending(interview, ask().strip())


def _jump(interview: Interview, troubles: tuple[Trouble, ...], line: str) -> Ending | None:
    word = line.strip()
    if word == ":quit":
        return Ending(quit=True)
    number = int(word) if word.isdecimal() else 0
    keys = troubles[number - 1].keys if 1 <= number <= len(troubles) else ()
    while keys and interview.session.script.place(keys) is None:
        keys = keys[:-1]
    if keys:
        interview.session.goto(keys)
    elif interview.session.next_open() is None:
        interview.session.goto(interview.session.agenda()[0])
    return None


def _ending(interview: Interview, word: str) -> Ending | None:
    if word == ":quit":
        return Ending(quit=True)
    wanted = {"1": (Kind.PLAN,), "2": (Kind.AGREEMENT,), "3": tuple(Kind), "": tuple(Kind)}.get(word)
    if wanted is None:
        interview.session.goto(interview.session.agenda()[0])
        return None
    say("  另外生成 PDF 吗（需要 LibreOffice）？是/否，回车为否。")
    return Ending(kinds=wanted, pdf=bool(read_yes_no(ask())))
