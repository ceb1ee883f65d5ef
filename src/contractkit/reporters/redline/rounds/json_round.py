"""The second round for programs."""

from __future__ import annotations

import json
from typing import Any

from contractkit.core.document.remarks import Comment
from contractkit.core.redline.rounds.answer import CommentReply, Edit, Line, Reply, Round, RoundEffect
from contractkit.reporters.redline import json_parts

SCHEMA = "contractkit.round/1"


def to_json(found: Round) -> str:
    """What the answer says as one JSON object."""
    words = found.words
    told = {
        "schema": SCHEMA,
        "kind": found.kind,
        "author": found.author,
        "returned": json_parts.version(found.returned),
        "answer": json_parts.version(found.answer)
        | {"tells_changes": found.tells_changes, "tells_comments": found.tells_comments},
        "settled": found.is_settled,
        "insertions": [_reply(at, one) for at, one in enumerate(words.replies, 1)],
        "edits": [_edit(at, one) for at, one in enumerate(words.edits, 1)],
        "comments": [_comment(one) for one in words.comments] if found.tells_comments else None,
        "new_comments": [
            _said(one.comment) | {"quote": one.quote, "passage": json_parts.passage(one.now)} for one in words.remarks
        ],
        "elements": [_effect(one) for one in found.elements],
        "findings": [json_parts.finding(one) for one in found.findings],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _reply(number: int, reply: Reply) -> dict[str, Any]:
    return {
        "number": number,
        "decision": reply.decision.value,
        "subject": reply.subject,
        "silent": reply.silent,
        "authors": list(reply.authors),
        "filled": [{"blank": one.mark, "words": one.words} for one in reply.filled],
        "blanks": list(reply.blanks),
        "lines": [_line(one) for one in reply.lines],
    }


def _line(line: Line) -> dict[str, Any]:
    return {
        "decision": line.decision.value,
        "removes": line.removes,
        "ours": line.words,
        "theirs": line.theirs,
        "silent": line.silent,
        "moved": line.moved,
        "segments": [{"op": one.op.value, "text": one.text} for one in line.segments],
        "returned": json_parts.passage(line.old),
        "answer": json_parts.passage(line.new),
    }


def _edit(number: int, edit: Edit) -> dict[str, Any]:
    return {
        "number": number,
        "kind": edit.kind.value,
        "old": edit.old,
        "new": edit.new,
        "before": edit.before,
        "after": edit.after,
        "author": edit.author,
        "moved": edit.moved,
        "alterations": [json_parts.alteration(one) for one in edit.alterations],
        "returned": json_parts.passage(edit.was),
        "answer": json_parts.passage(edit.now),
    }


def _comment(one: CommentReply) -> dict[str, Any]:
    return _said(one.comment) | {
        "fate": one.fate.value,
        "quote": one.quote,
        "touched": one.touched,
        "now": one.now,
        "answers": [_said(other) for other in one.answers],
        "passage": json_parts.passage(one.was),
    }


def _said(comment: Comment) -> dict[str, Any]:
    return {"author": comment.author, "date": comment.date, "lines": list(comment.lines)}


def _effect(one: RoundEffect) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "old": one.old,
        "new": one.new,
        "effect": one.effect.value,
        "why": one.why,
        "insertions": list(one.replies),
        "edits": list(one.edits),
        "hangs": one.hangs,
    }
