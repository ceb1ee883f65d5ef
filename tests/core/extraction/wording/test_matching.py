"""What our own wording leaves open is said, and a clause that somebody changed does not hide the next."""

from __future__ import annotations

from contractkit.core.extraction.fact import DoubtKind, Facts
from contractkit.core.extraction.reading import read_facts
from contractkit.library.extraction import load_lexicon, load_wording
from outlines import document


def facts(text: str) -> Facts:
    return read_facts(document(f"# 云汀市公共数据资源授权运营协议\n{text}"), load_lexicon(), load_wording())


PLATFORM = "授权运营工作依托的技术支撑平台为{}，由{}负责建设和管理，部署于云汀市政务云。"


def test_a_text_that_can_be_read_in_two_ways_is_listed_and_not_taken() -> None:
    read = facts(f"# 第一条 平台\n1.1\u3000{PLATFORM.format('云平台，由甲方命名', '大数据中心')}")
    assert read.value(("platform", "name")) is None
    assert read.value(("platform", "location")) == "云汀市政务云"
    doubt = next(one for one in read.doubts if one.keys == ("platform", "name"))
    assert doubt.kind is DoubtKind.AMBIGUOUS
    assert {str(one.value) for one in doubt.facts} >= {"云平台", "云平台，由甲方命名"}


def test_another_place_that_says_it_plainly_settles_it() -> None:
    read = facts(
        "# 第一条 定义\n1.1\u3000本协议中下列用语的含义是：\n（一）“平台”，指云平台，由甲方命名；\n"
        f"# 第二条 平台\n2.1\u3000{PLATFORM.format('云平台，由甲方命名', '大数据中心')}"
    )
    assert read.value(("platform", "name")) == "云平台，由甲方命名"


def test_a_changed_line_is_read_like_anybodys_and_the_others_as_ours() -> None:
    read = facts(
        "# 第一条 运营期限\n1.1\u3000运营期限改为四年，自2026年3月1日起至2030年2月28日止。\n"
        "# 第二条 审核\n2.1\u3000产品和服务对外提供前，应当通过由大数据中心进行的安全审核；未通过的，乙方不得上线、交付，也不得以试用、演示等名义对外提供。安全审核的要点包括：\n"
        "（一）不含原始数据；\n（二）不能还原。\n2.2\u3000甲方应当配合。"
    )
    years = read.get(("term", "years"))
    points = read.get(("products", "security_review", "points"))
    assert years is not None
    assert points is not None
    assert (years.value, years.basis) == (4, "在期限的标题之下，并写明是运营期限")
    assert (points.value, points.basis) == (("不含原始数据", "不能还原"), "与条款库“14.3.security_review”的文字一致")
