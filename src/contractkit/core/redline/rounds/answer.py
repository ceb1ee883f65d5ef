"""What an answer to a returned draft says: our proposals, their own words, our comments, one entry each."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from contractkit.core.document.remarks import Comment
from contractkit.core.document.tree import Passage
from contractkit.core.redline.alterations import Alteration
from contractkit.core.redline.comparison import Effect, FindingEffect, Version
from contractkit.core.redline.diff import Segment


class Decision(StrEnum):
    """What they did with words that we proposed."""

    ACCEPTED = "accepted"
    REJECTED = "rejected"
    CHANGED = "changed"  # other words within ours
    PARTLY = "partly"  # some paragraphs so, others otherwise
    STRUCK = "struck"  # deleted as a tracked change, which nobody has accepted yet
    PENDING = "pending"  # still our tracked change, untouched
    PRESENT = "present"  # the words are there; the format does not tell whether accepted or pending


class EditKind(StrEnum):
    """How they changed words that are not of our proposals."""

    SILENT = "silent"  # without any mark
    TRACKED = "tracked"
    SETTLED = "settled"  # a tracked change of theirs that was there before is one no longer


class Fate(StrEnum):
    """What became of a comment of ours; the first that applies."""

    DELETED = "deleted"
    REWORDED = "reworded"  # its words are no longer ours
    RESOLVED = "resolved"
    ANSWERED = "answered"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph, row or stretch of a proposal with what they did to it.

    Attributes:
        removes: words that we proposed to delete, verbatim.
        words: words that we proposed to insert, verbatim.
        theirs: what stands there now when all is accepted; empty where nothing does.
        segments: our words with what went and what came.
        silent: something in it was changed without a mark.
        authors: whose tracked changes are in it, other than ours.
        moved: it stands elsewhere.
        old: the passage of the returned draft; new: of the answer, None where it went.
    """

    decision: Decision
    removes: str
    words: str
    theirs: str
    segments: tuple[Segment, ...]
    silent: bool
    authors: tuple[str, ...]
    moved: bool
    old: Passage
    new: Passage | None


@dataclass(frozen=True, slots=True)
class Filled:
    """A blank of ours and what they wrote into it."""

    mark: str
    words: str


@dataclass(frozen=True, slots=True)
class Reply:
    """Their decision on one proposal of ours.

    Attributes:
        subject: what our comment on it says first; empty for none.
        blanks: marks of the blanks that are still there.
    """

    decision: Decision
    subject: str
    lines: tuple[Line, ...]
    filled: tuple[Filled, ...] = ()
    blanks: tuple[str, ...] = ()

    @property
    def silent(self) -> bool:
        """Whether something in it was changed without a mark."""
        return any(one.silent for one in self.lines)

    @property
    def authors(self) -> tuple[str, ...]:
        """Whose tracked changes are in it, other than ours."""
        return tuple(dict.fromkeys(name for one in self.lines for name in one.authors))


@dataclass(frozen=True, slots=True)
class Edit:
    """Words outside our proposals that they changed.

    Attributes:
        old: words of the returned draft, verbatim; empty for what came.
        new: words of the answer, verbatim; empty for what went.
        before: unchanged words in front; after: behind.
        author: of a tracked change; ours where they made it in our name.
        moved: the passage stands elsewhere.
        alterations: the numbers, names, 应当 and 可以 … in which they differ.
        was: the passage of the returned draft; None where it came.
        now: of the answer; None where it went.
        spots: raw stretches of the returned draft's blocks that it touches: (block, start, end).
    """

    kind: EditKind
    old: str
    new: str
    before: str
    after: str
    author: str
    moved: bool
    alterations: tuple[Alteration, ...]
    was: Passage | None
    now: Passage | None
    spots: tuple[tuple[int, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class CommentReply:
    """What became of a comment of ours.

    Attributes:
        quote: the words that it is about; may be empty.
        touched: those words were changed.
        answers: comments that answer it, in order.
        now: what it says now, where its words are no longer ours.
        was: the passage that it is about; None where it is about none.
    """

    comment: Comment
    fate: Fate
    quote: str
    touched: bool
    answers: tuple[Comment, ...]
    now: str
    was: Passage | None


@dataclass(frozen=True, slots=True)
class Remark:
    """A new comment of theirs that answers none of ours.

    Attributes:
        quote: the words that it is about; may be empty.
    """

    comment: Comment
    quote: str
    now: Passage | None


@dataclass(frozen=True, slots=True)
class RoundEffect:
    """What the answer does to an element, held against the draft with all that we proposed accepted.

    Attributes:
        old: its status then; new: in the answer with every tracked change accepted.
        why: half a Chinese sentence.
        replies: numbers of the replies that it rests on, from 1; edits: of the edits.
        hangs: it is there only as long as proposals that are still pending are accepted.
    """

    id: str
    title: str
    old: str
    new: str
    effect: Effect
    why: str
    replies: tuple[int, ...] = ()
    edits: tuple[int, ...] = ()
    hangs: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """What the words of an answer tell, before anything is judged."""

    replies: tuple[Reply, ...]
    edits: tuple[Edit, ...]
    comments: tuple[CommentReply, ...] = ()
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """An answer as a whole.

    Attributes:
        kind: what both are, as the check calls it.
        author: in whose name we returned the draft.
        tells_changes: the format of the answer holds tracked changes; else only the words are known.
        tells_comments: likewise for comments.
    """

    returned: Version
    answer: Version
    kind: str
    author: str
    tells_changes: bool
    tells_comments: bool
    words: Words
    elements: tuple[RoundEffect, ...] = field(default=())
    findings: tuple[FindingEffect, ...] = field(default=())

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to talk about: all that we proposed is accepted, and nothing else was touched."""
        accepted = (Decision.ACCEPTED, Decision.PRESENT)
        replies = all(one.decision in accepted and not one.blanks for one in self.words.replies)
        lost = any(one.effect in (Effect.LOST, Effect.WEAKER) for one in self.elements)
        return replies and not self.words.edits and not self.words.remarks and not lost
