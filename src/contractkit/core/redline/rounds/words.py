"""From the words of a returned draft and of its answer to what they did with ours, and to theirs."""

from __future__ import annotations

from collections.abc import Sequence

from contractkit.core.document.remarks import Comment
from contractkit.core.redline.rounds.answer import Edit, Words
from contractkit.core.redline.rounds.comments import Conversation
from contractkit.core.redline.rounds.edits import edits_of
from contractkit.core.redline.rounds.pairing import groups
from contractkit.core.redline.rounds.proposals import Unit, proposals
from contractkit.core.redline.rounds.reading import GroupReader
from contractkit.core.redline.rounds.replies import Replies
from contractkit.core.redline.rounds.strand import Strand


def answered(
    returned: tuple[Sequence[Strand], Sequence[Comment]],
    answer: tuple[Sequence[Strand], Sequence[Comment]],
    author: str,
    *,
    tells_changes: bool,
) -> Words:
    """What an answer says.

    Args:
        returned: the draft that we returned, in the marked view, with its comments.
        answer: theirs; in the marked view where its format has one.
        author: in whose name we returned the draft.
        tells_changes: the format of the answer holds tracked changes.
    """
    ours = proposals(returned[0], returned[1], author)
    homes: dict[int, tuple[Unit, ...]] = {}
    for unit in (one for proposal in ours for one in proposal.units):
        block = returned[0][unit.strand].block
        homes[block] = (*homes.get(block, ()), unit)
    replies = Replies(returned[0], tells_changes=tells_changes)
    edits: list[Edit] = []
    for group in groups(returned[0], answer[0]):
        reader = GroupReader(group, homes, author, tells_changes=tells_changes)
        marks = reader.marks()
        replies.read(reader, marks)
        edits += edits_of(reader, marks)
    said = Conversation(returned[1], answer[1], author)
    return Words(
        tuple(map(replies.of, ours)),
        tuple(edits),
        tuple(said.replies(returned[0], edits)),
        tuple(said.remarks(answer[0])),
    )
