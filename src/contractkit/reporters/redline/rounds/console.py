"""The second round on the screen."""

from __future__ import annotations

from collections.abc import Iterator

from contractkit.core.redline.rounds.answer import CommentReply, Decision, Edit, EditKind, Fate, Reply, Round
from contractkit.reporters.columns import visible
from contractkit.reporters.redline.rounds import words


def to_text(found: Round) -> str:
    """What the answer says as plain text: what it means, our insertions, their changes, the comments."""
    return "\n".join(map(visible, _lines(found))) + "\n"


def _lines(found: Round) -> Iterator[str]:
    yield f"返回稿：{found.returned.path}（我方：{found.author}）"
    yield f"答复：{found.answer.path}"
    yield from words.summary(found)
    yield from words.cautions(found)
    yield from _meaning(found)
    yield from _ours(found)
    yield from _theirs(found)
    yield from _talk(found)


def _ours(found: Round) -> Iterator[str]:
    if found.words.replies:
        yield from ("", "我方的插入")
    for at, reply in enumerate(found.words.replies, 1):
        yield from _reply(at, reply, found)


def _theirs(found: Round) -> Iterator[str]:
    for kind in EditKind:
        own = [(at, one) for at, one in enumerate(found.words.edits, 1) if one.kind is kind]
        if own:
            yield from ("", f"对方{words.edits_name(kind, found).removeprefix('对方')}")
        for at, one in own:
            yield from _edit(at, one, found)


def _talk(found: Round) -> Iterator[str]:
    """What became of our comments, and theirs."""
    if found.words.comments and found.tells_comments:
        yield from ("", "我方的批注")
        for one in found.words.comments:
            yield from _comment(one)
        if left := sum(one.fate is Fate.KEPT and not one.touched for one in found.words.comments):
            yield f"  其余{left}条未理会，所指的文字也没有改。"
    if found.words.remarks:
        yield from ("", "对方的新批注")
    for remark in found.words.remarks:
        yield f"  {words.name(remark.comment.author)}  {words.place(remark.now)}：{words.said(remark.comment.lines)}"
        if remark.quote:
            yield f"    原文：{words.cut(remark.quote)}"


def _meaning(found: Round) -> Iterator[str]:
    if found.elements:
        yield from ("", "同我方插入全部接受相比，对法定内容的影响")
        yield from (f"  {words.effect(one)}" for one in found.elements)
    if found.findings:
        yield from ("", "对问题的影响")
    for finding in found.findings:
        yield f"  {'新出现' if finding.appeared else '已消除'}  {finding.rule}：{finding.message}"


def _reply(at: int, reply: Reply, found: Round) -> Iterator[str]:
    first = reply.lines[0]
    subject = f"  {reply.subject}" if reply.subject else ""
    yield f"插入{at}  {words.reply(reply, tells_changes=found.tells_changes)}  {words.place(first.old)}{subject}"
    if len({one.decision for one in reply.lines}) > 1 or reply.decision is Decision.CHANGED:
        for one in reply.lines:
            yield f"  {words.DECISION[one.decision]}  {words.line(one)}"
    else:
        more = f"（共{len(reply.lines)}{'处' if first.removes else '段'}）" if len(reply.lines) > 1 else ""
        yield f"  {words.line(first)}{more}"
    yield from (f"  已填：{one.mark}→“{one.words}”" for one in reply.filled)
    if reply.blanks:
        yield f"  还没有填：{'、'.join(reply.blanks)}"


def _edit(at: int, edit: Edit, found: Round) -> Iterator[str]:
    whose = words.edit_author(edit, found.author)
    yield f"改动{at}  {words.edit_name(edit.kind, found)}  {words.edit_place(edit)}" + (f"  {whose}" if whose else "")
    if told := words.altered(edit):
        yield f"  {told}"
    yield f"  {words.edit(edit)}"


def _comment(one: CommentReply) -> Iterator[str]:
    """What became of a comment; nothing for one that was left alone."""
    if one.fate is Fate.KEPT and not one.touched:
        return
    yield f"  {words.comment(one)}  {one.comment.heading}"
    yield from (f"    {line}" for line in words.answers(one))
