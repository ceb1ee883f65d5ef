"""Tracked changes in the three views."""

from __future__ import annotations

import pytest

from contractkit.core.document.tree import Revision, RevisionKind
from contractkit.readers.options import RevisionView
from contractkit.readers.word import read_docx
from contractkit.readers.word.losses import Lost
from word_files import (
    CHANGE,
    abstract,
    cell,
    deleted,
    fraction,
    in_run,
    inserted,
    instance,
    level,
    marked,
    math,
    numbered,
    p,
    r,
    result_of,
    row,
    style,
    styled,
    table,
    vml_box,
    word_file,
)

ACCEPTED, ORIGINAL, MARKED = RevisionView.ACCEPTED, RevisionView.ORIGINAL, RevisionView.MARKED
AUTHOR, DATE = "对方法务", "2026-01-05T09:00:00Z"
NUMBERS = {"numbering": abstract(0, level(0, "第%1条", "chineseCounting")) + instance(1, 0)}


def change_of_paragraph(before: str) -> str:
    return f"<w:pPrChange {CHANGE}><w:pPr>{before}</w:pPr></w:pPrChange>"


CASES: dict[str, tuple[str, list[str], list[str]]] = {
    "words": (p(r("甲") + deleted("旧") + inserted(r("新")) + r("乙")), ["甲新乙"], ["甲旧乙"]),
    "inserted, then deleted": (p(r("甲") + inserted(deleted("乙"))), ["甲"], ["甲"]),
    "moved within": (
        p(inserted(r("移"), "moveFrom") + r("甲") + inserted(r("移"), "moveTo")),
        ["甲移"],
        ["移甲"],
    ),
    "paragraph split": (p(r("甲"), marked("ins")) + p(r("乙")), ["甲", "乙"], ["甲乙"]),
    "paragraphs joined": (p(r("甲"), marked("del")) + p(r("乙")), ["甲乙"], ["甲", "乙"]),
    "paragraph inserted": (p(inserted(r("新")), marked("ins")) + p(r("乙")), ["新", "乙"], ["乙"]),
    "paragraph deleted": (p(deleted("旧"), marked("del")) + p(r("乙")), ["乙"], ["旧", "乙"]),
    "paragraph moved": (
        p(inserted(r("移"), "moveFrom"), marked("moveFrom"))
        + p(r("甲"))
        + p(inserted(r("移"), "moveTo"), marked("moveTo"))
        + p(r("乙")),
        ["甲", "移", "乙"],
        ["移", "甲", "乙"],
    ),
    "several marks in a row": (
        p(r("甲"), marked("ins")) + p(inserted(r("新")), marked("ins")) + p(r("乙")),
        ["甲", "新", "乙"],
        ["甲乙"],
    ),
    "mark inserted before a table": (
        p(r("甲"), marked("ins")) + table(row(cell(p(r("表"))))),
        ["甲", "表"],
        ["甲", "表"],
    ),
    "mark inserted before a formula": (
        p(r("甲"), marked("ins")) + f"<m:oMathPara><m:oMath>{math('a=b')}</m:oMath></m:oMathPara>" + p(r("乙")),
        ["甲", "a=b", "乙"],
        ["甲", "a=b", "乙"],
    ),
    "rows": (
        table(
            row(cell(p(r("甲"))), cell(p(r("乙")))),
            row(cell(p(inserted(r("新")))), cell(p(inserted(r("行")))), properties=f"<w:ins {CHANGE}/>"),
            row(cell(p(deleted("旧"))), cell(p(deleted("行"))), properties=f"<w:del {CHANGE}/>"),
        ),
        ["甲 | 乙", "新 | 行"],
        ["甲 | 乙", "旧 | 行"],
    ),
    "cells": (
        table(
            row(
                cell(p(r("甲"))),
                cell(p(r("新")), f"<w:cellIns {CHANGE}/>"),
                cell(p(r("旧")), f"<w:cellDel {CHANGE}/>"),
                cell(p(r("乙"))),
            )
        ),
        ["甲 | 新 | 乙"],
        ["甲 | 旧 | 乙"],
    ),
    "cells that were not merged": (
        table(
            row(
                cell(p(r("甲")), f'<w:gridSpan w:val="2"/><w:tcPrChange {CHANGE}><w:tcPr/></w:tcPrChange>'),
                cell(p(r("乙"))),
            )
        ),
        ["甲 |  | 乙"],
        ["甲 | 乙"],
    ),
    "numbers count what the view has": (
        p(r("甲"), numbered(1))
        + p(inserted(r("新")), numbered(1) + marked("ins"))
        + p(deleted("旧"), numbered(1) + marked("del"))
        + p(r("乙"), numbered(1)),
        ["第一条甲", "第二条新", "第三条乙"],
        ["第一条甲", "第二条旧", "第三条乙"],
    ),
    "a number given later": (p(r("甲"), numbered(1) + change_of_paragraph("")), ["第一条甲"], ["甲"]),
    "a number taken away": (p(r("甲"), change_of_paragraph(numbered(1))), ["甲"], ["第一条甲"]),
    "a number marked as inserted": (
        p(r("甲"), f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/><w:ins {CHANGE}/></w:numPr>'),
        ["第一条甲"],
        ["甲"],
    ),
    "result of a field": (p(result_of("REF a", deleted("二") + inserted(r("三")))), ["三"], ["二"]),
    "a field deleted": (
        p(
            r("甲")
            + f"<w:del {CHANGE}>{result_of('REF a', r('二')).replace('w:instrText', 'w:delInstrText')}</w:del>"
            + r("乙")
        ),
        ["甲乙"],
        ["甲二乙"],
    ),
    "words hidden later": (
        p(r("甲") + r("密", f"<w:vanish/><w:rPrChange {CHANGE}><w:rPr/></w:rPrChange>")),
        ["甲"],
        ["甲密"],
    ),
    "words inside a formula": (
        p(
            f"<m:oMath>{math('x=')}{inserted(math('1'))}<w:del {CHANGE}>{math('2')}</w:del>{fraction('a', 'b')}</m:oMath>"
        ),
        ["x=1a/b"],
        ["x=2a/b"],
    ),
    "in a text box": (p(in_run(vml_box(p(r("甲") + deleted("旧") + inserted(r("新")))))), ["甲新"], ["甲旧"]),
    "a text box inserted": (p(r("甲") + inserted(in_run(vml_box(p(r("框")))))), ["甲", "框"], ["甲"]),
    "around paragraphs": (inserted(p(r("新"))) + inserted(p(r("旧")), "del") + p(r("甲")), ["新", "甲"], ["旧", "甲"]),
}


@pytest.mark.parametrize(("body", "accepted", "original"), CASES.values(), ids=CASES.keys())
def test_accepted_and_original(body: str, accepted: list[str], original: list[str]) -> None:
    data = word_file(body, NUMBERS)
    for view, expected in ((ACCEPTED, accepted), (ORIGINAL, original)):
        assert [block.label + block.text for block in read_docx(data, view).blocks] == expected


def test_a_heading_as_it_was() -> None:
    styles = style("heading1", "<w:name w:val='heading 1'/><w:pPr><w:outlineLvl w:val='0'/></w:pPr>")
    data = word_file(p(r("总则"), styled("heading1") + change_of_paragraph("")), {"styles": styles})
    assert [block.level for view in (ACCEPTED, ORIGINAL) for block in read_docx(data, view).blocks] == [1, None]


def test_marked_has_both_and_says_which() -> None:
    data = word_file(
        p(r("期限") + deleted("三") + inserted(r("五") + r("个")) + r("年"))
        + p(inserted(r("去"), "moveFrom") + inserted(r("来"), "moveTo"))
    )
    first, second = read_docx(data, MARKED).blocks
    assert first.text == "期限三五个年"
    assert first.revisions == (
        Revision(RevisionKind.DELETED, 2, 3, AUTHOR, DATE),
        Revision(RevisionKind.INSERTED, 3, 5, AUTHOR, DATE),
    )
    assert [(each.kind, each.start, each.end) for each in second.revisions] == [
        (RevisionKind.MOVED_FROM, 0, 1),
        (RevisionKind.MOVED_TO, 1, 2),
    ]


def test_marked_paragraphs_stay_apart_and_name_the_changed_mark() -> None:
    blocks = read_docx(word_file(p(r("甲"), marked("del")) + p(r("乙"))), MARKED).blocks
    assert [(block.text, block.revisions) for block in blocks] == [
        ("甲", (Revision(RevisionKind.DELETED, 1, 1, AUTHOR, DATE),)),
        ("乙", ()),
    ]


def test_marked_pieces_keep_their_own_stretches() -> None:
    data = word_file(p(r("第一条 甲。") + in_run("<w:br/>") + r("第二条 ") + inserted(r("乙")) + r("。")))
    assert [
        (block.text, [(each.start, each.end) for each in block.revisions]) for block in read_docx(data, MARKED).blocks
    ] == [
        ("第一条 甲。", []),
        ("第二条 乙。", [(4, 5)]),
    ]


def test_marked_rows_count_from_the_begin_of_the_row() -> None:
    cells = (
        cell(p(r("甲"))),
        cell(p(r("一"), numbered(1)) + p(r("乙") + deleted("旧"), numbered(1))),
        cell(p(r("丙")), f"<w:cellIns {CHANGE}/>"),
    )
    (block,) = read_docx(word_file(table(row(*cells, properties=f"<w:ins {CHANGE}/>")), NUMBERS), MARKED).blocks
    assert block.text == "甲 | 第一条 一\n第二条 乙旧 | 丙"
    assert [(each.kind.value, block.text[each.start : each.end]) for each in block.revisions] == [
        ("inserted", block.text),
        ("deleted", "旧"),
        ("inserted", "丙"),
    ]


def test_marked_rows_of_a_frame() -> None:
    (block,) = read_docx(word_file(table(row(cell(p(r("甲"))), properties=f"<w:del {CHANGE}/>"))), MARKED).blocks
    assert block.revisions == (Revision(RevisionKind.DELETED, 0, 1, AUTHOR, DATE),)


@pytest.mark.parametrize(
    ("view", "what", "words"),
    [(ACCEPTED, Lost.DELETED, ("旧",)), (ORIGINAL, Lost.INSERTED, ("新的",)), (MARKED, None, ())],
)
def test_what_a_view_leaves_out_is_said(view: RevisionView, what: Lost | None, words: tuple[str, ...]) -> None:
    losses = read_docx(word_file(p(r("正文一句") + deleted("旧") + inserted(r("新的")))), view).losses
    assert [(loss.what, loss.words) for loss in losses] == ([] if what is None else [(what, words)])
    assert all(loss.share == round(len(words[0]) / (4 + 3), 4) for loss in losses)
