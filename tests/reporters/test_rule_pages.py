"""What `show rule` prints of a rule and of an element."""

from __future__ import annotations

from dataclasses import replace

from contractkit.core.checker.case import Case, CasePage, Cases, Outcome, Sort
from contractkit.core.law.requirement import Kind
from contractkit.library.law import load_registry
from contractkit.library.rule_pages import load_rule_pages
from contractkit.reporters.rule_pages import ElementPage, show_element, show_rule, show_rules

REGISTRY = load_registry()
EDITION = REGISTRY.edition("nda-2025")


def _element_cases() -> Cases:
    passing = Case("14.2.term", Kind.AGREEMENT, Sort.PASS, Outcome.PRESENT, "授权期限三年。")
    table = "| 事项 | 约定 |\n| --- | --- |\n| 期限 | 四年 |"
    cases = (
        passing,
        replace(passing, text=table, heading="要素"),
        replace(passing, sort=Sort.FAIL, expected=Outcome.DEFERRED, text="授权期限待定。"),
        replace(passing, sort=Sort.FAIL, expected=Outcome.MISSING, text="期限，是指时间。", why="只是定义"),
        replace(passing, sort=Sort.NEAR, expected=Outcome.MISSING, text="质保期三年。", why="说的是质保期"),
    )
    return Cases({"14.2.term": CasePage("14.2.term", "期限是授权的边界。", cases)}, {})


def _page() -> ElementPage:
    return ElementPage(REGISTRY.element("14.2.term"), (REGISTRY.item("14.2"),), EDITION, (), ())


def test_the_page_of_an_element() -> None:
    assert show_element(_page(), _element_cases()) == (
        "14.2.term　运营期限\n"
        "依据　《公共数据资源授权运营实施规范（试行）》第十四条第（二）项（授权运营协议）：运营期限，原则上最\n"
        "　　　长不超过5年\n"
        "要点　写明运营期限的起止日期，或者年数和起算点。\n"
        "理由　期限是授权的边界。\n"
        "\n"
        "合格（2）\n"
        "· 授权期限三年。\n"
        "· 【要素】\n"
        "  | 事项 | 约定 |\n"
        "  | --- | --- |\n"
        "  | 期限 | 四年 |\n"
        "\n"
        "不合格（2）\n"
        "· 授权期限待定。（虚置）\n"
        "· 期限，是指时间。（只是定义）\n"
        "\n"
        "近似而不算（1）\n"
        "· 质保期三年。（说的是质保期）\n"
        "\n"
        "审查对以上文字目前全部判对。\n"
    )


def test_what_is_judged_wrongly_is_said() -> None:
    cases = Cases(_element_cases().pages, {("14.2.term", "授权期限三年。"): Outcome.MISSING})

    assert show_element(_page(), cases).endswith("审查目前判错（1）\n· 授权期限三年。（应为“具备”，现判为“缺失”）\n")


def test_the_page_of_a_rule_quotes_the_articles_it_rests_on() -> None:
    page = load_rule_pages()["raw-data-release"]
    shown = show_rule(page, EDITION, Cases({}, {}))

    assert shown.startswith("raw-data-release　允许未依法公开的原始公共数据直接进入市场（错误）\n依据　")
    assert "条文　第二十一条　实施机构应建立健全管理制度" in shown
    assert "合格" not in shown


def test_the_list_names_every_rule() -> None:
    pages = load_rule_pages()
    lines = show_rules(pages.values()).splitlines()
    assert len(lines) == len(pages) + 1
    assert all(line.startswith(name) for line, name in zip(lines[1:], pages, strict=True))
