"""What became of our comments: they are known again by what they say, since another program gives them other ids."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Final

from contractkit.core.document.remarks import Comment
from contractkit.core.document.tree import Passage
from contractkit.core.redline.rounds.answer import CommentReply, Edit, Fate, Remark
from contractkit.core.redline.rounds.proposals import COVER
from contractkit.core.redline.rounds.strand import Strand

_ALIKE: Final = 0.6  # of their characters: a comment of ours whose words were changed


class Conversation:
    """The comments of a returned draft beside those of the answer."""

    def __init__(self, old: Sequence[Comment], new: Sequence[Comment], author: str) -> None:
        self._ours = [one for one in old if one.author == author]
        self._new = list(new)
        self._again = dict(_same(self._ours, self._new))
        theirs = [one for one in old if one.author != author]
        known = {one.id for one in self._again.values()} | {one.id for _, one in _same(theirs, self._new)}
        self._answers = dict(_answers(self._ours, self._again, self._new, known))
        self._known = known | set(self._answers)

    def replies(self, strands: Iterable[Strand], edits: Sequence[Edit]) -> Iterator[CommentReply]:
        """What became of each comment of ours, in their order."""
        by_block = {one.block: one.passage for one in strands}
        for one in self._ours:
            again = self._again.get(one.id)
            answers = tuple(other for other in self._new if self._answers.get(other.id) == one.id)
            now = "\n".join(again.lines) if again is not None and again.text != one.text else ""
            was = by_block.get(one.spans[0].block) if one.spans else None
            fate = _fate(again, is_reworded=bool(now), is_answered=bool(answers))
            yield CommentReply(one, fate, _quote(one, by_block), _touched(one, edits), answers, now, was)

    def remarks(self, strands: Iterable[Strand]) -> Iterator[Remark]:
        """Comments of theirs that are new and answer none of ours."""
        by_block = {one.block: one.passage for one in strands}
        for one in self._new:
            if one.id not in self._known:
                yield Remark(one, _quote(one, by_block), by_block.get(one.spans[0].block) if one.spans else None)


def _same(old: Sequence[Comment], new: Sequence[Comment]) -> Iterator[tuple[str, Comment]]:
    """Comments that are there again by the id that they had: the same words, else the most alike of the same author."""
    left = list(new)
    missing = []
    for one in old:
        again = next((other for other in left if other.text == one.text), None)
        if again is None:
            missing.append(one)
        else:
            left.remove(again)
            yield one.id, again
    for one in missing:
        scored = [
            (SequenceMatcher(None, one.text, b.text, autojunk=False).ratio(), b) for b in left if b.author == one.author
        ]
        score, again = max(scored, key=lambda pair: pair[0], default=(0.0, None))
        if again is not None and score >= _ALIKE:
            left.remove(again)
            yield one.id, again


def _answers(
    ours: Sequence[Comment], again: Mapping[str, Comment], new: Sequence[Comment], known: set[str]
) -> Iterator[tuple[str, str]]:
    """Answers by their id, with the id that our comment had: in its thread, or on the very same words."""
    now = {again[one.id].id: one.id for one in ours if one.id in again}
    by_id = {one.id: one for one in new}
    by_spans = {by_id[at].spans: was for at, was in reversed(now.items()) if by_id[at].spans}
    for one in new:
        if one.id in known:
            continue
        root = one
        while root.answers in by_id and root.id not in now:
            root = by_id[root.answers]
        if root.id in now:
            yield one.id, now[root.id]
        elif not one.answers and one.spans in by_spans:
            yield one.id, by_spans[one.spans]


def _fate(again: Comment | None, *, is_reworded: bool, is_answered: bool) -> Fate:
    if again is None:
        return Fate.DELETED
    if is_reworded:
        return Fate.REWORDED
    if again.resolved:
        return Fate.RESOLVED
    return Fate.ANSWERED if is_answered else Fate.KEPT


def _quote(comment: Comment, by_block: Mapping[int, Passage]) -> str:
    found = (by_block[one.block].text[one.start : one.end] for one in comment.spans if one.block in by_block)
    return "\n".join(words for words in found if words)


def _touched(comment: Comment, edits: Iterable[Edit]) -> bool:
    """Whether words that a comment is about were changed; a covering comment is about no words."""
    if comment.heading.startswith(COVER):
        return False
    for edit in edits:
        for block, start, end in edit.spots:
            for span in comment.spans:
                if span.block == block and start < max(span.end, span.start + 1) and span.start < max(end, start + 1):
                    return True
    return False
