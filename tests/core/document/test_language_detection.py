"""The language of a document."""

from __future__ import annotations

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
        ("2025-03-01 100%", "und"),
        ("", "und"),
    ],
)
def test_detects(text: str, language: str) -> None:
    assert detect(text) == language


def test_repeats_itself() -> None:
    text = "Der Vertrag regelt die Nutzung der Daten durch den Betreiber. " * 6
    assert {detect(text) for _ in range(5)} == {"de"}


@given(st.text(max_size=80))
def test_never_raises(text: str) -> None:
    assert detect(text)
