"""Traditional to simplified characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.zh.simplified import to_simplified


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("公共數據資源授權運營協議", "公共数据资源授权运营协议"),
        (
            "裏面、這裡、臺灣、衞生、衛生、啟用、羣組、爲了、説明、說明",
            "里面、这里、台湾、卫生、卫生、启用、群组、为了、说明、说明",
        ),
        ("隨著、看著、顯著、著作權、著名", "随着、看着、显著、著作权、著名"),
        ("複核、回覆、關係、聯繫、準則、製作、併入", "复核、回复、关系、联系、准则、制作、并入"),
        # Words of other places stay: 程序 must not become 进程.
        ("程序、文件、建立、資料、執行", "程序、文件、建立、资料、执行"),
        (
            "公共資料經由網路介面提供，網際網路除外，軟體依程序執行",
            "公共数据经由网络界面提供，网际网路除外，软件依进程运行",
        ),
        ("公共數據經軟體處理，依程序執行", "公共数据经软体处理，依程序执行"),
        ("显著、著作权、执著", "显著、著作权、执著"),
        ("帐户、账户、份额", "帐户、账户、份额"),
        ("abc 123", "abc 123"),
    ],
)
def test_converts_characters_and_leaves_words(traditional: str, simplified: str) -> None:
    assert to_simplified(traditional) == simplified


@given(
    st.text(
        st.characters(min_codepoint=0x3400, max_codepoint=0x9FFF) | st.sampled_from("著裏裡乾后於資訊網路際，"),
        max_size=30,
    )
)
def test_keeps_the_length_and_is_stable(text: str) -> None:
    converted = to_simplified(text)
    assert len(converted) == len(text)
    assert to_simplified(converted) == converted
