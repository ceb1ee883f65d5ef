"""Several texts at once: numbers that do not collide, and each line with a model in the draft."""

from __future__ import annotations

from checks import document, requirements
from contractkit.core.checker.finding import ElementVerdict
from contractkit.core.checker.playbook import Playbook
from contractkit.core.checker.remedies.numbering import Role
from contractkit.core.checker.remedies.together import Insertion, insertions
from contractkit.core.checker.remedies.writing import RemedyWriter
from contractkit.core.checker.report import DocumentKind
from contractkit.core.document.tree import Document
from contractkit.core.law.requirement import Kind
from core.checker.remedies.drafts import catalog, verdicts


def placed(markdown: str, *names: str, elsewhere: frozenset[str] = frozenset()) -> dict[str, Insertion]:
    """The insertions for these elements of an agreement; all others count as there."""
    draft = document(markdown)
    found = list(verdicts(markdown, DocumentKind.AGREEMENT).values())
    writer = RemedyWriter(draft, Kind.AGREEMENT, requirements(), catalog(), Playbook(), found)
    wanted: list[ElementVerdict] = [one for one in found if one.id in names]
    return {one.element: one for one in insertions(writer, draft, wanted, elsewhere) if not one.is_annex}


def numbers(insertion: Insertion) -> list[str]:
    return [line.number for line in insertion.lines if line.role in (Role.ARTICLE, Role.CLAUSE)]


def text_of(draft: Document, block: int) -> str:
    return next(one.text for one in draft.passages if one.location.paragraph == block)


ARTICLES = """# 云汀市公共数据资源授权运营协议

第一条　甲方授权乙方在授权范围内运营附件一所列的公共数据资源。

第二条　运营期限自2026年3月1日起至2029年2月28日止。

第三条　乙方违反约定的，应当向甲方支付违约金二十万元并赔偿损失。

第四条　争议提交甲方所在地有管辖权的人民法院诉讼解决。

第五条　本协议一式六份。
"""


def test_new_articles_between_others_leave_every_number_as_it_is() -> None:
    found = placed(ARTICLES, "14.12.amendment", "14.12.termination")
    every = [number for one in found.values() for number in numbers(one)]
    assert len(found) == 2
    assert len(set(every)) == len(every)
    assert all("之" in one or one in ("第六条", "第七条") for one in every)


def test_new_articles_behind_the_last_count_on() -> None:
    names = ("14.6.disclosure", "14.6.no_redevelopment")
    found = placed(ARTICLES, *names, elsewhere=frozenset(names))
    assert [numbers(found[name]) for name in names] == [["第六条"], ["第七条"]]


LISTED = """# 云汀市公共数据资源授权运营协议

## 一、授权

1. 甲方授权乙方运营附件一所列的公共数据资源。

2. 运营期限自2026年3月1日起至2029年2月28日止。

## 二、责任

1. 乙方违反约定的，应当向甲方支付违约金二十万元并赔偿损失。

2. 争议提交甲方所在地有管辖权的人民法院诉讼解决。

## 三、其他

1. 本协议一式六份。
"""


def test_where_numbers_leave_no_room_the_text_comes_inside_an_article_and_counts_on() -> None:
    draft = document(LISTED)
    found = placed(LISTED, "14.12.amendment", "14.12.termination", "14.10.remedies")
    for one in found.values():
        assert all(line.role is not Role.ARTICLE or line.number.startswith("四") for line in one.lines)
    by_place: dict[int, list[str]] = {}
    for one in found.values():
        by_place.setdefault(one.after, []).extend(numbers(one))
    for labels in by_place.values():
        assert len(set(labels)) == len(labels)
    assert {text_of(draft, one.after) for one in found.values()}


def test_every_line_has_a_model_of_its_kind() -> None:
    draft = document(LISTED)
    for one in placed(LISTED, "14.12.amendment").values():
        clause = next(line for line in one.lines if line.role is Role.CLAUSE)
        assert text_of(draft, clause.like).startswith(("1.", "2."))
        assert not clause.automatic
