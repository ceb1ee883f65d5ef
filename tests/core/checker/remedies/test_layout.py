"""How drafts are divided."""

from __future__ import annotations

import pytest

from checks import document
from contractkit.core.checker.remedies.layout import layout_of

CHINESE = """\
# 方案

## 一、目标

（一）范围

数据范围如下：

1.路况；

2.停车。

（二）期限

四年。

## 二、安排

（一）分工

各司其职。
"""
DECIMAL = """\
# 协议

## 1 目的

1.1 双方合作。

1.2 标题仅为方便。

## 2 期限

2.1 期限为四年。

2.2 下列情形顺延：

（1）停供；

（2）停电。
"""


@pytest.mark.parametrize(
    ("text", "articles", "titled", "paragraph", "item"),
    [
        (CHINESE, ["一、", "二、"], True, "（一）", "1."),
        (DECIMAL, ["1", "2"], True, "1.1", "（1）"),
        ("# 协议\n\n第一条 期限为四年。\n\n第二条 双方应当守约。", ["第一条", "第二条"], False, "", "（一）"),
        ("# 协议\n\n期限为四年。\n\n双方应当守约。", [], False, "", "（一）"),
    ],
)
def test_the_layout(text: str, articles: list[str], titled: bool, paragraph: str, item: str) -> None:
    layout = layout_of(document(text))

    assert [article.label for article in layout.articles] == articles
    assert (layout.titled, layout.paragraph, layout.item) == (titled, paragraph, item)


def test_an_article_has_its_title_and_its_paragraphs() -> None:
    first = layout_of(document(DECIMAL)).articles[0]

    assert (first.heading, first.name, first.children) == ("目的", "“1 目的”", ("1.1", "1.2"))
