"""An agreement beside its plan: what agrees, what differs, what only one states; the cases of each rule are in tests/cases."""

from __future__ import annotations

import pickle
from collections.abc import Callable

import pytest

from contractkit.core.against import compare as comparing
from contractkit.core.against.compare import Against, PlanRule
from contractkit.core.against.plan import Plan
from contractkit.core.against.rule import Compared
from contractkit.core.against.text import Text
from contractkit.core.checker.case import Sort
from contractkit.core.checker.conformity import Relation, Topic
from contractkit.core.checker.finding import Severity
from contractkit.core.law.requirement import Kind
from contractkit.library.rule_pages import load_rule_pages
from judged_cases import all_cases

from .conftest import agreement_text, plan_text

Compare = Callable[[str, str], Against]
CATALOGUE = "## 五、数据资源目录\n\n| 资源名称 | 提供单位 | 数据级别 |\n| --- | --- | --- |\n"
ROWS = "| 景区客流 | 云汀市文旅局 | 重要数据 |\n| 博物馆预约人次 | 云汀市文旅局 | 一般数据 |\n"
TERM = "\n## 六、期限\n\n授权运营期限为三年。\n"


def relations(against: Against, topic: Topic) -> list[Relation]:
    return [point.relation for point in against.conformity.points if point.topic is topic]


def test_equal_documents_agree_in_everything_they_state(compare: Compare) -> None:
    against = compare(CATALOGUE + ROWS + TERM, CATALOGUE + ROWS + TERM)
    assert against.findings == ()
    assert {point.relation for point in against.conformity.points} == {Relation.AGREES}
    assert {point.topic for point in against.conformity.points} == {Topic.TERM, Topic.SCOPE, Topic.SECURITY}


def test_a_difference_has_the_law_the_remedy_and_the_words_of_both(compare: Compare) -> None:
    (finding,) = compare(TERM, TERM.replace("三年", "60个月")).findings
    assert (finding.rule, finding.severity, finding.item) == ("plan-term-differs", Severity.ERROR, "14.2")
    assert finding.message == "协议的授权运营期限为5年，实施方案确定的是3年，长2年。"
    assert "第十二条" in finding.basis
    assert "重新报请审议" in finding.remedy
    assert "60个月" in finding.evidence[0].quote
    assert "三年" in finding.plan[0].quote


def test_what_the_agreement_leaves_out_is_one_warning_with_all_names(compare: Compare) -> None:
    (finding,) = compare(
        CATALOGUE + ROWS + "| 民宿房态 | 云汀市文旅局 | 一般数据 |\n", CATALOGUE + ROWS.splitlines()[0]
    ).findings
    assert finding.severity is Severity.WARNING
    assert "“博物馆预约人次”“民宿房态”" in finding.message
    assert len(finding.plan) == 2
    assert finding.evidence != ()


def test_what_only_one_of_the_two_states_is_said_and_no_finding(compare: Compare) -> None:
    against = compare(CATALOGUE + ROWS, TERM)
    assert against.findings == ()
    assert relations(against, Topic.SCOPE) == [Relation.PLAN_ONLY]
    assert relations(against, Topic.TERM) == [Relation.AGREEMENT_ONLY]


@pytest.mark.parametrize(
    "words",
    [
        "数据资源目录以实施方案附件一所列为准。",
        "授权运营的数据资源，按照经市政府审定的实施方案执行。",
        "公共数据资源的范围和目录详见《云汀市公共数据资源授权运营实施方案》附表。",
        "数据资源目录与经批准的实施方案一致。",
    ],
)
def test_a_reference_to_the_plan_follows_it(compare: Compare, words: str) -> None:
    against = compare(CATALOGUE + ROWS, f"## 第三条 数据资源\n\n{words}\n")
    assert relations(against, Topic.SCOPE) == [Relation.FOLLOWS]
    assert against.findings == ()


def test_a_clause_that_only_ranks_the_two_follows_nothing(compare: Compare) -> None:
    words = "## 第二条 效力\n\n本协议的数据资源目录与实施方案不一致的，以实施方案为准。\n"
    assert relations(compare(CATALOGUE + ROWS, words), Topic.SCOPE) == [Relation.PLAN_ONLY]


def test_a_reference_does_not_cover_what_the_agreement_adds(compare: Compare) -> None:
    words = "## 附件一 数据资源目录\n\n授权运营的数据资源以实施方案所列为准，另行增加下列资源：\n\n"
    agreement = f"{words}{CATALOGUE.split(chr(10), 2)[2]}| 居民户籍底册 | 云汀市公安局 | 重要数据 |\n"
    against = compare(CATALOGUE + ROWS, agreement)
    assert [finding.severity for finding in against.findings] == [Severity.ERROR]
    assert "居民户籍底册" in against.findings[0].message
    assert Relation.FOLLOWS in relations(against, Topic.SCOPE)


def test_what_the_plan_keeps_out_is_said_to_be_kept_out(compare: Compare) -> None:
    plan = f"{CATALOGUE}{ROWS}\n## 七、其他\n\n下列数据不纳入授权运营范围：\n\n游客身份核验底片。\n"
    (finding,) = compare(plan, f"{CATALOGUE}{ROWS}| 游客身份核验底片 | 云汀市文旅局 | 重要数据 |\n").findings
    assert finding.message == "协议列出的“游客身份核验底片”，实施方案写明不纳入授权。"
    assert finding.plan[0].quote == "游客身份核验底片。"


def test_every_quote_stands_in_its_own_document() -> None:
    rules = {rule.name: rule for rule in comparing.PLAN_RULES}
    quotes = 0
    for name, rule in rules.items():
        for case in all_cases().pages[name].cases:
            plan, agreement = plan_text(case.plan), agreement_text(case.text)
            for compared in rule.compare(plan, agreement):
                for evidence, text in ((compared.agreement, agreement), (compared.plan, plan)):
                    blocks = text.document.source.blocks
                    assert all(one.quote in blocks[one.location.paragraph - 1].text for one in evidence), case.place
                    quotes += len(evidence)
    assert quotes > 200


def test_findings_have_what_their_pages_say() -> None:
    pages = load_rule_pages()
    for rule in comparing.PLAN_RULES:
        for case in all_cases().pages[rule.name].of(Sort.FAIL):
            compared = rule.compare(plan_text(case.plan), agreement_text(case.text))
            found = [one.finding(pages[rule.name]) for one in compared if one.is_finding]
            assert found, case.place
            for finding in found:
                assert finding.message.endswith("。")
                assert finding.remedy.endswith("。")
                assert finding.basis
                assert finding.item == pages[rule.name].items[Kind.AGREEMENT]
                assert finding.evidence, case.place
                assert finding.plan, case.place


def test_one_crash_costs_one_rule(compare: Compare, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(_plan: Text, _agreement: Text) -> list[Compared]:
        raise KeyError("w")

    broken = PlanRule("plan-share-differs", Topic.SHARES, crash)
    monkeypatch.setattr(comparing, "PLAN_RULES", (broken, *comparing.PLAN_RULES))
    against = compare(TERM, TERM.replace("三年", "五年"))
    assert [finding.rule for finding in against.findings] == ["plan-share-differs", "plan-term-differs"]
    assert against.findings[0].severity is Severity.INFO
    assert "没有与实施方案对照" in against.findings[0].message


def test_a_plan_crosses_to_another_process() -> None:
    plan = Plan.of("方案.md", "0" * 64, plan_text(CATALOGUE + ROWS))
    crossed = pickle.loads(pickle.dumps(plan))  # noqa: S301 - our own
    assert crossed.text.document == plan.text.document
    assert crossed.text.facts.settled == plan.text.facts.settled
