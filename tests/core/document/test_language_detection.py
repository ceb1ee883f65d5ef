"""The language of a document."""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contractkit.core.document.language import detect


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("甲方", "zh-Hans"),
        ("甲方：云岭数科有限公司", "zh-Hans"),
        ("甲方授权乙方运营公共数据，著作权归甲方。", "zh-Hans"),
        ("甲方授權乙方營運公共數據資源，期間三年。", "zh-Hant"),
        ("遵循 GB/T 35273 與 ISO 27001，數據須加密", "zh-Hant"),
        ("数据接口 API Gateway 符合 RESTful 规范", "zh-Hans"),
        ("公共データの利用に関する契約", "ja"),
        ("공공데이터 이용 계약", "ko"),
        ("Data licence", "en"),
        ("This agreement is made between the provider and the recipient of the data. " * 5, "en"),
        ("Le présent accord est conclu entre le fournisseur et le bénéficiaire des données. " * 5, "fr"),
        ("Настоящее соглашение заключено между поставщиком и получателем данных. " * 5, "ru"),
        ("Договор", "und"),
        ("機密保持契約書\n第一条　目的\n第二条　対価の支払\n第三条　権利の帰属", "ja"),
        ("業務委託契約書 個人情報 損害賠償 契約解除 準拠法 円建払 対価", "ja"),
        ("본 契約은 公共데이터의 利用條件을 定한다. 甲은 乙에게 資料를 提供한다.", "ko"),
        (
            "乙方：株式会社サンプル（日本国東京都）。甲方授权乙方在本市范围内使用公共数据，期限三年，乙方不得转授权。",
            "zh-Hans",
        ),
        ("甲方与주식회사合作，乙方提供公共数据治理服务，收益按约定比例分配。", "zh-Hans"),
        ("甲方：Acme Data Co., Ltd.", "zh-Hans"),
        ("張著《數據權益》", "zh-Hant"),
        ("①②③ 123", "und"),
        ("\u2f00\u2f06 ⼄⽅", "zh-Hans"),
        ("2025-03-01 100%", "und"),
        ("", "und"),
    ],
)
def test_detects(text: str, language: str) -> None:
    assert detect(text) == language


CHINESE = "甲方授权乙方运营公共数据资源，乙方应当按照约定的范围和期限使用，不得转授权。"
ENGLISH = (
    "Party A authorises Party B to operate the public data resources; Party B shall use them within the agreed scope "
    "and term and shall not sublicense them. "
)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join([f"{CHINESE} | {ENGLISH}"] * 400),
        CHINESE * 500 + ENGLISH * 500,
        ENGLISH * 500 + CHINESE * 500,
    ],
)
def test_a_contract_in_two_languages_is_chinese(text: str) -> None:
    assert detect(text) == "zh-Hans"


def test_an_english_contract_with_chinese_names_is_english() -> None:
    assert detect(f"{ENGLISH * 20} 云岭数科有限公司") == "en"


def test_statistics_are_loaded_only_for_long_text_in_another_script() -> None:
    code = (
        "import sys; from contractkit.core.document.language import detect; "
        f"detect({CHINESE!r} * 100), detect('Data licence'), detect('公共データ'), detect('12'); "
        "assert 'langdetect' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_repeats_itself() -> None:
    text = "Der Vertrag regelt die Nutzung der Daten durch den Betreiber. " * 6
    assert {detect(text) for _ in range(5)} == {"de"}


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    assert detect(text)
