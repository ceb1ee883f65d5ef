"""What `show` prints of the law."""

import pytest

from contractkit.core.law.difference import difference
from contractkit.errors import UsageError
from contractkit.library.law import load_registry
from contractkit.reporters.columns import WIDTH, width
from contractkit.reporters.show import Attached, show_difference, show_edition, show_editions, show_requirement

REGISTRY = load_registry()


def test_the_page_of_an_item() -> None:
    attached = Attached(
        questions={"14.6.disclosure": ["向谁披露？", "多久一次？"]},
        clauses={"14.6.no_redevelopment": ["乙方不得参与再开发。"]},
        cues={"14.6.disclosure": ["披露"]},
        rules={"14.6": ["redevelopment-allowed：允许运营机构再开发"]},
        cases={"14.6.disclosure": ["通过 3 例，不通过 2 例"]},
    )
    assert show_requirement(REGISTRY, "14.6", attached=attached) == (
        "14.6　信息披露与再开发限制（授权运营协议）\n"
        "依据　《公共数据资源授权运营实施规范（试行）》（发改数据规〔2025〕27号）第十四条第（六）项\n"
        "原文　授权运营情况信息披露要求，运营机构不得直接或间接参与再开发要求\n"
        "异文　nda-2024-draft（公开征求意见稿，未生效（意见征集至2024-11-11））：授权运营情况信息披露要求\n"
        "规则　redevelopment-allowed：允许运营机构再开发\n"
        "\n"
        "14.6.disclosure　信息披露要求\n"
        "  要点　写明授权运营情况由谁、按什么周期、通过什么渠道、向社会披露哪些内容。\n"
        "  提问　向谁披露？\n"
        "  　　　多久一次？\n"
        "  识别　披露\n"
        "  用例　通过 3 例，不通过 2 例\n"
        "\n"
        "14.6.no_redevelopment　不得参与再开发\n"
        "  要点　写明运营机构不得直接参与、也不得间接参与授权范围内已交付的公共数据产品和服务的再开发。\n"
        "  条款　乙方不得参与再开发。\n"
    )


def test_the_page_of_an_element_in_an_edition() -> None:
    page = show_requirement(REGISTRY, "14.6.disclosure", edition_id="nda-2024-draft")
    assert page.startswith(
        "14.6　信息披露（授权运营协议）\n依据　《公共数据资源授权运营实施规范（试行）（公开征求意见稿）》"
    )
    assert "14.6.no_redevelopment" not in page


def test_local_elements_stand_with_their_items() -> None:
    page = show_requirement(REGISTRY, "henan.network_security")
    assert page.index("14.8　安全保护与风险应急") < page.index("9.9　安全保护与应急")
    assert page.count("henan.network_security　网络安全") == 2
    assert "henan.network_security　网络安全" in show_requirement(REGISTRY, "14.8")


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        ("14.66", "没有 14.66 这一条目。 您要的是 14.6 吗？"),
        ("14.6.disclosur", "没有 14.6.disclosur 这一要素。 您要的是 14.6.disclosure 吗？"),
        ("甲", "没有 甲 这一要素。 全部编号见 contractkit show edition。"),
    ],
)
def test_unknown_ids(wanted: str, message: str) -> None:
    with pytest.raises(UsageError) as raised:
        show_requirement(REGISTRY, wanted)
    assert str(raised.value) == message


def test_the_page_of_an_edition_names_everything() -> None:
    page = show_edition(REGISTRY, "nda-2025")
    edition = REGISTRY.edition("nda-2025")
    flat = page.replace("\n", "").replace(" ", "")
    assert "实施方案：12 个条目，34 个要素" in page
    assert "授权运营协议：13 个条目，25 个要素" in page
    for element in edition.elements:
        assert f"{element.id} " in page
    for words in [item.text for item in edition.items] + [words for duty in edition.duties for _, words in duty.quotes]:
        assert words.replace(" ", "") in flat
    assert "2025-03-01 起施行，有效期至 2030-02-28" in page
    assert "（发改价格〔2025〕65号）" in flat
    assert "每年3月底前" in flat


def test_the_page_with_a_locality() -> None:
    page = show_edition(REGISTRY, "nda-2025", "henan")
    assert "期限　运营期限原则上最长不超过3年" in page
    assert "实施方案：11 个条目，30 个要素" in page
    assert "- 第十四条第（二）项：运营期限最长不超过3年（国家规范为5年）。" in page
    assert "须核对：" in show_edition(REGISTRY, "nda-2025", "guangdong")


def test_the_list_of_editions() -> None:
    page = show_editions(REGISTRY)
    for name in ("nda-2025", "nda-2024-draft", "henan", "guangdong", "price-2025", "registration-2025"):
        assert f"  {name}　《" in page
    assert "须核对：所据为公开征求意见稿" in page.replace("\n    ", "")


def test_the_difference() -> None:
    page = show_difference(difference(REGISTRY.edition("nda-2024-draft"), REGISTRY.edition("nda-2025")))
    assert "  施行日期　（无） → 2025-03-01\n" in page
    assert "  14.6　授权运营情况信息披露要求［增：，运营机构不得直接或间接参与再开发要求］\n" in page
    assert "  第四条　……资源授权运营应遵循依法合规、公平［删：透明］［增：公正］、公益优先" in page
    assert "新增要素\n  14.6.no_redevelopment　不得参与再开发。" in page
    assert "删去要素" not in page


def test_no_difference() -> None:
    edition = REGISTRY.edition("nda-2025")
    assert show_difference(difference(edition, edition)).endswith("\n两个版本没有差别。\n")


def test_no_page_is_wider_than_the_terminal() -> None:
    pages = [show_editions(REGISTRY), *(show_edition(REGISTRY, edition.id) for edition in REGISTRY.editions)]
    pages += [show_edition(REGISTRY, "nda-2025", overlay.id) for overlay in REGISTRY.overlays]
    pages += [show_requirement(REGISTRY, item.id) for item in REGISTRY.edition("nda-2025").items]
    pages.append(show_difference(difference(*REGISTRY.editions)))
    assert max(width(line) for page in pages for line in page.splitlines()) <= WIDTH
