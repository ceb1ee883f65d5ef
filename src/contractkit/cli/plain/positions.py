"""Clause positions on a plain console: the texts one below the other, what differs, which to use."""

from __future__ import annotations

from contractkit.cli.plain.console import say
from contractkit.core.interview.positions import elements_with_positions, position_choices
from contractkit.workflows.interview import Interview


def edit_positions(interview: Interview, command: str) -> None:
    """List what can be chosen, compare the texts of one element, or choose: `14.2.term`, `14.2.term 备选`."""
    session, materials = interview.session, interview.materials
    element, _, wanted = command.partition(" ")
    known = elements_with_positions(session.snapshot, materials)
    if element not in known:
        for name in known:
            title = materials.registry.element(name).title
            chosen = session.field(("positions", name)).text or "首选"
            say(f"  {name} {title}：{chosen}")
        say("  输入要素编号比较各种文字；输入“编号 备选”或者“编号 底线”换用；“编号 首选”换回。")
        return
    if wanted.strip():
        outcome = session.answer(("positions", element), wanted.strip())
        say(
            f"  {outcome.trouble.message}{outcome.trouble.remedy}"
            if outcome.trouble
            else f"  {element}：{outcome.text}。"
        )
        return
    for choice in position_choices(session.snapshot, materials, element):
        say(f"\n  【{choice.position.value}】{'（现用）' if choice.chosen else ''}")
        for line in choice.text.split("\n"):
            say(f"    {line}")
    for note in position_choices(session.snapshot, materials, element)[0].notes:
        say(f"  说明：{note}")
