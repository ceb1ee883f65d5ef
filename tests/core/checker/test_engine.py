"""The check of one document: verdict, forced kinds, and what a crash costs."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from checks import agreement, cases, cues, document, requirements
from contractkit.core.checker.engine import Checked, Knowledge, check, item_status
from contractkit.core.checker.finding import ElementVerdict, ItemStatus, Severity, Status
from contractkit.core.checker.playbook import Entry, Playbook, Terms
from contractkit.core.checker.recognition.cues import Cue, Cues, ElementCues
from contractkit.core.checker.report import DocumentKind, Verdict
from contractkit.core.checker.rules import Rule
from contractkit.core.document.tree import Document, Loss
from contractkit.core.law.requirement import Kind
from contractkit.library.assets import clauses_folder
from contractkit.library.clauses import load_catalog
from contractkit.library.rule_pages import load_rule_pages


@cache
def _knowledge() -> Knowledge:
    return Knowledge(cues(), Playbook(), load_rule_pages())


@cache
def _whole() -> Document:
    whole = cases("agreement/whole.yaml")
    articles = (f"## {p['heading']}\n\n{p['text']}" for p in whole["paragraphs"])
    return document("\n\n".join((f"# {whole['title']}", *whole["cover"], *articles)) + "\n")


def _statuses(checked: Checked) -> dict[str, Status]:
    return {element.id: element.status for item in checked.items for element in item.elements}


def test_a_complete_agreement() -> None:
    checked = check(_whole(), requirements(), _knowledge())

    assert checked.kind.kind is DocumentKind.AGREEMENT
    assert checked.verdict is Verdict.COMPLETE
    assert {item.status for item in checked.items} == {ItemStatus.PRESENT}
    assert [item.id for item in checked.items] == [f"14.{number}" for number in range(1, 14)]


def test_a_locality_adds_its_element() -> None:
    checked = check(_whole(), requirements("henan"), _knowledge())

    assert checked.verdict is Verdict.INCOMPLETE
    assert [id_ for id_, status in _statuses(checked).items() if status is not Status.PRESENT] == [
        "henan.network_security"
    ]


def test_another_document_is_not_judged() -> None:
    letter = document("# 关于召开年度工作会议的函\n\n会议定于三月五日召开，请各单位派员参加。\n")

    checked = check(letter, requirements(), _knowledge())

    assert (checked.kind.kind, checked.verdict) == (DocumentKind.OTHER, Verdict.NOT_APPLICABLE)
    assert checked.items == ()
    assert checked.findings == ()


def test_a_document_read_in_part_may_be_an_agreement_after_all() -> None:
    letter = document("# 关于召开年度工作会议的函\n\n会议定于三月五日召开，请各单位派员参加。\n")
    source = replace(letter.source, losses=(Loss("无文字页", 3, withholds=True),))

    checked = check(replace(letter, source=source), requirements(), _knowledge())

    assert (checked.kind.kind, checked.verdict) == (DocumentKind.OTHER, Verdict.NOT_ASSESSED)


@pytest.mark.parametrize(
    ("kind", "count"), [(DocumentKind.AGREEMENT, 13), (DocumentKind.PLAN, 12), (DocumentKind.OTHER, 0)]
)
def test_the_user_may_say_what_it_is(kind: DocumentKind, count: int) -> None:
    checked = check(_whole(), requirements(), _knowledge(), kind)

    assert checked.kind.kind is kind
    assert len(checked.items) == count


def test_a_crash_of_a_recogniser_costs_one_element() -> None:
    class Crashing:
        def __getattr__(self, name: str) -> object:
            raise RuntimeError(name)

    broken: Cues = replace(cues(), elements={**cues().elements, "14.11.dispute": Crashing()})  # type: ignore[dict-item]  # a fault is wanted

    checked = check(_whole(), requirements(), replace(_knowledge(), cues=broken))

    statuses = _statuses(checked)
    assert statuses.pop("14.11.dispute") is Status.NOT_ASSESSED
    assert set(statuses.values()) == {Status.PRESENT}
    assert checked.verdict is Verdict.NOT_ASSESSED
    verdict = next(e for item in checked.items for e in item.elements if e.id == "14.11.dispute")
    assert "RuntimeError" in verdict.reason


def test_an_element_without_cues_is_not_assessed() -> None:
    few = {id_: entry for id_, entry in cues().elements.items() if id_ != "14.2.term"}

    checked = check(_whole(), requirements(), replace(_knowledge(), cues=replace(cues(), elements=few)))

    assert _statuses(checked)["14.2.term"] is Status.NOT_ASSESSED
    assert next(item.status for item in checked.items if item.id == "14.2") is ItemStatus.NOT_ASSESSED


def test_a_crash_of_a_rule_costs_one_rule() -> None:
    def crash(_: object) -> list[object]:
        raise ZeroDivisionError

    rules = (Rule("term-too-long", crash), *_knowledge().rules)  # type: ignore[arg-type]  # a fault is wanted

    checked = check(_whole(), requirements(), replace(_knowledge(), rules=rules))

    first = checked.findings[0]
    assert (first.rule, first.severity) == ("term-too-long", Severity.INFO)
    assert "ZeroDivisionError" in first.message
    assert checked.verdict is Verdict.COMPLETE


def test_findings_come_from_the_rules() -> None:
    long_term = agreement("本协议的授权运营期限为八年，自2026年1月1日起至2033年12月31日止。", "运营期限")

    checked = check(long_term, requirements(), _knowledge(), DocumentKind.AGREEMENT)

    assert "term-too-long" in {finding.rule for finding in checked.findings}


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((Status.PRESENT, Status.PRESENT), ItemStatus.PRESENT),
        ((Status.MISSING, Status.MISSING), ItemStatus.MISSING),
        ((Status.PRESENT, Status.MISSING), ItemStatus.PARTIAL),
        ((Status.DEFERRED,), ItemStatus.PARTIAL),
        ((Status.PRESENT, Status.NOT_ASSESSED), ItemStatus.NOT_ASSESSED),
        ((Status.MISSING, Status.NOT_ASSESSED), ItemStatus.PARTIAL),
    ],
)
def test_item_status(statuses: tuple[Status, ...], expected: ItemStatus) -> None:
    assert item_status([ElementVerdict("14.1.x", "", status, "") for status in statuses]) is expected


def test_cues_of_an_element_need_not_say_what_touches_it() -> None:
    bare = ElementCues("14.2.term", (Cue("从不出现", cues().elements["14.2.term"].recognise[0].groups, near=0),))
    knowledge = replace(_knowledge(), cues=replace(cues(), elements={**cues().elements, "14.2.term": bare}))

    checked = check(_whole(), requirements(), knowledge)

    assert _statuses(checked)["14.2.term"] is Status.MISSING


def test_a_faulty_clause_costs_one_remedy() -> None:
    catalog = load_catalog(clauses_folder())
    key = (Kind.AGREEMENT, "14.10.liability")
    (text, *_) = catalog.clauses[key].texts
    faulty = replace(catalog.clauses[key], texts=(replace(text, text="乙方{{ no.such }}。"),))
    knowledge = replace(_knowledge(), catalog=replace(catalog, clauses={**catalog.clauses, key: faulty}))

    checked = check(agreement("双方应当诚信履行。"), requirements(), knowledge, DocumentKind.AGREEMENT)

    remedies = {e.id: e.remedy for item in checked.items for e in item.elements if e.remedy}
    assert [id_ for id_, remedy in remedies.items() if not remedy.paragraphs] == ["14.10.liability"]
    assert "补缺的文字没有写成（ClauseTextError" in remedies["14.10.liability"].note


def test_our_playbook_grades_elements_and_rules() -> None:
    playbook = Playbook(
        elements={"14.2.term": Entry(Terms(Severity.INFO, "须有起止。"))},
        rules={"term-too-long": Entry(Terms(Severity.WARNING, accept="可以报批。"))},
    )
    long_term = agreement("本协议的授权运营期限为八年，自2026年1月1日起至2033年12月31日止。", "运营期限")

    checked = check(long_term, requirements(), replace(_knowledge(), playbook=playbook), DocumentKind.AGREEMENT)

    elements = {e.id: e for item in checked.items for e in item.elements}
    assert (elements["14.2.term"].severity, elements["14.2.term"].insist) == (Severity.INFO, "须有起止。")
    assert elements["14.1.scope"].severity is Severity.ERROR
    (finding,) = [one for one in checked.findings if one.rule == "term-too-long"]
    assert (finding.severity, finding.accept) == (Severity.WARNING, "可以报批。")


def test_what_is_no_law_yet_does_not_count() -> None:
    checked = check(_whole(), requirements("guangdong"), _knowledge())

    (local,) = [e for item in checked.items for e in item.elements if e.id == "guangdong.log_retention"]
    assert (local.status, local.counts) == (Status.MISSING, False)
    assert checked.verdict is Verdict.COMPLETE
    assert {item.status for item in checked.items} == {ItemStatus.PRESENT}
