"""The law that comes with contractkit, and what loading says of mistakes in it."""

import hashlib
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from contractkit.core.law.edition import Edition
from contractkit.core.law.overlay import Addition
from contractkit.core.law.requirement import Kind
from contractkit.errors import InvalidData, Problem, UsageError
from contractkit.library.assets import law_folder
from contractkit.library.law import load_registry

# Statutory words and element names of each item, nda-2025.
ITEMS = {
    "9.1": ("授权运营名称", "name"),
    "9.2": ("授权运营的必要性和可行性论证", "necessity feasibility"),
    "9.3": (
        "运营机构的选择条件，包括资金、管理、技术、服务、安全能力等",
        "funding management technology service security",
    ),
    "9.4": ("授权运营模式，包括整体授权、分领域授权或依场景授权等", "mode"),
    "9.5": (
        "授权运营的数据资源范围、数据资源目录、数据更新频率及数据质量情况等",
        "scope catalogue update_frequency quality",
    ),
    "9.6": (
        "授权运营期限、建设内容、技术保障、实施进度、评价标准、退出机制、资产管理等",
        "term construction technical_support schedule evaluation_criteria exit asset_management",
    ),
    "9.7": (
        "拟提供的公共数据产品和服务清单，应包括支持公共治理、公益事业和产业发展、行业发展两大类，以及预期产品和服务形式等",
        "public_good industry form",
    ),
    "9.8": ("运营机构授权范围内经营成本和收入等核算机制、收益分配机制等", "accounting revenue_sharing"),
    "9.9": ("数据安全、个人信息保护措施和应急处置措施", "data_security personal_information emergency"),
    "9.10": ("实施机构、运营机构及相关参与方权利义务", "implementing_body operator other_parties"),
    "9.11": ("授权运营的监督管理及考核评价要求", "supervision assessment"),
    "9.12": ("应当明确的其他事项", "other"),
    "14.1": ("授权运营的公共数据资源范围及数据资源目录", "scope catalogue"),
    "14.2": ("运营期限，原则上最长不超过5年", "term"),
    "14.3": (
        "拟提供的公共数据产品和服务清单及其技术标准、安全审核要求、业务规范性审核要求",
        "product_list technical_standards security_review business_review",
    ),
    "14.4": ("公共数据资源授权运营工作的技术支撑平台", "platform"),
    "14.5": ("资产权属，包括软硬件设备、公共数据产品和服务的权属", "equipment products"),
    "14.6": ("授权运营情况信息披露要求，运营机构不得直接或间接参与再开发要求", "disclosure no_redevelopment"),
    "14.7": ("运营机构授权范围内经营成本和收入等核算要求、收益分配机制", "accounting revenue_sharing"),
    "14.8": (
        "数据安全、个人信息保护要求和风险监测、应急处置措施",
        "data_security personal_information risk_monitoring emergency",
    ),
    "14.9": ("运营成效评价，续约或退出机制", "evaluation renewal_or_exit"),
    "14.10": ("违约责任", "liability"),
    "14.11": ("争议解决方式", "dispute"),
    "14.12": ("协议变更、终止条件", "amendment termination"),
    "14.13": ("需要明确的其他事项", "other"),
}
DUTIES = [
    "shared_data_consent",
    "no_monopoly",
    "no_redevelopment",
    "collective_decision",
    "competitive_selection",
    "filing",
    "term_limit",
    "registration",
    "regulated_price",
    "disclosure",
    "raw_data_control",
    "within_scope",
]
FULL_TEXT = {
    "nda-2025": "fb9ee83098a5f52c512a590e14564a3826f7c751269683466686e54d7134de9d",
    "nda-2024-draft": "ba8ea3e2525378c88ed0f752550610be27bfabb63cbd8959a00773693e97ec68",
}

REGISTRY = load_registry()
CURRENT = REGISTRY.edition("nda-2025")
DRAFT = REGISTRY.edition("nda-2024-draft")


def _element_ids(edition: Edition, kind: Kind) -> list[str]:
    return [element.id for item in edition.of_kind(kind) for element in item.elements]


def test_items_and_elements_of_the_current_edition() -> None:
    assert [item.id for item in CURRENT.items] == list(ITEMS)
    assert [(item.text, [element.id for element in item.elements]) for item in CURRENT.items] == [
        (text, [f"{item_id}.{name}" for name in names.split()]) for item_id, (text, names) in ITEMS.items()
    ]
    assert (len(_element_ids(CURRENT, Kind.PLAN)), len(_element_ids(CURRENT, Kind.AGREEMENT))) == (34, 25)


def test_the_draft_differs_by_one_element() -> None:
    expected = [element.id for element in CURRENT.elements if element.id != "14.6.no_redevelopment"]
    assert [element.id for element in DRAFT.elements] == expected
    assert REGISTRY.item("14.6", "nda-2024-draft").text == "授权运营情况信息披露要求"
    assert REGISTRY.item("14.6", "nda-2024-draft").title == "信息披露"


def test_citations() -> None:
    assert REGISTRY.item("9.12").article == "第九条第（十二）项"
    assert REGISTRY.item("14.3").article == "第十四条第（三）项"
    assert {item.article.partition("第（")[0] for item in CURRENT.of_kind(Kind.PLAN)} == {"第九条"}


@pytest.mark.parametrize("edition", [CURRENT, DRAFT], ids=lambda edition: edition.id)
def test_the_full_text_is_untouched(edition: Edition) -> None:
    text = "\n".join(article.number + article.text for article in edition.articles)
    assert hashlib.sha256(text.encode()).hexdigest() == FULL_TEXT[edition.id]
    assert len(edition.articles) == 27


@pytest.mark.parametrize("edition", [CURRENT, DRAFT], ids=lambda edition: edition.id)
def test_each_element_can_be_shown_to_a_lawyer(edition: Edition) -> None:
    for element in edition.elements:
        assert 2 <= len(element.title) <= 12, element.id
        assert element.asks.endswith("。"), element.id
        assert 15 <= len(element.asks) <= 80, element.id
        assert element.source == edition.id
        assert element.item == element.id.rpartition(".")[0]


def test_dates_numbers_and_sources() -> None:
    assert (CURRENT.issued, CURRENT.effective, CURRENT.expires) == (
        date(2025, 1, 8),
        date(2025, 3, 1),
        date(2030, 2, 28),
    )
    assert CURRENT.document_number == "发改数据规〔2025〕27号"
    assert (DRAFT.issued, DRAFT.effective, DRAFT.expires) == (date(2024, 10, 12), None, None)
    assert CURRENT.max_term_years == DRAFT.max_term_years == 5
    assert REGISTRY.default(date(2025, 6, 1)) is CURRENT
    assert REGISTRY.default(date(2024, 12, 1)) is CURRENT
    assert REGISTRY.default(date(2031, 1, 1)) is CURRENT
    for on in (date(2025, 2, 28), date(2030, 3, 1)):
        with pytest.raises(UsageError, match="没有施行中的版本"):
            REGISTRY.in_force(on)


def test_duties_quote_their_articles() -> None:
    duties = {duty.id: duty for duty in CURRENT.duties}
    assert list(duties) == DUTIES
    assert [duty.id for duty in DRAFT.duties] == DUTIES
    articles = {article.number: article.text for article in CURRENT.articles}
    assert all(words in articles[number] for duty in duties.values() for number, words in duty.quotes)
    assert duties["collective_decision"].article == "第十一条、第十三条"
    assert duties["raw_data_control"].text == "严格管控未依法依规公开的原始公共数据资源直接进入市场"
    assert duties["regulated_price"].see.endswith("通知》（发改价格〔2025〕65号）")
    assert all(duty.title for duty in CURRENT.duties)


def test_feasibility_aspects_stand_in_article_10() -> None:
    keys = [key for key, _ in CURRENT.feasibility_aspects]
    assert keys == ["lifecycle_services", "social_demand", "market_size", "expected_results", "risk_control"]
    assert CURRENT.feasibility_aspects[0] == ("lifecycle_services", "数据全生命周期管理服务")


def test_related_norms_say_what_matters() -> None:
    price = "".join(words for _, words in REGISTRY.norm("price-2025").points)
    for words in ("免费提供", "政府指导价", "上限收费标准", "超过10%的，由授权主体调整上限收费标准", "每年3月底前"):
        assert words in price
    registration = "".join(words for _, words in REGISTRY.norm("registration-2025").points)
    for words in ("20个工作日内提交首次登记申请", "有效期原则上为三年", "期满前60日内"):
        assert words in registration
    assert REGISTRY.norm("registration-2025").expires == date(2030, 2, 28)


def test_henan() -> None:
    requirements = REGISTRY.requirements("nda-2025", "henan")
    ids = [element.id for item in requirements.items for element in item.elements]
    assert requirements.max_term_years == 3
    assert [id_ for id_ in ids if id_.startswith("9.3.")] == []
    assert len(ids) == 59 - 5 + 2
    joined = [item.id for item in requirements.items if item.elements[-1].id == "henan.network_security"]
    assert joined == ["9.9", "14.8"]
    assert any("9.3" in note and "按不要求处理" in note for note in requirements.notes)
    assert REGISTRY.element("henan.network_security", kind=Kind.PLAN).item == "9.9"


@pytest.mark.parametrize(
    ("locality", "elements", "joins", "min_years"),
    [
        ("guangdong", 60, "14.9", 5),
        ("hunan", 60, "14.9", 10),
        ("shanxi", 60, "14.9", 3),
        ("shaanxi", 60, "9.2", None),
        ("qingdao", 59, "", None),
        ("shanghai", 40, "", None),
        ("changchun", 40, "", None),
    ],
)
def test_other_localities(locality: str, elements: int, joins: str, min_years: int | None) -> None:
    requirements = REGISTRY.requirements("nda-2025", locality)
    assert sum(len(item.elements) for item in requirements.items) == elements
    assert sum(len(item.elements) for item in requirements.of_kind(Kind.AGREEMENT)) >= 25
    additions = [change for change in REGISTRY.overlay(locality).changes if isinstance(change, Addition)]
    assert [(addition.element.item, addition.min_years) for addition in additions] == (
        [(joins, min_years)] if joins else []
    )


def test_drafts_for_comment_are_shown_as_such() -> None:
    warned = {
        overlay.id
        for overlay in REGISTRY.overlays
        if any(note.startswith("须核对") for note in REGISTRY.requirements("nda-2025", overlay.id).notes)
    }
    assert warned == {"guangdong", "shaanxi"}


def test_the_default_registry_is_read_once() -> None:
    assert load_registry() is REGISTRY
    assert load_registry(law_folder()) == REGISTRY


# Mistakes: a word in a file is replaced by another; each mistake must be told with its file and line.


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(law_folder(), tmp_path / "law"))


def _change(folder: Path, name: str, old: str, new: str) -> tuple[str, int]:
    """Replace the only occurrence of `old`; the file and the line on which it stood."""
    path = folder / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")
    return name, text[: text.index(old)].count("\n") + 1


def _mistakes(folder: Path) -> Sequence[Problem]:
    with pytest.raises(InvalidData) as raised:
        load_registry(folder)
    return raised.value.problems


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("editions/nda-2025.yaml", "issued: 2025-01-08", "issued: 2025-13-08", "“2025-13-08”不是有效的日期"),
        ("editions/nda-2025.yaml", "effective: 2025-03-01", "effective: 2025-01-01", "施行日期早于成文日期"),
        ("editions/nda-2025.yaml", "expires: 2030-02-28", "expires: 2020-02-28", "失效日期早于施行日期"),
        ("editions/nda-2025.yaml", "max_term_years: 5", "max_term_years: 五年", "应为整数，现为“五年”"),
        ("editions/nda-2025.yaml", "id: nda-2025", "id: nda-2024-draft", "与 editions/nda-2024-draft.yaml 重复"),
        ("editions/nda-2025.yaml", "status: 现行有效", "statu: 现行有效", "没有“statu”这个键。"),
        ("editions/nda-2025.yaml", "text: 违约责任", "text: 违约的责任", "与第十四条原文不一致"),
        ("editions/nda-2025.yaml", "elements: [liability]", "elements: [liability, guilt]", "14.10.guilt 没有名称"),
        ("editions/nda-2025.yaml", "elements: [liability]", "elements: [liability, liability]", "写了两次"),
        ("editions/nda-2025.yaml", "see: price-2025", "see: price-2026", "没有 price-2026"),
        ("editions/nda-2025.yaml", "第六条: 运营机构应依法", "第八条: 运营机构应依法", "与第八条原文不一致"),
        ("editions/nda-2025.yaml", "      第二十四条: |-", "      第二十三条: |-", "写了两次"),
        ("editions/nda-2025.yaml", "  within_scope:", "  beyond_scope:", "义务 beyond_scope 没有短名"),
        ("elements.yaml", "        title: 可行性\n", "        titel: 可行性\n", "没有“titel”这个键"),
        ("elements.yaml", "  within_scope: 不得", "  within_scope:\n  outside: 不得", "应为文字"),
        ("norms/price-2025.yaml", "points:", "points: []\nother:", "至少要有 1 项"),
        ("local/hunan.yaml", 'joins: "14.9"', 'joins: "14.19"', "都没有 14.19"),
        ("local/hunan.yaml", "id: hunan.log_retention", "id: log_retention", "须以“hunan.”开头"),
        ("local/hunan.yaml", "id: hunan\n", "id: henan\n", "与 local/henan.yaml 重复"),
        ("local/henan.yaml", "drops: [9.3.funding,", "drops: [9.3.fundings,", "都没有 9.3.fundings"),
        ("local/shanghai.yaml", "[9.5.scope,", "[9.5.scopes,", "都没有 9.5.scopes"),
        ("local/qingdao.yaml", "14.5.equipment:", "14.5.equipments:", "都没有 14.5.equipments"),
    ],
)
def test_a_mistake_is_told_with_its_place(folder: Path, name: str, old: str, new: str, words: str) -> None:
    file, first = _change(folder, name, old, new)
    lines = range(first, first + len(new.splitlines()))
    places = [(problem.file, problem.line) for problem in _mistakes(folder) if words in problem.message]
    assert any(place_file == file and line in lines for place_file, line in places)


def test_an_item_of_the_wrong_kind_is_told_where_each_edition_lists_it(folder: Path) -> None:
    _change(folder, "elements.yaml", '  "14.13":\n    kind: agreement', '  "14.13":\n    kind: plan')
    told = {problem.file: problem.message for problem in _mistakes(folder)}
    assert told == {
        "editions/nda-2025.yaml": "elements.yaml 的 agreement 条目中没有 14.13。",
        "editions/nda-2024-draft.yaml": "elements.yaml 的 agreement 条目中没有 14.13。",
    }


def test_two_changes_under_one_article_are_told_at_the_article(folder: Path) -> None:
    file, line = _change(folder, "local/henan.yaml", "    max_years: 3", "    max_years: 3\n    note: 甲")
    (problem,) = _mistakes(folder)
    assert (problem.file, problem.line) == (file, line - 1)
    assert problem.message.endswith("现为：max_years、note。")


def test_the_nearest_key_is_named(folder: Path) -> None:
    _change(folder, "editions/nda-2025.yaml", "status: 现行有效", "statu: 现行有效")
    (problem,) = _mistakes(folder)
    assert (problem.message, problem.remedy) == ("没有“statu”这个键。", "是不是“status”？")


def test_mistakes_of_all_files_come_at_once(folder: Path) -> None:
    places = [
        _change(folder, "editions/nda-2024-draft.yaml", "issued: 2024-10-12", "issued: 去年"),
        _change(folder, "editions/nda-2025.yaml", "text: 违约责任", "text: 违约的责任"),
        _change(folder, "elements.yaml", "        title: 必要性\n", ""),
        _change(folder, "local/hunan.yaml", "id: hunan.log_retention", "id: log_retention"),
        _change(folder, "local/henan.yaml", "id: henan\n", "id：henan\n"),
        _change(folder, "norms/price-2025.yaml", "issued: 2025-01-16", "issued: 2026-01-16"),
    ]
    found = {(problem.file, problem.line) for problem in _mistakes(folder)}
    # A missing key is told at its parent, dates out of order at the later one.
    expected = {*places} - {places[2], places[5]} | {(places[2][0], places[2][1] - 1), (places[5][0], places[5][1] + 1)}
    assert found == expected


def test_an_item_left_out_of_the_list_is_told(folder: Path) -> None:
    entry = '    "14.10":\n      mark: （十）\n      text: 违约责任\n      elements: [liability]\n'
    _change(folder, "editions/nda-2025.yaml", entry, "")
    assert "第十四条第（十）项没有列为条目。" in [problem.message for problem in _mistakes(folder)]


def test_an_element_that_no_edition_demands_is_told(folder: Path) -> None:
    for name in ("editions/nda-2025.yaml", "editions/nda-2024-draft.yaml"):
        _change(folder, name, "elements: [necessity, feasibility]", "elements: [feasibility]")
    (problem,) = _mistakes(folder)
    assert (problem.file, problem.message) == ("elements.yaml", "没有版本要求 9.2.necessity。")


def test_missing_files_are_told(tmp_path: Path) -> None:
    problems = _mistakes(tmp_path)
    assert [problem.message for problem in problems] == [
        "缺少 elements.yaml。",
        "缺少 editions/*.yaml。",
        "缺少 norms/*.yaml。",
    ]
