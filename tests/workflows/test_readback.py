from __future__ import annotations

import pytest

from contractkit.core.document.tree import Block, BlockKind, Location, Source
from contractkit.core.matter.leaves import Leaf
from contractkit.workflows.readback import lost_words, unstated


def source(*texts: str, contents: tuple[str, ...] = (), furniture: tuple[str, ...] = ()) -> Source:
    blocks = [Block(BlockKind.CONTENTS, text, Location(1)) for text in contents]
    blocks += [Block(BlockKind.PARAGRAPH, text, Location(number)) for number, text in enumerate(texts, 2)]
    return Source("docx", tuple(blocks), furniture)


@pytest.mark.parametrize(
    ("ordered", "anywhere", "lost"),
    [
        (("甲", "乙", "丙"), (), ()),
        (("甲", "丙"), ("第 1 页",), ()),
        (("甲\n乙",), (), ()),
        (("乙", "甲"), (), ("甲",)),
        (("甲", "甲"), (), ("甲",)),
        (("目录项",), (), ("目录项",)),
        ((), ("目录项", "页眉"), ()),
        (("页眉",), ("丁",), ("丁", "页眉")),
    ],
)
def test_words_must_stand_in_order_and_fixed_words_somewhere(
    ordered: tuple[str, ...], anywhere: tuple[str, ...], lost: tuple[str, ...]
) -> None:
    file = source("甲", "乙 丙", contents=("目录项",), furniture=("页眉", "第1页"))
    assert lost_words(file, ordered, anywhere) == lost


@pytest.mark.parametrize(
    ("shown", "stated"),
    [("公交站点", True), ("公交站点。", True), ("公交\n站点", True), ("公交\n机场", False), ("站点公交", False)],
)
def test_every_paragraph_of_a_value_must_be_stated(shown: str, *, stated: bool) -> None:
    leaf = Leaf("resources.0.name", "名称", shown)
    assert unstated([leaf], ["一、公交 站点；"]) == (() if stated else (leaf,))
