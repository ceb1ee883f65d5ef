"""Which numbers stand in which: one small document per way of numbering, and any structure in any of them."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contractkit.core.document.outline import build
from contractkit.core.document.tree import Block, BlockKind, Location, Source
from contractkit.core.zh.numerals import to_chinese
from outlines import document, paths

MATRIX = {
    "编章节条项目": (
        """
        第一编 总则
        第一章 授权
        第一节 范围
        第一条 授权数据
        甲方授权乙方运营下列数据：
        （一）交通数据：
        1. 公交刷卡记录；
        2. 线路客流。
        （二）气象数据。
        第二节 期限
        第二条 授权期限为三年。
        第二章 产品
        第三条 产品见清单。
        第二编 分则
        第三章 安全
        第四条 乙方保障安全。
        """,
        (
            "第一编 第一编/第一章 第一编/第一章/第一节 第一编/第一章/第一节/第一条 第一编/第一章/第一节/第一条 第一编/第一章/第一节/第一条/（一）"
            " 第一编/第一章/第一节/第一条/（一）/1. 第一编/第一章/第一节/第一条/（一）/2. 第一编/第一章/第一节/第一条/（二） 第一编/第一章/第二节"
            " 第一编/第一章/第二节/第二条 第一编/第二章 第一编/第二章/第三条 第二编 第二编/第三章 第二编/第三章/第四条"
        ),
    ),
    "一、（一）1.（1）①": (
        "一、安全\n（一）制度\n1. 分级：\n（1）人员：\n①实名；\n②留痕。\n（2）设备；\n2. 应急。\n（二）检查\n乙方每月自查。\n二、其他\n双方另定。",
        (
            "一、 一、/（一） 一、/（一）/1. 一、/（一）/1./（1） 一、/（一）/1./（1）/① 一、/（一）/1./（1）/② 一、/（一）/1./（2） 一、/（一）/2."
            " 一、/（二） 一、/（二） 二、 二、"
        ),
    ),
    "1. above （一）": (
        "1. 甲方应当：\n（一）供数；\n（二）付款。\n2. 乙方应当：\n（一）加工；\n（二）交付。",
        "1. 1./（一） 1./（二） 2. 2./（一） 2./（二）",
    ),
    "decimals with and without a last dot": (
        "1. 总则\n1.1 甲方供数。\n1.1.1 按月。\n1.1.1.1 每月五日前。\n1.2. 乙方付款。\n2 其他\n2.1 双方另定。",
        "1. 1./1.1 1./1.1/1.1.1 1./1.1/1.1.1/1.1.1.1 1./1.2 2 2/2.1",
    ),
    "decimals in articles": (
        "第一条 定义\n1.1 数据，指授权数据。\n1.2 产品，指成品。\n第二条 期限\n2.1 三年。\n2.2 可续。",
        "第一条 第一条/1.1 第一条/1.2 第二条 第二条/2.1 第二条/2.2",
    ),
    "壹、一、": (
        "壹、缘起\n一、甲方供数。\n贰、所授\n一、交通数据。\n二、气象数据。",
        "壹、 壹、/一、 贰、 贰、/一、 贰、/二、",
    ),
    "甲、": ("甲、甲方应当供数。\n乙、乙方应当付款。\n丙、甲、乙双方保密。", "甲、 乙、 丙、"),
    "A. 1. a) i.": (
        "A. 授权\n1. 范围：\na) 交通：\ni. 公交；\nii. 地铁。\nb) 气象。\n2. 期限三年。\nB. 费用\n1. 免费。",
        "A. A./1. A./1./a） A./1./a）/i. A./1./a）/ii. A./1./b） A./2. B. B./1.",
    ),
    "letters up to i": (
        "".join(f"{letter}) 第{number}项数据由甲方提供。\n" for number, letter in enumerate("abcdefghij", start=1)),
        " ".join(f"{letter}）" for letter in "abcdefghij"),
    ),
    "部分 and what restarts in it": (
        "第一部分 协议书\n一、授权概况\n授权三年。\n二、承诺\n双方诚信。\n第二部分 通用条款\n1. 定义\n1.1 数据，指授权数据。\n第三部分 专用条款\n1. 定义\n1.2 数据含交通数据。",
        "第一部分 第一部分/一、 第一部分/一、 第一部分/二、 第一部分/二、 第二部分 第二部分/1. 第二部分/1./1.1 第三部分 第三部分/1. 第三部分/1./1.2",
    ),
    "通用条款 and 专用条款 without numbers": (
        "通用条款\n一、安全\n乙方保障安全。\n二、保密\n双方保密。\n专用条款\n一、安全\n乙方设安全员三名。",
        "通用条款 通用条款/一、 通用条款/一、 通用条款/二、 通用条款/二、 专用条款 专用条款/一、 专用条款/一、",
    ),
    "articles run on over chapters": (
        "第一章 授权\n第一条 甲方授权。\n第二条 期限三年。\n第二章 责任\n第三条 违约赔偿。",
        "第一章 第一章/第一条 第一章/第二条 第二章 第二章/第三条",
    ),
    "numbers run on over brackets": (
        "（一）关于安全\n1. 分级。\n2. 应急。\n（二）关于评价\n3. 每年评价。\n4. 公开结果。",
        "（一） （一）/1. （一）/2. （二） （二）/3. （二）/4.",
    ),
    "lists restart for each party": (
        "二、权利和义务\n甲方的权利和义务\n1、甲方有权检查。\n2、甲方应当供数。\n乙方的权利和义务\n1、乙方有权收费。\n三、其他\n双方另定。",
        "二、 二、/甲方的权利和义务 二、/甲方的权利和义务/1、 二、/甲方的权利和义务/2、 二、/乙方的权利和义务 二、/乙方的权利和义务/1、 三、 三、",
    ),
    "marks mixed in one list": (
        "第一条 内容\n（1）清洗；\n（2）标注；\n3）交付。\n第二条 其他\n1. 份数；\n2、通知；\n3 送达。",
        "第一条 第一条/（1） 第一条/（2） 第一条/3） 第二条 第二条/1. 第二条/2、 第二条/3",
    ),
    "a text behind a list": (
        "第四条 责任\n（1）甲方责任：\n1）供数；\n2）告知。\n（2）乙方责任：\n1）保密；\n2）付款。\n上述责任不因终止而免除。\n第五条 其他\n双方另定。",
        "第四条 第四条/（1） 第四条/（1）/1） 第四条/（1）/2） 第四条/（2） 第四条/（2）/1） 第四条/（2）/2） 第四条 第五条 第五条",
    ),
    "a text inside an item": (
        "第六条 程序\n1. 甲方验收：\n（1）初验；\n（2）终验。\n验收不合格的，乙方整改。\n2. 乙方交付。",
        "第六条 第六条/1. 第六条/1./（1） 第六条/1./（2） 第六条/1. 第六条/2.",
    ),
    "第九条、 and 【第三条】": ("第一条、范围\n交通数据。\n【第二条】期限\n三年。", "第一条 第一条 第二条 第二条"),
    "a clause in each row": (
        "|第一条 范围|交通数据。|\n|第二条 期限|三年。|\n|（一）|可续一次。|\n以上各条自签字之日起生效。",
        "第一条 第二条 第二条 ",
    ),
    "headings without numbers": (
        """
        公共数据运营协议
        授权内容
        甲方将交通数据授权乙方运营，期限三年。
        双方的权利义务
        甲方的权利和义务
        甲方应当按月提供数据。
        乙方的权利和义务
        乙方不得转让授权。
        其他
        本协议一式两份。
        """,
        (
            " 授权内容 授权内容 双方的权利义务 双方的权利义务/甲方的权利和义务 双方的权利义务/甲方的权利和义务 双方的权利义务/乙方的权利和义务"
            " 双方的权利义务/乙方的权利和义务 其他 其他"
        ),
    ),
    "a footnote": (
        "第一条 范围\n（一）交通数据；\n<脚注1>含公交和地铁。\n（二）气象数据。",
        "第一条 第一条/（一） 第一条/（一）/脚注1 第一条/（二）",
    ),
}


@pytest.mark.parametrize("name", MATRIX)
def test_paths(name: str) -> None:
    text, wanted = MATRIX[name]
    assert paths(document(text)) == wanted.split(" ")


@dataclass(frozen=True)
class Node:
    """A division to be written: a title above what it holds, or a text that ends with a colon in front of a list."""

    is_title: bool
    children: tuple[Node, ...]


LEVELS = {
    "第章": lambda values: f"第{to_chinese(values[-1])}章",
    "第条": lambda values: f"第{to_chinese(values[-1])}条",
    "一、": lambda values: f"{to_chinese(values[-1])}、",
    "（一）": lambda values: f"（{to_chinese(values[-1])}）",
    "壹、": lambda values: "壹贰叁肆伍陆柒捌玖拾"[values[-1] - 1] + "、",
    "1.": lambda values: f"{values[-1]}.",
    "1、": lambda values: f"{values[-1]}、",
    "（1）": lambda values: f"（{values[-1]}）",
    "1）": lambda values: f"{values[-1]}）",
    "①": lambda values: chr(ord("①") + values[-1] - 1),
    "A.": lambda values: "ABCDEFGHIJ"[values[-1] - 1] + ".",
    "a）": lambda values: "abcdefghij"[values[-1] - 1] + "）",
    "i.": lambda values: ("i", "ii", "iii", "iv", "v", "vi")[values[-1] - 1] + ".",
    "1.1": lambda values: ".".join(map(str, values)),
}
CHAINS = (
    ("第章", "第条", "（一）", "1."),
    ("第章", "第条", "1、", "（1）"),
    ("第条", "（一）", "1.", "①"),
    ("第条", "1.", "（1）", "a）"),
    ("第条", "1.1", "1.1", "（一）"),
    ("一、", "（一）", "1.", "（1）"),
    ("一、", "1.", "（一）", "（1）"),
    ("壹、", "一、", "1.", "①"),
    ("1.1", "1.1", "1.1", "1.1"),
    ("1.", "（1）", "①", "a）"),
    ("A.", "1.", "a）", "i."),
    ("第章", "一、", "（一）", "1）"),
)
TOPICS = ("授权范围", "数据目录", "安全管理", "收益分配", "违约责任", "风险监测")


def trees(depth: int) -> st.SearchStrategy[tuple[Node, ...]]:
    inner = st.just(()) if depth == 0 else st.just(()) | trees(depth - 1)
    node = st.builds(Node, st.booleans(), inner)
    return st.lists(node, min_size=2, max_size=4).map(tuple)


def written(
    nodes: tuple[Node, ...], chain: tuple[str, ...], path: tuple[str, ...] = (), values: tuple[int, ...] = ()
) -> list[tuple[str, str, tuple[str, ...]]]:
    """Label, words and path of each paragraph; a title without anything below it gets a text."""
    found: list[tuple[str, str, tuple[str, ...]]] = []
    for number, node in enumerate(nodes, start=1):
        own = (*values, number) if chain[0] == "1.1" else (number,)
        label = LEVELS[chain[0]](own)
        here = (*path, label)
        goes_on = len(chain) > 1 and chain[1] == "1.1" and chain[0] in ("第条", "1.1")
        below = written(node.children, chain[1:], here, own if goes_on else ()) if chain[1:] else []
        topic = TOPICS[(number + len(path)) % len(TOPICS)]
        is_title = node.is_title and len(path) < 2
        if is_title:
            found.append((label, topic, here))
            below = below or [("", f"双方应当按照约定办理{topic}事宜。", here)]
        elif below:
            found.append((label, f"乙方应当按照下列要求做好{topic}工作：", here))
        else:
            found.append((label, f"乙方应当做好{topic}工作，并按月报告。", here))
        found.extend(below)
    return found


@settings(max_examples=200, deadline=None)
@given(trees(3), st.sampled_from(CHAINS), st.booleans())
def test_any_structure_in_any_numbering_comes_back(
    nodes: tuple[Node, ...], chain: tuple[str, ...], is_automatic: bool
) -> None:
    paragraphs = written(nodes, chain)
    blocks = tuple(
        Block(
            BlockKind.PARAGRAPH,
            words if is_automatic else f"{label}　{words}",
            Location(at),
            label=label if is_automatic else "",
        )
        for at, (label, words, _) in enumerate(paragraphs, start=1)
    )
    assert [one.path for one in build(Source("text", blocks)).passages] == [path for _, _, path in paragraphs]
