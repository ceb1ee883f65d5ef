"""What was read in a draft, on a plain console: what is doubtful, what was not found, each answer with its words."""

from __future__ import annotations

from contractkit.cli.plain.console import indented, say
from contractkit.core.interview.readings import readings
from contractkit.core.interview.session import Session
from contractkit.core.matter.fields import titles


def show_sources(session: Session) -> None:
    """List everything in the order in which it is asked."""
    document, found = session.snapshot.sources.document, readings(session.view)
    if not document:
        say("  这个事项不是从草案开始的。")
        return
    say(f"\n== {document} ==")
    say(f"存疑 {len(found.doubts)} 处：" if found.doubts else "没有存疑的内容。")
    for doubt in found.doubts:
        say(f"  {titles(doubt.keys)}：{indented(doubt.message)}")
    for one in found.unplaced:
        say(f"  没有归入任何一项：{indented(one.told)}")
    say(f"没有读到 {len(found.missing)} 项：{'、'.join(map(titles, found.missing)) or '无'}")
    say(f"读到 {len(found.found)} 项：")
    for source, keys in found.found:
        say(f"  {titles(keys)}：{session.field(keys).text}")
        say(f"    {source.told}")
