"""Markdown files."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.document.tree import BlockKind, Loss, Source
from contractkit.errors import UnreadableDocument
from contractkit.readers.markdown import is_markdown, read_markdown

MARKDOWN = """# 数据运营**协议**

## 第一条 范围 ##

1\\. 甲方授权*乙方*运营数据，金额为____元。
- 交通数据
* 气象数据
> 引文

| 编号 | 名称 \\| 别名 | 备注 |
|:---|:---:|---|
| 01 | **公交** |  |

---

| 02 | 地铁 | 无 |

<!-- 内部
批注 -->
![流程图](a.png)
第二条 见[附件](b.md)。
"""


def test_markdown() -> None:
    source = read_markdown(MARKDOWN.encode())
    assert [(block.kind.value, block.text) for block in source.blocks] == [
        ("heading", "数据运营协议"),
        ("heading", "第一条 范围"),
        ("paragraph", "1. 甲方授权乙方运营数据，金额为____元。"),
        ("paragraph", "交通数据"),
        ("paragraph", "气象数据"),
        ("paragraph", "引文"),
        ("row", "编号 | 名称 | 别名 | 备注"),
        ("row", "01 | 公交 | "),
        ("row", "02 | 地铁 | 无"),
        ("paragraph", "第二条 见附件。"),
    ]
    assert [block.level for block in source.blocks[:3]] == [1, 2, None]
    assert source.blocks[6].cells == ("编号", "名称 | 别名", "备注")
    assert source.blocks[7].location.as_dict() == {"paragraph": 8, "table": 1, "row": 2, "line": 12}
    assert source.blocks[8].location.table == 2
    assert source.blocks[-1].location.line == 21


def test_markdown_says_what_it_did_not_read() -> None:
    losses = read_markdown(MARKDOWN.encode()).losses
    assert [(loss.what, loss.count) for loss in losses] == [("批注", 1), ("图片", 1)]
    assert read_markdown("# 协议".encode()).losses == tuple[Loss, ...]()


@given(st.text(st.sampled_from("#|-*_> 甲乙一、。\\\n1.[]`~"), max_size=40))
def test_markdown_keeps_every_word(text: str) -> None:
    try:
        source = read_markdown(text.encode())
    except UnreadableDocument:
        assert not any(character.isalnum() for character in text)
        return
    read = "".join(block.text for block in source.blocks)
    for character in "甲乙、。1":
        assert read.count(character) == text.count(character)


def read(text: str) -> list[str]:
    return [block.label + block.text for block in read_markdown(text.encode()).blocks]


def lost(text: str) -> list[tuple[str, int, tuple[str, ...]]]:
    return [(loss.what, loss.count, loss.words) for loss in read_markdown(f"{text}\n\n正文".encode()).losses]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**甲方：**某局，__乙方__：某公司", "甲方：某局，乙方：某公司"),
        ("***粗斜***与**粗*斜*体**", "粗斜与粗斜体"),
        ("**见[附件](b.md)及`码*`**", "见附件及码*"),
        ("金额____元，期限：____，比例__%", "金额____元，期限：____，比例__%"),
        ("面积5*3*2米，证号3301**********12，snake_case_name", "面积5*3*2米，证号3301**********12，snake_case_name"),
        ("\\*星\\* \\_线\\_ 1\\. 甲 &amp; 乙", "*星* _线_ 1. 甲 & 乙"),
        ("数据[共享](含脱敏)见[清单](附件/清单.docx)", "数据[共享](含脱敏)见清单"),
        ("甲方：<甲方名称>，项目 <name>，<u>下划</u><b>粗</b>", "甲方：<甲方名称>，项目 <name>，下划粗"),
        ("[甲方]: 某局", "[甲方]: 某局"),
        ("<https://example.com/a>", "https://example.com/a"),
    ],
)
def test_words_without_marks(text: str, words: str) -> None:
    assert read(text) == [words]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1. 甲\n2. 乙\n\n   续\n\n段\n\n3. 丙", ["1. 甲", "2. 乙", "续", "段", "3. 丙"]),
        ("1. 甲\n1. 乙\n1. 丙", ["1.甲", "2.乙", "3.丙"]),
        ("1. 甲\n3. 乙", ["1. 甲", "3. 乙"]),
        ("2) 甲\n   - 乙\n     1. 丙", ["2) 甲", "乙", "1. 丙"]),
        ("- [x] 同意\n- [ ] 不同意", ["☑ 同意", "☐ 不同意"]),
        ("第一条 范围\n（一）甲\n（二）乙", ["第一条 范围", "（一）甲", "（二）乙"]),
        ("    缩进的条款", ["缩进的条款"]),
        ("标题\n===\n\n第三条 内容。\n---\n末", ["标题", "第三条 内容。", "末"]),
        ("```text\n第一条 代码里的条款\n```", ["第一条 代码里的条款"]),
        (
            "期限三年[^1]。\n\n[^1]: 自签订之日起。\n[^2]: 没有引用。",
            ["期限三年。", "脚注1自签订之日起。", "脚注2没有引用。"],
        ),
        ("见[^x]。", ["见[^x]。"]),
        ("甲<br>乙", ["甲", "乙"]),
    ],
)
def test_structure(text: str, words: list[str]) -> None:
    assert read(text) == words


@pytest.mark.parametrize(
    ("item", "words"),
    [
        ("1. ```\n   查询接口\n   ```", ["1.", "查询接口"]),
        ("1. | 名称 | 比例 |\n   |---|---|\n   | 甲方 | 三成 |", ["1.", "名称 | 比例", "甲方 | 三成"]),
        ("> 1. | 名称 | 比例 |\n>    |---|---|", ["1.", "名称 | 比例"]),
        ("- | 名称 | 比例 |\n  |---|---|", ["名称 | 比例"]),
        ("1. <div>网页</div>", ["1.", "网页"]),
        ("3.", ["3."]),
        ("1. ![图](a.png)", ["1."]),
        ("1. 1. 子项", ["1.", "1. 子项"]),
        ("1. - 子项", ["1. 子项"]),
    ],
)
def test_the_number_of_an_item_never_goes_to_what_follows_it(item: str, words: list[str]) -> None:
    source = read_markdown(f"# 协议\n\n{item}\n\n尾段\n".encode())
    assert [block.text for block in source.blocks] == ["协议", *words, "尾段"]


def test_a_row_with_more_cells_than_the_header_keeps_them() -> None:
    source = read_markdown("| 甲 | 乙 |\n|---|---|\n| 1 | **2** | 3 \\| 4 |\n|  |  |\n".encode())
    assert [block.cells for block in source.blocks] == [("甲", "乙"), ("1", "2", "3 | 4"), ("", "")]
    assert [block.location.line for block in source.blocks] == [1, 3, 4]


def test_rows_without_a_header() -> None:
    source = read_markdown("说明\n|--|--|\n| 甲 | 乙 |\n文字\n| 丙 | 丁 |".encode())
    assert [(block.text, block.location.table) for block in source.blocks] == [
        ("说明", None),
        ("甲 | 乙", 1),
        ("文字", None),
        ("丙 | 丁", 2),
    ]


def test_html_in_markdown() -> None:
    source = read_markdown(
        "# 清单\n\n<table>\n<tr><td>甲<td>乙\n\n<tr><td>丙<td>丁</table>\n\n<div align=center>\n\n第一条\n\n</div>".encode()
    )
    assert [block.text for block in source.blocks] == ["清单", "甲 | 乙", "丙 | 丁", "第一条"]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("期限~~三年~~五年", ("删除线文字", 1, ("三年",))),
        ("期限<del>三年</del>五年", ("删除线文字", 1, ("三年",))),
        ("期限<!-- 内部 -->五年", ("批注", 1, ("内部",))),
        ("---\ntitle: 协议\ntags:\n  - 数据\n---\n", ("文件头信息", 1, ("title: 协议 tags: - 数据",))),
        ("![流程图](a.png)", ("图片", 1, ("流程图",))),
    ],
)
def test_what_does_not_count_is_told(text: str, what: tuple[str, int, tuple[str, ...]]) -> None:
    assert lost(text) == [what]


def test_words_below_a_rule_at_the_top_are_no_metadata() -> None:
    assert read("---\n合同编号：一\n\n第一条 内容。\n---\n后文") == ["合同编号：一", "第一条 内容。", "后文"]


def test_an_unclosed_comment_hides_the_rest_and_says_so() -> None:
    (loss,) = read_markdown("# 协议\n\n<!-- 未完\n\n第一条 期限".encode()).losses
    assert (loss.what, loss.withholds) == ("批注", True)
    assert "第一条 期限" in loss.words[0]


@pytest.mark.parametrize(
    "text",
    ["[" * 60_000, "![" * 20_000, "`a" * 60_000, "**甲" * 60_000, "~~a " * 30_000, "<" * 100_000, "1. 甲\n\n文\n\n" * 5_000, "- " * 30_000 + "甲",
     "> " * 60_000 + "甲", "|甲|乙|\n|-|-|\n" + "|甲|乙*c*|\n" * 8_000, "甲方授权\n" * 30_000, "甲方授权乙方。" * 500_000],
)  # fmt: skip
def test_linear_time(text: str) -> None:
    begin = time.perf_counter()
    assert read_markdown(text.encode()).blocks
    assert time.perf_counter() - begin < 8


def test_deep_nesting_loses_nothing() -> None:
    assert read("> " * 300 + "甲方") == ["甲方"]
    deep = "".join("  " * level + f"- 第{level}层\n" for level in range(150))
    assert len(read(deep)) == 150


def test_signs_of_markdown() -> None:
    assert is_markdown("# 协议\n\n## 第一条\n内容")
    assert is_markdown("| a | b |\n|---|---|\n| 1 | 2 |\n\n# x")
    assert not is_markdown("# 井号开头的一行\n第一条 内容")
    assert not is_markdown("第一条 内容\n1. 甲\n2. 乙\n---\n")


def test_the_lines_of_a_source_are_those_of_the_file() -> None:
    source: Source = read_markdown("# 协议\r\n\r\n甲\r乙\n\n1. 丙\n".encode())
    assert [(block.text, block.location.line) for block in source.blocks] == [
        ("协议", 1),
        ("甲", 3),
        ("乙", 4),
        ("1. 丙", 6),
    ]
    assert source.blocks[0].kind is BlockKind.HEADING
