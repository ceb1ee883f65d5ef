"""What the rows of a table are about."""

from __future__ import annotations

import pytest

from outlines import document


def rows(text: str) -> list[tuple[str, tuple[str, ...]]]:
    """The key and the header of each row."""
    found = document(f"一、约定\n双方约定如下。\n{text}")
    return [("/".join(one.path[1:]), one.header) for one in found.passages if one.cells]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        pytest.param(
            "|授权期限|三年|\n|争议解决|甲方所在地法院|",
            [("授权期限", ()), ("争议解决", ())],
            id="keys and values",
        ),
        pytest.param(
            "|甲方|某局|乙方|某公司|\n|合同编号|一号|签订日期|2025年|\n|授权期限|三年|",
            [("", ()), ("", ()), ("授权期限", ())],
            id="two pairs in a row",
        ),
        pytest.param(
            "|授权期限|三年||\n|收益|三七分成||",
            [("授权期限", ()), ("收益", ())],
            id="keys with a wide value",
        ),
        pytest.param(
            "|要素|约定内容|\n|授权期限|三年|",
            [("", ()), ("授权期限", ("要素", "约定内容"))],
            id="keys below a header",
        ),
        pytest.param(
            "|序号|名称|更新|\n|1|公交数据|每日|\n|2|客流数据|每周|",
            [("", ()), ("公交数据", ("序号", "名称", "更新")), ("客流数据", ("序号", "名称", "更新"))],
            id="rows that count",
        ),
        pytest.param(
            "|对象|比例|\n|甲方|30%|\n|乙方|70%|",
            [("", ()), ("甲方", ("对象", "比例")), ("乙方", ("对象", "比例"))],
            id="two columns",
        ),
        pytest.param(
            "|收益分配表|||\n|对象|比例|备注|\n|甲方|30%|缴库|",
            [("", ()), ("", ()), ("甲方", ("对象", "比例", "备注"))],
            id="a title over the whole width",
        ),
        pytest.param("|接收方名称|____|\n|验收时间|____|", [("接收方名称", ()), ("验收时间", ())], id="a form"),
        pytest.param("|……|____|\n|||", [("", ()), ("", ())], id="nothing said"),
    ],
)
def test_rows(text: str, wanted: list[tuple[str, tuple[str, ...]]]) -> None:
    assert rows(text) == wanted


def test_tables_next_to_each_other_have_their_own_headers() -> None:
    found = document("|序号|名称|\n|1|甲数据|\n产品如下。\n|产品|用途|\n|指数|选址|")
    assert [one.header for one in found.passages if one.cells] == [(), ("序号", "名称"), (), ("产品", "用途")]
