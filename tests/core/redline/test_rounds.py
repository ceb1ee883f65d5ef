"""Two rounds side by side: split paragraphs, sliding insertions, blanks, numbers that stay whole."""

from __future__ import annotations

import pytest

from contractkit.core.document import outline
from contractkit.core.document.remarks import Comment, Span
from contractkit.core.document.tree import Block, BlockKind, Location, Revision, RevisionKind, Source
from contractkit.core.redline.rounds.answer import Decision, EditKind, Fate, Words
from contractkit.core.redline.rounds.proposals import MOVED_ON, authors_of
from contractkit.core.redline.rounds.strand import Strand, numbers_as_accepted, strands, without_numbers
from contractkit.core.redline.rounds.words import answered

WE, THEY = "我方", "对方"
Piece = str | tuple[str, str, str]  # plain words, or (what, who, words) with what + for inserted, - for deleted


def source(*paragraphs: list[Piece]) -> Source:
    blocks = []
    for number, pieces in enumerate(paragraphs, 1):
        text, revisions = "", []
        for piece in pieces:
            words = piece if isinstance(piece, str) else piece[2]
            if not isinstance(piece, str):
                for what in piece[0]:
                    kind = RevisionKind.INSERTED if what == "+" else RevisionKind.DELETED
                    # In both at once, the insertion is ours and the deletion theirs.
                    who = WE if len(piece[0]) > 1 and what == "+" else piece[1]
                    revisions.append(Revision(kind, len(text), len(text) + len(words), who))
            text += words
        blocks.append(Block(BlockKind.PARAGRAPH, text, Location(number), revisions=tuple(revisions)))
    return Source("docx", tuple(blocks))


def side(*paragraphs: list[Piece]) -> tuple[Strand, ...]:
    return strands(outline.build(source(*paragraphs)))


def told(old: tuple[Strand, ...], new: tuple[Strand, ...], *, tells_changes: bool = True) -> Words:
    return answered((old, ()), (new, ()), WE, tells_changes=tells_changes)


OWN_WORDS = "第一条　乙方应当在三年内完成建设，逾期的承担违约责任。"
OUR_WORDS = "第一条之一　乙方不得参与授权范围内公共数据产品和服务的再开发。"
LAST_WORDS = "第二条　本协议自双方签字盖章之日起生效，一式四份。"
OWN: list[Piece] = [OWN_WORDS]
OURS: list[Piece] = [("+", WE, OUR_WORDS)]
LAST: list[Piece] = [LAST_WORDS]


@pytest.mark.parametrize(
    ("answer", "decision"),
    [
        ([OWN, OURS, LAST], Decision.PENDING),
        ([OWN, [OUR_WORDS], LAST], Decision.ACCEPTED),
        ([OWN, LAST], Decision.REJECTED),
        ([OWN, [("+-", THEY, OUR_WORDS)], LAST], Decision.STRUCK),
        ([OWN, [("+", "无名氏", OUR_WORDS)], LAST], Decision.PENDING),  # a program that drops names
        ([OWN, [OUR_WORDS.replace("不得", "可以")], LAST], Decision.CHANGED),
        ([[OWN_WORDS + OUR_WORDS], LAST], Decision.ACCEPTED),  # taken into a paragraph of theirs
        ([[OWN_WORDS[:14]], [OWN_WORDS[14:]], OURS, LAST], Decision.PENDING),  # a paragraph of theirs split in two
    ],
)
def test_the_decision_on_a_paragraph_of_ours(answer: list[list[Piece]], decision: Decision) -> None:
    words = told(side(OWN, OURS, LAST), side(*answer))
    (reply,) = words.replies
    assert reply.decision is decision
    assert words.edits == ()


def test_an_insertion_within_a_sentence_is_known_though_its_words_stand_beside_it() -> None:
    old = side(["补充协议", ("+", WE, "和补充协议"), "的附件，与本协议具有同等效力。"])
    rejected = told(old, side(["补充协议的附件，与本协议具有同等效力。"]))
    assert [one.decision for one in rejected.replies] == [Decision.REJECTED]
    assert rejected.edits == ()


def test_a_silent_change_is_told_with_the_whole_number() -> None:
    (edit,) = told(side(OWN, LAST), side([OWN_WORDS.replace("三年", "五年")], LAST)).edits
    assert (edit.kind, edit.old, edit.new) == (EditKind.SILENT, "三年", "五年")
    assert [(one.old, one.new) for one in edit.alterations] == [("三年", "五年")]
    assert edit.before.endswith("乙方应当在")


def test_a_tracked_change_of_theirs_is_told_with_its_author() -> None:
    new = side(["第一条　乙方应当在", ("-", THEY, "三"), ("+", THEY, "五"), "年内完成建设，逾期的承担违约责任。"], LAST)
    (edit,) = told(side(OWN, LAST), new).edits
    assert (edit.kind, edit.author, edit.old, edit.new) == (EditKind.TRACKED, THEY, "三年", "五年")


def test_blanks_that_were_filled_in_are_no_change() -> None:
    old = side(OWN, [("+", WE, "（一）【待填：审核要点】；")], LAST)
    (reply,) = told(old, side(OWN, ["（一）用途与清单一致；"], LAST)).replies
    assert reply.decision is Decision.ACCEPTED
    assert [(one.mark, one.words) for one in reply.filled] == [("【待填：审核要点】", "用途与清单一致")]
    (left,) = told(old, old).replies
    assert left.blanks == ("【待填：审核要点】",)


def test_numbers_that_moved_on_are_one_proposal() -> None:
    old = side(
        ["第", ("-", WE, "八"), ("+", WE, "九"), "条　依照第", ("-", WE, "九"), ("+", WE, "十"), "条处理。"], LAST
    )
    (reply,) = told(old, side(["第九条　依照第十条处理。"], LAST)).replies
    assert (reply.subject, reply.decision) == (MOVED_ON, Decision.ACCEPTED)
    assert [(one.removes, one.words) for one in reply.lines] == [("八", "九"), ("九", "十")]
    (kept,) = told(old, side(["第八条　依照第九条处理。"], LAST)).replies
    assert kept.decision is Decision.REJECTED


def test_a_moved_paragraph_is_told_as_one() -> None:
    more: list[Piece] = ["第三条　争议由乙方所在地人民法院管辖，但双方另行约定仲裁的除外。"]
    (edit,) = told(side(OWN, more, LAST), side(more, OWN, LAST)).edits
    assert edit.moved
    assert edit.kind is EditKind.SILENT


def test_words_alone_leave_open_what_they_do_not_tell() -> None:
    old = side(OWN, OURS, [LAST_WORDS[:4], ("-", "旧人", "旧约"), ("+", "旧人", "新约"), LAST_WORDS[4:]])
    new = side(OWN, [OUR_WORDS], [LAST_WORDS[:4] + "新约" + LAST_WORDS[4:]])
    words = told(without_numbers(old), without_numbers(new), tells_changes=False)
    assert [one.decision for one in words.replies] == [Decision.PRESENT]
    assert words.edits == ()
    settled = told(old, new)
    assert {one.kind for one in settled.edits} == {EditKind.SETTLED}


def test_a_number_shown_as_words_is_no_change() -> None:
    plain = without_numbers(side(["第二条[第三条]　本协议自签字之日起生效。"]))
    assert plain[0].text == "本协议自签字之日起生效。"
    assert without_numbers(side(["附件"]))[0].text == "附件"


def test_paragraphs_have_the_numbers_that_the_check_gives_them() -> None:
    marked = source(OWN, [("-", THEY, "删去的一段。")], LAST)
    accepted = source(OWN, LAST)
    assert numbers_as_accepted(marked, accepted) == {1: 1, 2: 1, 3: 2}


def comment(own: str, author: str, *lines: str, answers: str = "", block: int = 1, resolved: bool = False) -> Comment:
    return Comment(own, author, "", lines, (Span(block, 0, 5),), answers, resolved)


def test_comments_are_known_again_by_their_words() -> None:
    texts = side(OWN, LAST)
    old = [
        comment("1", WE, "审查意见：授权运营协议"),
        comment("2", WE, "【错误】期限过长"),
        comment("3", WE, "【虚置】收益分配没有写明比例"),
        comment("4", WE, "【部分】没有写到争议解决", block=2),
        comment("5", "旧人", "请法务复核"),
    ]
    new = [
        comment("11", WE, "审查意见：授权运营协议"),
        comment("12", WE, "【错误】期限过长", resolved=True),
        comment("13", WE, "【虚置】收益分配没有写明比例（已补）"),
        comment("15", "旧人", "请法务复核"),
        comment("16", THEY, "不同意", answers="12"),
        comment("17", THEY, "另请说明盖章顺序", block=2),
    ]
    words = answered((texts, old), (texts, new), WE, tells_changes=True)
    assert [one.fate for one in words.comments] == [Fate.KEPT, Fate.RESOLVED, Fate.REWORDED, Fate.DELETED]
    assert [one.lines for one in words.comments[1].answers] == [("不同意",)]
    assert [one.comment.id for one in words.remarks] == ["17"]
    assert authors_of(texts, old) == (WE,)
