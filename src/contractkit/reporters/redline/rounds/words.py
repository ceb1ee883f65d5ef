"""The Chinese words of an answer, one place for every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from contractkit.core.document.tree import Passage
from contractkit.core.redline.diff import Op, Segment
from contractkit.core.redline.rounds.answer import (
    CommentReply,
    Decision,
    Edit,
    EditKind,
    Fate,
    Line,
    Reply,
    Round,
    RoundEffect,
)
from contractkit.reporters import words
from contractkit.reporters.redline.words import EFFECT

DECISION: Final = {
    Decision.ACCEPTED: "接受",
    Decision.REJECTED: "拒绝",
    Decision.CHANGED: "改写",
    Decision.PARTLY: "部分接受",
    Decision.STRUCK: "以修订删除",
    Decision.PENDING: "待定",
    Decision.PRESENT: "已写入",
}
EDIT: Final = {EditKind.SILENT: "未标明", EditKind.TRACKED: "修订", EditKind.SETTLED: "原有修订"}
EDITS: Final = {
    EditKind.SILENT: "没有标明的改动",
    EditKind.TRACKED: "以修订标明的改动",
    EditKind.SETTLED: "对方原有修订的处理",
}
FATE: Final = {
    Fate.DELETED: "已删除",
    Fate.REWORDED: "文字被改",
    Fate.RESOLVED: "标为已解决",
    Fate.ANSWERED: "有答复",
    Fate.KEPT: "未理会",
}
ONLY_WORDS: Final = (
    "答复是{format}，只有文字：看得出我方插入的文字在不在、改没改，看不出是已经接受还是仍为修订，看不出哪些改动对方标明过，也没有批注。"
    "请向对方索取 .docx。"
)
NO_COMMENTS: Final = "答复是{format}，批注没有读取；请对方另存为 .docx 再对照一次。"
_FORMAT: Final = {
    "pdf": "PDF",
    "scan": "扫描件",
    "image": "图片",
    "ofd": "OFD 文件",
    "html": "网页",
    "markdown": "Markdown 文件",
    "text": "纯文本",
    "doc": ".doc 文件",
    "wps": "WPS 文件",
    "rtf": "RTF 文件",
    "odt": "ODT 文件",
}
_KEPT: Final = 18  # characters of unchanged text beside a change
_UNSAID: Final = "对方没有用修订标明"


def summary(found: Round) -> Iterator[str]:
    """How many of each, a line for each kind of entry."""
    replies = Counter(one.decision for one in found.words.replies)
    counts = "、".join(f"{DECISION[one]}{replies[one]}处" for one in Decision if replies[one])
    yield f"我方插入{len(found.words.replies)}处：{counts}。" if counts else "返回稿里没有我方的插入。"
    edits = Counter(one.kind for one in found.words.edits)
    told = "、".join(f"{edits_name(one, found)}{edits[one]}处" for one in EditKind if edits[one])
    yield f"对方另有{told}。" if told else "对方没有另外改动文字。"
    if found.tells_comments:
        fates = Counter(one.fate for one in found.words.comments)
        said = "、".join(f"{FATE[one]}{fates[one]}条" for one in Fate if fates[one])
        new = f"对方新批注{len(found.words.remarks)}条。" if found.words.remarks else ""
        yield (f"我方批注{len(found.words.comments)}条：{said}。" if said else "返回稿里没有我方的批注。") + new


def edits_name(kind: EditKind, found: Round) -> str:
    """What edits of a kind are called; words alone do not tell whether an edit was marked."""
    if kind is EditKind.SILENT and not found.tells_changes:
        return "改动的文字"
    return EDITS[kind]


def edit_name(kind: EditKind, found: Round) -> str:
    """What one edit is called, in a word."""
    return "文字" if kind is EditKind.SILENT and not found.tells_changes else EDIT[kind]


def cautions(found: Round) -> Iterator[str]:
    """What the format of the answer does not tell, and what was not read."""
    name = _FORMAT.get(found.answer.format, found.answer.format)
    if not found.tells_changes:
        yield ONLY_WORDS.format(format=name)
    elif not found.tells_comments:
        yield NO_COMMENTS.format(format=name)
    for version in (found.returned, found.answer):
        yield from (f"未读取（{version.path}）：{one}" for one in version.unread)


def effect(one: RoundEffect) -> str:
    """丢失 14.6.x 标题：具备→缺失（插入2、改动1）."""
    head = "悬着" if one.hangs else EFFECT[one.effect]
    entries = "、".join((*(f"插入{at}" for at in one.replies), *(f"改动{at}" for at in one.edits)))
    return f"{head}  {one.id} {one.title}：{one.why}" + (f"（{entries}）" if entries else "")


def reply(one: Reply, *, tells_changes: bool) -> str:
    """What they did with a proposal, in a few words."""
    found = DECISION[one.decision]
    if one.silent:
        found += f"，{_UNSAID}" if tells_changes else ""
    elif one.authors:
        found += f"，修订署名{'、'.join(name(author) for author in one.authors)}"
    return found + ("，移动了位置" if any(line.moved for line in one.lines) else "")


def place(passage: Passage | None) -> str:
    """Where a passage stands; empty for none."""
    return "" if passage is None else words.place(passage.path, passage.location)


def marked(segments: Sequence[Segment]) -> str:
    """The words with what went in [-…-] and what came in {+…+}; long unchanged stretches shortened."""
    last = len(segments) - 1
    return "".join(_marked(one, first=at == 0, last=at == last) for at, one in enumerate(segments))


def line(one: Line) -> str:
    """The words of a line: as they are where nothing was done within them."""
    if one.decision in (Decision.CHANGED, Decision.PARTLY) and any(s.op is not Op.EQUAL for s in one.segments):
        return marked(one.segments)
    swap = f"“{one.removes}”→“{one.words}”" if one.removes else one.words
    return swap if one.removes else cut(swap)


def edit(one: Edit) -> str:
    """The changed words between the words that stand beside them."""
    if one.moved:
        return f"移动：{cut(one.new)}"
    if one.kind is EditKind.SETTLED:
        return f"{one.before}{_settled(one)}{one.after}"
    if one.kind is EditKind.TRACKED and one.old == one.new:
        return f"{one.before}{{+{one.new}+}}{one.after}（返回稿里就有，被标成新增）"
    went, came = f"[-{one.old}-]" if one.old else "", f"{{+{one.new}+}}" if one.new else ""
    return f"{one.before}{went}{came}{one.after}"


def edit_place(one: Edit) -> str:
    """Where an edit stands: in the answer, of what went in the returned draft, both of what moved."""
    return f"{place(one.was)} → {place(one.now)}" if one.moved else place(one.now) or place(one.was)


def edit_author(one: Edit, ours: str) -> str:
    """In whose name an edit was made; empty where nobody's matters."""
    if one.kind is EditKind.SETTLED or (one.kind is EditKind.SILENT and not one.author):
        return ""
    if one.author == ours:
        return "以我方名义，并非我方所写"
    return f"署名{name(one.author)}"


def altered(one: Edit) -> str:
    """期限“三年”→“五年”; empty for none."""
    return "；".join(f"{term.term.value}“{term.old}”→“{term.new}”" for term in one.alterations)


def comment(one: CommentReply) -> str:
    """What became of a comment of ours, in a few words."""
    changed = "，所指的文字已改" if one.touched else ""
    return FATE[one.fate] + changed


def answers(one: CommentReply) -> Iterator[str]:
    """What they answered, and what our comment says now where its words are no longer ours."""
    if one.now:
        yield f"现在写的是：{_flat(one.now.splitlines())}"
    for other in one.answers:
        yield f"{name(other.author)}答：{_flat(other.lines)}"


def said(lines: Iterable[str]) -> str:
    """The lines of a comment as one."""
    return _flat(lines)


def _settled(one: Edit) -> str:
    if one.old and one.new:
        return f"“{one.new}”不再是修订，留作正文；"
    return f"“{one.old}”不再保留；"


def _marked(one: Segment, *, first: bool, last: bool) -> str:
    if one.op is Op.DELETE:
        return f"[-{one.text}-]"
    if one.op is Op.INSERT:
        return f"{{+{one.text}+}}"
    if len(one.text) <= 2 * _KEPT + 2:
        return one.text
    return f"{'' if first else one.text[:_KEPT]}……{'' if last else one.text[-_KEPT:]}"


def cut(text: str) -> str:
    """Words in one line, the middle of many left out."""
    flat = _flat(text.splitlines())
    return flat if len(flat) <= 3 * _KEPT else f"{flat[: 2 * _KEPT]}……{flat[-_KEPT:]}"


def _flat(lines: Iterable[str]) -> str:
    return " ".join(one.strip() for one in lines if one.strip())


def name(author: str) -> str:
    """A name in quotes."""
    return f"“{author}”" if author else "（无名）"
