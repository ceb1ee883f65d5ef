"""Comments on what they did, for the Word file in which it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from contractkit.core.document.tree import Block, BlockKind
from contractkit.core.redline.rounds.answer import Decision, EditKind, Round
from contractkit.reporters.annotated.remarks import Remark
from contractkit.reporters.redline.rounds import words

_NOTHING_TO_SAY: Final = (Decision.ACCEPTED, Decision.PRESENT)
_FAR: Final = 60  # blocks in which a paragraph is looked for


def remarks(found: Round, answer: Sequence[Block], shown: Sequence[Block]) -> tuple[Remark, ...]:
    """A covering comment, and one on each paragraph at which something is to be said.

    Args:
        found: what the answer says.
        answer: its blocks, every tracked change accepted.
        shown: the blocks of the file in which the comments are put.
    """
    said = [(_found(paragraph, answer, shown), lines) for paragraph, lines in _said(found)]
    cover = Remark(_top(shown), 0, 0, tuple(_cover(found)))
    rest = (Remark(block, 0, len(shown[block - 1].text), tuple(lines)) for block, lines in said)
    return (cover, *sorted(rest, key=lambda one: one.block))


def _cover(found: Round) -> Iterator[str]:
    yield "对方的答复"
    yield from words.summary(found)
    yield from words.cautions(found)
    yield from (words.effect(one) for one in found.elements)
    if found.words.edits or found.words.replies:
        yield "修订是答复同“我方插入全部接受”的返回稿之间的差别：全部拒绝即为返回稿，全部接受即为答复。"


def _said(found: Round) -> Iterator[tuple[int, list[str]]]:
    """What is to be said, each with the paragraph of the answer that it is about, or the one of the returned draft."""
    for at, reply in enumerate(found.words.replies, 1):
        if reply.decision in _NOTHING_TO_SAY and not reply.blanks:
            continue
        line = next((one for one in reply.lines if one.new is not None), None)
        where = line.new.location.paragraph if line is not None and line.new is not None else _before(found, at)
        lines = [
            f"插入{at}：{words.reply(reply, tells_changes=found.tells_changes)}",
            *([reply.subject] if reply.subject else []),
        ]
        lines += [f"已填：{one.mark}→“{one.words}”" for one in reply.filled]
        lines += [f"还没有填：{'、'.join(reply.blanks)}"] if reply.blanks else []
        yield where, [*lines, *_effects(found, reply=at)]
    for at, edit in enumerate(found.words.edits, 1):
        now = edit.now or edit.was
        if now is not None:
            head = f"改动{at}：{words.edits_name(edit.kind, found)}"
            whose = words.edit_author(edit, found.author)
            told = [f"{head}（{whose}）" if whose else head, words.edit(edit)]
            told += [words.altered(edit)] if edit.alterations and edit.kind is EditKind.SILENT else []
            yield now.location.paragraph, [*told, *_effects(found, edit=at)]


def _effects(found: Round, *, reply: int = 0, edit: int = 0) -> Iterator[str]:
    for one in found.elements:
        if reply in one.replies or edit in one.edits:
            yield words.effect(one)


def _before(found: Round, number: int) -> int:
    """For a proposal that went: where the one before it stands now, so that the order of both is kept."""
    first = found.words.replies[number - 1].lines[0].old.location.paragraph
    return max(first - 1, 1)


def _found(paragraph: int, answer: Sequence[Block], shown: Sequence[Block]) -> int:
    """The block of a file that shows a paragraph of the answer: the nearest with its words."""
    words_of = ["".join(one.text.split()) for one in shown]
    wanted = "".join(answer[min(paragraph, len(answer)) - 1].text.split())
    near = sorted(range(len(words_of)), key=lambda at: abs(at + 1 - paragraph))[:_FAR]
    at = next((at for at in near if wanted and words_of[at].endswith(wanted)), min(paragraph, len(shown)) - 1)
    return at + 1


def _top(blocks: Sequence[Block]) -> int:
    return next((at for at, one in enumerate(blocks, 1) if one.text.strip() and one.kind is not BlockKind.CONTENTS), 1)
